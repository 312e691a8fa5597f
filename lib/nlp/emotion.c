#include "base/base.h"

#include "nlp/emotion.h"

#include "nlp/feeling_features.h"

#include <math.h>

static const double neutral_weight = 1.3; /* of a text without feeling */
static const double surprise_weight = 0.5;

static const enum emotion_kind kind_of[LEXICON_EMOTIONS_] = {
    [LEXICON_NONE] = EMOTION_NEUTRAL,
    [LEXICON_ANGER] = EMOTION_ANGER,
    [LEXICON_FRUSTRATION] = EMOTION_FRUSTRATION,
    [LEXICON_WORRY] = EMOTION_WORRY,
    [LEXICON_SADNESS] = EMOTION_FRUSTRATION,
    [LEXICON_DISGUST] = EMOTION_ANGER,
    [LEXICON_SURPRISE] = EMOTION_NEUTRAL,
    [LEXICON_JOY] = EMOTION_JOY,
};

/*
 * Log odds that the writer is upset, in a logistic over the figures of
 * feeling_features.h.  A problem told calmly has bad words as well: anger,
 * repeats, "you" and "nothing" tell more.  Fitted roughly to own examples,
 * then rounded.
 */
static const double upset_bias = -2.15;
static const struct {
	int feature;
	double weight;
} upset_weights[] = {
	{FEELING_BAD, 0.18}, {FEELING_GOOD, -0.15}, {FEELING_NEGATIONS, 0.2},
	{FEELING_EXCLAMATIONS, 0.4}, {FEELING_MIXED_SIGNS, 0.7},
	{FEELING_SHOUTED, 0.8}, {FEELING_CAPITALS, 0.2},
	{FEELING_ASKS, -1.0}, {FEELING_OPENS_AS_QUESTION, -0.4},
	{FEELING_YOU, 0.3}, {FEELING_ABSOLUTE, 0.5},
	{FEELING_DURATIONS, 0.3},
	{FEELING_EMOTION + LEXICON_ANGER, 0.6},
	{FEELING_EMOTION + LEXICON_FRUSTRATION, 0.1},
	{FEELING_EMOTION + LEXICON_SADNESS, 0.3},
	{FEELING_EMOTION + LEXICON_DISGUST, 0.6},
	{FEELING_MARK + LEXICON_COMPLAINT, 0.7},
	{FEELING_MARK + LEXICON_REPEAT, 0.6},
	{FEELING_MARK + LEXICON_WAIT, 0.2},
	{FEELING_MARK + LEXICON_LEAVE, 0.8},
	{FEELING_MARK + LEXICON_LEGAL, 1.5},
	{FEELING_MARK + LEXICON_THREAT, 2.5},
	{FEELING_MARK + LEXICON_SELFHARM, 2.5},
	{FEELING_MARK + LEXICON_SAFETY, 0.8},
	{FEELING_MARK + LEXICON_FRAUD, 0.3},
	{FEELING_MARK + LEXICON_SARCASM, 1.0},
	{FEELING_MARK + LEXICON_DEMAND, 0.5},
	{FEELING_MARK + LEXICON_CORRECTION, 0.7},
	{FEELING_MARK + LEXICON_POLITE, -0.7},
	{FEELING_MARK + LEXICON_THANKS, -0.8},
};
static const double upset_words = 60; /* a longer text says more of all */

static bool
is_sum(int feature)
{
	return feature == FEELING_BAD || feature == FEELING_GOOD ||
	    (feature >= FEELING_EMOTION &&
		feature < FEELING_EMOTION + LEXICON_EMOTIONS_);
}

static double
upset_score(const struct feeling *f)
{
	float figures[FEELING_FEATURES];
	double z = upset_bias, words = (double)f->words;
	double share = words > upset_words ? upset_words / words : 1;

	feeling_features(f, 0, figures);
	for (size_t i = 0; i < NELEM(upset_weights); i++) {
		int feature = upset_weights[i].feature;

		z += upset_weights[i].weight * (double)figures[feature] *
		    (is_sum(feature) ? share : 1);
	}
	return 1 / (1 + exp(-z));
}

void
emotion_of(const struct feeling *f, struct emotion *out)
{
	double sums[EMOTIONS_] = {0}, all = 0;

	*out = (struct emotion){.kind = EMOTION_NEUTRAL};
	for (size_t i = 0; i < f->n; i++) {
		const struct feeling_hit *h = &f->hits[i];
		enum emotion_kind kind = kind_of[h->emotion];

		if (kind == EMOTION_NEUTRAL)
			sums[kind] += surprise_weight;
		else
			sums[kind] += fabs(h->valence);
	}
	out->upset = upset_score(f);
	sums[EMOTION_NEUTRAL] += neutral_weight;
	for (size_t k = 0; k < EMOTIONS_; k++)
		all += sums[k];
	for (size_t k = 0; k < EMOTIONS_; k++) {
		out->share[k] = sums[k] / all;
		if (out->share[k] > out->share[out->kind])
			out->kind = (enum emotion_kind)k;
	}
}

void
emotion_read(struct arena *a, const char *text, struct emotion *out)
{
	struct feeling f;

	feeling_read(a, text, &f);
	emotion_of(&f, out);
}

const char *
emotion_name(enum emotion_kind kind)
{
	static const char *const names[EMOTIONS_] = {"anger", "frustration",
	    "worry", "joy", "neutral"};

	return names[kind];
}
