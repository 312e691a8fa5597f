#include "base/base.h"

#include "store/audit.h"

#include "store/sql.h"

enum rc
audit_insert(struct scope *s, const struct audit *in, struct err *e)
{
	return db_run(s->db, s->arena, &SQL_audit_insert,
	    DB_ARGS(db_i64(s->site_id), db_text(in->actor),
		db_text(in->action), db_text(in->object),
		db_text(in->request_id)),
	    NULL, e);
}
