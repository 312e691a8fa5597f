#include "base/base.h"

#include "core/tool_order.h"

#include "base/text.h"
#include "store/demo_shop.h"

struct order_input {
	const char *number;
};

static const struct schema_field input_fields[] = {
	{
		.name = "number",
		.type = FIELD_TEXT,
		.required = true,
		.offset = offsetof(struct order_input, number),
		.min = 1,
		.max = 20,
		.about = "The five-digit order number, without #",
		.example = "\"12345\"",
	},
};

static const struct schema input_schema = {
	.name = "OrderStatusInput",
	.about = "Which order",
	.fields = input_fields,
	.n_fields = NELEM(input_fields),
	.size = sizeof(struct order_input),
};

static bool
has(const struct words *w, const char *stem)
{
	for (size_t i = 0; i < w->n; i++) {
		if (strcmp(w->items[i].stem, stem) == 0)
			return true;
	}
	return false;
}

static bool
has_any(const struct words *w, const char *const *stems, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (has(w, stems[i]))
			return true;
	}
	return false;
}

static bool
says_order(const struct words *w)
{
	static const char *const stems[] = {"order", "packag", "parcel",
	    "deliveri", "shipment", "purchas", "item", "stuff"};

	return has_any(w, stems, NELEM(stems));
}

/* Five digits, as the shop numbers its orders. */
static bool
names_order(const struct words *w)
{
	for (size_t i = 0; i < w->n; i++) {
		const char *t = w->items[i].text;

		if (w->items[i].number && !w->items[i].money &&
		    strlen(t) == 5 && strspn(t, "0123456789") == 5)
			return true;
	}
	return false;
}

/* "How do I …" and "Why …" ask for an explanation, not for one's order. */
static bool
asks_in_general(const struct words *w)
{
	static const char *const firsts[] = {"why", "what", "who", "which"};

	if (w->n > 1 && strcmp(w->items[0].text, "how") == 0 &&
	    !has(w, "far"))
		return true;
	for (size_t i = 0; w->n > 0 && i < NELEM(firsts); i++) {
		if (strcmp(w->items[0].text, firsts[i]) == 0)
			return !has(w, "status") || !has(w, "my");
	}
	return false;
}

static bool
wanted(const struct tool_message *m)
{
	static const char *const track[] = {"track", "trace", "locat",
	    "status"};
	static const char *const own[] = {"my", "our", "mine"};
	static const char *const late[] = {"arriv", "come", "ship", "get",
	    "here", "late", "receiv", "deliv", "deliveri", "sent", "send",
	    "left", "leav"};
	static const char *const other[] = {"return", "refund", "cancel",
	    "chang", "exchang", "broken", "damag", "wrong", "invoic",
	    "address", "warranti", "faulti", "pay", "cost", "app", "mean",
	    "back"};
	const struct words *w = m->words;

	if (asks_in_general(w) || has_any(w, other, NELEM(other)))
		return false;
	if (has_any(w, track, NELEM(track)) && says_order(w))
		return true;
	/* "#12345", "order 12345?", "is 12345 on its way": the number says
	 * which thing is meant. */
	if (names_order(w) && (w->n <= 2 || says_order(w)))
		return true;
	if (!says_order(w) || !has_any(w, own, NELEM(own)))
		return false;
	if (w->n > 0 && (strcmp(w->items[0].text, "where") == 0 ||
		strcmp(w->items[0].text, "when") == 0))
		return true;
	return has(w, "where") || (has(w, "not") &&
	    has_any(w, late, NELEM(late)) && w->n <= 12);
}

static const char *
status_sentence(struct arena *a, const struct demo_shop_order *o)
{
	const char *n = o->number;

	if (strcmp(o->status, "placed") == 0)
		return arena_printf(a, "Order %s was placed%s%s, and the "
		    "payment is being confirmed.", n,
		    o->placed_on ? " on " : "",
		    o->placed_on ? o->placed_on : "");
	if (strcmp(o->status, "paid") == 0)
		return arena_printf(a, "Order %s is paid and with our "
		    "warehouse.", n);
	if (strcmp(o->status, "packed") == 0)
		return arena_printf(a, "Order %s is packed and waits for "
		    "the carrier.", n);
	if (strcmp(o->status, "shipped") == 0)
		return arena_printf(a, "Order %s has shipped%s%s.", n,
		    o->shipped_on ? " on " : "",
		    o->shipped_on ? o->shipped_on : "");
	if (strcmp(o->status, "out_for_delivery") == 0)
		return arena_printf(a, "Order %s is out for delivery and "
		    "should arrive today.", n);
	if (strcmp(o->status, "delivered") == 0)
		return arena_printf(a, "Order %s was delivered%s%s.", n,
		    o->delivered_on ? " on " : "",
		    o->delivered_on ? o->delivered_on : "");
	if (strcmp(o->status, "delayed") == 0)
		return arena_printf(a, "Order %s is delayed.", n);
	if (strcmp(o->status, "cancelled") == 0)
		return arena_printf(a, "Order %s was cancelled%s%s.", n,
		    o->cancelled_on ? " on " : "",
		    o->cancelled_on ? o->cancelled_on : "");
	if (strcmp(o->status, "return_requested") == 0)
		return arena_printf(a, "A return was requested for order "
		    "%s, and we wait for the item.", n);
	if (strcmp(o->status, "returned") == 0)
		return arena_printf(a, "The return of order %s has reached "
		    "our warehouse and is being inspected.", n);
	if (strcmp(o->status, "refunded") == 0)
		return arena_printf(a, "Order %s was refunded%s%s.", n,
		    o->refunded_on ? " on " : "",
		    o->refunded_on ? o->refunded_on : "");
	return arena_printf(a, "Order %s has the status \"%s\".", n,
	    o->status);
}

