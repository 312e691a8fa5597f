/*
 * What a question takes over from the talk: its words alone, with the topic
 * of the talk, and within the article of the answer before are searched; what
 * says most of what was asked now goes first.
 */
#include "base/base.h"

#include "core/answer_internal.h"

#include "base/text.h"
#include "core/tool_say.h"
#include "nlp/entity.h"

#define PRICE " price" /* the end of a topic that is asked for its price */
#define WITHIN_ASKED 0.6 /* of the question, by the sentence that answers */
#define FIRM 0.87	 /* so sure alone that the talk hardly counts */
#define GOES_ON 0.4	 /* sure enough when the talk is about it already */
#define MORE_ASKED 0.1	 /* said elsewhere than in the talk's article */
#define LEANING_FULL 0.9 /* all that was asked, and all of the topic */
#define WITHIN_ALL 0.9	 /* said so, it comes before a guess at a tool */

/* The words of the question that the next one may refer to: what is done
 * ("how do I add …") is asked anew, what it is done to stays. */
const char *
answer_topic_of(struct answer_engine *en, const struct query *q)
{
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

/* The message without the day, the ZIP code and the like. */
static const char *
without_values(struct answer_engine *en)
{
	struct entity_list found;
	char *text = arena_strdup(en->scope->arena, en->in->question);

	entity_find(en->scope->arena, text, (struct entity_now){0}, &found);
	for (size_t i = 0; i < found.n; i++) {
		const struct entity *x = &found.items[i];

		if (x->confidence >= ENTITY_SURE &&
		    x->kind != ENTITY_QUANTITY && x->kind != ENTITY_SIZE)
			memset(text + x->from, ' ', x->to - x->from);
	}
	return text;
}

void
answer_keep_wish(struct answer_engine *en)
{
	const struct tool_context context = {.scope = en->scope,
	    .language = en->in->language};
	struct tool_words words;
	struct query q;
	struct buf b;

	if (fill_state_is_active(&en->before.fill))
		return;
	query_parse(en->scope->arena, en->in->language, en->in->question, &q);
	tool_words(&context, without_values(en), &words);
	buf_init(&b, en->scope->arena, 1024);
	for (size_t i = 0; i < words.n && i < DIALOGUE_TOPIC_WORDS; i++)
		buf_printf(&b, "%s%s", i > 0 ? " " : "", words.items[i]);
	if (q.form == QUERY_HOW_MUCH && words.n > 0)
		buf_puts(&b, PRICE);
	en->after.topic = b.len > 0 ? b.data : "";
	en->after.slug = "";
}

static const struct evidence_unit *
best_of(const struct answer_part *p)
{
	return p->evidence.n == 0 ? NULL :
				    &p->evidence.units[p->evidence.best];
}

static double
asked_of(const struct answer_part *p)
{
	return p->evidence.n == 0 ? 0 : best_of(p)->asked;
}

/* The talk goes on about the article of the answer before. */
static bool
stays_with(const struct answer_part *p, const char *slug)
{
	return p->evidence.n > 0 && *slug != '\0' && strcmp(slug,
	    p->found.hits[best_of(p)->hit].passage->slug) == 0;
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

static void
be_sure(struct answer_part *p)
{
	p->assurance.sure = true;
	p->assurance.maybe = false;
}

static void
lean_on(struct answer_engine *en, struct answer_part *p,
    const struct answer_talk *talk)
{
	p->topic = topic_for(en, p->text, talk->topic);
	p->slug = talk->slug;
}

static void
keep_article(struct retrieve_result *r, const char *slug)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		if (strcmp(r->hits[i].passage->slug, slug) == 0)
			r->hits[n++] = r->hits[i];
	}
	r->n = n;
}

