#include "base/base.h"

#include "nlp/escalate.h"

#include "nlp/emotion.h"
#include "nlp/sentiment.h"

#include <math.h>

#define REASON_SHOWN 0.02 /* a smaller score is no reason */

static const double anger_fades = 0.75; /* a message of the visitor */
static const double calm_upset = 0.35;	/* up to here nobody is upset */
static const double waited_long = 900;	/* seconds that count in full */
static const double falls_fast = -0.5;	/* slope of the score a message */

/* Words that cannot wait, and words that weigh. */
static const struct {
	enum lexicon_mark mark;
	const char *name;
	double score;
	bool immediate;
} marked[] = {
	{LEXICON_SELFHARM, "self-harm", 1, true},
	{LEXICON_THREAT, "threat", 1, true},
	{LEXICON_SAFETY, "safety", 0.95, true},
	{LEXICON_LEGAL, "legal", 0.85, true},
	{LEXICON_FRAUD, "fraud", 0.45, false},
	{LEXICON_LEAVE, "leaving", 0.25, false},
};

/* By how often: once tells little, low confidence twice is enough (H1). */
static const double repeated[] = {0, 0.3, 0.7};
static const double refused[] = {0, 0.15, 0.66, 0.8};
static const double low[] = {0, 0.1, 0.66, 0.8};

static double
by_count(const double *scores, size_t n, unsigned count)
{
	return scores[count < n ? count : n - 1];
}

/* Sorted by score; the weakest falls out when there are too many. */
static void
add_reason(struct escalation *out, const char *name, const char *detail,
    double score)
{
	size_t i = out->n;

	if (score < REASON_SHOWN)
		return;
	out->score = 1 - (1 - out->score) * (1 - score);
	if (i == ESCALATE_REASONS_MAX) {
		if (out->reasons[i - 1].score >= score)
			return;
		i--;
	} else {
		out->n++;
	}
	for (; i > 0 && out->reasons[i - 1].score < score; i--)
		out->reasons[i] = out->reasons[i - 1];
	out->reasons[i] = (struct escalate_reason){name, detail, score};
}

static void
add_at_once(struct escalation *out, const char *name, const char *detail,
    double score)
{
	add_reason(out, name, detail, score);
	out->immediate = true;
}

static void
add_marks(const struct escalate_facts *f, struct escalation *out)
{
	unsigned now = f->n > 0 ? f->messages[f->n - 1].marks : 0;

	for (size_t i = 0; i < NELEM(marked); i++) {
		if ((now & 1u << marked[i].mark) == 0)
			continue;
		if (marked[i].immediate)
			add_at_once(out, marked[i].name, NULL,
			    marked[i].score);
		else
			add_reason(out, marked[i].name, NULL,
			    marked[i].score);
	}
}

/* Decayed maximum of being upset: one outburst fades, several do not. */
static double
upset_so_far(const struct escalate_facts *f)
{
	double worst = 0, faded;
	double weight = 1;
	unsigned often = 0;

	for (size_t i = f->n; i > 0; i--) {
		double upset = f->messages[i - 1].upset;

		faded = upset * weight;
		worst = faded > worst ? faded : worst;
		often += faded > calm_upset;
		weight *= anger_fades;
	}
	if (worst <= calm_upset)
		return 0;
	/* A second angry message is worse than one. */
	return worst * (often > 1 ? 1 : 0.85);
}

static double
falling(const struct escalate_facts *f)
{
	double scores[8];
	size_t n = f->n < NELEM(scores) ? f->n : NELEM(scores);
	struct sentiment_trend t;

	if (n < 3)
		return 0;
	for (size_t i = 0; i < n; i++)
		scores[i] = f->messages[f->n - n + i].score;
	sentiment_trend(scores, n, &t);
	if (t.slope >= 0 || t.mean >= 0)
		return 0;
	return 0.5 * fmin(1, t.slope / falls_fast) * fmin(1, -2 * t.mean);
}

void
escalate_decide(const struct escalate_facts *f, struct escalation *out)
{
	double threshold = f->threshold > 0 ? f->threshold :
					      ESCALATE_THRESHOLD;
	double warn_at = f->warn_at > 0 ? f->warn_at : ESCALATE_WARN_AT;

	*out = (struct escalation){0};
	if (f->wants_person != NULL)
		add_at_once(out, "person", f->wants_person, 1);
	if (f->keyword != NULL)
		add_at_once(out, "keyword", f->keyword, 0.9);
	if (f->rule != NULL)
		add_at_once(out, "rule", f->rule, 0.9);
	add_marks(f, out);
	add_reason(out, "negative", NULL, upset_so_far(f));
	add_reason(out, "trend", NULL, falling(f));
	add_reason(out, "repeated", NULL,
	    by_count(repeated, NELEM(repeated), f->repeats));
	add_reason(out, "refused", NULL,
	    by_count(refused, NELEM(refused), f->refusals));
	add_reason(out, "low confidence", NULL,
	    by_count(low, NELEM(low), f->low_confidence));
	add_reason(out, "waited", NULL,
	    0.4 * fmin(1, fmax(0, f->waited) / waited_long));
	/* Alone it is no reason to call anybody. */
	if (f->vip && out->n > 0)
		add_reason(out, "vip", NULL, 0.25);
	out->escalate = out->immediate || out->score >= threshold;
	out->warn = !out->escalate && out->score >= warn_at;
}

void
escalate_read(struct arena *a, const char *text,
    struct escalate_message *out)
{
	struct feeling f;
	struct sentiment s;
	struct emotion e;

	feeling_read(a, text, &f);
	sentiment_of(a, &f, &s);
	emotion_of(&f, &e);
	*out = (struct escalate_message){s.score, e.upset, f.marks};
}
