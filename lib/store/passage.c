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
		db_text(in->body), db_i64(in->n_words), db_text(in->terms)),
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

enum rc
passage_texts(struct scope *s, int64_t after_id, size_t max,
    struct passage_text_list *out, struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(s->db, s->arena, &SQL_passage_texts,
	    DB_ARGS(db_i64(s->site_id), db_i64(after_id),
		db_i64((int64_t)max)),
	    &rows, e);

	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(rows);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++) {
		out->items[i] = (struct passage_text){
			.id = db_row_i64(rows, i, "id"),
			.language = db_row_text(rows, i, "language"),
			.title = db_row_text(rows, i, "title"),
			.questions = db_row_text(rows, i, "questions"),
			.tags = db_row_text(rows, i, "tags"),
			.heading = db_row_text(rows, i, "heading"),
			.body = db_row_text(rows, i, "body"),
		};
	}
	return RC_OK;
}

static void
read_hits(const struct db_rows *rows, struct passage_hits *out)
{
	int id = db_col(rows, "id"), article = db_col(rows, "article_id"),
	    ordinal = db_col(rows, "ordinal"),
	    n_words = db_col(rows, "n_words"),
	    revision = db_col(rows, "revision"),
	    anchor = db_col(rows, "anchor"),
	    heading = db_col(rows, "heading"), body = db_col(rows, "body"),
	    slug = db_col(rows, "slug"), category = db_col(rows, "category"),
	    title = db_col(rows, "title"), summary = db_col(rows, "summary"),
	    questions = db_col(rows, "questions"),
	    terms = db_col(rows, "terms"), score = db_col(rows, "score");

	for (size_t i = 0; i < out->n; i++) {
		out->items[i] = (struct passage_hit){
			.id = db_at_i64(rows, i, id),
			.article_id = db_at_i64(rows, i, article),
			.ordinal = db_at_i64(rows, i, ordinal),
			.n_words = db_at_i64(rows, i, n_words),
			.revision = db_at_i64(rows, i, revision),
			.anchor = db_at_text(rows, i, anchor),
			.heading = db_at_text(rows, i, heading),
			.body = db_at_text(rows, i, body),
			.slug = db_at_text(rows, i, slug),
			.category = db_at_text(rows, i, category),
			.title = db_at_text(rows, i, title),
			.summary = db_at_text(rows, i, summary),
			.questions = db_at_text(rows, i, questions),
			.terms = db_at_text(rows, i, terms),
			.score = db_at_f64(rows, i, score),
		};
	}
}

enum rc
passage_candidates(struct scope *s, const struct passage_search *in,
    struct passage_hits *out, struct err *e)
{
	struct db_rows *rows;
	size_t max = in->max == 0 || in->max > PASSAGE_CANDIDATES_MAX ?
	    PASSAGE_CANDIDATES_MAX : in->max;
	enum rc rc;

	*out = (struct passage_hits){.frequencies = ""};
	if (in->n_stems == 0)
		return RC_OK;
	rc = db_run(s->db, s->arena, &SQL_passage_candidates,
	    DB_ARGS(db_i64(s->site_id), db_i64_or_null(in->scenario_id),
		db_texts(in->languages, in->n_languages),
		db_texts(in->stems, in->n_stems), db_i64((int64_t)max)),
	    &rows, e);
	if (rc != RC_OK || db_rows_count(rows) == 0)
		return rc;
	out->n = db_rows_count(rows);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	out->total = db_row_i64(rows, 0, "total");
	out->frequencies = db_row_text(rows, 0, "frequencies");
	read_hits(rows, out);
	return RC_OK;
}

enum rc
term_replace(struct scope *s, const struct term_columns *in, struct err *e)
{
	enum rc rc = db_run(s->db, s->arena, &SQL_term_clear,
	    DB_ARGS(db_i64(s->site_id)), NULL, e);

	if (rc != RC_OK || in->n == 0)
		return rc;
	return db_run(s->db, s->arena, &SQL_term_insert,
	    DB_ARGS(db_i64(s->site_id), db_texts(in->words, in->n),
		db_texts(in->stems, in->n), db_i64s(in->counts, in->n)),
	    NULL, e);
}

enum rc
term_repair(struct scope *s, const char *const *words,
    const char *const *stems, size_t n, struct term_guesses *out,
    struct err *e)
{
	struct db_rows *rows;
	enum rc rc;

	*out = (struct term_guesses){0};
	if (n == 0)
		return RC_OK;
	rc = db_run(s->db, s->arena, &SQL_term_repair,
	    DB_ARGS(db_i64(s->site_id), db_texts(words, n),
		db_texts(stems, n), db_i64(TERM_REPAIR_MAX)),
	    &rows, e);
	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(rows);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++) {
		out->items[i] = (struct term_guess){
			.position = (size_t)db_row_i64(rows, i, "position"),
			.term = {
				.word = db_row_text(rows, i, "word"),
				.stem = db_row_text(rows, i, "stem"),
				.n_passages =
				    db_row_i64(rows, i, "n_passages"),
			},
		};
	}
	return RC_OK;
}
