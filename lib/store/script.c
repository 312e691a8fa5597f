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

enum rc
script_code_get(struct scope *s, const char *conversation_id,
    const char **code, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_script_code,
	    DB_ARGS(db_i64(s->site_id), db_text(conversation_id)), &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "No code was mailed.");
	*code = db_row_text(r, 0, "code");
	return RC_OK;
}

enum rc
script_effects_list(struct scope *s, const char *message_id,
    struct script_effects *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_script_effects,
	    DB_ARGS(db_i64(s->site_id), db_text(message_id)), &r, e);

	if (rc != RC_OK)
		return rc;
	*out = (struct script_effects){.n = db_rows_count(r)};
	out->names = arena_array(s->arena, out->n, sizeof(*out->names));
	for (size_t i = 0; i < out->n; i++)
		out->names[i] = db_row_text(r, i, "name");
	return RC_OK;
}
