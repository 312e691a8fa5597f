#include "base/base.h"

#include "store/code.h"

#include "store/sql.h"

enum rc
code_issue(struct scope *s, struct code_new *c, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_code_issue,
	    DB_ARGS(db_i64(s->site_id), db_i64(c->conversation_id),
		db_text(c->email), db_text(c->origin), db_text(c->salt),
		db_text(c->hash), db_i64(c->minutes),
		db_i64(c->hourly_email), db_i64(c->hourly_visitor),
		db_i64(c->hourly_origin)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	c->issued = db_row_bool(r, 0, "issued");
	c->known = db_row_bool(r, 0, "known");
	c->company = db_row_text(r, 0, "company");
	return RC_OK;
}

enum rc
code_try(struct scope *s, int64_t conversation_id, int64_t tries_max,
    struct code_tried *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_code_try,
	    DB_ARGS(db_i64(s->site_id), db_i64(conversation_id),
		db_i64(tries_max)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "There is no valid code.");
	*out = (struct code_tried){
		.id = db_row_i64(r, 0, "id"),
		.email = db_row_text(r, 0, "email"),
		.salt = db_row_text(r, 0, "salt"),
		.hash = db_row_text(r, 0, "hash"),
		.tries = db_row_i64(r, 0, "tries"),
	};
	return RC_OK;
}

enum rc
code_use(struct scope *s, int64_t code_id, int64_t hours, struct err *e)
{
	return db_run(s->db, s->arena, &SQL_code_use,
	    DB_ARGS(db_i64(s->site_id), db_i64(code_id), db_i64(hours)),
	    NULL, e);
}

enum rc
code_newest(struct scope *s, int64_t conversation_id, struct code_state *out,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_code_newest,
	    DB_ARGS(db_i64(s->site_id), db_i64(conversation_id)), &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "No code was sent.");
	*out = (struct code_state){
		.email = db_row_text(r, 0, "email"),
		.tries = db_row_i64(r, 0, "tries"),
		.is_over = db_row_bool(r, 0, "is_over"),
	};
	return RC_OK;
}

enum rc
verification_get(struct scope *s, int64_t conversation_id,
    const char **email, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_verification_get,
	    DB_ARGS(db_i64(s->site_id), db_i64(conversation_id)), &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND,
		    "The conversation is not verified.");
	*email = db_row_text(r, 0, "email");
	return RC_OK;
}

enum rc
code_prune(struct scope *s, int64_t max, struct err *e)
{
	return db_run(s->db, s->arena, &SQL_code_prune,
	    DB_ARGS(db_i64(max)), NULL, e);
}
