#include "base/base.h"

#include "io/db_internal.h"

/* One savepoint for what would be a transaction, one for what would be a
 * statement alone. */
static const struct db_query start_query = {
	.name = "db_rehearse",
	.text = "begin",
	.expect = DB_EXEC,
	.read = true,
};
static const struct db_query end_query = {
	.name = "db_rehearse_end",
	.text = "rollback",
	.expect = DB_EXEC,
};
static const struct db_query begin_query = {
	.name = "db_rehearse_begin",
	.text = "savepoint rehearsed_transaction",
	.expect = DB_EXEC,
};
static const struct db_query commit_query = {
	.name = "db_rehearse_commit",
	.text = "release savepoint rehearsed_transaction",
	.expect = DB_EXEC,
};
static const struct db_query rollback_query = {
	.name = "db_rehearse_rollback",
	.text = "rollback to savepoint rehearsed_transaction",
	.expect = DB_EXEC,
};
static const struct db_query guard_query = {
	.name = "db_rehearse_guard",
	.text = "savepoint rehearsed_statement",
	.expect = DB_EXEC,
};
static const struct db_query keep_query = {
	.name = "db_rehearse_keep",
	.text = "release savepoint rehearsed_statement",
	.expect = DB_EXEC,
};
static const struct db_query undo_query = {
	.name = "db_rehearse_undo",
	.text = "rollback to savepoint rehearsed_statement",
	.expect = DB_EXEC,
};

const struct db_query *
db_rehearse_query(enum db_step step)
{
	switch (step) {
	case DB_STEP_BEGIN:
		return &begin_query;
	case DB_STEP_COMMIT:
		return &commit_query;
	case DB_STEP_ROLLBACK:
		return &rollback_query;
	}
	return NULL;
}

static enum rc
step(struct db *db, const struct db_query *q, struct err *e)
{
	PGresult *res;
	enum rc rc = db_query_run(db, q, DB_NO_ARGS, &res, e);

	if (rc == RC_OK)
		PQclear(res);
	return rc;
}

/* A statement that fails would end the transaction that holds all. */
enum rc
db_rehearse_run(struct db *db, const struct db_query *q, struct db_args args,
    PGresult **out, struct err *e)
{
	enum rc rc = step(db, &guard_query, e);

	if (rc != RC_OK)
		return rc;
	rc = db_query_run(db, q, args, out, e);
	if (rc == RC_OK) {
		rc = step(db, &keep_query, e);
		if (rc != RC_OK)
			PQclear(*out);
		return rc;
	}
	if (step(db, &undo_query, NULL) == RC_OK)
		(void)step(db, &keep_query, NULL);
	return rc;
}

enum rc
db_rehearse(struct db *db, struct err *e)
{
	assert(!db->in_tx && !db->rehearsal);
	enum rc rc = step(db, &start_query, e);

	db->rehearsal = rc == RC_OK;
	return rc;
}

void
db_rehearse_end(struct db *db)
{
	assert(!db->in_tx);
	if (!db->rehearsal)
		return;
	enum rc rc = step(db, &end_query, NULL);
	db->rehearsal = false;
	if (rc != RC_OK)
		db_drop(db); /* the server rolls back when we are gone */
}
