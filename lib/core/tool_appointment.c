/* The home service company: moving and canceling a visit. */
#include "base/base.h"

#include "core/tool_rows.h"

#include "core/tool_field.h"
#include "core/tool_once.h"
#include "core/tool_say.h"
#include "core/tool_visit.h"
#include "io/i18n.h"

#define MOVES_MAX 3
#define MOVE_LATE_CENTS 2500
#define CANCEL_LATE_CENTS 4500
#define CANCEL_UNDER_WAY_CENTS 8900
#define SECOND_THOUGHTS_MINUTES 60 /* after booking at short notice */

struct visit_input {
	const char *reference, *day, *time;
};

static const struct schema_field move_fields[] = {
	TOOL_TEXT(visit_input, reference, 20, "Reference of the visit",
	    "\"HB-10042\""),
	TOOL_TEXT(visit_input, day, 10, "New day", "\"2026-11-24\""),
	TOOL_TEXT(visit_input, time, 11, "Start of the new arrival window",
	    "\"10:00\""),
};

static const struct schema move_schema = {
	.name = "MoveAppointmentInput",
	.about = "A visit and its new time",
	.fields = move_fields,
	.n_fields = NELEM(move_fields),
	.size = sizeof(struct visit_input),
};

static const struct schema cancel_schema = {
	.name = "CancelAppointmentInput",
	.about = "A visit to call off",
	.fields = move_fields,
	.n_fields = 1,
	.size = sizeof(struct visit_input),
};

static enum rc
get(struct tool_context *c, struct json **out, struct err *e)
{
	return demo_service_appointment(c->scope,
	    tool_value(c, "reference"),
	    &(struct demo_service_who){c->email == NULL ? "" : c->email,
		c->conversation_id, c->time_zone},
	    out, e);
}

static const char *
unknown(struct tool_context *c)
{
	return arena_printf(c->scope->arena, _("I find no visit %s that was "
	    "booked with your e-mail address."),
	    tool_plain(c->scope->arena, tool_value(c, "reference")));
}

/* Why nothing can be done with it; NULL: something can. */
static const char *
is_over(struct arena *a, const struct json *v)
{
	const char *reference = tool_text_of(v, "reference");

	if (tool_is(v, "status", "cancelled"))
		return arena_printf(a, _("Visit %s is canceled already."),
		    reference);
	if (tool_is(v, "status", "in_progress"))
		return arena_printf(a, _("Visit %s is going on right now."),
		    reference);
	if (tool_is(v, "status", "completed") ||
	    tool_is(v, "status", "no_show") ||
	    (tool_i64_of(v, "minutes_left") <= 0 &&
		!tool_is(v, "status", "en_route")))
		return arena_printf(a, _("Visit %s is over."), reference);
	if (tool_i64_of(v, "deposit_percent") > 0)
		return arena_printf(a, _("Visit %s is a job with a deposit, "
		    "which has terms of its own. A person can change it for "
		    "you."), reference);
	return NULL;
}

static int64_t
move_fee(const struct json *v)
{
	return tool_i64_of(v, "minutes_left") < VISIT_LATE_MINUTES ?
	    MOVE_LATE_CENTS : 0;
}

static int64_t
cancel_fee(const struct json *v)
{
	if (tool_is(v, "status", "en_route"))
		return CANCEL_UNDER_WAY_CENTS;
	if (tool_i64_of(v, "minutes_left") >= VISIT_LATE_MINUTES)
		return 0;
	if (tool_i64_of(v, "minutes_ahead") < VISIT_LATE_MINUTES &&
	    tool_i64_of(v, "minutes_since_booking") <
		SECOND_THOUGHTS_MINUTES)
		return 0;
	return CANCEL_LATE_CENTS;
}

static const char *
fee_text(struct arena *a, int64_t cents)
{
	return cents == 0 ? _("That is free of charge.") :
	    arena_printf(a, _("That costs %s, because less than 24 hours "
		"are left."), tool_money(a, cents));
}

static const char *
when_text(struct arena *a, const struct json *v)
{
	return arena_printf(a, _("%s, %s"), tool_text_of(v, "day_text"),
	    tool_window(a, tool_text_of(v, "starts"),
		tool_text_of(v, "ends")));
}

