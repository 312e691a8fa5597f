#include "base/base.h"

#include "web/dispatch.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "store/audit.h"
#include "web/auth.h"
#include "web/cors.h"
#include "web/form.h"
#include "web/intake.h"
#include "web/lang.h"
#include "web/peer.h"

#define OWED_PAUSE_US 1000000 /* owed answers are looked for once a second */

static const char *const ignored_fields[] = {AUTH_CSRF_FIELD, NULL};

/* Failures that have no code of their own. */
struct refusal {
	int status; /* 0: by the error */
};

static enum rc
read_body(struct req *q, struct err *e)
{
	size_t max = q->route->max_body != 0 ? q->route->max_body :
	    ROUTE_BODY_NONE;

	return fcgi_body(q->fcgi, q->arena, max, &q->body_text, &q->body_len,
	    e);
}

static bool
has_type(struct req *q, const char *wanted)
{
	const char *type = fcgi_env(q->fcgi, "CONTENT_TYPE");
	size_t n = strlen(wanted);

	/* Case-insensitive (RFC 9110, 8.3.1). */
	if (type == NULL || strlen(type) < n ||
	    !text_equal_ci(arena_strndup(q->arena, type, n), wanted))
		return false;
	return strchr(" \t;", type[n]) != NULL; /* the NUL too */
}

static enum rc
read_form(struct req *q, struct refusal *f, struct err *e)
{
	if (q->route->kind != ROUTE_PAGE || q->body_len == 0)
		return RC_OK;
	if (!has_type(q, "application/x-www-form-urlencoded")) {
		f->status = 415;
		return err_set(e, RC_INVALID, "A form is expected: "
		    "application/x-www-form-urlencoded.");
	}
	return form_read(q->arena, q->body_text, q->body_len, &q->form, e);
}

static enum rc
decode_body(struct req *q, struct refusal *f, struct err *e)
{
	const struct schema *s = q->route->body;
	struct schema_pairs pairs = q->form;
	struct json *j;
	void *out;
	enum rc rc;

	if (s == NULL)
		return RC_OK;
	out = arena_alloc(q->arena, s->size);
	q->body = out;
	if (q->route->kind == ROUTE_PAGE) {
		pairs.ignored = ignored_fields;
		return schema_from_pairs(s, q->arena, &pairs, out, e);
	}
	if (!has_type(q, "application/json")) {
		f->status = 415;
		return err_set(e, RC_INVALID, "The body must be JSON: send "
		    "\"Content-Type: application/json\".");
	}
	rc = json_read(q->arena, q->body_text, q->body_len, &j, e);
	if (rc != RC_OK)
		return rc;
	return schema_from_json(s, q->arena, j, out, e);
}

static enum rc
serve(struct req *q, struct res *r, struct refusal *f, struct err *e)
{
	enum rc rc = intake_match(q, r, &f->status, e);

	if (rc == RC_OK)
		rc = read_body(q, e);
	if (rc == RC_OK)
		rc = auth_identify(q, e);
	if (rc == RC_OK)
		rc = read_form(q, f, e);
	if (rc == RC_OK)
		rc = auth_check_origin(q, &q->form, e);
	if (rc == RC_OK)
		rc = limit_check(q->app->limiter, q, r, e);
	if (rc == RC_OK)
		rc = intake_query(q, e);
	if (rc != RC_OK)
		return rc;
	r->status = q->route->status;
	r->type = q->route->kind == ROUTE_PAGE ? "text/html; charset=utf-8" :
	    "application/json";
	rc = decode_body(q, f, e);
	if (rc == RC_INVALID && q->route->invalid != NULL &&
	    e->n_fields > 0) {
		r->status = 422;
		rc = q->route->invalid(q, r, e);
	} else if (rc == RC_OK)
		rc = q->route->handler(q, r, e);
	if (rc == RC_OK && (r->body.overflow || r->headers.overflow))
		rc = err_log(e, RC_INTERNAL, "the answer of %s is too large",
		    q->route->path);
	return rc;
}

static void
answer_failure(struct req *q, struct res *r, int status, struct err *e)
{
	const struct app_program *p = q->app->program;
	const struct problem_kind *k = status != 0 ?
	    problem_by_status(status) : problem_kind(e);

	buf_clear(&r->body);
	r->cache = NULL;
	r->csp = NULL;
	r->sent_by_hand = false;
	problem_headers(r, k, e);
	if (p->error_page != NULL &&
	    (q->route == NULL || q->route->kind == ROUTE_PAGE)) {
		r->status = k->status;
		r->type = "text/html; charset=utf-8";
		p->error_page(q, r, k, e);
	} else
		problem_json(q, r, k, e);
}

