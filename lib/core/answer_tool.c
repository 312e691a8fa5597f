#include "base/base.h"

#include "core/answer_internal.h"

#include "base/clock.h"
#include "core/verify.h"

#define STRANGE 0.45	 /* of a message in words of no example: no tool */
#define SAME_QUESTION 0.95 /* as an article's own */
#define FOR_SURE 0.9   /* a guess that no table comes before */
#define TOLD 0.8       /* of a guess that an article is meant */
#define SERVING_MAX 64 /* tools of one scenario */

static const struct tool *const *
serving(struct answer_engine *en)
{
	const char *slug = json_text(json_get(en->in->definition, "slug"));
	const struct tool **list = arena_array(en->scope->arena,
	    SERVING_MAX + 1, sizeof(*list));
	const struct tool *t;
	size_t n = 0;

	for (size_t i = 0; (t = tool_at(i)) != NULL && n < SERVING_MAX; i++) {
		if (tool_serves(t, slug))
			list[n++] = t;
	}
	return list;
}

static struct tool_context
context_of(struct answer_engine *en)
{
	const struct answer_request *in = en->in;
	const char *zone = json_text(json_get(json_get(in->definition,
	    "contact"), "time_zone"));

	return (struct tool_context){
		.scope = en->scope,
		.definition = in->definition,
		.conversation_id = in->variant,
		.now_us = clock_wall_us(),
		.time_zone = *zone == '\0' ? "UTC" : zone,
		.language = in->language,
		/* Codes belong to a conversation. */
		.verifier = in->variant == 0 ? NULL :
					       verify_by_mail(en->scope),
	};
}

static void
take_over(struct answer_engine *en, const struct fill_out *f)
{
	struct answer *out = en->out;

	out->kind = ANSWER_TOOL;
	out->confidence = 0.95;
	buf_puts(&en->text, f->text.data);
	for (size_t i = 0; i < f->n_replies &&
	     out->n_replies < ANSWER_REPLIES_MAX; i++)
		out->replies[out->n_replies++] = f->replies[i];
	for (size_t i = 0; i < f->n_calls && out->n_tools < ANSWER_TOOLS_MAX;
	     i++) {
		const struct fill_call *c = &f->calls[i];

		out->tools[out->n_tools++] = (struct answer_tool_call){
			.tool = c->tool, .input = c->input,
			.output = c->output, .ms = c->us / 1000};
		en->us_tool += c->us;
		out->confidence = 1;
	}
	en->after.offered = f->offered;
}

/* What the articles have to the message, or to its first question; searched
 * once.  NULL: nothing that is sure. */
static enum rc
find_in_articles(struct answer_engine *en, const struct retrieve_hit **hit,
    const struct evidence_unit **unit, struct err *e)
{
	struct answer_part *part = en->looked_up;
	struct dialogue_parts parts;
	enum rc rc = RC_OK;

	*hit = NULL;
	if (part == NULL) {
		part = arena_alloc(en->scope->arena, sizeof(*part));
		dialogue_split(en->scope->arena, en->st, en->in->question,
		    &parts);
		part->text = parts.text[0];
		rc = answer_search(en, part, e);
		en->looked_up = part;
	}
	if (rc != RC_OK || !part->assurance.sure || part->evidence.n == 0)
		return rc;
	*unit = &part->evidence.units[part->evidence.best];
	*hit = &part->found.hits[(*unit)->hit];
	return RC_OK;
}

/* A row of a table in the articles answers it for sure. */
static enum rc
stands_in_table(struct answer_engine *en, bool *yes, struct err *e)
{
	const struct retrieve_hit *hit;
	const struct evidence_unit *unit;
	enum rc rc = find_in_articles(en, &hit, &unit, e);

	*yes = hit != NULL && unit->kind == MARKDOWN_TABLE_ROW;
	return rc;
}

/*
 * How sure the guess is of a tool: a table that has what is asked in general
 * ("which strap width fits") comes before a guess that is not quite sure, and
 * what a tattoo costs is none of its business.
 */
static enum rc
guess_of_tool(struct answer_engine *en, double *out, struct err *e)
{
	const struct intent_guess *first = &en->guesses.items[0];
	bool guess = !answer_tool_waits(en) && en->guesses.n > 0 &&
	    first->route == INTENT_TOOL &&
	    en->guesses.verdict != INTENT_OUTSIDE &&
	    first->probability >= FILL_INTENT_MIN;
	double sure = guess ? first->probability : 0, strange = 0;
	bool in_table = false;
	enum rc rc = RC_OK;

	if (guess && sure < FOR_SURE && tool_asked_in_general(&en->words))
		rc = stands_in_table(en, &in_table, e);
	if (rc == RC_OK && guess)
		rc = intents_strangeness(en->scope, en->in->scenario_id,
		    en->written, en->in->question, &strange, e);
	*out = in_table || strange >= STRANGE ? 0 : sure;
	return rc;
}

