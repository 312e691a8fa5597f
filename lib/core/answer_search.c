#include "base/base.h"

#include "core/answer_internal.h"

#include "base/clock.h"

#include <math.h>

/*
 * Logistic weights, fitted on the seed articles' own questions (each left out
 * of its article) and on questions about other things.  Those have hardly any
 * unknown words, so the weight of unknown words is set lower by hand.
 */
static const struct {
	double bias, coverage, focus, strength, unknown;
} weights = {-3.4, 1.95, 3.8, 2.2, -2.5};

#define STRANGE 2.0
#define AGREEMENT 1.0 /* of the best passages on one article */
#define AGREEMENT_FROM 0.35 /* less of it speaks against the answer */
#define AGREEMENT_PASSAGES 4
#define OFFER_FOCUS 2.5 /* against "do you sell …" that no heading tells */
#define MASS_FULL 9.0 /* of two rare words: more proves nothing more */

/* The share of the question's weight in words nobody here uses. */
static double
unknown_share(const struct query *q)
{
	double unknown = 0;

	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];

		if (!t->known && !t->topic && !t->hint)
			unknown += t->weight * t->idf;
	}
	return q->total <= 0 ? 1 : unknown / q->total;
}

static double
confidence_of(const struct answer_features *f, const struct query *q)
{
	double z = weights.bias + weights.coverage * f->coverage +
	    weights.focus * f->focus +
	    weights.strength * f->strength +
	    weights.unknown * f->unknown;

	/* Words that nobody here knows weigh less where a heading fits. */
	z -= STRANGE * f->unknown * (1 - f->focus);
	z += AGREEMENT * (f->agreement - AGREEMENT_FROM);
	if (q->offer)
		z -= OFFER_FOCUS * (1 - f->focus);
	return 1 / (1 + exp(-z));
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

enum rc
answer_search(struct answer_engine *en, struct answer_part *p, struct err *e)
{
	const struct retrieve_request request = {
		.scenario_id = en->in->scenario_id,
		.language = en->in->language,
		.question = p->text,
		.topic = p->topic,
		.topic_slug = p->topic != NULL ? en->before.slug : NULL,
	};
	const struct evidence_unit *best;
	int64_t started = clock_mono_us();
	enum rc rc = retrieve_passages(en->scope, &request, &p->found, e);

	if (rc != RC_OK)
		return rc;
	p->confidence = 0;
	p->features = (struct answer_features){
	    .unknown = unknown_share(&p->found.query)};
	if (p->found.n == 0)
		return RC_OK;
	evidence_collect(en->scope->arena, &p->found, &p->evidence);
	if (p->evidence.n == 0)
		return RC_OK;
	best = &p->evidence.units[p->evidence.best];
	p->features.coverage = p->found.hits[best->hit].coverage;
	p->features.focus = p->found.hits[best->hit].focus;
	p->features.agreement = agreement_of(&p->found, best->hit);
	p->features.question_sim = p->found.hits[best->hit].question_sim;
	p->features.own = best->own;
	p->features.full = best->full;
	p->features.strength = best->own *
	    (best->mass < MASS_FULL ? best->mass / MASS_FULL : 1);
	p->confidence = confidence_of(&p->features,
	    &p->found.query);
	en->us_retrieve += clock_mono_us() - started;
	return RC_OK;
}
