/*
 * Emotions that are learned, for `biwoco eval emotion` alone.  Two models
 * vote: one of the classes, one of the finer labels that they were made
 * from.  A class' threshold is the one with the best F1 on rows that the
 * models were not trained on.
 */
#ifndef BIN_EVAL_EMOTION_H
#define BIN_EVAL_EMOTION_H

#include "eval_feelings.h"

struct emotion_rows {
	struct feelings_rows classes;
	struct feelings_rows fine; /* the same rows with labels as given */
	int *class_of;		   /* of each fine label */
	bool has_fine;
};

#define EMOTION_SURE 3 /* figures: log odds, how many classes, 1 */

struct emotion_model {
	const struct emotion_rows *rows;
	struct classify_model *classes;
	struct classify_model *fine; /* NULL: labels are the classes */
	double *threshold;	     /* of each class */
	double sure[EMOTION_SURE];   /* coefficients of the confidence */
	size_t bytes;
};

/* The class of a label. */
typedef const char *emotion_class(const char *label);

enum rc emotion_rows_read(struct eval *ev, emotion_class *class_of,
    struct emotion_rows *out, struct err *e) MUST_CHECK;

/* With thresholds of --dev, else of parts of the training rows. */
enum rc emotion_learn(struct eval *ev, const struct emotion_rows *rows,
    struct emotion_model *out, struct err *e) MUST_CHECK;

/* Classes of row `i`, EVAL_LABELS_MAX at most; how many, at least one. */
size_t emotion_classes(const struct emotion_model *m, struct arena *a,
    size_t i, int *out, double *confidence);

#endif
