#include "base/base.h"

#include "io/fcgi.h"

#include "base/log.h"
#include "base/text.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#define LISTEN_FD 0

/* Body and answer pass libfcgi, which counts in int, in pieces. */
#define PIECE_MAX ((size_t)64 << 10)

extern char **environ;

struct fcgi {
	bool cgi;
	bool served; /* CGI: the one request was given out */
	bool open;   /* a request is being answered */
	void (*idle)(void *); /* NULL: nothing to do */
	void *idle_arg;
	int idle_ms; /* -1: never */
	int epoll;   /* watches the listening socket */
	bool unread; /* the client's body was not read to its end */
	FCGX_Request req;
};

/* A signal handler can reach nothing else. */
static volatile sig_atomic_t stopping;

void
fcgi_stop(void)
{
	stopping = 1;
}

static void
on_stop_signal(int number)
{
	(void)number;
	fcgi_stop();
}

static void
stop_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
}

/*
 * SA_RESTART: a signal in the middle of a request must not break its reads;
 * only the wait for the next request (epoll_pwait never restarts) ends by it.
 */
static void
install_handlers(void)
{
	struct sigaction sa = {.sa_handler = on_stop_signal,
	    .sa_flags = SA_RESTART};

	sigemptyset(&sa.sa_mask);
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	sa.sa_handler = SIG_IGN; /* a client that left is not our end */
	sigaction(SIGPIPE, &sa, NULL);
}

/*
 * Several processes wait on one socket: a connection wakes one of them, not
 * all.  It may still wake two, and the second must not stick in accept().
 */
static int
watch_listener(int fd)
{
	struct epoll_event ev = {.events = EPOLLIN | EPOLLEXCLUSIVE};
	int flags = fcntl(fd, F_GETFL);
	int epoll = epoll_create1(EPOLL_CLOEXEC);

	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 ||
	    epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &ev) != 0)
		log_die("file descriptor 0: %s", strerror(errno));
	return epoll;
}

struct fcgi *
fcgi_new(void)
{
	struct fcgi *f = calloc(1, sizeof(*f));

	if (f == NULL)
		log_die("out of memory for the request loop");
	f->idle_ms = -1;
	f->cgi = FCGX_IsCGI() != 0;
	if (f->cgi)
		return f;
	install_handlers();
	if (FCGX_Init() != 0 || FCGX_InitRequest(&f->req, LISTEN_FD, 0) != 0)
		log_die("libfcgi does not start: %s", strerror(errno));
	f->epoll = watch_listener(LISTEN_FD);
	return f;
}

void
fcgi_free(struct fcgi *f)
{
	if (f == NULL)
		return;
	fcgi_finish(f);
	if (!f->cgi) {
		FCGX_Free(&f->req, 1);
		close(f->epoll);
	}
	free(f);
}

bool
fcgi_is_cgi(const struct fcgi *f)
{
	return f->cgi;
}

void
fcgi_on_idle(struct fcgi *f, int ms, void (*fn)(void *), void *arg)
{
	f->idle = fn;
	f->idle_arg = arg;
	f->idle_ms = ms;
}

/* Waits with the signal mask `during`; false: stop. */
static bool
wait_for_connection(struct fcgi *f, const sigset_t *during)
{
	struct epoll_event ev;

	while (!stopping) {
		int n = epoll_pwait(f->epoll, &ev, 1, f->idle_ms, during);

		if (n > 0)
			return true;
		if (n == 0)
			f->idle(f->idle_arg);
		else if (errno != EINTR)
			return false;
	}
	return false;
}

/*
 * The stop signals are blocked from the look at `stopping` until the request
 * is read, but for the wait itself: so none is missed before the wait, and
 * none makes libfcgi drop a connection it has begun to read (it takes EINTR
 * for a lost peer).
 */
