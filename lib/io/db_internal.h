/*
 * What the files of the database module share; nobody else includes it.
 *
 *   db.c        running a query, transactions, scripts, NOTIFY
 *   db_open.c   connecting, session settings, noticing a dead connection
 *   db_ahead.c  for plain CGI: connecting and asking before it is needed
 *   db_args.c   arguments as PostgreSQL text
 *   db_rows.c   reading results
 *   db_error.c  what an SQLSTATE means for the caller
 *   db_async.c  the half that never waits
 *   db_rehearse.c  transactions within one that is not kept
 */
#ifndef IO_DB_INTERNAL_H
#define IO_DB_INTERNAL_H

#include <libpq-fe.h>

#include "io/db.h"

/*
 * Which queries a connection has prepared: an open hash of their addresses.
 * Twice the queries the program can reasonably have, a power of two.
 */
#define DB_PREPARED_SLOTS 2048
#define DB_PREPARED_MAX (DB_PREPARED_SLOTS / 2)

/* Arguments of one statement as text: the largest is a bulk import's. */
#define DB_SCRATCH_MAX ((size_t)64 << 20)

/* Where the asynchronous half stands; a synchronous connection is READY. */
enum db_state {
	DB_STATE_CLOSED,
	DB_STATE_CONNECTING,
	DB_STATE_READY,
	DB_STATE_PREPARING, /* then the query itself is sent */
	DB_STATE_QUERYING,
};

/* The arguments in the form libpq takes. */
struct db_wire {
	int n;
	const char *values[DB_ARGS_MAX];
	int lengths[DB_ARGS_MAX];
	int formats[DB_ARGS_MAX]; /* 1: binary, only for bytes */
};

/* A read that was asked ahead. */
#define DB_AHEAD_MAX 4
struct db_ahead {
	const struct db_query *query;
	struct db_wire wire;
	bool ends; /* the last of those sent together */
	bool is_read;
	PGresult *result; /* once it is read */
};

struct db {
	PGconn *pg; /* NULL: not connected */
	const char *url;
	const char *program;
	struct db_limits limits;
	struct arena *life;    /* url, program */
	struct arena *scratch; /* one statement's arguments */
	enum db_state state;
	bool doomed; /* open a new one before the next statement */
	bool once; /* statements are not prepared */
	bool in_tx;
	bool rehearsal; /* a transaction around all, which is not kept */
	uint64_t tx_serial; /* so that an old arena ends no new transaction */

	size_t n_prepared;
	const struct db_query *prepared[DB_PREPARED_SLOTS];

	/* plain CGI only; the first n_sent are under way or read */
	size_t n_ahead, n_sent;
	struct db_ahead ahead[DB_AHEAD_MAX];

	/* asynchronous only */
	bool async;
	PostgresPollingStatusType polling;
	int64_t connect_deadline_us;
	const struct db_query *query; /* in flight; NULL: listen */
	struct db_wire wire;
	PGresult *result; /* of the query in flight, once it is there */
};

struct db_rows {
	PGresult *res;
	size_t n;
	int n_cols;
};

/* db_open.c */
enum rc db_open(struct db *db, struct err *e);
void db_drop(struct db *db); /* close; the next query connects again */
bool db_is_alive(struct db *db);
PGconn *db_connect_start(struct db *db, bool async, struct err *e);

/* db_ahead.c */
void db_connect_ahead(struct db *db); /* begins; db_open goes on */
bool db_connect_finish(struct db *db); /* false: it came to nothing */
void db_ahead_forget(struct db *db);
/* Runs q without preparing it, or takes what was asked ahead. */
PGresult *db_ahead_run(struct db *db, const struct db_query *q,
    const struct db_wire *w);

/* db.c */
bool db_is_prepared(const struct db *db, const struct db_query *q);
void db_mark_prepared(struct db *db, const struct db_query *q);

/* Executes q, a second time if that is safe; *out is a success. */
enum rc db_query_run(struct db *db, const struct db_query *q,
    struct db_args args, PGresult **out, struct err *e);

/* db_rehearse.c: what stands for the steps of a transaction there, and a
 * statement outside of one, whose failure must spoil nothing. */
enum db_step { DB_STEP_BEGIN, DB_STEP_COMMIT, DB_STEP_ROLLBACK };
const struct db_query *db_rehearse_query(enum db_step step);
enum rc db_rehearse_run(struct db *db, const struct db_query *q,
    struct db_args args, PGresult **out, struct err *e);

/* db_args.c: asserts that number and types are the query's. */
void db_encode(struct arena *a, const struct db_query *q, struct db_args args,
    struct db_wire *out);

/* db_rows.c: takes `res` over; judges the number of rows. */
enum rc db_take(struct arena *a, const struct db_query *q, PGresult *res,
    struct db_rows **rows, struct err *e);

/* db_error.c: `res` may be NULL (then the connection's message is used). */
enum rc db_fail(struct db *db, const char *query, const PGresult *res,
    struct err *e);
enum rc db_away(struct db *db, const char *doing, struct err *e);
bool db_is_success(const PGresult *res);
/* A message without the line break that libpq ends it with. */
void db_one_line(char *out, size_t size, const char *s);

#endif