static void
audit(struct req *q, enum rc rc)
{
	const char *object = q->match.n_params > 0 ? q->match.values[0] : "";
	struct err e = {0};

	if (q->route == NULL || q->route->audit == NULL || rc != RC_OK)
		return;
	rc = audit_insert(&q->scope,
	    &(struct audit){
		.actor = "visitor",
		.action = q->route->audit,
		.object = text_is_uuid(object) ? object : "",
		.request_id = q->request_id,
	    },
	    &e);
	if (rc != RC_OK)
		log_event(LOG_LEVEL_ERROR, "audit failed",
		    LOG_TEXT("request_id", q->request_id),
		    LOG_TEXT("detail", e.detail));
}

static void
log_request(struct req *q, const struct res *r, enum rc rc,
    const struct err *e)
{
	enum log_level level = LOG_LEVEL_INFO;

	if (rc != RC_OK)
		level = problem_by_status(r->status)->level;
	log_event(level, "request", LOG_TEXT("request_id", q->request_id),
	    LOG_TEXT("method", q->method),
	    LOG_TEXT("route", q->route != NULL ? q->route->path : "-"),
	    LOG_I64("status", r->status),
	    LOG_I64("us", clock_mono_us() - q->started_us),
	    LOG_TEXT("error", rc == RC_OK ? NULL : rc_name(rc)),
	    LOG_TEXT("detail", e->detail[0] != '\0' ? e->detail : NULL),
	    LOG_TEXT("where", rc == RC_OK ? NULL : e->where));
}

static void
log_owed(enum rc rc, const struct err *e)
{
	if (rc != RC_OK && rc != RC_NOT_FOUND && rc != RC_BUSY)
		log_event(LOG_LEVEL_WARN, "owed answer failed",
		    LOG_TEXT("error", rc_name(rc)),
		    LOG_TEXT("detail", e->detail));
}

void
dispatch_owed(struct app *app, struct arena *arena)
{
	struct scope scope = {.db = app->db, .arena = arena,
		.index = app->index,
		.intents = app->intents,
		.site_id = app->conf.site_id,
		.can_mail = *app->conf.mail_url != '\0'};
	struct chat chat = {.scope = &scope,
		.definitions = app->definitions,
		.started_us = clock_mono_us()};
	struct err e = {0};

	if (chat.started_us - app->last_owed_us < OWED_PAUSE_US)
		return;
	app->last_owed_us = chat.started_us;
	log_owed(chat_answer_due(&chat, &e), &e);
}

/*
 * Work that is owed, done when the client has its reply: the answer to this
 * request's own message, else one whose process was lost.
 */
static void
after_reply(struct req *q)
{
	struct chat chat = app_chat(q);
	struct answer_job job = {q->scope.site_id, q->owed_job,
		q->owed_attempt};
	struct message answer;
	struct err e = {0};

	if (q->owed_job != 0)
		log_owed(chat_answer(&chat, &job, &answer, &e), &e);
	else
		dispatch_owed(q->app, q->arena);
}

void
dispatch(struct app *app, struct fcgi *fcgi, struct arena *arena)
{
	struct req *q = arena_alloc(arena, sizeof(*q));
	struct res *r = arena_alloc(arena, sizeof(*r));
	struct err *e = arena_alloc(arena, sizeof(*e));
	struct refusal refusal = {0};
	enum rc rc;

	*q = (struct req){
		.app = app,
		.fcgi = fcgi,
		.arena = arena,
		.scope = {.db = app->db, .arena = arena,
		    .index = app->index,
		    .intents = app->intents,
		    .site_id = app->conf.site_id,
		    .can_mail = *app->conf.mail_url != '\0'},
		.started_us = clock_mono_us(),
		.method = "GET",
		.path = "/",
	};
	res_init(r, arena);
	req_set_id(q);
	/* A copy: the environment ends with the reply, work goes on. */
	q->address = arena_strdup(arena,
	    peer_address(arena, app->conf.trusted_proxies,
		fcgi_env(fcgi, "REMOTE_ADDR"),
		req_header(q, "X-Forwarded-For")));
	rc = fcgi_check_env(fcgi, e);
	if (rc == RC_OK)
		rc = req_init(q, app->base_path, e);
	lang_choose(q);
	if (rc == RC_OK && cors_answer(q, r))
		rc = RC_OK;
	else if (rc == RC_OK)
		rc = serve(q, r, &refusal, e);
	if (rc != RC_OK)
		answer_failure(q, r, refusal.status, e);
	res_send(q, r);
	audit(q, rc);
	fcgi_finish(fcgi);
	log_request(q, r, rc, e);
	after_reply(q);
}
