#include "base/base.h"

#include "io/db_internal.h"

#include "base/text.h"

#include <errno.h>
#include <stdlib.h>

static void
clear_result(void *p)
{
	PQclear(p);
}

/* "UPDATE 3" and the like; 0 for commands that count nothing. */
static size_t
affected(PGresult *res)
{
	uint64_t n = 0;

	if (!text_to_u64(PQcmdTuples(res), &n))
		return 0;
	return (size_t)n;
}

enum rc
db_take(struct arena *a, const struct db_query *q, PGresult *res,
    struct db_rows **rows, struct err *e)
{
	size_t n = (size_t)PQntuples(res);

	if (rows == NULL) {
		assert(q->expect == DB_EXEC);
		PQclear(res);
		return RC_OK;
	}
	arena_defer(a, clear_result, res);
	*rows = arena_alloc(a, sizeof(**rows));
	(*rows)->res = res;
	(*rows)->n = q->expect == DB_EXEC ? affected(res) : n;
	(*rows)->n_cols = PQnfields(res);
	if (q->expect == DB_ONE && n == 0)
		return err_set(e, RC_NOT_FOUND, "This does not exist.");
	if ((q->expect == DB_ONE || q->expect == DB_MAYBE) && n > 1)
		return err_log(e, RC_INTERNAL, "%s returned %zu rows",
		    q->name, n);
	return RC_OK;
}

size_t
db_rows_count(const struct db_rows *r)
{
	return r->n;
}

/* Not PQfnumber: that copies and folds the name at each call. */
int
db_col(const struct db_rows *r, const char *name)
{
	for (int i = 0; i < r->n_cols; i++)
		if (strcmp(PQfname(r->res, i), name) == 0)
			return i;
	assert(false && "the query has no such column");
	return -1;
}

static const char *
cell(const struct db_rows *r, size_t row, int col)
{
	assert(row < (size_t)PQntuples(r->res));
	assert(col >= 0 && col < r->n_cols);
	if (PQgetisnull(r->res, (int)row, col))
		return NULL;
	return PQgetvalue(r->res, (int)row, col);
}

bool
db_at_null(const struct db_rows *r, size_t row, int col)
{
	return cell(r, row, col) == NULL;
}

const char *
db_at_text(const struct db_rows *r, size_t row, int col)
{
	return cell(r, row, col);
}

int64_t
db_at_i64(const struct db_rows *r, size_t row, int col)
{
	const char *s = cell(r, row, col);
	char *end;

	if (s == NULL)
		return 0;
	errno = 0;
	long long v = strtoll(s, &end, 10);
	/* Else the query lacks a cast: a fault of ours, not of the data. */
	assert(errno == 0 && end != s && *end == '\0');
	return v;
}

double
db_at_f64(const struct db_rows *r, size_t row, int col)
{
	const char *s = cell(r, row, col);

	return s == NULL ? 0 : strtod(s, NULL);
}

bool
db_at_bool(const struct db_rows *r, size_t row, int col)
{
	const char *s = cell(r, row, col);

	assert(s == NULL || ((*s == 't' || *s == 'f') && s[1] == '\0'));
	return s != NULL && *s == 't';
}

const char *
db_row_text(const struct db_rows *r, size_t row, const char *col)
{
	return db_at_text(r, row, db_col(r, col));
}

int64_t
db_row_i64(const struct db_rows *r, size_t row, const char *col)
{
	return db_at_i64(r, row, db_col(r, col));
}

double
db_row_f64(const struct db_rows *r, size_t row, const char *col)
{
	return db_at_f64(r, row, db_col(r, col));
}

bool
db_row_bool(const struct db_rows *r, size_t row, const char *col)
{
	return db_at_bool(r, row, db_col(r, col));
}

enum rc
db_row_json(const struct db_rows *r, struct arena *a, struct json **out,
    struct err *e)
{
	const char *text;

	if (r->n == 0)
		return err_set(e, RC_NOT_FOUND, "There is no such thing.");
	text = db_row_text(r, 0, "data");
	return json_read(a, text, strlen(text), out, e);
}
