#include "base/base.h"

#include "store/demo_shop.h"

#include "store/sql.h"

enum rc
demo_shop_order_get(struct scope *s, const char *number,
    struct demo_shop_order *out, struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_shop_order_get,
	    DB_ARGS(db_i64(s->site_id), db_text(number)), &rows, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(rows) == 0)
		return err_set(e, RC_NOT_FOUND,
		    "There is no order with this number.");
	*out = (struct demo_shop_order){
		.number = db_row_text(rows, 0, "number"),
		.status = db_row_text(rows, 0, "status"),
		.note = db_row_text(rows, 0, "status_note"),
		.placed_on = db_row_text(rows, 0, "placed_on"),
		.shipped_on = db_row_text(rows, 0, "shipped_on"),
		.delivered_on = db_row_text(rows, 0, "delivered_on"),
		.cancelled_on = db_row_text(rows, 0, "cancelled_on"),
		.refunded_on = db_row_text(rows, 0, "refunded_on"),
		.expected_on = db_row_text(rows, 0, "expected_on"),
		.shipping_method = db_row_text(rows, 0, "shipping_method"),
		.carrier = db_row_text(rows, 0, "carrier"),
		.tracking_number = db_row_text(rows, 0, "tracking_number"),
		.last_scan = db_row_text(rows, 0, "last_scan"),
		.items = db_row_text(rows, 0, "items"),
	};
	return RC_OK;
}

enum rc
demo_shop_find(struct scope *s, const struct demo_shop_search *in,
    struct demo_shop_hits *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_shop_find,
	    DB_ARGS(db_i64(s->site_id), db_texts(in->words, in->n),
		db_text(in->said), db_i64(in->max_cents),
		db_i64(DEMO_SHOP_HITS_MAX)),
	    &r, e);

	*out = (struct demo_shop_hits){0};
	for (size_t i = 0; rc == RC_OK && i < db_rows_count(r); i++) {
		const char *text = db_row_text(r, i, "data");

		rc = json_read(s->arena, text, strlen(text),
		    &out->items[out->n++], e);
	}
	return rc;
}

enum rc
demo_shop_order_own(struct scope *s, struct demo_shop_own own,
    struct json **out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_shop_order_own,
	    DB_ARGS(db_i64(s->site_id), db_text(own.number),
		db_text(own.email)),
	    &r, e);

	return rc == RC_OK ? db_row_json(r, s->arena, out, e) : rc;
}

/* No row: nothing was changed. */
static enum rc
changed(const struct db_rows *r, struct err *e)
{
	if (db_rows_count(r) > 0)
		return RC_OK;
	return err_set(e, RC_NOT_FOUND, "That cannot be changed any more.");
}

enum rc
demo_shop_order_cancel(struct scope *s, struct demo_shop_own own,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_shop_order_cancel,
	    DB_ARGS(db_i64(s->site_id), db_text(own.number),
		db_text(own.email)),
	    &r, e);

	return rc == RC_OK ? changed(r, e) : rc;
}

enum rc
demo_shop_order_address(struct scope *s, struct demo_shop_own own,
    const char *address, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_shop_order_address,
	    DB_ARGS(db_i64(s->site_id), db_text(own.number),
		db_text(own.email), db_text(address)),
	    &r, e);

	return rc == RC_OK ? changed(r, e) : rc;
}

enum rc
demo_shop_order_size(struct scope *s, struct demo_shop_own own, int64_t line,
    const char *size, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_shop_order_size,
	    DB_ARGS(db_i64(s->site_id), db_text(own.number),
		db_text(own.email), db_i64(line), db_text(size)),
	    &r, e);

	return rc == RC_OK ? changed(r, e) : rc;
}

enum rc
demo_shop_return_insert(struct scope *s, struct demo_shop_return *x,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_shop_return_insert,
	    DB_ARGS(db_i64(s->site_id), db_text(x->own.number),
		db_text(x->own.email), db_i64(x->line),
		db_i64(x->quantity), db_text(x->reason), db_bool(x->opened),
		db_text(x->wish), db_i64(x->fee_cents),
		db_i64(x->refund_cents)),
	    &r, e);

	if (rc == RC_OK)
		rc = changed(r, e);
	if (rc != RC_OK)
		return rc;
	x->number = db_row_text(r, 0, "number");
	x->send_by = db_row_text(r, 0, "send_by");
	return RC_OK;
}
