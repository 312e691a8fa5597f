/* io/fcgi_record: the same request however it is split, and no other. */
#include "base/base.h"

#include "io/fcgi_record.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define BYTES_MAX ((size_t)4 << 20)

enum { BEGIN = 1, ABORT, END, PARAMS, STDIN, STDOUT, GET_VALUES = 9,
	UNKNOWN = 11 };

/* Records as a web server would send them. */
struct wire {
	uint8_t *bytes;
	size_t len;
};

/* What a reader made of them. */
struct seen {
	struct fcgi_reader reader;
	uint8_t params[FCGI_PARAMS_MAX];
	enum fcgi_step step;
	size_t used;
	uint8_t replies[FCGI_REPLY_MAX * 2];
	size_t replies_len;
};

static void
add_raw(struct wire *w, const void *p, size_t n)
{
	assert_true(w->len + n <= BYTES_MAX);
	if (n > 0)
		memcpy(w->bytes + w->len, p, n);
	w->len += n;
}

static void
add(struct wire *w, uint8_t type, uint16_t id, const void *p, size_t n)
{
	static const uint8_t zeros[8];
	uint8_t padding = (uint8_t)((0 - n) % 8);
	uint8_t head[8] = {1, type, (uint8_t)(id >> 8), (uint8_t)id,
		(uint8_t)(n >> 8), (uint8_t)n, padding, 0};

	add_raw(w, head, sizeof(head));
	add_raw(w, p, n);
	add_raw(w, zeros, padding);
}

static void
add_begin(struct wire *w, uint16_t id, uint8_t role)
{
	const uint8_t body[8] = {0, role, 0, 0, 0, 0, 0, 0};

	add(w, BEGIN, id, body, sizeof(body));
}

/* "\4\3NAMEval": lengths below 128 only. */
static size_t
pair(uint8_t *out, const char *name, const char *value)
{
	size_t n = strlen(name), v = strlen(value);

	out[0] = (uint8_t)n;
	out[1] = (uint8_t)v;
	memcpy(out + 2, name, n);
	memcpy(out + 2 + n, value, v);
	return 2 + n + v;
}

static void
add_request(struct wire *w, uint16_t id)
{
	uint8_t params[256];
	size_t n = pair(params, "REQUEST_METHOD", "GET");

	n += pair(params + n, "REQUEST_URI", "/healthz");
	n += pair(params + n, "EMPTY", "");
	add_begin(w, id, 1);
	add(w, PARAMS, id, params, 10); /* cut within a pair */
	add(w, PARAMS, id, params + 10, n - 10);
	add(w, PARAMS, id, NULL, 0);
	add(w, STDIN, id, "body", 4);
	add(w, STDIN, id, NULL, 0);
}

static struct wire *
wire_new(void)
{
	struct wire *w = calloc(1, sizeof(*w));

	assert_non_null(w);
	w->bytes = malloc(BYTES_MAX);
	assert_non_null(w->bytes);
	return w;
}

static void
wire_free(struct wire *w)
{
	free(w->bytes);
	free(w);
}

/* Feeds pieces of `piece` bytes, each from memory of exactly its size. */
static void
feed(struct seen *s, const uint8_t *p, size_t n, size_t piece)
{
	while (n > 0 && s->step == FCGI_STEP_MORE) {
		size_t now = n < piece ? n : piece, used;
		uint8_t *exact = malloc(now);

		assert_non_null(exact);
		memcpy(exact, p, now);
		s->step = fcgi_reader_feed(&s->reader, exact, now, &used);
		free(exact);
		assert_true(used == now || s->step != FCGI_STEP_MORE);
		assert_true(s->replies_len + s->reader.reply_len <=
		    sizeof(s->replies));
		memcpy(s->replies + s->replies_len, s->reader.reply,
		    s->reader.reply_len);
		s->replies_len += s->reader.reply_len;
		s->reader.reply_len = 0;
		s->used += used;
		p += used;
		n -= used;
	}
}

static struct seen *
seen_new(void)
{
	struct seen *s = calloc(1, sizeof(*s));

	assert_non_null(s);
	fcgi_reader_init(&s->reader, s->params);
	return s;
}

static struct seen *
read_wire(const struct wire *w, size_t piece)
{
	struct seen *s = seen_new();

	feed(s, w->bytes, w->len, piece);
	return s;
}

