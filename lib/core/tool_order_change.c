/* The shop: canceling an order, and changing its address or a size. */
#include "base/base.h"

#include "core/tool_rows.h"

#include "base/text.h"
#include "core/tool_field.h"
#include "core/tool_once.h"
#include "core/tool_own_order.h"
#include "core/tool_say.h"
#include "io/i18n.h"

#define ADDRESS_MAX 200

struct change_input {
	const char *number, *change, *address, *item, *size;
};

static const struct schema_field fields[] = {
	TOOL_TEXT(change_input, number, 20, "Five-digit order number",
	    "\"12345\""),
	TOOL_TEXT(change_input, change, 10, "address or size",
	    "\"address\""),
	TOOL_TEXT_OR_NOT(change_input, address, ADDRESS_MAX,
	    "New delivery address, in the same country",
	    "\"1 Elm Street, Columbus, OH 43215\""),
	TOOL_TEXT_OR_NOT(change_input, item, 4, "Line of the order",
	    "\"1\""),
	TOOL_TEXT_OR_NOT(change_input, size, 20, "New size", "\"M/L\""),
};

static const struct schema cancel_schema = {
	.name = "OrderCancelInput",
	.about = "Which order",
	.fields = fields,
	.n_fields = 1,
	.size = sizeof(struct change_input),
};

static const struct schema change_schema = {
	.name = "OrderChangeInput",
	.about = "Which order and what is to be changed",
	.fields = fields,
	.n_fields = NELEM(fields),
	.size = sizeof(struct change_input),
};

/* Why it is too late. */
static const char *
too_late(struct arena *a, const struct json *o)
{
	const char *number = tool_text_of(o, "number");

	if (tool_is(o, "status", "cancelled"))
		return arena_printf(a, _("Order %s is canceled already."),
		    number);
	if (tool_is(o, "status", "packed"))
		return arena_printf(a, _("Order %s is packed, so it can no "
		    "longer be stopped or changed. After delivery you can "
		    "return it within 30 days."), number);
	if (tool_bool_of(o, "is_delivered"))
		return arena_printf(a, _("Order %s has been delivered. I "
		    "can help you to return it."), number);
	return arena_printf(a, _("Order %s has left the warehouse, so it "
	    "can no longer be stopped or changed. After delivery you can "
	    "return it within 30 days."), number);
}

/* The order if `may` (a key of it) says that it can still be done. */
static enum rc
check(struct tool_context *c, const char *may, struct json **order,
    struct tool_plan *out, struct err *e)
{
	enum rc rc = own_order_get(c, order, e);

	if (rc == RC_NOT_FOUND) {
		tool_refuse(out, own_order_unknown(c));
		out->retry_slot = "number";
		return RC_OK;
	}
	if (rc == RC_OK && !tool_bool_of(*order, may))
		tool_refuse(out, too_late(c->scope->arena, *order));
	return rc;
}

static const char *
items_text(struct arena *a, const struct json *order)
{
	const struct json *items = json_get(order, "items");
	struct buf b;

	buf_init(&b, a, 4096);
	for (size_t i = 0; i < json_count(items); i++) {
		const struct json *item = json_item(items, i);
		int64_t n = tool_i64_of(item, "quantity");

		if (n > 1)
			buf_printf(&b, "%s%lld x ", i == 0 ? "" : ", ",
			    (long long)n);
		else
			buf_puts(&b, i == 0 ? "" : ", ");
		buf_puts(&b, tool_plain(a, tool_text_of(item, "name")));
	}
	return b.data;
}

static const char *
money_back(struct arena *a, const struct json *o)
{
	if (!tool_bool_of(o, "is_charged"))
		return _("Nothing was charged yet: the bank removes the "
		    "reservation within 7 business days.");
	return arena_printf(a, _("The refund of %s arrives in 5-7 business "
	    "days."), tool_money(a, tool_i64_of(o, "total_cents")));
}

