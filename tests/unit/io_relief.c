/* io/relief: the queue's length, the answer's bytes, and who is refused. */
#include "base/base.h"

#include "io/relief.h"

#include "base/clock.h"
#include "unit.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define QUEUE 3
#define BODY 100000 /* goes into the socket at once */
#define ANSWER "Status: 503 Busy\r\n\r\nlater"

/* Two sockets in a folder of their own, and who connected. */
struct place {
	char dir[32], path[64], side[64];
	int socket, side_socket;
	int clients[64];
	size_t n_clients;
};

static int
listen_at(const char *path)
{
	struct sockaddr_un addr = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);

	assert_true(strlen(path) < sizeof(addr.sun_path));
	memcpy(addr.sun_path, path, strlen(path));
	assert_int_equal(bind(fd, (void *)&addr, sizeof(addr)), 0);
	assert_int_equal(listen(fd, 32), 0);
	return fd;
}

static void
place_init(struct place *p)
{
	memset(p, 0, sizeof(*p));
	snprintf(p->dir, sizeof(p->dir), "/tmp/relief.XXXXXX");
	assert_non_null(mkdtemp(p->dir));
	snprintf(p->path, sizeof(p->path), "%s/sock", p->dir);
	snprintf(p->side, sizeof(p->side), "%s/busy", p->dir);
	p->socket = listen_at(p->path);
	p->side_socket = listen_at(p->side);
}

static void
place_release(struct place *p)
{
	for (size_t i = 0; i < p->n_clients; i++)
		close(p->clients[i]);
	close(p->socket);
	close(p->side_socket);
	unlink(p->path);
	unlink(p->side);
	assert_int_equal(rmdir(p->dir), 0);
}

static int
enter(struct place *p)
{
	struct sockaddr_un addr = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	memcpy(addr.sun_path, p->path, strlen(p->path));
	assert_int_equal(connect(fd, (void *)&addr, sizeof(addr)), 0);
	assert_true(p->n_clients < NELEM(p->clients));
	p->clients[p->n_clients++] = fd;
	return fd;
}

static struct relief *
guard(struct arena *a, const struct place *p,
    const struct relief_policy *policy)
{
	const struct relief_door door = {
		.name = "test",
		.path = p->path,
		.socket = p->socket,
		.side = p->side_socket,
		.policy = policy,
	};
	struct relief *r = relief_open(a, &door, 1);

	assert_non_null(r);
	return r;
}

/* What the owner does, for some ticks. */
static void
run(struct relief *r, int64_t us)
{
	int64_t until = clock_mono_us() + us;

	while (clock_mono_us() < until) {
		struct pollfd fd = {.fd = relief_fd(r), .events = POLLIN};

		(void)poll(&fd, 1, 1);
		relief_run(r);
	}
}

static void
test_queue_length(void **state)
{
	struct err e = {0};
	struct place p;
	size_t length = 99;
	int diag;

	(void)state;
	place_init(&p);
	assert_int_equal(relief_diag_open(&diag, &e), RC_OK);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(relief_queue(diag, p.socket, &length, &e),
		    RC_OK);
		assert_int_equal(length, i);
		enter(&p);
	}
	close(accept(p.socket, NULL, NULL));
	assert_int_equal(relief_queue(diag, p.socket, &length, &e), RC_OK);
	assert_int_equal(length, 4);
	close(diag);
	place_release(&p);
}

static void
test_queue_of_no_socket(void **state)
{
	struct err e = {0};
	size_t length;
	int diag, null = open("/dev/null", O_RDONLY | O_CLOEXEC);

	(void)state;
	assert_int_equal(relief_diag_open(&diag, &e), RC_OK);
	assert_int_equal(relief_queue(diag, null, &length, &e), RC_INTERNAL);
	assert_int_equal(relief_queue(diag, -1, &length, &e), RC_INTERNAL);
	close(null);
	close(diag);
}

static void
test_frame(void **state)
{
	static const uint8_t wanted[] =
	    "\1\6\0\1\0\5\3\0hello\0\0\0" /* STDOUT, padded */
	    "\1\6\0\1\0\0\0\0"		  /* its end */
	    "\1\3\0\1\0\10\0\0\0\0\0\0\0\0\0\0";
	struct buf b;

	buf_init(&b, *state, RELIEF_ANSWER_MAX);
	relief_frame(&b, "hello");
	assert_int_equal(b.len, sizeof(wanted) - 1);
	assert_memory_equal(b.data, wanted, b.len);
}

/* The first ones wait in their order, the next ones are told at once, and
 * when the queue is served the door is open again. */
static void
test_the_excess_is_refused(void **state)
{
	struct relief_policy policy = {.queue_max = QUEUE, .answer = ANSWER};
	char got[256];
	struct place p;
	struct stat before, now;

	place_init(&p);
	policy.side = p.side;
	struct relief *r = guard(*state, &p, &policy);
	assert_int_equal(stat(p.path, &before), 0);
	assert_true(relief_due(r) == INT64_MAX);
	for (int i = 0; i < QUEUE + 1; i++)
		enter(&p);
	run(r, 3 * RELIEF_TICK_US);
	assert_true(relief_due(r) < INT64_MAX);

	int late = enter(&p);
	char *body = arena_alloc(*state, BODY);
	assert_int_equal(write(late, body, BODY), BODY);
	run(r, RELIEF_TICK_US);
	ssize_t n = recv(late, got, sizeof(got), 0);
	assert_true(n > 8);
	assert_memory_equal(got + 8, ANSWER, strlen(ANSWER));
	assert_int_equal(recv(late, got, sizeof(got), 0), 0);
	assert_int_equal(recv(p.clients[0], got, sizeof(got), MSG_DONTWAIT),
	    -1);

	for (int i = 0; i < QUEUE + 1; i++) {
		int fd = accept(p.socket, NULL, NULL);

		assert_true(fd >= 0);
		close(fd);
	}
	run(r, 3 * RELIEF_TICK_US);
	assert_int_equal(stat(p.path, &now), 0);
	assert_true(now.st_ino == before.st_ino);
	enter(&p);
	int fd = accept(p.socket, NULL, NULL);
	assert_true(fd >= 0);
	close(fd);
	relief_close(r);
	place_release(&p);
}

static void
test_without_names_there_is_none(void **state)
{
	const struct relief_policy policy = {.side = "/nowhere/busy",
		.queue_max = QUEUE, .answer = ANSWER};
	struct place p;

	place_init(&p);
	const struct relief_door door = {"test", p.path, p.socket,
		p.side_socket, &policy};
	assert_null(relief_open(*state, &door, 1));
	assert_int_equal(relief_fd(NULL), -1);
	assert_true(relief_due(NULL) == INT64_MAX);
	relief_run(NULL);
	place_release(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_queue_length),
		UNIT_TEST(test_queue_of_no_socket),
		UNIT_TEST(test_frame),
		UNIT_TEST(test_the_excess_is_refused),
		UNIT_TEST(test_without_names_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
