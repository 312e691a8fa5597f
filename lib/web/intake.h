/* The first steps of every program with a table of routes. */
#ifndef WEB_INTAKE_H
#define WEB_INTAKE_H

#include "web/res.h"

/*
 * Sets q->match and q->route.  NOT_FOUND: no such address; INVALID with
 * *status 405 and the Allow header: not by this method.
 */
enum rc intake_match(struct req *q, struct res *r, int *status,
    struct err *e) MUST_CHECK;

/* Decodes the query string by route->query into q->query. */
enum rc intake_query(struct req *q, struct err *e) MUST_CHECK;

#endif
