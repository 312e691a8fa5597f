/*
 * A database of its own for one test program, in the cluster that
 * BIWOCO_TEST_DATABASE_URL names; its role must be allowed to create
 * databases.  Without the variable the tests fail.
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include "io/db.h"

#include <setjmp.h>
#include <cmocka.h>

struct scratch {
	struct arena *arena; /* of the running test; empty at its start */
	const char *name;    /* of the database */
	const char *url;
	struct db *admin; /* a second connection to it, never killed */
	struct db *db;	  /* a new handle for each test */

	struct arena *life;
	struct db *outside; /* where create and drop database run */
};

/* For cmocka_run_group_tests: the state of each test is a scratch. */
int scratch_setup(void **state);
int scratch_setup_migrated(void **state); /* with sql/migrations */
int scratch_teardown(void **state);

/* For SCRATCH_TEST. */
int scratch_test_setup(void **state);
int scratch_test_teardown(void **state);
#define SCRATCH_TEST(f)                                                \
	cmocka_unit_test_setup_teardown(f, scratch_test_setup,         \
	    scratch_test_teardown)

/* The folder of the migrations: srcdir/sql/migrations. */
const char *scratch_migrations(struct arena *a);

/* The database's address with one more setting: "user=biwoco_web". */
const char *scratch_url(struct scratch *s, const char *setting);

/* Another handle to it, freed with the running test. */
struct db *scratch_open(struct scratch *s, const char *setting,
    struct db_limits limits);

/* Statements that must succeed, over the admin connection. */
void scratch_do(struct scratch *s, const char *sql);
void scratch_do_alone(struct scratch *s, const char *sql); /* no begin */

/* The one value, named v, of a query. */
int64_t scratch_i64(struct scratch *s, struct db *db, const char *sql);
const char *scratch_text(struct scratch *s, struct db *db, const char *sql);

/* Ends a handle's server process and waits until it is gone. */
void scratch_kill(struct scratch *s, struct db *victim);

/* Calls `is_done` until it is true, at most five seconds. */
void scratch_wait(struct scratch *s, const char *sql_is_true);

/* A query of the test's own, which lives as long as the database. */
const struct db_query *scratch_query(struct scratch *s,
    struct db_query template);

#endif
