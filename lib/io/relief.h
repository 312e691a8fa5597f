/*
 * A relief valve for listening Unix sockets that others accept from: past
 * a queue length what comes is refused at once with a ready answer.
 *
 * Beside each socket lies a second one of ours.  When the queue is too long
 * the two exchange their names (renameat2): what was queued stays in its
 * order and is served, what connects now reaches us and is answered within
 * milliseconds.  When the queue is short again they change back.  To accept
 * the excess from the queue itself would hit who has waited longest, since
 * accept takes from the head.
 *
 * The length is asked of the kernel (sock_diag(7), UDIAG_SHOW_RQLEN), each
 * RELIEF_TICK_US while connections come, not at all while none do.
 *
 * Nothing here waits.  The owner polls relief_fd for input, and calls
 * relief_run when there is some and when relief_due has come.
 */
#ifndef IO_RELIEF_H
#define IO_RELIEF_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/rc.h"

#define RELIEF_DOORS_MAX 8
#define RELIEF_TICK_US ((int64_t)20000)
#define RELIEF_ANSWER_MAX ((size_t)8 << 10)

struct relief_policy {
	const char *side;   /* path of the second socket */
	size_t queue_max;   /* connections that may wait */
	const char *answer; /* in CGI's form: headers, empty line, body */
};

struct relief_door {
	const char *name; /* for the log */
	const char *path;
	int socket; /* listening at `path` */
	int side;   /* listening at `policy->side`, non-blocking */
	const struct relief_policy *policy;
};

struct relief;

/*
 * NULL when the kernel does not tell the length or cannot exchange names:
 * said in the log, the sockets work without.  What the doors point to stays
 * as long as the relief.
 */
struct relief *relief_open(struct arena *a, const struct relief_door *doors,
    size_t n_doors);

/* Ends what is open; sockets and their paths are the caller's. */
void relief_close(struct relief *r);

/* With NULL: -1, never, nothing. */
int relief_fd(const struct relief *r);
int64_t relief_due(const struct relief *r); /* of clock_mono_us */
void relief_run(struct relief *r);

/* The answer as FastCGI records, for the only request of a connection. */
void relief_frame(struct buf *out, const char *answer);

/* The socket (sock_diag) and its question: how many connections wait? */
enum rc relief_diag_open(int *diag, struct err *e) MUST_CHECK;
enum rc relief_queue(int diag, int listening, size_t *length,
    struct err *e) MUST_CHECK;

#endif
