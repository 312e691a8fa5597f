#include "base/base.h"

#include "scratch.h"

#include "base/clock.h"
#include "base/log.h"
#include "store/migrate.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define WAIT_US 5000000
#define PAUSE_MS 5

/* libpq lets the later of two settings win, in both forms of an address. */
static const char *
with_setting(struct arena *a, const char *url, const char *setting)
{
	if (strncmp(url, "postgres", 8) != 0 || strstr(url, "://") == NULL)
		return arena_printf(a, "%s %s", url, setting);
	return arena_printf(a, "%s%c%s", url,
	    strchr(url, '?') == NULL ? '?' : '&', setting);
}

const struct db_query *
scratch_query(struct scratch *s, struct db_query template)
{
	static unsigned n;
	struct db_query *q = arena_dup(s->life, &template, sizeof(template));

	q->name = arena_printf(s->life, "test_%u", n++);
	q->text = arena_strdup(s->life, template.text);
	return q;
}

static void
run_alone(struct scratch *s, struct db *db, const char *sql)
{
	struct err e = {0};

	if (db_run(db, s->life, scratch_query(s, (struct db_query){
	    .text = sql, .expect = DB_EXEC}), DB_NO_ARGS, NULL, &e) != RC_OK)
		fail_msg("%s: %s", sql, e.detail);
}

const char *
scratch_migrations(struct arena *a)
{
	const char *dir = getenv("srcdir");

	return arena_printf(a, "%s/sql/migrations", dir == NULL ? "." : dir);
}

int
scratch_setup(void **state)
{
	const char *url = getenv("BIWOCO_TEST_DATABASE_URL");
	struct arena *life = arena_new(ARENA_REQUEST_MAX);
	struct scratch *s = arena_alloc(life, sizeof(*s));

	*state = s;
	s->life = life;
	s->arena = arena_new(ARENA_REQUEST_MAX);
	if (url == NULL) {
		print_error("BIWOCO_TEST_DATABASE_URL is not set; hint: the "
			    "address of a throw-away cluster\n");
		return -1;
	}
	s->name = arena_printf(life, "biwoco_test_%d", (int)getpid());
	s->url = with_setting(life, url,
	    arena_printf(life, "dbname=%s", s->name));
	s->outside = db_new(url, "test", DB_LIMITS_TOOL);
	run_alone(s, s->outside, arena_printf(life, "create database %s",
	    s->name));
	s->admin = db_new(s->url, "test admin", DB_LIMITS_TOOL);
	return 0;
}

int
scratch_setup_migrated(void **state)
{
	struct migration_list list;
	struct err e = {0};

	if (scratch_setup(state) != 0)
		return -1;
	struct scratch *s = *state;
	enum rc rc = migrate_run(s->admin, s->arena,
	    scratch_migrations(s->arena), NULL, &list, &e);
	arena_reset(s->arena);
	if (rc != RC_OK)
		print_error("migrations: %s %s\n", e.message, e.detail);
	return rc == RC_OK ? 0 : -1;
}

int
scratch_teardown(void **state)
{
	struct scratch *s = *state;

	arena_free(s->arena);
	db_free(s->admin);
	if (s->outside != NULL)
		run_alone(s, s->outside, arena_printf(s->life,
		    "drop database if exists %s with (force)", s->name));
	db_free(s->outside);
	arena_free(s->life);
	return 0;
}

static void
free_db(void *p)
{
	db_free(p);
}

struct db *
scratch_open(struct scratch *s, const char *setting, struct db_limits limits)
{
	struct db *db = db_new(setting == NULL ? s->url :
	    scratch_url(s, setting), "test", limits);

	arena_defer(s->arena, free_db, db);
	return db;
}

const char *
scratch_url(struct scratch *s, const char *setting)
{
	return with_setting(s->arena, s->url, setting);
}

int
scratch_test_setup(void **state)
{
	struct scratch *s = *state;

	s->db = scratch_open(s, NULL, DB_LIMITS_WEB);
	return 0;
}

int
scratch_test_teardown(void **state)
{
	struct scratch *s = *state;

	arena_reset(s->arena);
	return 0;
}

void
scratch_do(struct scratch *s, const char *sql)
{
	struct err e = {0};

	if (db_script(s->admin, sql, &e) != RC_OK)
		fail_msg("%s: %s", sql, e.detail);
}

void
scratch_do_alone(struct scratch *s, const char *sql)
{
	run_alone(s, s->admin, sql);
}

static struct db_rows *
ask(struct scratch *s, struct db *db, const char *sql)
{
	struct db_rows *rows = NULL;
	struct err e = {0};

	if (db_run(db, s->arena, scratch_query(s, (struct db_query){
	    .text = sql, .expect = DB_ONE}), DB_NO_ARGS, &rows, &e) != RC_OK)
		fail_msg("%s: %s%s", sql, e.message, e.detail);
	return rows;
}

int64_t
scratch_i64(struct scratch *s, struct db *db, const char *sql)
{
	return db_row_i64(ask(s, db, sql), 0, "v");
}

const char *
scratch_text(struct scratch *s, struct db *db, const char *sql)
{
	return db_row_text(ask(s, db, sql), 0, "v");
}

void
scratch_wait(struct scratch *s, const char *sql_is_true)
{
	const char *sql = arena_printf(s->arena, "select (%s)::int as v",
	    sql_is_true);
	int64_t deadline = clock_mono_us() + WAIT_US;

	while (scratch_i64(s, s->admin, sql) != 1) {
		if (clock_mono_us() > deadline)
			fail_msg("never true: %s", sql_is_true);
		poll(NULL, 0, PAUSE_MS);
	}
}

void
scratch_kill(struct scratch *s, struct db *victim)
{
	int64_t pid = scratch_i64(s, victim, "select pg_backend_pid() as v");

	scratch_do_alone(s, arena_printf(s->arena,
	    "select pg_terminate_backend(%lld)", (long long)pid));
	scratch_wait(s, arena_printf(s->arena, "select not exists (select "
	    "from pg_stat_activity where pid = %lld)", (long long)pid));
}
