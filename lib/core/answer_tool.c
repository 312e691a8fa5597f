#include "base/base.h"

#include "core/answer_internal.h"

#include "base/clock.h"

#define SLOT_ASKS_MAX 2
#define INTENT_MIN 0.7 /* of a guess that starts a tool by itself */
#define DIGITS_MIN 4   /* of an order number, generously */
#define DIGITS_MAX 12

static const char *
slug_of(const struct answer_engine *en)
{
	return json_text(json_get(en->in->definition, "slug"));
}

/* "12345" from "#12345", "order 12345", "no. 12345"; NULL: none. */
static const char *
order_number(const struct words *w, bool asked)
{
	for (size_t i = 0; i < w->n; i++) {
		const char *t = w->items[i].text;
		size_t n = strlen(t);

		if (!w->items[i].number || w->items[i].money ||
		    strspn(t, "0123456789") != n)
			continue;
		if (n >= (asked ? 1 : DIGITS_MIN) && n <= DIGITS_MAX)
			return t;
	}
	return NULL;
}

/* The tool that the message wants or that waits for its slot, or NULL. */
static const struct tool *
tool_for(struct answer_engine *en, const char *value)
{
	const struct tool_message m = {en->in->question, &en->words};
	const struct answer_intent *guess = &en->in->intent;
	const struct tool *waiting = tool_get(en->before.tool), *t;

	if (waiting != NULL && value != NULL)
		return waiting;
	for (size_t i = 0; (t = tool_at(i)) != NULL; i++) {
		if (tool_serves(t, slug_of(en)) && (tool_wanted(t, &m) ||
			(guess->name != NULL &&
			    guess->confidence >= INTENT_MIN &&
			    tool_has_intent(t, guess->name))))
			return t;
	}
	return NULL;
}

static void
wait_for(struct answer_engine *en, const struct tool *t, const char *slot)
{
	en->after.tool = t->name;
	en->after.slot = slot;
	en->after.asks = en->before.asks + 1;
}

static enum rc
run_tool(struct answer_engine *en, const struct tool *t, const char *value,
    struct err *e)
{
	struct arena *a = en->scope->arena;
	struct tool_context c = {.scope = en->scope,
	    .definition = en->in->definition,
	    .conversation_id = en->in->variant,
	    .language = en->in->language};
	struct tool_result result;
	struct json_out w;
	struct buf input;
	int64_t started = clock_mono_us();
	enum rc rc;

	buf_init(&input, a, 1024);
	jw_init(&w, &input);
	jw_object(&w);
	jw_kv_text(&w, t->slots[0].name, value);
	jw_object_end(&w);
	rc = json_read(a, input.data, input.len, &c.input, e);
	if (rc == RC_OK)
		rc = tool_run(&c, t, &result, e);
	if (rc != RC_OK)
		return rc;
	en->us_tool = clock_mono_us() - started;
	en->out->tools[en->out->n_tools++] = (struct answer_tool_call){
	    .tool = t->name, .input = input.data, .output = result.output,
	    .ms = en->us_tool / 1000};
	en->out->confidence = result.found ? 1 : 0.9;
	buf_puts(&en->text, result.text);
	/* A mistyped number may be given again. */
	if (result.retry_slot != NULL && en->before.asks < SLOT_ASKS_MAX)
		wait_for(en, t, result.retry_slot);
	answer_rule(en, t->name);
	return RC_OK;
}

enum rc
answer_tool(struct answer_engine *en, bool *handled, struct err *e)
{
	const char *value = order_number(&en->words,
	    *en->before.slot != '\0');
	const struct tool *t = tool_for(en, value);

	*handled = t != NULL;
	if (t == NULL)
		return RC_OK;
	en->out->kind = ANSWER_TOOL;
	if (value != NULL)
		return run_tool(en, t, value, e);
	wait_for(en, t, t->slots[0].name);
	en->out->confidence = 0.95;
	answer_rule(en, "slot");
	buf_puts(&en->text, answer_tone(en, t->slots[0].tone,
	    t->slots[0].ask));
	return RC_OK;
}
