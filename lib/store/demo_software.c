#include "base/base.h"

#include "store/demo_software.h"

#include "store/sql.h"

enum rc
demo_software_plans(struct scope *s, struct json **out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_software_plans,
	    DB_ARGS(db_i64(s->site_id)), &r, e);

	return rc == RC_OK ? db_row_json(r, s->arena, out, e) : rc;
}

enum rc
demo_software_plan_feature(struct scope *s,
    const struct demo_software_ask *ask, struct demo_software_features *out,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_software_plan_feature,
	    DB_ARGS(db_i64(s->site_id), db_text(ask->plan_code),
		db_texts(ask->words, ask->n),
		db_i64(DEMO_SOFTWARE_FEATURES_MAX)),
	    &r, e);

	*out = (struct demo_software_features){0};
	if (rc != RC_OK)
		return rc;
	for (; out->n < db_rows_count(r); out->n++)
		out->items[out->n] = (struct demo_software_feature){
			db_row_text(r, out->n, "feature"),
			db_row_text(r, out->n, "value")};
	return RC_OK;
}

enum rc
demo_software_accounts(struct scope *s, const char *email,
    struct json **out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_software_accounts,
	    DB_ARGS(db_i64(s->site_id), db_text(email)), &r, e);

	return rc == RC_OK ? db_row_json(r, s->arena, out, e) : rc;
}

enum rc
demo_software_invoices(struct scope *s, const char *email,
    const char *number, int64_t max, struct json **out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_software_invoices,
	    DB_ARGS(db_i64(s->site_id), db_text(email), db_text(number),
		db_i64(max)),
	    &r, e);

	return rc == RC_OK ? db_row_json(r, s->arena, out, e) : rc;
}

enum rc
demo_software_key_reset(struct scope *s, const char *email,
    const char *workspace, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_software_key_reset,
	    DB_ARGS(db_i64(s->site_id), db_text(email), db_text(workspace)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "No key can be reset.");
	return RC_OK;
}

enum rc
demo_software_plan_change(struct scope *s,
    const struct demo_software_change *c, const char **takes_effect,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_software_plan_change,
	    DB_ARGS(db_i64(s->site_id), db_text(c->email),
		db_text(c->workspace), db_text(c->plan_code),
		db_text(c->billing), db_i64(c->due_cents),
		db_bool(c->is_upgrade)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "No plan can be changed.");
	*takes_effect = db_row_text(r, 0, "takes_effect");
	return RC_OK;
}

enum rc
demo_software_status(struct scope *s, struct json **out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_demo_software_status,
	    DB_ARGS(db_i64(s->site_id)), &r, e);

	return rc == RC_OK ? db_row_json(r, s->arena, out, e) : rc;
}
