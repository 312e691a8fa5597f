/* io/db: session settings, and what happens when a connection is lost. */
#include "base/base.h"

#include "scratch.h"

#include <stdlib.h>

static enum rc
run(struct scratch *s, struct db *db, struct db_query q,
    struct db_rows **rows, struct err *e)
{
	return db_run(db, s->arena, scratch_query(s, q), DB_NO_ARGS, rows, e);
}

static void
setting_is(struct scratch *s, struct db *db, const char *name,
    const char *value)
{
	assert_string_equal(scratch_text(s, db, arena_printf(s->arena,
	    "select current_setting('%s') as v", name)), value);
}

static void
the_session_has_its_settings(void **state)
{
	struct scratch *s = *state;

	setting_is(s, s->db, "statement_timeout", "8s");
	setting_is(s, s->db, "lock_timeout", "4s");
	setting_is(s, s->db, "idle_in_transaction_session_timeout", "10s");
	setting_is(s, s->db, "TimeZone", "UTC");
	setting_is(s, s->db, "DateStyle", "ISO, MDY");
	setting_is(s, s->db, "client_encoding", "UTF8");
	setting_is(s, s->db, "client_min_messages", "warning");
	setting_is(s, s->db, "application_name", "test");
}

static void
options_of_the_address_are_kept(void **state)
{
	struct scratch *s = *state;
	struct db *db = scratch_open(s, "options=-c%20work_mem%3D7MB",
	    DB_LIMITS_WEB);

	setting_is(s, db, "work_mem", "7MB");
	setting_is(s, db, "lock_timeout", "4s");
}

static void
k1_commits_are_synchronous_whatever_is_set(void **state)
{
	static const char *const weak[] = {"off", "local"};
	struct scratch *s = *state;

	for (size_t i = 0; i < NELEM(weak); i++) {
		scratch_do(s, arena_printf(s->arena, "alter database %s set "
		    "synchronous_commit = %s", s->name, weak[i]));
		setting_is(s, scratch_open(s, NULL, DB_LIMITS_WEB),
		    "synchronous_commit", "on");
		setting_is(s, scratch_open(s, arena_printf(s->arena,
		    "options=-csynchronous_commit%%3D%s", weak[i]),
		    DB_LIMITS_WEB), "synchronous_commit", "on");
	}
	scratch_do(s, arena_printf(s->arena,
	    "alter database %s reset synchronous_commit", s->name));
}

static void
a_database_that_is_away_is_busy(void **state)
{
	struct scratch *s = *state;
	struct db *db = scratch_open(s, "host=/nonexistent", DB_LIMITS_WEB);
	struct err e = {0};

	assert_int_equal(run(s, db, (struct db_query){.text = "select 1",
	    .expect = DB_EXEC, .read = true}, NULL, &e), RC_BUSY);
	assert_int_equal(e.retry_after, 5);
	assert_null(strstr(e.message, "nonexistent"));
	assert_non_null(strstr(e.detail, "nonexistent"));
}

/* The folder of the cluster's socket, from ...host=/folder in the address. */
static const char *
host_of(struct scratch *s)
{
	const char *at = strstr(s->url, "host=");

	if (at == NULL)
		fail_msg("BIWOCO_TEST_DATABASE_URL holds no host=");
	return arena_strndup(s->arena, at + 5, strcspn(at + 5, "& "));
}

static void
l1_the_next_host_is_tried(void **state)
{
	struct scratch *s = *state;
	const char *host = host_of(s);
	struct db *db = scratch_open(s, arena_printf(s->arena,
	    "host=/nonexistent,%s", host), DB_LIMITS_WEB);

	assert_int_equal(scratch_i64(s, db, "select 5 as v"), 5);
}

/* A standby accepts connections, too, but no writes. */
static void
l1_of_several_hosts_one_that_takes_writes_is_used(void **state)
{
	struct scratch *s = *state;
	const char *host = host_of(s);
	struct err e = {0};

	scratch_do(s, arena_printf(s->arena, "alter database %s set "
	    "default_transaction_read_only = on", s->name));
	struct db *two = scratch_open(s, arena_printf(s->arena,
	    "host=%s,%s", host, host), DB_LIMITS_WEB);
	assert_int_equal(run(s, two, (struct db_query){.text = "select 1",
	    .expect = DB_EXEC}, NULL, &e), RC_BUSY);
	struct db *one = scratch_open(s, NULL, DB_LIMITS_WEB);
	assert_int_equal(scratch_i64(s, one, "select 6 as v"), 6);
	scratch_do_alone(s, "set default_transaction_read_only = off");
	scratch_do(s, arena_printf(s->arena, "alter database %s reset "
	    "default_transaction_read_only", s->name));
}

static void
a_faulty_address_does_not_show_its_password(void **state)
{
	struct scratch *s = *state;
	struct db *db = db_new("host=x password = geheim dbname", "test",
	    DB_LIMITS_WEB);
	struct err e = {0};

	enum rc rc = run(s, db, (struct db_query){.text = "select 1",
	    .expect = DB_EXEC}, NULL, &e);
	db_free(db);
	assert_int_equal(rc, RC_INTERNAL);
	assert_null(strstr(e.detail, "geheim"));
	assert_non_null(strstr(e.detail, "hint:"));
}

