/*
 * Many long polls and what they cost: N readers wait through the web server,
 * a pusher posts messages, and each message's way to its reader is timed.
 *
 *   hold -p PORT -f FILE [-n READERS] [-k PUSHES] [-g GAP_MS] [-s SETTLE_S]
 *        [-w WAIT_S] [-c CONNECTS_PER_S] [-r PID,PID] [-K SIGNAL:PID] [-a]
 *
 * FILE has a line "conversation-id token" for each reader.  -r: roots of the
 * process trees whose memory is told, before and while they wait.  -K: sends
 * the signal once all wait (TERM, HUP, KILL), then goes on for the time of
 * two waits; every answer that is no 200 and every lost connection is an
 * error.  -a: posts with "Prefer: respond-async".
 *
 * One line of JSON on stdout; exit status 1 with errors or lost messages.
 *   cc -O2 -o hold hold.c
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define READERS_MAX 50000
#define ANSWER_MAX 65536
#define DELIVERY_S 10.0 /* a message that takes longer is lost */
#define TREE_MAX 4096

enum reader_state { CONNECTING, WAITING, DEAD };

struct reader {
	int fd;
	enum reader_state state;
	char id[64], token[128];
	long after;
	char *answer; /* while one comes in */
	size_t len;
};

struct memory {
	double rss_mb, pss_mb;
};

static struct options {
	int port, pushes, gap_ms, settle_s, wait_s, rate, signal;
	long signal_pid;
	bool async;
	const char *file, *roots;
} opt = {.pushes = 200, .gap_ms = 20, .settle_s = 3, .wait_s = 25,
	.rate = 2000};

static struct reader *readers;
static size_t n_readers = 1000, n_waiting;
static int epoll;
static unsigned long errors, answers, empty, lost_events;

/* The message under way. */
static struct reader *target;
static char token[64];
static double seen_at;

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
die(const char *what)
{
	fprintf(stderr, "hold: %s: %s\n", what, strerror(errno));
	exit(2);
}

static int
dial(int flags)
{
	struct sockaddr_in a = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)opt.port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, SOCK_STREAM | flags, 0);

	if (fd < 0)
		die("socket");
	if (connect(fd, (struct sockaddr *)&a, sizeof(a)) != 0 &&
	    errno != EINPROGRESS)
		die("connect");
	return fd;
}

static void
reader_start(struct reader *r)
{
	struct epoll_event ev = {.events = EPOLLIN | EPOLLOUT,
		.data.ptr = r};

	r->fd = dial(SOCK_NONBLOCK);
	r->state = CONNECTING;
	r->len = 0;
	if (epoll_ctl(epoll, EPOLL_CTL_ADD, r->fd, &ev) != 0)
		die("epoll_ctl");
}

static void
reader_failed(struct reader *r, const char *why)
{
	if (errors++ < 10)
		fprintf(stderr, "hold: reader %zu: %s\n",
		    (size_t)(r - readers), why);
	if (r->state == WAITING)
		n_waiting--;
	close(r->fd);
	free(r->answer);
	r->answer = NULL;
	reader_start(r);
}

static void
reader_ask(struct reader *r)
{
	char text[512];
	int n = snprintf(text, sizeof(text),
	    "GET /api/v1/conversations/%s/events?after=%ld&wait=%d HTTP/1.1"
	    "\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n\r\n",
	    r->id, r->after, opt.wait_s, opt.port, r->token);

	if (write(r->fd, text, (size_t)n) != n)
		reader_failed(r, "cannot write");
}

/* The body is whole: what is in it? */
static void
reader_take(struct reader *r, const char *body)
{
	const char *next = strstr(body, "\"next\":");
	long seq = next == NULL ? -1 : strtol(next + 7, NULL, 10);

	answers++;
	if (strncmp(r->answer + 9, "200", 3) != 0 || seq < 0) {
		reader_failed(r, r->answer);
		return;
	}
	if (seq == r->after)
		empty++;
	if (seq < r->after)
		lost_events++;
	r->after = seq;
	r->len = 0;
	free(r->answer);
	r->answer = NULL;
	reader_ask(r);
}

static void
reader_read(struct reader *r)
{
	ssize_t n;
	char *body, *length;

	if (r->answer == NULL && (r->answer = malloc(ANSWER_MAX)) == NULL)
		die("malloc");
	n = read(r->fd, r->answer + r->len, ANSWER_MAX - 1 - r->len);
	if (n < 0 && errno == EAGAIN)
		return;
	if (n <= 0) {
		reader_failed(r, n == 0 ? "closed" : strerror(errno));
		return;
	}
	r->len += (size_t)n;
	r->answer[r->len] = '\0';
	if (r == target && seen_at == 0 &&
	    strstr(r->answer, token) != NULL)
		seen_at = now();
	body = strstr(r->answer, "\r\n\r\n");
	length = strcasestr(r->answer, "\r\nContent-Length:");
	if (body == NULL)
		return;
	if (length == NULL || length > body) {
		reader_failed(r, "no Content-Length");
		return;
	}
	if (r->len >= (size_t)(body + 4 - r->answer) +
	    strtoul(length + 17, NULL, 10))
		reader_take(r, body + 4);
}

