#include "base/base.h"

#include "nlp/assurance.h"

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
confidence_of(const struct assurance *f, const struct query *q)
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

void
assurance_judge(const struct retrieve_result *found,
    const struct evidence *e, struct assurance *out)
{
	const struct evidence_unit *best;

	*out = (struct assurance){.unknown = unknown_share(&found->query)};
	if (e->n == 0)
		return;
	best = &e->units[e->best];
	out->coverage = found->hits[best->hit].coverage;
	out->focus = found->hits[best->hit].focus;
	out->agreement = agreement_of(found, best->hit);
	out->question_sim = found->hits[best->hit].question_sim;
	out->own = best->own;
	out->full = best->full;
	out->strength = best->own *
	    (best->mass < MASS_FULL ? best->mass / MASS_FULL : 1);
	out->confidence = confidence_of(out, &found->query);
	out->sure = out->confidence >= ASSURANCE_THRESHOLD;
}
