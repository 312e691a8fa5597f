#include "base/base.h"

#include "io/relief.h"

#include "base/clock.h"
#include "base/log.h"
#include "io/fcgi_record.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECOND_US ((int64_t)1000000)

/* Without a queue for so long, the kernel is asked no more. */
#define AWAKE_US (5 * RELIEF_TICK_US)

/* The web server numbers the only request of a connection so. */
#define REQUEST_ID 1

/*
 * Who was answered and has not hung up: closing with unread bytes would be
 * a reset for who still sends.  One that takes longer has no use for it.  So
 * many fit beside all else into the 256 descriptors we surely have.
 */
#define GUESTS_MAX 128
#define GUEST_US SECOND_US
#define DRAIN_ROUNDS 8 /* of DRAIN_BYTES, a guest and a turn */
#define DRAIN_BYTES 16384

/* A turn is short: signals and the queue are looked at in between. */
#define EVENTS_MAX 64
#define ACCEPTS_MAX 64

enum watched { WATCHED_DOOR, WATCHED_SIDE, WATCHED_GUEST };

struct door {
	struct relief_door is;
	struct buf answer;
	bool shut;	 /* who connects reaches the side socket */
	int64_t refused; /* not yet in the log */
	int64_t logged_us;
	int64_t failed_us; /* of exchange, in the log */
};

struct guest {
	int fd; /* -1: none */
	int64_t until_us;
};

struct relief {
	struct door doors[RELIEF_DOORS_MAX];
	size_t n_doors;
	struct guest guests[GUESTS_MAX];
	size_t n_guests;   /* that are here */
	size_t next_guest; /* its place, the oldest one's when all are */
	int epoll;
	int diag;
	bool awake;
	int64_t tick_us;	/* the next one, when awake */
	int64_t awake_until_us; /* moved by each queue that is seen */
};

void
relief_frame(struct buf *out, const char *answer)
{
	fcgi_put_stdout(out, REQUEST_ID, answer, strlen(answer));
	fcgi_put_end(out, REQUEST_ID);
}

enum rc
relief_diag_open(int *diag, struct err *e)
{
	*diag = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK,
	    NETLINK_SOCK_DIAG);
	if (*diag < 0)
		return err_set(e, RC_INTERNAL, "no sock_diag: %s",
		    strerror(errno));
	return RC_OK;
}

/* Finds the length in the kernel's message about one socket. */
static bool
read_length(const struct nlmsghdr *head, size_t *length)
{
	const struct unix_diag_msg *m = NLMSG_DATA(head);
	size_t fixed = NLMSG_LENGTH(sizeof(*m));

	if (head->nlmsg_type != SOCK_DIAG_BY_FAMILY ||
	    head->nlmsg_len < fixed)
		return false;
	const struct rtattr *at = (const void *)(m + 1);
	unsigned left = (unsigned)(head->nlmsg_len - fixed);
	for (; RTA_OK(at, left); at = RTA_NEXT(at, left)) {
		struct unix_diag_rqlen rq;

		if (at->rta_type != UNIX_DIAG_RQLEN ||
		    RTA_PAYLOAD(at) < sizeof(rq))
			continue;
		memcpy(&rq, RTA_DATA(at), sizeof(rq));
		*length = rq.udiag_rqueue;
		return true;
	}
	return false;
}

/* The kernel has answered before send returns: reading does not wait. */
enum rc
relief_queue(int diag, int listening, size_t *length, struct err *e)
{
	struct stat st;
	struct {
		struct nlmsghdr head;
		struct unix_diag_req req;
	} ask = {
		.head = {
			.nlmsg_len = sizeof(ask),
			.nlmsg_type = SOCK_DIAG_BY_FAMILY,
			.nlmsg_flags = NLM_F_REQUEST,
		},
		.req = {
			.sdiag_family = AF_UNIX,
			.udiag_states = UINT32_MAX,
			.udiag_show = UDIAG_SHOW_RQLEN,
			.udiag_cookie = {UINT32_MAX, UINT32_MAX}, /* any */
		},
	};
	union {
		struct nlmsghdr head;
		char bytes[1024];
	} got;

	if (fstat(listening, &st) != 0)
		return err_set(e, RC_INTERNAL, "fstat: %s", strerror(errno));
	ask.req.udiag_ino = (uint32_t)st.st_ino;
	if (send(diag, &ask, sizeof(ask), 0) != (ssize_t)sizeof(ask))
		return err_set(e, RC_INTERNAL, "cannot ask sock_diag: %s",
		    strerror(errno));
	ssize_t n = recv(diag, &got, sizeof(got), 0);
	if (n < 0)
		return err_set(e, RC_INTERNAL, "sock_diag is silent: %s",
		    strerror(errno));
	if (!NLMSG_OK(&got.head, (size_t)n) ||
	    !read_length(&got.head, length))
		return err_set(e, RC_INTERNAL, "sock_diag tells no queue "
		    "length (message %u)", got.head.nlmsg_type);
	return RC_OK;
}

