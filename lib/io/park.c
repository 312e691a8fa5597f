#include "base/base.h"

#include "io/park_internal.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define EVENTS_A_ROUND 512
#define ACCEPT_A_ROUND 256 /* then those who are here come first */
#define ACCEPT_PAUSE_US 100000 /* when descriptors have run out */
#define WAIT_MAX_MS 1000

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

void
park_control(struct park *p, int op, int fd, uint32_t events, void *ptr)
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
	p->scratch = arena_new(2 * PARK_ANSWER_MAX);
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
	park_control(p, on ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, PARK_LISTEN_FD,
	    EPOLLIN, &p->listening);
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
			peer_event(p, ptr, events[i].events);
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
	peer_spares_free(p);
	park_heap_release(&p->heap);
	close(p->epoll);
	arena_free(p->scratch);
	free(p);
}
