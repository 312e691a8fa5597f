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
} weights = {-3.4, 1.95, 3.8, 2.2, -3.0};

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
confidence_of(const struct answer_features *f)
{
	double z = weights.bias + weights.coverage * f->coverage +
	    weights.focus * f->focus +
	    weights.strength * f->strength +
	    weights.unknown * f->unknown;

	return 1 / (1 + exp(-z));
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
	p->features.question_sim = p->found.hits[best->hit].question_sim;
	p->features.own = best->own;
	p->features.full = best->full;
	p->features.strength = best->own *
	    (best->mass < MASS_FULL ? best->mass / MASS_FULL : 1);
	p->confidence = confidence_of(&p->features);
	en->us_retrieve += clock_mono_us() - started;
	return RC_OK;
}
