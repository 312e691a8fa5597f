/*
 * How a failure is told: RFC 9457 problem documents for JSON callers, pages
 * for browsers.  One table maps codes to status, type and log level.
 */
#ifndef WEB_PROBLEM_H
#define WEB_PROBLEM_H

#include "base/log.h"
#include "web/res.h"

struct problem_kind {
	int status;
	const char *type;  /* slug; the URL is BASE/docs#problem-SLUG */
	const char *title; /* short, in English, for JSON */
	enum log_level level;
};

/* `e` decides between 400 and 422: wrong fields are 422. */
const struct problem_kind *problem_kind(const struct err *e);

/* Kinds that only the dispatcher knows, by status: 405, 415. */
const struct problem_kind *problem_by_status(int status);

/* All kinds, for the reference; ends at status 0. */
const struct problem_kind *problem_kinds(void);

/* Writes the problem document into `r`. */
void problem_json(struct req *q, struct res *r,
    const struct problem_kind *k, const struct err *e);

/* The headers that some kinds carry: Retry-After, WWW-Authenticate. */
void problem_headers(struct res *r, const struct problem_kind *k,
    const struct err *e);

/* What may be said about `e` to anybody. */
const char *problem_detail(const struct problem_kind *k,
    const struct err *e);

#endif
