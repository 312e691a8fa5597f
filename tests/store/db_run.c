/* io/db: arguments go in and rows come out unchanged; failures have codes. */
#include "base/base.h"

#include "scratch.h"

#include "base/clock.h"

static const struct db_query echo = {
	.name = "echo",
	.text = "select $1::text as t, $2::bigint as i, $3::float8 as f, "
		"$4::boolean as b, $5::jsonb as j, $6::bytea as y, "
		"$7::text[] as ts, $8::bigint[] as is",
	.expect = DB_ONE,
	.read = true,
	.n_args = 8,
	.types = {DB_TYPE_TEXT, DB_TYPE_I64, DB_TYPE_F64, DB_TYPE_BOOL,
	    DB_TYPE_JSON, DB_TYPE_BYTES, DB_TYPE_TEXTS, DB_TYPE_I64S},
};

static void
every_type_arrives_unchanged(void **state)
{
	static const char *const texts[] = {"a,b", "{\"}", "", "NULL", NULL,
	    "back\\slash", "two\nlines", "Việt"};
	static const int64_t numbers[] = {INT64_MIN, -1, 0, INT64_MAX};
	struct scratch *s = *state;
	struct db_rows *r = NULL;
	struct err e = {0};

	assert_int_equal(db_run(s->db, s->arena, &echo,
	    DB_ARGS(db_text("it's \"quoted\" \\ $1"), db_i64(INT64_MIN),
	    db_f64(0.1), db_bool(true), db_json("{\"k\":[1,2]}"),
	    db_bytes("\0\x01\xff'", 4), db_texts(texts, NELEM(texts)),
	    db_i64s(numbers, NELEM(numbers))), &r, &e), RC_OK);
	assert_string_equal(db_row_text(r, 0, "t"), "it's \"quoted\" \\ $1");
	assert_true(db_row_i64(r, 0, "i") == INT64_MIN);
	assert_true(db_row_f64(r, 0, "f") == 0.1);
	assert_true(db_row_bool(r, 0, "b"));
	assert_string_equal(db_row_text(r, 0, "j"), "{\"k\": [1, 2]}");
	assert_string_equal(db_row_text(r, 0, "y"), "\\x0001ff27");
	assert_string_equal(db_row_text(r, 0, "ts"), "{\"a,b\",\"{\\\"}\","
	    "\"\",\"NULL\",NULL,\"back\\\\slash\",\"two\nlines\",Việt}");
	assert_string_equal(db_row_text(r, 0, "is"),
	    "{-9223372036854775808,-1,0,9223372036854775807}");
}

static void
nulls_are_null_and_empty_arrays_are_empty(void **state)
{
	struct scratch *s = *state;
	struct db_rows *r = NULL;
	struct err e = {0};

	assert_int_equal(db_run(s->db, s->arena, &echo, DB_ARGS(db_text(NULL),
	    db_i64_or_null(0), db_f64(0), db_bool(false), db_json(NULL),
	    db_bytes(NULL, 0), db_texts(NULL, 0), db_i64s(NULL, 0)), &r, &e),
	    RC_OK);
	assert_null(db_row_text(r, 0, "t"));
	assert_true(db_at_null(r, 0, db_col(r, "i")));
	assert_int_equal(db_row_i64(r, 0, "i"), 0);
	assert_false(db_row_bool(r, 0, "b"));
	assert_null(db_row_text(r, 0, "j"));
	assert_null(db_row_text(r, 0, "y"));
	assert_string_equal(db_row_text(r, 0, "ts"), "{}");
	assert_string_equal(db_row_text(r, 0, "is"), "{}");
}

static void
numbers_that_are_none_arrive_too(void **state)
{
	static const double odd[] = {1e308, -0.0, 5e-324};
	struct scratch *s = *state;
	const struct db_query *q = scratch_query(s, (struct db_query){
	    .text = "select $1::float8 as v", .expect = DB_ONE, .n_args = 1,
	    .types = {DB_TYPE_F64}});
	struct db_rows *r = NULL;
	struct err e = {0};

	for (size_t i = 0; i < NELEM(odd); i++) {
		assert_int_equal(db_run(s->db, s->arena, q,
		    DB_ARGS(db_f64(odd[i])), &r, &e), RC_OK);
		assert_true(db_row_f64(r, 0, "v") == odd[i]);
	}
	assert_int_equal(db_run(s->db, s->arena, q,
	    DB_ARGS(db_f64(__builtin_inf())), &r, &e), RC_OK);
	assert_string_equal(db_row_text(r, 0, "v"), "Infinity");
}

