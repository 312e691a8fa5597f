#include "base/base.h"

#include "core/tool_visit.h"

#include "base/clock.h"
#include "core/icalendar.h"
#include "core/tool_once.h"
#include "core/tool_say.h"
#include "io/i18n.h"

#define BODY_MAX ((size_t)4096)

const char *
visit_list(struct arena *a, const struct demo_service_slots *s, size_t max)
{
	const char *day = "";
	struct buf b;
	size_t n = 0;

	buf_init(&b, a, BODY_MAX);
	for (size_t i = 0; i < s->n && n < max; i++, n++) {
		const struct demo_service_slot *x = &s->items[i];

		if (strcmp(day, x->day) != 0)
			buf_printf(&b, "%s- %s: ", n == 0 ? "" : "\n",
			    tool_day_text(a, x->day));
		else
			buf_puts(&b, ", ");
		buf_puts(&b, tool_window(a, x->starts, x->ends));
		day = x->day;
	}
	return b.len > 0 ? b.data : "";
}

const char *
visit_price(struct arena *a, const struct json *service)
{
	const char *price = tool_money(a, tool_i64_of(service,
	    "price_cents"));

	if (tool_is(service, "price_kind", "free"))
		return _("no charge");
	if (tool_is(service, "price_kind", "from"))
		return arena_printf(a, _("from %s"), price);
	if (tool_is(service, "price_kind", "hourly"))
		return arena_printf(a, _("%s an hour"), price);
	return price;
}

int64_t
visit_surcharge(const struct json *service, const struct json *area,
    int64_t weekday)
{
	bool waived = tool_is(service, "price_kind", "free") &&
	    (tool_is(area, "zone", "B") || tool_is(area, "zone", "C"));

	return (waived ? 0 : tool_i64_of(area, "surcharge_cents")) +
	    (weekday == 6 ? VISIT_SATURDAY_CENTS : 0);
}

const char *
visit_calendar(struct arena *a, const struct json *v, int64_t stamp_us)
{
	bool cancelled = tool_is(v, "status", "cancelled");
	struct buf b;
	const struct icalendar_event ev = {
		.uid = arena_printf(a, "%s@biwoco",
		    tool_text_of(v, "reference")),
		.sequence = tool_i64_of(v, "moved") + (cancelled ? 1 : 0),
		.cancelled = cancelled,
		.start_s = tool_i64_of(v, "start_s"),
		.end_s = tool_i64_of(v, "start_s") + VISIT_WINDOW_S,
		.stamp_us = stamp_us,
		.summary = tool_text_of(v, "service"),
		.location = arena_printf(a, "%s, %s",
		    tool_text_of(v, "street"), tool_text_of(v, "zip")),
		.description = arena_printf(a, _("Arrival window of the "
		    "visit %s. Planned work: %lld minutes. Moving and "
		    "canceling are free until 24 hours before."),
		    tool_text_of(v, "reference"),
		    (long long)tool_i64_of(v, "duration_min")),
	};

	buf_init(&b, a, ICALENDAR_MAX);
	icalendar_write(&b, &ev);
	return b.data;
}

enum rc
visit_file(struct scope *s, int64_t conversation_id, const char *reference,
    const char **out, struct err *e)
{
	struct json *v;
	enum rc rc = demo_service_appointment(s, reference,
	    &(struct demo_service_who){"", conversation_id, "UTC"}, &v, e);

	if (rc == RC_OK)
		*out = visit_calendar(s->arena, v, clock_wall_us());
	return rc;
}

enum rc
visit_letter(struct tool_context *c, const struct json *v, const char *what,
    struct err *e)
{
	struct arena *a = c->scope->arena;
	const char *reference = tool_text_of(v, "reference");
	const char *company =
	    json_text(json_get(c->definition, "company"));

	return tool_letter(c, &(struct outbox_new){
	    .email = tool_text_of(v, "email"),
	    .subject = arena_printf(a, "%s: %s", what, reference),
	    .body = arena_printf(a, _("Hello,\n\n%s.\n\nReference: %s\n"
		"Service: %s\nWhen: %s, arrival from %s\nWhere: %s, "
		"%s\n\nPlease keep the reference: it is needed to move or "
		"cancel the visit.\n\n%s\n"), what, reference,
		tool_text_of(v, "service"), tool_text_of(v, "day_text"),
		tool_window(a, tool_text_of(v, "starts"),
		    tool_text_of(v, "ends")),
		tool_text_of(v, "street"), tool_text_of(v, "zip"), company),
	    .file_name = arena_printf(a, "%s.ics", reference),
	    .file_type = tool_is(v, "status", "cancelled") ?
		ICALENDAR_TYPE_CANCEL : ICALENDAR_TYPE,
	    .file_body = visit_calendar(a, v, c->now_us),
	}, e);
}
