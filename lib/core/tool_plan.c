/* The software company: what plans cost and hold, and changing the plan. */
#include "base/base.h"

#include "core/tool_rows.h"

#include "base/text.h"
#include "core/tool_account.h"
#include "core/tool_field.h"
#include "core/tool_once.h"
#include "core/tool_say.h"
#include "io/i18n.h"

#define SEATS_MAX 100000

struct plan_input {
	const char *plan, *billing;
	int64_t seats;
};

static const char *const billings[] = {"month", "year", NULL};
static const char *const codes[] = {"free", "starter", "team", "business",
    "enterprise", NULL};

static const struct schema_field lookup_fields[] = {
	{.name = "plan", .type = FIELD_ENUM, .required = true,
	    .offset = offsetof(struct plan_input, plan), .allowed = codes,
	    .about = "Which plan", .example = "\"team\""},
	{.name = "billing", .type = FIELD_ENUM,
	    .offset = offsetof(struct plan_input, billing),
	    .allowed = billings, .about = "Billed by month or year",
	    .example = "\"month\""},
	TOOL_NUMBER_OR_NOT(plan_input, seats, SEATS_MAX, "How many seats",
	    "10"),
};

static const struct schema lookup_schema = {
	.name = "PlanLookupInput",
	.about = "Which plan, for how many people",
	.fields = lookup_fields,
	.n_fields = NELEM(lookup_fields),
	.size = sizeof(struct plan_input),
};

static const struct json *
plan_of(const struct json *plans, const char *code)
{
	for (size_t i = 0; i < json_count(plans); i++) {
		if (tool_is(json_item(plans, i), "code", code))
			return json_item(plans, i);
	}
	return NULL;
}

static void
put_seats(struct buf *b, const struct json *p, const struct plan_input *in)
{
	struct arena *a = b->arena;
	int64_t month = tool_i64_of(p, "month_cents") * in->seats;
	int64_t year = tool_i64_of(p, "year_cents") * in->seats;
	int64_t most = tool_i64_of(p, "max_seats");

	if (in->seats == 0)
		return;
	if (most > 0 && in->seats > most) {
		buf_printf(b, _(" It is for at most %lld seats."),
		    (long long)most);
		return;
	}
	if (in->seats < tool_i64_of(p, "min_seats")) {
		buf_printf(b, _(" It begins at %lld seats."),
		    (long long)tool_i64_of(p, "min_seats"));
		return;
	}
	buf_printf(b, _(" For %lld seats: "), (long long)in->seats);
	if (json_has(p, "month_cents") && json_get(p, "month_cents") != NULL)
		buf_printf(b, _("%s a month or "), tool_money(a, month));
	buf_printf(b, _("%s a year, before tax."), tool_money(a, year));
}

static void
put_limits(struct buf *b, const struct json *p)
{
	long long projects = (long long)tool_i64_of(p, "active_projects");
	long long mb = (long long)tool_i64_of(p, "storage_mb");

	if (projects > 0)
		buf_printf(b, _("\n- Active projects: %lld"), projects);
	else
		buf_puts(b, _("\n- Active projects: unlimited"));
	if (mb >= 1000)
		buf_printf(b, _("\n- File storage: %lld GB"), mb / 1000);
	else
		buf_printf(b, _("\n- File storage: %lld MB"), mb);
	buf_printf(b, _("\n- API requests: %lld a minute, %lld a day"),
	    (long long)tool_i64_of(p, "api_per_minute"),
	    (long long)tool_i64_of(p, "api_per_day"));
	buf_printf(b, _("\n- API keys: %lld; webhook endpoints: %lld"),
	    (long long)tool_i64_of(p, "api_keys"),
	    (long long)tool_i64_of(p, "webhooks"));
	buf_printf(b, _("\n- Support, first answer: %s"),
	    tool_text_of(p, "first_answer"));
}

