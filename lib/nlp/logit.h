/*
 * Logistic regression over a handful of figures, fitted by Newton's method:
 * for turning scores into probabilities (Platt 1999).
 */
#ifndef NLP_LOGIT_H
#define NLP_LOGIT_H

#include "base/arena.h"

#define LOGIT_MAX 12 /* figures of an item, the constant among them */

/*
 * x[item * n_figures + figure]; give a figure that is always 1 for the
 * constant.  `weights` of the items may be NULL.  `ridge` pulls the
 * coefficients towards 0 (the last one, the constant, it leaves alone).
 */
struct logit_data {
	const double *x;
	const bool *y;
	const double *weights;
	size_t n, n_figures;
	double ridge;
};
void logit_fit(const struct logit_data *d, double *coefficients);

/* 1 / (1 + exp(-z)) without overflow. */
double logit_share(double z);

/* The probability of one item. */
double logit_predict(const double *x, const double *coefficients,
    size_t n_figures);

#endif
