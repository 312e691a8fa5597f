/* The answer to a request, made whole before its first byte is sent. */
#ifndef WEB_RES_H
#define WEB_RES_H

#include "base/buf.h"
#include "base/json.h"
#include "web/req.h"

#define RES_BODY_MAX ((size_t)4 << 20) /* a transcript of 200 messages fits */
#define RES_HEADERS_MAX ((size_t)16 << 10)

struct res {
	int status;
	const char *type; /* Content-Type */
	const char *cache; /* Cache-Control; NULL: no-store */
	const char *csp;   /* NULL: the page's or the API's default */
	struct buf headers; /* further header lines */
	struct buf body;
	struct json_out json; /* writes into body */
	bool sent_by_hand; /* 304 and the like: no body */
};

void res_init(struct res *r, struct arena *a);

/* The value must not come from input unless res_header_safe says yes. */
void res_header(struct res *r, const char *name, const char *value);
void res_headerf(struct res *r, const char *name, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* No CR, LF, NUL or other control characters (security D7). */
bool res_header_safe(const char *value);

/* 303 to a path of our own; base path and safety are seen to. */
void res_redirect(struct req *q, struct res *r, const char *path);

/* Sets ETag; true: the client has it, answer is 304 without body. */
bool res_not_modified(struct req *q, struct res *r, const char *etag);

struct cookie {
	const char *name;
	const char *value;
	int64_t max_age; /* seconds; 0: until the browser closes */
	bool readable;	 /* by scripts; else HttpOnly */
};
void res_cookie(struct req *q, struct res *r, const struct cookie *c);

/* A file to keep: name is ours, ASCII. */
void res_attachment(struct res *r, const char *filename);

/* Writes status, headers and body. */
void res_send(struct req *q, struct res *r);

#endif
