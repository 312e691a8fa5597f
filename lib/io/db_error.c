#include "base/base.h"

#include "io/db_internal.h"

#include "base/text.h"

#include <stdio.h>

#define RETRY_AFTER_S 5

/*
 * What a failed statement means, by the first characters of its SQLSTATE
 * (PostgreSQL manual, appendix A); the first row that fits counts.
 */
static const struct {
	const char *prefix;
	enum rc rc;
	bool drop; /* this connection is of no more use */
	const char *message;
} meanings[] = {
	{"23505", RC_CONFLICT, false, "This exists already."},
	{"23P01", RC_CONFLICT, false, "This overlaps with something else."},
	{"40001", RC_CONFLICT, false,
	    "Somebody else changed this at the same time; please try again."},
	{"40P01", RC_CONFLICT, false,
	    "Somebody else changed this at the same time; please try again."},
	{"57014", RC_TIMEOUT, false, "This took too long; please try again."},
	{"55P03", RC_TIMEOUT, false,
	    "This is in use at the moment; please try again."},
	{"53", RC_BUSY, false, NULL},	 /* disk, memory, connections */
	{"57P", RC_BUSY, true, NULL},	 /* shut down, crash, terminated */
	{"25P03", RC_BUSY, true, NULL},	 /* idle in transaction: closed */
	{"08", RC_BUSY, true, NULL},	 /* connection */
	{"25006", RC_BUSY, true, NULL},	 /* a standby now: find the primary */
};

bool
db_is_success(const PGresult *res)
{
	ExecStatusType status = PQresultStatus(res);

	return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

void
db_one_line(char *out, size_t size, const char *s)
{
	size_t n = 0;

	for (; *s != '\0' && n + 1 < size; s++)
		out[n++] = *s == '\n' ? ' ' : *s;
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
}

/* The database cannot be reached; the visitor may try again. */
enum rc
db_away(struct db *db, const char *doing, struct err *e)
{
	char text[256];

	db_one_line(text, sizeof(text), PQerrorMessage(db->pg));
	err_log(e, RC_BUSY, "database away (%s): %s; hint: see that "
	    "PostgreSQL runs and database_url is right", doing, text);
	if (e != NULL)
		e->retry_after = RETRY_AFTER_S;
	return RC_BUSY;
}

/*
 * Data errors (class 22) quote the value that was sent, which may be a
 * visitor's: the text is cut before the first quotation mark.
 */
static void
primary_message(const PGresult *res, const char *state, char *out,
    size_t size)
{
	const char *s = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);

	db_one_line(out, size, s != NULL ? s : PQresultErrorMessage(res));
	char *quote = strchr(out, '"');
	if (strncmp(state, "22", 2) == 0 && quote != NULL)
		*quote = '\0';
}

/* "; hint: …", or nothing. */
static void
hint(const PGresult *res, char *out, size_t size)
{
	const char *s = PQresultErrorField(res, PG_DIAG_MESSAGE_HINT);
	char text[192];

	out[0] = '\0';
	if (s == NULL)
		return;
	db_one_line(text, sizeof(text), s);
	snprintf(out, size, "; hint: %s", text);
}

enum rc
db_fail(struct db *db, const char *query, const PGresult *res, struct err *e)
{
	const char *state = res == NULL ? NULL :
	    PQresultErrorField(res, PG_DIAG_SQLSTATE);
	char text[256], more[208];

	if (state == NULL) /* libpq's own: the server said nothing */
		return db_away(db, query, e);
	primary_message(res, state, text, sizeof(text));
	hint(res, more, sizeof(more));
	for (size_t i = 0; i < NELEM(meanings); i++) {
		const char *prefix = meanings[i].prefix;

		if (strncmp(state, prefix, strlen(prefix)) != 0)
			continue;
		if (meanings[i].drop)
			db->doomed = true;
		err_log(e, meanings[i].rc, "%s %s %s%s", state, query, text,
		    more);
		if (e == NULL)
			return meanings[i].rc;
		if (meanings[i].rc == RC_BUSY)
			e->retry_after = RETRY_AFTER_S;
		if (meanings[i].message != NULL)
			text_copy(e->message, sizeof(e->message),
			    meanings[i].message);
		return meanings[i].rc;
	}
	return err_log(e, RC_INTERNAL, "%s %s %s%s", state, query, text, more);
}
