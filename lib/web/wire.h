/*
 * Rows as the API's JSON: one writer for each thing, used by the api and the
 * events program alike, with the schema that describes it beside.
 */
#ifndef WEB_WIRE_H
#define WEB_WIRE_H

#include "base/schema.h"
#include "store/conversation.h"
#include "store/message.h"

/* The query string of the events route: what was seen, how long to wait. */
struct wire_wait {
	int64_t after, wait;
};
#define WIRE_WAIT_MAX_S 55     /* below lighttpd's and proxies' time-outs */
#define WIRE_WAIT_DEFAULT_S 25 /* above a phone's habit of sleeping */
#define WIRE_SHORT_NEXT_MS 3000 /* how soon to come back where nobody waits */
extern const struct schema wire_wait_schema;

extern const struct schema wire_conversation_schema;
extern const struct schema wire_message_schema;
extern const struct schema wire_event_schema;
extern const struct schema wire_events_schema;

/* The classic status: ACTIVE, ESCALATED or COMPLETED. */
const char *wire_status(const char *status);

/* The stored status for a classic or own name; NULL: unknown. */
const char *wire_status_parse(const char *name);

/* PostgreSQL's timestamptz text as RFC 3339 in UTC. */
const char *wire_time(struct arena *a, const char *timestamp);

void wire_conversation(struct json_out *w, const struct conversation *c);
/* Its members, inside an object that the caller opened. */
void wire_conversation_fields(struct json_out *w,
    const struct conversation *c);
void wire_message(struct json_out *w, const char *conversation_public_id,
    const struct message *m);

/* {"events": […], "next": N}: what the long poll answers.  `after` is what
 * the reader has seen: `next` when there is nothing new. */
void wire_events(struct json_out *w, const struct event *items, size_t n,
    int64_t after);

/* What there is at once, where nobody waits: events, or when to come back. */
void wire_events_at_once(struct json_out *w, const struct event_list *list,
    int64_t after);

/* The same without events, for readers who must come back by themselves:
 * "mode": "short", "next_ms": how long to wait. */
void wire_events_short(struct json_out *w, int64_t after, int64_t next_ms);

#endif
