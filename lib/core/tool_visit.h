/*
 * What the tools of the home service company share: which service, where,
 * on which day, in which arrival window, and what it costs.
 */
#ifndef CORE_TOOL_VISIT_H
#define CORE_TOOL_VISIT_H

#include "core/tools.h"
#include "store/demo_service.h"

#define VISIT_SATURDAY_CENTS 3500 /* surcharge a visit */
#define VISIT_WINDOW_S 7200	  /* two hours to arrive in */
#define VISIT_LATE_MINUTES (24 * 60) /* moving and canceling cost from here */

extern const char *const visit_scenarios[];

/* Words for who comes and what is booked, in patterns. */
#define VISIT_PEOPLE "technician|plumber|electrician|cleaner|handyman"
#define VISIT_JOBS "appointment|visit|clean|cleaning|repair|" VISIT_PEOPLE

#define VISIT_SERVICE_SLOT                                                \
	{.name = "service", .type = SLOT_CHOICE, .required = true,     \
	    .label = N_("Service"), .ask = N_("What is to be done?"),  \
	    .resolve = visit_service}
#define VISIT_ZIP_SLOT                                                    \
	{.name = "zip", .type = SLOT_ZIP, .required = true,            \
	    .label = N_("ZIP code"),                                   \
	    .ask = N_("Which ZIP code is the visit for?"),             \
	    .expected = N_("A ZIP code has five digits, for example "  \
			   "53601."),                                  \
	    .resolve = visit_zip}
#define VISIT_DAY_SLOT(label_)                                            \
	{.name = "day", .type = SLOT_DATE, .required = true,           \
	    .label = label_, .ask = N_("Which day suits you?"),        \
	    .expected = N_("Please name a day, for example \"next "    \
			   "Tuesday\"."),                              \
	    .resolve = visit_day}
#define VISIT_TIME_SLOT(label_)                                           \
	{.name = "time", .type = SLOT_TIME, .required = true,          \
	    .label = label_,                                           \
	    .ask = N_("Which arrival window suits you?"),              \
	    .expected = N_("Please name a time, for example \"10 am\"."), \
	    .resolve = visit_time}

/* Where and what: from the slots "service" and "zip", or of the appointment
 * in "reference"; false: not known yet. */
struct visit_place {
	const char *code, *zip, *not_reference;
};
enum rc visit_place(struct tool_context *c, struct visit_place *out,
    bool *known, struct err *e) MUST_CHECK;

/* Resolvers of slots with these names. */
enum rc visit_service(struct tool_context *c, const struct tool_slot *slot,
    const char *said, bool asked, struct tool_choices *out, struct err *e);
enum rc visit_zip(struct tool_context *c, const struct tool_slot *slot,
    const char *said, bool asked, struct tool_choices *out, struct err *e);
enum rc visit_day(struct tool_context *c, const struct tool_slot *slot,
    const char *said, bool asked, struct tool_choices *out, struct err *e);
enum rc visit_time(struct tool_context *c, const struct tool_slot *slot,
    const char *said, bool asked, struct tool_choices *out, struct err *e);

/* Free windows of a day (NULL: soon). */
enum rc visit_slots(struct tool_context *c, const struct visit_place *p,
    const char *from, const char *to, struct demo_service_slots *out,
    struct err *e) MUST_CHECK;
/* "Tuesday, November 24, 10 am to 12 pm; …", at most `max`. */
const char *visit_list(struct arena *a, const struct demo_service_slots *s,
    size_t max);
/* The window of the day that begins at, or holds, "14:00"; NULL: none. */
const struct demo_service_slot *visit_find(const struct demo_service_slots *s,
    const char *time);

/* "$175", "from $265", "$78 an hour", "no charge". */
const char *visit_price(struct arena *a, const struct json *service);
/* Travel and Saturday, in cents. */
int64_t visit_surcharge(const struct json *service, const struct json *area,
    int64_t weekday);

/* An appointment as a calendar file. */
const char *visit_calendar(struct arena *a, const struct json *appointment,
    int64_t stamp_us);

/* The file for a conversation that booked or changed the visit; else
 * NOT_FOUND. */
enum rc visit_file(struct scope *s, int64_t conversation_id,
    const char *reference, const char **out, struct err *e) MUST_CHECK;

/* Tells the customer by mail: the file goes with it. */
enum rc visit_letter(struct tool_context *c, const struct json *appointment,
    const char *what, struct err *e) MUST_CHECK;

#endif
