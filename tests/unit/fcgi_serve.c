/* io/fcgi: requests by FastCGI and by CGI, and how signals end the loop. */
#include "base/base.h"

#include "unit.h"

#include "base/buf.h"
#include "base/clock.h"
#include "io/fcgi.h"

#include <fcntl.h>
#include <linux/sockios.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define WAIT_MS 5000
#define BODY_MAX 1000000

/* FastCGI 1.0, 8: record types. */
enum { BEGIN = 1, END = 3, PARAMS = 4, IN = 5, OUT = 6 };

struct server {
	struct arena *arena;
	char path[64];
	int listener;
	int go[2];   /* a byte lets a handler that waits go on */
	int done[2]; /* a byte comes from work after the answer */
	pid_t pids[4];
	size_t n;
};

static void
wait_for_byte(int fd)
{
	char c;

	while (read(fd, &c, 1) < 0)
		;
}

/* Answers with the code of the body (or the variables), then the body. */
static void
answer(struct fcgi *f, struct server *s, struct arena *a)
{
	const char *path = fcgi_env(f, "PATH_INFO"), *body = "";
	struct err e = {0};
	size_t len = 0;
	struct buf b;

	buf_init(&b, a, 2 * BODY_MAX);
	if (path != NULL && strcmp(path, "/wait") == 0)
		wait_for_byte(s->go[0]);
	enum rc rc = fcgi_check_env(f, &e);
	if (rc == RC_OK)
		rc = fcgi_body(f, a, BODY_MAX, &body, &len, &e);
	buf_printf(&b, "Status: 200\r\n\r\n%s %s ", rc_name(rc),
	    path == NULL ? "(none)" : path);
	buf_add(&b, body, len);
	fcgi_write(f, b.data, b.len);
	fcgi_finish(f);
	assert(fcgi_env(f, "PATH_INFO") == NULL);
	wait_for_byte(s->go[0]);
	(void)!write(s->done[1], "x", 1);
}

NORETURN static void
serve(struct server *s)
{
	struct fcgi *f = fcgi_new();
	struct arena *a = arena_new(ARENA_REQUEST_MAX);

	while (fcgi_accept(f)) {
		answer(f, s, a);
		arena_reset(a);
	}
	arena_free(a);
	fcgi_free(f);
	_exit(7);
}

static int
setup(void **state)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	struct server *s = arena_alloc(a, sizeof(*s));
	struct sockaddr_un at = {.sun_family = AF_UNIX};

	*state = s;
	s->arena = a;
	signal(SIGPIPE, SIG_IGN);
	snprintf(s->path, sizeof(s->path), "/tmp/biwoco-fcgi-%d",
	    (int)getpid());
	snprintf(at.sun_path, sizeof(at.sun_path), "%s", s->path);
	unlink(s->path);
	s->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	return bind(s->listener, (struct sockaddr *)&at, sizeof(at)) != 0 ||
	    listen(s->listener, 64) != 0 || pipe(s->go) != 0 ||
	    pipe(s->done) != 0;
}

static void
start(struct server *s)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(s->listener, 0);
		serve(s);
	}
	s->pids[s->n++] = pid;
}

/* Lets handlers go on, as often as wanted. */
static void
go(struct server *s, size_t n)
{
	while (n-- > 0)
		assert_int_equal(write(s->go[1], "x", 1), 1);
}

static bool
readable(int fd, int ms)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	return poll(&p, 1, ms) == 1;
}

/* Ends by itself within the time; 7 is the regular end. */
static void
ends(struct server *s)
{
	int64_t deadline = clock_mono_us() + WAIT_MS * 1000;

	while (s->n > 0) {
		int status;
		pid_t pid = s->pids[s->n - 1];

		if (waitpid(pid, &status, WNOHANG) == pid) {
			assert_true(WIFEXITED(status));
			assert_int_equal(WEXITSTATUS(status), 7);
			s->n--;
			continue;
		}
		if (clock_mono_us() > deadline)
			fail_msg("process %d does not end", (int)pid);
		poll(NULL, 0, 2);
	}
}

static void
terminate(struct server *s)
{
	for (size_t i = 0; i < s->n; i++)
		kill(s->pids[i], SIGTERM);
}

