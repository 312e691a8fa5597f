/* store/migrate: files run once, in order, whole or not at all. */
#include "base/base.h"

#include "scratch.h"

#include "store/migrate.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* A folder of files that is gone after the test. */
struct folder {
	const char *path;
	const char *names[8];
	size_t n;
};

static void
remove_file(const struct folder *f, const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", f->path, name);
	unlink(path);
}

static void
remove_folder(void *p)
{
	struct folder *f = p;

	for (size_t i = 0; i < f->n; i++)
		remove_file(f, f->names[i]);
	rmdir(f->path);
}

static void
put(struct scratch *s, struct folder *f, const char *name, const char *text)
{
	FILE *out = fopen(arena_printf(s->arena, "%s/%s", f->path, name),
	    "w");

	assert_non_null(out);
	assert_true(fputs(text, out) >= 0);
	assert_int_equal(fclose(out), 0);
	f->names[f->n++] = arena_strdup(s->arena, name);
}

/* An empty database and a folder with two files. */
static struct folder *
given_two_files(struct scratch *s)
{
	struct folder *f = arena_alloc(s->arena, sizeof(*f));
	char *path = arena_strdup(s->arena, "/tmp/biwoco-test-XXXXXX");

	scratch_do(s, "drop schema public cascade; create schema public");
	assert_non_null(mkdtemp(path));
	f->path = path;
	arena_defer(s->arena, remove_folder, f);
	put(s, f, "0001_first.sql", "create table first (n int);\n"
	    "insert into first values (1);\n");
	put(s, f, "0002_second.sql", "alter table first add m int;\n");
	put(s, f, "README.txt", "no migration");
	return f;
}

static enum rc
migrate(struct scratch *s, const struct folder *f, struct migration_list *l,
    struct err *e)
{
	struct db *db = scratch_open(s, NULL, DB_LIMITS_TOOL);

	return migrate_run(db, s->arena, f->path, NULL, l, e);
}

static int64_t
n_applied(struct scratch *s)
{
	return scratch_i64(s, s->admin,
	    "select count(*) as v from schema_migration");
}

static void
a_dry_run_lists_and_changes_nothing(void **state)
{
	struct scratch *s = *state;
	struct folder *f = given_two_files(s);
	struct migration_list l;
	struct err e = {0};

	assert_int_equal(migrate_list(s->db, s->arena, f->path, &l, &e),
	    RC_OK);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.n_pending, 2);
	assert_string_equal(l.items[1].name, "0002_second.sql");
	assert_int_equal(l.items[1].version, 2);
	assert_false(l.items[1].applied);
	assert_int_equal(scratch_i64(s, s->admin, "select count(*) as v from "
	    "pg_tables where schemaname = 'public'"), 0);
}

static void
each_file_runs_once(void **state)
{
	struct scratch *s = *state;
	struct folder *f = given_two_files(s);
	struct migration_list l;
	struct err e = {0};

	assert_int_equal(migrate(s, f, &l, &e), RC_OK);
	assert_int_equal(l.n_pending, 2);
	put(s, f, "0003_third.sql", "update first set m = n + 1;");
	assert_int_equal(migrate(s, f, &l, &e), RC_OK);
	assert_int_equal(l.n_pending, 1);
	assert_int_equal(migrate(s, f, &l, &e), RC_OK);
	assert_int_equal(l.n_pending, 0);
	assert_int_equal(scratch_i64(s, s->admin,
	    "select sum(m) as v from first"), 2);
	assert_int_equal(n_applied(s), 3);
}

