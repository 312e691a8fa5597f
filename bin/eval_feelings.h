/* What the evaluations of sentiment, emotion and escalation share. */
#ifndef BIN_EVAL_FEELINGS_H
#define BIN_EVAL_FEELINGS_H

#include "eval.h"
#include "nlp/classify_train.h"
#include "nlp/feeling_features.h"
#include "nlp/sentiment.h"

/* Microseconds of one warm reading: the mean of several. */
double feelings_us(struct arena *scratch, const char *text);

enum feelings_polarity {
	FEELINGS_NEGATIVE,
	FEELINGS_NEUTRAL,
	FEELINGS_POSITIVE,
	FEELINGS_UNKNOWN,
};

/* By the name of a label: "pos", "Negative", "neu"... */
enum feelings_polarity feelings_polarity_of(const char *label);

/* All first fields are numbers. */
bool feelings_are_numbers(const struct eval_rows *rows);

/*
 * Rows to learn from and to measure on: those of --train first, then --dev,
 * then --test.  With --folds all are of --train.
 */
enum feelings_use { FEELINGS_TRAIN, FEELINGS_DEV, FEELINGS_TEST };

struct feelings_row {
	enum feelings_use use;
	const char *text;
	int labels[EVAL_LABELS_MAX];
	size_t n_labels;
	float features[FEELING_FEATURES];
};

struct feelings_rows {
	struct labels names;
	enum classify_kind kind; /* SEVERAL: a row of --train has several */
	struct feelings_row *items;
	size_t n;
};

enum rc feelings_read(struct eval *ev, struct feelings_rows *out,
    struct err *e) MUST_CHECK;

/* Numbers of rows. */
struct feelings_part {
	size_t *items;
	size_t n;
};

/* The rows of a use. */
void feelings_of_use(struct eval *ev, const struct feelings_rows *rows,
    enum feelings_use use, struct feelings_part *out);

/* Divides `all` into the part that is left out in a fold, and the rest. */
void feelings_fold(struct eval *ev, const struct feelings_part *all,
    int64_t fold, int64_t folds, struct feelings_part *left_out,
    struct feelings_part *rest);

/* Words and characters beside the lexicon's figures.  The model lives in
 * the arena; `bytes` may be NULL. */
enum rc feelings_train(struct arena *a, struct eval *ev,
    const struct feelings_rows *rows, const struct feelings_part *part,
    struct classify_model **out, size_t *bytes, struct err *e) MUST_CHECK;

#endif
