#include "base/base.h"

#include "store/outbox.h"

#include "store/sql.h"

enum rc
outbox_add(struct scope *s, const struct outbox_new *l, struct err *e)
{
	struct db_rows *r;

	return db_run(s->db, s->arena, &SQL_outbox_add,
	    DB_ARGS(db_i64(s->site_id), db_i64_or_null(l->conversation_id),
		db_text(l->email), db_text(l->subject), db_text(l->body),
		db_text(l->file_name), db_text(l->file_type),
		db_text(l->file_body)),
	    &r, e);
}

enum rc
outbox_lease(struct scope *s, int64_t lease_s, struct outbox_letter *out,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_outbox_lease,
	    DB_ARGS(db_i64(lease_s)), &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "No letter is due.");
	*out = (struct outbox_letter){
		.site_id = db_row_i64(r, 0, "site_id"),
		.id = db_row_i64(r, 0, "id"),
		.attempt = db_row_i64(r, 0, "attempt"),
		.age_s = db_row_i64(r, 0, "age_s"),
		.token = db_row_text(r, 0, "token"),
		.email = db_row_text(r, 0, "email"),
		.subject = db_row_text(r, 0, "subject"),
		.body = db_row_text(r, 0, "body"),
		.file_name = db_row_text(r, 0, "file_name"),
		.file_type = db_row_text(r, 0, "file_type"),
		.file_body = db_row_text(r, 0, "file_body"),
	};
	return RC_OK;
}

enum rc
outbox_done(struct scope *s, const struct outbox_letter *l,
    const char *error, struct err *e)
{
	return db_run(s->db, s->arena, &SQL_outbox_done,
	    DB_ARGS(db_i64(l->site_id), db_i64(l->id), db_i64(l->attempt),
		db_bool(*error == '\0'), db_text(error)),
	    NULL, e);
}

enum rc
outbox_again(struct scope *s, const struct outbox_letter *l,
    int64_t pause_s, const char *error, struct err *e)
{
	return db_run(s->db, s->arena, &SQL_outbox_again,
	    DB_ARGS(db_i64(l->site_id), db_i64(l->id), db_i64(l->attempt),
		db_i64(pause_s), db_text(error)),
	    NULL, e);
}

enum rc
outbox_prune(struct scope *s, int64_t days, int64_t max, struct err *e)
{
	return db_run(s->db, s->arena, &SQL_outbox_prune,
	    DB_ARGS(db_i64(days), db_i64(max)), NULL, e);
}
