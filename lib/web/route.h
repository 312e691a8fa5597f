/*
 * Routes: one static row holds the whole policy of an address.  The order
 * nobody can skip is in web/app.c: match, body size, identity, CSRF, rate
 * limit, decode, handler, audit, render, log.
 */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "base/rc.h"
#include "base/schema.h"

struct req;
struct res;

enum route_kind {
	ROUTE_JSON, /* body and reply are JSON; errors are problems */
	ROUTE_PAGE, /* forms and HTML; errors are pages */
};

/* Who may call.  A row without one refuses to start. */
enum route_auth {
	AUTH_UNSET,
	AUTH_PUBLIC,  /* anybody; a token is looked at when there is one */
	AUTH_VISITOR, /* a visitor's token; the object rule is in the SQL */
};

enum limit_class { LIMIT_NONE, LIMIT_READ, LIMIT_POST, LIMIT_START,
	LIMIT_SEARCH, LIMIT_CLASSES_ };

typedef enum rc (*route_handler)(struct req *, struct res *, struct err *);

#define ROUTE_PARAMS_MAX 4
#define ROUTE_BODY_NONE ((size_t)4096)	      /* bytes to read and refuse */
#define ROUTE_BODY_MESSAGE ((size_t)64 << 10) /* 4,000 characters, escaped */

struct route {
	const char *method;
	const char *path; /* "/api/v1/conversations/{conversation_id}" */
	route_handler handler;
	/* PAGE: shows the form again when its fields are wrong (422); without
	 * it an error page does. */
	route_handler invalid;
	enum route_kind kind;
	enum route_auth auth;
	enum limit_class limit;
	size_t max_body;	    /* 0: ROUTE_BODY_NONE */
	const struct schema *query; /* of the query string, or NULL */
	const struct schema *body;  /* of JSON or form, or NULL */
	const struct schema *reply; /* JSON only, for the reference */
	bool reply_list;
	bool idempotent; /* takes an Idempotency-Key */
	bool asynchronous; /* takes Prefer: respond-async */
	int status;	 /* of success */
	const char *audit; /* action to record, or NULL */
	const char *tag, *id, *summary, *about; /* API reference */
};

struct route_table {
	const struct route *rows;
	size_t n;
};

struct route_match {
	const struct route *route; /* NULL: none */
	const char *names[ROUTE_PARAMS_MAX];
	const char *values[ROUTE_PARAMS_MAX];
	size_t n_params;
	const char *allow; /* methods there are, when the method is wrong */
};

/* `path` is decoded.  HEAD finds the row of GET. */
void route_find(struct arena *a, const struct route_table *t,
    const char *method, const char *path, struct route_match *out);

/* Dies with a message when a row lacks its policy. */
void route_check(const struct route_table *t);

#endif
