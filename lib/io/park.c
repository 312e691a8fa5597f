#include "base/base.h"

#include "io/park.h"

#include "base/clock.h"
#include "base/log.h"
#include "io/park_heap.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define EVENTS_A_ROUND 512
#define ACCEPT_A_ROUND 256 /* then those who are here come first */
#define READ_SIZE ((size_t)64 << 10)
#define READS_A_ROUND 4	   /* of one peer: a fast one must not hog us */
#define ANSWER_MAX ((size_t)16 << 20)
#define ACCEPT_PAUSE_US 100000 /* when descriptors have run out */
#define SPARE_READERS 16
#define WAIT_MAX_MS 1000

enum peer_state {
	PEER_READING, /* its request is coming in */
	PEER_HELD,
	PEER_WRITING, /* its answer did not fit into the socket */
	PEER_CLOSED,  /* freed at the end of the round */
};

/* What a peer needs while its request comes in. */
struct intake {
	struct intake *next; /* among the spare ones */
	struct fcgi_reader reader;
	uint8_t params[FCGI_PARAMS_MAX];
};

/* The rest of an answer. */
struct rest {
	size_t len, done;
	char data[];
};

struct park_request {
	struct park_timer timer; /* first: a timer is its peer */
	int fd;
	uint16_t id;
	uint8_t state;
	union {
		void *held;		   /* HELD */
		struct rest *rest;	   /* WRITING */
		struct park_request *next; /* CLOSED */
	};
	struct intake *intake; /* READING; HELD when odd bytes came */
};

struct park {
	const struct park_hooks *hooks;
	void *arg;
	int epoll;
	int watched;
	bool listening, stopping;
	size_t n_peers, max_peers, n_spare;
	int64_t accept_again_us, stop_us;
	struct park_heap heap;
	struct park_request *closed;
	struct intake *spare;
	struct arena *scratch; /* one answer */
	uint8_t bytes[READ_SIZE];
};

/* A signal handler can reach nothing else. */
static volatile sig_atomic_t stop_wanted;

static void
on_stop(int number)
{
	(void)number;
	stop_wanted = 1;
}

static void
catch_signals(sigset_t *blocked)
{
	struct sigaction sa = {.sa_handler = on_stop};

	sigemptyset(&sa.sa_mask);
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	sa.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &sa, NULL);
	sigemptyset(blocked);
	sigaddset(blocked, SIGTERM);
	sigaddset(blocked, SIGINT);
}

static void
make_non_blocking(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
		log_die("file descriptor %d: %s", fd, strerror(errno));
}

static void
control(struct park *p, int op, int fd, uint32_t events, void *ptr)
{
	struct epoll_event ev = {.events = events, .data.ptr = ptr};

	if (epoll_ctl(p->epoll, op, fd, &ev) != 0)
		log_die("epoll_ctl: %s", strerror(errno));
}

struct park *
park_new(const struct park_hooks *hooks, void *arg, size_t max_peers)
{
	struct park *p = calloc(1, sizeof(*p));

	if (p == NULL)
		log_die("out of memory for the waiting loop");
	p->hooks = hooks;
	p->arg = arg;
	p->max_peers = max_peers;
	p->watched = -1;
	p->scratch = arena_new(2 * ANSWER_MAX);
	p->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (p->epoll < 0)
		log_die("epoll_create1: %s", strerror(errno));
	make_non_blocking(PARK_LISTEN_FD);
	return p;
}

bool
park_is_stopping(const struct park *p)
{
	return p->stopping;
}

size_t
park_peers(const struct park *p)
{
	return p->n_peers;
}

/* Without room for another peer the listening socket would spin. */
static void
set_listening(struct park *p, bool on)
{
	if (on == p->listening)
		return;
	p->listening = on;
	control(p, on ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, PARK_LISTEN_FD, EPOLLIN,
	    &p->listening);
}

static struct intake *
intake_new(struct park *p)
{
	struct intake *in = p->spare;

	if (in != NULL) {
		p->spare = in->next;
		p->n_spare--;
		return in;
	}
	/* Not zeroed: most of it is never touched. */
	in = malloc(sizeof(*in));
	if (in == NULL)
		log_die("out of memory for a request");
	return in;
}

