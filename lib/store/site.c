#include "base/base.h"

#include "store/site.h"

#include "store/sql.h"

void
site_get_ahead(struct scope *s)
{
	db_ahead(s->db, &SQL_site_get, DB_ARGS(db_i64(s->site_id)));
}

enum rc
site_get(struct scope *s, struct site *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_site_get,
	    DB_ARGS(db_i64(s->site_id)), &r, e);

	if (rc != RC_OK)
		return rc;
	*out = (struct site){
		.id = db_row_i64(r, 0, "id"),
		.slug = db_row_text(r, 0, "slug"),
		.name = db_row_text(r, 0, "name"),
		.language = db_row_text(r, 0, "language"),
		.time_zone = db_row_text(r, 0, "time_zone"),
		.accents = db_row_text(r, 0, "accents"),
	};
	return RC_OK;
}
