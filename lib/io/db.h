/*
 * PostgreSQL by libpq, seen only here.  Queries are rows of a generated
 * table (sql/queries/<table>.sql); they are prepared on first use of a
 * connection and always get parameters.  Columns are read by name.
 *
 * A lost connection is opened again by itself; a statement is tried a second
 * time only when it cannot have had an effect: reads, `begin`, and what was
 * not sent yet.  A connection that the server has closed in the meantime is
 * noticed before anything is sent, so that the first write after a restart
 * succeeds.  Inside of a transaction nothing is repeated.
 * Everything that writes more than one row runs in a transaction.
 *
 * A handle lives longer than the arenas it works with.
 */
#ifndef IO_DB_H
#define IO_DB_H

#include "base/arena.h"
#include "base/json.h"
#include "base/rc.h"

struct db;

enum db_type { DB_TYPE_TEXT, DB_TYPE_I64, DB_TYPE_F64, DB_TYPE_BOOL,
	DB_TYPE_JSON, DB_TYPE_BYTES, DB_TYPE_TEXTS, DB_TYPE_I64S };

enum db_expect { DB_EXEC, DB_ONE, DB_MAYBE, DB_MANY };

#define DB_ARGS_MAX 24

/* One named query, made by the generator from sql/queries. */
struct db_query {
	const char *name; /* "conversation_get"; the prepared name too */
	const char *text;
	enum db_expect expect;
	bool read; /* has no effect: may be repeated */
	uint8_t n_args;
	uint8_t types[DB_ARGS_MAX]; /* enum db_type */
};

/* One argument; its type must be the query's. */
struct db_arg {
	enum db_type type;
	bool null;
	bool boolean;
	const char *text;	  /* TEXT, JSON */
	const void *bytes;	  /* BYTES */
	const char *const *texts; /* TEXTS: an array parameter */
	const int64_t *i64s;	  /* I64S */
	size_t n;		  /* of bytes, texts, i64s */
	int64_t i64;
	double f64;
};

struct db_arg db_text(const char *s); /* NULL: null */
struct db_arg db_json(const char *s); /* NULL: null */
struct db_arg db_i64(int64_t v);
struct db_arg db_i64_or_null(int64_t v); /* 0: null */
struct db_arg db_f64(double v);
struct db_arg db_bool(bool v);
struct db_arg db_bytes(const void *p, size_t n);
struct db_arg db_texts(const char *const *v, size_t n);
struct db_arg db_i64s(const int64_t *v, size_t n);

struct db_args {
	const struct db_arg *items;
	size_t n;
};
#define DB_ARGS(...)                                                   \
	((struct db_args){(const struct db_arg[]){__VA_ARGS__},        \
	    sizeof((const struct db_arg[]){__VA_ARGS__}) /             \
		sizeof(struct db_arg)})
#define DB_NO_ARGS ((struct db_args){NULL, 0})

/* Rows live as long as the arena they were fetched into. */
struct db_rows;

/* Limits of one connection's statements. */
struct db_limits {
	int statement_ms; /* statement_timeout */
	int lock_ms;	  /* lock_timeout */
	int connect_s;	  /* connect_timeout a host */
};
#define DB_LIMITS_WEB ((struct db_limits){8000, 4000, 2})
#define DB_LIMITS_TOOL ((struct db_limits){0, 10000, 5}) /* CLI: no limit */

/*
 * Opens lazily: the first query connects.  `program` is application_name.
 * Whatever is set elsewhere, a session has synchronous_commit on.
 */
struct db *db_new(const char *url, const char *program, struct db_limits l);

/*
 * For a process that serves one request (plain CGI): nothing is prepared for
 * later, which saves a round trip a statement, and connecting begins at once,
 * so that PostgreSQL starts its own process while this one gets ready.
 */
void db_set_once(struct db *db);
void db_free(struct db *db);

/*
 * RC_OK; NOT_FOUND when ONE has no row; BUSY when the database is away (503
 * with retry_after); CONFLICT on a unique or exclusion violation or failed
 * serialization; TIMEOUT on statement or lock time-out; INTERNAL else.
 * `rows` may be NULL for EXEC.
 */
enum rc db_run(struct db *db, struct arena *a, const struct db_query *q,
    struct db_args args, struct db_rows **rows, struct err *e) MUST_CHECK;