static void
two_runners_do_not_disturb_each_other(void **state)
{
	struct scratch *s = *state;
	struct folder *f = given_two_files(s);
	pid_t children[3];

	put(s, f, "0003_slow.sql", "select pg_sleep(0.2);");
	for (size_t i = 0; i < NELEM(children); i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (children[i] == 0) {
			struct migration_list l;
			struct db *db = db_new(s->url, "test",
			    DB_LIMITS_TOOL);

			_exit(migrate_run(db, s->arena, f->path, NULL, &l,
			    NULL) == RC_OK ? 0 : 1);
		}
	}
	for (size_t i = 0; i < NELEM(children); i++) {
		int status;

		assert_int_equal(waitpid(children[i], &status, 0),
		    children[i]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(n_applied(s), 3);
	assert_int_equal(scratch_i64(s, s->admin,
	    "select count(*) as v from first"), 1);
}

static void
the_second_runner_is_told_who_holds_the_lock(void **state)
{
	struct scratch *s = *state;
	struct folder *f = given_two_files(s);
	struct migration_list l;
	struct err e = {0};

	put(s, f, "0003_slow.sql", "select pg_sleep(2);");
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct db *db = db_new(s->url, "first runner",
		    DB_LIMITS_TOOL);

		_exit((int)migrate_run(db, s->arena, f->path, NULL, &l,
		    NULL));
	}
	scratch_wait(s, "select exists (select from pg_stat_activity "
	    "where application_name = 'first runner' "
	    "and query like '%pg_sleep%')");
	struct db *hasty = scratch_open(s, NULL,
	    (struct db_limits){0, 100, 2});
	assert_int_equal(migrate_run(hasty, s->arena, f->path, NULL, &l, &e),
	    RC_BUSY);
	assert_non_null(strstr(e.message, "first runner, process "));
	assert_int_equal(waitpid(child, NULL, 0), child);
}

static void
a_failing_file_leaves_nothing_but_those_before_it(void **state)
{
	struct scratch *s = *state;
	struct folder *f = given_two_files(s);
	struct migration_list l;
	struct err e = {0};

	put(s, f, "0003_bad.sql",
	    "create table half (n int);\n\nselect nonsense;\n");
	assert_int_equal(migrate(s, f, &l, &e), RC_INTERNAL);
	assert_memory_equal(e.detail, "0003_bad.sql: ", 14);
	assert_non_null(strstr(e.detail, "line 3"));
	assert_int_equal(n_applied(s), 2);
	assert_int_equal(scratch_i64(s, s->admin,
	    "select (to_regclass('half') is null)::int as v"), 1);
	put(s, f, "0003_bad.sql", "create table half (n int);\n");
	assert_int_equal(migrate(s, f, &l, &e), RC_OK);
	assert_int_equal(n_applied(s), 3);
}

static void
a_file_that_changed_after_it_ran_is_refused(void **state)
{
	struct scratch *s = *state;
	struct folder *f = given_two_files(s);
	struct migration_list l;
	struct err e = {0};

	assert_int_equal(migrate(s, f, &l, &e), RC_OK);
	put(s, f, "0001_first.sql", "create table first (n int);");
	put(s, f, "0003_third.sql", "create table third (n int);");
	assert_int_equal(migrate(s, f, &l, &e), RC_CONFLICT);
	assert_memory_equal(e.message, "0001_first.sql has changed", 26);
	assert_int_equal(n_applied(s), 2);
}

static void
o7_a_newer_database_is_refused(void **state)
{
	struct scratch *s = *state;
	struct folder *f = given_two_files(s);
	struct migration_list l;
	struct err e = {0};

	assert_int_equal(migrate(s, f, &l, &e), RC_OK);
	remove_file(f, "0002_second.sql");
	assert_int_equal(migrate(s, f, &l, &e), RC_CONFLICT);
	assert_non_null(strstr(e.message, "version 2 (0002_second.sql)"));
	assert_non_null(strstr(e.message, "hint:"));
}

static void
numbers_have_neither_gaps_nor_doubles(void **state)
{
	static const char *const wrong[] = {"0002_double.sql", "0004_gap.sql",
	    "3_short.sql", "0003.sql", "x.sql"};
	struct scratch *s = *state;

	for (size_t i = 0; i < NELEM(wrong); i++) {
		struct folder *f = given_two_files(s);
		struct migration_list l;
		struct err e = {0};

		put(s, f, wrong[i], "select 1;");
		assert_int_equal(migrate_list(s->db, s->arena, f->path, &l,
		    &e), RC_CONFLICT);
		assert_non_null(strstr(e.message, "is expected"));
	}
}

static void
a_missing_folder_is_named(void **state)
{
	struct scratch *s = *state;
	struct migration_list l;
	struct err e = {0};

	assert_int_equal(migrate_list(s->db, s->arena, "/nonexistent", &l,
	    &e), RC_INTERNAL);
	assert_non_null(strstr(e.detail, "/nonexistent"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(a_dry_run_lists_and_changes_nothing),
		SCRATCH_TEST(each_file_runs_once),
		SCRATCH_TEST(two_runners_do_not_disturb_each_other),
		SCRATCH_TEST(the_second_runner_is_told_who_holds_the_lock),
		SCRATCH_TEST(
		    a_failing_file_leaves_nothing_but_those_before_it),
		SCRATCH_TEST(a_file_that_changed_after_it_ran_is_refused),
		SCRATCH_TEST(o7_a_newer_database_is_refused),
		SCRATCH_TEST(numbers_have_neither_gaps_nor_doubles),
		SCRATCH_TEST(a_missing_folder_is_named),
	};

	return cmocka_run_group_tests(tests, scratch_setup, scratch_teardown);
}
