/*
 * Rate limits: token buckets in the database, per visitor token and per
 * address prefix, the same on all nodes.  A process takes several tokens at
 * once for a caller that comes again and again, so that the database is not
 * asked each time; what it took and did not use is lost after a second.
 */
#ifndef WEB_LIMIT_H
#define WEB_LIMIT_H

#include "web/res.h"

struct limiter; /* process-lifetime */

struct limiter *limiter_new(int64_t percent);
void limiter_free(struct limiter *l);

/* OK or LIMITED with retry_after; adds the RateLimit headers. */
enum rc limit_check(struct limiter *l, struct req *q, struct res *r,
    struct err *e) MUST_CHECK;

/* One line for the API reference: "60 a minute for each visitor, …". */
const char *limit_describe(struct arena *a, enum limit_class c);

/* "default", "post": the policy's name in headers; NULL: no limit. */
const char *limit_name(enum limit_class c);

#endif