static enum rc
lookup_run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	const struct plan_input *in = c->decoded;
	struct arena *a = c->scope->arena;
	const struct json *p;
	struct json *plans;
	struct buf b;
	enum rc rc = demo_software_plans(c->scope, &plans, e);

	if (rc != RC_OK)
		return rc;
	p = plan_of(plans, in->plan);
	if (p == NULL) {
		tool_say(c, out, false, _("There is no such plan."), NULL);
		out->retry_slot = "plan";
		return RC_OK;
	}
	buf_init(&b, a, 4096);
	buf_printf(&b, _("**%s**: "), tool_text_of(p, "name"));
	if (json_get(p, "month_cents") == NULL)
		buf_printf(&b, _("%s a seat and year, annual billing only, "
		    "from %lld seats."), tool_money(a, tool_i64_of(p,
			"year_cents")),
		    (long long)tool_i64_of(p, "min_seats"));
	else if (tool_i64_of(p, "month_cents") == 0)
		buf_puts(&b, _("free of charge."));
	else
		buf_printf(&b, _("%s a seat and month, or %s a seat and year, "
		    "before tax."),
		    tool_money(a, tool_i64_of(p, "month_cents")),
		    tool_money(a, tool_i64_of(p, "year_cents")));
	buf_printf(&b, " %s", tool_text_of(p, "summary"));
	put_seats(&b, p, in);
	buf_puts(&b, "\n");
	put_limits(&b, p);
	tool_say(c, out, true, b.data, p);
	return RC_OK;
}

static const struct tool_choice plan_choices[] = {
	{"free", "Free"}, {"starter", "Starter"}, {"team", "Team"},
	{"business", "Business"}, {"enterprise", "Enterprise"},
	{NULL, NULL}};
static const struct tool_choice billing_choices[] = {
	{"month", "Monthly"}, {"year", "Annual"}, {NULL, NULL}};

static const struct tool_slot lookup_slots[] = {
	{
		.name = "plan",
		.type = SLOT_CHOICE,
		.required = true,
		.label = N_("Plan"),
		.ask = N_("Which plan is it about?"),
		.choices = plan_choices,
	},
	{
		.name = "seats",
		.type = SLOT_QUANTITY,
		.quiet = true,
		.label = N_("Seats"),
	},
};
static const char *const lookup_intents[] = {"plan_lookup", NULL};
static const char *const lookup_patterns[] = {
	"? cost|price|much|pay seats|people|users|members "
	"free|starter|team|business|enterprise",
	NULL};

const struct tool tool_plan_lookup = {
	.name = "plan_lookup",
	.title = N_("the plan"),
	.description = "Price and limits of a plan, with the sum for a "
		       "number of seats.",
	.scenarios = account_scenarios,
	.policy = TOOL_READS,
	.input = &lookup_schema,
	.slots = lookup_slots,
	.n_slots = NELEM(lookup_slots),
	.intents = lookup_intents,
	.patterns = lookup_patterns,
	.run = lookup_run,
};

struct change_input {
	const char *workspace, *plan, *billing;
};

static const struct schema_field change_fields[] = {
	TOOL_TEXT(change_input, workspace, 80, "Name in the address",
	    "\"northpier-design\""),
	{.name = "plan", .type = FIELD_ENUM, .required = true,
	    .offset = offsetof(struct change_input, plan), .allowed = codes,
	    .about = "The new plan", .example = "\"business\""},
	{.name = "billing", .type = FIELD_ENUM,
	    .offset = offsetof(struct change_input, billing),
	    .allowed = billings, .about = "Only where nothing is billed yet",
	    .example = "\"month\""},
};

static const struct schema change_schema = {
	.name = "PlanChangeInput",
	.about = "Which workspace and which plan",
	.fields = change_fields,
	.n_fields = NELEM(change_fields),
	.size = sizeof(struct change_input),
};

struct change {
	const char *refused, *retry_slot; /* NULL: it can be asked for */
	const char *text;		  /* what will happen */
	struct demo_software_change row;
};

