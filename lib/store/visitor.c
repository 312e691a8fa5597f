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

enum rc
visitor_page_token_insert(struct scope *s, struct access conversation,
    const uint8_t *page_token_hash, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_visitor_page_token_insert,
	    DB_ARGS(db_i64(s->site_id), db_text(conversation.public_id),
		db_bytes(conversation.token_hash, ACCESS_HASH),
		db_bytes(page_token_hash, ACCESS_HASH),
		db_i64(VISITOR_TOKEN_DAYS)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND,
		    "There is no such conversation.");
	return RC_OK;
}

enum rc
visitor_tokens_expire(struct scope *s, int64_t max, size_t *n, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_visitor_tokens_expire,
	    DB_ARGS(db_i64(max)), &r, e);

	if (rc != RC_OK)
		return rc;
	*n = db_rows_count(r);
	return RC_OK;
}
