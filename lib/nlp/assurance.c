#include "base/base.h"

#include "nlp/assurance.h"

#include <math.h>

/*
 * Fitted on the seed articles' own questions (each left out of its article),
 * on questions to the wrong company, and on questions to an encyclopedia
 * with and without the passage that answers.
 */
static const struct {
	double bias, coverage, focus, full, strength, unknown, agreement,
	    margin, near, brief, likely;
} weights = {-1.88, 1.13, 1.13, 1.28, 1.58, -0.83, 1.05, 1.46, 0.56,
    -2.51, 4.5};

/*
 * Where the scenario's intents know the article: fitted on questions to the
 * built-in scenarios, two thirds of which their articles answer, each
 * scenario judged by the other two; what is not known counts three times.
 */
static const struct {
	double bias, agreement, brief, strange, foreign, likely,
	    likely_foreign;
} by_intent = {-1.55, 0.43, -1.66, -1.25, -3.81, 4.77, -1.13};

#define AGREEMENT_PASSAGES 4
#define MASS_FULL 9.0 /* of two rare words: more proves nothing more */

/* What one asks about must be said: the heaviest word may be missing only
 * where most of the rest is there. */
#define HOLE_MISSING 0.42
#define HOLE_COVERAGE 0.62
#define HOLE 1.1

/* An article that has headings and questions tells in them what it is on:
 * what only its sentences mention is an aside; but a row of a table is where
 * things are named. */
#define ASIDE_FOCUS 0.36
#define ASIDE_ROW 0.9 /* of the question, by a row */
#define ASIDE 1.05

#define STRANGE 4.0
#define SAID_FOREIGN 0.05
#define SAID_EVIDENT 0.9
#define SAID_FULL 0.95 /* of the question, by one sentence */
#define SAID_LEAST 0.7
#define SAID_BRIEF 0.34 /* of two words at least */
#define SAID_ROW 0.8 /* of the question, by one row */
#define REPAIRED 0.6
#define MAYBE_BY_INTENT 0.2
#define MAYBE_OFFER 0.6
#define OFFER 2.0 /* ... that no intent makes likely */
#define FAVOUR 4.0
#define OFFER_FOCUS 2.0 /* against "do you sell …" that no heading tells */

/* Shares of the question's weight in words nobody here uses, and in words
 * that were repaired. */
static void
read_words(const struct query *q, struct assurance *out)
{
	size_t n = 0; /* words of content; "credit cards" are two */

	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];

		if (t->topic || t->hint)
			continue;
		if (t->weight >= 1)
			n += words_count(t->word);
		if (!t->known)
			out->unknown += t->weight * t->idf;
		if (t->typed != NULL)
			out->repaired += t->weight * t->idf;
	}
	out->unknown = q->total <= 0 ? 1 : out->unknown / q->total;
	out->repaired = q->total <= 0 ? 0 : out->repaired / q->total;
	out->brief = 1 / (1 + (double)n);
}

/* Log-odds, of what the articles say alone. */
static double
by_evidence_of(const struct assurance *f, const struct query *q)
{
	double z = weights.bias + weights.coverage * f->coverage +
	    weights.focus * f->focus + weights.full * f->full +
	    weights.strength * f->strength + weights.unknown * f->unknown +
	    weights.agreement * f->agreement + weights.margin * f->margin +
	    weights.near * f->near + weights.brief * f->brief -
	    STRANGE * f->strange;

	if (f->hole)
		z -= HOLE;
	if (f->aside)
		z -= ASIDE;
	if (q->offer)
		z -= OFFER_FOCUS * (1 - f->focus);
	return z;
}

/* Log-odds, with what the intents make likely. */
static double
by_intent_of(const struct assurance *f, const struct query *q)
{
	double z = by_intent.bias + by_intent.agreement * f->agreement +
	    by_intent.brief * f->brief + by_intent.strange * f->strange +
	    by_intent.foreign * f->foreign + by_intent.likely * f->likely +
	    by_intent.likely_foreign * f->likely * f->foreign;

	if (q->offer)
		z -= q->favour ? FAVOUR : OFFER * (1 - f->likely);
	return z;
}

static double
chance(double log_odds)
{
	return 1 / (1 + exp(-log_odds));
}

static bool
is_headed(const struct passage_hit *p)
{
	return *p->heading != '\0' || *p->questions != '\0';
}

/* 0..1: how many of the best passages are of the same article. */
static double
agreement_of(const struct retrieve_result *r, size_t hit)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n && i < AGREEMENT_PASSAGES; i++)
		n += i != hit && r->hits[i].passage->article_id ==
			r->hits[hit].passage->article_id;
	return n >= AGREEMENT_PASSAGES - 1 ? 1 :
	    (double)n / (AGREEMENT_PASSAGES - 1);
}

