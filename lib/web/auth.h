/*
 * Who calls: the token that was presented, by Authorization header, by the
 * address of a chat page, or by cookie.  Whose it is, each query asks for
 * itself, together with the object (security C2).
 */
#ifndef WEB_AUTH_H
#define WEB_AUTH_H

#include "web/res.h"

/* UNAUTHENTICATED when the route needs a visitor and none is presented. */
enum rc auth_identify(struct req *q, struct err *e) MUST_CHECK;

/* Keeps a new visitor's token in the browser. */
void auth_set_cookie(struct req *q, struct res *r, const char *token);

/*
 * State-changing requests: a page of ours sent them, not another site's
 * (Sec-Fetch-Site, else Origin), and with a cookie as identity they carry
 * the token below.  DENIED otherwise.  `form` may be NULL.
 */
enum rc auth_check_origin(struct req *q, const struct schema_pairs *form,
    struct err *e) MUST_CHECK;

#define AUTH_CSRF_FIELD "csrf"
#define AUTH_CSRF_HEADER "X-CSRF-Token"

/* The token for forms, bound to the cookie's identity; "" without one. */
const char *auth_csrf_token(struct req *q);

#endif