/* The step a wire leads to; frees it. */
static enum fcgi_step
step_of(struct wire *w)
{
	struct seen *s = read_wire(w, w->len);
	enum fcgi_step step = s->step;

	free(s);
	wire_free(w);
	return step;
}

static void
check_pair(const struct seen *s, size_t *at, const char *name,
    const char *value)
{
	struct fcgi_pair p;

	assert_true(fcgi_pair_next(s->params, s->reader.params_len, at, &p));
	assert_int_equal(p.name_len, strlen(name));
	assert_memory_equal(p.name, name, p.name_len);
	assert_int_equal(p.value_len, strlen(value));
	assert_memory_equal(p.value, value, p.value_len);
}

static void
check_request(const struct seen *s, const struct wire *w, uint16_t id)
{
	struct fcgi_pair p;
	size_t at = 0;

	assert_int_equal(s->step, FCGI_STEP_REQUEST);
	assert_int_equal(s->used, w->len);
	assert_int_equal(s->reader.id, id);
	assert_false(s->reader.too_large);
	assert_int_equal(s->reader.stdin_bytes, 4);
	assert_int_equal(s->replies_len, 0);
	check_pair(s, &at, "REQUEST_METHOD", "GET");
	check_pair(s, &at, "REQUEST_URI", "/healthz");
	check_pair(s, &at, "EMPTY", "");
	assert_false(fcgi_pair_next(s->params, s->reader.params_len, &at,
	    &p));
	assert_int_equal(at, s->reader.params_len);
}

static void
pieces_of_every_size_give_the_request(void **state)
{
	struct wire *w = wire_new();

	(void)state;
	add_request(w, 0x1234);
	for (size_t piece = 1; piece <= w->len; piece++) {
		struct seen *s = read_wire(w, piece);

		check_request(s, w, 0x1234);
		free(s);
	}
	wire_free(w);
}

static void
a_split_at_every_byte_gives_the_request(void **state)
{
	struct wire *w = wire_new();

	(void)state;
	add_request(w, 1);
	for (size_t at = 1; at < w->len; at++) {
		struct seen *s = seen_new();

		feed(s, w->bytes, at, at);
		assert_int_equal(s->step, FCGI_STEP_MORE);
		feed(s, w->bytes + at, w->len - at, w->len);
		check_request(s, w, 1);
		free(s);
	}
	wire_free(w);
}

static void
other_versions_and_unknown_types_break(void **state)
{
	struct wire *w = wire_new();

	(void)state;
	add_request(w, 1);
	w->bytes[0] = 2;
	assert_int_equal(step_of(w), FCGI_STEP_BROKEN);
	for (int type = 0; type < 256; type++) {
		if (type == BEGIN || type == ABORT || type == PARAMS)
			continue;
		w = wire_new();
		add_begin(w, 1, 1);
		add(w, (uint8_t)type, 1, "x", 1);
		assert_int_equal(step_of(w), FCGI_STEP_BROKEN);
	}
}

static void
records_out_of_order_break(void **state)
{
	struct wire *w = wire_new();

	(void)state;
	add_begin(w, 1, 1);
	add_begin(w, 1, 1);
	assert_int_equal(step_of(w), FCGI_STEP_BROKEN);

	w = wire_new();
	add_begin(w, 1, 1);
	add(w, PARAMS, 1, NULL, 0);
	add(w, PARAMS, 1, NULL, 0);
	assert_int_equal(step_of(w), FCGI_STEP_BROKEN);

	w = wire_new();
	add(w, BEGIN, 1, "\0\1\0\0\0\0\0", 7); /* eight bytes, says FastCGI */
	assert_int_equal(step_of(w), FCGI_STEP_BROKEN);

	w = wire_new();
	add_begin(w, 0, 1); /* 0 is management's */
	assert_int_equal(step_of(w), FCGI_STEP_BROKEN);
}

static void
malformed_pairs_break(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
	} bad[] = {
		{"\1", 1}, {"\5\1abc", 5}, {"\x80\0\0", 3},
		{"\xff\xff\xff\xff\xff\xff\xff\xff", 8},
		{"\1\x80\xff\xff\xff" "a", 6}, {"\3\1a\0bc", 6},
		{"\1\2ab\0", 5}, {"\1\1ab\1", 5},
	};

	(void)state;
	for (size_t i = 0; i < NELEM(bad); i++) {
		struct wire *w = wire_new();

		add_begin(w, 1, 1);
		add(w, PARAMS, 1, bad[i].bytes, bad[i].n);
		add(w, PARAMS, 1, NULL, 0);
		assert_int_equal(step_of(w), FCGI_STEP_BROKEN);
	}
}

