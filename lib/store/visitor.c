#include "base/base.h"

#include "store/visitor.h"

#include "store/sql.h"

enum rc
visitor_set_contact(struct scope *s, int64_t visitor_id, const char *name,
    const char *email, struct err *e)
{
	return db_run(s->db, s->arena, &SQL_visitor_set_contact,
	    DB_ARGS(db_i64(s->site_id), db_i64(visitor_id), db_text(name),
		db_text(email)),
	    NULL, e);
}
