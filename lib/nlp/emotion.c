#include "base/base.h"

#include "nlp/emotion.h"

#include <math.h>

static const double neutral_weight = 1.3; /* of a text without feeling */
static const double surprise_weight = 0.5;

static const enum emotion_kind kind_of[LEXICON_EMOTIONS_] = {
    [LEXICON_NONE] = EMOTION_NEUTRAL,
    [LEXICON_ANGER] = EMOTION_ANGER,
    [LEXICON_FRUSTRATION] = EMOTION_FRUSTRATION,
    [LEXICON_WORRY] = EMOTION_WORRY,
    [LEXICON_SADNESS] = EMOTION_FRUSTRATION,
    [LEXICON_SURPRISE] = EMOTION_NEUTRAL,
    [LEXICON_JOY] = EMOTION_JOY,
};

/* Marks tell of upset whatever the words' valence. */
static const struct {
	enum lexicon_mark mark;
	double weight;
} upset_marks[] = {
	{LEXICON_COMPLAINT, 0.9}, {LEXICON_REPEAT, 0.6}, {LEXICON_WAIT, 0.2},
	{LEXICON_LEAVE, 1.0}, {LEXICON_LEGAL, 1.5}, {LEXICON_THREAT, 2.5},
	{LEXICON_SELFHARM, 2.5}, {LEXICON_SAFETY, 1.0},
	{LEXICON_FRAUD, 0.4}, {LEXICON_SARCASM, 1.2}, {LEXICON_DEMAND, 0.5},
	{LEXICON_CORRECTION, 0.8}, {LEXICON_POLITE, -0.5},
	{LEXICON_THANKS, -0.6},
};

/* A problem told calmly has bad words as well: anger weighs most. */
static const double upset_by[LEXICON_EMOTIONS_] = {
    [LEXICON_ANGER] = 0.75,
    [LEXICON_FRUSTRATION] = 0.35,
    [LEXICON_WORRY] = 0.2,
    [LEXICON_SADNESS] = 0.4,
    [LEXICON_SURPRISE] = 0.4,
};
static const double upset_bias = -2.4, upset_good = -0.3,
    upset_shouting = 0.8, upset_mixed = 0.7, upset_exclamation = 0.3,
    upset_negation = 0.15, upset_asks = -0.4;
static const double upset_words = 60; /* a longer text says more of all */

static double
upset_score(const struct feeling *f)
{
	double z = 0, bad = 0;

	for (size_t i = 0; i < f->n; i++) {
		const struct feeling_hit *h = &f->hits[i];

		if (h->valence < 0)
			bad -= h->valence * upset_by[h->emotion];
		else
			z += upset_good * h->valence;
	}
	z = (z + bad) /
	    (1 + fmax(0, (double)f->words - upset_words) / upset_words);
	z += upset_negation * (double)(f->negations > 3 ? 3 : f->negations);
	for (size_t i = 0; i < NELEM(upset_marks); i++) {
		if ((f->marks & 1u << upset_marks[i].mark) != 0)
			z += upset_marks[i].weight;
	}
	if (bad > 0) {
		z += f->shouted ? upset_shouting : 0;
		z += upset_exclamation *
		    (double)(f->exclamations > 3 ? 3 : f->exclamations);
	}
	if (f->mixed_signs)
		z += upset_mixed;
	else if (f->asks)
		z += upset_asks;
	return 1 / (1 + exp(-(z + upset_bias)));
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
