#include "base/base.h"

#include "nlp/feeling_features.h"

#include <math.h>

#define COUNT_MAX 3.0 /* more of a sign tell no more */

static float
count(size_t n)
{
	return (float)fmin((double)n, COUNT_MAX);
}

static void
add_hits(const struct feeling *f, float *out)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct feeling_hit *h = &f->hits[i];
		float v = (float)h->valence;

		if (v > 0) {
			out[FEELING_GOOD] += v;
			out[FEELING_GOOD_HITS] += 1;
			out[FEELING_BEST] = fmaxf(out[FEELING_BEST], v);
		} else {
			out[FEELING_BAD] -= v;
			out[FEELING_BAD_HITS] += 1;
			out[FEELING_WORST] = fmaxf(out[FEELING_WORST], -v);
		}
		out[FEELING_EMOTION + h->emotion] +=
		    h->emotion == LEXICON_SURPRISE ? 1 : fabsf(v);
	}
	if (f->n > 0) {
		out[FEELING_FIRST] = (float)f->hits[0].valence;
		out[FEELING_LAST] = (float)f->hits[f->n - 1].valence;
	}
}

void
feeling_features(const struct feeling *f, double score,
    float out[FEELING_FEATURES])
{
	for (size_t i = 0; i < FEELING_FEATURES; i++)
		out[i] = 0;
	add_hits(f, out);
	out[FEELING_SCORE] = (float)score;
	out[FEELING_NEGATIONS] = count(f->negations);
	out[FEELING_EXCLAMATIONS] = count(f->exclamations);
	out[FEELING_QUESTIONS] = count(f->questions);
	out[FEELING_ASKS] = f->asks;
	out[FEELING_OPENS_AS_QUESTION] = f->opens_as_question;
	out[FEELING_MIXED_SIGNS] = f->mixed_signs;
	out[FEELING_SHOUTED] = f->shouted;
	out[FEELING_CAPITALS] = f->shouted ? 0 : count(f->capitals);
	out[FEELING_YOU] = count(f->you);
	out[FEELING_SELF] = count(f->self);
	out[FEELING_ABSOLUTE] = count(f->absolute);
	out[FEELING_DURATIONS] = count(f->durations);
	out[FEELING_BUT] = f->has_but;
	out[FEELING_WORDS] = (float)log(1 + (double)f->words);
	for (size_t m = 0; m < LEXICON_MARKS_; m++)
		out[FEELING_MARK + m] = (f->marks & 1u << m) != 0;
}