static enum rc
cancel_prepare(struct tool_context *c, struct tool_plan *out, struct err *e)
{
	struct arena *a = c->scope->arena;
	struct json *o;
	enum rc rc = check(c, "is_open", &o, out, e);

	if (rc != RC_OK || !out->possible)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	out->text = arena_printf(a, _("I cancel order %s (%s). That is free "
	    "of charge and cannot be undone. %s"), tool_text_of(o, "number"),
	    items_text(a, o), money_back(a, o));
	out->question = _("Shall I cancel it?");
	return RC_OK;
}

static enum rc
cancel_change(struct tool_context *c, struct tool_result *out, struct err *e)
{
	struct arena *a = c->scope->arena;
	struct json *before, *o;
	enum rc rc = own_order_get(c, &before, e);

	if (rc == RC_OK)
		rc = demo_shop_order_cancel(c->scope, own_order_key(c), e);
	if (rc == RC_NOT_FOUND) {
		tool_say(c, out, false, _("The order cannot be canceled any "
		    "more."), NULL);
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = own_order_get(c, &o, e);
	if (rc != RC_OK)
		return rc;
	tool_say(c, out, true, arena_printf(a, _("Order %s is canceled. %s"),
	    tool_text_of(o, "number"), money_back(a, before)), o);
	return tool_letter(c, &(struct outbox_new){
	    .email = c->email,
	    .subject = arena_printf(a, _("Order %s is canceled"),
		tool_text_of(o, "number")),
	    .body = arena_printf(a, _("Hello,\n\nyour order %s (%s) is "
		"canceled, as you asked in the chat. %s\n"),
		tool_text_of(o, "number"), items_text(a, before),
		money_back(a, before)),
	}, e);
}

static enum rc
cancel_run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	static const struct tool_act act = {"order_cancel", cancel_change,
	    NULL};

	return tool_once(c, &act, out, e);
}

static bool
is_of(const struct tool_context *c, const char *change)
{
	return strcmp(tool_value(c, "change"), change) == 0;
}

static bool
needs_address(const struct tool_context *c)
{
	return is_of(c, "address");
}

static bool
needs_size(const struct tool_context *c)
{
	return is_of(c, "size");
}

static bool
says_any(const char *folded, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (strstr(folded, *words) != NULL)
			return true;
	}
	return false;
}

static enum rc
resolve_change(struct tool_context *c, const struct tool_slot *slot UNUSED,
    const char *said, bool asked UNUSED, struct tool_choices *out,
    struct err *e UNUSED)
{
	static const char *const address[] = {"address", "deliver to",
	    "send it to", "ship it to", "ship to", "office", "moved", NULL};
	static const char *const size[] = {"size", "smaller", "larger",
	    "bigger", "color", "colour", NULL};
	static const char *const add[] = {"add ", "another item", NULL};
	static const struct tool_choice choices[] = {
		{"address", "Delivery address"}, {"size", "Size"}};
	const char *folded = said == NULL ? "" :
	    text_fold(c->scope->arena, said);

	*out = (struct tool_choices){0};
	if (said == NULL) {
		memcpy(out->items, choices, sizeof(choices));
		out->n = NELEM(choices);
		return RC_OK;
	}
	out->sure = true;
	if (says_any(folded, address))
		out->items[out->n++] = choices[0];
	else if (says_any(folded, size))
		out->items[out->n++] = choices[1];
	else if (says_any(folded, add))
		out->note = _("Items cannot be added to an order; please "
		    "place a second one.");
	return RC_OK;
}

/* A size of the item, by its name or part of it. */
static enum rc
resolve_size(struct tool_context *c, const struct tool_slot *slot UNUSED,
    const char *said, bool asked UNUSED, struct tool_choices *out,
    struct err *e)
{
	struct arena *a = c->scope->arena;
	const struct json *item, *sizes;
	struct json *order;
	enum rc rc = own_order_get(c, &order, e);