static void
check_too_large(struct wire *w, bool expected)
{
	struct seen *s;

	add(w, PARAMS, 1, NULL, 0);
	add(w, STDIN, 1, NULL, 0);
	s = read_wire(w, 1000);
	assert_int_equal(s->step, FCGI_STEP_REQUEST);
	assert_int_equal(s->reader.too_large, expected);
	if (expected)
		assert_int_equal(s->reader.params_len, 0);
	free(s);
	wire_free(w);
}

static void
too_many_parameters_are_told(void **state)
{
	(void)state;
	for (size_t n = FCGI_PAIRS_MAX; n <= FCGI_PAIRS_MAX + 1; n++) {
		struct wire *w = wire_new();

		add_begin(w, 1, 1);
		for (size_t i = 0; i < n; i++)
			add(w, PARAMS, 1, "\1\1ab", 4);
		check_too_large(w, n > FCGI_PAIRS_MAX);
	}
}

static void
too_long_parameters_are_told(void **state)
{
	static uint8_t params[FCGI_PARAMS_MAX];

	(void)state;
	/* One pair that fills the limit exactly: 1 + 4 + 1 + the rest. */
	memset(params, 'v', sizeof(params));
	size_t value = sizeof(params) - 6;
	const uint8_t head[6] = {1, (uint8_t)(0x80 | value >> 24),
		(uint8_t)(value >> 16), (uint8_t)(value >> 8),
		(uint8_t)value, 'n'};
	memcpy(params, head, sizeof(head));
	for (size_t more = 0; more < 2; more++) {
		struct wire *w = wire_new();

		add_begin(w, 1, 1);
		add(w, PARAMS, 1, params, sizeof(params));
		if (more > 0)
			add(w, PARAMS, 1, "\1\1ab", 4);
		check_too_large(w, more > 0);
	}
}

static void
an_endless_body_breaks(void **state)
{
	static const uint8_t body[60000];
	struct wire *w = wire_new();

	(void)state;
	add_begin(w, 1, 1);
	add(w, PARAMS, 1, NULL, 0);
	for (size_t n = 0; n <= FCGI_STDIN_MAX; n += sizeof(body))
		add(w, STDIN, 1, body, sizeof(body));
	assert_int_equal(step_of(w), FCGI_STEP_BROKEN);
}

static void
a_second_request_is_refused(void **state)
{
	static const uint8_t refusal[16] = {1, END, 0, 2, 0, 8, 0, 0,
		0, 0, 0, 0, 1 /* CANT_MPX_CONN */, 0, 0, 0};
	struct wire *w = wire_new();
	struct seen *s;

	(void)state;
	add_begin(w, 1, 1);
	add_begin(w, 2, 1);
	add(w, PARAMS, 2, "\1\1xy", 4);
	add(w, PARAMS, 2, NULL, 0);
	add(w, STDIN, 2, NULL, 0);
	add(w, PARAMS, 1, "\1\1ab", 4);
	add(w, PARAMS, 1, NULL, 0);
	add(w, STDIN, 1, NULL, 0);
	s = read_wire(w, w->len);
	assert_int_equal(s->step, FCGI_STEP_REQUEST);
	assert_int_equal(s->reader.id, 1);
	assert_int_equal(s->reader.params_len, 4);
	assert_memory_equal(s->params, "\1\1ab", 4);
	assert_int_equal(s->replies_len, sizeof(refusal));
	assert_memory_equal(s->replies, refusal, sizeof(refusal));
	free(s);
	wire_free(w);
}

static void
other_roles_are_refused(void **state)
{
	struct wire *w = wire_new();
	struct seen *s;

	(void)state;
	add_begin(w, 1, 2);
	s = read_wire(w, w->len);
	assert_int_equal(s->step, FCGI_STEP_MORE);
	assert_int_equal(s->replies_len, 16);
	assert_int_equal(s->replies[12], 3); /* UNKNOWN_ROLE */
	free(s);
	wire_free(w);
}

