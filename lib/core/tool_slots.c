/* The home service company: free arrival windows. */
#include "base/base.h"

#include "core/tool_rows.h"

#include "core/tool_field.h"
#include "core/tool_say.h"
#include "core/tool_visit.h"
#include "io/i18n.h"

#define SHOWN_MAX 6 /* windows in a list */

struct slots_input {
	const char *service, *zip, *day, *time;
};

static const struct schema_field slots_fields[] = {
	TOOL_TEXT(slots_input, service, 60, "Code of the service",
	    "\"DR-01\""),
	TOOL_TEXT(slots_input, zip, 10, "Five-digit ZIP code", "\"53601\""),
	TOOL_TEXT_OR_NOT(slots_input, day, 21, "From this day on, or first "
	    "and last day", "\"2026-11-24/2026-11-30\""),
	TOOL_TEXT_OR_NOT(slots_input, time, 11, "Time of the day",
	    "\"12:00-17:00\""),
};

static const struct schema slots_schema = {
	.name = "FreeSlotsInput",
	.about = "What is to be done, where and when",
	.fields = slots_fields,
	.n_fields = NELEM(slots_fields),
	.size = sizeof(struct slots_input),
};

static const char *
slots_json(struct arena *a, const struct demo_service_slots *s)
{
	struct json_out w;
	struct buf b;

	buf_init(&b, a, 8192);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_bool(&w, "found", s->n > 0);
	jw_key(&w, "windows");
	jw_list(&w);
	for (size_t i = 0; i < s->n; i++) {
		jw_object(&w);
		jw_kv_text(&w, "day", s->items[i].day);
		jw_kv_text(&w, "from", s->items[i].starts);
		jw_kv_text(&w, "to", s->items[i].ends);
		jw_object_end(&w);
	}
	jw_list_end(&w);
	jw_object_end(&w);
	return b.data;
}

/* Only windows that begin in "12:00-17:00", or hold "15:00". */
static void
keep_time(struct demo_service_slots *s, const char *time)
{
	const char *dash = strchr(time, '-');
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct demo_service_slot *x = &s->items[i];
		bool in = dash != NULL ?
		    strncmp(x->starts, time, 5) >= 0 &&
			strcmp(x->starts, dash + 1) < 0 :
		    strcmp(x->starts, time) <= 0 &&
			strcmp(x->ends, time) > 0;

		if (in)
			s->items[n++] = *x;
	}
	s->n = n;
}

static enum rc
slots_find(struct tool_context *c, const struct slots_input *in,
    struct demo_service_slots *out, struct err *e)
{
	const struct visit_place p = {in->service, in->zip, ""};
	const char *slash = in->day == NULL ? NULL : strchr(in->day, '/');
	const char *from = slash == NULL ? in->day :
	    arena_strndup(c->scope->arena, in->day,
		(size_t)(slash - in->day));
	enum rc rc = visit_slots(c, &p, from,
	    slash == NULL ? NULL : slash + 1, out, e);

	if (rc == RC_OK && in->time != NULL)
		keep_time(out, in->time);
	return rc;
}

static enum rc
slots_run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	const struct slots_input *in = c->decoded;
	struct arena *a = c->scope->arena;
	struct demo_service_slots s;
	struct json *row;
	enum rc rc = demo_service_get(c->scope, in->service, &row, e);

	if (rc == RC_OK)
		rc = slots_find(c, in, &s, e);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	if (rc == RC_NOT_FOUND || s.n == 0) {
		tool_say(c, out, false, _("There is no free arrival window "
		    "then. Another day or time?"), NULL);
		return RC_OK;
	}
	out->found = true;
	out->output = slots_json(a, &s);
	out->text = arena_printf(a, _("Free arrival windows for **%s** in "
	    "%s:\n\n%s\n\nWould you like to book one of them?"),
	    tool_text_of(row, "name"), in->zip,
	    visit_list(a, &s, SHOWN_MAX));
	return RC_OK;
}

static const struct tool_slot slots_slots[] = {
	VISIT_SERVICE_SLOT,
	VISIT_ZIP_SLOT,
	{
		.name = "day",
		.type = SLOT_DATE,
		.quiet = true,
		.label = N_("Day"),
	},
	{
		.name = "time",
		.type = SLOT_TIME,
		.quiet = true,
		.label = N_("Time"),
	},
};
static const char *const slots_intents[] = {"free_slots", NULL};
static const char *const slots_patterns[] = {
	"? free|available|open slot|window|appointment -can_i",
	"? ^when|how_soon can|could you|someone|somebody|" VISIT_PEOPLE
	" come -exact",
	"? next|earliest|first available|appointment|slot|opening", NULL};

const struct tool tool_free_slots = {
	.name = "free_slots",
	.title = N_("free arrival windows"),
	.description = "Free arrival windows of the next 60 days for a "
		       "service (by its code) in a ZIP code.",
	.scenarios = visit_scenarios,
	.policy = TOOL_READS,
	.input = &slots_schema,
	.slots = slots_slots,
	.n_slots = NELEM(slots_slots),
	.intents = slots_intents,
	.patterns = slots_patterns,
	.run = slots_run,
};
