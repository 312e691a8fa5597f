/* io/db for plain CGI: connecting and reading before it is needed. */
#include "base/base.h"

#include "scratch.h"

/* A handle of a process that serves one request. */
static struct db *
open_once(struct scratch *s, const char *setting)
{
	struct db *db = scratch_open(s, setting, DB_LIMITS_WEB);

	db_set_once(db);
	return db;
}

static const struct db_query *
read_query(struct scratch *s, const char *text)
{
	return scratch_query(s, (struct db_query){.text = text,
	    .expect = DB_ONE, .read = true, .n_args = 1,
	    .types = {DB_TYPE_I64}});
}

static int64_t
run(struct scratch *s, struct db *db, const struct db_query *q, int64_t arg)
{
	struct db_rows *rows;
	struct err e = {0};

	if (db_run(db, s->arena, q, DB_ARGS(db_i64(arg)), &rows, &e) != RC_OK)
		fail_msg("%s: %s", e.message, e.detail);
	return db_row_i64(rows, 0, "v");
}

static enum rc
failure(struct scratch *s, struct db *db, const struct db_query *q,
    int64_t arg)
{
	struct db_rows *rows;
	struct err e = {0};

	return db_run(db, s->arena, q, DB_ARGS(db_i64(arg)), &rows, &e);
}

/* How many statements a table of the test's was asked for. */
static const char *const counting =
    "create function seen(n bigint) returns bigint language plpgsql as $$ "
    "begin perform nextval('sight'); return n; end $$";

static void
count_sights(struct scratch *s)
{
	scratch_do(s, "drop sequence if exists sight cascade");
	scratch_do(s, "drop function if exists seen(bigint)");
	scratch_do(s, "create sequence sight");
	scratch_do(s, counting);
}

static int64_t
sights(struct scratch *s)
{
	return scratch_i64(s, s->admin,
	    "select case when is_called then last_value else 0 end as v "
	    "from sight");
}

static void
what_was_asked_ahead_is_there_and_asked_once(void **state)
{
	struct scratch *s = *state;
	struct db *db = open_once(s, NULL);
	const struct db_query *a = read_query(s, "select seen($1) as v");
	const struct db_query *b = read_query(s, "select seen($1) * 2 as v");

	count_sights(s);
	db_ahead(db, b, DB_ARGS(db_i64(5)));
	db_ahead(db, a, DB_ARGS(db_i64(6)));
	assert_int_equal(run(s, db, a, 1), 1);
	assert_int_equal(run(s, db, a, 6), 6); /* not in their order */
	db_ahead(db, a, DB_ARGS(db_i64(7)));
	assert_int_equal(run(s, db, a, 2), 2); /* one more is under way */
	assert_int_equal(run(s, db, b, 5), 10);
	assert_int_equal(run(s, db, a, 7), 7);
	assert_int_equal(sights(s), 5);
	assert_int_equal(run(s, db, a, 7), 7); /* taken once */
	assert_int_equal(sights(s), 6);
}

static void
other_arguments_are_another_question(void **state)
{
	struct scratch *s = *state;
	struct db *db = open_once(s, NULL);
	const struct db_query *a = read_query(s, "select $1 + 0::bigint as v");

	db_ahead(db, a, DB_ARGS(db_i64(5)));
	assert_int_equal(run(s, db, a, 50), 50);
	assert_int_equal(run(s, db, a, 51), 51);
	assert_int_equal(run(s, db, a, 5), 5);
}

static void
more_than_there_is_room_for_is_asked_later(void **state)
{
	struct scratch *s = *state;
	struct db *db = open_once(s, NULL);
	const struct db_query *a = read_query(s, "select $1 + 0::bigint as v");

	for (int64_t i = 0; i < 20; i++)
		db_ahead(db, a, DB_ARGS(db_i64(i)));
	for (int64_t i = 20; i-- > 0;)
		assert_int_equal(run(s, db, a, i), i);
}

static void
nothing_is_asked_ahead_by_a_process_that_stays(void **state)
{
	struct scratch *s = *state;
	const struct db_query *a = read_query(s, "select seen($1) as v");

	count_sights(s);
	db_ahead(s->db, a, DB_ARGS(db_i64(5)));
	assert_int_equal(scratch_i64(s, s->db, "select 1 as v"), 1);
	assert_int_equal(sights(s), 0);
}

static void
a_failure_before_it_does_no_harm(void **state)
{
	struct scratch *s = *state;
	struct db *db = open_once(s, NULL);
	const struct db_query *a = read_query(s, "select $1 + 0::bigint as v");
	const struct db_query *bad = read_query(s, "select 1 / $1 as v");

	db_ahead(db, a, DB_ARGS(db_i64(5)));
	assert_int_equal(failure(s, db, bad, 0), RC_INTERNAL);
	assert_int_equal(run(s, db, a, 5), 5);
	assert_int_equal(run(s, db, a, 6), 6);
}

