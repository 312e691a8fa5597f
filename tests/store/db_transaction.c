/* io/db: transactions end as they should; NOTIFY comes after COMMIT. */
#include "base/base.h"

#include "scratch.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void
insert(struct scratch *s, struct db *db)
{
	struct err e = {0};

	assert_int_equal(db_run(db, s->arena, scratch_query(s,
	    (struct db_query){.text = "insert into things values (1)",
	    .expect = DB_EXEC}), DB_NO_ARGS, NULL, &e), RC_OK);
}

static int64_t
count(struct scratch *s)
{
	return scratch_i64(s, s->admin, "select count(*) as v from things");
}

static void
make_table(struct scratch *s)
{
	scratch_do(s, "drop table if exists things; "
	    "create table things (n int)");
}

static void
what_is_committed_stays(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	make_table(s);
	assert_int_equal(db_begin(s->db, s->arena, &e), RC_OK);
	insert(s, s->db);
	assert_int_equal(count(s), 0);
	assert_int_equal(db_commit(s->db, &e), RC_OK);
	assert_int_equal(count(s), 1);
}

static void
an_arena_rolls_back_what_was_not_committed(void **state)
{
	struct scratch *s = *state;
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	struct err e = {0};

	make_table(s);
	assert_int_equal(db_begin(s->db, a, &e), RC_OK);
	insert(s, s->db);
	arena_free(a);
	assert_int_equal(count(s), 0);
	assert_string_equal(scratch_text(s, s->db,
	    "select coalesce(pg_current_xact_id_if_assigned()::text, 'none') "
	    "as v"), "none");
}

static void
an_old_arena_does_not_end_a_new_transaction(void **state)
{
	struct scratch *s = *state;
	struct arena *old = arena_new(ARENA_REQUEST_MAX);
	struct err e = {0};

	make_table(s);
	assert_int_equal(db_begin(s->db, old, &e), RC_OK);
	db_rollback(s->db);
	assert_int_equal(db_begin(s->db, s->arena, &e), RC_OK);
	insert(s, s->db);
	arena_free(old);
	assert_int_equal(db_commit(s->db, &e), RC_OK);
	assert_int_equal(count(s), 1);
}

/* PostgreSQL answers such a commit with success and the word ROLLBACK. */
static void
k1_commit_after_a_failed_statement_is_no_success(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	make_table(s);
	assert_int_equal(db_begin(s->db, s->arena, &e), RC_OK);
	insert(s, s->db);
	assert_int_equal(db_run(s->db, s->arena, scratch_query(s,
	    (struct db_query){.text = "select 1 / 0", .expect = DB_EXEC}),
	    DB_NO_ARGS, NULL, &e), RC_INTERNAL);
	assert_int_equal(db_commit(s->db, &e), RC_INTERNAL);
	assert_int_equal(count(s), 0);
	insert(s, s->db);
	assert_int_equal(count(s), 1);
}

static void
a_constraint_checked_at_commit_is_a_conflict(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	make_table(s);
	scratch_do(s, "alter table things add unique (n) deferrable "
	    "initially deferred");
	assert_int_equal(db_begin(s->db, s->arena, &e), RC_OK);
	insert(s, s->db);
	insert(s, s->db);
	assert_int_equal(db_commit(s->db, &e), RC_CONFLICT);
	assert_int_equal(count(s), 0);
}

static void
a_script_is_one_transaction_and_names_its_line(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	make_table(s);
	assert_int_equal(db_script(s->db, "insert into things values (1);\n"
	    "insert into things values (2); -- éééééééééééééééééééé\n\n"
	    "insert into nothing values (3);", &e), RC_INTERNAL);
	assert_non_null(strstr(e.detail, "script line 4"));
	assert_int_equal(count(s), 0);
	assert_int_equal(db_script(s->db, "insert into things values (1);"
	    "insert into things values (2);", &e), RC_OK);
	assert_int_equal(count(s), 2);
}

static void
a_script_joins_the_open_transaction(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	make_table(s);
	assert_int_equal(db_begin(s->db, s->arena, &e), RC_OK);
	assert_int_equal(db_script(s->db, "insert into things values (1);",
	    &e), RC_OK);
	db_rollback(s->db);
	assert_int_equal(count(s), 0);
}

static void
notify_survives_a_lost_connection(void **state)
{
	struct scratch *s = *state;

	db_notify(s->db, "test", "it's \"a\" payload");
	scratch_kill(s, s->db);
	db_notify(s->db, "test", "again");
	assert_int_equal(scratch_i64(s, s->db, "select 1 as v"), 1);
}

/* Inside of a transaction it would hold a lock of the whole cluster through
 * the commit's fsync: 354 commits a second in place of 4,334. */
static void
notify_inside_of_a_transaction_is_a_fault_of_the_program(void **state)
{
	struct scratch *s = *state;
	int status;

	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct db *db = db_new(s->url, "test", DB_LIMITS_WEB);

		(void)!freopen("/dev/null", "w", stderr);
		signal(SIGABRT, SIG_DFL);
		if (db_begin(db, s->arena, NULL) == RC_OK)
			db_notify(db, "test", "x");
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static void
notify_ignores_a_database_that_is_away(void **state)
{
	struct scratch *s = *state;
	struct db *db = scratch_open(s, "host=/nonexistent", DB_LIMITS_WEB);

	db_notify(db, "test", "x");
}

static void
a_transaction_left_idle_is_ended_by_the_server(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	make_table(s);
	assert_int_equal(db_begin(s->db, s->arena, &e), RC_OK);
	insert(s, s->db);
	int64_t pid = scratch_i64(s, s->db, "select pg_backend_pid() as v");
	assert_int_equal(db_run(s->db, s->arena, scratch_query(s,
	    (struct db_query){.text =
	    "set idle_in_transaction_session_timeout = 50",
	    .expect = DB_EXEC}), DB_NO_ARGS, NULL, &e), RC_OK);
	scratch_wait(s, arena_printf(s->arena, "select not exists (select "
	    "from pg_stat_activity where pid = %d)", (int)pid));
	assert_int_equal(db_commit(s->db, &e), RC_BUSY);
	assert_int_equal(count(s), 0);
	insert(s, s->db);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(what_is_committed_stays),
		SCRATCH_TEST(an_arena_rolls_back_what_was_not_committed),
		SCRATCH_TEST(an_old_arena_does_not_end_a_new_transaction),
		SCRATCH_TEST(k1_commit_after_a_failed_statement_is_no_success),
		SCRATCH_TEST(a_constraint_checked_at_commit_is_a_conflict),
		SCRATCH_TEST(a_script_is_one_transaction_and_names_its_line),
		SCRATCH_TEST(a_script_joins_the_open_transaction),
		SCRATCH_TEST(notify_survives_a_lost_connection),
		SCRATCH_TEST(
		    notify_inside_of_a_transaction_is_a_fault_of_the_program),
		SCRATCH_TEST(notify_ignores_a_database_that_is_away),
		SCRATCH_TEST(a_transaction_left_idle_is_ended_by_the_server),
	};

	return cmocka_run_group_tests(tests, scratch_setup, scratch_teardown);
}
