/* The shop: asking for a return, by the rules of the return policy. */
#include "base/base.h"

#include "core/tool_rows.h"

#include "base/text.h"
#include "core/tool_field.h"
#include "core/tool_once.h"
#include "core/tool_own_order.h"
#include "core/tool_say.h"
#include "io/i18n.h"

#define RETURN_DAYS 30
#define LABEL_US_CENTS 695
#define LABEL_CANADA_CENTS 1495
#define PICK_UP_CENTS 4900 /* TVs of 55 inches or more */
#define RESTOCKING_PERCENT 15
#define QUANTITY_MAX 20

struct return_input {
	const char *number, *item, *reason, *wish;
	int64_t quantity;
	bool opened;
};

static const char *const reasons[] = {"change_of_mind", "wrong_size",
    "faulty", "damaged_in_transit", "wrong_item", NULL};
static const char *const wishes[] = {"refund", "exchange", "gift_card",
    NULL};

static const struct schema_field fields[] = {
	TOOL_TEXT(return_input, number, 20, "Five-digit order number",
	    "\"12345\""),
	TOOL_TEXT(return_input, item, 4, "Line of the order", "\"1\""),
	{.name = "reason", .type = FIELD_ENUM, .required = true,
	    .offset = offsetof(struct return_input, reason),
	    .allowed = reasons, .about = "Why it comes back",
	    .example = "\"change_of_mind\""},
	{.name = "opened", .type = FIELD_BOOL,
	    .offset = offsetof(struct return_input, opened),
	    .about = "The seal of the product is broken",
	    .example = "false"},
	{.name = "wish", .type = FIELD_ENUM,
	    .offset = offsetof(struct return_input, wish),
	    .allowed = wishes, .about = "What the customer wants",
	    .example = "\"refund\""},
	TOOL_NUMBER_OR_NOT(return_input, quantity, QUANTITY_MAX,
	    "How many of them", "1"),
};

static const struct schema input_schema = {
	.name = "ReturnRequestInput",
	.about = "What comes back and why",
	.fields = fields,
	.n_fields = NELEM(fields),
	.size = sizeof(struct return_input),
};

/* What the policy says of it. */
struct verdict {
	const char *refused; /* NULL: it may come back */
	const char *retry_slot;
	int64_t quantity, label_cents, restocking_cents, refund_cents;
	const char *wish;
	bool own_carrier; /* from elsewhere: they pay it themselves */
};

/* Ours to mend: nothing is taken off. */
static bool
is_our_fault(const char *reason)
{
	return strcmp(reason, "faulty") == 0 ||
	    strcmp(reason, "damaged_in_transit") == 0 ||
	    strcmp(reason, "wrong_item") == 0;
}

static bool
is_in_time(const struct json *o)
{
	return tool_i64_of(o, "days_since_delivery") <= RETURN_DAYS ||
	    (tool_bool_of(o, "is_holiday_delivery") &&
		tool_i64_of(o, "days_since_holidays") <= 0);
}

/* Why the product cannot come back; NULL: it can. */
static const char *
not_returnable(const struct json *item, const struct return_input *in)
{
	if (is_our_fault(in->reason))
		return NULL;
	if (tool_is(item, "return_class", "final_sale"))
		return _("That product is a final sale: it can be returned "
		    "only if it is faulty.");
	if (in->opened && tool_is(item, "return_class", "in_ear"))
		return _("Opened in-ear headphones cannot be returned unless "
		    "they are faulty.");
	if (in->opened && tool_is(item, "return_class", "sealed_only"))
		return _("That product can be returned only unopened, unless "
		    "it is faulty.");
	return NULL;
}

static const char *
why_not(struct arena *a, const struct json *o, const struct json *item,
    const struct return_input *in, int64_t quantity)
{
	int64_t left = tool_i64_of(item, "quantity") -
	    tool_i64_of(item, "returned");

	if (!tool_bool_of(o, "is_delivered"))
		return arena_printf(a, _("Order %s has not been delivered, "
		    "so there is nothing to return yet."),
		    tool_text_of(o, "number"));
	if (left <= 0)
		return _("A return of that item was asked for already.");
	if (quantity > left)
		return arena_printf(a, _("Only %lld of that item can be "
		    "returned."), (long long)left);
	if (!is_in_time(o))
		return arena_printf(a, _("The last day to ask for a return "
		    "of order %s was %s.%s"), tool_text_of(o, "number"),
		    tool_text_of(o, "last_return_day"),
		    is_our_fault(in->reason) ? _(" A fault is covered by "
			"the warranty: a person can help you with that.") :
			"");
	return not_returnable(item, in);
}

