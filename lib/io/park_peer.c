#include "base/base.h"

#include "io/park_internal.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define READS_A_ROUND 4 /* of one peer: a fast one must not hog us */
#define SPARE_READERS 16

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
void
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

/* The peer left, or does not speak the protocol. */
void
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
	park_control(p, EPOLL_CTL_MOD, r->fd, EPOLLOUT, r);
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
	buf_init(&out, p->scratch, PARK_ANSWER_MAX);
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

void
peer_event(struct park *p, struct park_request *r, uint32_t events)
{
	if (r->state == PEER_CLOSED)
		return;
	if (r->state == PEER_WRITING) {
		peer_write(p, r);
		return;
	}
	if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
		peer_drop(p, r);
		return;
	}
	/* Before it is held, its request may be whole in the buffer. */
	if ((events & EPOLLRDHUP) != 0 && r->state == PEER_HELD) {
		p->hooks->left(p->arg, r->held);
		assert(r->state != PEER_HELD);
		return;
	}
	peer_read(p, r);
}

void
peer_new(struct park *p, int fd)
{
	struct park_request *r = calloc(1, sizeof(*r));

	if (r == NULL)
		log_die("out of memory for a peer");
	r->fd = fd;
	r->state = PEER_READING;
	p->n_peers++;
	park_heap_set(&p->heap, &r->timer, clock_mono_us() + PARK_READ_US);
	park_control(p, EPOLL_CTL_ADD, fd, EPOLLIN | EPOLLRDHUP, r);
	peer_read(p, r); /* lighttpd writes right after it connects */
}

void
peer_spares_free(struct park *p)
{
	while (p->spare != NULL) {
		struct intake *in = p->spare;

		p->spare = in->next;
		free(in);
	}
}
