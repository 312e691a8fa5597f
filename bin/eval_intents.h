/*
 * The rows of `biwoco eval intents`, and how they are divided
 * (eval_intent_rows.c).
 */
#ifndef BIN_EVAL_INTENTS_H
#define BIN_EVAL_INTENTS_H

#include "eval.h"
#include "nlp/classify_train.h"

enum intent_use { INTENT_TRAIN, INTENT_DEV, INTENT_TEST };

struct intent_row {
	enum intent_use use;
	int64_t fold; /* -1: the file has none */
	const char *text;
	const int *labels; /* none: fits no class */
	size_t n_labels;
};

struct intent_rows {
	struct labels labels;
	size_t n_classes; /* labels below are classes */
	int outside;	  /* number of the label "fits no class" */
	bool is_several;  /* a row of --train has more than one label */
	struct intent_row *items;
	size_t n;
};

enum rc intent_rows_read(struct eval *ev, struct intent_rows *out,
    struct err *e) MUST_CHECK;

/* Numbers of rows. */
struct intent_split {
	size_t *train, *dev, *test;
	size_t n_train, n_dev, n_test;
};

/* With --folds the part `fold` is tested, else the rows of --test. */
void intent_split_make(struct eval *ev, const struct intent_rows *rows,
    int64_t fold, struct intent_split *out);

enum rc intent_split_train(struct arena *a, struct eval *ev,
    const struct intent_rows *rows, const struct intent_split *split,
    struct classify_trained *out, struct err *e) MUST_CHECK;

#endif