static void
count_costs(const struct json *o, const struct json *item,
    const struct return_input *in, struct verdict *v)
{
	int64_t unit = tool_i64_of(item, "unit_cents");
	bool exchange = strcmp(v->wish, "exchange") == 0;

	if (exchange)
		return;
	v->refund_cents = v->quantity *
	    (unit + tool_i64_of(item, "tax_cents"));
	if (is_our_fault(in->reason))
		return;
	if (tool_is(o, "ship_country", "US"))
		v->label_cents = tool_bool_of(item, "large_item") ?
		    PICK_UP_CENTS : LABEL_US_CENTS;
	else if (tool_is(o, "ship_country", "CA"))
		v->label_cents = LABEL_CANADA_CENTS;
	else
		v->own_carrier = true;
	if (in->opened && tool_is(item, "return_class", "over_ear"))
		v->restocking_cents = (v->quantity * unit *
			RESTOCKING_PERCENT + 50) / 100;
	v->refund_cents -= v->label_cents + v->restocking_cents;
	if (v->refund_cents < 0)
		v->refund_cents = 0;
}

static void
judge(struct arena *a, const struct json *o, const struct return_input *in,
    struct verdict *v)
{
	const struct json *item = own_order_line(o, in->item);

	*v = (struct verdict){
		.quantity = in->quantity > 0 ? in->quantity : 1,
		.wish = in->wish == NULL ? "refund" : in->wish,
	};
	if (item == NULL) {
		v->refused = _("That is not in the order.");
		v->retry_slot = "item";
		return;
	}
	v->refused = why_not(a, o, item, in, v->quantity);
	if (v->refused == NULL)
		count_costs(o, item, in, v);
}

static const char *
costs_text(struct arena *a, const struct verdict *v)
{
	struct buf b;

	buf_init(&b, a, 1024);
	if (strcmp(v->wish, "exchange") == 0)
		return _("The exchange is free of charge.");
	buf_printf(&b, _("You get %s%s back, tax included"),
	    tool_money(a, v->refund_cents),
	    strcmp(v->wish, "gift_card") == 0 ? _(" as a gift card") : "");
	if (v->label_cents > 0)
		buf_printf(&b, _("; %s for the return label is taken off"),
		    tool_money(a, v->label_cents));
	if (v->restocking_cents > 0)
		buf_printf(&b, _("; %s restocking fee (15%%) for opened "
		    "headphones is taken off"),
		    tool_money(a, v->restocking_cents));
	buf_puts(&b, v->own_carrier ?
	    _(". You pay your own carrier for the way back.") : ".");
	if (v->label_cents == LABEL_US_CENTS)
		buf_puts(&b, _(" In the store in Columbus a return is "
		    "free."));
	return b.data;
}

