/* What the evaluations of sentiment, emotion and escalation share. */
#ifndef BIN_EVAL_FEELINGS_H
#define BIN_EVAL_FEELINGS_H

#include "eval.h"
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

#endif