/* Seats times the price of a period, less the discount. */
static int64_t
period_cents(const struct json *account, const struct json *plan,
    const char *billing)
{
	int64_t seat = tool_i64_of(plan, strcmp(billing, "year") == 0 ?
	    "year_cents" : "month_cents");

	return seat * tool_i64_of(account, "seats") *
	    (100 - tool_i64_of(account, "discount_percent")) / 100;
}

/* New price less old for the days that are left, today included. */
static int64_t
due_today(const struct json *account, const struct json *from,
    const struct json *to, const char *billing)
{
	int64_t days = tool_i64_of(account, "days_of_period");
	int64_t left = tool_i64_of(account, "days_left");
	int64_t more = period_cents(account, to, billing) -
	    period_cents(account, from, billing);

	if (days <= 0 || left <= 0)
		return 0;
	return (more * left + days / 2) / days;
}

static const char *
why_not(struct arena *a, const struct json *account, const struct json *to)
{
	int64_t most = tool_i64_of(to, "max_seats");
	int64_t used = tool_i64_of(account, "seats_used");

	if (!tool_is(account, "status", "active") &&
	    !tool_is(account, "status", "trialing"))
		return _("The plan cannot be changed while a payment is "
		    "open or the workspace is closed. A person can help.");
	if (tool_is(to, "code", "enterprise"))
		return _("For Enterprise please write to "
		    "sales@stintloom.example; the offer usually comes "
		    "within 2 business days.");
	if (strcmp(tool_text_of(account, "plan"), tool_text_of(to, "code")) ==
	    0 && tool_is(account, "status", "active"))
		return arena_printf(a, _("The workspace has the plan %s "
		    "already."), tool_text_of(to, "name"));
	if (most > 0 && used > most)
		return arena_printf(a, _("The plan %s is for at most %lld "
		    "members, and the workspace has %lld. Please remove "
		    "members first."), tool_text_of(to, "name"),
		    (long long)most, (long long)used);
	return NULL;
}

static void
describe(struct arena *a, const struct json *account,
    const struct json *from, const struct json *to, struct change *out)
{
	const char *billing = tool_text_of(account, "billing");
	const char *workspace = tool_text_of(account, "workspace");
	const char *name = tool_text_of(to, "name");

	/* A trial or the Free plan: nothing was paid, nothing is credited. */
	if (*billing == '\0') {
		billing = out->row.billing == NULL ? "month" :
						     out->row.billing;
		out->row.billing = billing;
		out->row.is_upgrade = true;
		out->row.due_cents = period_cents(account, to, billing);
		out->text = arena_printf(a, _("%s changes to %s today, with "
		    "%lld seats and %s billing: %s before tax are due "
		    "now."), workspace, name,
		    (long long)tool_i64_of(account, "seats"),
		    strcmp(billing, "year") == 0 ? _("annual") :
						   _("monthly"),
		    tool_money(a, out->row.due_cents));
		return;
	}
	out->row.billing = billing;
	out->row.is_upgrade = tool_i64_of(to, "position") >
	    tool_i64_of(from, "position");
	if (out->row.is_upgrade) {
		out->row.due_cents = due_today(account, from, to, billing);
		out->text = arena_printf(a, _("%s changes from %s to %s "
		    "today. For the %lld of %lld days that are left, %s "
		    "before tax are due now; the next invoice is %s before "
		    "tax, on %s."), workspace, tool_text_of(from, "name"),
		    name, (long long)tool_i64_of(account, "days_left"),
		    (long long)tool_i64_of(account, "days_of_period"),
		    tool_money(a, out->row.due_cents),
		    tool_money(a, period_cents(account, to, billing)),
		    tool_text_of(account, "renews_on"));
		return;
	}
	out->text = arena_printf(a, _("%s keeps %s until %s and then changes "
	    "to %s. There is no refund for the rest of the period, and no "
	    "data is deleted."), workspace, tool_text_of(from, "name"),
	    tool_text_of(account, "renews_on"), name);
}

