/* The home service company: is a ZIP code served, and what a job costs. */
#include "base/base.h"

#include "core/tool_rows.h"

#include "core/tool_field.h"
#include "core/tool_say.h"
#include "core/tool_visit.h"
#include "io/i18n.h"

#define QUANTITY_MAX 20

struct area_input {
	const char *zip;
};

static const struct schema_field area_fields[] = {
	TOOL_TEXT(area_input, zip, 10, "Five-digit ZIP code", "\"53601\""),
};

static const struct schema area_schema = {
	.name = "AreaCheckInput",
	.about = "Where the visit would be",
	.fields = area_fields,
	.n_fields = NELEM(area_fields),
	.size = sizeof(struct area_input),
};

static enum rc
area_run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	struct arena *a = c->scope->arena;
	const char *zip = tool_value(c, "zip");
	struct json *area;
	enum rc rc = demo_service_area(c->scope, zip, &area, e);
	int64_t cents;
	bool far;

	if (rc == RC_NOT_FOUND) {
		tool_say(c, out, false, arena_printf(a, _("No, we do not "
		    "serve the ZIP code %s. Addresses outside of our 66 ZIP "
		    "codes cannot be visited."), tool_plain(a, zip)), NULL);
		out->retry_slot = "zip";
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	far = !tool_bool_of(area, "after_hours");
	cents = tool_i64_of(area, "surcharge_cents");
	tool_say(c, out, true, arena_printf(a, _("Yes, we serve %s (%s, Zone "
	    "%s). %s Planned visits: %s."),
	    zip, tool_text_of(area, "district"), tool_text_of(area, "zone"),
	    cents == 0 ? _("There is no travel surcharge.") :
	    arena_printf(a, _("The travel surcharge is %s a visit."),
		tool_money(a, cents)),
	    far ? _("Tuesday and Thursday; no emergencies after hours") :
		  _("Monday to Saturday")), area);
	return RC_OK;
}

static const struct tool_slot area_slots[] = {
	{
		.name = "zip",
		.type = SLOT_ZIP,
		.required = true,
		.label = N_("ZIP code"),
		.ask = N_("Which ZIP code is it?"),
		.expected = N_("A ZIP code has five digits, for example "
			       "53601."),
	},
};
static const char *const area_intents[] = {"area_check", NULL};
static const char *const area_patterns[] = {
	"? zip serve|cover|area|come|visit",
	"? ^do serve|cover|service my|our|zip|area",
	"? my area|zip serve|cover", NULL};

const struct tool tool_area_check = {
	.name = "area_check",
	.title = N_("the service area"),
	.description = "Whether a ZIP code is served, with district, zone, "
		       "travel surcharge and days of planned visits.",
	.scenarios = visit_scenarios,
	.policy = TOOL_READS,
	.input = &area_schema,
	.slots = area_slots,
	.n_slots = NELEM(area_slots),
	.intents = area_intents,
	.patterns = area_patterns,
	.run = area_run,
};

struct quote_input {
	const char *service;
	const char *zip;
	int64_t quantity;
};

static const struct schema_field quote_fields[] = {
	TOOL_TEXT(quote_input, service, 60, "Code of the service",
	    "\"DR-01\""),
	TOOL_TEXT_OR_NOT(quote_input, zip, 10, "Five-digit ZIP code",
	    "\"53601\""),
	TOOL_NUMBER_OR_NOT(quote_input, quantity, QUANTITY_MAX,
	    "How many pieces, or hours", "2"),
};

static const struct schema quote_schema = {
	.name = "QuoteInput",
	.about = "What is to be done, where and how much of it",
	.fields = quote_fields,
	.n_fields = NELEM(quote_fields),
	.size = sizeof(struct quote_input),
};

