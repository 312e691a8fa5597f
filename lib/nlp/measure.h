/*
 * Figures of how well predictions fit what is right.  Where there is no
 * figure (no items, one class only, no variance) NAN is given.
 */
#ifndef NLP_MEASURE_H
#define NLP_MEASURE_H

#include "nlp/labels.h"

/* One class over all items. */
struct measure_class {
	size_t right;  /* predicted and true */
	size_t false_positives, misses;
	size_t items;  /* with this class in gold */
	double precision, recall, f1; /* 0 where nothing could be right */
};

/* Items of class `gold` that were taken for `predicted`. */
struct measure_pair {
	int gold, predicted;
	size_t n;
};

/*
 * Items counted one by one.  An item has one label or several (or none) on
 * each side; it is right when both sides hold the same.
 */
struct measure {
	struct arena *arena;
	struct measure_class *classes;
	size_t n_classes, cap_classes;
	struct measure_pair *pairs; /* only of items with one label */
	size_t n_pairs, cap_pairs;
	double *confidence; /* of each item, 0..1 */
	bool *is_right;
	size_t n, cap;
	size_t n_right;
	/* Set by measure_end. */
	double accuracy, macro_f1, micro_f1, calibration_error;
};

void measure_init(struct measure *m, struct arena *a);

struct measure_set {
	const int *labels;
	size_t n;
};
void measure_add(struct measure *m, struct measure_set gold,
    struct measure_set predicted, double confidence);

/* The same for one label a side. */
void measure_add_one(struct measure *m, int gold, int predicted,
    double confidence);

/*
 * The figures; pairs sorted, most frequent first.  Macro-F1 is the mean over
 * the classes that occur on either side.
 */
void measure_end(struct measure *m);

/*
 * Expected calibration error (Guo et al. 2017, "On Calibration of Modern
 * Neural Networks"): ten bins of equal width over 0..1; the mean distance of
 * a bin's share of right items from its mean confidence, by items.
 */
#define MEASURE_BINS 10
double measure_calibration_error(const double *confidence,
    const bool *is_right, size_t n);

/* Area under the ROC curve: how often a positive has the higher score than a
 * negative, ties counting half. */
double measure_auroc(struct arena *a, const double *scores,
    const bool *is_positive, size_t n);

/* Pearson's correlation coefficient. */
double measure_pearson(const double *x, const double *y, size_t n);

/* The value that a share `p` (0..1) of the values is not above: nearest
 * rank.  Sorts the list. */
double measure_percentile(double *values, size_t n, double p);

#endif
