/*
 * The demo's home service company: what it does, where, when, and its
 * appointments.  Rows come as JSON objects with the keys of the queries
 * (sql/queries/demo_service.sql).
 */
#ifndef STORE_DEMO_SERVICE_H
#define STORE_DEMO_SERVICE_H

#include "base/json.h"
#include "io/scope.h"

/* NOT_FOUND: the area is not served. */
enum rc demo_service_area(struct scope *s, const char *zip,
    struct json **out, struct err *e) MUST_CHECK;
enum rc demo_service_get(struct scope *s, const char *code,
    struct json **out, struct err *e) MUST_CHECK;

struct demo_service_hit {
	const char *code, *name;
	double score; /* 3: each word is in the name */
};
#define DEMO_SERVICE_HITS_MAX 8
struct demo_service_hits {
	struct demo_service_hit items[DEMO_SERVICE_HITS_MAX];
	size_t n;
};
enum rc demo_service_find(struct scope *s, const char *const *words,
    size_t n, struct demo_service_hits *out, struct err *e) MUST_CHECK;

/* An arrival window, in the company's time. */
struct demo_service_slot {
	const char *day, *starts, *ends; /* "2026-11-24", "08:00", "10:00" */
	const char *day_text; /* "Tuesday, November 24, 2026" */
	int64_t weekday;      /* 1 Monday */
};
#define DEMO_SERVICE_SLOTS_MAX 40
struct demo_service_slots {
	struct demo_service_slot items[DEMO_SERVICE_SLOTS_MAX];
	size_t n;
};
struct demo_service_want {
	const char *code, *zip, *time_zone;
	const char *day_from, *day_to; /* or NULL: soon */
	const char *not_reference;     /* is being moved; or "" */
	size_t limit;
};
enum rc demo_service_slots(struct scope *s, const struct demo_service_want *w,
    struct demo_service_slots *out, struct err *e) MUST_CHECK;

struct demo_service_booking {
	const char *code, *zip, *time_zone, *day, *starts;
	const char *name, *email, *phone, *street;
	int64_t saturday_cents; /* surcharge */
};
/*
 * One try.  OK with a reference; NOT_FOUND: nobody is free then; CONFLICT:
 * who was free was taken a moment ago: try again.
 */
enum rc demo_service_book(struct scope *s,
    const struct demo_service_booking *b, const char **reference,
    struct err *e) MUST_CHECK;

struct demo_service_who {
	const char *email; /* verified, or "" */
	int64_t conversation_id;
	const char *time_zone;
};
/* Of the address, or booked in the conversation; else NOT_FOUND. */
enum rc demo_service_appointment(struct scope *s, const char *reference,
    const struct demo_service_who *who, struct json **out, struct err *e)
    MUST_CHECK;

struct demo_service_moving {
	const char *reference, *time_zone, *day, *starts;
	int64_t saturday_cents, fee_cents;
};
/* As demo_service_book; CONFLICT ends the transaction. */
enum rc demo_service_move(struct scope *s,
    const struct demo_service_moving *m, struct err *e) MUST_CHECK;

/* NOT_FOUND: it cannot be cancelled any more. */
enum rc demo_service_cancel(struct scope *s, const char *reference,
    int64_t fee_cents, struct err *e) MUST_CHECK;

#endif
