/* io/db: a rehearsal leaves nothing behind, whatever happens in it. */
#include "base/base.h"

#include "scratch.h"

static enum rc
insert(struct scratch *s, int n, struct err *e)
{
	return db_run(s->db, s->arena, scratch_query(s, (struct db_query){
	    .text = n == 1 ? "insert into things values (1)" :
			     "insert into things values (2)",
	    .expect = DB_EXEC}), DB_NO_ARGS, NULL, e);
}

static int64_t
count(struct scratch *s, struct db *db)
{
	return scratch_i64(s, db, "select count(*) as v from things");
}

static void
make_table(struct scratch *s)
{
	scratch_do(s, "drop table if exists things; "
	    "create table things (n int unique)");
}

static void
nothing_of_it_stays(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	make_table(s);
	assert_int_equal(db_rehearse(s->db, &e), RC_OK);
	assert_int_equal(insert(s, 1, &e), RC_OK);
	assert_int_equal(db_begin(s->db, s->arena, &e), RC_OK);
	assert_int_equal(insert(s, 2, &e), RC_OK);
	assert_int_equal(db_commit(s->db, &e), RC_OK);
	assert_int_equal(count(s, s->db), 2);
	assert_int_equal(count(s, s->admin), 0);
	db_rehearse_end(s->db);
	assert_int_equal(count(s, s->db), 0);
	assert_int_equal(insert(s, 1, &e), RC_OK);
	assert_int_equal(count(s, s->admin), 1);
}

static void
a_statement_that_fails_spoils_nothing(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	make_table(s);
	assert_int_equal(db_rehearse(s->db, &e), RC_OK);
	assert_int_equal(insert(s, 1, &e), RC_OK);
	assert_int_equal(insert(s, 1, &e), RC_CONFLICT);
	assert_int_equal(insert(s, 2, &e), RC_OK);
	assert_int_equal(count(s, s->db), 2);
	db_rehearse_end(s->db);
}

static void
a_rollback_in_it_undoes_its_own_part(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	make_table(s);
	assert_int_equal(db_rehearse(s->db, &e), RC_OK);
	assert_int_equal(insert(s, 1, &e), RC_OK);
	assert_int_equal(db_begin(s->db, s->arena, &e), RC_OK);
	assert_int_equal(insert(s, 2, &e), RC_OK);
	db_rollback(s->db);
	assert_int_equal(count(s, s->db), 1);
	db_rehearse_end(s->db);
}

static void
a_commit_after_a_failed_statement_is_no_success(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	make_table(s);
	assert_int_equal(db_rehearse(s->db, &e), RC_OK);
	assert_int_equal(insert(s, 1, &e), RC_OK);
	assert_int_equal(db_begin(s->db, s->arena, &e), RC_OK);
	assert_int_equal(insert(s, 1, &e), RC_CONFLICT);
	assert_int_not_equal(db_commit(s->db, &e), RC_OK);
	assert_int_equal(count(s, s->db), 1);
	db_rehearse_end(s->db);
}

static void
it_tells_nobody(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	assert_int_equal(db_rehearse(s->db, &e), RC_OK);
	db_notify(s->db, "test", "not sent");
	db_rehearse_end(s->db);
	assert_string_equal(scratch_text(s, s->db,
	    "select coalesce(pg_current_xact_id_if_assigned()::text, 'none') "
	    "as v"), "none");
}

static void
a_lost_connection_ends_it(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	make_table(s);
	assert_int_equal(db_rehearse(s->db, &e), RC_OK);
	assert_int_equal(insert(s, 1, &e), RC_OK);
	scratch_kill(s, s->db);
	assert_int_equal(insert(s, 2, &e), RC_BUSY);
	assert_int_equal(insert(s, 2, &e), RC_BUSY);
	db_rehearse_end(s->db);
	assert_int_equal(insert(s, 2, &e), RC_OK);
	assert_int_equal(count(s, s->admin), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(nothing_of_it_stays),
		SCRATCH_TEST(a_statement_that_fails_spoils_nothing),
		SCRATCH_TEST(a_rollback_in_it_undoes_its_own_part),
		SCRATCH_TEST(a_commit_after_a_failed_statement_is_no_success),
		SCRATCH_TEST(it_tells_nobody),
		SCRATCH_TEST(a_lost_connection_ends_it),
	};

	return cmocka_run_group_tests(tests, scratch_setup, scratch_teardown);
}