/* Many questions that are somewhat like it tell which article is meant, and
 * not that it answers. */
static double
firm_score(const struct retrieve_hit *h)
{
	return h->score - h->parts.others;
}

/* How far the best passage of another article is behind: 0..1. */
static double
margin_of(const struct retrieve_result *r, size_t hit)
{
	const struct retrieve_hit *best = &r->hits[hit];
	double most = firm_score(best);

	for (size_t i = 0; i < r->n; i++) {
		const struct retrieve_hit *h = &r->hits[i];

		if (h->passage->article_id == best->passage->article_id)
			continue;
		return most <= 0 || firm_score(h) >= most ? 0 :
		    1 - firm_score(h) / most;
	}
	return 1;
}

/* The share of the heaviest word that the passage does not say. */
static double
missing_of(const struct query *q, const struct retrieve_hit *h)
{
	double most = 0;

	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];
		double w = t->weight * t->idf * (1 - h->matched[i]);

		if (!t->topic && !t->hint && w > most)
			most = w;
	}
	return q->total <= 0 ? 1 : most / q->total;
}

/* The share of the question in words that neither the passage nor any
 * example of an intent says. */
static double
strange_of(const struct query *q, const struct retrieve_hit *h)
{
	double sum = 0;

	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];

		if (t->strange && !t->topic && !t->hint)
			sum += t->weight * t->idf * (1 - h->matched[i]);
	}
	return q->total <= 0 ? 0 : sum / q->total;
}

/* The share of the question in words that neither the passage nor an example
 * of the intent that leads to it says; one that was repaired may be another. */
static double
foreign_of(const struct query *q, const struct retrieve_hit *h)
{
	double sum = 0;

	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];

		if (!t->topic && !t->hint && (t->meant & h->intent) == 0)
			sum += t->weight * t->idf * (1 - h->matched[i]) *
			    (t->typed == NULL ? 1 : REPAIRED);
	}
	return q->total <= 0 ? 1 : sum / q->total;
}

/* What the evidence says itself is its answer, whatever visitors of the
 * article asked before: nearly all of the question; and in rows of tables
 * things are named. */
static bool
says_it(const struct query *q, const struct evidence_unit *best,
    const struct assurance *f)
{
	if (q->offer || f->foreign > SAID_FOREIGN)
		return false;
	return f->evident >= SAID_EVIDENT ||
	    (best->full >= SAID_FULL && f->evident >= SAID_LEAST &&
		f->brief <= SAID_BRIEF) ||
	    (best->kind == MARKDOWN_TABLE_ROW && best->full >= SAID_ROW);
}

/* One word that is known here ("how do I reset it") is asked back, too. */
static bool
is_maybe(const struct query *q, const struct assurance *f, bool by_intents)
{
	double least = !by_intents ? ASSURANCE_MAYBE :
	    q->offer		   ? MAYBE_OFFER :
				     MAYBE_BY_INTENT;

	return f->confidence >= least || (q->n_content <= 1 && !q->offer &&
	    f->foreign <= SAID_FOREIGN && f->evident >= ASSURANCE_MAYBE);
}

void
assurance_judge(const struct retrieve_result *found,
    const struct evidence *e, struct assurance *out)
{
	const struct evidence_unit *best;
	const struct query *q = &found->query;
	bool by_intents;

	*out = (struct assurance){0};
	read_words(q, out);
	if (e->n == 0)
		return;
	best = &e->units[e->best];
	out->coverage = found->hits[best->hit].coverage;
	out->focus = found->hits[best->hit].focus;
	out->full = best->full;
	out->strength = best->own *
	    (best->mass < MASS_FULL ? best->mass / MASS_FULL : 1);
	out->agreement = agreement_of(found, best->hit);
	out->margin = margin_of(found, best->hit);
	out->near = best->near;
	out->strange = strange_of(q, &found->hits[best->hit]);
	out->missing = missing_of(q, &found->hits[best->hit]);
	out->likely = found->hits[best->hit].likely;
	out->foreign = foreign_of(q, &found->hits[best->hit]);
	out->hole = out->missing >= HOLE_MISSING &&
	    out->coverage < HOLE_COVERAGE;
	out->aside = is_headed(found->hits[best->hit].passage) &&
	    out->focus < ASIDE_FOCUS &&
	    (best->kind != MARKDOWN_TABLE_ROW || out->full < ASIDE_ROW);
	out->evident = chance(by_evidence_of(out, q));
	by_intents = found->hits[best->hit].classed && !says_it(q, best, out);
	out->confidence = by_intents ? chance(by_intent_of(out, q)) :
				       out->evident;
	out->sure = out->confidence >= ASSURANCE_THRESHOLD;
	out->maybe = !out->sure && is_maybe(q, out, by_intents);
}