/*
 * Under plain CGI the next statement takes this read along, and db_run with
 * the same query and arguments then finds its rows there; elsewhere nothing
 * happens.  Arguments live until then.  A change in between undoes it.
 */
void db_ahead(struct db *db, const struct db_query *q, struct db_args args);

/* Rows affected by an EXEC statement, else rows returned. */
size_t db_rows_count(const struct db_rows *r);

/* The column's number, for loops; asserts that it exists. */
int db_col(const struct db_rows *r, const char *name);
bool db_at_null(const struct db_rows *r, size_t row, int col);
const char *db_at_text(const struct db_rows *r, size_t row, int col);
int64_t db_at_i64(const struct db_rows *r, size_t row, int col);
double db_at_f64(const struct db_rows *r, size_t row, int col);
bool db_at_bool(const struct db_rows *r, size_t row, int col);

/* By name, for single rows; null text is NULL, null numbers are 0. */
const char *db_row_text(const struct db_rows *r, size_t row, const char *col);
int64_t db_row_i64(const struct db_rows *r, size_t row, const char *col);
double db_row_f64(const struct db_rows *r, size_t row, const char *col);
bool db_row_bool(const struct db_rows *r, size_t row, const char *col);

/* The JSON in column "data" of the only row; NOT_FOUND without a row. */
enum rc db_row_json(const struct db_rows *r, struct arena *a,
    struct json **out, struct err *e) MUST_CHECK;

/*
 * Transactions do not nest.  db_begin arranges that the arena rolls back
 * what was not committed, so handlers just return.
 */
enum rc db_begin(struct db *db, struct arena *a, struct err *e) MUST_CHECK;
enum rc db_commit(struct db *db, struct err *e) MUST_CHECK;
void db_rollback(struct db *db);

/*
 * A rehearsal: what is done from here to its end is not kept.  One
 * transaction is around all of it; the three functions above work within it
 * as ever, a statement that fails spoils nothing, and db_notify tells
 * nobody.  The database's now() stands still, and numbers taken from
 * sequences stay taken.  A lost connection ends it: every statement fails
 * then until db_rehearse_end.
 */
enum rc db_rehearse(struct db *db, struct err *e) MUST_CHECK;
void db_rehearse_end(struct db *db);

/*
 * NOTIFY as a statement of its own, after COMMIT: inside a transaction it
 * takes a global lock through the commit's fsync.  A hint: failures are
 * ignored, the reader's sweep makes them good.  Asserts that no transaction
 * is open.  `payload` is at most 7,999 bytes.
 */
void db_notify(struct db *db, const char *channel, const char *payload);

/*
 * A script of many statements from one of our own files (migrations, demo
 * data), as one transaction, or as part of the one that is open; never text
 * from anywhere else.  The error's detail names the line where PostgreSQL
 * does.
 */
enum rc db_script(struct db *db, const char *file_text, struct err *e)
    MUST_CHECK;

/* Prepares q on this connection without running it; for the test. */
enum rc db_prepare(struct db *db, const struct db_query *q, struct err *e)
    MUST_CHECK;

/*
 * The asynchronous half, for the one program that waits for many things.
 * At most one query is in flight on a connection.  A handle is used either
 * by this half or by the functions above, never by both.
 *
 * The descriptor may change with each db_connect_step (several hosts, or
 * addresses of one), and any failure may end the connection: ask for both of
 * these again after each call.
 */
int db_fd(struct db *db); /* for epoll; -1 while not connected */
bool db_wants_write(struct db *db);
/*
 * Starts or carries on connecting; OK: ready, PARKED: call again when fd is
 * ready and at least once a second (the connect time-out is kept here), else
 * failed (call again after a pause).  Host names are looked up waiting:
 * give addresses.
 */
enum rc db_connect_step(struct db *db, struct err *e);
enum rc db_send(struct db *db, const struct db_query *q, struct db_args args,
    struct err *e) MUST_CHECK;
/* OK with rows, PARKED while incomplete, else as db_run. */
enum rc db_receive(struct db *db, struct arena *a, struct db_rows **rows,
    struct err *e) MUST_CHECK;
/*
 * After `listen` was sent by db_listen, and received as a query without rows
 * is: the next notification's payload, or NULL.  Lives until the arena is
 * reset.  Call it until NULL whenever the descriptor is readable.
 */
enum rc db_listen(struct db *db, const char *channel, struct err *e)
    MUST_CHECK;
const char *db_notification(struct db *db, struct arena *a);

#endif
