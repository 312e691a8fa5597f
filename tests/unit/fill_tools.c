#include "base/base.h"

#include "fill_tools.h"

#include <stdio.h>

#include "base/text.h"

static struct {
	int ran, fee;
	char input[400], key[80], email[80];
} seen;

void
fill_tools_reset(void)
{
	memset(&seen, 0, sizeof(seen));
}

int
fill_tools_ran(void)
{
	return seen.ran;
}

const char *
fill_tools_input(void)
{
	return seen.input;
}

const char *
fill_tools_key(void)
{
	return seen.key;
}

void
fill_tools_set_fee(int dollars)
{
	seen.fee = dollars;
}

static void
note_run(struct tool_context *c)
{
	seen.ran++;
	text_copy(seen.input, sizeof(seen.input), json_print(c->scope->arena,
	    c->input));
	text_copy(seen.key, sizeof(seen.key), c->key);
}

struct input {
	const char *day, *time, *zip, *name, *number, *reason;
};

#define FIELD(f) { .name = #f, .type = FIELD_TEXT, .min = 1, .max = 200, \
	.offset = offsetof(struct input, f) }

static const struct schema_field fields[] = {FIELD(day), FIELD(time),
    FIELD(zip), FIELD(name), FIELD(number), FIELD(reason)};
static const struct schema schema = {.name = "Input", .fields = fields,
    .n_fields = NELEM(fields), .size = sizeof(struct input)};
static const char *const everywhere[] = {"any", NULL};

static enum rc
resolve_day(struct tool_context *c, const struct tool_slot *slot,
    const char *said, bool asked, struct tool_choices *out, struct err *e)
{
	const char *label;

	(void)slot;
	(void)asked;
	(void)e;
	if (said == NULL)
		return RC_OK;
	label = tool_day_text(c->scope->arena, said);
	if (strchr(said, '/') != NULL)
		out->note = "I need one day.";
	else if (text_starts(label, "Sunday"))
		out->note = "There are no visits on Sunday.";
	else {
		out->items[out->n++] = (struct tool_choice){said, label};
		out->sure = true;
	}
	return RC_OK;
}

/* Free at 9 and 3. */
static enum rc
resolve_time(struct tool_context *c, const struct tool_slot *slot,
    const char *said, bool asked, struct tool_choices *out, struct err *e)
{
	static const struct tool_choice free_times[] = {{"09:00", "9 am"},
	    {"15:00", "3 pm"}};

	(void)slot;
	(void)asked;
	(void)e;
	for (size_t i = 0; said != NULL && i < NELEM(free_times); i++) {
		if (strcmp(said, free_times[i].value) == 0) {
			out->items[out->n++] = free_times[i];
			out->sure = true;
			return RC_OK;
		}
	}
	memcpy(out->items, free_times, sizeof(free_times));
	out->n = NELEM(free_times);
	if (said != NULL)
		out->note = arena_printf(c->scope->arena, "%s is taken.",
		    tool_time_text(c->scope->arena, said));
	return RC_OK;
}

static enum rc
plan_visit(struct tool_context *c, struct tool_plan *out, struct err *e)
{
	struct arena *a = c->scope->arena;

	(void)e;
	out->text = arena_printf(a, "Faucet visit on %s at %s in %s for %s.",
	    tool_day_text(a, tool_value(c, "day")),
	    tool_time_text(a, tool_value(c, "time")), tool_value(c, "zip"),
	    tool_value(c, "name"));
	out->question = "Shall I book it?";
	return RC_OK;
}

static enum rc
book(struct tool_context *c, struct tool_result *out, struct err *e)
{
	(void)e;
	note_run(c);
	out->found = true;
	out->text = "Booked.";
	return RC_OK;
}

static const struct tool_slot visit_slots[] = {
	{.name = "day", .type = SLOT_DATE, .required = true, .label = "Date",
	    .ask = "Which day suits you?",
	    .expected = "A day is for example \"next Tuesday\".",
	    .resolve = resolve_day},
	{.name = "time", .type = SLOT_TIME, .required = true,
	    .label = "Time", .ask = "What time?", .resolve = resolve_time},
	{.name = "zip", .type = SLOT_ZIP, .required = true,
	    .label = "ZIP code", .ask = "Which ZIP code?",
	    .expected = "A ZIP code has five digits."},
	{.name = "name", .type = SLOT_NAME, .required = true,
	    .label = "Name", .ask = "Under which name?"},
};
static const char *const visit_patterns[] = {"book|need|want plumber", NULL};
static const char *const visit_intents[] = {"book_visit", NULL};
static const struct tool visit = {.name = "book", .title = "your booking",
    .scenarios = everywhere, .policy = TOOL_CHANGES, .input = &schema,
    .slots = visit_slots, .n_slots = NELEM(visit_slots),
    .patterns = visit_patterns, .intents = visit_intents,
    .prepare = plan_visit, .run = book};

