#include "base/base.h"

#include "cgi/events/events.h"

#include "base/clock.h"
#include "base/text.h"
#include "web/wire.h"

#include <stdlib.h>

#define SECOND_US ((int64_t)1000000)

static void *
allocate(size_t n)
{
	void *p = calloc(1, n);

	if (p == NULL)
		log_die("out of memory for a reader");
	return p;
}

static char *
copy(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(allocate(n), s, n);
}

static struct waiter_claim *
claim_new(struct req *q)
{
	static const char digits[] = "0123456789abcdef";
	struct waiter_claim *c = allocate(sizeof(*c));

	text_copy(c->conversation_public_id,
	    sizeof(c->conversation_public_id),
	    req_param(q, "conversation_id"));
	for (size_t i = 0; i < ACCESS_HASH; i++) {
		c->token_hash[2 * i] = digits[q->identity.hash[i] >> 4];
		c->token_hash[2 * i + 1] = digits[q->identity.hash[i] & 15];
	}
	return c;
}

/* Only what the answer will need is kept; the request's arena goes. */
static struct waiter *
waiter_new(struct req *q, struct res *r, const struct wire_wait *in)
{
	struct waiter *w = allocate(sizeof(*w));
	const char *id = req_header(q, "X-Request-Id");
	int64_t wait = in->wait < WIRE_WAIT_MAX_S ? in->wait : WIRE_WAIT_MAX_S;

	w->request = q->fcgi->request;
	w->after = in->after;
	w->until_us = q->started_us + wait * SECOND_US;
	w->is_head = strcmp(q->method, "HEAD") == 0;
	w->claim = claim_new(q);
	if (id != NULL && strcmp(id, q->request_id) == 0)
		w->request_id = copy(id);
	if (r->headers.len > 0)
		w->headers = copy(r->headers.data);
	return w;
}

/*
 * Parked first, checked afterwards: what happens in between is either in the
 * check's answer or announced behind it.
 */
enum rc
wait_handler(struct req *q, struct res *r, struct err *e)
{
	struct events *ev = events_of(q);
	const struct wire_wait *in = q->query;
	int64_t now = clock_mono_us(), patience;
	enum rc rc;

	if (q->fcgi->is_cgi)
		return once_wait(q, r, e);
	if (park_is_stopping(ev->park)) {
		wire_events(&r->json, NULL, 0, in->after);
		return RC_OK;
	}
	if (!buckets_take(&ev->buckets, q->identity.hash, now)) {
		rc = err_set(e, RC_LIMITED, "Too many requests in a short "
		    "time. Ask with wait=25 and come back after the answer.");
		e->retry_after = 1;
		return rc;
	}
	if (ev->waiters.n >= (size_t)ev->app.conf.events_max) {
		wire_events_short(&r->json, in->after, WIRE_SHORT_NEXT_MS);
		return RC_OK;
	}
	struct waiter *w = waiter_new(q, r, in);
	patience = w->until_us > now + CHECK_US ? w->until_us :
	    now + CHECK_US;
	park_hold(ev->park, w->request, w, patience);
	waiters_add(&ev->waiters, w);
	return RC_PARKED;
}

/* An answer to a parked reader is being made. */
struct reply {
	struct fcgi fcgi;
	struct req req;
	struct res res;
};

static struct reply *
reply_begin(struct events *ev, struct waiter *w)
{
	struct arena *a = ev->answer_arena;
	struct reply *p;

	arena_reset(a);
	p = arena_alloc(a, sizeof(*p));
	gateway_init_answer(&p->fcgi, a);
	p->req = (struct req){
		.app = &ev->app,
		.fcgi = &p->fcgi,
		.arena = a,
		.method = w->is_head ? "HEAD" : "GET",
		.request_id = w->request_id,
	};
	if (w->request_id == NULL)
		req_set_id(&p->req);
	res_init(&p->res, a);
	p->res.type = "application/json";
	if (w->headers != NULL)
		buf_puts(&p->res.headers, w->headers);
	return p;
}

