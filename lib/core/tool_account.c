/* The software company: invoices, and a new API key. */
#include "base/base.h"

#include "core/tool_account.h"

#include "base/text.h"
#include "core/tool_field.h"
#include "core/tool_once.h"
#include "core/tool_rows.h"
#include "core/tool_say.h"
#include "io/i18n.h"

#define SHOWN_MAX 5
#define RESET_PAUSE_MINUTES 240 /* support carries one out within 4 hours */

const char *const account_scenarios[] = {"saas", NULL};

static const char *
email_of(const struct tool_context *c)
{
	return c->email == NULL ? "" : c->email;
}

enum rc
account_resolve(struct tool_context *c, const struct tool_slot *slot UNUSED,
    const char *said, bool asked UNUSED, struct tool_choices *out,
    struct err *e)
{
	struct arena *a = c->scope->arena;
	struct json *list;
	enum rc rc = demo_software_accounts(c->scope, email_of(c), &list, e);

	*out = (struct tool_choices){0};
	if (rc != RC_OK || *email_of(c) == '\0')
		return rc;
	for (size_t i = 0; i < json_count(list) &&
	     out->n < TOOL_CHOICES_MAX; i++) {
		const struct json *x = json_item(list, i);
		const char *name = tool_text_of(x, "workspace");

		if (said == NULL || json_count(list) == 1 ||
		    strstr(text_fold(a, said), name) != NULL ||
		    strstr(text_fold(a, said), text_fold(a,
			tool_text_of(x, "company"))) != NULL)
			out->items[out->n++] = (struct tool_choice){name,
			    text_cut(a, tool_text_of(x, "company"), 60)};
	}
	out->sure = out->n == 1;
	if (json_count(list) == 0)
		out->note = _("There is no workspace whose owner or billing "
		    "contact has your e-mail address.");
	return RC_OK;
}

enum rc
account_get(struct tool_context *c, const char *workspace,
    const struct json **out, struct err *e)
{
	struct json *list;
	enum rc rc = demo_software_accounts(c->scope, email_of(c), &list, e);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < json_count(list); i++) {
		*out = json_item(list, i);
		if (tool_is(*out, "workspace", workspace))
			return RC_OK;
	}
	return err_set(e, RC_NOT_FOUND, "There is no such workspace.");
}

const char *
account_unknown(struct tool_context *c, const char *workspace)
{
	struct arena *a = c->scope->arena;

	return arena_printf(a, _("I find no workspace %s of the e-mail "
	    "address %s."), tool_plain(a, workspace),
	    tool_plain(a, email_of(c)));
}

struct invoice_input {
	const char *number;
};

static const struct schema_field invoice_fields[] = {
	TOOL_TEXT_OR_NOT(invoice_input, number, 20, "Number of the invoice; "
	    "without it the newest ones", "\"INV-2026-0042\""),
};

static const struct schema invoice_schema = {
	.name = "InvoiceLookupInput",
	.about = "Which invoice",
	.fields = invoice_fields,
	.n_fields = NELEM(invoice_fields),
	.size = sizeof(struct invoice_input),
};

static const char *
state_text(struct arena *a, const struct json *i)
{
	const char *due = tool_text_of(i, "due_on");

	if (tool_is(i, "status", "paid"))
		return arena_printf(a, _("paid on %s"),
		    tool_text_of(i, "paid_on"));
	if (tool_is(i, "status", "refunded"))
		return arena_printf(a, _("refunded on %s"),
		    tool_text_of(i, "refunded_on"));
	if (tool_is(i, "status", "open"))
		return arena_printf(a, _("open, due on %s"), due);
	if (tool_is(i, "status", "overdue"))
		return arena_printf(a, _("overdue since %s"), due);
	if (tool_is(i, "status", "void"))
		return _("void, nothing is owed");
	return _("not paid, the subscription has ended");
}