static void
on_event(struct reader *r, uint32_t events)
{
	struct epoll_event ev = {.events = EPOLLIN, .data.ptr = r};

	if (r->state == CONNECTING && (events & EPOLLOUT) != 0) {
		if (epoll_ctl(epoll, EPOLL_CTL_MOD, r->fd, &ev) != 0)
			die("epoll_ctl");
		r->state = WAITING;
		n_waiting++;
		reader_ask(r);
	} else
		reader_read(r);
}

/* Serves the readers until a time, or until the message is seen. */
static void
spin(double until, bool for_message)
{
	struct epoll_event events[512];

	while (now() < until && !(for_message && seen_at != 0)) {
		int ms = (int)((until - now()) * 1000) + 1;
		int n = epoll_wait(epoll, events, 512, ms > 50 ? 50 : ms);

		for (int i = 0; i < n; i++)
			on_event(events[i].data.ptr, events[i].events);
	}
}

static void
read_file(void)
{
	FILE *f = fopen(opt.file, "r");
	size_t i = 0;

	readers = calloc(n_readers, sizeof(*readers));
	if (f == NULL || readers == NULL)
		die(opt.file);
	while (i < n_readers && fscanf(f, "%63s %127s", readers[i].id,
	    readers[i].token) == 2)
		i++;
	fclose(f);
	if (i < n_readers) {
		fprintf(stderr, "hold: only %zu readers in %s\n", i,
		    opt.file);
		exit(2);
	}
}

/* "Pss:  123 kB" of a process, in MB. */
static void
memory_add(long pid, struct memory *m)
{
	char path[64], line[256];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%ld/smaps_rollup", pid);
	f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		if (strncmp(line, "Rss:", 4) == 0)
			m->rss_mb += strtod(line + 4, NULL) / 1024;
		if (strncmp(line, "Pss:", 4) == 0)
			m->pss_mb += strtod(line + 4, NULL) / 1024;
	}
	if (f != NULL)
		fclose(f);
}

static long
parent_of(long pid)
{
	char path[64], text[512];
	FILE *f;
	const char *s;
	long parent = 0;

	snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
	f = fopen(path, "r");
	if (f == NULL)
		return 0;
	if (fgets(text, sizeof(text), f) != NULL &&
	    (s = strrchr(text, ')')) != NULL)
		(void)sscanf(s + 1, " %*c %ld", &parent);
	fclose(f);
	return parent;
}

static bool
is_root(long pid)
{
	const char *s = opt.roots;

	while (*s != '\0') {
		char *end;

		if (strtol(s, &end, 10) == pid)
			return true;
		s = *end == ',' ? end + 1 : end + strlen(end);
	}
	return false;
}

/* All processes that stem from the roots. */
static struct memory
measure(void)
{
	struct memory m = {0};
	struct dirent *entry;
	DIR *d;

	if (opt.roots == NULL || (d = opendir("/proc")) == NULL)
		return m;
	while ((entry = readdir(d)) != NULL) {
		long pid = strtol(entry->d_name, NULL, 10), up = pid;

		while (up > 1 && !is_root(up))
			up = parent_of(up);
		if (pid > 1 && up > 1)
			memory_add(pid, &m);
	}
	closedir(d);
	return m;
}

static int
read_status(int fd)
{
	char text[ANSWER_MAX];
	size_t len = 0;
	ssize_t n;

	while ((n = read(fd, text + len, sizeof(text) - 1 - len)) > 0)
		len += (size_t)n;
	text[len] = '\0';
	return len > 12 ? (int)strtol(text + 9, NULL, 10) : 0;
}

/* The same readers at each run (xorshift, Marsaglia 2003). */
static size_t
pick(size_t n)
{
	static uint64_t x = 88172645463325252ULL;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return (size_t)(x % n);
}

