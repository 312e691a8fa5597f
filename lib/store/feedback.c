#include "base/base.h"

#include "store/feedback.h"

#include "store/sql.h"

static enum rc
day_over(struct err *e)
{
	return err_set(e, RC_CONFLICT,
	    "This can be changed for one day only, and that day is over.");
}

enum rc
feedback_set(struct scope *s, struct access message, struct feedback *io,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_feedback_set,
	    DB_ARGS(db_i64(s->site_id), db_text(message.public_id),
		db_bytes(message.token_hash, ACCESS_HASH),
		db_i64(io->vote), db_text(io->comment)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND,
		    "There is no such answer to vote on.");
	if (!db_row_bool(r, 0, "stored"))
		return day_over(e);
	io->conversation_id = db_row_i64(r, 0, "conversation_id");
	io->seq = db_row_i64(r, 0, "last_seq");
	io->conversation_public_id = db_row_text(r, 0,
	    "conversation_public_id");
	io->vote = db_row_i64(r, 0, "vote");
	io->comment = db_row_text(r, 0, "comment");
	io->created_at = db_row_text(r, 0, "created_at");
	io->updated_at = db_row_text(r, 0, "updated_at");
	return RC_OK;
}

enum rc
survey_set(struct scope *s, struct access conversation,
    const struct survey *in, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_survey_set,
	    DB_ARGS(db_i64(s->site_id), db_text(conversation.public_id),
		db_bytes(conversation.token_hash, ACCESS_HASH),
		db_i64(in->rating), db_text(in->comment)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND,
		    "There is no such conversation.");
	return db_row_bool(r, 0, "stored") ? RC_OK : day_over(e);
}

enum rc
survey_get(struct scope *s, struct access conversation, struct survey *out,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_survey_get,
	    DB_ARGS(db_i64(s->site_id), db_text(conversation.public_id),
		db_bytes(conversation.token_hash, ACCESS_HASH)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	*out = (struct survey){0};
	if (db_rows_count(r) == 0)
		return RC_OK;
	out->can_change = db_row_bool(r, 0, "can_change");
	out->rating = db_row_i64(r, 0, "rating");
	out->comment = db_row_text(r, 0, "comment");
	out->created_at = db_row_text(r, 0, "created_at");
	out->updated_at = db_row_text(r, 0, "updated_at");
	return RC_OK;
}