static const struct db_query series = {
	.name = "series",
	.text = "select n::bigint as n from generate_series(1, $1::int) n",
	.expect = DB_MANY,
	.read = true,
	.n_args = 1,
	.types = {DB_TYPE_I64},
};

static void
many_rows_are_read_by_column_number(void **state)
{
	struct scratch *s = *state;
	struct db_rows *r = NULL;
	struct err e = {0};
	int64_t sum = 0;

	assert_int_equal(db_run(s->db, s->arena, &series,
	    DB_ARGS(db_i64(1000)), &r, &e), RC_OK);
	assert_int_equal(db_rows_count(r), 1000);
	int n = db_col(r, "n");
	for (size_t i = 0; i < db_rows_count(r); i++)
		sum += db_at_i64(r, i, n);
	assert_int_equal(sum, 500500);
}

static enum rc
expect_rows(struct scratch *s, enum db_expect expect, int64_t n)
{
	struct db_query q = series;
	struct db_rows *r = NULL;
	struct err e = {0};

	q.expect = expect;
	enum rc rc = db_run(s->db, s->arena, scratch_query(s, q),
	    DB_ARGS(db_i64(n)), &r, &e);
	if (rc == RC_OK)
		assert_int_equal(db_rows_count(r), n);
	return rc;
}

static void
the_number_of_rows_is_checked(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(expect_rows(s, DB_ONE, 0), RC_NOT_FOUND);
	assert_int_equal(expect_rows(s, DB_ONE, 1), RC_OK);
	assert_int_equal(expect_rows(s, DB_ONE, 2), RC_INTERNAL);
	assert_int_equal(expect_rows(s, DB_MAYBE, 0), RC_OK);
	assert_int_equal(expect_rows(s, DB_MAYBE, 1), RC_OK);
	assert_int_equal(expect_rows(s, DB_MAYBE, 2), RC_INTERNAL);
	assert_int_equal(expect_rows(s, DB_MANY, 0), RC_OK);
}

static enum rc
try(struct scratch *s, struct db *db, const char *sql, struct err *e)
{
	return db_run(db, s->arena, scratch_query(s, (struct db_query){
	    .text = sql, .expect = DB_EXEC}), DB_NO_ARGS, NULL, e);
}

static void
affected_rows_are_counted(void **state)
{
	struct scratch *s = *state;
	struct db_rows *r = NULL;
	struct err e = {0};

	scratch_do(s, "create table counted (n int); insert into counted "
	    "select generate_series(1, 7)");
	assert_int_equal(db_run(s->db, s->arena, scratch_query(s,
	    (struct db_query){.text = "update counted set n = n where n > 4",
	    .expect = DB_EXEC}), DB_NO_ARGS, &r, &e), RC_OK);
	assert_int_equal(db_rows_count(r), 3);
}

static void
violations_are_conflicts(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	scratch_do(s, "create table single (n int primary key, r int4range, "
	    "exclude using gist (r with &&)); "
	    "insert into single values (1, '[1,5)')");
	assert_int_equal(try(s, s->db, "insert into single values (1, null)",
	    &e), RC_CONFLICT);
	assert_memory_equal(e.detail, "23505 test_", 11);
	assert_int_equal(try(s, s->db,
	    "insert into single values (2, '[4,6)')", &e), RC_CONFLICT);
	assert_null(strstr(e.message, "single"));
}

static void
failed_serialization_is_a_conflict(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s, NULL, DB_LIMITS_WEB);
	struct err e = {0};

	scratch_do(s, "create table racy (n int); insert into racy values (1)");
	assert_int_equal(db_begin(other, s->arena, &e), RC_OK);
	assert_int_equal(try(s, other,
	    "set transaction isolation level repeatable read", &e), RC_OK);
	scratch_i64(s, other, "select n as v from racy");
	assert_int_equal(try(s, s->db, "update racy set n = 2", &e), RC_OK);
	assert_int_equal(try(s, other, "update racy set n = 3", &e),
	    RC_CONFLICT);
}

