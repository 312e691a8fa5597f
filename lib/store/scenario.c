#include "base/base.h"

#include "store/scenario.h"

#include "store/sql.h"

static void
read_row(const struct db_rows *rows, size_t i, struct scenario *out)
{
	*out = (struct scenario){
		.id = db_row_i64(rows, i, "id"),
		.slug = db_row_text(rows, i, "slug"),
		.alias = db_row_text(rows, i, "alias"),
		.name = db_row_text(rows, i, "name"),
		.company = db_row_text(rows, i, "company"),
		.tagline = db_row_text(rows, i, "tagline"),
		.description = db_row_text(rows, i, "description"),
		.accent = db_row_text(rows, i, "accent"),
		.sort = db_row_i64(rows, i, "sort"),
		.revision = db_row_i64(rows, i, "revision"),
	};
}

enum rc
scenario_get(struct scope *s, const char *name, struct scenario *out,
    struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_scenario_get,
	    DB_ARGS(db_i64(s->site_id), db_text(name)), &rows, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(rows) == 0)
		return err_set(e, RC_NOT_FOUND,
		    "There is no scenario of this name.");
	read_row(rows, 0, out);
	out->definition = db_row_text(rows, 0, "definition");
	return RC_OK;
}

enum rc
scenario_list(struct scope *s, struct scenario_list *out, struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_scenario_list,
	    DB_ARGS(db_i64(s->site_id), db_i64(SCENARIO_LIST_MAX)), &rows, e);

	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(rows);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++)
		read_row(rows, i, &out->items[i]);
	return RC_OK;
}

enum rc
scenario_upsert(struct scope *s, struct scenario_new *in, bool *changed,
    struct err *e)
{
	struct scenario *row = &in->row;
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_scenario_upsert,
	    DB_ARGS(db_i64(s->site_id), db_text(row->slug),
		db_texts(in->aliases, in->n_aliases), db_text(row->name),
		db_text(row->company), db_text(row->tagline),
		db_text(row->description), db_text(row->accent),
		db_i64(row->sort), db_json(row->definition)),
	    &rows, e);

	if (rc != RC_OK)
		return rc;
	row->id = db_row_i64(rows, 0, "id");
	row->revision = db_row_i64(rows, 0, "revision");
	*changed = db_row_bool(rows, 0, "is_changed");
	return RC_OK;
}

enum rc
scenario_figures(struct scope *s, int64_t days,
    struct scenario_figures_list *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_scenario_figures,
	    DB_ARGS(db_i64(s->site_id), db_i64(days)), &r, e);

	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(r);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++)
		out->items[i] = (struct scenario_figures){
			.scenario_id = db_row_i64(r, i, "id"),
			.conversations = db_row_i64(r, i, "conversations"),
			.answers = db_row_i64(r, i, "answers"),
			.sourced = db_row_i64(r, i, "sourced"),
			.median_ms = db_row_i64(r, i, "median_ms"),
		};
	return RC_OK;
}

enum rc
scenario_articles(struct scope *s, struct scenario_counts *out,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_scenario_articles,
	    DB_ARGS(db_i64(s->site_id)), &r, e);

	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(r);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++) {
		out->items[i].scenario_id = db_row_i64(r, i, "id");
		out->items[i].n = db_row_i64(r, i, "n");
	}
	return RC_OK;
}