/* Sends it; the reader is gone afterwards. */
static void
reply_end(struct events *ev, struct waiter *w, struct reply *p)
{
	res_send(&p->req, &p->res);
	log_event(LOG_LEVEL_DEBUG, "request",
	    LOG_TEXT("request_id", p->req.request_id),
	    LOG_I64("status", p->res.status));
	park_answer(ev->park, w->request, p->fcgi.out.data, p->fcgi.out.len);
	waiters_remove(&ev->waiters, w);
}

void
wait_send_events(struct events *ev, struct waiter *w,
    const struct event *items, size_t n)
{
	struct reply *p = reply_begin(ev, w);

	wire_events(&p->res.json, items, n, w->after);
	/* Texts of the greatest length: half of them now. */
	while (p->res.body.overflow && n > 1) {
		n /= 2;
		p = reply_begin(ev, w);
		wire_events(&p->res.json, items, n, w->after);
	}
	assert(!p->res.body.overflow); /* one event is far smaller */
	reply_end(ev, w, p);
}

void
wait_send_empty(struct events *ev, struct waiter *w)
{
	wait_send_events(ev, w, NULL, 0);
}

void
wait_send_problem(struct events *ev, struct waiter *w, struct err *e)
{
	const struct problem_kind *k = problem_kind(e);
	struct reply *p = reply_begin(ev, w);

	p->req.path = arena_printf(ev->answer_arena,
	    "/api/v1/conversations/%s/events",
	    w->claim != NULL ? w->claim->conversation_public_id : "");
	problem_headers(&p->res, k, e);
	problem_json(&p->req, &p->res, k, e);
	log_event(k->level, "request",
	    LOG_TEXT("request_id", p->req.request_id),
	    LOG_I64("status", k->status), LOG_TEXT("error", rc_name(e->rc)),
	    LOG_TEXT("detail", e->detail));
	reply_end(ev, w, p);
}

/* A visitor with many windows: the one that waits longest makes room. */
static void
release_oldest(struct events *ev, int64_t visitor_id)
{
	struct waiter *oldest;

	if (ev->app.conf.rate_percent == 0)
		return;
	while (waiters_of_visitor(&ev->waiters, visitor_id, &oldest) >
	    WAIT_PER_VISITOR)
		wait_send_empty(ev, oldest);
}

void
wait_checked(struct events *ev, struct waiter *w,
    const struct waiter_found *found)
{
	int64_t now = clock_mono_us(), visitor_id = found->visitor_id;
	struct err e = {0};

	if (found->conversation_id == 0) {
		err_set(&e, RC_NOT_FOUND, "There is no such conversation.");
		wait_send_problem(ev, w, &e);
		return;
	}
	waiters_identify(&ev->waiters, w, found->conversation_id,
	    found->visitor_id);
	if (found->last_seq > w->after) {
		waiters_move(&ev->waiters, w, WAITERS_DIRTY);
		park_set_deadline(ev->park, w->request,
		    w->until_us > now + CHECK_US ? w->until_us :
		    now + CHECK_US);
	} else if (w->until_us <= now) {
		wait_send_empty(ev, w);
		return;
	} else {
		waiters_move(&ev->waiters, w, WAITERS_IDLE);
		park_set_deadline(ev->park, w->request, w->until_us);
	}
	release_oldest(ev, visitor_id);
}

/* Who was never checked may be anybody: that is no empty 200. */
void
wait_expired(struct events *ev, struct waiter *w)
{
	struct err e = {0};

	if (w->claim == NULL) {
		wait_send_empty(ev, w);
		return;
	}
	err_log(&e, RC_BUSY, "the database did not say in time who may read");
	wait_send_problem(ev, w, &e);
}

void
wait_stop(struct events *ev)
{
	for (size_t l = 0; l < WAITERS_LISTS_; l++)
		while (ev->waiters.first[l] != NULL)
			wait_send_empty(ev, ev->waiters.first[l]);
}