/* Why it cannot be moved; NULL: it can. */
static const char *
not_movable(struct arena *a, const struct json *v)
{
	const char *over = is_over(a, v);

	if (over != NULL)
		return over;
	if (tool_is(v, "status", "en_route"))
		return _("The technician is on the way already, so the "
		    "visit cannot be moved any more.");
	if (tool_i64_of(v, "moved") >= MOVES_MAX)
		return _("The visit has been moved three times already. It "
		    "has to be canceled and booked again.");
	return NULL;
}

/* The new window, if it is free. */
static enum rc
new_window(struct tool_context *c, const struct json *v,
    const struct demo_service_slot **out, struct err *e)
{
	const struct visit_place p = {tool_text_of(v, "code"),
	    tool_text_of(v, "zip"), tool_text_of(v, "reference")};
	struct demo_service_slots *s =
	    arena_alloc(c->scope->arena, sizeof(*s));
	const char *day = tool_value(c, "day");
	enum rc rc = visit_slots(c, &p, day, day, s, e);

	*out = rc == RC_OK ? visit_find(s, tool_value(c, "time")) : NULL;
	return rc;
}

static enum rc
move_prepare(struct tool_context *c, struct tool_plan *out, struct err *e)
{
	struct arena *a = c->scope->arena;
	const struct demo_service_slot *w;
	struct json *v;
	enum rc rc = get(c, &v, e);

	if (rc == RC_NOT_FOUND) {
		tool_refuse(out, unknown(c));
		out->retry_slot = "reference";
		return RC_OK;
	}
	if (rc == RC_OK && not_movable(a, v) != NULL) {
		tool_refuse(out, not_movable(a, v));
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = new_window(c, v, &w, e);
	if (rc != RC_OK)
		return rc;
	if (w == NULL) {
		tool_refuse(out, _("That arrival window is not free."));
		out->retry_slot = "day";
		return RC_OK;
	}
	out->text = arena_printf(a, _("I move %s (%s) from %s to %s, arrival "
	    "from %s. %s"), tool_text_of(v, "reference"),
	    tool_text_of(v, "service"), when_text(a, v),
	    tool_day_text(a, w->day), tool_window(a, w->starts, w->ends),
	    fee_text(a, move_fee(v)));
	return RC_OK;
}

static enum rc
move_change(struct tool_context *c, struct tool_result *out, struct err *e)
{
	struct arena *a = c->scope->arena;
	const struct demo_service_slot *w = NULL;
	struct json *v;
	enum rc rc = get(c, &v, e);

	if (rc == RC_OK && not_movable(a, v) == NULL)
		rc = new_window(c, v, &w, e);
	if (rc == RC_OK && w != NULL)
		rc = demo_service_move(c->scope,
		    &(struct demo_service_moving){
			.reference = tool_text_of(v, "reference"),
			.time_zone = c->time_zone,
			.day = w->day,
			.starts = w->starts,
			.saturday_cents = VISIT_SATURDAY_CENTS,
			.fee_cents = move_fee(v),
		    }, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && w == NULL)) {
		tool_say(c, out, false, _("That arrival window is not free "
		    "any more; the visit stays as it was."), NULL);
		out->retry_slot = "day";
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = get(c, &v, e);
	if (rc != RC_OK)
		return rc;
	tool_say(c, out, true, arena_printf(a, _("Visit **%s** is moved to "
	    "%s. [Update your calendar](/appointment/%s.ics)"),
	    tool_text_of(v, "reference"), when_text(a, v),
	    tool_text_of(v, "reference")), v);
	return visit_letter(c, v, _("Your visit is moved"), e);
}

static enum rc
cancel_prepare(struct tool_context *c, struct tool_plan *out, struct err *e)
{
	struct arena *a = c->scope->arena;
	struct json *v;
	enum rc rc = get(c, &v, e);

	if (rc == RC_NOT_FOUND) {
		tool_refuse(out, unknown(c));
		out->retry_slot = "reference";
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	if (is_over(a, v) != NULL) {
		tool_refuse(out, is_over(a, v));
		return RC_OK;
	}
	out->text = arena_printf(a, _("I cancel %s: %s, %s. %s"),
	    tool_text_of(v, "reference"), tool_text_of(v, "service"),
	    when_text(a, v), fee_text(a, cancel_fee(v)));
	return RC_OK;
}

static enum rc
cancel_change(struct tool_context *c, struct tool_result *out, struct err *e)
{
	struct arena *a = c->scope->arena;
	struct json *v;
	enum rc rc = get(c, &v, e);
	int64_t fee = rc == RC_OK ? cancel_fee(v) : 0;

	if (rc == RC_OK && is_over(a, v) == NULL)
		rc = demo_service_cancel(c->scope,
		    tool_text_of(v, "reference"), fee, e);
	else if (rc == RC_OK)
		rc = RC_NOT_FOUND;
	if (rc == RC_NOT_FOUND) {
		tool_say(c, out, false, _("The visit cannot be canceled any "
		    "more."), NULL);
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = get(c, &v, e);
	if (rc != RC_OK)
		return rc;
	tool_say(c, out, true, arena_printf(a, _("Visit **%s** is canceled. "
	    "%s [Remove it from your calendar](/appointment/%s.ics)"),
	    tool_text_of(v, "reference"), fee == 0 ?
		_("There is no fee.") : arena_printf(a, _("The fee is %s."),
		    tool_money(a, fee)),
	    tool_text_of(v, "reference")), v);
	return visit_letter(c, v, _("Your visit is canceled"), e);
}

static const char *
reference_of(struct tool_context *c,
    const struct tool_result *out UNUSED)
{
	return tool_value(c, "reference");
}

static enum rc
move_run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	static const struct tool_act act = {"move_appointment", move_change,
	    reference_of};

	return tool_once(c, &act, out, e);
}

static enum rc
cancel_run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	static const struct tool_act act = {"cancel_appointment",
	    cancel_change, reference_of};

	return tool_once(c, &act, out, e);
}

static const struct tool_slot move_slots[] = {
	{
		.name = "reference",
		.type = SLOT_REFERENCE,
		.required = true,
		.label = N_("Reference"),
		.ask = N_("What is the reference of the visit? It stands in "
			  "the confirmation e-mail."),
		.expected = N_("A reference looks like HB-10042."),
	},
	VISIT_DAY_SLOT(N_("New day")),
	VISIT_TIME_SLOT(N_("New arrival")),
};
static const char *const move_intents[] = {"move_appointment", NULL};
static const char *const move_patterns[] = {
	"reschedule|postpone|move|shift appointment|visit|booking|hb "
	"-can_i|could_i|may_i",
	"? want|like|need|please|can_you|could_you "
	"reschedule|postpone|move|shift my|the|appointment|visit|hb "
	"-can_i|how|cost|fee",
	"change appointment|visit|booking date|day|time -can_i", NULL};

const struct tool tool_move_appointment = {
	.name = "move_appointment",
	.title = N_("moving your visit"),
	.description = "Moves a visit of the verified visitor to another "
		       "free arrival window.",
	.scenarios = visit_scenarios,
	.policy = TOOL_CHANGES | TOOL_ACCOUNT,
	.input = &move_schema,
	.slots = move_slots,
	.n_slots = NELEM(move_slots),
	.intents = move_intents,
	.patterns = move_patterns,
	.prepare = move_prepare,
	.run = move_run,
};

static const char *const cancel_intents[] = {"cancel_appointment", NULL};
static const char *const cancel_patterns[] = {
	"cancel|call_off appointment|visit|booking|hb "
	"-fee|cost|policy|can_i|could_i|may_i",
	"? want|like|need|please|can_you|could_you cancel|call_off "
	"my|the|appointment|visit|hb -can_i|how|cost|fee",
	NULL};

const struct tool tool_cancel_appointment = {
	.name = "cancel_appointment",
	.title = N_("canceling your visit"),
	.description = "Cancels a visit of the verified visitor and says "
		       "the fee, if there is one.",
	.scenarios = visit_scenarios,
	.policy = TOOL_CHANGES | TOOL_ACCOUNT,
	.input = &cancel_schema,
	.slots = move_slots,
	.n_slots = 1,
	.intents = cancel_intents,
	.patterns = cancel_patterns,
	.prepare = cancel_prepare,
	.run = cancel_run,
};
