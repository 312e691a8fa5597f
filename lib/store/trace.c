#include "base/base.h"

#include "store/trace.h"

#include "store/sql.h"

enum rc
trace_get(struct scope *s, const char *message_id, struct trace *out,
    struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_trace_get,
	    DB_ARGS(db_i64(s->site_id), db_text(message_id)), &rows, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(rows) == 0)
		return err_set(e, RC_NOT_FOUND, "There is no such message.");
	*out = (struct trace){
		.message_id = db_row_text(rows, 0, "public_id"),
		.scenario = db_row_text(rows, 0, "slug"),
		.content = db_row_text(rows, 0, "content"),
		.created_at = db_row_text(rows, 0, "created_at"),
		.data = db_row_text(rows, 0, "data"),
	};
	return RC_OK;
}