static int
teardown(void **state)
{
	struct server *s = *state;

	for (size_t i = 0; i < s->n; i++) {
		kill(s->pids[i], SIGKILL);
		waitpid(s->pids[i], NULL, 0);
	}
	unlink(s->path);
	close(s->listener);
	for (int i = 0; i < 2; i++) {
		close(s->go[i]);
		close(s->done[i]);
	}
	arena_free(s->arena);
	return 0;
}

static void
add_record(struct buf *b, int type, const void *p, size_t n)
{
	unsigned char h[8] = {1, (unsigned char)type, 0, 1,
	    (unsigned char)(n >> 8), (unsigned char)n, 0, 0};

	assert_true(n < 65536);
	buf_add(b, h, sizeof(h));
	buf_add(b, p, n);
}

static void
add_param(struct buf *b, const char *name, const char *value)
{
	size_t n = strlen(name), v = strlen(value);

	assert_true(n < 128);
	buf_putc(b, (char)n);
	const unsigned char long_value[4] = {(unsigned char)(v >> 24 | 0x80),
	    (unsigned char)(v >> 16), (unsigned char)(v >> 8),
	    (unsigned char)v};
	buf_add(b, long_value, 4);
	buf_puts(b, name);
	buf_puts(b, value);
}

/* A whole request; `length` NULL: that of the body. */
static void
add_request(struct buf *b, const char *path, const char *length,
    const char *body, struct buf *params)
{
	/* Role responder; "keep the connection", which is not to happen. */
	static const unsigned char begin[8] = {0, 1, 1, 0, 0, 0, 0, 0};
	size_t n = strlen(body);

	add_param(params, "PATH_INFO", path);
	add_param(params, "CONTENT_LENGTH", length != NULL ? length :
	    arena_printf(b->arena, "%zu", n));
	add_record(b, BEGIN, begin, sizeof(begin));
	for (size_t i = 0; i < params->len; i += 60000)
		add_record(b, PARAMS, params->data + i,
		    params->len - i < 60000 ? params->len - i : 60000);
	add_record(b, PARAMS, "", 0);
	for (size_t i = 0; i < n; i += 60000)
		add_record(b, IN, body + i, n - i < 60000 ? n - i : 60000);
	add_record(b, IN, "", 0);
}

static int
connect_to(struct server *s)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(at.sun_path, sizeof(at.sun_path), "%s", s->path);
	assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	return fd;
}

static void
send_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t sent = write(fd, p, n);

		if (sent <= 0)
			return; /* the other side does not want it all */
		p += sent;
		n -= (size_t)sent;
	}
}

static void
read_exactly(int fd, void *p, size_t n)
{
	for (size_t have = 0; have < n;) {
		if (!readable(fd, WAIT_MS))
			fail_msg("no answer");
		ssize_t got = read(fd, (char *)p + have, n - have);

		if (got <= 0)
			fail_msg("the answer ends early");
		have += (size_t)got;
	}
}

/* The answer's body, up to the record that ends it. */
static const char *
receive(struct server *s, int fd)
{
	char content[65536 + 256];
	unsigned char h[8];
	struct buf b;

	buf_init(&b, s->arena, 2 * BODY_MAX);
	do {
		read_exactly(fd, h, sizeof(h));
		size_t n = (size_t)h[4] << 8 | h[5];
		read_exactly(fd, content, n + h[6]);
		if (h[1] == OUT)
			buf_add(&b, content, n);
	} while (h[1] != END);
	/* A kept connection would hold the process for one peer. */
	assert_true(readable(fd, WAIT_MS));
	assert_true(read(fd, content, 1) <= 0);
	close(fd);
	const char *body = strstr(b.data, "\r\n\r\n");
	assert_non_null(body);
	return body + 4;
}

static int
send_request(struct server *s, const char *path, const char *length,
    const char *body)
{
	struct buf b, params;
	int fd = connect_to(s);

	buf_init(&b, s->arena, 4 * BODY_MAX);
	buf_init(&params, s->arena, BODY_MAX);
	add_request(&b, path, length, body, &params);
	send_all(fd, b.data, b.len);
	return fd;
}

static const char *
ask(struct server *s, const char *path, const char *length, const char *body)
{
	go(s, 1);
	return receive(s, send_request(s, path, length, body));
}

static void
requests_are_answered_one_after_the_other(void **state)
{
	struct server *s = *state;

	start(s);
	assert_string_equal(ask(s, "/a", NULL, "hello"), "ok /a hello");
	assert_string_equal(ask(s, "/b", "", ""), "ok /b ");
	assert_string_equal(ask(s, "/c", "00005", "hello"), "ok /c hello");
	terminate(s);
	ends(s);
}