static bool
accept_fastcgi(struct fcgi *f)
{
	sigset_t set, before;
	bool ok = false;

	stop_signals(&set);
	sigprocmask(SIG_BLOCK, &set, &before);
	while (wait_for_connection(f, &before)) {
		int rc = FCGX_Accept_r(&f->req);

		ok = rc == 0;
		if (ok || rc != -EAGAIN)
			break; /* EAGAIN: another process was quicker */
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (!ok)
		return false;
	/* A kept connection would hold this process for one peer. */
	f->req.keepConnection = 0;
	return true;
}

/* Is a body announced that nobody has read yet? */
static bool
has_body(struct fcgi *f)
{
	const char *n = fcgi_env(f, "CONTENT_LENGTH");

	return n != NULL && *n != '\0' && strcmp(n, "0") != 0;
}

bool
fcgi_accept(struct fcgi *f)
{
	fcgi_finish(f);
	if (!f->cgi)
		f->open = accept_fastcgi(f);
	else
		f->open = !f->served && !stopping;
	f->served = true;
	f->unread = has_body(f);
	return f->open;
}

const char *
fcgi_env(struct fcgi *f, const char *name)
{
	if (!f->open)
		return NULL;
	return f->cgi ? getenv(name) : FCGX_GetParam(name, f->req.envp);
}

/* Is the name of env[i] that of an earlier one? */
static bool
is_repeated(char *const *env, size_t i)
{
	size_t n = strcspn(env[i], "=") + 1;

	for (size_t j = 0; j < i; j++)
		if (strncmp(env[i], env[j], n) == 0)
			return true;
	return false;
}

enum rc
fcgi_check_env(struct fcgi *f, struct err *e)
{
	char *const *env = f->cgi ? environ : f->req.envp;
	size_t n = 0, bytes = 0;

	for (; env[n] != NULL; n++)
		bytes += strlen(env[n]) + 1;
	if (n > FCGI_ENV_COUNT_MAX || bytes > FCGI_ENV_BYTES_MAX)
		return err_set(e, RC_TOO_LARGE,
		    "The request's header is too large.");
	/* A header X_Forwarded_For comes under the name of X-Forwarded-For,
	 * and could stand before the one of a proxy. */
	for (size_t i = 1; i < n; i++)
		if (is_repeated(env, i))
			return err_set(e, RC_INVALID,
			    "A header of the request stands twice.");
	return RC_OK;
}

/* Reads up to n bytes; 0: the end, or the client is gone. */
static size_t
read_some(struct fcgi *f, char *p, size_t n)
{
	ssize_t got;

	if (!f->cgi) {
		int len = FCGX_GetStr(p, (int)n, f->req.in);

		return len < 0 ? 0 : (size_t)len;
	}
	do
		got = read(STDIN_FILENO, p, n);
	while (got < 0 && errno == EINTR);
	return got < 0 ? 0 : (size_t)got;
}

/* RFC 3875, 4.1.2; servers also send an empty value when there is no body. */
static enum rc
content_length(struct fcgi *f, uint64_t *out, struct err *e)
{
	const char *s = fcgi_env(f, "CONTENT_LENGTH");

	*out = 0;
	if (s == NULL || *s == '\0' || text_to_u64(s, out))
		return RC_OK;
	return err_set(e, RC_INVALID, "Content-Length is not a number.");
}

enum rc
fcgi_body(struct fcgi *f, struct arena *a, size_t max, const char **body,
    size_t *len, struct err *e)
{
	uint64_t declared;
	size_t have = 0;
	enum rc rc = content_length(f, &declared, e);

	*body = "";
	*len = 0;
	if (rc != RC_OK)
		return rc;
	if (declared > max)
		return err_set(e, RC_TOO_LARGE,
		    "The body is larger than %zu bytes.", max);
	if (declared == 0)
		return RC_OK;
	char *p = arena_alloc(a, (size_t)declared + 1);
	while (have < declared) {
		size_t want = (size_t)declared - have;
		size_t got = read_some(f, p + have,
		    want < PIECE_MAX ? want : PIECE_MAX);

		if (got == 0)
			return err_set(e, RC_INVALID, "The body is shorter "
			    "than its Content-Length.");
		have += got;
	}
	f->unread = false;
	*body = p;
	*len = have;
	return RC_OK;
}

/* A client that has left is no error of ours: nothing is reported. */
void
fcgi_write(struct fcgi *f, const void *p, size_t n)
{
	const char *s = p;

	assert(f->open);
	if (f->cgi) {
		(void)!fwrite(s, 1, n, stdout);
		return;
	}
	while (n > 0) {
		size_t piece = n < PIECE_MAX ? n : PIECE_MAX;

		if (FCGX_PutStr(s, (int)piece, f->req.out) < 0)
			return;
		s += piece;
		n -= piece;
	}
}

/* The web server takes the end of standard output for the answer's end. */
static void
close_stdout(void)
{
	int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);

	fflush(stdout);
	if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
		close(STDOUT_FILENO);
	if (fd >= 0)
		close(fd);
}

void
fcgi_finish(struct fcgi *f)
{
	if (!f->open)
		return;
	f->open = false;
	if (f->cgi) {
		close_stdout();
		return;
	}
	/*
	 * libfcgi would shut the connection down and wait for the web
	 * server's end of it, so that what the server still sends does not
	 * break the answer.  When all was read there is nothing to wait for.
	 */
	if (!f->unread)
		FCGX_Detach(&f->req);
	FCGX_Finish_r(&f->req);
}
