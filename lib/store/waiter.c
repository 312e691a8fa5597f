#include "base/base.h"

#include "store/waiter.h"

#include "store/sql.h"

enum rc
waiter_check_send(struct db *db, int64_t site_id,
    const struct waiter_claims *in, struct err *e)
{
	assert(in->n <= WAITER_BATCH_MAX);
	return db_send(db, &SQL_event_waiter_check,
	    DB_ARGS(db_i64(site_id),
		db_texts(in->conversation_public_ids, in->n),
		db_texts(in->token_hashes, in->n),
		db_i64s(in->after_seqs, in->n)),
	    e);
}

void
waiter_found_from_row(const struct db_rows *r, size_t i,
    struct waiter_found *out)
{
	*out = (struct waiter_found){
		.n = db_row_i64(r, i, "n"),
		.conversation_id = db_row_i64(r, i, "id"),
		.last_seq = db_row_i64(r, i, "last_seq"),
		.visitor_id = db_row_i64(r, i, "visitor_id"),
	};
}

enum rc
waiter_events_send(struct db *db, int64_t site_id,
    const struct waiter_places *in, int64_t limit_each, struct err *e)
{
	assert(in->n <= WAITER_BATCH_MAX);
	return db_send(db, &SQL_event_batch,
	    DB_ARGS(db_i64(site_id), db_i64s(in->conversation_ids, in->n),
		db_i64s(in->after_seqs, in->n), db_i64(limit_each)),
	    e);
}

enum rc
waiter_moved_send(struct db *db, int64_t site_id,
    const struct waiter_places *in, struct err *e)
{
	assert(in->n <= WAITER_BATCH_MAX);
	return db_send(db, &SQL_event_moved,
	    DB_ARGS(db_i64(site_id), db_i64s(in->conversation_ids, in->n)),
	    e);
}

void
waiter_moved_from_row(const struct db_rows *r, size_t i,
    struct waiter_moved *out)
{
	out->conversation_id = db_row_i64(r, i, "id");
	out->last_seq = db_row_i64(r, i, "last_seq");
}

enum rc
waiter_health_send(struct db *db, struct err *e)
{
	return db_send(db, &SQL_health_check, DB_NO_ARGS, e);
}

void
waiter_health_from_row(const struct db_rows *r, struct waiter_health *out)
{
	out->schema_version = db_row_i64(r, 0, "schema_version");
	out->owed = db_row_i64(r, 0, "owed");
	out->oldest_owed_s = db_row_f64(r, 0, "oldest_owed_s");
}

enum rc
waiter_health_get(struct db *db, struct arena *a, struct waiter_health *out,
    struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(db, a, &SQL_health_check, DB_NO_ARGS, &rows, e);

	if (rc == RC_OK)
		waiter_health_from_row(rows, out);
	return rc;
}
