/*
 * The emotion of a message in the five classes of the product (spec A8),
 * untrained: the shares of what the lexicon found.  Sadness and
 * disappointment count as frustration, contempt and disgust as anger.
 * And how upset the writer is, which the escalation needs: complaints,
 * repeats, waiting, shouting, strong words.
 */
#ifndef NLP_EMOTION_H
#define NLP_EMOTION_H

#include "nlp/feeling.h"

enum emotion_kind {
	EMOTION_ANGER,
	EMOTION_FRUSTRATION,
	EMOTION_WORRY,
	EMOTION_JOY,
	EMOTION_NEUTRAL,
	EMOTIONS_
};

struct emotion {
	enum emotion_kind kind; /* the largest share */
	double share[EMOTIONS_]; /* 0..1, they add up to 1 */
	double upset;		 /* 0..1; a calm problem stays below 0.5 */
};

void emotion_of(const struct feeling *f, struct emotion *out);

/* The same from a text (valid UTF-8). */
void emotion_read(struct arena *a, const char *text, struct emotion *out);

const char *emotion_name(enum emotion_kind kind);

#endif