/* One message; its delay in ms, or -1. */
static double
push(int number)
{
	char text[1024], body[128];
	double began;
	int fd, status, n;

	do
		target = &readers[pick(n_readers)];
	while (target->state != WAITING);
	snprintf(token, sizeof(token), "tok%d-%ld", number, (long)getpid());
	seen_at = 0;
	snprintf(body, sizeof(body), "{\"content\":\"%s\"}", token);
	n = snprintf(text, sizeof(text),
	    "POST /api/v1/conversations/%s/messages HTTP/1.1\r\n"
	    "Host: 127.0.0.1:%d\r\nConnection: close\r\n%s"
	    "Content-Type: application/json\r\nContent-Length: %zu\r\n"
	    "Authorization: Bearer %s\r\n\r\n%s",
	    target->id, opt.port, opt.async ? "Prefer: respond-async\r\n" :
	    "", strlen(body), target->token, body);
	fd = dial(0);
	began = now();
	if (write(fd, text, (size_t)n) != n)
		die("write");
	spin(began + DELIVERY_S, true);
	status = read_status(fd);
	close(fd);
	if (status / 100 != 2) {
		fprintf(stderr, "hold: a message got %d\n", status);
		errors++;
	}
	return seen_at == 0 ? -1 : (seen_at - began) * 1000;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static void
read_signal(const char *s)
{
	static const struct {
		const char *name;
		int number;
	} names[] = {{"TERM:", SIGTERM}, {"HUP:", SIGHUP}, {"KILL:", SIGKILL}};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strncmp(s, names[i].name, strlen(names[i].name)) == 0) {
			opt.signal = names[i].number;
			opt.signal_pid = strtol(strchr(s, ':') + 1, NULL, 10);
		}
}

static void
read_options(int argc, char **argv)
{
	int o;

	while ((o = getopt(argc, argv, "p:f:n:k:g:s:w:c:r:K:a")) > 0) {
		int number = optarg == NULL ? 0 : (int)strtol(optarg, NULL,
		    10);

		switch (o) {
		case 'p': opt.port = number; break;
		case 'f': opt.file = optarg; break;
		case 'n': n_readers = (size_t)number; break;
		case 'k': opt.pushes = number; break;
		case 'g': opt.gap_ms = number; break;
		case 's': opt.settle_s = number; break;
		case 'w': opt.wait_s = number; break;
		case 'c': opt.rate = number; break;
		case 'r': opt.roots = optarg; break;
		case 'K': read_signal(optarg); break;
		case 'a': opt.async = true; break;
		default: exit(2);
		}
	}
	if (opt.port == 0 || opt.file == NULL || n_readers == 0 ||
	    n_readers > READERS_MAX) {
		fputs("usage: see the head of hold.c\n", stderr);
		exit(2);
	}
}

static void
connect_all(void)
{
	double began = now();

	for (size_t i = 0; i < n_readers; i++) {
		double due = began + (double)i / opt.rate;

		reader_start(&readers[i]);
		if (due > now() || i % 16 == 0)
			spin(due > now() ? due : now() + 0.0001, false);
	}
	while (n_waiting < n_readers && now() < began + 60)
		spin(now() + 0.05, false);
}

static void
raise_descriptors(void)
{
	struct rlimit l;

	getrlimit(RLIMIT_NOFILE, &l);
	l.rlim_cur = l.rlim_max;
	setrlimit(RLIMIT_NOFILE, &l);
	if (l.rlim_cur < n_readers + 64)
		fputs("hold: too few file descriptors\n", stderr);
}

static void
report(struct memory idle, struct memory held, double *delays, int n)
{
	int lost = opt.pushes - n;

	qsort(delays, (size_t)n, sizeof(*delays), by_size);
	printf("{\"readers\":%zu,\"waiting\":%zu,\"answers\":%lu,"
	    "\"empty\":%lu,\"errors\":%lu,\"pushes\":%d,\"lost\":%d,"
	    "\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"max_ms\":%.2f,"
	    "\"idle_rss_mb\":%.1f,\"idle_pss_mb\":%.1f,"
	    "\"more_rss_mb\":%.1f,\"more_pss_mb\":%.1f}\n",
	    n_readers, n_waiting, answers, empty, errors, opt.pushes, lost,
	    n > 0 ? delays[n / 2] : -1, n > 0 ? delays[n * 99 / 100] : -1,
	    n > 0 ? delays[n - 1] : -1, idle.rss_mb, idle.pss_mb,
	    held.rss_mb - idle.rss_mb, held.pss_mb - idle.pss_mb);
}

int
main(int argc, char **argv)
{
	struct memory idle, held;
	double *delays;
	int n = 0;

	read_options(argc, argv);
	signal(SIGPIPE, SIG_IGN);
	raise_descriptors();
	read_file();
	epoll = epoll_create1(0);
	delays = calloc((size_t)opt.pushes + 1, sizeof(*delays));
	if (delays == NULL)
		die("calloc");
	idle = measure();
	connect_all();
	spin(now() + opt.settle_s, false);
	held = measure();
	if (opt.signal != 0) {
		if (kill((pid_t)opt.signal_pid, opt.signal) != 0)
			die("kill");
		spin(now() + 2.0 * opt.wait_s, false);
	}
	for (int i = 0; i < opt.pushes; i++) {
		double ms;

		spin(now() + opt.gap_ms / 1e3, false);
		ms = push(i);
		if (ms >= 0)
			delays[n++] = ms;
	}
	report(idle, held, delays, n);
	return errors > 0 || n < opt.pushes || lost_events > 0 ? 1 : 0;
}
