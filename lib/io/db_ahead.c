/*
 * What a plain CGI asks before it needs the answer.  Such a process lives for
 * one request, and PostgreSQL's first statements in a new session take it
 * milliseconds: so connecting begins while the program gets ready, and reads
 * that are sure to be wanted travel behind the statement before them, in
 * libpq's pipeline mode.
 */
#include "base/base.h"

#include "io/db_internal.h"

#include "base/clock.h"

#include <errno.h>
#include <poll.h>

void
db_connect_ahead(struct db *db)
{
	assert(db->pg == NULL);
	db->pg = db_connect_start(db, true, NULL);
	if (db->pg == NULL)
		return;
	db->state = DB_STATE_CONNECTING;
	db->polling = PGRES_POLLING_WRITING;
	/* A socket on this machine takes the first packet at once. */
	struct pollfd p = {.fd = PQsocket(db->pg), .events = POLLOUT};
	if (PQstatus(db->pg) != CONNECTION_BAD && poll(&p, 1, 0) > 0)
		db->polling = PQconnectPoll(db->pg);
}

bool
db_connect_finish(struct db *db)
{
	while (db->polling == PGRES_POLLING_READING ||
	    db->polling == PGRES_POLLING_WRITING) {
		struct pollfd p = {.fd = PQsocket(db->pg),
			.events = db->polling == PGRES_POLLING_READING ?
			    POLLIN : POLLOUT};
		int64_t left_us = db->connect_deadline_us - clock_mono_us();

		/* libpq keeps connect_timeout only where it waits itself. */
		if (left_us <= 0 || (poll(&p, 1, (int)(left_us / 1000) + 1) <
		    0 && errno != EINTR))
			return false;
		db->polling = PQconnectPoll(db->pg);
	}
	if (db->polling != PGRES_POLLING_OK)
		return false;
	db->state = DB_STATE_READY;
	return true;
}

void
db_ahead(struct db *db, const struct db_query *q, struct db_args args)
{
	assert(q->read);
	if (!db->once || db->n_ahead == DB_AHEAD_MAX)
		return;
	struct db_ahead *a = &db->ahead[db->n_ahead++];
	*a = (struct db_ahead){.query = q};
	db_encode(db->life, q, args, &a->wire);
}

void
db_ahead_forget(struct db *db)
{
	for (size_t i = 0; i < db->n_ahead; i++)
		PQclear(db->ahead[i].result);
	db->n_ahead = 0;
	db->n_sent = 0;
}

static bool
send_one(struct db *db, const struct db_query *q, const struct db_wire *w)
{
	return PQsendQueryParams(db->pg, q->text, w->n, NULL, w->values,
		   w->lengths, w->formats, 0) == 1;
}

/*
 * The result of the oldest statement under way; NULL: the connection is
 * lost.  `ends`: it was the last of those that were sent together.
 */
static PGresult *
receive_one(struct db *db, bool ends)
{
	PGresult *res = PQgetResult(db->pg), *after;

	while ((after = PQgetResult(db->pg)) != NULL) {
		PQclear(res);
		res = after;
	}
	if (ends)
		PQclear(PQgetResult(db->pg)); /* PGRES_PIPELINE_SYNC */
	return res;
}

static bool
is_same(const struct db_wire *a, const struct db_wire *b)
{
	for (int i = 0; i < a->n; i++) {
		const char *x = a->values[i], *y = b->values[i];
		size_t n = (size_t)a->lengths[i];

		if ((x == NULL) != (y == NULL) ||
		    a->lengths[i] != b->lengths[i])
			return false;
		if (x == NULL)
			continue;
		if (a->formats[i] == 1 ? memcmp(x, y, n) != 0 :
					 strcmp(x, y) != 0)
			return false;
	}
	return true;
}

/* Its place among what was sent; n_sent: it was not. */
static size_t
find(const struct db *db, const struct db_query *q, const struct db_wire *w)
{
	size_t i = 0;

	while (i < db->n_sent && (db->ahead[i].query != q ||
	    !is_same(&db->ahead[i].wire, w)))
		i++;
	return i;
}

/* Results of the first `end` that have not been read yet. */
static void
receive_until(struct db *db, size_t end)
{
	for (size_t i = 0; i < end; i++) {
		struct db_ahead *a = &db->ahead[i];

		if (!a->is_read)
			a->result = receive_one(db, a->ends);
		a->is_read = true;
	}
}

/*
 * Takes it out of the queue; NULL: the connection is lost, or PostgreSQL did
 * not look at it because the statement before it failed.
 */
static PGresult *
take(struct db *db, size_t i)
{
	receive_until(db, i + 1);
	PGresult *res = db->ahead[i].result;
	db->n_ahead--;
	db->n_sent--;
	memmove(&db->ahead[i], &db->ahead[i + 1],
	    (db->n_ahead - i) * sizeof(db->ahead[0]));
	if (PQresultStatus(res) != PGRES_PIPELINE_ABORTED)
		return res;
	PQclear(res);
	return NULL;
}

/* q first, whose answer is not held back for the others'; in one packet. */
static bool
send_all(struct db *db, const struct db_query *q, const struct db_wire *w)
{
	bool ok = send_one(db, q, w) && PQsendFlushRequest(db->pg) == 1;

	for (; ok && db->n_sent < db->n_ahead; db->n_sent++) {
		struct db_ahead *a = &db->ahead[db->n_sent];

		ok = send_one(db, a->query, &a->wire);
		a->ends = db->n_sent + 1 == db->n_ahead;
	}
	return ok && PQpipelineSync(db->pg) == 1;
}

static PGresult *
run_in_pipeline(struct db *db, const struct db_query *q,
    const struct db_wire *w)
{
	size_t before = db->n_sent;

	if (!send_all(db, q, w))
		return NULL;
	receive_until(db, before);
	return receive_one(db, before == db->n_ahead);
}

PGresult *
db_ahead_run(struct db *db, const struct db_query *q,
    const struct db_wire *w)
{
	/* After a change nothing counts that was read before it. */
	if (!q->read) {
		receive_until(db, db->n_sent);
		db_ahead_forget(db);
	}
	size_t i = find(db, q, w);
	PGresult *res = i < db->n_sent ? take(db, i) : NULL;
	if (res != NULL)
		return res;
	if (db->n_ahead > 0 && PQenterPipelineMode(db->pg) == 1)
		return run_in_pipeline(db, q, w);
	if (PQpipelineStatus(db->pg) != PQ_PIPELINE_OFF)
		PQexitPipelineMode(db->pg);
	return PQexecParams(db->pg, q->text, w->n, NULL, w->values,
	    w->lengths, w->formats, 0);
}
