/* io/db: the half that never waits. */
#include "base/base.h"

#include "scratch.h"

#include "base/clock.h"

#include <poll.h>

#define WAIT_US 5000000

/* Waits for the handle's descriptor, as the events program does. */
static void
wait_for(struct db *db)
{
	struct pollfd p = {.fd = db_fd(db), .events = POLLIN};

	assert_true(p.fd >= 0);
	if (db_wants_write(db))
		p.events |= POLLOUT;
	assert_true(poll(&p, 1, 1000) >= 0);
}

static enum rc
connect_to(struct db *db, struct err *e)
{
	int64_t deadline = clock_mono_us() + WAIT_US;
	enum rc rc;

	while ((rc = db_connect_step(db, e)) == RC_PARKED) {
		assert_true(clock_mono_us() < deadline);
		wait_for(db);
	}
	return rc;
}

static enum rc
receive(struct scratch *s, struct db *db, struct db_rows **rows,
    size_t *n_parked, struct err *e)
{
	int64_t deadline = clock_mono_us() + WAIT_US;
	enum rc rc;

	*n_parked = 0;
	while ((rc = db_receive(db, s->arena, rows, e)) == RC_PARKED) {
		++*n_parked;
		assert_true(clock_mono_us() < deadline);
		wait_for(db);
	}
	return rc;
}

static enum rc
ask(struct scratch *s, const struct db_query *q, struct db_args args,
    struct db_rows **rows, struct err *e)
{
	size_t n_parked;
	enum rc rc = db_send(s->db, q, args, e);

	return rc != RC_OK ? rc : receive(s, s->db, rows, &n_parked, e);
}

static const struct db_query slow_twice = {
	.name = "slow_twice",
	.text = "select $1::bigint * 2 as v from pg_sleep(0.1)",
	.expect = DB_ONE,
	.read = true,
	.n_args = 1,
	.types = {DB_TYPE_I64},
};

static void
a_query_is_answered_without_waiting(void **state)
{
	struct scratch *s = *state;
	struct db_rows *r = NULL;
	struct err e = {0};
	size_t n_parked;

	assert_int_equal(db_fd(s->db), -1);
	assert_int_equal(connect_to(s->db, &e), RC_OK);
	assert_true(db_fd(s->db) >= 0);
	for (int64_t i = 1; i <= 3; i++) { /* prepared at the first */
		int64_t start = clock_mono_us();
		assert_int_equal(db_send(s->db, &slow_twice,
		    DB_ARGS(db_i64(i)), &e), RC_OK);
		assert_int_equal(db_receive(s->db, s->arena, &r, &e),
		    RC_PARKED);
		assert_true(clock_mono_us() - start < 80000);
		assert_int_equal(receive(s, s->db, &r, &n_parked, &e), RC_OK);
		assert_int_equal(db_row_i64(r, 0, "v"), 2 * i);
	}
}

static void
errors_have_the_same_codes(void **state)
{
	struct scratch *s = *state;
	struct db_rows *r = NULL;
	struct err e = {0};

	assert_int_equal(connect_to(s->db, &e), RC_OK);
	assert_int_equal(ask(s, scratch_query(s, (struct db_query){
	    .text = "select nonsense"}), DB_NO_ARGS, &r, &e), RC_INTERNAL);
	assert_int_equal(ask(s, scratch_query(s, (struct db_query){
	    .text = "select 1 / $1::int", .expect = DB_ONE, .n_args = 1,
	    .types = {DB_TYPE_I64}}), DB_ARGS(db_i64(0)), &r, &e),
	    RC_INTERNAL);
	assert_int_equal(ask(s, scratch_query(s, (struct db_query){
	    .text = "select 1 where false", .expect = DB_ONE}), DB_NO_ARGS,
	    &r, &e), RC_NOT_FOUND);
	assert_int_equal(ask(s, &slow_twice, DB_ARGS(db_i64(4)), &r, &e),
	    RC_OK);
	assert_int_equal(db_row_i64(r, 0, "v"), 8);
}

static void
large_arguments_are_sent_in_pieces(void **state)
{
	struct scratch *s = *state;
	size_t n = (size_t)8 << 20;
	char *text = arena_alloc(s->arena, n + 1);
	struct db_rows *r = NULL;
	struct err e = {0};

	memset(text, 'x', n);
	assert_int_equal(connect_to(s->db, &e), RC_OK);
	assert_int_equal(ask(s, scratch_query(s, (struct db_query){
	    .text = "select length($1::text)::bigint as v, $1::text as t",
	    .expect = DB_ONE, .n_args = 1, .types = {DB_TYPE_TEXT}}),
	    DB_ARGS(db_text(text)), &r, &e), RC_OK);
	assert_int_equal(db_row_i64(r, 0, "v"), n);
	assert_string_equal(db_row_text(r, 0, "t"), text);
}

static void
a_database_that_is_away_is_busy(void **state)
{
	struct scratch *s = *state;
	struct db *db = scratch_open(s, "host=/nonexistent", DB_LIMITS_WEB);
	struct err e = {0};

	assert_int_equal(connect_to(db, &e), RC_BUSY);
	assert_int_equal(db_fd(db), -1);
	assert_int_equal(db_send(db, &slow_twice, DB_ARGS(db_i64(4)), &e),
	    RC_BUSY);
}