/* E5 */
static void
e5_a_locked_row_is_waited_for_no_longer_than_the_limit(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s, NULL,
	    (struct db_limits){5000, 200, 2});
	struct err e = {0};

	scratch_do(s, "create table held (n int); insert into held values (1)");
	assert_int_equal(db_begin(s->db, s->arena, &e), RC_OK);
	assert_int_equal(try(s, s->db, "update held set n = 2", &e), RC_OK);
	int64_t start = clock_mono_us();
	assert_int_equal(try(s, other, "update held set n = 3", &e),
	    RC_TIMEOUT);
	assert_in_range(clock_mono_us() - start, 190000, 2000000);
	assert_memory_equal(e.detail, "55P03", 5);
	db_rollback(s->db);
	assert_int_equal(try(s, other, "update held set n = 3", &e), RC_OK);
}

static void
e5_a_slow_statement_ends_at_the_limit(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s, NULL,
	    (struct db_limits){200, 100, 2});
	struct err e = {0};

	int64_t start = clock_mono_us();
	assert_int_equal(try(s, other, "select pg_sleep(20)", &e),
	    RC_TIMEOUT);
	assert_in_range(clock_mono_us() - start, 190000, 2000000);
	assert_int_equal(try(s, other, "select 1", &e), RC_OK);
}

static void
a_faulty_statement_is_our_fault_and_not_shown(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	assert_int_equal(try(s, s->db, "select secret_column", &e),
	    RC_INTERNAL);
	assert_memory_equal(e.detail, "42703 test_", 11);
	assert_null(strstr(e.message, "secret"));
}

static void
a_value_that_does_not_fit_stays_out_of_the_log(void **state)
{
	struct scratch *s = *state;
	struct db_rows *r = NULL;
	struct err e = {0};

	assert_int_equal(db_run(s->db, s->arena, scratch_query(s,
	    (struct db_query){.text = "select $1::uuid as v",
	    .expect = DB_ONE, .n_args = 1, .types = {DB_TYPE_TEXT}}),
	    DB_ARGS(db_text("anna@example.org")), &r, &e), RC_INTERNAL);
	assert_memory_equal(e.detail, "22P02", 5);
	assert_null(strstr(e.detail, "anna"));
}

static void
rows_live_as_long_as_their_arena(void **state)
{
	struct scratch *s = *state;
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	struct db_rows *first = NULL, *second = NULL;
	struct err e = {0};

	assert_int_equal(db_run(s->db, a, &series, DB_ARGS(db_i64(3)),
	    &first, &e), RC_OK);
	assert_int_equal(db_run(s->db, s->arena, &series, DB_ARGS(db_i64(2)),
	    &second, &e), RC_OK);
	assert_int_equal(db_row_i64(first, 2, "n"), 3);
	arena_free(a);
	assert_int_equal(db_row_i64(second, 1, "n"), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(every_type_arrives_unchanged),
		SCRATCH_TEST(nulls_are_null_and_empty_arrays_are_empty),
		SCRATCH_TEST(numbers_that_are_none_arrive_too),
		SCRATCH_TEST(many_rows_are_read_by_column_number),
		SCRATCH_TEST(the_number_of_rows_is_checked),
		SCRATCH_TEST(affected_rows_are_counted),
		SCRATCH_TEST(violations_are_conflicts),
		SCRATCH_TEST(failed_serialization_is_a_conflict),
		SCRATCH_TEST(
		    e5_a_locked_row_is_waited_for_no_longer_than_the_limit),
		SCRATCH_TEST(e5_a_slow_statement_ends_at_the_limit),
		SCRATCH_TEST(a_faulty_statement_is_our_fault_and_not_shown),
		SCRATCH_TEST(a_value_that_does_not_fit_stays_out_of_the_log),
		SCRATCH_TEST(rows_live_as_long_as_their_arena),
	};

	return cmocka_run_group_tests(tests, scratch_setup, scratch_teardown);
}