/* In the article of the talk alone, which must say what is asked now. */
static enum rc
search_within(struct answer_engine *en, struct answer_part *p,
    const struct answer_talk *talk, struct err *e)
{
	enum rc rc;

	lean_on(en, p, talk);
	rc = answer_search_passages(en, p, e);
	if (rc != RC_OK)
		return rc;
	keep_article(&p->found, talk->slug);
	answer_judge(en, p);
	p->assurance.sure = asked_of(p) >= WITHIN_ASKED;
	p->assurance.maybe = p->assurance.maybe && !p->assurance.sure;
	return RC_OK;
}

/*
 * With the topic; without, when that answers and the topic does not: "does it
 * work offline" stands for itself, but not "it does not work", which is about
 * whatever "it" is.
 */
static enum rc
search_leaning(struct answer_engine *en, struct answer_part *p,
    const struct answer_talk *talk, bool pronoun, struct err *e)
{
	struct answer_part alone = {.text = p->text};
	enum rc rc;

	lean_on(en, p, talk);
	rc = answer_search(en, p, e);
	if (rc != RC_OK)
		return rc;
	if (p->assurance.maybe && (stays_with(p, talk->slug) ||
		best_of(p)->full >= LEANING_FULL))
		be_sure(p);
	if (!p->assurance.sure) {
		rc = answer_search(en, &alone, e);
		if (rc != RC_OK)
			return rc;
	}
	if (alone.assurance.sure &&
	    !(pronoun && alone.found.query.n_content <= 1 &&
		alone.found.query.form == QUERY_OTHER))
		*p = alone;
	else
		answer_rule(en, "follow-up");
	return RC_OK;
}

/* Needs nothing of the talk: sure without what the intent tells, which knows
 * nothing of the talk, and its sentence says what was asked; or says more of
 * it than the talk's article does. */
static bool
stands_alone(const struct answer_part *p, const struct answer_part *within)
{
	if (!p->assurance.sure)
		return false;
	return asked_of(p) > asked_of(within) + MORE_ASKED ||
	    (p->assurance.evident >= FIRM && asked_of(p) >= WITHIN_ASKED &&
		asked_of(p) >= asked_of(within) - MORE_ASKED);
}

enum rc
answer_search_part(struct answer_engine *en, struct answer_part *p,
    const struct answer_talk *talk, struct err *e)
{
	struct words words;
	struct answer_part within = {.text = p->text};
	bool leans;
	enum rc rc;

	words_split(en->st, en->scope->arena, p->text, false, &words);
	leans = *talk->topic != '\0' && dialogue_is_follow_up(&words);
	rc = leans ? search_leaning(en, p, talk,
	    dialogue_has_pronoun(&words), e) : answer_search(en, p, e);
	if (rc == RC_OK && p->assurance.confidence >= GOES_ON &&
	    stays_with(p, talk->slug))
		be_sure(p);
	if (rc != RC_OK || *talk->slug == '\0' ||
	    (!leans && !dialogue_is_short(&words)) ||
	    (p->assurance.sure && stays_with(p, talk->slug)))
		return rc;
	rc = search_within(en, &within, talk, e);
	if (rc != RC_OK || !within.assurance.sure ||
	    stands_alone(p, &within))
		return rc;
	*p = within;
	answer_rule(en, "same article");
	return RC_OK;
}

enum rc
answer_goes_on_about(struct answer_engine *en, bool *handled, struct err *e)
{
	const struct answer_talk talk = {en->before.topic, en->before.slug};
	struct answer_part *p = &en->parts[0];
	enum rc rc;

	*handled = false;
	if (*talk.slug == '\0' || answer_tool_waits(en) ||
	    !dialogue_goes_on(&en->words) || answer_tool_named(en))
		return RC_OK;
	*p = (struct answer_part){.text = en->in->question};
	rc = search_within(en, p, &talk, e);
	if (rc != RC_OK || asked_of(p) < WITHIN_ALL)
		return rc;
	en->n_parts = 1;
	answer_rule(en, "same article");
	answer_write_parts(en);
	*handled = true;
	return RC_OK;
}
