/*
 * The program that waits: GET /api/v1/conversations/{id}/events parks here
 * until something happens, and so do the health routes' answers come from
 * here.  Read-only: it writes nothing into the database.
 *
 *   main.c     start-up, the loop's hooks
 *   serve.c    one request: match, identity, decode, handler, answer
 *   wait.c     the long poll: taking in, answering, letting go
 *   source.c   the database: which query next, what its rows mean
 *   ready.c    /healthz, /readyz
 *   once.c     plain CGI: nobody can wait, one query answers
 *   waiters.c  the parked readers
 *   bucket.c   who polls too often
 *   gateway.c  what lib/web reads requests through
 *
 * A hint (NOTIFY) only says where to look; a sweep looks everywhere every
 * SWEEP_US, so a lost hint costs that much time and nothing else.
 */
#ifndef CGI_EVENTS_EVENTS_H
#define CGI_EVENTS_EVENTS_H

#include "cgi/events/bucket.h"
#include "cgi/events/gateway.h"
#include "cgi/events/waiters.h"
#include "store/waiter.h"
#include "web/app.h"

#define WAIT_PER_VISITOR 5    /* a newer one releases the oldest */
#define EVENTS_A_ANSWER 50    /* the rest comes by the next poll */
#define CHECK_US ((int64_t)2 * 1000000) /* least patience with the database */

enum source_state { SOURCE_AWAY, SOURCE_CONNECTING, SOURCE_LISTENING,
	SOURCE_IDLE, SOURCE_ASKING };

/* The kinds of query, in turn, so that none starves the others. */
enum source_ask { ASK_EVENTS, ASK_CHECK, ASK_MOVED, ASK_HEALTH, ASKS_ };

struct source {
	struct db *db;
	enum source_state state;
	enum source_ask ask; /* the last one sent */
	int64_t asked_us;
	int64_t retry_us; /* no query or connecting before */
	int64_t backoff_us;
	int64_t connected_us; /* 0: not connected */
	bool complained;      /* about the present trouble */
	uint32_t sweep;	      /* number of the present sweep */
	int64_t next_sweep_us;
	struct waiter_health health; /* as of health_us */
	int64_t health_us;	     /* 0: never */
	int64_t next_health_us;
	/* One query's arguments: too large for the stack. */
	const char *texts[WAITER_BATCH_MAX], *hashes[WAITER_BATCH_MAX];
	int64_t ids[WAITER_BATCH_MAX], afters[WAITER_BATCH_MAX];
};

struct events {
	struct app app; /* what lib/web looks at; first */
	struct park *park;
	struct waiters waiters;
	struct buckets buckets;
	struct source source;
	struct arena *request_arena; /* one request */
	struct arena *answer_arena;  /* one answer to a parked one */
	struct arena *rows_arena;    /* one query's rows */
	int64_t schema_known;	     /* the newest migration on disk */
};

extern const struct app_program events_program;

/* The program's state behind a request. */
struct events *events_of(struct req *q);

/* serve.c: runs one request; PARKED: the answer comes later, else it
 * stands in f->out. */
enum rc serve_request(struct events *ev, struct fcgi *f, struct arena *a);

/* wait.c */
enum rc wait_handler(struct req *q, struct res *r, struct err *e);
void wait_send_events(struct events *ev, struct waiter *w,
    const struct event *items, size_t n);
void wait_send_empty(struct events *ev, struct waiter *w);
void wait_send_problem(struct events *ev, struct waiter *w, struct err *e);
void wait_checked(struct events *ev, struct waiter *w,
    const struct waiter_found *found);
void wait_expired(struct events *ev, struct waiter *w);
void wait_stop(struct events *ev);

/* source.c: carries on with the database; when it wants to be called again
 * at the latest. */
void source_init(struct events *ev);
int64_t source_round(struct events *ev);
bool source_is_up(const struct source *s);

/* ready.c */
enum rc ready_alive(struct req *q, struct res *r, struct err *e);
enum rc ready_handler(struct req *q, struct res *r, struct err *e);
int64_t ready_schema_known(const char *data_dir);

/* once.c: answers the one request of plain CGI. */
int once_main(struct events *ev);

/* The long poll where nobody waits: asks the database and waits for it. */
enum rc once_wait(struct req *q, struct res *r, struct err *e);
void once_health(struct events *ev, struct arena *a);

#endif
