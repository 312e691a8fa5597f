#include "base/base.h"

#include "io/db_internal.h"

#include "base/clock.h"
#include "base/text.h"

/* Close, and say that the database is away. */
static enum rc
away(struct db *db, const char *doing, struct err *e)
{
	enum rc rc = db_away(db, doing, e);

	db_drop(db);
	return rc;
}

int
db_fd(struct db *db)
{
	return db->pg == NULL ? -1 : PQsocket(db->pg);
}

bool
db_wants_write(struct db *db)
{
	if (db->pg == NULL)
		return false;
	if (db->state == DB_STATE_CONNECTING)
		return db->polling == PGRES_POLLING_WRITING;
	return PQflush(db->pg) == 1;
}

/*
 * Reads what has come.  OK: the result of the query in flight is complete in
 * db->result; PARKED: not yet.
 */
static enum rc
collect(struct db *db, const char *doing, struct err *e)
{
	if (PQflush(db->pg) < 0 || PQconsumeInput(db->pg) == 0)
		return away(db, doing, e);
	while (PQisBusy(db->pg) == 0) {
		PGresult *res = PQgetResult(db->pg);

		if (res == NULL)
			return RC_OK;
		PQclear(db->result);
		db->result = res;
	}
	return RC_PARKED;
}

/* Hands the collected result over; the caller clears it. */
static PGresult *
take_result(struct db *db)
{
	PGresult *res = db->result;

	db->result = NULL;
	db->state = DB_STATE_READY;
	return res;
}

static enum rc
step_start(struct db *db, struct err *e)
{
	db->async = true;
	db->pg = db_connect_start(db, true, e);
	if (db->pg == NULL)
		return RC_INTERNAL;
	if (PQstatus(db->pg) == CONNECTION_BAD)
		return away(db, "connecting", e);
	db->state = DB_STATE_CONNECTING;
	db->polling = PGRES_POLLING_WRITING;
	return RC_PARKED;
}

static enum rc
step_connecting(struct db *db, struct err *e)
{
	db->polling = PQconnectPoll(db->pg);
	if (db->polling == PGRES_POLLING_FAILED)
		return away(db, "connecting", e);
	if (db->polling != PGRES_POLLING_OK)
		return RC_PARKED;
	if (PQsetnonblocking(db->pg, 1) != 0)
		return away(db, "connecting", e);
	db->state = DB_STATE_READY;
	return RC_OK;
}

/* libpq keeps connect_timeout only in its waiting half. */
static enum rc
step(struct db *db, struct err *e)
{
	if (db->state != DB_STATE_CLOSED &&
	    clock_mono_us() > db->connect_deadline_us) {
		db_drop(db);
		err_log(e, RC_BUSY, "database away: no answer in time");
		return RC_BUSY;
	}
	return db->state == DB_STATE_CLOSED ? step_start(db, e) :
					      step_connecting(db, e);
}

enum rc
db_connect_step(struct db *db, struct err *e)
{
	if (db->state >= DB_STATE_READY)
		return RC_OK;
	return step(db, e);
}

/* The next command of db->query: prepare it, or run it. */
static bool
send_next(struct db *db)
{
	const struct db_query *q = db->query;

	if (!db_is_prepared(db, q)) {
		db->state = DB_STATE_PREPARING;
		return PQsendPrepare(db->pg, q->name, q->text, q->n_args,
		    NULL) == 1;
	}
	db->state = DB_STATE_QUERYING;
	return PQsendQueryPrepared(db->pg, q->name, db->wire.n,
	    db->wire.values, db->wire.lengths, db->wire.formats, 0) == 1;
}

enum rc
db_send(struct db *db, const struct db_query *q, struct db_args args,
    struct err *e)
{
	assert(db->async);
	if (db->state == DB_STATE_CLOSED)
		return db_away(db, q->name, e);
	assert(db->state == DB_STATE_READY); /* one at a time */
	arena_reset(db->scratch);
	db_encode(db->scratch, q, args, &db->wire);
	db->query = q;
	if (!send_next(db) || PQflush(db->pg) < 0)
		return away(db, q->name, e);
	return RC_OK;
}

enum rc
db_listen(struct db *db, const char *channel, struct err *e)
{
	assert(db->async);
	if (db->state == DB_STATE_CLOSED)
		return db_away(db, "listen", e);
	assert(db->state == DB_STATE_READY);
	/* A channel is a name, which cannot be a parameter: quote it. */
	char *name = PQescapeIdentifier(db->pg, channel, strlen(channel));
	assert(name != NULL);
	arena_reset(db->scratch);
	const char *text = arena_printf(db->scratch, "listen %s", name);
	PQfreemem(name);
	db->query = NULL;
	db->state = DB_STATE_QUERYING;
	if (PQsendQueryParams(db->pg, text, 0, NULL, NULL, NULL, NULL, 0) ==
	    0 || PQflush(db->pg) < 0)
		return away(db, "listen", e);
	return RC_OK;
}

/* After a failure: the caller sees db_fd -1 and connects again. */
static void
drop_if_useless(struct db *db)
{
	if (db->doomed || PQstatus(db->pg) != CONNECTION_OK)
		db_drop(db);
}

/* The answer to PREPARE is here: carry on with the query itself. */
static enum rc
after_prepare(struct db *db, struct err *e)
{
	PGresult *res = take_result(db);

	if (!db_is_success(res)) {
		enum rc rc = db_fail(db, db->query->name, res, e);

		PQclear(res);
		drop_if_useless(db);
		return rc;
	}
	PQclear(res);
	db_mark_prepared(db, db->query);
	if (!send_next(db) || PQflush(db->pg) < 0)
		return away(db, db->query->name, e);
	return RC_PARKED;
}

static enum rc
judge(struct db *db, struct arena *a, struct db_rows **rows, struct err *e)
{
	const char *name = db->query == NULL ? "listen" : db->query->name;
	PGresult *res = take_result(db);

	if (!db_is_success(res)) {
		enum rc rc = db_fail(db, name, res, e);

		PQclear(res);
		drop_if_useless(db);
		return rc;
	}
	if (db->query != NULL)
		return db_take(a, db->query, res, rows, e);
	PQclear(res);
	return RC_OK;
}

enum rc
db_receive(struct db *db, struct arena *a, struct db_rows **rows,
    struct err *e)
{
	if (db->state == DB_STATE_CLOSED)
		return db_away(db, "receiving", e);
	assert(db->state == DB_STATE_PREPARING ||
	    db->state == DB_STATE_QUERYING);
	enum rc rc = collect(db, "receiving", e);
	if (rc == RC_OK && db->state == DB_STATE_PREPARING) {
		rc = after_prepare(db, e);
		if (rc == RC_PARKED) /* it may be answered already */
			rc = collect(db, "receiving", e);
	}
	return rc == RC_OK ? judge(db, a, rows, e) : rc;
}

const char *
db_notification(struct db *db, struct arena *a)
{
	if (db->state < DB_STATE_READY)
		return NULL;
	PGnotify *n = PQnotifies(db->pg);
	if (n == NULL) {
		if (PQconsumeInput(db->pg) == 0) {
			db_drop(db); /* db_fd is -1 now */
			return NULL;
		}
		n = PQnotifies(db->pg);
	}
	if (n == NULL)
		return NULL;
	const char *payload = arena_strdup(a, n->extra);
	PQfreemem(n);
	return payload;
}
