#include "base/base.h"

#include "io/db_internal.h"

#include "base/log.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

#define NOTIFY_PAYLOAD_MAX 7999 /* PostgreSQL's own limit */

/* The few statements that are no query of ours. */
static const struct db_query begin_query = {
	.name = "db_begin",
	.text = "begin",
	.expect = DB_EXEC,
	.read = true,
};
static const struct db_query commit_query = {
	.name = "db_commit",
	.text = "commit",
	.expect = DB_EXEC,
};
static const struct db_query rollback_query = {
	.name = "db_rollback",
	.text = "rollback",
	.expect = DB_EXEC,
};
static const struct db_query notify_query = {
	.name = "db_notify",
	.text = "select pg_notify($1, $2)",
	.expect = DB_EXEC,
	.n_args = 2,
	.types = {DB_TYPE_TEXT, DB_TYPE_TEXT},
};

struct db *
db_new(const char *url, const char *program, struct db_limits l)
{
	struct db *db = calloc(1, sizeof(*db));

	if (db == NULL)
		log_die("out of memory for a database handle");
	db->life = arena_new(ARENA_REQUEST_MAX);
	db->scratch = arena_new(DB_SCRATCH_MAX);
	db->url = arena_strdup(db->life, url);
	db->program = arena_strdup(db->life, program);
	db->limits = l;
	return db;
}

void
db_set_once(struct db *db)
{
	db->once = true;
	db_connect_ahead(db);
}

void
db_free(struct db *db)
{
	if (db == NULL)
		return;
	db_drop(db);
	arena_free(db->scratch);
	arena_free(db->life);
	free(db);
}

/* The slot of q: its own, or the free one where it belongs. */
static size_t
prepared_slot(const struct db *db, const struct db_query *q)
{
	size_t i = ((uintptr_t)q / sizeof(*q)) % DB_PREPARED_SLOTS;

	while (db->prepared[i] != NULL && db->prepared[i] != q)
		i = (i + 1) % DB_PREPARED_SLOTS;
	return i;
}

bool
db_is_prepared(const struct db *db, const struct db_query *q)
{
	return db->prepared[prepared_slot(db, q)] == q;
}

void
db_mark_prepared(struct db *db, const struct db_query *q)
{
	assert(db->n_prepared < DB_PREPARED_MAX);
	db->prepared[prepared_slot(db, q)] = q;
	db->n_prepared++;
}

/* Inside of a transaction, which ends with its connection. */
static bool
is_held(const struct db *db)
{
	return db->in_tx || db->rehearsal;
}

/* A living connection, or an error; a transaction's is never replaced. */
static enum rc
make_ready(struct db *db, struct err *e)
{
	assert(!db->async);
	if (db->state == DB_STATE_CONNECTING)
		return db_open(db, e);
	bool usable = db->pg != NULL && (is_held(db) || !db->doomed);
	if (usable && db_is_alive(db))
		return RC_OK;
	if (is_held(db))
		return db_away(db, "in a transaction", e);
	db_drop(db);
	return db_open(db, e);
}

/* NULL: prepared; else the failure. */
static PGresult *
prepare(struct db *db, const struct db_query *q)
{
	if (db_is_prepared(db, q))
		return NULL;
	PGresult *res = PQprepare(db->pg, q->name, q->text, q->n_args, NULL);
	if (!db_is_success(res))
		return res;
	PQclear(res);
	db_mark_prepared(db, q);
	return NULL;
}

/* `sent`: the statement may have had its effect, whatever came back. */
static PGresult *
execute(struct db *db, const struct db_query *q, const struct db_wire *w,
    bool *sent)
{
	*sent = db->once;
	if (db->once)
		return db_ahead_run(db, q, w);
	PGresult *failed = prepare(db, q);
	if (failed != NULL)
		return failed;
	*sent = true;
	return PQexecPrepared(db->pg, q->name, w->n, w->values, w->lengths,
	    w->formats, 0);
}

static bool
is_lost(const struct db *db)
{
	return PQstatus(db->pg) != CONNECTION_OK;
}

enum rc
db_query_run(struct db *db, const struct db_query *q, struct db_args args,
    PGresult **out, struct err *e)
{
	struct db_wire wire;
	bool sent;
	enum rc rc = make_ready(db, e);

	if (rc != RC_OK)
		return rc;
	arena_reset(db->scratch);
	db_encode(db->scratch, q, args, &wire);
	PGresult *res = execute(db, q, &wire, &sent);
	if (is_lost(db) && !is_held(db) && (q->read || !sent)) {
		PQclear(res);
		db_drop(db);
		rc = db_open(db, e);
		if (rc != RC_OK)
			return rc;
		/* Connecting has used the scratch arena. */
		arena_reset(db->scratch);
		db_encode(db->scratch, q, args, &wire);
		res = execute(db, q, &wire, &sent);
	}
	if (db_is_success(res)) {
		*out = res;
		return RC_OK;
	}
	rc = db_fail(db, q->name, res, e);
	PQclear(res);
	return rc;
}