static void
its_own_failure_is_told_when_it_is_wanted(void **state)
{
	struct scratch *s = *state;
	struct db *db = open_once(s, NULL);
	const struct db_query *a = read_query(s, "select $1 + 0::bigint as v");
	const struct db_query *bad = read_query(s, "select 1 / $1 as v");

	db_ahead(db, bad, DB_ARGS(db_i64(0)));
	db_ahead(db, a, DB_ARGS(db_i64(5)));
	assert_int_equal(run(s, db, a, 4), 4);
	assert_int_equal(failure(s, db, bad, 0), RC_INTERNAL);
	assert_int_equal(run(s, db, a, 5), 5);
	assert_int_equal(run(s, db, a, 6), 6);
}

static void
a_change_in_between_is_seen(void **state)
{
	struct scratch *s = *state;
	struct db *db = open_once(s, NULL);
	const struct db_query *get = read_query(s,
	    "select n + $1 as v from counter");
	const struct db_query *add = scratch_query(s, (struct db_query){
	    .text = "update counter set n = n + $1 returning n as v",
	    .expect = DB_ONE, .n_args = 1, .types = {DB_TYPE_I64}});

	scratch_do(s, "create table counter (n bigint)");
	scratch_do(s, "insert into counter values (1)");
	db_ahead(db, get, DB_ARGS(db_i64(0)));
	assert_int_equal(run(s, db, get, 10), 11);
	assert_int_equal(run(s, db, add, 1), 2);
	assert_int_equal(run(s, db, get, 0), 2);
}

static void
transactions_may_be_begun_with_reads_under_way(void **state)
{
	struct scratch *s = *state;
	struct db *db = open_once(s, NULL);
	struct err e = {0};
	const struct db_query *a = read_query(s, "select $1 + 0::bigint as v");

	db_ahead(db, a, DB_ARGS(db_i64(5)));
	assert_int_equal(run(s, db, a, 4), 4);
	assert_int_equal(db_begin(db, s->arena, &e), RC_OK);
	assert_int_equal(run(s, db, a, 3), 3);
	assert_int_equal(run(s, db, a, 5), 5);
	assert_int_equal(db_commit(db, &e), RC_OK);
	db_ahead(db, a, DB_ARGS(db_i64(8)));
	assert_int_equal(db_begin(db, s->arena, &e), RC_OK);
	db_rollback(db);
	assert_int_equal(run(s, db, a, 8), 8);
}

static void
l1_a_lost_connection_is_made_anew(void **state)
{
	struct scratch *s = *state;
	struct db *db = open_once(s, NULL);
	const struct db_query *a = read_query(s, "select $1 + 0::bigint as v");

	db_ahead(db, a, DB_ARGS(db_i64(5)));
	assert_int_equal(run(s, db, a, 4), 4);
	scratch_kill(s, db);
	assert_int_equal(run(s, db, a, 5), 5);
	db_ahead(db, a, DB_ARGS(db_i64(7)));
	scratch_kill(s, db);
	assert_int_equal(run(s, db, a, 6), 6);
	assert_int_equal(run(s, db, a, 7), 7);
}

static void
a_database_that_is_away_is_busy_and_says_why(void **state)
{
	struct scratch *s = *state;
	const struct db_query *a = read_query(s, "select $1 + 0::bigint as v");
	struct db *db = open_once(s, "host=/nonexistent");
	struct db_rows *rows;
	struct err e = {0};

	db_ahead(db, a, DB_ARGS(db_i64(5)));
	assert_int_equal(db_run(db, s->arena, a, DB_ARGS(db_i64(4)), &rows,
	    &e), RC_BUSY);
	assert_non_null(strstr(e.detail, "nonexistent"));
}

static void
who_asks_nothing_waits_for_nothing(void **state)
{
	struct scratch *s = *state;
	const struct db_query *a = read_query(s, "select $1 + 0::bigint as v");
	struct db *db = open_once(s, NULL);

	db_ahead(db, a, DB_ARGS(db_i64(5)));
	db = open_once(s, "host=/nonexistent");
	db_ahead(db, a, DB_ARGS(db_i64(5)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(what_was_asked_ahead_is_there_and_asked_once),
		SCRATCH_TEST(other_arguments_are_another_question),
		SCRATCH_TEST(more_than_there_is_room_for_is_asked_later),
		SCRATCH_TEST(nothing_is_asked_ahead_by_a_process_that_stays),
		SCRATCH_TEST(a_failure_before_it_does_no_harm),
		SCRATCH_TEST(its_own_failure_is_told_when_it_is_wanted),
		SCRATCH_TEST(a_change_in_between_is_seen),
		SCRATCH_TEST(transactions_may_be_begun_with_reads_under_way),
		SCRATCH_TEST(l1_a_lost_connection_is_made_anew),
		SCRATCH_TEST(a_database_that_is_away_is_busy_and_says_why),
		SCRATCH_TEST(who_asks_nothing_waits_for_nothing),
	};

	return cmocka_run_group_tests(tests, scratch_setup,
	    scratch_teardown);
}