/* ", further ones in the same visit $115 each"; the sum for several. */
static void
put_quantity(struct buf *b, const struct json *s, int64_t n)
{
	struct arena *a = b->arena;
	int64_t price = tool_i64_of(s, "price_cents");
	int64_t further = tool_i64_of(s, "further_cents");

	if (n > 1 && further > 0)
		buf_printf(b, _(" For %lld in the same visit: %s (the first "
		    "%s, each further one %s)."), (long long)n,
		    tool_money(a, price + (n - 1) * further),
		    tool_money(a, price), tool_money(a, further));
	else if (n > 1 && tool_is(s, "price_kind", "hourly"))
		buf_printf(b, _(" For %lld hours: %s."), (long long)n,
		    tool_money(a, n * price));
	else if (further > 0)
		buf_printf(b, _(" Each further one in the same visit costs "
		    "%s."), tool_money(a, further));
}

static void
put_conditions(struct buf *b, const struct json *s, const struct json *area)
{
	struct arena *a = b->arena;
	int64_t travel = area == NULL ? 0 : visit_surcharge(s, area, 0);

	if (area == NULL)
		buf_puts(b, _(" In the city there is no travel surcharge; "
		    "elsewhere tell me the ZIP code."));
	else if (travel > 0)
		buf_printf(b, _(" The travel surcharge to %s is %s a visit."),
		    tool_text_of(area, "zip"), tool_money(a, travel));
	else
		buf_printf(b, _(" There is no travel surcharge to %s."),
		    tool_text_of(area, "zip"));
	if (!tool_is(s, "price_kind", "free") && tool_bool_of(s, "online"))
		buf_printf(b, _(" Saturdays cost %s more a visit."),
		    tool_money(a, VISIT_SATURDAY_CENTS));
	if (tool_is(s, "price_kind", "from"))
		buf_puts(b, _(" The final price is confirmed in writing on "
		    "site."));
	if (tool_i64_of(s, "deposit_percent") > 0)
		buf_printf(b, _(" A deposit of %lld%% is due when you accept "
		    "the quote."),
		    (long long)tool_i64_of(s, "deposit_percent"));
	if (tool_bool_of(s, "add_on"))
		buf_puts(b, _(" It can only be added to another cleaning of "
		    "the same visit."));
	if (!tool_bool_of(s, "online"))
		buf_puts(b, _(" It is booked by phone only."));
}

static enum rc
quote_run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	struct arena *a = c->scope->arena;
	const struct quote_input *in = c->decoded;
	struct json *s, *area = NULL;
	enum rc rc = demo_service_get(c->scope, in->service, &s, e);
	struct buf b;

	if (rc == RC_NOT_FOUND) {
		tool_say(c, out, false, _("I do not find that among our "
		    "services."), NULL);
		out->retry_slot = "service";
		return RC_OK;
	}
	if (rc == RC_OK && in->zip != NULL)
		rc = demo_service_area(c->scope, in->zip, &area, e);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	buf_init(&b, a, 4096);
	buf_printf(&b, "**%s**: %s. %s", tool_text_of(s, "name"),
	    visit_price(a, s), tool_text_of(s, "description"));
	put_quantity(&b, s, in->quantity);
	put_conditions(&b, s, area);
	tool_say(c, out, true, b.data, s);
	return RC_OK;
}

static const struct tool_slot quote_slots[] = {
	{
		.name = "service",
		.type = SLOT_CHOICE,
		.required = true,
		.label = N_("Service"),
		.ask = N_("Which job is it about?"),
		.resolve = visit_service,
	},
	{
		.name = "zip",
		.type = SLOT_ZIP,
		.quiet = true,
		.label = N_("ZIP code"),
		.resolve = visit_zip,
	},
	{
		.name = "quantity",
		.type = SLOT_QUANTITY,
		.quiet = true,
		.label = N_("Number"),
	},
};
static const char *const quote_intents[] = {"quote", NULL};
static const char *const quote_patterns[] = {"quote|ballpark for|to", NULL};

const struct tool tool_quote = {
	.name = "quote",
	.title = N_("the price"),
	.description = "Price of a job with travel and Saturday surcharge "
		       "and deposit, by the code of the service.",
	.scenarios = visit_scenarios,
	.policy = TOOL_READS,
	.input = &quote_schema,
	.slots = quote_slots,
	.n_slots = NELEM(quote_slots),
	.intents = quote_intents,
	.patterns = quote_patterns,
	.run = quote_run,
};
