/*
 * One request at a time, by FastCGI (libfcgi, seen only here) or plain CGI:
 * the same binary serves both.  Under FastCGI the listening socket is file
 * descriptor 0.
 */
#ifndef IO_FCGI_H
#define IO_FCGI_H

#include "base/arena.h"
#include "base/rc.h"

struct fcgi;

#define FCGI_ENV_BYTES_MAX ((size_t)64 << 10)
#define FCGI_ENV_COUNT_MAX 200

/*
 * Under FastCGI this installs handlers for SIGTERM and SIGINT (fcgi_stop),
 * ignores SIGPIPE, and makes descriptor 0 non-blocking.  A signal ends the
 * wait for a request at once, and never a request that has begun.
 */
struct fcgi *fcgi_new(void);
void fcgi_free(struct fcgi *f);

bool fcgi_is_cgi(const struct fcgi *f);

/*
 * fn(arg) is called each time no request has come for `ms` milliseconds.
 * Meanwhile the signals above wait, and so do requests.
 */
void fcgi_on_idle(struct fcgi *f, int ms, void (*fn)(void *), void *arg);

/*
 * Waits for the next request.  False: no more (SIGTERM, SIGINT, or the one
 * CGI request was served).
 */
bool fcgi_accept(struct fcgi *f);

/* A CGI variable of the current request (RFC 3875), or NULL; until
 * fcgi_finish. */
const char *fcgi_env(struct fcgi *f, const char *name);

/* OK; TOO_LARGE when the variables pass the limits above; INVALID when one
 * stands twice: which of them counts would be anybody's guess. */
enum rc fcgi_check_env(struct fcgi *f, struct err *e) MUST_CHECK;

/*
 * The body.  CONTENT_LENGTH is read strictly; INVALID when the body is
 * shorter than declared, TOO_LARGE when longer than max.
 */
enum rc fcgi_body(struct fcgi *f, struct arena *a, size_t max,
    const char **body, size_t *len, struct err *e) MUST_CHECK;

void fcgi_write(struct fcgi *f, const void *p, size_t n);

/* Ends the answer; work may go on afterwards without the client waiting. */
void fcgi_finish(struct fcgi *f);

/* After this fcgi_accept returns false at once. */
void fcgi_stop(void); /* safe in a signal handler */

#endif
