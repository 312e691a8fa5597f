#include "base/base.h"

#include "web/problem.h"

#include "web/app.h"

#define RETRY_AFTER_S 2 /* when nobody knows better */

static const struct problem_kind kinds[] = {
	{400, "invalid", "The request cannot be read", LOG_LEVEL_INFO},
	{401, "unauthenticated", "A token is needed", LOG_LEVEL_INFO},
	{403, "denied", "Not allowed", LOG_LEVEL_INFO},
	{404, "not-found", "Not found", LOG_LEVEL_INFO},
	{405, "method", "Method not allowed", LOG_LEVEL_INFO},
	{409, "conflict", "The state does not allow it", LOG_LEVEL_INFO},
	{413, "too-large", "Too large", LOG_LEVEL_INFO},
	{415, "media-type", "Unsupported media type", LOG_LEVEL_INFO},
	{422, "fields", "Some fields are wrong", LOG_LEVEL_INFO},
	{429, "limited", "Too many requests", LOG_LEVEL_INFO},
	{500, "internal", "Our fault", LOG_LEVEL_ERROR},
	{502, "upstream", "A service we need failed", LOG_LEVEL_ERROR},
	{503, "busy", "Not available for the moment", LOG_LEVEL_WARN},
	{504, "timeout", "It took too long", LOG_LEVEL_WARN},
	{0, NULL, NULL, LOG_LEVEL_INFO},
};

static const int rc_status[RC_COUNT_] = {
	[RC_OK] = 500,
	[RC_INVALID] = 400,
	[RC_UNAUTHENTICATED] = 401,
	[RC_DENIED] = 403,
	[RC_NOT_FOUND] = 404,
	[RC_CONFLICT] = 409,
	[RC_TOO_LARGE] = 413,
	[RC_LIMITED] = 429,
	[RC_UPSTREAM] = 502,
	[RC_TIMEOUT] = 503,
	[RC_BUSY] = 503,
	[RC_INTERNAL] = 500,
	[RC_PARKED] = 500,
};

const struct problem_kind *
problem_kinds(void)
{
	return kinds;
}

const struct problem_kind *
problem_by_status(int status)
{
	for (const struct problem_kind *k = kinds; k->status != 0; k++)
		if (k->status == status)
			return k;
	return problem_by_status(500);
}

const struct problem_kind *
problem_kind(const struct err *e)
{
	if (e->rc == RC_INVALID && e->n_fields > 0)
		return problem_by_status(422);
	return problem_by_status(rc_status[e->rc]);
}

const char *
problem_detail(const struct problem_kind *k, const struct err *e)
{
	if (k->status == 500 || e->message[0] == '\0')
		return k->status < 500 ? k->title :
		    k->status == 500 ? "Something went wrong on our side. "
		    "It has been noted under the request id." :
		    "The service is not available for the moment. "
		    "Please try again in a few seconds.";
	return e->message;
}

/* A JSON pointer to a member (RFC 6901, 3). */
static const char *
pointer(struct arena *a, const char *name)
{
	struct buf b;

	buf_init(&b, a, 256);
	buf_puts(&b, "/");
	for (; *name != '\0'; name++) {
		if (*name == '~')
			buf_puts(&b, "~0");
		else if (*name == '/')
			buf_puts(&b, "~1");
		else
			buf_add(&b, name, 1);
	}
	return b.data;
}

static void
write_fields(struct json_out *w, const struct err *e)
{
	if (e->n_fields == 0)
		return;
	jw_key(w, "errors");
	jw_list(w);
	for (size_t i = 0; i < e->n_fields; i++) {
		jw_object(w);
		jw_kv_text(w, "pointer", pointer(w->buf->arena,
		    e->fields[i].name));
		jw_kv_text(w, "field", e->fields[i].name);
		jw_kv_text(w, "detail", e->fields[i].message);
		jw_object_end(w);
	}
	jw_list_end(w);
}

void
problem_json(struct req *q, struct res *r, const struct problem_kind *k,
    const struct err *e)
{
	struct json_out *w = &r->json;

	buf_clear(&r->body);
	jw_init(w, &r->body);
	r->status = k->status;
	r->type = "application/problem+json";
	jw_object(w);
	jw_kv_text(w, "type", arena_printf(q->arena, "%s/docs#problem-%s",
	    q->app->conf.base_url, k->type));
	jw_kv_text(w, "title", k->title);
	jw_kv_i64(w, "status", k->status);
	jw_kv_text(w, "detail", problem_detail(k, e));
	jw_kv_text(w, "instance", q->path);
	write_fields(w, e);
	jw_kv_text(w, "request_id", q->request_id);
	jw_object_end(w);
}

void
problem_headers(struct res *r, const struct problem_kind *k,
    const struct err *e)
{
	int retry = e->retry_after;

	if (retry == 0 && (k->status == 429 || k->status == 503))
		retry = RETRY_AFTER_S;
	if (retry > 0)
		res_headerf(r, "Retry-After", "%d", retry);
	if (k->status == 401)
		res_header(r, "WWW-Authenticate", "Bearer");
}