static void
a_large_body_arrives_whole(void **state)
{
	struct server *s = *state;
	char *body = arena_alloc(s->arena, BODY_MAX + 1);

	for (size_t i = 0; i < BODY_MAX; i++)
		body[i] = (char)('a' + i % 26);
	start(s);
	const char *got = ask(s, "/", NULL, body);
	assert_memory_equal(got, "ok / ", 5);
	assert_string_equal(got + 5, body);
}

static void
a3_the_length_is_read_strictly(void **state)
{
	static const char *const wrong[] = {"-1", "+5", "5x", "0x5", " 5",
	    "5 ", "5,5", "18446744073709551616", "1e3", "99999999999999999999"};
	struct server *s = *state;

	start(s);
	for (size_t i = 0; i < NELEM(wrong); i++)
		assert_string_equal(ask(s, "/", wrong[i], "hello"),
		    "invalid / ");
	assert_string_equal(ask(s, "/", "1000001", ""), "too_large / ");
	assert_string_equal(ask(s, "/", "18446744073709551615", ""),
	    "too_large / ");
}

static void
a3_a_short_body_is_not_processed(void **state)
{
	struct server *s = *state;

	start(s);
	assert_string_equal(ask(s, "/", "6", "hello"), "invalid / ");
	assert_string_equal(ask(s, "/", "6", ""), "invalid / ");
	assert_string_equal(ask(s, "/", NULL, "hello"), "ok / hello");
}

static const char *
ask_with(struct server *s, size_t n, size_t size)
{
	struct buf b, params;
	char *value = arena_alloc(s->arena, size + 1);
	int fd = connect_to(s);

	memset(value, 'v', size);
	buf_init(&b, s->arena, 4 * BODY_MAX);
	buf_init(&params, s->arena, BODY_MAX);
	for (size_t i = 0; i < n; i++)
		add_param(&params, arena_printf(s->arena, "X_%zu", i), value);
	add_request(&b, "/", NULL, "", &params);
	send_all(fd, b.data, b.len);
	go(s, 1);
	return receive(s, fd);
}

static void
a2_too_many_or_too_long_variables_are_refused(void **state)
{
	struct server *s = *state;

	start(s);
	/* Three more are path, length, and FCGI_ROLE from libfcgi. */
	assert_string_equal(ask_with(s, FCGI_ENV_COUNT_MAX - 3, 1), "ok / ");
	assert_string_equal(ask_with(s, FCGI_ENV_COUNT_MAX - 2, 1),
	    "too_large / ");
	assert_string_equal(ask_with(s, 1, 60000), "ok / ");
	assert_string_equal(ask_with(s, 1, 65536), "too_large / ");
}

static void
the_answer_ends_before_the_work_after_it(void **state)
{
	struct server *s = *state;

	start(s);
	assert_string_equal(receive(s, send_request(s, "/", NULL, "")),
	    "ok / ");
	assert_false(readable(s->done[0], 0));
	go(s, 1);
	assert_true(readable(s->done[0], WAIT_MS));
}

static void
k7_an_idle_program_ends_at_once(void **state)
{
	struct server *s = *state;

	start(s);
	assert_string_equal(ask(s, "/", NULL, ""), "ok / ");
	assert_true(readable(s->done[0], WAIT_MS));
	poll(NULL, 0, 20); /* into the wait, most likely */
	int64_t before = clock_mono_us();
	terminate(s);
	ends(s);
	assert_in_range(clock_mono_us() - before, 0, 500000);
}

static void
k7_a_request_that_has_begun_is_finished(void **state)
{
	struct server *s = *state;

	start(s);
	int fd = send_request(s, "/wait", NULL, "hello");
	poll(NULL, 0, 50);
	terminate(s);
	poll(NULL, 0, 20);
	go(s, 2);
	assert_string_equal(receive(s, fd), "ok /wait hello");
	ends(s);
}

/* Until the server has read all that was sent; of nothing, a good while. */
static void
wait_until_read(int fd, size_t sent)
{
	int unread = 1;

	poll(NULL, 0, sent == 0 ? 200 : 0);
	for (int ms = 0; ms < WAIT_MS && sent > 0 && unread > 0; ms++) {
		assert_int_equal(ioctl(fd, SIOCOUTQ, &unread), 0);
		poll(NULL, 0, 1);
	}
}

