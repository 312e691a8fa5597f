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