static void
put_invoice(struct buf *b, const struct json *i)
{
	struct arena *a = b->arena;
	int64_t tax = tool_i64_of(i, "tax_cents");
	const char *note = tool_text_of(i, "note");

	buf_printf(b, _("\n- **%s** of %s (%s): %s, %s. %s"),
	    tool_text_of(i, "number"), tool_text_of(i, "issued_on"),
	    tool_plain(a, tool_text_of(i, "workspace")),
	    tool_amount(a, tool_i64_of(i, "total_cents")), state_text(a, i),
	    tool_plain(a, tool_text_of(i, "description")));
	if (tax > 0)
		buf_printf(b, _("; %s tax included"), tool_amount(a, tax));
	buf_putc(b, '.');
	if (*note != '\0')
		buf_printf(b, " %s", tool_plain(a, note));
}

static enum rc
invoice_run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	const struct invoice_input *in = c->decoded;
	struct arena *a = c->scope->arena;
	struct json *list;
	struct buf b;
	enum rc rc = demo_software_invoices(c->scope, email_of(c),
	    in->number, SHOWN_MAX, &list, e);

	if (rc != RC_OK)
		return rc;
	if (json_count(list) == 0) {
		tool_say(c, out, false, in->number != NULL ?
		    arena_printf(a, _("I find no invoice %s for your "
			"workspaces."), tool_plain(a, in->number)) :
		    _("There are no invoices for your workspaces."), NULL);
		if (in->number != NULL)
			out->retry_slot = "number";
		return RC_OK;
	}
	buf_init(&b, a, 16 << 10);
	buf_puts(&b, in->number != NULL ? _("Here is the invoice:\n") :
	    _("Your newest invoices:\n"));
	for (size_t i = 0; i < json_count(list); i++)
		put_invoice(&b, json_item(list, i));
	buf_puts(&b, _("\n\nThe PDF is under **Settings > Billing**."));
	tool_say(c, out, true, b.data, list);
	return RC_OK;
}

static const struct tool_slot invoice_slots[] = {
	{
		.name = "number",
		.type = SLOT_INVOICE,
		.quiet = true,
		.label = N_("Invoice"),
	},
};
static const char *const invoice_intents[] = {"invoice_lookup", NULL};
static const char *const invoice_patterns[] = {
	"? my|our|last|latest|this invoice|invoices -client|clients|customer|"
	"how|create|send",
	"inv", "? status|amount|due|paid|find|show invoice|invoices "
	"-client|clients|how",
	NULL};

static const char *const invoice_again[] = {
	"? it|that|this|they|those|them paid|due|open|owed|overdue|settled|"
	"amount|total|tax|refunded -why|how_do",
	"? when|how_much it|that|this due|paid|total -why|how_do", NULL};

const struct tool tool_invoice_lookup = {
	.name = "invoice_lookup",
	.title = N_("your invoice"),
	.description = "Invoices for the verified visitor's workspaces: "
		       "amount, tax, state, dates.",
	.scenarios = account_scenarios,
	.policy = TOOL_ACCOUNT,
	.input = &invoice_schema,
	.slots = invoice_slots,
	.n_slots = NELEM(invoice_slots),
	.intents = invoice_intents,
	.patterns = invoice_patterns,
	.again = invoice_again,
	.run = invoice_run,
};

struct reset_input {
	const char *workspace;
};

static const struct schema_field reset_fields[] = {
	TOOL_TEXT(reset_input, workspace, 80, "Name in the address",
	    "\"northpier-design\""),
};

static const struct schema reset_schema = {
	.name = "ApiKeyResetInput",
	.about = "Which workspace",
	.fields = reset_fields,
	.n_fields = NELEM(reset_fields),
	.size = sizeof(struct reset_input),
};