static void
put_row(struct buf *b, const char *label, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	buf_printf(b, "- %s: %s\n", label, tool_plain(b->arena, value));
}

static bool
is_under_way(const char *status)
{
	static const char *const under_way[] = {"placed", "paid", "packed",
	    "shipped", "out_for_delivery", "delayed"};

	for (size_t i = 0; i < NELEM(under_way); i++) {
		if (strcmp(status, under_way[i]) == 0)
			return true;
	}
	return false;
}

static const char *
order_text(struct arena *a, const struct demo_shop_order *o)
{
	struct buf b, items;

	buf_init(&b, a, 8192);
	buf_init(&items, a, 4096);
	buf_puts(&b, status_sentence(a, o));
	if (o->note != NULL)
		buf_printf(&b, " %s", tool_plain(a, o->note));
	buf_puts(&b, "\n\n");
	for (const char *s = o->items; *s != '\0'; s++) {
		if (*s == '\n')
			buf_puts(&items, ", ");
		else
			buf_putc(&items, *s);
	}
	put_row(&b, "Items", items.data);
	if (is_under_way(o->status))
		put_row(&b, "Expected delivery", o->expected_on);
	put_row(&b, "Carrier", o->carrier);
	put_row(&b, "Tracking number", o->tracking_number);
	put_row(&b, "Last scan", o->last_scan);
	return text_trim(a, b.data);
}

static const char *
order_json(struct arena *a, const struct demo_shop_order *o)
{
	const struct {
		const char *key, *value;
	} fields[] = {
		{"number", o->number}, {"status", o->status},
		{"note", o->note}, {"placed_on", o->placed_on},
		{"shipped_on", o->shipped_on},
		{"delivered_on", o->delivered_on},
		{"cancelled_on", o->cancelled_on},
		{"refunded_on", o->refunded_on},
		{"expected_on", o->expected_on},
		{"shipping_method", o->shipping_method},
		{"carrier", o->carrier},
		{"tracking_number", o->tracking_number},
		{"last_scan", o->last_scan}, {"items", o->items},
	};
	struct json_out w;
	struct buf b;

	buf_init(&b, a, 8192);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_bool(&w, "found", true);
	for (size_t i = 0; i < NELEM(fields); i++)
		jw_kv_text(&w, fields[i].key, fields[i].value);
	jw_object_end(&w);
	return b.data;
}

static enum rc
run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	struct arena *a = c->scope->arena;
	const char *number = tool_value(c, "number");
	struct demo_shop_order o;
	enum rc rc;

	while (*number == '#' || text_is_space(*number))
		number++;
	rc = demo_shop_order_get(c->scope, number, &o, e);
	if (rc == RC_NOT_FOUND) {
		out->output = "{\"found\":false}";
		out->text = arena_printf(a, "I could not find an order with "
		    "the number %s. Please check the number in your "
		    "confirmation e-mail; it has five digits.",
		    tool_plain(a, number));
		out->retry_slot = "number";
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	out->found = true;
	out->output = order_json(a, &o);
	out->text = order_text(a, &o);
	return RC_OK;
}

static const struct tool_slot slots[] = {
	{
		.name = "number",
		.type = SLOT_ORDER,
		.required = true,
		.label = "Order number",
		.tone = "ask_order",
		.ask = "Please tell me the order number.",
		.expected = "An order number has five digits, for example "
			    "12345.",
	},
};

static const char *const scenarios[] = {"ecommerce", NULL};
static const char *const intents[] = {"order_status", "track_order", NULL};

const struct tool tool_order_status = {
	.name = "order_status",
	.title = "your order's status",
	.description = "Status, items, carrier and expected delivery of one "
		       "order of the shop, by its order number. Gives no "
		       "names, addresses or amounts.",
	.scenarios = scenarios,
	.policy = TOOL_READS,
	.input = &input_schema,
	.slots = slots,
	.n_slots = NELEM(slots),
	.intents = intents,
	.wanted = wanted,
	.run = run,
};
