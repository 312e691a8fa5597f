/*
 * A small neural network beside the linear classifier (linear.h): one layer
 * of hidden units between features and classes, so that what words mean
 * together counts, and words used alike in the examples help each other.
 * Sparse input, rectified units, dropout (Srivastava et al. 2014), softmax
 * or one sigmoid a class, steps by AdaGrad (Duchi et al. 2011) with one rate
 * for all weights of a unit.
 *
 * Deterministic: the same rows, order and seed give the same weights.
 */
#ifndef NLP_NET_H
#define NLP_NET_H

#include "nlp/linear.h"

#define NET_HIDDEN 64 /* units of a net; a multiple of NET_LANES */
#define NET_LANES 16  /* sums side by side, for the compiler */

struct net_problem {
	const struct linear_row *rows;
	size_t n_rows;
	size_t n_features; /* all indexes are below */
	size_t n_classes;
	/* The class of each row; NULL: `has` decides, class by class. */
	const int *labels;
	bool (*has)(const void *arg, size_t row, size_t class);
	const void *arg;
	size_t n_nets; /* each begins by another chance; the mean of several
			  is right more often */
	unsigned rounds; /* how often each row is seen */
	unsigned seed;
};

/*
 * All nets as one of `units` = n_nets * NET_HIDDEN units: in[feature * units +
 * unit]; the last "feature", n_features, is the constant.  A unit is the sum
 * of its inputs, not below 0; the score of a class is out_bias[class] + the
 * sum of unit * out[class * units + unit].
 */
struct net {
	float *in;
	float *out;
	float *out_bias;
};

void net_train(struct arena *a, const struct net_problem *p,
    struct net *out);

#endif
