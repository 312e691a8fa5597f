#include "base/base.h"

#include "cgi/events/events.h"

#include "base/clock.h"
#include "web/auth.h"
#include "web/cors.h"
#include "web/intake.h"
#include "web/wire.h"

static const struct route rows[] = {
	{.method = "GET",
	    .path = "/api/v1/conversations/{conversation_id}/events",
	    .handler = wait_handler, .auth = AUTH_VISITOR,
	    .limit = LIMIT_NONE, .query = &wire_wait_schema,
	    .reply = &wire_events_schema, .status = 200, .id = "waitEvents"},
	{.method = "GET", .path = "/healthz", .handler = ready_alive,
	    .auth = AUTH_PUBLIC, .status = 200, .id = "alive"},
	{.method = "GET", .path = "/readyz", .handler = ready_handler,
	    .auth = AUTH_PUBLIC, .status = 200, .id = "ready"},
};

const struct app_program events_program = {
	.name = "events",
	.routes = {rows, NELEM(rows)},
};

struct events *
events_of(struct req *q)
{
	return (struct events *)q->app;
}

static enum rc
read_body(struct req *q, struct err *e)
{
	return fcgi_body(q->fcgi, q->arena, ROUTE_BODY_NONE, &q->body_text,
	    &q->body_len, e);
}

static enum rc
run(struct req *q, struct res *r, int *status, struct err *e)
{
	enum rc rc = intake_match(q, r, status, e);

	if (rc == RC_OK)
		rc = read_body(q, e);
	if (rc == RC_OK)
		rc = auth_identify(q, e);
	if (rc == RC_OK)
		rc = intake_query(q, e);
	if (rc != RC_OK)
		return rc;
	r->status = q->route->status;
	r->type = "application/json";
	return q->route->handler(q, r, e);
}

static void
refuse(struct req *q, struct res *r, int status, const struct err *e)
{
	const struct problem_kind *k = status != 0 ?
	    problem_by_status(status) : problem_kind(e);

	problem_headers(r, k, e);
	problem_json(q, r, k, e);
	log_event(k->level, "request", LOG_TEXT("request_id", q->request_id),
	    LOG_TEXT("method", q->method),
	    LOG_TEXT("route", q->route != NULL ? q->route->path : "-"),
	    LOG_I64("status", k->status),
	    LOG_TEXT("error", rc_name(e->rc)),
	    LOG_TEXT("detail", e->detail), LOG_TEXT("where", e->where));
}

enum rc
serve_request(struct events *ev, struct fcgi *f, struct arena *a)
{
	struct req *q = arena_alloc(a, sizeof(*q));
	struct res *r = arena_alloc(a, sizeof(*r));
	struct err *e = arena_alloc(a, sizeof(*e));
	int status = 0;
	enum rc rc;

	*q = (struct req){
		.app = &ev->app,
		.fcgi = f,
		.arena = a,
		.scope = {.arena = a, .site_id = ev->app.conf.site_id},
		.started_us = clock_mono_us(),
		.method = "GET",
		.path = "/",
	};
	res_init(r, a);
	req_set_id(q);
	rc = fcgi_check_env(f, e);
	if (rc == RC_OK)
		rc = req_init(q, ev->app.base_path, e);
	if (rc == RC_OK && !cors_answer(q, r))
		rc = run(q, r, &status, e);
	if (rc == RC_PARKED)
		return rc;
	if (rc != RC_OK)
		refuse(q, r, status, e);
	res_send(q, r);
	return rc;
}