static const struct tool_slot order_slots[] = {
	{.name = "number", .type = SLOT_ORDER, .required = true,
	    .label = "Order number", .ask = "Which order number?",
	    .expected = "An order number has five digits."},
};

static enum rc
plan_cancel(struct tool_context *c, struct tool_plan *out, struct err *e)
{
	(void)e;
	out->possible = strcmp(tool_value(c, "number"), "99999") != 0;
	out->text = !out->possible ? "There is no order 99999." :
	    arena_printf(c->scope->arena, "Order %s will be cancelled, %s.",
		tool_value(c, "number"), seen.fee == 0 ? "free of charge" :
							 "for a fee");
	out->retry_slot = "number";
	return RC_OK;
}

static enum rc
cancel(struct tool_context *c, struct tool_result *out, struct err *e)
{
	(void)e;
	note_run(c);
	out->found = true;
	out->text = "Cancelled.";
	return RC_OK;
}

static const char *const cancel_patterns[] = {"cancel order|it", NULL};
static const struct tool cancel_order = {.name = "order_cancel",
    .title = "the cancellation", .scenarios = everywhere,
    .policy = TOOL_CHANGES, .input = &schema, .slots = order_slots,
    .n_slots = NELEM(order_slots), .patterns = cancel_patterns,
    .prepare = plan_cancel, .run = cancel};

static enum rc
status(struct tool_context *c, struct tool_result *out, struct err *e)
{
	const char *number = tool_value(c, "number");

	(void)e;
	out->found = strcmp(number, "99999") != 0;
	out->retry_slot = "number";
	out->text = out->found ? arena_printf(c->scope->arena,
	    "Order %s is on its way.", number) :
				 "I could not find that order.";
	return RC_OK;
}

static const char *const status_patterns[] = {"^where order", NULL};
static const struct tool order_status = {.name = "order_status",
    .title = "your order", .scenarios = everywhere, .input = &schema,
    .slots = order_slots, .n_slots = NELEM(order_slots),
    .patterns = status_patterns, .run = status};

static enum rc
invoice(struct tool_context *c, struct tool_result *out, struct err *e)
{
	(void)e;
	assert(c->email != NULL);
	note_run(c);
	out->found = true;
	out->text = arena_printf(c->scope->arena, "Invoice %s of %s",
	    tool_value(c, "number"), c->email);
	return RC_OK;
}

static const struct tool_slot invoice_slots[] = {
	{.name = "number", .type = SLOT_INVOICE, .required = true,
	    .label = "Invoice", .ask = "Which invoice?"},
};
static const char *const invoice_patterns[] = {"invoice", NULL};
static const struct tool invoice_get = {.name = "invoice",
    .title = "your invoice", .scenarios = everywhere,
    .policy = TOOL_ACCOUNT, .input = &schema, .slots = invoice_slots,
    .n_slots = NELEM(invoice_slots), .patterns = invoice_patterns,
    .run = invoice};

static const char *const pay_patterns[] = {"pay bill", NULL};
static const struct tool pay = {.name = "pay", .title = "paying a bill",
    .scenarios = everywhere, .policy = TOOL_ACCOUNT | TOOL_CHANGES,
    .input = &schema, .slots = invoice_slots,
    .n_slots = NELEM(invoice_slots), .patterns = pay_patterns,
    .run = invoice};

static const struct tool_slot erase_slots[] = {
	{.name = "reason", .type = SLOT_TEXT, .required = true,
	    .label = "Reason", .ask = "Why?"},
};
static const char *const erase_patterns[] = {"erase account", NULL};
static const struct tool erase = {.name = "erase",
    .title = "erasing the account", .scenarios = everywhere,
    .policy = TOOL_APPROVAL, .input = &schema, .slots = erase_slots,
    .n_slots = NELEM(erase_slots), .patterns = erase_patterns, .run = book};

const struct tool *const fill_tools[] = {&visit, &cancel_order,
    &order_status, &invoice_get, &pay, &erase, NULL};

static enum rc
send_code(struct tool_context *c, const char *email, struct err *e)
{
	(void)c;
	(void)email;
	(void)e;
	return RC_OK;
}

static enum rc
check_code(struct tool_context *c, const char *email, const char *code,
    enum tool_check *out, struct err *e)
{
	(void)c;
	(void)e;
	*out = strcmp(code, "123456") == 0 ? CHECK_RIGHT : CHECK_WRONG;
	if (*out == CHECK_RIGHT)
		text_copy(seen.email, sizeof(seen.email), email);
	return RC_OK;
}

static enum rc
who(struct tool_context *c, const char **email, struct err *e)
{
	(void)e;
	*email = *seen.email == '\0' ? NULL : arena_strdup(c->scope->arena,
	    seen.email);
	return RC_OK;
}

const struct tool_verifier fill_tools_verifier = {.send = send_code,
    .check = check_code, .who = who, .code_digits = 6};