/* Why no key can be reset; NULL: one can. */
static const char *
no_reset(struct arena *a, const struct json *x)
{
	const struct json *ago = json_get(x, "reset_minutes_ago");

	if (!tool_bool_of(x, "is_owner"))
		return _("Only the owner or an admin of the workspace can "
		    "ask for a key reset, and your address is the billing "
		    "contact's.");
	if (tool_is(x, "status", "closed") || tool_is(x, "status",
	    "suspended"))
		return _("The workspace is closed or suspended, so its API "
		    "keys do not work. A person can help you with that.");
	if (tool_i64_of(x, "api_key_count") == 0)
		return _("The workspace has no active API key. You can "
		    "create one under **Settings > API keys > New key**.");
	if (ago != NULL && json_i64(ago) < RESET_PAUSE_MINUTES)
		return arena_printf(a, _("A reset was asked for %lld minutes "
		    "ago already. Support carries it out within 4 support "
		    "hours."), (long long)json_i64(ago));
	return NULL;
}

static enum rc
reset_prepare(struct tool_context *c, struct tool_plan *out, struct err *e)
{
	const struct reset_input *in = c->decoded;
	struct arena *a = c->scope->arena;
	const struct json *x;
	enum rc rc = account_get(c, in->workspace, &x, e);

	if (rc == RC_NOT_FOUND) {
		tool_refuse(out, account_unknown(c, in->workspace));
		out->retry_slot = "workspace";
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	if (no_reset(a, x) != NULL) {
		tool_refuse(out, no_reset(a, x));
		return RC_OK;
	}
	out->text = arena_printf(a, _("The API key of %s that ends in %s will "
	    "be revoked: **the old key stops at once**, without the 24 hours "
	    "of a rotation. Support does that within 4 support hours; the "
	    "new key then waits under **Settings > API keys**."),
	    tool_plain(a, tool_text_of(x, "workspace")),
	    tool_text_of(x, "api_key_hint"));
	out->question = _("Shall I ask for the reset?");
	return RC_OK;
}

static enum rc
reset_change(struct tool_context *c, struct tool_result *out, struct err *e)
{
	const struct reset_input *in = c->decoded;
	struct arena *a = c->scope->arena;
	enum rc rc = demo_software_key_reset(c->scope, email_of(c),
	    in->workspace, e);

	if (rc == RC_NOT_FOUND) {
		tool_say(c, out, false, _("No key reset can be asked for "
		    "now."), NULL);
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	tool_say(c, out, true, arena_printf(a, _("I have asked support to "
	    "reset the API key of %s. They do that within 4 support hours; "
	    "the new key then waits under **Settings > API keys** and is "
	    "never sent by e-mail or chat."), tool_plain(a, in->workspace)),
	    NULL);
	return tool_letter(c, &(struct outbox_new){
	    .email = c->email,
	    .subject = arena_printf(a, _("API key reset for %s"),
		in->workspace),
	    .body = arena_printf(a, _("Hello,\n\nin the chat a reset of the "
		"API key of %s was asked for. Support carries it out within "
		"4 support hours; the old key then stops at once.\n\nIf that "
		"was not you, please write to security@stintloom.example at "
		"once.\n"), in->workspace),
	}, e);
}

static enum rc
reset_run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	static const struct tool_act act = {"api_key_reset", reset_change,
	    NULL};

	return tool_once(c, &act, out, e);
}

static const struct tool_slot reset_slots[] = {ACCOUNT_SLOT};
static const char *const reset_intents[] = {"api_key_reset", NULL};
static const char *const reset_patterns[] = {
	"reset|revoke|replace|renew my|our|the|api key|keys -how|rotate",
	"? can|could|please reset|revoke api|my|our key -how|i", NULL};

const struct tool tool_api_key_reset = {
	.name = "api_key_reset",
	.title = N_("the key reset"),
	.description = "Asks support to reset the API key of a workspace "
		       "whose owner the verified visitor is.",
	.scenarios = account_scenarios,
	.policy = TOOL_CHANGES | TOOL_ACCOUNT,
	.input = &reset_schema,
	.slots = reset_slots,
	.n_slots = NELEM(reset_slots),
	.intents = reset_intents,
	.patterns = reset_patterns,
	.prepare = reset_prepare,
	.run = reset_run,
};
