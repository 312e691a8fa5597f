#include "base/base.h"

#include "io/db_internal.h"

#include "base/clock.h"
#include "base/log.h"

#include <poll.h>

/*
 * A program that stops inside a transaction holds its locks no longer than
 * this; a tool may think a little.
 */
#define IDLE_TX_WEB_MS 10000
#define IDLE_TX_TOOL_MS 60000

/* How long sent data may stay unacknowledged before the host is dead. */
#define TCP_USER_TIMEOUT_MS "5000"
#define KEEPALIVE_IDLE_S "10"
#define KEEPALIVE_INTERVAL_S "5"
#define KEEPALIVE_COUNT "3"

#define SETTINGS_MAX 20

/* Settings in libpq's form: two lists that end with NULL. */
struct settings {
	const char *keys[SETTINGS_MAX + 1];
	const char *values[SETTINGS_MAX + 1];
	size_t n;
};

static void
add(struct settings *s, const char *key, const char *value)
{
	assert(s->n < SETTINGS_MAX);
	s->keys[s->n] = key;
	s->values[s->n] = value;
	s->n++;
}

/* libpq would print notices on stderr as they are. */
static void
log_notice(void *arg, const char *message)
{
	char text[LOG_VALUE_MAX];

	(void)arg;
	db_one_line(text, sizeof(text), message);
	log_event(LOG_LEVEL_WARN, "database notice",
	    LOG_TEXT("notice", text));
}

static const char *
option_value(const PQconninfoOption *options, const char *keyword)
{
	for (const PQconninfoOption *o = options; o->keyword != NULL; o++)
		if (strcmp(o->keyword, keyword) == 0)
			return o->val;
	return NULL;
}

/*
 * Session settings travel in the startup packet: no extra round trip.  Each
 * query is planned once: PostgreSQL's own choice planned the search for an
 * answer anew each time where it had no statistics yet, which cost more than
 * the search.  A message is acknowledged only after its COMMIT is on disk (and
 * on the standby, where there is one): so the last word, which outdoes what
 * is set for the role, the database or in the address, is that.
 */
static const char *
session_options(struct db *db, const char *own)
{
	int idle_ms = db->limits.statement_ms > 0 ? IDLE_TX_WEB_MS :
						    IDLE_TX_TOOL_MS;

	return arena_printf(db->scratch,
	    "-c statement_timeout=%d -c lock_timeout=%d "
	    "-c idle_in_transaction_session_timeout=%d -c timezone=UTC "
	    "-c datestyle=ISO -c client_min_messages=warning "
	    "-c plan_cache_mode=force_generic_plan %s "
	    "-c synchronous_commit=on",
	    db->limits.statement_ms, db->limits.lock_ms, idle_ms,
	    own == NULL ? "" : own);
}

static size_t
count_hosts(const char *hosts)
{
	size_t n = 1;

	for (; hosts != NULL && *hosts != '\0'; hosts++)
		n += *hosts == ',';
	return n;
}

/*
 * libpq lets later settings win: what the address may change stands before
 * `dbname` (the address itself), what it may not change after it.
 */
static enum rc
gather_settings(struct db *db, struct settings *s, struct err *e)
{
	PQconninfoOption *own = PQconninfoParse(db->url, NULL);

	/* libpq's own message may quote the password. */
	if (own == NULL)
		return err_log(e, RC_INTERNAL, "database_url is not a "
		    "PostgreSQL address; expected "
		    "postgresql://user@host/database; hint: encode special "
		    "characters of the password as %%XX");
	const char *options = session_options(db, option_value(own,
	    "options"));
	size_t hosts = count_hosts(option_value(own, "host"));
	PQconninfoFree(own);

	add(s, "connect_timeout",
	    arena_printf(db->scratch, "%d", db->limits.connect_s));
	add(s, "tcp_user_timeout", TCP_USER_TIMEOUT_MS);
	add(s, "keepalives", "1");
	add(s, "keepalives_idle", KEEPALIVE_IDLE_S);
	add(s, "keepalives_interval", KEEPALIVE_INTERVAL_S);
	add(s, "keepalives_count", KEEPALIVE_COUNT);
	if (hosts > 1)
		add(s, "target_session_attrs", "read-write");
	add(s, "dbname", db->url);
	add(s, "options", options);
	add(s, "application_name", db->program);
	add(s, "client_encoding", "UTF8");
	db->connect_deadline_us = clock_mono_us() +
	    (int64_t)hosts * db->limits.connect_s * 1000000;
	return RC_OK;
}

/* NULL: `e` says why.  A connection that failed at once is returned too. */
PGconn *
db_connect_start(struct db *db, bool async, struct err *e)
{
	struct settings s = {0};

	arena_reset(db->scratch);
	if (gather_settings(db, &s, e) != RC_OK)
		return NULL;
	PGconn *pg = async ? PQconnectStartParams(s.keys, s.values, 1) :
			     PQconnectdbParams(s.keys, s.values, 1);
	if (pg == NULL)
		log_die("out of memory for a database connection");
	PQsetNoticeProcessor(pg, log_notice, NULL);
	return pg;
}

enum rc
db_open(struct db *db, struct err *e)
{
	if (db->state == DB_STATE_CONNECTING) {
		if (db_connect_finish(db))
			return RC_OK;
		db_drop(db); /* again, for a message that says why */
	}
	if (db->pg != NULL)
		return RC_OK;
	db->pg = db_connect_start(db, false, e);
	if (db->pg == NULL)
		return RC_INTERNAL;
	if (PQstatus(db->pg) != CONNECTION_OK) {
		enum rc rc = db_away(db, "connecting", e);

		db_drop(db);
		return rc;
	}
	db->state = DB_STATE_READY;
	return RC_OK;
}

void
db_drop(struct db *db)
{
	db_ahead_forget(db);
	PQclear(db->result);
	db->result = NULL;
	PQfinish(db->pg);
	db->pg = NULL;
	db->state = DB_STATE_CLOSED;
	db->doomed = false;
	db->n_prepared = 0;
	memset(db->prepared, 0, sizeof(db->prepared));
}

/*
 * Whether the server has closed an idle connection (restart, fail-over,
 * time-out): then something can be read, a last message or the end.  Looking
 * costs one poll and saves a write that could not be repeated.
 */
bool
db_is_alive(struct db *db)
{
	struct pollfd p = {.fd = PQsocket(db->pg), .events = POLLIN};

	/* A last message, then the end: two rounds; more are notifications. */
	for (int round = 0; round < 4; round++) {
		if (PQstatus(db->pg) != CONNECTION_OK)
			return false;
		if (poll(&p, 1, 0) <= 0)
			return true;
		if (PQconsumeInput(db->pg) == 0)
			return false;
	}
	return true;
}
