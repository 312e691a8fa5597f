#include "base/base.h"

#include "core/tools.h"

#include "core/tool_order.h"
#include "core/tool_rows.h"

static const struct tool *const table[] = {
	&tool_order_cancel,
	&tool_order_change,
	&tool_return_request,
	&tool_refund_status,
	&tool_order_status,
	&tool_product_search,
	&tool_invoice_lookup,
	&tool_api_key_reset,
	&tool_plan_change,
	&tool_plan_lookup,
	&tool_service_status,
	&tool_cancel_appointment,
	&tool_move_appointment,
	&tool_book_appointment,
	&tool_free_slots,
	&tool_area_check,
	&tool_quote,
};

const struct tool *
tool_at(size_t i)
{
	return i < NELEM(table) ? table[i] : NULL;
}

const struct tool *
tool_get(const char *name)
{
	for (size_t i = 0; i < NELEM(table); i++) {
		if (strcmp(table[i]->name, name) == 0)
			return table[i];
	}
	return NULL;
}

bool
tool_serves(const struct tool *t, const char *scenario_slug)
{
	for (size_t i = 0; t->scenarios[i] != NULL; i++) {
		if (strcmp(t->scenarios[i], scenario_slug) == 0)
			return true;
	}
	return false;
}

const char *
tool_value(const struct tool_context *c, const char *slot)
{
	return json_text(json_get(c->input, slot));
}

const char *
tool_plain(struct arena *a, const char *s)
{
	struct buf b;

	buf_init(&b, a, 2 * strlen(s) + 1);
	for (; *s != '\0'; s++) {
		if (strchr("\\`*_[]<>|~#", *s) != NULL)
			buf_putc(&b, '\\');
		buf_putc(&b, *s == '\n' ? ' ' : *s);
	}
	return b.len > 0 ? b.data : "";
}

/* Whatever asks for the tool, a model or the engine: the same gate. */
static enum rc
admit(struct tool_context *c, const struct tool *t, struct err *e)
{
	void *decoded = arena_alloc(c->scope->arena, t->input->size);
	enum rc rc;

	if ((t->policy & TOOL_ACCOUNT) != 0 && c->email == NULL)
		return err_set(e, RC_DENIED,
		    "This is for verified visitors only.");
	rc = schema_from_json(t->input, c->scope->arena, c->input, decoded,
	    e);
	c->decoded = decoded;
	return rc;
}

enum rc
tool_run(struct tool_context *c, const struct tool *t,
    struct tool_result *out, struct err *e)
{
	enum rc rc = admit(c, t, e);

	*out = (struct tool_result){.output = "{}", .text = ""};
	if (rc != RC_OK)
		return rc;
	return t->run(c, out, e);
}

enum rc
tool_prepare(struct tool_context *c, const struct tool *t,
    struct tool_plan *out, struct err *e)
{
	enum rc rc = admit(c, t, e);

	*out = (struct tool_plan){.possible = true, .text = ""};
	if (rc != RC_OK || t->prepare == NULL)
		return rc;
	return t->prepare(c, out, e);
}
