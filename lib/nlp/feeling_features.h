/*
 * A reading as figures: for a classifier that learns from a site's own rated
 * messages (as "extra" figures of classify.h), and for the upset score.
 */
#ifndef NLP_FEELING_FEATURES_H
#define NLP_FEELING_FEATURES_H

#include "nlp/feeling.h"

enum feeling_feature {
	FEELING_SCORE, /* of sentiment.h */
	FEELING_GOOD,  /* sum of what is good, likewise bad */
	FEELING_BAD,
	FEELING_GOOD_HITS,
	FEELING_BAD_HITS,
	FEELING_BEST,  /* the strongest of each kind */
	FEELING_WORST,
	FEELING_FIRST, /* valence of the first and the last entry found */
	FEELING_LAST,
	FEELING_NEGATIONS,
	FEELING_EXCLAMATIONS,
	FEELING_QUESTIONS,
	FEELING_ASKS,
	FEELING_OPENS_AS_QUESTION,
	FEELING_MIXED_SIGNS,
	FEELING_SHOUTED,
	FEELING_CAPITALS,
	FEELING_YOU,
	FEELING_SELF,
	FEELING_ABSOLUTE,
	FEELING_DURATIONS,
	FEELING_BUT,
	FEELING_WORDS, /* logarithm */
	FEELING_EMOTION, /* and the other emotions: sums */
	FEELING_MARK = FEELING_EMOTION + LEXICON_EMOTIONS_, /* 0 or 1 each */
	FEELING_FEATURES = FEELING_MARK + LEXICON_MARKS_
};

/* `score` as sentiment_of gives it. */
void feeling_features(const struct feeling *f, double score,
    float out[FEELING_FEATURES]);

#endif
