/*
 * Waiting requests: one process, one epoll loop, thousands of FastCGI peers
 * on the listening socket at file descriptor 0.  A held request costs a
 * descriptor and 48 bytes here; its reader and buffers exist only while
 * bytes move.  No peer can make another wait: nothing blocks, and each state
 * has a deadline.
 *
 * Per-request life: `request` is called once with the whole request; the
 * owner answers at once (park_answer) or keeps it (park_hold) and answers
 * later, from any hook.  Of a held request exactly one of these comes: the
 * owner's park_answer; the hooks `expired` or `left`, in which the owner must
 * answer; or the hook `gone` (the peer is not there any more, nor is the
 * request).
 */
#ifndef IO_PARK_H
#define IO_PARK_H

#include "base/buf.h"
#include "io/fcgi_record.h"

struct park;
struct park_request; /* one peer's request */

/* What `request` is given; lives until it returns. */
struct park_input {
	const uint8_t *params; /* for fcgi_pair_next */
	size_t params_len;
	size_t body_len; /* the body itself is dropped */
	bool too_large;	 /* parameters past the limits: there are none */
};

struct park_hooks {
	void (*request)(void *arg, struct park_request *r,
	    const struct park_input *in);
	void (*expired)(void *arg, void *held);
	/* The client left, and the web server has closed its half: nobody
	 * reads the answer, but without one lighttpd logs two errors. */
	void (*left)(void *arg, void *held);
	void (*gone)(void *arg, void *held);
	/* SIGTERM: everything held is to be answered now. */
	void (*stopping)(void *arg);
	/* After each round, and no later than the time it returned last
	 * (monotonic microseconds; INT64_MAX: only after events). */
	int64_t (*round)(void *arg);
};

#define PARK_LISTEN_FD 0

/* Deadlines in microseconds: a request that does not come in whole, an
 * answer that is not taken, all that is left after SIGTERM. */
#define PARK_READ_US ((int64_t)5 * 1000000)
#define PARK_WRITE_US ((int64_t)15 * 1000000)
#define PARK_STOP_READ_US ((int64_t)1 * 1000000)
#define PARK_STOP_US ((int64_t)5 * 1000000)

/* `arg` is for the hooks.  Makes descriptor 0 non-blocking and ignores
 * SIGPIPE.  At most `max_peers` are open; more wait in the backlog. */
struct park *park_new(const struct park_hooks *hooks, void *arg,
    size_t max_peers);
void park_free(struct park *p);

/* Serves until SIGTERM or SIGINT, then until all is answered. */
void park_run(struct park *p);
bool park_is_stopping(const struct park *p);

/* Keeps the request; `held` is what the hooks get. */
void park_hold(struct park *p, struct park_request *r, void *held,
    int64_t deadline_us);
void park_set_deadline(struct park *p, struct park_request *r,
    int64_t deadline_us);

/* A CGI answer (RFC 3875, 6): header lines, empty line, body.  The request
 * is gone afterwards. */
void park_answer(struct park *p, struct park_request *r, const void *text,
    size_t n);

/* One foreign descriptor wakes the loop, then `round` is called.  To be
 * called again whenever the descriptor or the wish changed; -1: none. */
void park_watch(struct park *p, int fd, bool write);

size_t park_peers(const struct park *p);

#endif