	*out = (struct tool_choices){0};
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	item = own_order_line(order, tool_value(c, "item"));
	sizes = json_get(item, "sizes");
	for (size_t i = 0; i < json_count(sizes) &&
	     out->n < TOOL_CHOICES_MAX; i++) {
		const char *size = tool_text_of(json_item(sizes, i), "size");

		if (said == NULL || strstr(text_fold(a, said),
		    text_fold(a, size)) != NULL)
			out->items[out->n++] = (struct tool_choice){size,
			    size};
	}
	out->sure = said != NULL && out->n == 1;
	if (item != NULL && json_count(sizes) == 0) {
		out->note = _("That product comes in one size only.");
		out->retry_slot = "item";
	}
	return RC_OK;
}

/* Why the size cannot be had; NULL: it can. */
static const char *
size_missing(struct arena *a, const struct json *item, const char *size)
{
	const struct json *sizes = json_get(item, "sizes");

	for (size_t i = 0; i < json_count(sizes); i++) {
		const struct json *v = json_item(sizes, i);

		if (!text_equal_ci(tool_text_of(v, "size"), size))
			continue;
		if (tool_i64_of(v, "stock") < tool_i64_of(item, "quantity"))
			return arena_printf(a, _("Size %s is sold out."),
			    tool_plain(a, size));
		if (tool_i64_of(v, "price_cents") !=
		    tool_i64_of(item, "unit_cents"))
			return arena_printf(a, _("Size %s has another price. "
			    "A person can change it for you."),
			    tool_plain(a, size));
		return NULL;
	}
	return arena_printf(a, _("There is no size %s of that product."),
	    tool_plain(a, size));
}

static enum rc
change_prepare(struct tool_context *c, struct tool_plan *out, struct err *e)
{
	const struct change_input *in = c->decoded;
	struct arena *a = c->scope->arena;
	const struct json *item;
	struct json *o;
	enum rc rc = check(c, "is_changeable", &o, out, e);

	if (rc != RC_OK || !out->possible)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	if (is_of(c, "address")) {
		out->text = arena_printf(a, _("Order %s goes to: %s. The "
		    "country stays %s. That is free of charge."),
		    tool_text_of(o, "number"),
		    tool_plain(a, in->address == NULL ? "" : in->address),
		    tool_text_of(o, "ship_country"));
		return RC_OK;
	}
	item = own_order_line(o, in->item == NULL ? "" : in->item);
	if (item == NULL || in->size == NULL) {
		tool_refuse(out, _("That is not in the order."));
		out->retry_slot = "item";
		return RC_OK;
	}
	if (size_missing(a, item, in->size) != NULL) {
		tool_refuse(out, size_missing(a, item, in->size));
		out->retry_slot = "size";
		return RC_OK;
	}
	out->text = arena_printf(a, _("In order %s I change %s to size %s. "
	    "That is free of charge."), tool_text_of(o, "number"),
	    tool_plain(a, tool_text_of(item, "name")),
	    tool_plain(a, in->size));
	return RC_OK;
}

