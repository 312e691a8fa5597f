/* lib/web/limit: which buckets are asked, and how often (E1). */
#include "base/base.h"

#include "web/limit.h"

#include "unit.h"

#include "base/text.h"
#include "store/rate.h"

/* In place of the database: what was asked, and what it answers. */
static struct {
	size_t calls, n;
	char keys[2][64];
	int64_t per_minute[2], burst[2], cost;
	bool refuse_batches, refuse;
	double tokens;
} asked;

enum rc
rate_take(struct scope *s UNUSED, struct rate_bucket *b, size_t n,
    int64_t cost, struct err *e UNUSED)
{
	asked.calls++;
	asked.n = n;
	asked.cost = cost;
	for (size_t i = 0; i < n; i++) {
		text_copy(asked.keys[i], sizeof(asked.keys[i]), b[i].key);
		asked.per_minute[i] = b[i].per_minute;
		asked.burst[i] = b[i].burst;
		b[i].allowed = !asked.refuse &&
		    !(asked.refuse_batches && cost > 1);
		b[i].tokens = asked.tokens;
	}
	return RC_OK;
}

struct world {
	struct limiter *limiter;
	struct route route;
	struct req q;
	struct res r;
	struct err e;
};

static struct world *
world(struct arena *a, int64_t percent, enum limit_class class)
{
	struct world *w = arena_alloc(a, sizeof(*w));

	memset(&asked, 0, sizeof(asked));
	asked.tokens = 1000;
	w->limiter = limiter_new(percent);
	arena_defer(a, (void (*)(void *))limiter_free, w->limiter);
	w->route.limit = class;
	w->q = (struct req){.arena = a, .route = &w->route,
	    .address = "203.0.113.5"};
	res_init(&w->r, a);
	return w;
}

static enum rc
check(struct world *w)
{
	buf_clear(&w->r.headers);
	memset(&w->e, 0, sizeof(w->e));
	return limit_check(w->limiter, &w->q, &w->r, &w->e);
}

static void
identify(struct world *w, uint8_t first)
{
	w->q.identity.source = IDENTITY_BEARER;
	w->q.identity.hash[0] = first;
}

static void
e1_address_and_token_have_buckets_of_their_own(void **state)
{
	struct world *w = world(*state, 100, LIMIT_POST);

	assert_int_equal(check(w), RC_OK);
	assert_int_equal(asked.n, 1);
	assert_int_equal(asked.burst[0], 600);
	w = world(*state, 100, LIMIT_POST);
	identify(w, 1);
	assert_int_equal(check(w), RC_OK);
	assert_int_equal(asked.n, 2);
	assert_int_equal(asked.burst[1], 60);
	assert_string_not_equal(asked.keys[0], asked.keys[1]);
}

static void
keys_tell_neither_address_nor_token(void **state)
{
	struct world *w = world(*state, 100, LIMIT_POST);

	identify(w, 7);
	assert_int_equal(check(w), RC_OK);
	assert_null(strstr(asked.keys[0], "203"));
	assert_memory_equal(asked.keys[0], "post:a:", 7);
	assert_memory_equal(asked.keys[1], "post:t:", 7);
	assert_int_equal(strlen(asked.keys[1]), 7 + 24);
}

static void
no_limit_asks_nothing(void **state)
{
	struct world *w = world(*state, 100, LIMIT_NONE);

	assert_int_equal(check(w), RC_OK);
	w = world(*state, 0, LIMIT_POST);
	assert_int_equal(check(w), RC_OK);
	assert_int_equal(asked.calls, 0);
	assert_int_equal(w->r.headers.len, 0);
}

static void
who_comes_again_asks_less_often(void **state)
{
	struct world *w = world(*state, 100, LIMIT_READ);

	identify(w, 1);
	for (int i = 0; i < 64; i++)
		assert_int_equal(check(w), RC_OK);
	/* Batches of 1, 2, 4, 8, 16, 32, then the share of a bucket. */
	assert_in_range(asked.calls, 6, 7);
	assert_true(asked.cost <= 600 / 16);
}

static void
a_refused_batch_is_tried_as_one(void **state)
{
	struct world *w = world(*state, 100, LIMIT_READ);

	asked.refuse_batches = true;
	for (int i = 0; i < 5; i++)
		assert_int_equal(check(w), RC_OK);
	assert_int_equal(asked.cost, 1);
}

static void
e1_limited_says_when_to_come_again(void **state)
{
	struct world *w = world(*state, 100, LIMIT_POST);

	asked.refuse = true;
	assert_int_equal(check(w), RC_LIMITED);
	assert_true(w->e.retry_after >= 1);
	/* And it is asked again the next time. */
	asked.refuse = false;
	assert_int_equal(check(w), RC_OK);
}

static void
another_caller_does_not_use_ones_tokens(void **state)
{
	struct world *w = world(*state, 100, LIMIT_POST);

	for (uint8_t i = 0; i < 200; i++) {
		size_t calls = asked.calls;

		identify(w, i);
		assert_int_equal(check(w), RC_OK);
		assert_int_equal(asked.calls, calls + 1);
	}
}

static void
the_smallest_share_is_one(void **state)
{
	struct world *w = world(*state, 1, LIMIT_START);

	assert_int_equal(check(w), RC_OK);
	assert_int_equal(asked.burst[0], 1);
	assert_int_equal(asked.per_minute[0], 1);
}

static void
headers_tell_the_policy(void **state)
{
	struct world *w = world(*state, 100, LIMIT_START);

	asked.tokens = 12.7;
	assert_int_equal(check(w), RC_OK);
	assert_non_null(strstr(w->r.headers.data,
	    "RateLimit-Policy: \"start\";q=60;w=60\r\n"));
	assert_non_null(strstr(w->r.headers.data,
	    "RateLimit: \"start\";r=12\r\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(e1_address_and_token_have_buckets_of_their_own),
		UNIT_TEST(keys_tell_neither_address_nor_token),
		UNIT_TEST(no_limit_asks_nothing),
		UNIT_TEST(who_comes_again_asks_less_often),
		UNIT_TEST(a_refused_batch_is_tried_as_one),
		UNIT_TEST(e1_limited_says_when_to_come_again),
		UNIT_TEST(another_caller_does_not_use_ones_tokens),
		UNIT_TEST(the_smallest_share_is_one),
		UNIT_TEST(headers_tell_the_policy),
	};

	return cmocka_run_group_tests_name("web_limit", tests, NULL, NULL);
}
