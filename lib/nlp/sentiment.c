#include "base/base.h"

#include "nlp/sentiment.h"

#include "base/text.h"

#include <math.h>

#define REASON_BYTES_MAX 60
#define EXCLAMATIONS_MAX 3
#define FACTS_MAX 3
#define TREND_MAX 20 /* messages; older ones tell nothing */

static const double flatness = 3.6;  /* a sum of this gives 0.71 */
static const double negation_alone = -0.55;
static const double duration = -0.3, absolute_word = -0.15, you_word = -0.1;
static const double exclamation = 0.25, mixed_signs = -0.4;
static const double shouting = 1.2;
static const double question_praise = 0.5; /* "do you have nice rooms?" */
/* Logistic of the score, fitted to halves of two sets of reviews. */
static const double odds_slope = 4.8, odds_shift = -0.35;
static const double trend_decay = 0.7;	   /* a message */

/* Complaints tell facts: how long, to whom, "nothing", "again". */
static double
sum_of_facts(const struct feeling *f, double sum)
{
	double facts = (double)f->negations * negation_alone;
	size_t absolute = f->absolute < FACTS_MAX ? f->absolute : FACTS_MAX;
	size_t you = f->you < FACTS_MAX ? f->you : FACTS_MAX;

	if (f->asks)
		return facts;
	facts += (double)f->durations * duration;
	if (sum <= 0)
		facts += (double)absolute * absolute_word +
		    (double)you * you_word;
	return facts;
}

static double
sum_of_hits(const struct feeling *f)
{
	double good = 0, bad = 0;

	for (size_t i = 0; i < f->n; i++) {
		if (f->hits[i].valence > 0)
			good += f->hits[i].valence;
		else
			bad += f->hits[i].valence;
	}
	if (f->asks && f->exclamations == 0)
		good *= question_praise;
	/* "Thanks for ruining my day": the thanks are not meant. */
	if ((f->marks & 1u << LEXICON_SARCASM) != 0)
		good *= 0.3;
	return good + bad + sum_of_facts(f, good + bad);
}

static double
with_signs(const struct feeling *f, double sum)
{
	unsigned n = f->exclamations < EXCLAMATIONS_MAX ? f->exclamations :
							  EXCLAMATIONS_MAX;

	if (sum > 0)
		sum += n * exclamation;
	else if (sum < 0)
		sum -= n * exclamation;
	if (f->mixed_signs)
		sum += mixed_signs;
	return f->shouted ? sum * shouting : sum;
}

/* The strongest hits, by insertion. */
static void
add_reason(struct arena *a, struct sentiment *out,
    const struct feeling_hit *h)
{
	size_t n = h->length < REASON_BYTES_MAX ? h->length :
						  REASON_BYTES_MAX;
	size_t i = out->n;

	if (fabs(h->valence) < 0.05)
		return;
	if (i == SENTIMENT_REASONS_MAX) {
		if (fabs(out->reasons[i - 1].score) >= fabs(h->valence))
			return;
		i--;
	} else {
		out->n++;
	}
	for (; i > 0 && fabs(out->reasons[i - 1].score) < fabs(h->valence);
	     i--)
		out->reasons[i] = out->reasons[i - 1];
	while (n > 0 && ((unsigned char)h->text[n] & 0xc0) == 0x80)
		n--;
	out->reasons[i] = (struct sentiment_reason){
	    .text = arena_strndup(a, h->text, n),
	    .score = h->valence,
	};
}

void
sentiment_of(struct arena *a, const struct feeling *f,
    struct sentiment *out)
{
	double sum = with_signs(f, sum_of_hits(f));

	*out = (struct sentiment){.marks = f->marks};
	out->score = sum / sqrt(sum * sum + flatness * flatness);
	out->label = out->score > SENTIMENT_LABEL_AT ? SENTIMENT_POSITIVE :
	    out->score < -SENTIMENT_LABEL_AT ? SENTIMENT_NEGATIVE :
					     SENTIMENT_NEUTRAL;
	for (size_t i = 0; i < f->n; i++)
		add_reason(a, out, &f->hits[i]);
}

double
sentiment_probability(double score)
{
	return 1 / (1 + exp(-(odds_slope * score + odds_shift)));
}

void
sentiment_score(struct arena *a, const char *text, struct sentiment *out)
{
	struct feeling f;

	feeling_read(a, text, &f);
	sentiment_of(a, &f, out);
}

const char *
sentiment_name(enum sentiment_label label)
{
	static const char *const names[SENTIMENT_LABELS_] = {"negative",
	    "neutral", "positive"};

	return names[label];
}

void
sentiment_trend(const double *scores, size_t n, struct sentiment_trend *out)
{
	double weight = 1, weights = 0, x_mean, y_mean = 0, xy = 0, xx = 0;
	size_t first = n > TREND_MAX ? n - TREND_MAX : 0;

	*out = (struct sentiment_trend){0};
	if (n == 0)
		return;
	for (size_t i = n; i > first; i--) {
		double faded = scores[i - 1] * weight;

		out->mean += faded;
		weights += weight;
		out->lowest = faded < out->lowest ? faded : out->lowest;
		weight *= trend_decay;
		y_mean += scores[i - 1];
	}
	out->mean /= weights;
	y_mean /= (double)(n - first);
	x_mean = (double)(n - first - 1) / 2;
	for (size_t i = first; i < n; i++) {
		double x = (double)(i - first) - x_mean;

		xy += x * (scores[i] - y_mean);
		xx += x * x;
	}
	out->slope = xx > 0 ? xy / xx : 0;
}