static enum rc
prepare(struct tool_context *c, struct tool_plan *out, struct err *e)
{
	const struct return_input *in = c->decoded;
	struct arena *a = c->scope->arena;
	struct verdict v;
	struct json *o;
	enum rc rc = own_order_get(c, &o, e);

	if (rc == RC_NOT_FOUND) {
		tool_refuse(out, own_order_unknown(c));
		out->retry_slot = "number";
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	judge(a, o, in, &v);
	if (v.refused != NULL) {
		tool_refuse(out, v.refused);
		out->retry_slot = v.retry_slot;
		return RC_OK;
	}
	out->text = arena_printf(a, _("Return of %lld x %s from order %s. %s "
	    "The parcel has to be handed over within 14 days."),
	    (long long)v.quantity, tool_plain(a, tool_text_of(
		own_order_line(o, in->item), "name")),
	    tool_text_of(o, "number"), costs_text(a, &v));
	out->question = _("Shall I ask for the return?");
	return RC_OK;
}

static enum rc
change(struct tool_context *c, struct tool_result *out, struct err *e)
{
	const struct return_input *in = c->decoded;
	struct arena *a = c->scope->arena;
	struct demo_shop_return r = {.own = own_order_key(c),
	    .reason = in->reason, .opened = in->opened};
	struct verdict v = {0};
	struct json *o;
	enum rc rc = own_order_get(c, &o, e);

	if (rc == RC_OK)
		judge(a, o, in, &v);
	if (rc == RC_OK && v.refused == NULL) {
		(void)text_to_i64(in->item, &r.line);
		r.quantity = v.quantity;
		r.wish = v.wish;
		r.fee_cents = v.label_cents + v.restocking_cents;
		r.refund_cents = v.refund_cents;
		rc = demo_shop_return_insert(c->scope, &r, e);
	}
	if (rc == RC_NOT_FOUND || v.refused != NULL) {
		tool_say(c, out, false, v.refused != NULL ? v.refused :
		    _("That item cannot be returned any more."), NULL);
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = own_order_get(c, &o, e);
	if (rc != RC_OK)
		return rc;
	tool_say(c, out, true, arena_printf(a, _("Your return has the number "
	    "**%s**. %s Please hand the parcel over by %s; the label waits "
	    "in your account under Orders."), r.number, costs_text(a, &v),
	    r.send_by), o);
	return tool_letter(c, &(struct outbox_new){
	    .email = c->email,
	    .subject = arena_printf(a, _("Your return %s"), r.number),
	    .body = arena_printf(a, _("Hello,\n\nwe have your request to "
		"return %s from order %s.\n\nReturn number: %s\n%s\nPlease "
		"hand the parcel over by %s.\n"),
		tool_text_of(own_order_line(o, in->item), "name"),
		tool_text_of(o, "number"), r.number, costs_text(a, &v),
		r.send_by),
	}, e);
}

static enum rc
run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	static const struct tool_act act = {"return_request", change, NULL};

	return tool_once(c, &act, out, e);
}

static enum rc
resolve_reason(struct tool_context *c, const struct tool_slot *slot UNUSED,
    const char *said, bool asked UNUSED, struct tool_choices *out,
    struct err *e UNUSED)
{
	static const struct {
		const char *value, *label, *words[9];
	} rows[] = {
		{"wrong_item", "I got the wrong item",
		    {"wrong item", "wrong product", "not what i ordered",
			"different item", "wrong one", "wrong color"}},
		{"damaged_in_transit", "It was damaged on the way",
		    {"damaged", "smashed", "crushed", "arrived broken",
			"cracked"}},
		{"faulty", "It is faulty",
		    {"faulty", "broken", "defect", "does not work",
			"doesn't work", "not working", "stopped working",
			"won't turn", "dead"}},
		{"wrong_size", "The size is wrong",
		    {"size", "too small", "too big", "too large",
			"too tight", "does not fit", "doesn't fit"}},
		{"change_of_mind", "I changed my mind",
		    {"changed my mind", "change of mind", "don't like",
			"do not like", "don't want", "not need",
			"don't need", "found it cheaper", "gift"}},
	};
	const char *folded = said == NULL ? NULL :
	    text_fold(c->scope->arena, said);

	*out = (struct tool_choices){0};
	for (size_t i = 0; i < NELEM(rows); i++) {
		bool is_said = folded == NULL;

		for (size_t k = 0; !is_said && k < NELEM(rows[i].words) &&
		     rows[i].words[k] != NULL; k++)
			is_said = strstr(folded, rows[i].words[k]) != NULL;
		if (is_said)
			out->items[out->n++] = (struct tool_choice){
			    rows[i].value, rows[i].label};
		if (is_said && folded != NULL)
			break;
	}
	out->sure = folded != NULL && out->n == 1;
	return RC_OK;
}

/* Only where it decides: headphones and sealed things, for no fault. */
static bool
needs_opened(const struct tool_context *c)
{
	return *tool_value(c, "reason") != '\0' &&
	    !is_our_fault(tool_value(c, "reason"));
}

static const struct tool_choice wish_choices[] = {
	{"refund", "Money back"}, {"exchange", "Exchange"},
	{"gift_card", "Gift card"}, {NULL, NULL}};

static const struct tool_slot slots[] = {
	OWN_ORDER_SLOT,
	{
		.name = "item",
		.type = SLOT_CHOICE,
		.required = true,
		.label = N_("Item"),
		.ask = N_("Which item would you like to return?"),
		.resolve = own_order_item,
	},
	{
		.name = "reason",
		.type = SLOT_CHOICE,
		.required = true,
		.label = N_("Reason"),
		.ask = N_("Why would you like to return it?"),
		.resolve = resolve_reason,
	},
	{
		.name = "opened",
		.type = SLOT_YES_NO,
		.required = true,
		.label = N_("Opened"),
		.ask = N_("Is the product's own packaging opened?"),
		.expected = N_("Please answer yes or no."),
		.needed = needs_opened,
	},
	{
		.name = "wish",
		.type = SLOT_CHOICE,
		.quiet = true,
		.label = N_("You get"),
		.choices = wish_choices,
	},
	{
		.name = "quantity",
		.type = SLOT_QUANTITY,
		.quiet = true,
		.label = N_("Number"),
	},
};
static const char *const intents[] = {"return_request", NULL};
static const char *const patterns[] = {
	"? want|like|need|please return|send_back|send_it_back "
	"-policy|how|long|cost|fee|label|can_i|status|where",
	"start|request|make return -can_i", NULL};

const struct tool tool_return_request = {
	.name = "return_request",
	.title = N_("your return"),
	.description = "Asks for the return of an item of a delivered order "
		       "of the verified customer: 30 days, restocking fee "
		       "and label as in the return policy.",
	.scenarios = own_order_scenarios,
	.policy = TOOL_CHANGES | TOOL_ACCOUNT,
	.input = &input_schema,
	.slots = slots,
	.n_slots = NELEM(slots),
	.intents = intents,
	.patterns = patterns,
	.prepare = prepare,
	.run = run,
};
