#include "base/base.h"

#include "store/script.h"

#include "store/sql.h"

enum rc
script_state_get(struct scope *s, const char *message_id,
    struct script_state *out, struct err *e)
{
	struct db_rows *r;
	const char *handoff;
	enum rc rc = db_run(s->db, s->arena, &SQL_script_state,
	    DB_ARGS(db_i64(s->site_id), db_text(message_id)), &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "There is no such message.");
	handoff = db_row_text(r, 0, "handoff_reason");
	*out = (struct script_state){
		.status = db_row_text(r, 0, "status"),
		.language = db_row_text(r, 0, "language"),
		.handoff = handoff == NULL ? "" : handoff,
	};
	return RC_OK;
}
