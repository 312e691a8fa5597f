#include "base/base.h"

#include "store/effect.h"

#include "store/sql.h"

enum rc
effect_claim(struct scope *s, struct effect_id id, const char *tool,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_effect_claim,
	    DB_ARGS(db_i64(s->site_id), db_i64(id.conversation_id),
		db_text(id.key), db_text(tool)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_CONFLICT, "This has been done already.");
	return RC_OK;
}

enum rc
effect_set(struct scope *s, struct effect_id id, const char *object,
    const char *output, struct err *e)
{
	return db_run(s->db, s->arena, &SQL_effect_set,
	    DB_ARGS(db_i64(s->site_id), db_i64(id.conversation_id),
		db_text(id.key), db_text(object), db_json(output)),
	    NULL, e);
}

enum rc
effect_get(struct scope *s, struct effect_id id, struct effect *out,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_effect_get,
	    DB_ARGS(db_i64(s->site_id), db_i64(id.conversation_id),
		db_text(id.key)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "This was not done.");
	*out = (struct effect){
		.tool = db_row_text(r, 0, "tool"),
		.object = db_row_text(r, 0, "object"),
		.output = db_row_text(r, 0, "output"),
	};
	return RC_OK;
}

enum rc
effect_recent(struct scope *s, int64_t conversation_id, const char *tool,
    int64_t *n, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_effect_recent,
	    DB_ARGS(db_i64(s->site_id), db_i64(conversation_id),
		db_text(tool)),
	    &r, e);

	if (rc == RC_OK)
		*n = db_row_i64(r, 0, "n");
	return rc;
}
