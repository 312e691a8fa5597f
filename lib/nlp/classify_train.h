/*
 * Trains the models of classify.h.  Deterministic: the same examples in the
 * same order and the same seed give the same bytes.
 *
 * Kind ONE: multi-class support vectors over all classes at once (Crammer
 * and Singer 2001); an example without labels fits no class: it is never
 * trained as one, it only teaches the confidence what "none of them" looks
 * like.  Kind SEVERAL: one logistic regression a class; an example without
 * labels is a plain negative.
 *
 * Confidence, probabilities and thresholds are fitted on examples that the
 * scores they are fitted to were not trained on.
 */
#ifndef NLP_CLASSIFY_TRAIN_H
#define NLP_CLASSIFY_TRAIN_H

#include "nlp/classify.h"

struct classify_example {
	const char *text; /* valid UTF-8 */
	const int *labels;
	size_t n_labels;
	const float *extra; /* n_extra figures, or NULL when that is 0 */
};

struct classify_training {
	enum classify_kind kind;
	const char *language;	  /* "en": for stems; "" for none */
	const char *const *names; /* of the classes */
	size_t n_classes;
	const struct classify_example *examples;
	size_t n_examples;
	/* Confidence and thresholds are fitted on these; none: on parts of
	 * the examples, each held out in turn. */
	const struct classify_example *dev;
	size_t n_dev;
	size_t n_extra;
	double extra_weight; /* of all extra figures; 0: as one block (1) */
	/* SEVERAL: support vectors in place of logistic regression; faster,
	 * and better where classes are many and examples few. */
	bool has_margin;
	double cost;	     /* C; 0: the default of the kind */
	size_t bytes_max;    /* of the model; 0: CLASSIFY_BYTES_DEFAULT */
	unsigned seed;
};

#define CLASSIFY_BYTES_DEFAULT ((size_t)8 << 20)
#define CLASSIFY_EXAMPLES_MAX 1000000

struct classify_trained {
	void *bytes; /* in the arena; for classify_load or a file */
	size_t n;
	/* On held-out examples: share of right ones, calibration error. */
	double accuracy, calibration_error;
	double answer_at, ask_at;
};

/* INVALID when there are no two classes with examples. */
enum rc classify_train(struct arena *a, const struct classify_training *in,
    struct classify_trained *out, struct err *e) MUST_CHECK;

#endif
