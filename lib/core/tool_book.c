/* The home service company: booking a visit. */
#include "base/base.h"

#include "core/tool_rows.h"

#include "core/tool_field.h"
#include "core/tool_once.h"
#include "core/tool_say.h"
#include "core/tool_visit.h"
#include "io/i18n.h"
#include "store/effect.h"

#define SHOWN_MAX 6 /* windows in a list */
#define BOOKINGS_A_DAY 5 /* by one visitor */

struct book_input {
	const char *service, *zip, *day, *time, *street, *name, *email,
	    *phone;
};

static const struct schema_field book_fields[] = {
	TOOL_TEXT(book_input, service, 60, "Code of the service",
	    "\"DR-01\""),
	TOOL_TEXT(book_input, zip, 10, "Five-digit ZIP code", "\"53601\""),
	TOOL_TEXT(book_input, day, 10, "Day of the visit",
	    "\"2026-11-24\""),
	TOOL_TEXT(book_input, time, 11, "Start of the arrival window",
	    "\"10:00\""),
	TOOL_TEXT(book_input, street, 120, "Street and number",
	    "\"104 Harbor Street\""),
	TOOL_TEXT(book_input, name, 120, "Who is at home",
	    "\"Dana Whitfield\""),
	{.name = "email", .type = FIELD_EMAIL, .required = true,
	    .offset = offsetof(struct book_input, email),
	    .about = "For the confirmation",
	    .example = "\"dana@example.com\""},
	TOOL_TEXT(book_input, phone, 30, "The technician calls it",
	    "\"+16085550110\""),
};

static const struct schema book_schema = {
	.name = "BookAppointmentInput",
	.about = "A visit to book",
	.fields = book_fields,
	.n_fields = NELEM(book_fields),
	.size = sizeof(struct book_input),
};

/* Why this service cannot be booked here; NULL: it can. */
static const char *
not_here(const struct json *s)
{
	if (!tool_bool_of(s, "online"))
		return _("Emergencies are booked by phone only: please call "
		    "(608) 555-0199.");
	if (tool_bool_of(s, "add_on"))
		return _("That can only be added to another cleaning of the "
		    "same visit. Which cleaning shall I book?");
	return NULL;
}

/* The window that was asked for; NULL: not free (any more). */
static enum rc
find_window(struct tool_context *c, const struct book_input *in,
    struct demo_service_slots *s, const struct demo_service_slot **out,
    struct err *e)
{
	const struct visit_place p = {in->service, in->zip, ""};
	enum rc rc = visit_slots(c, &p, in->day, in->day, s, e);

	*out = rc == RC_OK ? visit_find(s, in->time) : NULL;
	return rc;
}

/* The next free windows from the day on, and the slot to ask again. */
static enum rc
gone(struct tool_context *c, const struct book_input *in, const char **text,
    struct err *e)
{
	const struct visit_place p = {in->service, in->zip, ""};
	struct arena *a = c->scope->arena;
	struct demo_service_slots s;
	enum rc rc = visit_slots(c, &p, in->day, NULL, &s, e);

	if (rc != RC_OK)
		return rc;
	*text = s.n == 0 ? _("That arrival window is not free, and no other "
	    "one within the next 60 days.") :
	    arena_printf(a, _("That arrival window is not free. The next "
		"free ones:\n\n%s"), visit_list(a, &s, SHOWN_MAX));
	return RC_OK;
}

static const char *
plan_text(struct arena *a, const struct json *s, const struct json *area,
    const struct demo_service_slot *w, const struct book_input *in)
{
	int64_t extra = visit_surcharge(s, area, w->weekday);
	bool requested = tool_bool_of(s, "needs_check") ||
	    tool_is(area, "zone", "D") ||
	    tool_i64_of(s, "duration_min") > 240;

	return arena_printf(a, _("**%s** on %s, arrival from %s, at %s, "
	    "%s (%s). Price: %s%s. %sCanceling and moving are free until 24 "
	    "hours before."),
	    tool_text_of(s, "name"), tool_day_text(a, w->day),
	    tool_window(a, w->starts, w->ends), tool_plain(a, in->street),
	    in->zip, tool_text_of(area, "district"), visit_price(a, s),
	    extra == 0 ? _(", no surcharge") : arena_printf(a,
		w->weekday == 6 ? _(" plus %s surcharge for travel and "
		    "Saturday") : _(" plus %s travel surcharge"),
		tool_money(a, extra)),
	    requested ? _("A coordinator checks this visit and answers "
		"within 4 office hours. ") : "");
}

