/*
 * Keeps programs running on listening Unix sockets that it owns: a program
 * that dies takes no waiting connection with it, and a restart loses none.
 *
 * Each process gets the socket as descriptor 0, a process group of its own,
 * our stderr, and SIGTERM should we die.  SIGTERM or SIGINT: they stop, ten
 * seconds later they are killed.  SIGHUP: one after the other is replaced,
 * the new one first; should it not stay alive the old ones keep on.
 *
 * One that dies is started again: at once after a life of some length or
 * with exit status 0, else after a pause that doubles.
 *
 * Where a program has a relief policy, what is beyond its queue is refused
 * (io/relief.h).
 */
#ifndef IO_SUPERVISE_H
#define IO_SUPERVISE_H

#include "base/arena.h"
#include "base/rc.h"
#include "io/relief.h"

#define SUPERVISE_PROCESSES_MAX 1024 /* in all */

struct supervise_program {
	const char *name;	/* "api", for the log */
	const char *path;	/* the executable */
	const char *const *arguments; /* after its name, to NULL; or NULL */
	const char *socket;	/* its socket's path, mode 0600; NULL: none */
	int backlog;		/* connections that may queue */
	size_t processes;
	size_t descriptors;	/* RLIMIT_NOFILE it needs; 0: as we have */
	const struct relief_policy *relief; /* NULL: none */
};

struct supervise_plan {
	const char *lock; /* held by the one supervisor that may run */
	const struct supervise_program *programs;
	size_t n_programs;
};

/*
 * Runs until told to stop.  BUSY: another one holds the lock; INTERNAL: a
 * socket cannot be made or a program is not there.  Blocks the signals above
 * and SIGCHLD.
 */
enum rc supervise(struct arena *a, const struct supervise_plan *plan,
    struct err *e) MUST_CHECK;

#endif
