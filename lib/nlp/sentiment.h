/*
 * How a message is meant: -1 (very bad) to 1 (very good), with the words
 * that decided (spec A8).  Untrained: own lexicon and rules (feeling.h).
 * And the trend over a visitor's messages, for the escalation.
 */
#ifndef NLP_SENTIMENT_H
#define NLP_SENTIMENT_H

#include "base/arena.h"
#include "nlp/feeling.h"

enum sentiment_label {
	SENTIMENT_NEGATIVE,
	SENTIMENT_NEUTRAL,
	SENTIMENT_POSITIVE,
	SENTIMENT_LABELS_
};

#define SENTIMENT_REASONS_MAX 5
#define SENTIMENT_LABEL_AT 0.12 /* beyond it a message is not neutral */

struct sentiment_reason {
	const char *text; /* as written, at most 60 bytes of it */
	double score;	  /* its share of the sum; the sign is its direction */
};

struct sentiment {
	double score; /* -1..1 */
	enum sentiment_label label;
	struct sentiment_reason reasons[SENTIMENT_REASONS_MAX]; /* strongest
								   first */
	size_t n;
	unsigned marks; /* bits 1 << enum lexicon_mark */
};

/* `text` is valid UTF-8; the reasons live in the arena. */
void sentiment_score(struct arena *a, const char *text,
    struct sentiment *out);

/* The same for a text that was read already. */
void sentiment_of(struct arena *a, const struct feeling *f,
    struct sentiment *out);

/* That a text with this score, if it takes a side, is meant well: 0..1. */
double sentiment_probability(double score);

const char *sentiment_name(enum sentiment_label label);

struct sentiment_trend {
	double mean;	/* the newest counts most; 0 without messages */
	double slope;	/* change of the score a message, least squares */
	double lowest;	/* decayed minimum: old anger fades */
};

/* `scores` of the visitor's messages, oldest first. */
void sentiment_trend(const double *scores, size_t n,
    struct sentiment_trend *out);

#endif
