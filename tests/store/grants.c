/* L7: the role of the web programs can work with rows and nothing else. */
#include "base/base.h"

#include "scratch.h"

#include "store/migrate.h"

#define ROLE "biwoco_web"

static int
setup(void **state)
{
	struct migration_list l;
	struct err e = {0};

	if (scratch_setup(state) != 0)
		return -1;
	struct scratch *s = *state;
	scratch_do(s, "do $$ begin create role " ROLE " login; "
	    "exception when duplicate_object or insufficient_privilege "
	    "then null; end $$");
	enum rc rc = migrate_run(s->admin, s->arena,
	    scratch_migrations(s->arena), ROLE, &l, &e);
	arena_reset(s->arena);
	if (rc != RC_OK)
		print_error("migrations: %s %s\n", e.message, e.detail);
	return rc == RC_OK ? 0 : -1;
}

/* The SQLSTATE with which the web role's statement fails; "": it works. */
static const char *
state_of(struct scratch *s, const char *sql)
{
	struct db *web = scratch_open(s, "user=" ROLE, DB_LIMITS_WEB);
	struct err e = {0};

	enum rc rc = db_run(web, s->arena, scratch_query(s,
	    (struct db_query){.text = sql, .expect = DB_EXEC}), DB_NO_ARGS,
	    NULL, &e);
	return rc == RC_OK ? "" : arena_strndup(s->arena, e.detail, 5);
}

static void
allowed(struct scratch *s, const char *sql)
{
	if (*state_of(s, sql) != '\0')
		fail_msg("%s: %s", sql, state_of(s, sql));
}

/* 42501: insufficient privilege */
static void
forbidden(struct scratch *s, const char *sql)
{
	if (strcmp(state_of(s, sql), "42501") != 0)
		fail_msg("%s: \"%s\"", sql, state_of(s, sql));
}

static void
l7_rows_are_read_and_written(void **state)
{
	struct scratch *s = *state;

	allowed(s, "insert into visitor (site_id, public_id) "
	    "values (1, gen_random_uuid())");
	allowed(s, "select count(*) from visitor");
	allowed(s, "update visitor set name = 'a'");
	allowed(s, "delete from visitor");
}

static void
l7_it_owns_nothing_and_changes_no_schema(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(scratch_i64(s, s->admin, "select count(*) as v from "
	    "pg_class where pg_get_userbyid(relowner) = '" ROLE "'"), 0);
	forbidden(s, "create table own (n int)");
	forbidden(s, "create schema own");
	forbidden(s, "alter table visitor add own int");
	forbidden(s, "drop table visitor");
	forbidden(s, "truncate visitor");
	forbidden(s, "create index on visitor (name)");
	forbidden(s, "create function own() returns int language sql "
	    "as 'select 1'");
	forbidden(s, "create role own");
}

static void
l7_audit_can_only_be_added_to(void **state)
{
	struct scratch *s = *state;

	allowed(s, "insert into audit (site_id, actor, action) "
	    "values (1, 'a', 'b')");
	forbidden(s, "select 1 from audit");
	forbidden(s, "update audit set actor = 'x'");
	forbidden(s, "delete from audit");
	forbidden(s, "truncate audit");
}

static void
the_schema_version_can_only_be_read(void **state)
{
	struct scratch *s = *state;

	allowed(s, "select max(version) from schema_migration");
	forbidden(s, "insert into schema_migration values (99, 'x', 'x')");
	forbidden(s, "delete from schema_migration");
}

/* What somebody granted by hand is taken back by the next migration. */
static void
rights_are_put_right_by_every_run(void **state)
{
	struct scratch *s = *state;
	struct migration_list l;
	struct err e = {0};

	scratch_do(s, "grant update on audit to " ROLE);
	allowed(s, "update audit set actor = 'x'");
	scratch_do(s, "create table later (n int)");
	forbidden(s, "select * from later");
	assert_int_equal(migrate_run(s->admin, s->arena,
	    scratch_migrations(s->arena), ROLE, &l, &e), RC_OK);
	forbidden(s, "update audit set actor = 'x'");
	allowed(s, "select * from later");
	scratch_do(s, "drop table later");
}

static enum rc
grant_to(struct scratch *s, const char *role, struct err *e)
{
	struct migration_list l;

	return migrate_run(s->admin, s->arena, scratch_migrations(s->arena),
	    role, &l, e);
}

static void
unfit_roles_are_refused(void **state)
{
	struct scratch *s = *state;
	struct err e = {0};

	assert_int_equal(grant_to(s, "no\"such'role", &e), RC_INTERNAL);
	assert_non_null(strstr(e.detail, "does not exist"));
	assert_non_null(strstr(e.detail, "hint: create role"));
	assert_int_equal(grant_to(s, scratch_text(s, s->admin,
	    "select current_user as v"), &e), RC_INTERNAL);
	assert_int_equal(grant_to(s, "", &e), RC_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(l7_rows_are_read_and_written),
		SCRATCH_TEST(l7_it_owns_nothing_and_changes_no_schema),
		SCRATCH_TEST(l7_audit_can_only_be_added_to),
		SCRATCH_TEST(the_schema_version_can_only_be_read),
		SCRATCH_TEST(rights_are_put_right_by_every_run),
		SCRATCH_TEST(unfit_roles_are_refused),
	};

	return cmocka_run_group_tests(tests, setup, scratch_teardown);
}
