/* The shop: where a refund is. */
#include "base/base.h"

#include "core/tool_rows.h"

#include "core/tool_field.h"
#include "core/tool_own_order.h"
#include "core/tool_say.h"
#include "io/i18n.h"

struct refund_input {
	const char *number;
};

static const struct schema_field fields[] = {
	TOOL_TEXT(refund_input, number, 20, "Five-digit order number",
	    "\"12345\""),
};

static const struct schema input_schema = {
	.name = "RefundStatusInput",
	.about = "Which order",
	.fields = fields,
	.n_fields = NELEM(fields),
	.size = sizeof(struct refund_input),
};

/* One return, a sentence or two. */
static void
put_return(struct buf *b, const struct json *r)
{
	struct arena *a = b->arena;
	const char *amount = tool_money(a, tool_i64_of(r, "refund_cents"));
	const char *note = tool_text_of(r, "note");

	buf_printf(b, _("\n- Return %s (%s): "), tool_text_of(r, "number"),
	    tool_plain(a, tool_text_of(r, "item")));
	if (tool_is(r, "status", "refunded"))
		buf_printf(b, _("%s was sent back on %s."), amount,
		    tool_text_of(r, "refunded_on"));
	else if (tool_is(r, "status", "rejected"))
		buf_puts(b, _("it was rejected, there is no refund."));
	else if (tool_is(r, "wish", "exchange"))
		buf_puts(b, _("it is an exchange, so nothing is "
		    "refunded."));
	else if (tool_is(r, "status", "received") ||
	    tool_is(r, "status", "approved"))
		buf_printf(b, _("it reached our warehouse on %s. The refund "
		    "of %s arrives 5-7 business days after that."),
		    tool_text_of(r, "received_on"), amount);
	else
		buf_printf(b, _("it has not reached our warehouse yet "
		    "(please send it by %s). The refund will be %s and "
		    "arrives 5-7 business days after that."),
		    tool_text_of(r, "send_by"), amount);
	if (*note != '\0')
		buf_printf(b, " %s", tool_plain(a, note));
}

static const char *
order_text(struct arena *a, const struct json *o)
{
	const char *number = tool_text_of(o, "number");

	if (tool_i64_of(o, "refund_cents") > 0 &&
	    *tool_text_of(o, "refunded_on") != '\0')
		return arena_printf(a, _("The refund of %s for order %s was "
		    "sent on %s, the way you paid. Banks show it within 5-7 "
		    "business days."),
		    tool_amount(a, tool_i64_of(o, "refund_cents")), number,
		    tool_text_of(o, "refunded_on"));
	if (tool_is(o, "status", "cancelled") &&
	    tool_bool_of(o, "is_charged"))
		return arena_printf(a, _("Order %s was canceled on %s. The "
		    "refund of %s arrives 5-7 business days after that."),
		    number, tool_text_of(o, "cancelled_on"),
		    tool_money(a, tool_i64_of(o, "total_cents")));
	if (tool_is(o, "status", "cancelled"))
		return arena_printf(a, _("Order %s was canceled on %s before "
		    "anything was charged; the bank removes the reservation "
		    "within 7 business days."), number,
		    tool_text_of(o, "cancelled_on"));
	if (json_count(json_get(o, "returns")) > 0)
		return arena_printf(a, _("Returns of order %s:"), number);
	return arena_printf(a, _("There is no return and no refund for "
	    "order %s."), number);
}

static enum rc
run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	struct arena *a = c->scope->arena;
	const struct json *returns;
	struct json *o;
	struct buf b;
	enum rc rc = own_order_get(c, &o, e);

	if (rc == RC_NOT_FOUND) {
		tool_say(c, out, false, own_order_unknown(c), NULL);
		out->retry_slot = "number";
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	buf_init(&b, a, 16 << 10);
	buf_printf(&b, "%s\n", order_text(a, o));
	returns = json_get(o, "returns");
	for (size_t i = 0; i < json_count(returns); i++)
		put_return(&b, json_item(returns, i));
	tool_say(c, out, true, b.data, o);
	return RC_OK;
}

/* "the refund for 12349" */
static bool
wanted(const struct tool_message *m)
{
	const struct words *w = m->words;
	bool refund = false, number = false;

	for (size_t i = 0; i < w->n; i++) {
		const struct word *t = &w->items[i];

		refund = refund || strcmp(t->stem, "refund") == 0;
		number = number || (t->number && !t->money &&
		    strlen(t->text) == 5);
	}
	return refund && number;
}

static const struct tool_slot slots[] = {OWN_ORDER_SLOT};
static const char *const intents[] = {"refund_status", NULL};
static const char *const patterns[] = {
	"? where|wheres|status my refund -policy",
	"? still|waiting my refund -policy",
	"status|track|check my|the refund", NULL};

const struct tool tool_refund_status = {
	.name = "refund_status",
	.title = N_("your refund"),
	.description = "Where the refund of an order or return of the "
		       "verified customer is.",
	.scenarios = own_order_scenarios,
	.policy = TOOL_ACCOUNT,
	.input = &input_schema,
	.slots = slots,
	.n_slots = NELEM(slots),
	.intents = intents,
	.patterns = patterns,
	.wanted = wanted,
	.run = run,
};
