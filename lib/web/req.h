/* One request as handlers see it: matched, checked and decoded. */
#ifndef WEB_REQ_H
#define WEB_REQ_H

#include "base/conf.h"
#include "io/fcgi.h"
#include "io/scope.h"
#include "web/route.h"

struct app;

enum identity_source { IDENTITY_NONE, IDENTITY_BEARER, IDENTITY_COOKIE,
	IDENTITY_PATH };

/* A presented token: who it belongs to is asked by each query's SQL. */
struct identity {
	enum identity_source source;
	const char *token;		/* as presented; never logged */
	uint8_t hash[ACCESS_HASH];	/* its SHA-256 */
};

struct req {
	struct app *app;
	struct fcgi *fcgi;
	struct scope scope;
	struct arena *arena; /* the same as scope.arena */
	const struct route *route;
	struct route_match match;
	const char *method;
	const char *path;	  /* decoded, without the base path */
	const char *query_string; /* raw */
	const char *body_text;
	size_t body_len;
	const void *query; /* decoded by route->query */
	const void *body;  /* decoded by route->body */
	struct schema_pairs form; /* as it was sent, for showing it again */
	struct identity identity;
	const char *request_id;
	const char *address;  /* of the client, see web/peer.h */
	const char *language; /* "en" */
	const char *theme;    /* "auto" "light" "dark" */
	int64_t started_us;   /* monotonic */
	int64_t owed_job;     /* answer it after the reply; 0: none */
	int64_t owed_attempt;
};

/* Reads method, path and address.  INVALID: not decodable. */
enum rc req_init(struct req *r, const char *base_path, struct err *e)
    MUST_CHECK;

/* Sets request_id: the one that came along when it is harmless, else new. */
void req_set_id(struct req *r);

/* "If-None-Match"; NULL: not sent. */
const char *req_header(struct req *r, const char *name);
const char *req_cookie(struct req *r, const char *name);
const char *req_param(const struct req *r, const char *name);

/* A field of the form as it was sent, unchecked; NULL: not there. */
const char *req_form(const struct req *r, const char *name);

/* True when the header holds the token among its comma-separated ones. */
bool req_prefers(struct req *r, const char *token);

/* HTML is wanted rather than JSON. */
bool req_wants_html(struct req *r);

/* The access pair of a conversation, message and so on of this caller. */
struct access req_access(const struct req *r, const char *public_id);

#endif
