#include "base/base.h"

#include "store/demo_service.h"

#include "store/sql.h"

enum rc
demo_service_area(struct scope *s, const char *zip, struct json **out,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_service_area,
	    DB_ARGS(db_i64(s->site_id), db_text(zip)), &r, e);

	return rc == RC_OK ? db_row_json(r, s->arena, out, e) : rc;
}

enum rc
demo_service_get(struct scope *s, const char *code, struct json **out,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_service_get,
	    DB_ARGS(db_i64(s->site_id), db_text(code)), &r, e);

	return rc == RC_OK ? db_row_json(r, s->arena, out, e) : rc;
}

enum rc
demo_service_find(struct scope *s, const char *const *words, size_t n,
    struct demo_service_hits *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_service_find,
	    DB_ARGS(db_i64(s->site_id), db_texts(words, n),
		db_i64(DEMO_SERVICE_HITS_MAX)),
	    &r, e);

	*out = (struct demo_service_hits){0};
	if (rc != RC_OK)
		return rc;
	for (; out->n < db_rows_count(r); out->n++)
		out->items[out->n] = (struct demo_service_hit){
			.code = db_row_text(r, out->n, "code"),
			.name = db_row_text(r, out->n, "name"),
			.score = db_row_f64(r, out->n, "score"),
		};
	return RC_OK;
}

enum rc
demo_service_slots(struct scope *s, const struct demo_service_want *w,
    struct demo_service_slots *out, struct err *e)
{
	size_t limit = w->limit < DEMO_SERVICE_SLOTS_MAX ? w->limit :
						   DEMO_SERVICE_SLOTS_MAX;
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_service_slots,
	    DB_ARGS(db_i64(s->site_id), db_text(w->code), db_text(w->zip),
		db_text(w->time_zone), db_text(w->day_from),
		db_text(w->day_to), db_text(w->not_reference),
		db_i64((int64_t)limit)),
	    &r, e);

	*out = (struct demo_service_slots){0};
	if (rc != RC_OK)
		return rc;
	for (; out->n < db_rows_count(r); out->n++)
		out->items[out->n] = (struct demo_service_slot){
			.day = db_row_text(r, out->n, "day"),
			.starts = db_row_text(r, out->n, "starts"),
			.ends = db_row_text(r, out->n, "ends"),
			.day_text = db_row_text(r, out->n, "day_text"),
			.weekday = db_row_i64(r, out->n, "weekday"),
		};
	return RC_OK;
}

/* What a try to book or move says. */
static enum rc
judge(struct db_rows *r, const char **reference, struct err *e)
{
	*reference = db_row_text(r, 0, "reference");
	if (db_row_text(r, 0, "staff") == NULL)
		return err_set(e, RC_NOT_FOUND, "Nobody is free then.");
	if (*reference == NULL)
		return err_set(e, RC_CONFLICT, "The time was just taken.");
	return RC_OK;
}

enum rc
demo_service_book(struct scope *s, const struct demo_service_booking *b,
    const char **reference, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_service_book,
	    DB_ARGS(db_i64(s->site_id), db_text(b->code), db_text(b->zip),
		db_text(b->time_zone), db_text(b->day), db_text(b->starts),
		db_text(b->name), db_text(b->email), db_text(b->phone),
		db_text(b->street), db_i64(b->saturday_cents)),
	    &r, e);

	return rc == RC_OK ? judge(r, reference, e) : rc;
}

enum rc
demo_service_appointment(struct scope *s, const char *reference,
    const struct demo_service_who *who, struct json **out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_service_appointment,
	    DB_ARGS(db_i64(s->site_id), db_text(reference),
		db_text(who->email), db_i64(who->conversation_id),
		db_text(who->time_zone)),
	    &r, e);

	return rc == RC_OK ? db_row_json(r, s->arena, out, e) : rc;
}

enum rc
demo_service_move(struct scope *s, const struct demo_service_moving *m,
    struct err *e)
{
	const char *reference;
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_service_move,
	    DB_ARGS(db_i64(s->site_id), db_text(m->reference),
		db_text(m->time_zone), db_text(m->day), db_text(m->starts),
		db_i64(m->saturday_cents), db_i64(m->fee_cents)),
	    &r, e);

	return rc == RC_OK ? judge(r, &reference, e) : rc;
}

enum rc
demo_service_cancel(struct scope *s, const char *reference,
    int64_t fee_cents, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_service_cancel,
	    DB_ARGS(db_i64(s->site_id), db_text(reference),
		db_i64(fee_cents)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "It cannot be cancelled.");
	return RC_OK;
}