static void
intake_free(struct park *p, struct intake *in)
{
	if (in == NULL)
		return;
	if (p->n_spare == SPARE_READERS) {
		free(in);
		return;
	}
	in->next = p->spare;
	p->spare = in;
	p->n_spare++;
}

/* The struct stays until the round ends: events of it may be waiting. */
static void
peer_close(struct park *p, struct park_request *r)
{
	if (r->state == PEER_CLOSED)
		return;
	if (r->state == PEER_WRITING)
		free(r->rest);
	intake_free(p, r->intake);
	park_heap_remove(&p->heap, &r->timer);
	close(r->fd);
	r->state = PEER_CLOSED;
	r->intake = NULL;
	r->next = p->closed;
	p->closed = r;
	p->n_peers--;
}

static void
free_closed(struct park *p)
{
	while (p->closed != NULL) {
		struct park_request *r = p->closed;

		p->closed = r->next;
		free(r);
	}
}

/* The peer left, or does not speak the protocol. */
static void
peer_drop(struct park *p, struct park_request *r)
{
	bool was_held = r->state == PEER_HELD;
	void *held = r->held;

	peer_close(p, r);
	if (was_held)
		p->hooks->gone(p->arg, held);
}

void
park_hold(struct park *p, struct park_request *r, void *held,
    int64_t deadline_us)
{
	assert(r->state == PEER_READING);
	r->state = PEER_HELD;
	r->held = held;
	intake_free(p, r->intake);
	r->intake = NULL;
	park_heap_set(&p->heap, &r->timer, deadline_us);
}

void
park_set_deadline(struct park *p, struct park_request *r, int64_t deadline_us)
{
	assert(r->state == PEER_HELD);
	park_heap_set(&p->heap, &r->timer, deadline_us);
}