static bool
exchange(const struct door *d)
{
	return renameat2(AT_FDCWD, d->is.path, AT_FDCWD, d->is.policy->side,
	    RENAME_EXCHANGE) == 0;
}

static bool
watch(const struct relief *r, int op, int fd, enum watched what, size_t i,
    bool wanted)
{
	struct epoll_event ev = {
		.events = wanted ? EPOLLIN : 0,
		.data.u64 = (uint64_t)what << 32 | i,
	};

	return epoll_ctl(r->epoll, op, fd, &ev) == 0;
}

/* All that could fail later is tried now, before anybody connects. */
static enum rc
open_door(struct arena *a, struct relief *r, const struct relief_door *is,
    struct err *e)
{
	size_t i = r->n_doors++, length;
	struct door *d = &r->doors[i];
	enum rc rc;

	d->is = *is;
	buf_init(&d->answer, a, RELIEF_ANSWER_MAX);
	relief_frame(&d->answer, is->policy->answer);
	assert(!d->answer.overflow);
	rc = relief_queue(r->diag, is->socket, &length, e);
	if (rc != RC_OK)
		return rc;
	if (!exchange(d) || !exchange(d))
		return err_set(e, RC_INTERNAL, "cannot exchange %s and %s: "
		    "%s", is->path, is->policy->side, strerror(errno));
	if (!watch(r, EPOLL_CTL_ADD, is->socket, WATCHED_DOOR, i, true) ||
	    !watch(r, EPOLL_CTL_ADD, is->side, WATCHED_SIDE, i, true))
		return err_set(e, RC_INTERNAL, "epoll: %s", strerror(errno));
	return RC_OK;
}

struct relief *
relief_open(struct arena *a, const struct relief_door *doors, size_t n_doors)
{
	struct relief *r = arena_alloc(a, sizeof(*r));
	struct err e = {0};

	assert(n_doors <= RELIEF_DOORS_MAX);
	for (size_t i = 0; i < GUESTS_MAX; i++)
		r->guests[i].fd = -1;
	r->diag = -1;
	r->epoll = epoll_create1(EPOLL_CLOEXEC);
	enum rc rc = r->epoll >= 0 ? relief_diag_open(&r->diag, &e) :
	    err_set(&e, RC_INTERNAL, "epoll: %s", strerror(errno));
	for (size_t i = 0; rc == RC_OK && i < n_doors; i++)
		rc = open_door(a, r, &doors[i], &e);
	if (rc == RC_OK)
		return r;
	log_event(LOG_LEVEL_WARN, "overload will not be refused early",
	    LOG_TEXT("error", e.message));
	relief_close(r);
	return NULL;
}

static void
drop_guest(struct relief *r, struct guest *g)
{
	if (g->fd < 0)
		return;
	close(g->fd);
	g->fd = -1;
	r->n_guests--;
}

void
relief_close(struct relief *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < GUESTS_MAX; i++)
		drop_guest(r, &r->guests[i]);
	if (r->diag >= 0)
		close(r->diag);
	if (r->epoll >= 0)
		close(r->epoll);
}

int
relief_fd(const struct relief *r)
{
	return r == NULL ? -1 : r->epoll;
}

int64_t
relief_due(const struct relief *r)
{
	return r != NULL && r->awake ? r->tick_us : INT64_MAX;
}

/* True: more may come from this peer. */
static bool
drain(int fd)
{
	char waste[DRAIN_BYTES];

	for (int i = 0; i < DRAIN_ROUNDS; i++) {
		ssize_t n = recv(fd, waste, sizeof(waste), MSG_DONTWAIT);

		if (n <= 0)
			return n < 0 && (errno == EAGAIN || errno == EINTR);
	}
	return true;
}

static void
wake(struct relief *r, int64_t now)
{
	r->awake_until_us = now + AWAKE_US;
	if (r->awake)
		return;
	r->awake = true;
	r->tick_us = now;
	for (size_t i = 0; i < r->n_doors; i++)
		(void)watch(r, EPOLL_CTL_MOD, r->doors[i].is.socket,
		    WATCHED_DOOR, i, false);
}