/* Nobody fills the calendar, or others' mailboxes, by the dozen. */
static enum rc
count_bookings(struct tool_context *c, int64_t *n, struct err *e)
{
	*n = 0;
	return effect_recent(c->scope, c->conversation_id,
	    "book_appointment", n, e);
}

static const char *
too_many(void)
{
	return _("Several visits were booked here today. For more of them "
	    "please call (608) 555-0142.");
}

static enum rc
book_prepare(struct tool_context *c, struct tool_plan *out, struct err *e)
{
	const struct book_input *in = c->decoded;
	struct arena *a = c->scope->arena;
	const struct demo_service_slot *w = NULL;
	struct demo_service_slots slots;
	struct json *s, *area = NULL;
	int64_t n;
	enum rc rc = count_bookings(c, &n, e);

	if (rc == RC_OK && n >= BOOKINGS_A_DAY) {
		tool_refuse(out, too_many());
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = demo_service_get(c->scope, in->service, &s, e);
	if (rc == RC_OK && not_here(s) != NULL) {
		tool_refuse(out, not_here(s));
		if (tool_bool_of(s, "add_on"))
			out->retry_slot = "service";
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = demo_service_area(c->scope, in->zip, &area, e);
	if (rc == RC_NOT_FOUND) {
		tool_refuse(out, _("We do not serve that ZIP code."));
		out->retry_slot = "zip";
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = find_window(c, in, &slots, &w, e);
	if (rc != RC_OK)
		return rc;
	if (w == NULL) {
		tool_refuse(out, "");
		out->retry_slot = slots.n > 0 ? "time" : "day";
		return gone(c, in, &out->text, e);
	}
	out->text = plan_text(a, s, area, w, in);
	out->question = _("Shall I book this visit?");
	return RC_OK;
}

static const char *
booked_text(struct tool_context *c, const struct json *v)
{
	struct arena *a = c->scope->arena;
	const char *reference = tool_text_of(v, "reference");
	bool confirmed = tool_is(v, "status", "confirmed");

	return arena_printf(a, _("%s Reference **%s**: %s on %s, arrival "
	    "from %s%s.%s [Add it to your calendar]"
	    "(/appointment/%s.ics)"),
	    confirmed ? _("Your visit is booked.") :
			_("Your visit is requested."),
	    reference, tool_text_of(v, "service"),
	    tool_text_of(v, "day_text"),
	    tool_window(a, tool_text_of(v, "starts"),
		tool_text_of(v, "ends")),
	    confirmed ? arena_printf(a, _(", with %s"),
		tool_text_of(v, "technician")) :
		_("; a coordinator answers within 4 office hours"),
	    c->scope->can_mail ? arena_printf(a, _(" A confirmation goes to "
		"%s."), tool_plain(a, tool_text_of(v, "email"))) : "",
	    reference);
}

static enum rc
book_change(struct tool_context *c, struct tool_result *out, struct err *e)
{
	const struct book_input *in = c->decoded;
	const struct demo_service_booking b = {
		.code = in->service,
		.zip = in->zip,
		.time_zone = c->time_zone,
		.day = in->day,
		.starts = arena_strndup(c->scope->arena, in->time, 5),
		.name = in->name,
		.email = in->email,
		.phone = in->phone,
		.street = in->street,
		.saturday_cents = VISIT_SATURDAY_CENTS,
	};
	const char *reference;
	struct json *v;
	int64_t n;
	enum rc rc = count_bookings(c, &n, e);

	/* The one that is being made is noted already. */
	if (rc == RC_OK && n > BOOKINGS_A_DAY) {
		tool_say(c, out, false, too_many(), NULL);
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = demo_service_book(c->scope, &b, &reference, e);

	if (rc == RC_NOT_FOUND) {
		tool_say(c, out, false, "", NULL);
		out->retry_slot = "day";
		return gone(c, in, &out->text, e);
	}
	if (rc == RC_OK)
		rc = demo_service_appointment(c->scope, reference,
		    &(struct demo_service_who){in->email, c->conversation_id,
			c->time_zone},
		    &v, e);
	if (rc != RC_OK)
		return rc;
	tool_say(c, out, true, booked_text(c, v), v);
	return visit_letter(c, v, tool_is(v, "status", "confirmed") ?
	    _("Your visit is booked") : _("Your visit is requested"), e);
}

/* The reference, from the result's own JSON. */
static const char *
book_object(struct tool_context *c, const struct tool_result *out)
{
	struct json *j;

	if (json_read(c->scope->arena, out->output, strlen(out->output), &j,
		NULL) != RC_OK)
		return "";
	return tool_text_of(json_get(j, "data"), "reference");
}

static enum rc
book_run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	static const struct tool_act act = {"book_appointment", book_change,
	    book_object};
	const struct book_input *in = c->decoded;
	const struct demo_service_slot *w = NULL;
	struct demo_service_slots slots;
	struct book_input exact = *in;
	enum rc rc = find_window(c, in, &slots, &w, e);

	if (rc != RC_OK)
		return rc;
	/* "14:30" lies in the window that begins at 14:00. */
	if (w != NULL)
		exact.time = w->starts;
	c->decoded = &exact;
	rc = tool_once(c, &act, out, e);
	c->decoded = in;
	return rc;
}

static const struct tool_slot book_slots[] = {
	VISIT_SERVICE_SLOT,
	VISIT_ZIP_SLOT,
	VISIT_DAY_SLOT(N_("Day")),
	VISIT_TIME_SLOT(N_("Arrival")),
	{
		.name = "street",
		.type = SLOT_TEXT,
		.required = true,
		.label = N_("Address"),
		.ask = N_("What is the address, street and number?"),
		.expected = N_("An address has a number, for example "
			       "12 Elm Street."),
		.numbered = true, /* a name alone is no address */
	},
	{
		.name = "name",
		.type = SLOT_NAME,
		.required = true,
		.label = N_("Name"),
		.ask = N_("What name is the visit for?"),
	},
	{
		.name = "email",
		.type = SLOT_EMAIL,
		.required = true,
		.label = N_("E-mail"),
		.ask = N_("Which e-mail address shall the confirmation go "
			  "to?"),
		.expected = N_("That is not a complete e-mail address, for "
			       "example name@example.com."),
	},
	{
		.name = "phone",
		.type = SLOT_PHONE,
		.required = true,
		.label = N_("Phone"),
		.ask = N_("Which phone number may the technician call?"),
		.expected = N_("A phone number has ten digits, for example "
			       "(608) 555-0110."),
	},
};
static const char *const book_intents[] = {"book_appointment", NULL};
static const char *const book_patterns[] = {
	"book|schedule|arrange|make " VISIT_JOBS
	" -cancel|move|reschedule|change",
	"^book|schedule -cancel|move|change|booking",
	"? like|want|need|wanna|can_you|please book|schedule "
	"-cancel|move|reschedule|change|how|booking",
	"? can|could|like|want|need book|schedule " VISIT_JOBS
	"|someone -cancel|move|reschedule|change|how",
	"send|need " VISIT_PEOPLE, NULL};

const struct tool tool_book_appointment = {
	.name = "book_appointment",
	.title = N_("your booking"),
	.description = "Books a visit: service code, ZIP code, day, arrival "
		       "window, address and contact. Emergencies cannot be "
		       "booked.",
	.scenarios = visit_scenarios,
	.policy = TOOL_CHANGES,
	.input = &book_schema,
	.slots = book_slots,
	.n_slots = NELEM(book_slots),
	.intents = book_intents,
	.patterns = book_patterns,
	.prepare = book_prepare,
	.run = book_run,
};