static void
listen_to(struct scratch *s)
{
	struct db_rows *r = NULL;
	struct err e = {0};
	size_t n_parked;

	assert_int_equal(connect_to(s->db, &e), RC_OK);
	assert_int_equal(db_listen(s->db, "odd \"name\"", &e), RC_OK);
	assert_int_equal(receive(s, s->db, &r, &n_parked, &e), RC_OK);
}

static const char *
hear(struct scratch *s)
{
	int64_t deadline = clock_mono_us() + WAIT_US;
	const char *payload;

	while ((payload = db_notification(s->db, s->arena)) == NULL) {
		assert_true(clock_mono_us() < deadline);
		wait_for(s->db);
	}
	return payload;
}

static void
notifications_arrive_in_order(void **state)
{
	struct scratch *s = *state;

	listen_to(s);
	assert_null(db_notification(s->db, s->arena));
	db_notify(s->admin, "odd \"name\"", "first");
	db_notify(s->admin, "another", "not ours");
	db_notify(s->admin, "odd \"name\"", "second");
	assert_string_equal(hear(s), "first");
	assert_string_equal(hear(s), "second");
	assert_null(db_notification(s->db, s->arena));
}

/* One that comes while a query is in flight is not lost. */
static void
a_notification_amid_a_query_is_kept(void **state)
{
	struct scratch *s = *state;
	struct db_rows *r = NULL;
	struct err e = {0};
	size_t n_parked;

	listen_to(s);
	assert_int_equal(db_send(s->db, &slow_twice, DB_ARGS(db_i64(1)), &e),
	    RC_OK);
	db_notify(s->admin, "odd \"name\"", "meanwhile");
	assert_int_equal(receive(s, s->db, &r, &n_parked, &e), RC_OK);
	assert_string_equal(hear(s), "meanwhile");
}

static int64_t
own_pid(struct scratch *s)
{
	static const struct db_query q = {
		.name = "own_pid",
		.text = "select pg_backend_pid()::bigint as v",
		.expect = DB_ONE,
	};
	struct db_rows *r = NULL;
	struct err e = {0};

	assert_int_equal(ask(s, &q, DB_NO_ARGS, &r, &e), RC_OK);
	return db_row_i64(r, 0, "v");
}

static void
kill_it(struct scratch *s)
{
	scratch_do_alone(s, arena_printf(s->arena,
	    "select pg_terminate_backend(%d)", (int)own_pid(s)));
}

static void
l1_a_lost_listener_is_noticed_and_connects_again(void **state)
{
	struct scratch *s = *state;

	listen_to(s);
	kill_it(s);
	int64_t deadline = clock_mono_us() + WAIT_US;
	while (db_fd(s->db) >= 0) {
		assert_true(clock_mono_us() < deadline);
		wait_for(s->db);
		assert_null(db_notification(s->db, s->arena));
	}
	listen_to(s);
	db_notify(s->admin, "odd \"name\"", "back");
	assert_string_equal(hear(s), "back");
}

static void
l1_a_query_lost_on_its_way_is_busy(void **state)
{
	struct scratch *s = *state;
	struct db_rows *r = NULL;
	struct err e = {0};

	assert_int_equal(connect_to(s->db, &e), RC_OK);
	assert_int_equal(ask(s, scratch_query(s, (struct db_query){
	    .text = "select pg_terminate_backend(pg_backend_pid()), "
	    "pg_sleep(5)", .expect = DB_EXEC}), DB_NO_ARGS, &r, &e), RC_BUSY);
	assert_int_equal(db_fd(s->db), -1);
	assert_int_equal(connect_to(s->db, &e), RC_OK);
	assert_int_equal(ask(s, &slow_twice, DB_ARGS(db_i64(5)), &r, &e),
	    RC_OK);
	assert_int_equal(db_row_i64(r, 0, "v"), 10);
}

static void
l1_a_connection_that_became_read_only_is_left(void **state)
{
	struct scratch *s = *state;
	struct db_rows *r = NULL;
	struct err e = {0};

	scratch_do(s, "create table moved (n int)");
	assert_int_equal(connect_to(s->db, &e), RC_OK);
	assert_int_equal(ask(s, scratch_query(s, (struct db_query){
	    .text = "set default_transaction_read_only = on",
	    .expect = DB_EXEC}), DB_NO_ARGS, &r, &e), RC_OK);
	assert_int_equal(ask(s, scratch_query(s, (struct db_query){
	    .text = "insert into moved values (1)", .expect = DB_EXEC}),
	    DB_NO_ARGS, &r, &e), RC_BUSY);
	assert_int_equal(db_fd(s->db), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(a_query_is_answered_without_waiting),
		SCRATCH_TEST(errors_have_the_same_codes),
		SCRATCH_TEST(large_arguments_are_sent_in_pieces),
		SCRATCH_TEST(a_database_that_is_away_is_busy),
		SCRATCH_TEST(notifications_arrive_in_order),
		SCRATCH_TEST(a_notification_amid_a_query_is_kept),
		SCRATCH_TEST(l1_a_lost_listener_is_noticed_and_connects_again),
		SCRATCH_TEST(l1_a_query_lost_on_its_way_is_busy),
		SCRATCH_TEST(l1_a_connection_that_became_read_only_is_left),
	};

	return cmocka_run_group_tests(tests, scratch_setup, scratch_teardown);
}
