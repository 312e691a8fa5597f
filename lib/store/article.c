#include "base/base.h"

#include "store/article.h"

#include "store/sql.h"

#define HASH_BYTES 32

static void
read_row(const struct db_rows *rows, size_t i, struct article *out)
{
	*out = (struct article){
		.id = db_row_i64(rows, i, "id"),
		.slug = db_row_text(rows, i, "slug"),
		.scenario_id = db_row_i64(rows, i, "scenario_id"),
		.category = db_row_text(rows, i, "category"),
		.language = db_row_text(rows, i, "language"),
		.review_by = db_row_text(rows, i, "review_by"),
		.revision = db_row_i64(rows, i, "revision"),
		.revision_id = db_row_i64(rows, i, "revision_id"),
		.updated_at = db_row_text(rows, i, "updated_at"),
		.title = db_row_text(rows, i, "title"),
		.summary = db_row_text(rows, i, "summary"),
		.tags = db_row_text(rows, i, "tags"),
		.questions = db_row_text(rows, i, "questions"),
		.body = db_row_text(rows, i, "body"),
		.is_current = true,
	};
}

enum rc
article_list(struct scope *s, const struct article_page *page,
    struct article_list *out, struct err *e)
{
	struct db_rows *rows;
	size_t max = page->max == 0 || page->max > ARTICLE_LIST_MAX ?
	    ARTICLE_LIST_MAX : page->max;
	enum rc rc = db_run(s->db, s->arena, &SQL_article_list,
	    DB_ARGS(db_i64(s->site_id), db_i64_or_null(page->scenario_id),
		db_text(page->after_category), db_text(page->after_slug),
		db_i64((int64_t)max)),
	    &rows, e);

	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(rows);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++)
		read_row(rows, i, &out->items[i]);
	return RC_OK;
}

enum rc
article_get(struct scope *s, const char *slug, int64_t revision,
    struct article *out, struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_article_get,
	    DB_ARGS(db_i64(s->site_id), db_text(slug),
		db_i64_or_null(revision)),
	    &rows, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(rows) == 0)
		return err_set(e, RC_NOT_FOUND, "There is no such article.");
	read_row(rows, 0, out);
	out->is_current = db_row_bool(rows, 0, "is_current");
	return RC_OK;
}

enum rc
article_lock(struct scope *s, const char *slug, struct article_state *out,
    struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_article_lock,
	    DB_ARGS(db_i64(s->site_id), db_text(slug)), &rows, e);

	*out = (struct article_state){0};
	if (rc != RC_OK || db_rows_count(rows) == 0)
		return rc;
	out->id = db_row_i64(rows, 0, "id");
	out->scenario_id = db_row_i64(rows, 0, "scenario_id");
	out->revision_id = db_row_i64(rows, 0, "revision_id");
	out->source_hash = db_row_text(rows, 0, "source_hash");
	return RC_OK;
}

enum rc
article_save(struct scope *s, struct article_new *in, struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_article_upsert,
	    DB_ARGS(db_i64(s->site_id), db_text(in->slug),
		db_i64_or_null(in->scenario_id), db_text(in->category),
		db_text(in->language), db_texts(in->tags, in->n_tags),
		db_text(in->review_by)),
	    &rows, e);

	if (rc != RC_OK)
		return rc;
	in->id = db_row_i64(rows, 0, "id");
	in->revision = db_row_i64(rows, 0, "revision") + 1;
	rc = db_run(s->db, s->arena, &SQL_article_revision_insert,
	    DB_ARGS(db_i64(s->site_id), db_i64(in->id),
		db_i64(in->revision), db_text(in->title),
		db_text(in->summary),
		db_texts(in->questions, in->n_questions), db_text(in->body),
		db_bytes(in->source_hash, HASH_BYTES)),
	    &rows, e);
	if (rc != RC_OK)
		return rc;
	in->revision_id = db_row_i64(rows, 0, "id");
	return RC_OK;
}
