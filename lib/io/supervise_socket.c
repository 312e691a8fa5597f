#include "base/base.h"

#include "io/supervise_socket.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define SOMAXCONN_FILE "/proc/sys/net/core/somaxconn"

enum rc
supervise_lock(const char *path, int *fd, struct err *e)
{
	char pid[24];
	int n = snprintf(pid, sizeof(pid), "%ld\n", (long)getpid());

	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (*fd < 0)
		return err_set(e, RC_INTERNAL, "cannot open %s: %s\n"
		    "hint: the folder run_dir must exist and be writable",
		    path, strerror(errno));
	if (flock(*fd, LOCK_EX | LOCK_NB) != 0) {
		close(*fd);
		return err_set(e, RC_BUSY, "biwoco serve runs already: %s "
		    "is locked\nhint: the file holds its process id", path);
	}
	/* Only for people: the lock is what counts. */
	if (ftruncate(*fd, 0) != 0 || write(*fd, pid, (size_t)n) != n)
		log_event(LOG_LEVEL_WARN, "the lock file cannot be written",
		    LOG_TEXT("file", path));
	return RC_OK;
}

/* The kernel cuts longer backlogs down to this without a word. */
static void
warn_short_backlog(const char *path, int backlog)
{
	FILE *f = fopen(SOMAXCONN_FILE, "re");
	char text[24];
	long most;

	if (f == NULL)
		return;
	most = fgets(text, sizeof(text), f) == NULL ? 0 :
	    strtol(text, NULL, 10);
	fclose(f);
	if (most > 0 && most < backlog)
		log_event(LOG_LEVEL_WARN, "a backlog is cut: a restart with "
		    "many waiting readers can fail some; hint: sysctl "
		    "net.core.somaxconn", LOG_TEXT("socket", path),
		    LOG_I64("backlog", backlog), LOG_I64("somaxconn", most));
}

/* We hold the lock: a socket that is there is nobody's.  Anything else at
 * this place is not ours to remove. */
static enum rc
remove_stale(const char *path, struct err *e)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return RC_OK;
	if (!S_ISSOCK(st.st_mode))
		return err_set(e, RC_INTERNAL, "%s exists and is no socket\n"
		    "hint: move it away", path);
	if (unlink(path) != 0)
		return err_set(e, RC_INTERNAL, "cannot remove %s: %s", path,
		    strerror(errno));
	return RC_OK;
}

static int
bind_private(int fd, const struct sockaddr_un *addr)
{
	mode_t before = umask(0177);
	int rc = bind(fd, (const struct sockaddr *)addr, sizeof(*addr));

	umask(before);
	return rc;
}

enum rc
supervise_listen(const char *path, int backlog, int *fd, struct err *e)
{
	struct sockaddr_un addr = {.sun_family = AF_UNIX};
	enum rc rc;

	if (strlen(path) >= sizeof(addr.sun_path))
		return err_set(e, RC_INTERNAL, "the socket's path is longer "
		    "than %zu bytes: %.100s\nhint: a shorter run_dir",
		    sizeof(addr.sun_path) - 1, path);
	rc = remove_stale(path, e);
	if (rc != RC_OK)
		return rc;
	memcpy(addr.sun_path, path, strlen(path));
	*fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (*fd >= 0 && bind_private(*fd, &addr) == 0 &&
	    listen(*fd, backlog) == 0) {
		warn_short_backlog(path, backlog);
		return RC_OK;
	}
	rc = err_set(e, RC_INTERNAL, "cannot listen on %s: %s", path,
	    strerror(errno));
	if (*fd >= 0)
		close(*fd);
	return rc;
}
