#include "base/base.h"

#include "store/knowledge.h"

#include "store/sql.h"

enum rc
knowledge_version(struct scope *s, const char **out, struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_knowledge_version,
	    DB_ARGS(db_i64(s->site_id)), &rows, e);

	if (rc != RC_OK)
		return rc;
	*out = db_rows_count(rows) == 0 ? "none" :
	    db_row_text(rows, 0, "version");
	return RC_OK;
}

enum rc
knowledge_touch(struct scope *s, struct err *e)
{
	return db_run(s->db, s->arena, &SQL_knowledge_touch,
	    DB_ARGS(db_i64(s->site_id)), NULL, e);
}

enum rc
knowledge_passages(struct scope *s, struct knowledge_page *page,
    struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_knowledge_passages,
	    DB_ARGS(db_i64(s->site_id), db_i64(page->after_article),
		db_i64(page->after_ordinal), db_i64((int64_t)page->max)),
	    &rows, e);

	if (rc != RC_OK)
		return rc;
	page->n = db_rows_count(rows);
	page->items = arena_array(s->arena, page->n + 1,
	    sizeof(*page->items));
	for (size_t i = 0; i < page->n; i++) {
		page->items[i] = (struct knowledge_passage){
			.article_id = db_row_i64(rows, i, "article_id"),
			.ordinal = db_row_i64(rows, i, "ordinal"),
			.id = db_row_i64(rows, i, "id"),
			.revision = db_row_i64(rows, i, "revision"),
			.scenario_id = db_row_i64(rows, i, "scenario_id"),
			.anchor = db_row_text(rows, i, "anchor"),
			.heading = db_row_text(rows, i, "heading"),
			.body = db_row_text(rows, i, "body"),
			.language = db_row_text(rows, i, "language"),
			.slug = db_row_text(rows, i, "slug"),
			.category = db_row_text(rows, i, "category"),
			.title = db_row_text(rows, i, "title"),
			.summary = db_row_text(rows, i, "summary"),
			.tags = db_row_text(rows, i, "tags"),
			.questions = db_row_text(rows, i, "questions"),
		};
		page->after_article = page->items[i].article_id;
		page->after_ordinal = page->items[i].ordinal;
	}
	return RC_OK;
}

enum rc
synonym_list(struct scope *s, const char *language, struct synonym_list *out,
    struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_synonym_list,
	    DB_ARGS(db_i64(s->site_id), db_text(language),
		db_i64(SYNONYMS_MAX)),
	    &rows, e);

	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(rows);
	out->items = arena_array(s->arena, out->n + 1, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++) {
		out->items[i].language = db_row_text(rows, i, "language");
		out->items[i].words = db_row_text(rows, i, "words");
	}
	return RC_OK;
}

enum rc
synonym_replace(struct scope *s, const char *language,
    const char *const *words, size_t n, struct err *e)
{
	enum rc rc = db_run(s->db, s->arena, &SQL_synonym_clear,
	    DB_ARGS(db_i64(s->site_id), db_text(language)), NULL, e);

	if (rc != RC_OK || n == 0)
		return rc;
	return db_run(s->db, s->arena, &SQL_synonym_insert,
	    DB_ARGS(db_i64(s->site_id), db_text(language),
		db_texts(words, n)), NULL, e);
}