/* Also when nothing of it has: libfcgi waits for the first byte with select,
 * which a signal ends, and then closes the connection. */
static void
k7_a_request_of_which_half_has_arrived_is_finished(void **state)
{
	struct server *s = *state;
	struct buf b, params;

	start(s);
	buf_init(&b, s->arena, BODY_MAX);
	buf_init(&params, s->arena, BODY_MAX);
	add_request(&b, "/half", NULL, "hello", &params);
	for (size_t cut = 0; cut < b.len; cut += 7) {
		int fd = connect_to(s);

		send_all(fd, b.data, cut);
		wait_until_read(fd, cut);
		terminate(s);
		poll(NULL, 0, 5);
		send_all(fd, b.data + cut, b.len - cut);
		go(s, 1);
		assert_string_equal(receive(s, fd), "ok /half hello");
		ends(s);
		start(s);
	}
}

/* Each connection wakes all that wait; those that come too late must not
 * stick in accept(), where the signal does not reach them. */
static void
k7_several_processes_share_the_socket(void **state)
{
	struct server *s = *state;

	for (int round = 0; round < 10; round++) {
		for (size_t i = 0; i < NELEM(s->pids); i++)
			start(s);
		poll(NULL, 0, 20); /* into the wait, most likely */
		for (int i = 0; i < 4; i++)
			assert_string_equal(ask(s, "/", NULL, "hello"),
			    "ok / hello");
		terminate(s);
		ends(s);
	}
}

/* As CGI: the request in environment and standard input. */
static pid_t
start_cgi(struct server *s, const char *length, int *in, int *out)
{
	int to[2], from[2];

	assert_int_equal(pipe(to), 0);
	assert_int_equal(pipe(from), 0);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(to[0], 0);
		dup2(from[1], 1);
		close(to[1]);
		close(from[0]);
		close(from[1]);
		clearenv();
		setenv("PATH_INFO", "/cgi", 1);
		setenv("CONTENT_LENGTH", length, 1);
		serve(s);
	}
	close(to[0]);
	close(from[1]);
	*in = to[1];
	*out = from[0];
	s->pids[s->n++] = pid;
	return pid;
}

static void
the_same_program_serves_cgi(void **state)
{
	struct server *s = *state;
	char answer[256] = "";
	size_t n = 0;
	int in, out;

	start_cgi(s, "5", &in, &out);
	send_all(in, "hel", 3);
	poll(NULL, 0, 10);
	send_all(in, "lo and more", 11);
	while (readable(out, WAIT_MS)) { /* until its end */
		ssize_t got = read(out, answer + n, sizeof(answer) - 1 - n);

		if (got <= 0)
			break;
		n += (size_t)got;
	}
	assert_string_equal(answer, "Status: 200\r\n\r\nok /cgi hello");
	assert_false(readable(s->done[0], 0)); /* the work goes on */
	go(s, 1);
	assert_true(readable(s->done[0], WAIT_MS));
	ends(s);
	close(in);
	close(out);
}

static void
a3_a_short_body_of_cgi_is_not_processed(void **state)
{
	struct server *s = *state;
	char answer[256] = "";
	int in, out;

	start_cgi(s, "6", &in, &out);
	send_all(in, "hello", 5);
	close(in);
	go(s, 1);
	assert_true(readable(out, WAIT_MS));
	assert_true(read(out, answer, sizeof(answer) - 1) > 0);
	assert_non_null(strstr(answer, "invalid /cgi "));
	ends(s);
	close(out);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(requests_are_answered_one_after_the_other),
		TEST(a_large_body_arrives_whole),
		TEST(a3_the_length_is_read_strictly),
		TEST(a3_a_short_body_is_not_processed),
		TEST(a2_too_many_or_too_long_variables_are_refused),
		TEST(the_answer_ends_before_the_work_after_it),
		TEST(k7_an_idle_program_ends_at_once),
		TEST(k7_a_request_that_has_begun_is_finished),
		TEST(k7_a_request_of_which_half_has_arrived_is_finished),
		TEST(k7_several_processes_share_the_socket),
		TEST(the_same_program_serves_cgi),
		TEST(a3_a_short_body_of_cgi_is_not_processed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
