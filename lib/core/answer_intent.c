/*
 * What the visitor wants, by the scenario's intent model (A7): it routes to
 * tools, to a person, to small talk, and to the article that is likely meant.
 * Evidence still decides what is said.
 */
#include "base/base.h"

#include "core/answer_internal.h"

#include "base/text.h"
#include "core/retrieve.h"
#include "nlp/wish.h"

#define SURE 0.9 /* of what was typed: it is not read again */
#define PERSON_FROM 0.8	    /* a person is called on a clear wish only */
#define PERSON_HINTED 0.6   /* ... or where the words bear it out */
#define SMALL_TALK_FROM 0.9
#define SMALL_TALK_WORDS 8  /* longer messages say more than thanks */
#define NEXT_MAX 2	    /* likely next intents among the replies */
#define MEANT_MAX 1	    /* guesses offered after a refusal */
#define KNOWN_FROM 0.2	    /* of the question, by the best passage */
#define LIKELY_MIN 0.05	    /* of an article, to count in the ranking */
#define TITLE_FROM 0.15	    /* of a guess that is worth asking about */

/* The classifier's word for word patterns that found nothing. */
static enum triage_kind
small_talk_of(const char *target)
{
	static const enum triage_kind kinds[] = {TRIAGE_GREETING,
	    TRIAGE_THANKS, TRIAGE_GOODBYE, TRIAGE_IDENTITY};

	for (size_t i = 0; i < NELEM(kinds); i++) {
		if (strcmp(triage_name(kinds[i]), target) == 0)
			return kinds[i];
	}
	return TRIAGE_QUESTION;
}

static void
route(struct answer_engine *en)
{
	const struct intent_guesses *g = &en->guesses;

	if (en->triage.kind != TRIAGE_QUESTION ||
	    g->verdict != INTENT_ANSWER)
		return;
	if (g->items[0].route == INTENT_PERSON &&
	    g->confidence >= (wish_hinted(&en->words) ? PERSON_HINTED :
							PERSON_FROM))
		en->triage = (struct triage){TRIAGE_PERSON, "intent"};
	if (g->items[0].route == INTENT_SMALL_TALK &&
	    g->confidence >= SMALL_TALK_FROM &&
	    en->words.n <= SMALL_TALK_WORDS)
		en->triage = (struct triage){
		    small_talk_of(g->items[0].target), "intent"};
}

/* By what was typed; where that leaves doubts and has typing errors, by what
 * was meant if that is surer. */
static enum rc
guess(struct answer_engine *en, const char *text,
    struct intent_guesses *out, struct err *e)
{
	struct intent_guesses repaired;
	const char *meant = text;
	enum rc rc = intents_guess(en->scope, en->in->scenario_id,
	    en->written, text, out, e);

	if (rc != RC_OK || out->n == 0 || out->confidence >= SURE)
		return rc;
	rc = retrieve_repaired(en->scope, en->written, text, &meant, e);
	if (rc != RC_OK || meant == text)
		return rc;
	rc = intents_guess(en->scope, en->in->scenario_id, en->written,
	    meant, &repaired, e);
	if (rc == RC_OK && repaired.confidence > out->confidence)
		*out = repaired;
	return rc;
}

enum rc
answer_guess(struct answer_engine *en, struct err *e)
{
	struct answer_request *in = arena_dup(en->scope->arena, en->in,
	    sizeof(*en->in));
	enum rc rc = guess(en, in->question, &en->guesses, e);

	if (rc != RC_OK)
		return rc;
	if (en->guesses.n > 0 && en->guesses.verdict != INTENT_OUTSIDE)
		in->intent = (struct answer_intent){
		    en->guesses.items[0].name, en->guesses.confidence};
	en->in = in;
	route(en);
	return RC_OK;
}

/*
 * Which article is meant, whatever else is wanted: a visitor who wants a
 * quote may read the price list.  The articles share the probability; how far
 * the model's probabilities can be trusted, the best one's tells.
 */
static void
put_likely(const struct intent_guesses *g, struct retrieve_request *out)
{
	double trust = g->n == 0 || g->items[0].probability <= 0 ? 0 :
	    g->confidence / g->items[0].probability;

	for (size_t i = 0; i < g->n && out->n_likely < RETRIEVE_LIKELY_MAX;
	     i++) {
		const struct intent_guess *one = &g->items[i];
		double p = one->probability;

		if (one->route != INTENT_ARTICLE || g->articles <= 0)
			continue;
		p *= (trust < 1 ? trust : 1) / g->articles;
		if (p >= LIKELY_MIN)
			out->likely[out->n_likely++] =
			    (struct retrieve_likely){one->target, p,
				one->class};
	}
}

enum rc
answer_likely(struct answer_engine *en, const char *question,
    struct retrieve_request *out, struct err *e)
{
	struct intent_guesses part = en->guesses;
	enum rc rc = RC_OK;

	if (strcmp(question, en->in->question) != 0)
		rc = guess(en, question, &part, e);
	if (rc == RC_OK)
		put_likely(&part, out);
	return rc;
}

static bool
is_reply(const struct answer *out, const char *text)
{
	for (size_t i = 0; i < out->n_replies; i++) {
		if (text_equal_ci(out->replies[i], text))
			return true;
	}
	return false;
}

static void
add(struct answer *out, const char *text)
{
	if (*text != '\0' && out->n_replies < ANSWER_REPLIES_MAX &&
	    !is_reply(out, text))
		out->replies[out->n_replies++] = text;
}

void
answer_next(struct answer_engine *en)
{
	const struct intent_guesses *g = &en->guesses;
	struct answer *out = en->out;

	if (g->verdict != INTENT_ANSWER || answer_tool_waits(en) ||
	    en->after.offered ||
	    (out->kind != ANSWER_EVIDENCE && out->kind != ANSWER_TOOL))
		return;
	/* It was told; it can be done as well. */
	if (out->kind == ANSWER_EVIDENCE && g->items[0].route == INTENT_TOOL)
		add(out, g->items[0].title);
	for (size_t i = 0; i < g->n_next && i < NEXT_MAX; i++)
		add(out, g->next[i]);
}

void
answer_meant(struct answer_engine *en)
{
	const struct intent_guesses *g = &en->guesses;

	if (g->verdict == INTENT_OUTSIDE || en->n_parts == 0 ||
	    en->parts[0].assurance.coverage < KNOWN_FROM)
		return;
	for (size_t i = 0; i < g->n && i < MEANT_MAX; i++) {
		const struct intent_guess *one = &g->items[i];

		if (one->probability >= TITLE_FROM &&
		    (one->route == INTENT_ARTICLE ||
			one->route == INTENT_TOOL))
			add(en->out, one->title);
	}
}