/* The bytes the socket took; -1: it is broken. */
static ssize_t
send_some(int fd, const char *data, size_t n)
{
	size_t done = 0;

	while (done < n) {
		ssize_t got = send(fd, data + done, n - done,
		    MSG_NOSIGNAL | MSG_DONTWAIT);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno == EAGAIN)
			break;
		if (got < 0)
			return -1;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

static void
keep_rest(struct park *p, struct park_request *r, const char *data, size_t n)
{
	struct rest *rest = malloc(sizeof(*rest) + n);

	if (rest == NULL)
		log_die("out of memory for an answer");
	rest->len = n;
	rest->done = 0;
	memcpy(rest->data, data, n);
	intake_free(p, r->intake);
	r->intake = NULL;
	r->rest = rest;
	r->state = PEER_WRITING;
	park_heap_set(&p->heap, &r->timer, clock_mono_us() + PARK_WRITE_US);
	control(p, EPOLL_CTL_MOD, r->fd, EPOLLOUT, r);
}

void
park_answer(struct park *p, struct park_request *r, const void *text,
    size_t n)
{
	struct buf out;
	ssize_t sent;

	assert(r->state == PEER_READING || r->state == PEER_HELD);
	r->state = PEER_READING; /* nobody's any more */
	arena_reset(p->scratch);
	buf_init(&out, p->scratch, ANSWER_MAX);
	fcgi_put_stdout(&out, r->id, text, n);
	fcgi_put_end(&out, r->id);
	sent = out.overflow ? -1 : send_some(r->fd, out.data, out.len);
	if (sent >= 0 && (size_t)sent < out.len)
		keep_rest(p, r, out.data + sent, out.len - (size_t)sent);
	else
		peer_close(p, r);
}

static void
peer_write(struct park *p, struct park_request *r)
{
	struct rest *rest = r->rest;
	ssize_t sent = send_some(r->fd, rest->data + rest->done,
	    rest->len - rest->done);

	if (sent >= 0)
		rest->done += (size_t)sent;
	if (sent < 0 || rest->done == rest->len)
		peer_close(p, r);
}

static void
hand_over(struct park *p, struct park_request *r)
{
	const struct fcgi_reader *reader = &r->intake->reader;
	const struct park_input in = {
		.params = reader->params,
		.params_len = reader->params_len,
		.body_len = reader->stdin_bytes,
		.too_large = reader->too_large,
	};

	r->id = reader->id;
	p->hooks->request(p->arg, r, &in);
	assert(r->state != PEER_READING); /* answered or held */
}

/* Refusals are a few bytes: a peer that does not take them is dropped. */
static bool
send_replies(struct park_request *r)
{
	struct fcgi_reader *reader = &r->intake->reader;
	size_t n = reader->reply_len;

	reader->reply_len = 0;
	return n == 0 || send_some(r->fd, (const char *)reader->reply, n) ==
	    (ssize_t)n;
}

static struct intake *
intake_for(struct park *p, struct park_request *r)
{
	if (r->intake != NULL)
		return r->intake;
	r->intake = intake_new(p);
	if (r->state == PEER_HELD)
		fcgi_reader_init_after(&r->intake->reader, r->id);
	else
		fcgi_reader_init(&r->intake->reader, r->intake->params);
	return r->intake;
}

/* False: the peer is closed, or has its request whole. */
static bool
peer_feed(struct park *p, struct park_request *r, size_t n)
{
	struct fcgi_reader *reader = &intake_for(p, r)->reader;
	size_t used;
	enum fcgi_step step = fcgi_reader_feed(reader, p->bytes, n, &used);

	if (!send_replies(r))
		step = FCGI_STEP_BROKEN;
	if (step == FCGI_STEP_REQUEST) {
		/* One request a connection: nothing may stand behind it
		 * but an abort, which the end of the connection is too. */
		if (used < n)
			peer_drop(p, r);
		else
			hand_over(p, r);
		return false;
	}
	if (step == FCGI_STEP_MORE)
		return true;
	peer_drop(p, r);
	return false;
}

static void
peer_read(struct park *p, struct park_request *r)
{
	for (int i = 0; i < READS_A_ROUND; i++) {
		ssize_t n = read(r->fd, p->bytes, sizeof(p->bytes));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return;
		if (n <= 0) {
			peer_drop(p, r);
			return;
		}
		if (!peer_feed(p, r, (size_t)n) ||
		    (size_t)n < sizeof(p->bytes))
			return;
	}
}

static void
on_event(struct park *p, struct park_request *r, uint32_t events)
{
	if (r->state == PEER_CLOSED)
		return;
	if (r->state == PEER_WRITING) {
		peer_write(p, r);
		return;
	}
	/* Who closed while waiting wants no answer; before that, its request
	 * may be whole in the buffer. */
	if ((events & (EPOLLERR | EPOLLHUP)) != 0 ||
	    ((events & EPOLLRDHUP) != 0 && r->state == PEER_HELD))
		peer_drop(p, r);
	else
		peer_read(p, r);
}

static void
peer_new(struct park *p, int fd)
{
	struct park_request *r = calloc(1, sizeof(*r));

	if (r == NULL)
		log_die("out of memory for a peer");
	r->fd = fd;
	r->state = PEER_READING;
	p->n_peers++;
	park_heap_set(&p->heap, &r->timer, clock_mono_us() + PARK_READ_US);
	control(p, EPOLL_CTL_ADD, fd, EPOLLIN | EPOLLRDHUP, r);
	peer_read(p, r); /* lighttpd writes right after it connects */
}

static void
accept_some(struct park *p)
{
	for (int i = 0; i < ACCEPT_A_ROUND; i++) {
		if (p->n_peers >= p->max_peers)
			return;
		int fd = accept4(PARK_LISTEN_FD, NULL, NULL,
		    SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd >= 0) {
			peer_new(p, fd);
			continue;
		}
		if (errno == EINTR || errno == ECONNABORTED)
			continue;
		if (errno == EAGAIN)
			return;
		log_event(LOG_LEVEL_WARN, "accept failed",
		    LOG_TEXT("error", strerror(errno)));
		p->accept_again_us = clock_mono_us() + ACCEPT_PAUSE_US;
		return;
	}
}

static void
expire(struct park *p, struct park_request *r)
{
	if (r->state != PEER_HELD) {
		peer_close(p, r);
		return;
	}
	p->hooks->expired(p->arg, r->held);
	assert(r->state != PEER_HELD || r->timer.deadline_us >
	    clock_mono_us());
}

static void
expire_due(struct park *p)
{
	int64_t now = clock_mono_us();
	struct park_timer *t;

	while ((t = park_heap_first(&p->heap)) != NULL &&
	    t->deadline_us <= now)
		expire(p, (struct park_request *)t);
}

/*
 * A request that is not whole yet gets a moment, not five seconds.  Setting
 * a deadline moves timers within the heap, hence the copy.
 */
static void
hurry(struct park *p)
{
	int64_t soon = clock_mono_us() + PARK_STOP_READ_US;
	size_t n = p->heap.n;
	struct park_timer **all = calloc(n + 1, sizeof(*all));

	if (all == NULL)
		log_die("out of memory for %zu timers", n);
	for (size_t i = 0; i < n; i++)
		all[i] = p->heap.items[i];
	for (size_t i = 0; i < n; i++) {
		struct park_request *r = (struct park_request *)all[i];

		if (r->state == PEER_READING && all[i]->deadline_us > soon)
			park_heap_set(&p->heap, all[i], soon);
	}
	free(all);
}

static void
begin_stop(struct park *p)
{
	p->stopping = true;
	p->stop_us = clock_mono_us() + PARK_STOP_US;
	set_listening(p, false);
	p->hooks->stopping(p->arg);
	hurry(p);
}

static int
wait_ms(const struct park *p, int64_t round_us)
{
	const struct park_timer *t = park_heap_first(&p->heap);
	int64_t until = round_us, now = clock_mono_us(), ms;

	if (t != NULL && t->deadline_us < until)
		until = t->deadline_us;
	if (p->accept_again_us > now && p->accept_again_us < until)
		until = p->accept_again_us;
	if (until <= now)
		return 0;
	ms = (until - now) / 1000 + 1;
	return ms > WAIT_MAX_MS ? WAIT_MAX_MS : (int)ms;
}

static void
one_round(struct park *p, int64_t round_us, const sigset_t *mask)
{
	struct epoll_event events[EVENTS_A_ROUND];
	int n;

	set_listening(p, !p->stopping && p->n_peers < p->max_peers &&
	    p->accept_again_us <= clock_mono_us());
	n = epoll_pwait(p->epoll, events, EVENTS_A_ROUND,
	    wait_ms(p, round_us), mask);
	for (int i = 0; i < n; i++) {
		void *ptr = events[i].data.ptr;

		if (ptr == &p->listening)
			accept_some(p);
		else if (ptr != &p->watched)
			on_event(p, ptr, events[i].events);
	}
	expire_due(p);
	free_closed(p);
}

static bool
is_over(const struct park *p)
{
	return p->stopping &&
	    (p->n_peers == 0 || clock_mono_us() > p->stop_us);
}

void
park_run(struct park *p)
{
	sigset_t blocked, before;
	int64_t round_us = 0;

	catch_signals(&blocked);
	sigprocmask(SIG_BLOCK, &blocked, &before);
	while (!is_over(p)) {
		one_round(p, round_us, &before);
		if (stop_wanted && !p->stopping)
			begin_stop(p);
		round_us = p->hooks->round(p->arg);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
}

void
park_watch(struct park *p, int fd, bool write)
{
	struct epoll_event ev = {
		.events = write ? EPOLLIN | EPOLLOUT : EPOLLIN,
		.data.ptr = &p->watched,
	};

	/* A closed descriptor left by itself, and its number may have come
	 * back as another one. */
	if (p->watched >= 0 && p->watched != fd)
		(void)epoll_ctl(p->epoll, EPOLL_CTL_DEL, p->watched, &ev);
	p->watched = fd;
	if (fd < 0 || epoll_ctl(p->epoll, EPOLL_CTL_MOD, fd, &ev) == 0)
		return;
	if (errno != ENOENT || epoll_ctl(p->epoll, EPOLL_CTL_ADD, fd, &ev) !=
	    0)
		log_die("epoll_ctl: %s", strerror(errno));
}

void
park_free(struct park *p)
{
	struct park_timer *t;

	if (p == NULL)
		return;
	while ((t = park_heap_first(&p->heap)) != NULL)
		peer_drop(p, (struct park_request *)t);
	free_closed(p);
	while (p->spare != NULL) {
		struct intake *in = p->spare;

		p->spare = in->next;
		free(in);
	}
	park_heap_release(&p->heap);
	close(p->epoll);
	arena_free(p->scratch);
	free(p);
}