/* NOT_FOUND: not a workspace of the verified address. */
static enum rc
judge(struct tool_context *c, struct change *out, struct err *e)
{
	const struct change_input *in = c->decoded;
	struct json *plans;
	const struct json *account, *from, *to;
	enum rc rc = account_get(c, in->workspace, &account, e);

	*out = (struct change){0};
	if (rc == RC_NOT_FOUND) {
		out->refused = account_unknown(c, in->workspace);
		out->retry_slot = "workspace";
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = demo_software_plans(c->scope, &plans, e);
	if (rc != RC_OK)
		return rc;
	from = plan_of(plans, tool_text_of(account, "plan"));
	to = plan_of(plans, in->plan);
	out->refused = to == NULL ? _("There is no such plan.") :
	    why_not(c->scope->arena, account, to);
	if (out->refused != NULL)
		return RC_OK;
	out->row = (struct demo_software_change){
		.email = c->email,
		.workspace = tool_text_of(account, "workspace"),
		.plan_code = in->plan,
		.billing = in->billing,
	};
	describe(c->scope->arena, account, from, to, out);
	return RC_OK;
}

static enum rc
change_prepare(struct tool_context *c, struct tool_plan *out, struct err *e)
{
	struct change x;
	enum rc rc = judge(c, &x, e);

	if (rc != RC_OK)
		return rc;
	if (x.refused != NULL) {
		tool_refuse(out, x.refused);
		out->retry_slot = x.retry_slot;
		return RC_OK;
	}
	out->text = x.text;
	out->question = _("Shall I ask billing to change the plan?");
	return RC_OK;
}

static enum rc
change_change(struct tool_context *c, struct tool_result *out, struct err *e)
{
	struct arena *a = c->scope->arena;
	const char *when;
	struct change x;
	enum rc rc = judge(c, &x, e);

	if (rc == RC_OK && x.refused == NULL)
		rc = demo_software_plan_change(c->scope, &x.row, &when, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && x.refused != NULL)) {
		tool_say(c, out, false, x.refused != NULL ? x.refused :
		    _("The plan cannot be changed any more."), NULL);
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	tool_say(c, out, true, arena_printf(a, _("I have asked billing to "
	    "change the plan; it takes effect on %s. %s"), when, x.text),
	    NULL);
	return tool_letter(c, &(struct outbox_new){
	    .email = c->email,
	    .subject = arena_printf(a, _("Change of plan of %s"),
		x.row.workspace),
	    .body = arena_printf(a, _("Hello,\n\nin the chat you asked for a "
		"change of plan:\n\n%s\n\nIf that was not you, please answer "
		"at once.\n"), x.text),
	}, e);
}

static enum rc
change_run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	static const struct tool_act act = {"plan_change", change_change,
	    NULL};

	return tool_once(c, &act, out, e);
}

static const struct tool_slot change_slots[] = {
	ACCOUNT_SLOT,
	{
		.name = "plan",
		.type = SLOT_CHOICE,
		.required = true,
		.label = N_("New plan"),
		.ask = N_("Which plan would you like?"),
		.choices = plan_choices,
	},
	{
		.name = "billing",
		.type = SLOT_CHOICE,
		.quiet = true,
		.label = N_("Billing"),
		.choices = billing_choices,
	},
};
static const char *const change_intents[] = {"plan_change", NULL};
static const char *const change_patterns[] = {
	"upgrade|downgrade|switch|change|move "
	"plan|free|starter|team|business|enterprise -how|what|when|happens",
	NULL};

const struct tool tool_plan_change = {
	.name = "plan_change",
	.title = N_("changing your plan"),
	.description = "Asks billing to change the plan of a workspace of "
		       "the verified visitor; says what is due.",
	.scenarios = account_scenarios,
	.policy = TOOL_CHANGES | TOOL_ACCOUNT,
	.input = &change_schema,
	.slots = change_slots,
	.n_slots = NELEM(change_slots),
	.intents = change_intents,
	.patterns = change_patterns,
	.prepare = change_prepare,
	.run = change_run,
};
