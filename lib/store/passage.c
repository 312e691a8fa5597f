#include "base/base.h"

#include "store/passage.h"

#include "store/sql.h"

enum rc
passage_retire(struct scope *s, int64_t article_id, struct err *e)
{
	return db_run(s->db, s->arena, &SQL_passage_retire,
	    DB_ARGS(db_i64(s->site_id), db_i64(article_id)), NULL, e);
}

enum rc
passage_insert(struct scope *s, const struct passage_new *in, struct err *e)
{
	struct db_rows *rows;

	return db_run(s->db, s->arena, &SQL_passage_insert,
	    DB_ARGS(db_i64(s->site_id), db_i64(in->revision_id),
		db_i64(in->article_id), db_i64_or_null(in->scenario_id),
		db_text(in->language), db_i64(in->ordinal),
		db_text(in->anchor), db_text(in->heading),
		db_text(in->body), db_i64(in->n_words)),
	    &rows, e);
}

enum rc
passage_of_revision(struct scope *s, int64_t revision_id,
    struct passage_list *out, struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_passage_of_revision,
	    DB_ARGS(db_i64(s->site_id), db_i64(revision_id),
		db_i64(PASSAGE_REVISION_MAX)),
	    &rows, e);

	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(rows);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++) {
		out->items[i] = (struct passage){
			.id = db_row_i64(rows, i, "id"),
			.ordinal = db_row_i64(rows, i, "ordinal"),
			.anchor = db_row_text(rows, i, "anchor"),
			.heading = db_row_text(rows, i, "heading"),
			.body = db_row_text(rows, i, "body"),
		};
	}
	return RC_OK;
}