enum rc
db_run(struct db *db, struct arena *a, const struct db_query *q,
    struct db_args args, struct db_rows **rows, struct err *e)
{
	PGresult *res;
	bool alone = db->rehearsal && !db->in_tx && !q->read;
	enum rc rc = alone ? db_rehearse_run(db, q, args, &res, e) :
			     db_query_run(db, q, args, &res, e);

	return rc != RC_OK ? rc : db_take(a, q, res, rows, e);
}

enum rc
db_prepare(struct db *db, const struct db_query *q, struct err *e)
{
	enum rc rc = make_ready(db, e);

	if (rc != RC_OK)
		return rc;
	PGresult *failed = prepare(db, q);
	if (failed == NULL)
		return RC_OK;
	rc = db_fail(db, q->name, failed, e);
	PQclear(failed);
	return rc;
}

/* What an arena remembers of a transaction that was begun under it. */
struct tx {
	struct db *db;
	uint64_t serial;
};

static void
end_tx(void *p)
{
	const struct tx *tx = p;

	if (tx->db->in_tx && tx->db->tx_serial == tx->serial)
		db_rollback(tx->db);
}

enum rc
db_begin(struct db *db, struct arena *a, struct err *e)
{
	PGresult *res;

	assert(!db->in_tx);
	enum rc rc = db_query_run(db, db->rehearsal ?
	    db_rehearse_query(DB_STEP_BEGIN) : &begin_query, DB_NO_ARGS,
	    &res, e);
	if (rc != RC_OK)
		return rc;
	PQclear(res);
	db->in_tx = true;
	db->tx_serial++;
	struct tx *tx = arena_alloc(a, sizeof(*tx));
	*tx = (struct tx){db, db->tx_serial};
	arena_defer(a, end_tx, tx);
	return RC_OK;
}

/*
 * However it ends, the transaction is over: PostgreSQL has undone what it
 * did not commit.  `commit` after a failed statement succeeds with the tag
 * ROLLBACK, which must not pass for a success.
 */
enum rc
db_commit(struct db *db, struct err *e)
{
	PGresult *res;

	assert(db->in_tx);
	enum rc rc = db_query_run(db, db->rehearsal ?
	    db_rehearse_query(DB_STEP_COMMIT) : &commit_query, DB_NO_ARGS,
	    &res, e);
	if (rc != RC_OK && db->rehearsal)
		db_rollback(db);
	db->in_tx = false;
	if (rc != RC_OK) {
		if (db->pg != NULL && is_lost(db))
			db_drop(db);
		return rc;
	}
	bool committed = db->rehearsal ||
	    strcmp(PQcmdStatus(res), "COMMIT") == 0;
	PQclear(res);
	if (!committed)
		return err_log(e, RC_INTERNAL,
		    "commit after a failed statement: rolled back");
	return RC_OK;
}

void
db_rollback(struct db *db)
{
	PGresult *res;

	if (!db->in_tx)
		return;
	enum rc rc = db_query_run(db, db->rehearsal ?
	    db_rehearse_query(DB_STEP_ROLLBACK) : &rollback_query,
	    DB_NO_ARGS, &res, NULL);
	db->in_tx = false;
	if (rc == RC_OK)
		PQclear(res);
	else
		db_drop(db); /* the server rolls back when we are gone */
}

void
db_notify(struct db *db, const char *channel, const char *payload)
{
	PGresult *res;

	assert(!db->in_tx);
	assert(strlen(payload) <= NOTIFY_PAYLOAD_MAX);
	if (db->rehearsal)
		return;
	if (db_query_run(db, &notify_query, DB_ARGS(db_text(channel),
	    db_text(payload)), &res, NULL) == RC_OK)
		PQclear(res);
}

/* The line on which the `position`th character (from 1) stands. */
static size_t
line_at(const char *text, uint64_t position)
{
	size_t line = 1;

	for (uint64_t i = 1; i < position && *text != '\0'; i++)
		if (text_next(&text) == '\n')
			line++;
	return line;
}

static enum rc
script_failed(struct db *db, const char *text, const PGresult *res,
    struct err *e)
{
	const char *at = PQresultErrorField(res, PG_DIAG_STATEMENT_POSITION);
	char name[32] = "script";
	uint64_t position;

	if (at != NULL && text_to_u64(at, &position))
		snprintf(name, sizeof(name), "script line %zu",
		    line_at(text, position));
	return db_fail(db, name, res, e);
}

/*
 * The one place that sends text without parameters: a script of several
 * statements cannot be prepared, and it comes from a file of the project.
 */
static enum rc
run_script(struct db *db, const char *text, struct err *e)
{
	PGresult *res = PQexec(db->pg, text);
	enum rc rc = RC_OK;

	if (!db_is_success(res))
		rc = script_failed(db, text, res, e);
	PQclear(res);
	return rc;
}

enum rc
db_script(struct db *db, const char *file_text, struct err *e)
{
	if (db->in_tx) {
		enum rc rc = make_ready(db, e);

		return rc != RC_OK ? rc : run_script(db, file_text, e);
	}
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	enum rc rc = db_begin(db, a, e);
	if (rc == RC_OK)
		rc = run_script(db, file_text, e);
	if (rc == RC_OK)
		rc = db_commit(db, e);
	arena_free(a); /* rolls back what was not committed */
	return rc;
}
