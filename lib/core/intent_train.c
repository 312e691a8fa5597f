#include "base/base.h"

#include "core/intent_train.h"

#include "base/crypt.h"
#include "base/json.h"
#include "nlp/classify_train.h"
#include "nlp/labels.h"
#include "store/intent.h"
#include "store/scenario.h"

#define WORK_MAX ((size_t)1 << 30)
#define EXAMPLES_MAX 200000 /* of one scenario and language */
#define HASHED_MAX ((size_t)256 << 20)
#define TRAINER_VERSION "5" /* another one: train all anew */

struct job {
	struct scope *scope; /* its arena ends with the job */
	int64_t scenario_id;
	const char *language;
	struct labels names; /* what the model calls its classes */
	struct labels intents;
	struct classify_example *items;
	size_t n;
	struct buf hashed; /* all that the model depends on */
	char hash[CRYPT_HASH_HEX];
};

/* A class is called by all that its route needs: intent_use.c takes it
 * apart again.  No field has a tab. */
static enum rc
name_classes(struct job *j, struct err *e)
{
	struct intent_list list;
	enum rc rc = intent_list(j->scope, j->scenario_id, &list, e);

	if (rc != RC_OK)
		return rc;
	labels_init(&j->names, j->scope->arena);
	labels_init(&j->intents, j->scope->arena);
	for (size_t i = 0; i < list.n; i++) {
		const struct intent *t = &list.items[i];

		(void)labels_add(&j->intents, t->name);
		(void)labels_add(&j->names, arena_printf(j->scope->arena,
		    "%s\t%s\t%s\t%s\t%s", t->name, t->title, t->route,
		    t->target, t->next));
		buf_printf(&j->hashed, "%s\n", j->names.names[i]);
	}
	return RC_OK;
}

static void
add_example(struct job *j, const struct intent_example *x)
{
	int label = labels_find(&j->intents, x->name);

	if (label < 0 || j->n == EXAMPLES_MAX)
		return;
	j->items[j->n++] = (struct classify_example){.text = x->text,
	    .labels = arena_dup(j->scope->arena, &label, sizeof(label)),
	    .n_labels = 1};
	buf_printf(&j->hashed, "%d\t%s\n", label, x->text);
}

static enum rc
read_examples(struct job *j, struct err *e)
{
	struct intent_examples page = {.n = INTENT_EXAMPLES_PAGE};
	int64_t after = 0;

	j->items = arena_array(j->scope->arena, EXAMPLES_MAX,
	    sizeof(*j->items));
	while (page.n == INTENT_EXAMPLES_PAGE) {
		enum rc rc = intent_examples(j->scope, j->scenario_id,
		    j->language, after, &page, e);

		if (rc != RC_OK)
			return rc;
		for (size_t i = 0; i < page.n; i++)
			add_example(j, &page.items[i]);
		if (page.n > 0)
			after = page.items[page.n - 1].id;
	}
	return RC_OK;
}

static bool
has_two_classes(const struct job *j)
{
	for (size_t i = 1; i < j->n; i++) {
		if (j->items[i].labels[0] != j->items[0].labels[0])
			return true;
	}
	return false;
}

static const char *
score_json(struct arena *a, const struct classify_trained *t)
{
	struct json_out w;
	struct buf b;

	buf_init(&b, a, 1000);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_f64(&w, "accuracy", t->accuracy);
	jw_kv_f64(&w, "calibration_error", t->calibration_error);
	jw_kv_f64(&w, "answer_at", t->answer_at);
	jw_kv_f64(&w, "ask_at", t->ask_at);
	jw_kv_i64(&w, "bytes", (int64_t)t->n);
	jw_object_end(&w);
	return b.data;
}

static enum rc
train(struct job *j, struct err *e)
{
	struct arena *a = j->scope->arena;
	struct classify_training in = {
		.kind = CLASSIFY_ONE,
		.language = j->language,
		.names = j->names.names,
		.n_classes = j->names.n,
		.examples = j->items,
		.n_examples = j->n,
		.seed = 1,
	};
	struct intent_model row = {.language = j->language,
	    .examples_hash = j->hash, .n_examples = (int64_t)j->n};
	struct classify_trained trained;
	enum rc rc = classify_train(a, &in, &trained, e);

	if (rc != RC_OK)
		return rc;
	row.score = score_json(a, &trained);
	return intent_model_save(j->scope, j->scenario_id, &row,
	    trained.bytes, trained.n, e);
}

/* The model's hash is the examples': nothing to do. */
static bool
is_unchanged(const struct job *j, const struct intent_models *models)
{
	for (size_t i = 0; i < models->n; i++) {
		if (strcmp(models->items[i].language, j->language) == 0)
			return strcmp(models->items[i].examples_hash,
				   j->hash) == 0;
	}
	return false;
}

static enum rc
train_language(struct scope *s, int64_t scenario_id, const char *language,
    const struct intent_models *models, struct intent_trained *out,
    struct err *e)
{
	struct scope inner = *s;
	struct job j = {.scope = &inner, .scenario_id = scenario_id,
	    .language = language};
	enum rc rc;

	inner.arena = arena_new(WORK_MAX);
	buf_init(&j.hashed, inner.arena, HASHED_MAX);
	buf_puts(&j.hashed, TRAINER_VERSION "\n");
	rc = name_classes(&j, e);
	if (rc == RC_OK)
		rc = read_examples(&j, e);
	crypt_hash_hex(j.hashed.data, j.hashed.len, j.hash);
	if (rc == RC_OK && is_unchanged(&j, models)) {
		out->n_unchanged++;
	} else if (rc == RC_OK && has_two_classes(&j)) {
		rc = train(&j, e);
		out->n_trained += rc == RC_OK;
	}
	arena_free(inner.arena);
	return rc;
}

enum rc
intent_train_scenario(struct scope *s, int64_t scenario_id,
    struct intent_trained *out, struct err *e)
{
	struct intent_languages languages;
	struct intent_models models;
	enum rc rc = intent_languages(s, scenario_id, &languages, e);

	if (rc == RC_OK)
		rc = intent_models(s, scenario_id, &models, e);
	for (size_t i = 0; rc == RC_OK && i < languages.n; i++)
		rc = train_language(s, scenario_id, languages.items[i],
		    &models, out, e);
	return rc;
}

enum rc
intent_train_all(struct scope *s, struct intent_trained *out, struct err *e)
{
	struct scenario_list list;
	enum rc rc = scenario_list(s, &list, e);

	for (size_t i = 0; rc == RC_OK && i < list.n; i++)
		rc = intent_train_scenario(s, list.items[i].id, out, e);
	return rc;
}