static void
sleep_again(struct relief *r)
{
	r->awake = false;
	for (size_t i = 0; i < r->n_doors; i++)
		(void)watch(r, EPOLL_CTL_MOD, r->doors[i].is.socket,
		    WATCHED_DOOR, i, true);
}

/* The answer fits into any socket's buffer, so it is sent whole or the peer
 * has gone. */
static void
refuse(struct relief *r, struct door *d, int fd, int64_t now)
{
	struct guest *g = &r->guests[r->next_guest];
	size_t i = r->next_guest;

	d->refused++;
	if (send(fd, d->answer.data, d->answer.len, MSG_DONTWAIT |
	    MSG_NOSIGNAL) != (ssize_t)d->answer.len ||
	    shutdown(fd, SHUT_WR) != 0 || !drain(fd)) {
		close(fd);
		return;
	}
	drop_guest(r, g);
	if (!watch(r, EPOLL_CTL_ADD, fd, WATCHED_GUEST, i, true)) {
		close(fd);
		return;
	}
	*g = (struct guest){fd, now + GUEST_US};
	r->n_guests++;
	r->next_guest = (i + 1) % GUESTS_MAX;
}

static void
refuse_waiting(struct relief *r, struct door *d, int64_t now)
{
	wake(r, now);
	for (int i = 0; i < ACCEPTS_MAX; i++) {
		int fd = accept4(d->is.side, NULL, NULL,
		    SOCK_CLOEXEC | SOCK_NONBLOCK);

		if (fd >= 0)
			refuse(r, d, fd, now);
		else if (errno != EINTR && errno != ECONNABORTED)
			return;
	}
}

/* A wide gap between shutting and opening: names do not flutter. */
static void
look_at(struct relief *r, struct door *d, int64_t now)
{
	size_t most = d->is.policy->queue_max, length = 0;
	struct err e = {0};

	if (relief_queue(r->diag, d->is.socket, &length, &e) != RC_OK)
		length = 0; /* better served late than refused for ever */
	if (length > 0 || d->shut)
		wake(r, now);
	if (d->shut ? length > most / 2 : length <= most)
		return;
	if (exchange(d)) {
		d->shut = !d->shut;
		return;
	}
	if (d->failed_us != 0 && now - d->failed_us < SECOND_US)
		return; /* tried again at each tick */
	d->failed_us = now;
	log_event(LOG_LEVEL_ERROR, "the sockets cannot be exchanged",
	    LOG_TEXT("name", d->is.name), LOG_TEXT("error", strerror(errno)));
}

static void
tell(struct door *d, int64_t now)
{
	if (d->refused == 0 || now - d->logged_us < SECOND_US)
		return;
	log_event(LOG_LEVEL_WARN, "too many wait: requests refused",
	    LOG_TEXT("name", d->is.name), LOG_I64("refused", d->refused));
	d->refused = 0;
	d->logged_us = now;
}

static void
tick(struct relief *r, int64_t now)
{
	bool untold = false;

	r->tick_us = now + RELIEF_TICK_US;
	for (size_t i = 0; i < r->n_doors; i++) {
		struct door *d = &r->doors[i];

		look_at(r, d, now);
		tell(d, now);
		untold = untold || d->refused > 0;
	}
	for (size_t i = 0; r->n_guests > 0 && i < GUESTS_MAX; i++)
		if (now >= r->guests[i].until_us)
			drop_guest(r, &r->guests[i]);
	if (now >= r->awake_until_us && r->n_guests == 0 && !untold)
		sleep_again(r);
}

void
relief_run(struct relief *r)
{
	struct epoll_event events[EVENTS_MAX];
	int64_t now = clock_mono_us();

	if (r == NULL)
		return;
	int n = epoll_wait(r->epoll, events, EVENTS_MAX, 0);
	for (int i = 0; i < n; i++) {
		size_t at = (uint32_t)events[i].data.u64;

		switch ((enum watched)(events[i].data.u64 >> 32)) {
		case WATCHED_DOOR:
			wake(r, now);
			break;
		case WATCHED_SIDE:
			refuse_waiting(r, &r->doors[at], now);
			break;
		case WATCHED_GUEST:
			if (!drain(r->guests[at].fd))
				drop_guest(r, &r->guests[at]);
			break;
		}
	}
	if (r->awake && now >= r->tick_us)
		tick(r, now);
}
