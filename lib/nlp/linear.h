/*
 * Linear classifiers by LIBLINEAR (Fan et al. 2008, JMLR 9, "LIBLINEAR: A
 * Library for Large Linear Classification"), seen only here.  It trains;
 * predicting is our own code, so that no web program links the library.
 */
#ifndef NLP_LINEAR_H
#define NLP_LINEAR_H

#include "base/arena.h"
#include "base/rc.h"

enum linear_kind {
	LINEAR_ONE_OF,	/* multi-class support vectors (Crammer, Singer) */
	LINEAR_LOGIT,	/* one logistic regression a class */
	LINEAR_EACH,	/* one support vector machine a class */
};

/* One example: its features that are not 0, with rising indexes. */
struct linear_row {
	const uint32_t *index;
	const float *value;
	size_t n;
};

struct linear_problem {
	enum linear_kind kind;
	const struct linear_row *rows;
	size_t n_rows;
	size_t n_features; /* all indexes are below */
	size_t n_classes;  /* 2 or more */
	/* Class of each row; with LOGIT and EACH `has` decides. */
	const int *labels;
	/* has(arg, row, class): the row is one of the class. */
	bool (*has)(const void *arg, size_t row, size_t class);
	const void *arg;
	double cost;	  /* C: how much a wrong row costs */
	double tolerance; /* when to stop */
	unsigned seed;
};

/*
 * weights[feature * n_classes + class]; the last "feature", n_features, is
 * the constant.  INVALID when no two classes have rows.
 */
enum rc linear_train(const struct linear_problem *p, float *weights,
    struct err *e) MUST_CHECK;

#endif
