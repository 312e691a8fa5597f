#include "base/base.h"

#include "store/conversation.h"

#include "store/sql.h"

static const char not_found[] = "There is no such conversation.";

static void
from_row(const struct db_rows *r, size_t i, struct conversation *c)
{
	c->id = db_row_i64(r, i, "id");
	c->public_id = db_row_text(r, i, "public_id");
	c->visitor_id = db_row_i64(r, i, "visitor_id");
	c->scenario_id = db_row_i64(r, i, "scenario_id");
	c->scenario_revision = db_row_i64(r, i, "scenario_revision");
	c->scenario = db_row_text(r, i, "slug");
	c->alias = db_row_text(r, i, "alias");
	c->user_id = db_row_text(r, i, "user_id");
	c->title = db_row_text(r, i, "title");
	c->status = db_row_text(r, i, "status");
	c->language = db_row_text(r, i, "language");
	c->last_seq = db_row_i64(r, i, "last_seq");
	c->n_messages = db_row_i64(r, i, "n_messages");
	c->queued_at = db_row_text(r, i, "queued_at");
	c->created_at = db_row_text(r, i, "created_at");
	c->updated_at = db_row_text(r, i, "updated_at");
	c->is_due = db_row_bool(r, i, "is_due");
}

/* One row into `out`, none is NOT_FOUND. */
static enum rc
take_one(enum rc rc, const struct db_rows *rows, struct conversation *out,
    struct err *e)
{
	if (rc != RC_OK)
		return rc;
	if (db_rows_count(rows) == 0)
		return err_set(e, RC_NOT_FOUND, "%s", not_found);
	from_row(rows, 0, out);
	return RC_OK;
}

enum rc
conversation_start(struct scope *s, struct conversation_new *in,
    struct conversation *out, struct err *e)
{
	struct db_rows *rows;
	size_t known = in->token_hash != NULL ? ACCESS_HASH : 0;
	enum rc rc = db_run(s->db, s->arena, &SQL_conversation_start,
	    DB_ARGS(db_i64(s->site_id), db_text(in->scenario),
		db_bytes(in->token_hash, known),
		db_bytes(in->new_token_hash, ACCESS_HASH),
		db_bytes(in->page_token_hash, ACCESS_HASH),
		db_text(in->visitor_public_id), db_text(in->public_id),
		db_text(in->name), db_text(in->email), db_text(in->user_id),
		db_text(in->title), db_text(in->channel),
		db_text(in->language), db_i64(in->token_days)),
	    &rows, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(rows) == 0)
		return err_set(e, RC_NOT_FOUND,
		    "There is no such active scenario.");
	from_row(rows, 0, out);
	in->is_new_visitor = db_row_bool(rows, 0, "is_new_visitor");
	return RC_OK;
}

enum rc
conversation_get(struct scope *s, struct access by, struct conversation *out,
    struct err *e)
{
	struct db_rows *rows = NULL;
	enum rc rc = db_run(s->db, s->arena, &SQL_conversation_get,
	    DB_ARGS(db_i64(s->site_id), db_text(by.public_id),
		db_bytes(by.token_hash, ACCESS_HASH)),
	    &rows, e);

	return take_one(rc, rows, out, e);
}

enum rc
conversation_by_page_token(struct scope *s, const uint8_t *token_hash,
    struct conversation *out, struct err *e)
{
	struct db_rows *rows = NULL;
	enum rc rc = db_run(s->db, s->arena,
	    &SQL_conversation_by_page_token,
	    DB_ARGS(db_i64(s->site_id), db_bytes(token_hash, ACCESS_HASH)),
	    &rows, e);

	return take_one(rc, rows, out, e);
}

enum rc
conversation_list(struct scope *s, const uint8_t *token_hash,
    struct conversation_range range, struct conversation_list *out,
    struct err *e)
{
	struct db_rows *rows;
	enum rc rc;

	assert(range.limit > 0 && range.limit <= CONVERSATION_LIST_MAX + 1);
	rc = db_run(s->db, s->arena, &SQL_conversation_list,
	    DB_ARGS(db_i64(s->site_id), db_bytes(token_hash, ACCESS_HASH),
		db_i64(range.before_id), db_i64(range.limit)),
	    &rows, e);
	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(rows);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++)
		from_row(rows, i, &out->items[i]);
	return RC_OK;
}

enum rc
conversation_update(struct scope *s, struct access by,
    struct conversation_change *change, struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_conversation_update,
	    DB_ARGS(db_i64(s->site_id), db_text(by.public_id),
		db_bytes(by.token_hash, ACCESS_HASH), db_text(change->title),
		db_text(change->status)),
	    &rows, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(rows) == 0)
		return err_set(e, RC_NOT_FOUND, "%s", not_found);
	change->id = db_row_i64(rows, 0, "id");
	change->last_seq = db_row_i64(rows, 0, "last_seq");
	change->status_changed = strcmp(db_row_text(rows, 0, "status"),
	    db_row_text(rows, 0, "old_status")) != 0;
	return RC_OK;
}

enum rc
conversation_delete(struct scope *s, struct access by, struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_conversation_delete,
	    DB_ARGS(db_i64(s->site_id), db_text(by.public_id),
		db_bytes(by.token_hash, ACCESS_HASH)),
	    &rows, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(rows) == 0)
		return err_set(e, RC_NOT_FOUND, "%s", not_found);
	return RC_OK;
}

enum rc
conversation_queue_place(struct scope *s, int64_t id, int64_t *place,
    struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_handoff_place,
	    DB_ARGS(db_i64(s->site_id), db_i64(id)), &rows, e);

	if (rc != RC_OK)
		return rc;
	*place = db_rows_count(rows) ? db_row_i64(rows, 0, "place") : 0;
	return RC_OK;
}

enum rc
conversation_set_email(struct scope *s, struct access by, const char *name,
    const char *email, struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_handoff_set_email,
	    DB_ARGS(db_i64(s->site_id), db_text(by.public_id),
		db_bytes(by.token_hash, ACCESS_HASH), db_text(name),
		db_text(email)),
	    &rows, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(rows) == 0)
		return err_set(e, RC_NOT_FOUND, "%s", not_found);
	return RC_OK;
}