static enum rc
change_change(struct tool_context *c, struct tool_result *out, struct err *e)
{
	const struct change_input *in = c->decoded;
	struct arena *a = c->scope->arena;
	int64_t line = 0;
	struct json *o;
	enum rc rc = RC_NOT_FOUND;

	if (is_of(c, "address") && in->address != NULL)
		rc = demo_shop_order_address(c->scope, own_order_key(c),
		    in->address, e);
	else if (is_of(c, "size") && in->item != NULL && in->size != NULL &&
	    text_to_i64(in->item, &line))
		rc = demo_shop_order_size(c->scope, own_order_key(c), line,
		    in->size, e);
	if (rc == RC_NOT_FOUND) {
		tool_say(c, out, false, _("The order cannot be changed like "
		    "that any more."), NULL);
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = own_order_get(c, &o, e);
	if (rc != RC_OK)
		return rc;
	tool_say(c, out, true, is_of(c, "size") ?
	    arena_printf(a, _("Order %s is changed: %s."),
		tool_text_of(o, "number"), items_text(a, o)) :
	    arena_printf(a, _("The warehouse has the new address of order "
		"%s: %s."), tool_text_of(o, "number"),
		tool_plain(a, in->address)), o);
	return tool_letter(c, &(struct outbox_new){
	    .email = c->email,
	    .subject = arena_printf(a, _("Order %s is changed"),
		tool_text_of(o, "number")),
	    .body = arena_printf(a, _("Hello,\n\nyour order %s is changed, "
		"as you asked in the chat.\n\nIf that was not you, please "
		"answer at once: it can be changed until it is packed.\n"),
		tool_text_of(o, "number")),
	}, e);
}

static enum rc
change_run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	static const struct tool_act act = {"order_change", change_change,
	    NULL};

	return tool_once(c, &act, out, e);
}

static const struct tool_slot cancel_slots[] = {OWN_ORDER_SLOT};
static const char *const cancel_intents[] = {"order_cancel", NULL};
static const char *const cancel_patterns[] = {
	"cancel|call_off order|purchase -can_i|could_i|may_i",
	"? want|like|need|can_you|could_you|please cancel my|order|purchase "
	"-how|fee|policy|subscription|can_i",
	NULL};

const struct tool tool_order_cancel = {
	.name = "order_cancel",
	.title = N_("canceling your order"),
	.description = "Cancels an order of the verified customer that is "
		       "placed or paid, free of charge.",
	.scenarios = own_order_scenarios,
	.policy = TOOL_CHANGES | TOOL_ACCOUNT,
	.input = &cancel_schema,
	.slots = cancel_slots,
	.n_slots = NELEM(cancel_slots),
	.intents = cancel_intents,
	.patterns = cancel_patterns,
	.prepare = cancel_prepare,
	.run = cancel_run,
};

static const struct tool_slot change_slots[] = {
	OWN_ORDER_SLOT,
	{
		.name = "change",
		.type = SLOT_CHOICE,
		.required = true,
		.label = N_("Change"),
		.ask = N_("What shall I change: the delivery address or a "
			  "size?"),
		.resolve = resolve_change,
	},
	{
		.name = "address",
		.type = SLOT_TEXT,
		.required = true,
		.label = N_("New address"),
		.ask = N_("What is the new delivery address, in full?"),
		.needed = needs_address,
	},
	{
		.name = "item",
		.type = SLOT_CHOICE,
		.required = true,
		.label = N_("Item"),
		.ask = N_("Which item is it about?"),
		.resolve = own_order_item,
		.needed = needs_size,
	},
	{
		.name = "size",
		.type = SLOT_CHOICE,
		.required = true,
		.label = N_("New size"),
		.ask = N_("Which size would you like?"),
		.resolve = resolve_size,
		.needed = needs_size,
	},
};
static const char *const change_intents[] = {"order_change", NULL};
static const char *const change_patterns[] = {
	"change|update|correct|wrong|switch address|size|color|colour "
	"order|delivery|shipping -can_i|could_i|may_i",
	"? can_you|could_you|want|need|like|please change|update|switch "
	"my|the address|size|order -how|plan|password|email|can_i",
	NULL};

const struct tool tool_order_change = {
	.name = "order_change",
	.title = N_("changing your order"),
	.description = "Changes delivery address or a size of an order of "
		       "the verified customer that is placed or paid.",
	.scenarios = own_order_scenarios,
	.policy = TOOL_CHANGES | TOOL_ACCOUNT,
	.input = &change_schema,
	.slots = change_slots,
	.n_slots = NELEM(change_slots),
	.intents = change_intents,
	.patterns = change_patterns,
	.prepare = change_prepare,
	.run = change_run,
};