static void
management_is_unknown(void **state)
{
	static const uint8_t unknown[16] = {1, UNKNOWN, 0, 0, 0, 8, 0, 0,
		GET_VALUES, 0, 0, 0, 0, 0, 0, 0};
	struct wire *w = wire_new();
	struct seen *s;

	(void)state;
	add(w, GET_VALUES, 0, "\16\0FCGI_MPXS_CONN", 16);
	add_request(w, 1);
	s = read_wire(w, 3);
	assert_int_equal(s->step, FCGI_STEP_REQUEST);
	assert_int_equal(s->replies_len, sizeof(unknown));
	assert_memory_equal(s->replies, unknown, sizeof(unknown));
	free(s);
	wire_free(w);
}

static void
odd_records_have_an_end(void **state)
{
	struct wire *w = wire_new();

	(void)state;
	for (int i = 0; i <= FCGI_ODD_MAX; i++)
		add(w, GET_VALUES, 0, NULL, 0);
	assert_int_equal(step_of(w), FCGI_STEP_BROKEN);
}

static void
an_abort_is_told_before_and_behind_the_request(void **state)
{
	struct wire *w = wire_new();
	struct seen *s;

	(void)state;
	add_begin(w, 7, 1);
	add(w, ABORT, 7, NULL, 0);
	assert_int_equal(step_of(w), FCGI_STEP_ABORTED);

	w = wire_new();
	add(w, ABORT, 8, NULL, 0); /* another's */
	add(w, ABORT, 7, NULL, 0);
	s = seen_new();
	fcgi_reader_init_after(&s->reader, 7);
	feed(s, w->bytes, w->len, 1);
	assert_int_equal(s->step, FCGI_STEP_ABORTED);
	assert_int_equal(s->used, w->len);
	free(s);
	wire_free(w);
}

static void
what_follows_a_request_is_left(void **state)
{
	struct wire *w = wire_new();
	struct seen *s;

	(void)state;
	add_request(w, 1);
	size_t whole = w->len;
	add_request(w, 2);
	s = read_wire(w, w->len);
	assert_int_equal(s->step, FCGI_STEP_REQUEST);
	assert_int_equal(s->used, whole);
	free(s);
	wire_free(w);
}

/* The text of all STDOUT records; checks their form. */
static size_t
collect(const struct buf *b, uint8_t *out)
{
	const uint8_t *p = (const uint8_t *)b->data;
	size_t at = 0, n = 0;

	for (;;) {
		size_t len = (size_t)p[at + 4] << 8 | p[at + 5];

		assert_true(at + 8 <= b->len);
		assert_int_equal(p[at], 1);
		assert_int_equal(p[at + 2] << 8 | p[at + 3], 258);
		if (p[at + 1] == END) {
			assert_int_equal(len, 8);
			assert_int_equal(at + 16, b->len);
			return n;
		}
		assert_int_equal(p[at + 1], STDOUT);
		memcpy(out + n, p + at + 8, len);
		n += len;
		at += 8 + len + p[at + 6];
	}
}

static void
answers_of_any_length_come_out_again(void **state)
{
	static const size_t lengths[] = {0, 1, 7, 8, 65527, 65528, 65529,
		65535, 65536, 200000};
	static uint8_t text[200000], out[200000];

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (uint8_t)(i * 31);
	for (size_t i = 0; i < NELEM(lengths); i++) {
		struct arena *a = arena_new(BYTES_MAX);
		struct buf b;

		buf_init(&b, a, BYTES_MAX);
		fcgi_put_stdout(&b, 258, text, lengths[i]);
		fcgi_put_end(&b, 258);
		assert_int_equal(collect(&b, out), lengths[i]);
		assert_memory_equal(out, text, lengths[i]);
		arena_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_of_every_size_give_the_request),
		cmocka_unit_test(a_split_at_every_byte_gives_the_request),
		cmocka_unit_test(other_versions_and_unknown_types_break),
		cmocka_unit_test(records_out_of_order_break),
		cmocka_unit_test(malformed_pairs_break),
		cmocka_unit_test(too_many_parameters_are_told),
		cmocka_unit_test(too_long_parameters_are_told),
		cmocka_unit_test(an_endless_body_breaks),
		cmocka_unit_test(a_second_request_is_refused),
		cmocka_unit_test(other_roles_are_refused),
		cmocka_unit_test(management_is_unknown),
		cmocka_unit_test(odd_records_have_an_end),
		cmocka_unit_test(
		    an_abort_is_told_before_and_behind_the_request),
		cmocka_unit_test(what_follows_a_request_is_left),
		cmocka_unit_test(answers_of_any_length_come_out_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
