#include "base/base.h"

#include "core/answer_internal.h"

#include "base/clock.h"
#include "base/text.h"
#include "io/i18n.h"

#define PRICE " price" /* the end of a topic that is asked for its price */
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

/* The words of the question that the next one may refer to: what is done
 * ("how do I add …") is asked anew, what it is done to stays. */
static const char *
topic_of(struct answer_engine *en, const struct answer_part *p)
{
	const struct query *q = &p->found.query;
	struct buf b;
	size_t n = 0, first = 0, things = 0;

	for (size_t i = q->n; i-- > 0;) {
		if (q->terms[i].weight < 0.5 || q->terms[i].hint)
			continue;
		first = i;
		things += q->terms[i].known;
	}
	buf_init(&b, en->scope->arena, 1024);
	for (size_t i = 0; i < q->n && n < DIALOGUE_TOPIC_WORDS; i++) {
		const struct query_term *t = &q->terms[i];

		if (t->weight < 0.5 || t->hint || !t->known ||
		    (i == first && t->verb && things > 1))
			continue;
		buf_printf(&b, "%s%s", n++ > 0 ? " " : "", t->word);
	}
	/* What was asked of it goes on: "and for opened ones?" */
	if (q->form == QUERY_HOW_MUCH && n > 0)
		buf_puts(&b, PRICE);
	return b.len > 0 ? b.data : "";
}

static void
remember(struct answer_engine *en, const struct answer_part *p)
{
	const struct retrieve_hit *hit =
	    &p->found.hits[p->evidence.units[p->evidence.best].hit];

	en->after.topic = topic_of(en, p);
	en->after.slug = hit->passage->slug;
	en->after.question = p->found.query.rewritten;
	en->after.refusals = 0;
}

/* The talk goes on about the article of the answer before. */
static bool
stays_with(struct answer_engine *en, const struct answer_part *p)
{
	return p->evidence.n > 0 && *en->before.slug != '\0' &&
	    strcmp(en->before.slug, p->found.hits[p->evidence.units[
		p->evidence.best].hit].passage->slug) == 0;
}

/* A question with a form of its own does not go on asking for the price. */
static const char *
topic_for(struct answer_engine *en, const char *text, const char *topic)
{
	struct query q;

	query_parse(en->scope->arena, en->in->language, text, &q);
	if (q.form == QUERY_OTHER || !text_ends(topic, PRICE))
		return topic;
	return arena_strndup(en->scope->arena, topic,
	    strlen(topic) - strlen(PRICE));
}

/* With the topic, when the part may lean on it; without, when that answers
 * and the topic does not: "does it work offline" stands for itself. */
static enum rc
search_part(struct answer_engine *en, struct answer_part *p,
    const char *topic, struct err *e)
{
	struct words words;
	struct answer_part alone = {.text = p->text};
	enum rc rc;

	words_split(en->st, en->scope->arena, p->text, false, &words);
	if (topic == NULL || !dialogue_is_follow_up(&words))
		return answer_search(en, p, e);
	p->topic = topic_for(en, p->text, topic);
	rc = answer_search(en, p, e);
	if (rc != RC_OK)
		return rc;
	if (p->assurance.maybe && stays_with(en, p))
		p->assurance.sure = true;
	if (!p->assurance.sure) {
		rc = answer_search(en, &alone, e);
		if (rc != RC_OK)
			return rc;
	}
	if (alone.assurance.sure)
		*p = alone;
	else
		answer_rule(en, "follow-up");
	return RC_OK;
}

/* Each part on its own; a part that leans on the talk gets its topic. */
static enum rc
search_parts(struct answer_engine *en, struct err *e)
{
	struct dialogue_parts parts;
	const char *topic = *en->before.topic != '\0' ? en->before.topic :
							NULL;

	dialogue_split(en->scope->arena, en->st, en->in->question, &parts);
	if (parts.n > 1)
		answer_rule(en, "two questions");
	for (size_t i = 0; i < parts.n; i++) {
		struct answer_part *p = &en->parts[en->n_parts++];
		enum rc rc;

		p->text = parts.text[i];
		rc = search_part(en, p, topic, e);
		if (rc != RC_OK)
			return rc;
		if (p->found.query.n_content > 0)
			topic = topic_of(en, p);
		if (p->found.query.repaired)
			answer_rule(en, "spelling");
	}
	return RC_OK;
}

static void
write_parts(struct answer_engine *en)
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
	en->out->kind = ANSWER_EVIDENCE;
	write_parts(en);
	answer_replies(en);
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
