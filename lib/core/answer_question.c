#include "base/base.h"

#include "core/answer_internal.h"

#include "base/clock.h"
#include "base/text.h"
#include "io/i18n.h"

#define REFUSAL_REPLIES 2 /* near questions, besides a person */

static void
refuse(struct answer_engine *en)
{
	struct answer *out = en->out;

	out->kind = ANSWER_REFUSAL;
	out->gap = true;
	buf_printf(&en->text, "%s %s",
	    answer_tone(en, "no_evidence",
		N_("I could not find an answer to that.")),
	    answer_tone(en, "offer_person",
		N_("Would you like to talk to a person?")));
	en->after.offered = true;
	en->after.refusals = en->before.refusals + 1;
	answer_rule(en, "no evidence");
	answer_meant(en);
	/* Near misses help on: what the best articles do answer. */
	for (size_t i = 0; i < en->n_parts; i++)
		answer_near_replies(en, &en->parts[i], REFUSAL_REPLIES);
	out->replies[out->n_replies++] = gettext("Talk to a person");
}

static void
remember(struct answer_engine *en, const struct answer_part *p)
{
	const struct retrieve_hit *hit =
	    &p->found.hits[p->evidence.units[p->evidence.best].hit];

	en->after.topic = answer_topic_of(en, &p->found.query);
	en->after.slug = hit->passage->slug;
	en->after.question = p->found.query.rewritten;
	en->after.refusals = 0;
}

/* What the next part of the message may lean on. */
static struct answer_talk
talk_after(struct answer_engine *en, const struct answer_part *p,
    const struct answer_talk *before)
{
	struct answer_talk talk = {answer_topic_of(en, &p->found.query),
	    before->slug};

	if (p->assurance.sure)
		talk.slug = p->found.hits[p->evidence.units[
		    p->evidence.best].hit].passage->slug;
	return talk;
}

/* Each part on its own; a part that leans on the talk gets its topic. */
static enum rc
search_parts(struct answer_engine *en, struct err *e)
{
	struct dialogue_parts parts;
	struct answer_talk talk = {en->before.topic, en->before.slug};

	dialogue_split(en->scope->arena, en->st, en->in->question, &parts);
	if (parts.n > 1)
		answer_rule(en, "two questions");
	for (size_t i = 0; i < parts.n; i++) {
		struct answer_part *p = &en->parts[en->n_parts++];
		enum rc rc;

		p->text = parts.text[i];
		rc = answer_search_part(en, p, &talk, e);
		if (rc != RC_OK)
			return rc;
		if (p->found.query.n_content > 0)
			talk = talk_after(en, p, &talk);
		if (p->found.query.repaired)
			answer_rule(en, "spelling");
	}
	return RC_OK;
}

static void
put_parts(struct answer_engine *en)
{
	int64_t started = clock_mono_us();
	size_t written = 0;
	double confidence = 1;

	for (size_t i = 0; i < en->n_parts; i++) {
		struct answer_part *p = &en->parts[i];

		if (!p->assurance.sure)
			continue;
		if (written++ > 0)
			buf_printf(&en->text, "\n\n%s ",
			    answer_tone(en, "also", N_("Also:")));
		answer_say_language(en, p);
		answer_compose(en, p);
		remember(en, p);
		if (p->assurance.confidence < confidence)
			confidence = p->assurance.confidence;
	}
	en->out->confidence = confidence;
	/* One of two questions has no answer: say so. */
	if (written < en->n_parts) {
		buf_printf(&en->text, "\n\n%s %s",
		    answer_tone(en, "no_evidence",
			N_("I could not find an answer to the other "
			   "question.")),
		    answer_tone(en, "offer_person",
			N_("Would you like to talk to a person?")));
		en->out->gap = true;
		en->after.offered = true;
	}
	en->us_compose = clock_mono_us() - started;
}

static bool
any_sure(struct answer_engine *en)
{
	bool any = false;

	for (size_t i = 0; i < en->n_parts; i++) {
		const struct assurance *as = &en->parts[i].assurance;

		any = any || as->sure;
		if (as->confidence > en->out->confidence)
			en->out->confidence = as->confidence;
	}
	return any;
}

void
answer_write_parts(struct answer_engine *en)
{
	en->out->kind = ANSWER_EVIDENCE;
	put_parts(en);
	answer_replies(en);
}

enum rc
answer_from_evidence(struct answer_engine *en, struct err *e)
{
	bool picked = false;
	enum rc rc = answer_pick(en, &picked, e);

	if (rc == RC_OK && !picked)
		rc = search_parts(en, e);
	if (rc != RC_OK)
		return rc;
	if (answer_clarify(en))
		return RC_OK;
	if (!any_sure(en)) {
		refuse(en);
		return RC_OK;
	}
	answer_write_parts(en);
	return RC_OK;
}

/* What an article begins with is what to do first: its list, or its lead.
 * A section whose heading the visitor named is meant itself. */
static void
prefer_first_steps(struct answer_part *p)
{
	struct evidence *e = &p->evidence;
	int64_t article =
	    p->found.hits[e->units[e->best].hit].passage->article_id;
	bool steps = false, found = false;

	if (p->found.hits[e->units[e->best].hit].parts.heading > 0)
		return;
	for (size_t i = 0; i < e->n && !steps; i++) {
		const struct evidence_unit *u = &e->units[i];
		const struct passage_hit *hit = p->found.hits[u->hit].passage;

		if (hit->article_id != article || hit->ordinal != 1)
			continue;
		steps = u->kind == MARKDOWN_STEP;
		if (steps || (u->leads && !found))
			e->best = i;
		found = true;
	}
}

enum rc
answer_first_steps(struct answer_engine *en, struct err *e)
{
	enum rc rc = search_parts(en, e);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < en->n_parts; i++) {
		struct answer_part *p = &en->parts[i];

		if (!p->assurance.sure)
			continue;
		prefer_first_steps(p);
		answer_compose(en, p);
		remember(en, p);
		buf_puts(&en->text, "\n\n");
		break;
	}
	return RC_OK;
}
