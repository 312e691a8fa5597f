#include "base/base.h"

#include "web/res.h"

#include <stdio.h>

#include "base/text.h"
#include "web/app.h"

#define CSP_PAGE                                                       \
	"default-src 'none'; script-src 'self'; style-src 'self'; "    \
	"img-src 'self' data:; connect-src 'self'; "                   \
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
#define CSP_DATA "default-src 'none'; frame-ancestors 'none'"

static const struct {
	int status;
	const char *text;
} status_texts[] = {
	{200, "OK"}, {201, "Created"}, {202, "Accepted"},
	{204, "No Content"}, {303, "See Other"}, {304, "Not Modified"},
	{400, "Bad Request"}, {401, "Unauthorized"}, {403, "Forbidden"},
	{404, "Not Found"}, {405, "Method Not Allowed"},
	{406, "Not Acceptable"}, {409, "Conflict"},
	{413, "Content Too Large"}, {415, "Unsupported Media Type"},
	{422, "Unprocessable Content"}, {429, "Too Many Requests"},
	{500, "Internal Server Error"}, {502, "Bad Gateway"},
	{503, "Service Unavailable"}, {504, "Gateway Timeout"},
};

static const char *
status_text(int status)
{
	for (size_t i = 0; i < NELEM(status_texts); i++)
		if (status_texts[i].status == status)
			return status_texts[i].text;
	return "";
}

void
res_init(struct res *r, struct arena *a)
{
	*r = (struct res){.status = 200};
	buf_init(&r->headers, a, RES_HEADERS_MAX);
	buf_init(&r->body, a, RES_BODY_MAX);
	jw_init(&r->json, &r->body);
}

bool
res_header_safe(const char *value)
{
	for (const char *s = value; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return false;
	return true;
}

void
res_header(struct res *r, const char *name, const char *value)
{
	assert(res_header_safe(value));
	buf_printf(&r->headers, "%s: %s\r\n", name, value);
}

void
res_headerf(struct res *r, const char *name, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	res_header(r, name, arena_vprintf(r->headers.arena, fmt, ap));
	va_end(ap);
}

void
res_redirect(struct req *q, struct res *r, const char *path)
{
	/* "//host" would be another site's address. */
	assert(path[0] == '/' && path[1] != '/');
	r->status = 303;
	r->type = NULL;
	buf_clear(&r->body);
	res_headerf(r, "Location", "%s%s", q->app->base_path, path);
}

bool
res_not_modified(struct req *q, struct res *r, const char *etag)
{
	const char *have = req_header(q, "If-None-Match");

	res_header(r, "ETag", etag);
	/* Weak comparison (RFC 9110, 13.1.2): a proxy may weaken the tag. */
	if (have == NULL || strstr(have, etag) == NULL)
		return false;
	r->status = 304;
	r->sent_by_hand = true;
	return true;
}

void
res_cookie(struct req *q, struct res *r, const struct cookie *c)
{
	const char *age = c->max_age == 0 ? "" :
	    arena_printf(q->arena, "; Max-Age=%lld", (long long)c->max_age);

	res_headerf(r, "Set-Cookie", "%s=%s; Path=/%s%s%s; SameSite=Lax",
	    c->name, c->value, age, c->readable ? "" : "; HttpOnly",
	    q->app->conf.cookie_secure ? "; Secure" : "");
}

void
res_attachment(struct res *r, const char *filename)
{
	res_headerf(r, "Content-Disposition", "attachment; filename=\"%s\"",
	    filename);
}

static void
common_headers(struct req *q, struct res *r, struct buf *out)
{
	bool html = r->type != NULL && text_starts(r->type, "text/html");
	const char *csp = r->csp != NULL ? r->csp :
	    html ? CSP_PAGE : CSP_DATA;

	buf_printf(out, "Content-Security-Policy: %s\r\n", csp);
	buf_printf(out, "Cache-Control: %s\r\n",
	    r->cache != NULL ? r->cache : "no-store");
	buf_puts(out, "X-Content-Type-Options: nosniff\r\n"
	    "Referrer-Policy: no-referrer\r\n"
	    "Cross-Origin-Opener-Policy: same-origin\r\n"
	    "Permissions-Policy: camera=(), geolocation=(), "
	    "microphone=(self)\r\n");
	if (q->app->conf.hsts)
		buf_puts(out, "Strict-Transport-Security: "
		    "max-age=31536000\r\n");
	buf_printf(out, "X-Request-Id: %s\r\n", q->request_id);
}

void
res_send(struct req *q, struct res *r)
{
	struct buf head;
	bool no_body = r->sent_by_hand || r->status == 204 ||
	    strcmp(q->method, "HEAD") == 0;

	buf_init(&head, q->arena, RES_HEADERS_MAX * 2);
	buf_printf(&head, "Status: %d %s\r\n", r->status,
	    status_text(r->status));
	if (r->type != NULL && r->status != 304)
		buf_printf(&head, "Content-Type: %s\r\n", r->type);
	common_headers(q, r, &head);
	buf_add(&head, r->headers.data, r->headers.len);
	if (r->status != 304 && r->status != 204)
		buf_printf(&head, "Content-Length: %zu\r\n", r->body.len);
	buf_puts(&head, "\r\n");
	fcgi_write(q->fcgi, head.data, head.len);
	if (!no_body)
		fcgi_write(q->fcgi, r->body.data, r->body.len);
}
