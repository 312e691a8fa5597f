#include "base/base.h"

#include "store/intent.h"

#include "store/sql.h"

/* libpq keeps a buffer of the largest row for as long as it is connected. */
#define MODEL_PIECE (128 << 10)

enum rc
intent_save(struct scope *s, struct intent_new *in, struct err *e)
{
	struct intent *row = &in->row;
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_intent_upsert,
	    DB_ARGS(db_i64(s->site_id), db_i64(in->scenario_id),
		db_text(row->name), db_text(row->title),
		db_text(row->description), db_text(row->route),
		db_text(row->target), db_texts(in->next, in->n_next)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	row->id = db_row_i64(r, 0, "id");
	rc = db_run(s->db, s->arena, &SQL_intent_examples_clear,
	    DB_ARGS(db_i64(s->site_id), db_i64(row->id)), NULL, e);
	if (rc != RC_OK)
		return rc;
	return db_run(s->db, s->arena, &SQL_intent_examples_add,
	    DB_ARGS(db_i64(s->site_id), db_i64(row->id),
		db_text(in->language),
		db_texts(in->examples, in->n_examples)),
	    NULL, e);
}

enum rc
intent_prune(struct scope *s, int64_t scenario_id, const char *const *names,
    size_t n, struct err *e)
{
	return db_run(s->db, s->arena, &SQL_intent_prune,
	    DB_ARGS(db_i64(s->site_id), db_i64(scenario_id),
		db_texts(names, n)),
	    NULL, e);
}

enum rc
intent_list(struct scope *s, int64_t scenario_id, struct intent_list *out,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_intent_list,
	    DB_ARGS(db_i64(s->site_id), db_i64(scenario_id),
		db_i64(INTENT_LIST_MAX)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(r);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++)
		out->items[i] = (struct intent){
			.id = db_row_i64(r, i, "id"),
			.name = db_row_text(r, i, "name"),
			.title = db_row_text(r, i, "title"),
			.description = db_row_text(r, i, "description"),
			.route = db_row_text(r, i, "route"),
			.target = db_row_text(r, i, "target"),
			.next = db_row_text(r, i, "next"),
			.n_examples = db_row_i64(r, i, "n_examples"),
		};
	return RC_OK;
}

enum rc
intent_examples(struct scope *s, int64_t scenario_id, const char *language,
    int64_t after_id, struct intent_examples *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_intent_examples,
	    DB_ARGS(db_i64(s->site_id), db_i64(scenario_id),
		db_text(language), db_i64(after_id),
		db_i64(INTENT_EXAMPLES_PAGE)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(r);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++)
		out->items[i] = (struct intent_example){
			.id = db_row_i64(r, i, "id"),
			.text = db_row_text(r, i, "text"),
			.name = db_row_text(r, i, "name"),
		};
	return RC_OK;
}

enum rc
intent_languages(struct scope *s, int64_t scenario_id,
    struct intent_languages *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_intent_languages,
	    DB_ARGS(db_i64(s->site_id), db_i64(scenario_id),
		db_i64(INTENT_LANGUAGES_MAX)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(r);
	for (size_t i = 0; i < out->n; i++)
		out->items[i] = db_row_text(r, i, "language");
	return RC_OK;
}

enum rc
intent_models(struct scope *s, int64_t scenario_id,
    struct intent_models *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_intent_models,
	    DB_ARGS(db_i64(s->site_id), db_i64(scenario_id),
		db_i64(INTENT_LANGUAGES_MAX)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(r);
	for (size_t i = 0; i < out->n; i++)
		out->items[i] = (struct intent_model){
			.language = db_row_text(r, i, "language"),
			.version = db_row_i64(r, i, "version"),
			.examples_hash = db_row_text(r, i, "examples_hash"),
			.score = db_row_text(r, i, "score"),
			.trained_at = db_row_text(r, i, "trained_at"),
			.n_examples = db_row_i64(r, i, "n_examples"),
		};
	return RC_OK;
}

enum rc
intent_model_save(struct scope *s, int64_t scenario_id,
    struct intent_model *m, const void *bytes, size_t n, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_intent_model_save,
	    DB_ARGS(db_i64(s->site_id), db_i64(scenario_id),
		db_text(m->language), db_text(m->examples_hash),
		db_i64(m->n_examples), db_json(m->score),
		db_bytes(bytes, n)),
	    &r, e);

	if (rc == RC_OK)
		m->version = db_row_i64(r, 0, "version");
	return rc;
}

static int
digit(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* What follows the first *have bytes. */
static enum rc
get_piece(struct scope *s, const struct intent_model_key *key,
    unsigned char **bytes, size_t *have, size_t *n, struct err *e)
{
	struct db_rows *r;
	const char *hex;
	size_t size;
	enum rc rc = db_run(s->db, s->arena, &SQL_intent_model_get,
	    DB_ARGS(db_i64(s->site_id), db_i64(key->scenario_id),
		db_text(key->language), db_i64(key->version),
		db_i64((int64_t)*have + 1), db_i64(MODEL_PIECE)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND,
		    "There is no model of this version.");
	if (*bytes == NULL) {
		*n = (size_t)db_row_i64(r, 0, "n_bytes");
		*bytes = arena_alloc(s->arena, *n + 1);
	}
	hex = db_row_text(r, 0, "model");
	size = strlen(hex) / 2;
	if (size == 0 || size > *n - *have)
		return err_log(e, RC_INTERNAL, "a model ends in between");
	for (size_t i = 0; i < size; i++)
		(*bytes)[*have + i] = (unsigned char)(digit(hex[2 * i]) << 4 |
		    digit(hex[2 * i + 1]));
	*have += size;
	return RC_OK;
}

enum rc
intent_model_get(struct scope *s, const struct intent_model_key *key,
    void **bytes, size_t *n, struct err *e)
{
	unsigned char *all = NULL;
	size_t have = 0;
	enum rc rc;

	*n = 0;
	do
		rc = get_piece(s, key, &all, &have, n, e);
	while (rc == RC_OK && have < *n);
	*bytes = all;
	return rc;
}
