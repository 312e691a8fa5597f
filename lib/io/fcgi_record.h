/*
 * FastCGI 1.0 records (https://fastcgi-archives.github.io, "FastCGI
 * Specification", 29 April 1996) for the program that waits: the responder
 * role, one request a connection.
 *
 * Reading works on whatever bytes have come, split anywhere, allocates
 * nothing and never waits.  It is a trust boundary: every length comes from
 * the peer.  Refused are other versions, unknown types, records out of
 * order, a second request on the connection, malformed or oversized
 * parameters.
 */
#ifndef IO_FCGI_RECORD_H
#define IO_FCGI_RECORD_H

#include "base/buf.h"

#define FCGI_RECORD_HEAD 8
#define FCGI_PARAMS_MAX ((size_t)32 << 10) /* of one request, encoded */
#define FCGI_PAIRS_MAX 200

/* Bodies are counted and dropped: lighttpd passes on at most 1 MiB. */
#define FCGI_STDIN_MAX ((size_t)2 << 20)

/* Refusals sent and records passed over, before the peer is given up. */
#define FCGI_ODD_MAX 32
#define FCGI_REPLY_MAX ((size_t)FCGI_ODD_MAX * 2 * FCGI_RECORD_HEAD)

enum fcgi_step {
	FCGI_STEP_MORE,	   /* all bytes taken, the request is not whole */
	FCGI_STEP_REQUEST, /* whole; what follows can only be an abort */
	FCGI_STEP_ABORTED, /* the web server wants no answer any more */
	FCGI_STEP_BROKEN,  /* not the protocol: close */
};

struct fcgi_reader {
	/* To be read after FCGI_STEP_REQUEST. */
	uint16_t id;
	bool too_large;	    /* parameters past a limit: there are none */
	size_t params_len;
	size_t stdin_bytes; /* of the body, which is not kept */

	/* To be sent to the peer, then emptied, after each feed. */
	uint8_t reply[FCGI_REPLY_MAX];
	size_t reply_len;

	/* Its own. */
	uint8_t *params; /* FCGI_PARAMS_MAX bytes of the caller's */
	uint8_t head[FCGI_RECORD_HEAD];
	uint8_t begin[FCGI_RECORD_HEAD]; /* body of BEGIN_REQUEST */
	uint8_t phase;
	uint8_t n_odd;
	size_t head_len, content_len, content_left, padding_left;
};

/* `params` has FCGI_PARAMS_MAX bytes and lives as long as the reader. */
void fcgi_reader_init(struct fcgi_reader *r, uint8_t *params);

/* A reader for what may still come behind request `id`. */
void fcgi_reader_init_after(struct fcgi_reader *r, uint16_t id);

/* Takes up to n bytes; *used says how many. */
enum fcgi_step fcgi_reader_feed(struct fcgi_reader *r, const uint8_t *p,
    size_t n, size_t *used) MUST_CHECK;

/* One parameter, neither with NUL inside nor ended by one. */
struct fcgi_pair {
	const char *name, *value;
	size_t name_len, value_len;
};

/* The pair at *at, which moves on; false at the end or when malformed
 * (*at stays before `len` then). */
bool fcgi_pair_next(const uint8_t *params, size_t len, size_t *at,
    struct fcgi_pair *out);

/* Appends an answer's text, and its end. */
void fcgi_put_stdout(struct buf *b, uint16_t id, const void *p, size_t n);
void fcgi_put_end(struct buf *b, uint16_t id);

#endif
