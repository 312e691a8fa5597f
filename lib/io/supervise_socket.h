/* Sockets and the lock of a supervisor; for supervise.c alone. */
#ifndef IO_SUPERVISE_SOCKET_H
#define IO_SUPERVISE_SOCKET_H

#include "base/rc.h"

/* Takes the lock for the life of the process; *fd is closed by exec. */
enum rc supervise_lock(const char *path, int *fd, struct err *e) MUST_CHECK;

/* A listening socket, mode 0600, in place of a stale one. */
enum rc supervise_listen(const char *path, int backlog, int *fd,
    struct err *e) MUST_CHECK;

#endif