/* The guess is an article, which answers for sure: that the words of a tool
 * stand in the question ("who pays when I send it back") starts none. */
static enum rc
is_told(struct answer_engine *en, bool *yes, struct err *e)
{
	const struct intent_guesses *g = &en->guesses;
	const struct retrieve_hit *hit = NULL;
	const struct evidence_unit *unit;
	enum rc rc = RC_OK;

	if (!answer_tool_waits(en) && g->n > 0 &&
	    g->items[0].probability >= TOLD &&
	    g->items[0].route == INTENT_ARTICLE)
		rc = find_in_articles(en, &hit, &unit, e);
	*yes = hit != NULL &&
	    strcmp(hit->passage->slug, g->items[0].target) == 0;
	return rc;
}

/* A guessed tool that must ask first leaves an article's own question, word
 * for word, to it: "what is the difference between Team and Business?" */
static enum rc
gives_way(struct answer_engine *en, const struct fill_out *f, bool *yes,
    struct err *e)
{
	const struct retrieve_hit *hit;
	const struct evidence_unit *unit;
	enum rc rc;

	*yes = false;
	if (fill_state_is_active(&en->before.fill) ||
	    f->kind != FILL_ANSWER || f->n_calls > 0 ||
	    answer_tool_named(en))
		return RC_OK;
	rc = find_in_articles(en, &hit, &unit, e);
	*yes = hit != NULL && hit->question_sim >= SAME_QUESTION;
	return rc;
}

enum rc
answer_tool(struct answer_engine *en, bool *handled, struct err *e)
{
	const struct answer_request *in = en->in;
	enum triage_kind kind = en->triage.kind;
	struct tool_context context = context_of(en);
	uint64_t pick = (uint64_t)in->variant + in->n_history / 2;
	struct fill_turn turn = {
		.context = &context,
		.tools = serving(en),
		.text = in->question,
		.words = &en->words,
		.intent = in->intent.name,
		.small_talk = kind == TRIAGE_GREETING ||
		    kind == TRIAGE_THANKS || kind == TRIAGE_GOODBYE,
		.goodbye = kind == TRIAGE_GOODBYE,
		.rehearsal = in->rehearsal,
		.message_id = in->message_id != 0 ? in->message_id :
						    (int64_t)pick,
		.pick = pick,
	};
	struct fill_out *f = arena_alloc(en->scope->arena, sizeof(*f));
	bool gives = false;
	enum rc rc = guess_of_tool(en, &turn.confidence, e);

	*handled = false;
	if (rc == RC_OK)
		rc = is_told(en, &turn.told, e);
	if (rc == RC_OK)
		rc = fill_turn(&en->after.fill, &turn, f, e);
	if (rc == RC_OK)
		rc = gives_way(en, f, &gives, e);
	if (rc != RC_OK)
		return rc;
	if (gives) {
		en->after.fill = en->before.fill;
		return RC_OK;
	}
	for (size_t i = 0; i < f->n_rules; i++)
		answer_rule(en, f->rules[i]);
	*handled = f->kind == FILL_ANSWER || f->kind == FILL_HANDOFF;
	if (*handled) {
		take_over(en, f);
		answer_keep_wish(en);
	}
	if (f->kind == FILL_HANDOFF)
		answer_hand_off(en, f->handoff);
	if (f->kind == FILL_ASIDE && f->resume != NULL)
		en->aside = f;
	return RC_OK;
}

bool
answer_tool_named(struct answer_engine *en)
{
	const struct tool_message m = {en->in->question, &en->words};
	const struct tool *const *tools = serving(en);

	for (size_t i = 0; tools[i] != NULL; i++) {
		if (tool_wanted(tools[i], &m))
			return true;
	}
	return false;
}

bool
answer_tool_waits(const struct answer_engine *en)
{
	return fill_state_is_active(&en->after.fill);
}

void
answer_tool_resume(struct answer_engine *en)
{
	const struct fill_out *f = en->aside;
	struct answer *out = en->out;

	if (out->handoff != NULL)
		fill_state_clear(&en->after.fill);
	if (f == NULL || out->handoff != NULL)
		return;
	/* A "yes" to come is for the question below, not for a person. */
	if (out->kind == ANSWER_REFUSAL || out->kind == ANSWER_CLARIFY) {
		buf_clear(&en->text);
		buf_puts(&en->text, answer_tone(en, "no_evidence",
		    "I could not find an answer to that."));
	}
	en->after.offered = false;
	if (out->text != NULL) {
		buf_puts(&en->text, out->text);
		out->text = NULL;
	}
	buf_printf(&en->text, "\n\n%s", f->resume);
	out->n_replies = 0;
	for (size_t i = 0; i < f->n_replies; i++)
		out->replies[out->n_replies++] = f->replies[i];
}