/* The server closed the connection while nothing was asked of it. */
static void
l1_a_write_after_a_restart_succeeds(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	scratch_do(s, "create table restart (n int)");
	for (int i = 0; i < 3; i++) {
		scratch_kill(s, s->db);
		assert_int_equal(run(s, s->db, (struct db_query){
		    .text = "insert into restart values (1)",
		    .expect = DB_EXEC}, NULL, &e), RC_OK);
	}
	assert_int_equal(scratch_i64(s, s->db,
	    "select count(*) as v from restart"), 3);
}

/* Prepared statements end with their connection. */
static void
a_query_is_prepared_anew_after_a_reconnect(void **state)
{
	struct scratch *s = *state;
	const struct db_query *q = scratch_query(s, (struct db_query){
	    .text = "select 3 as v", .expect = DB_ONE, .read = true});
	struct db_rows *r = NULL;
	struct err e = {0};

	for (int i = 0; i < 3; i++) {
		assert_int_equal(db_run(s->db, s->arena, q, DB_NO_ARGS, &r,
		    &e), RC_OK);
		scratch_kill(s, s->db);
	}
	assert_int_equal(db_run(s->db, s->arena, q, DB_NO_ARGS, &r, &e),
	    RC_OK);
	assert_int_equal(db_row_i64(r, 0, "v"), 3);
}

/* Its own server process is ended in the middle of it; a sequence counts how
 * often it ran, because no rollback takes a number back. */
#define DIES                                                           \
	"select case when nextval('runs') <= %d then "                 \
	"(pg_terminate_backend(pg_backend_pid()), pg_sleep(5))::text " \
	"end, 9 as v"

static enum rc
run_dying(struct scratch *s, bool read, int deaths, int64_t *runs,
    struct err *e)
{
	struct db_rows *r = NULL;

	scratch_do(s, "drop sequence if exists runs; create sequence runs");
	enum rc rc = run(s, s->db, (struct db_query){
	    .text = arena_printf(s->arena, DIES, deaths), .expect = DB_ONE,
	    .read = read}, &r, e);
	if (rc == RC_OK)
		assert_int_equal(db_row_i64(r, 0, "v"), 9);
	*runs = scratch_i64(s, s->admin, "select last_value as v from runs");
	return rc;
}

static void
a_read_that_was_interrupted_is_repeated_once(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};
	int64_t runs;

	assert_int_equal(run_dying(s, true, 1, &runs, &e), RC_OK);
	assert_int_equal(runs, 2);
	assert_int_equal(run_dying(s, true, 9, &runs, &e), RC_BUSY);
	assert_int_equal(runs, 2);
}

static void
k2_a_write_that_was_interrupted_is_not_repeated(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};
	int64_t runs;

	assert_int_equal(run_dying(s, false, 1, &runs, &e), RC_BUSY);
	assert_int_equal(runs, 1);
	assert_int_equal(e.retry_after, 5);
	assert_int_equal(scratch_i64(s, s->db, "select 4 as v"), 4);
}

static void
nothing_is_repeated_inside_of_a_transaction(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};
	int64_t runs;

	assert_int_equal(db_begin(s->db, s->arena, &e), RC_OK);
	assert_int_equal(run_dying(s, true, 1, &runs, &e), RC_BUSY);
	assert_int_equal(runs, 1);
	/* Nor does another connection take over what is left of it. */
	assert_int_equal(run(s, s->db, (struct db_query){.text = "select 1",
	    .expect = DB_EXEC, .read = true}, NULL, &e), RC_BUSY);
	assert_int_equal(db_commit(s->db, &e), RC_BUSY);
	assert_int_equal(scratch_i64(s, s->db, "select 4 as v"), 4);
}

static void
a_transaction_begins_on_a_living_connection(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	scratch_kill(s, s->db);
	assert_int_equal(db_begin(s->db, s->arena, &e), RC_OK);
	assert_int_equal(db_commit(s->db, &e), RC_OK);
}

/* After a fail-over the old primary may come back as a standby. */
static void
l1_a_connection_that_became_read_only_is_left(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	scratch_do(s, "create table moved (n int)");
	assert_int_equal(run(s, s->db, (struct db_query){
	    .text = "set default_transaction_read_only = on",
	    .expect = DB_EXEC}, NULL, &e), RC_OK);
	struct db_query write = {.text = "insert into moved values (1)",
	    .expect = DB_EXEC};
	assert_int_equal(run(s, s->db, write, NULL, &e), RC_BUSY);
	assert_int_equal(run(s, s->db, write, NULL, &e), RC_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(the_session_has_its_settings),
		SCRATCH_TEST(options_of_the_address_are_kept),
		SCRATCH_TEST(k1_commits_are_synchronous_whatever_is_set),
		SCRATCH_TEST(a_database_that_is_away_is_busy),
		SCRATCH_TEST(l1_the_next_host_is_tried),
		SCRATCH_TEST(
		    l1_of_several_hosts_one_that_takes_writes_is_used),
		SCRATCH_TEST(a_faulty_address_does_not_show_its_password),
		SCRATCH_TEST(l1_a_write_after_a_restart_succeeds),
		SCRATCH_TEST(a_query_is_prepared_anew_after_a_reconnect),
		SCRATCH_TEST(a_read_that_was_interrupted_is_repeated_once),
		SCRATCH_TEST(k2_a_write_that_was_interrupted_is_not_repeated),
		SCRATCH_TEST(nothing_is_repeated_inside_of_a_transaction),
		SCRATCH_TEST(a_transaction_begins_on_a_living_connection),
		SCRATCH_TEST(l1_a_connection_that_became_read_only_is_left),
	};

	return cmocka_run_group_tests(tests, scratch_setup, scratch_teardown);
}
