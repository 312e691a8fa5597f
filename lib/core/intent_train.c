#include "base/base.h"

#include "core/intent_train.h"

#include "base/crypt.h"
#include "base/json.h"
#include "nlp/classify_train.h"
#include "nlp/labels.h"
#include "store/article.h"
#include "store/intent.h"
#include "store/scenario.h"

#define WORK_MAX ((size_t)1 << 30)
#define EXAMPLES_MAX 200000 /* of one scenario and language */
#define HASHED_MAX ((size_t)256 << 20)
#define CLASSES_MAX 250 /* articles beyond have none of their own */
#define QUESTIONS_MIN 4 /* of an article that gets one */
#define TRAINER_VERSION "7" /* another one: train all anew */

struct job {
	struct scope *scope; /* its arena ends with the job */
	int64_t scenario_id;
	const char *language;
	struct labels names; /* what the model calls its classes */
	struct labels intents;
	struct intent_list list;
	struct classify_example *items;
	size_t n;
	struct buf hashed; /* all that the model depends on */
	char hash[CRYPT_HASH_HEX];
};

/* A class is called by all that its route needs: intent_use.c takes it
 * apart again.  No field has a tab. */
static void
add_class(struct job *j, const struct intent *t)
{
	(void)labels_add(&j->intents, t->name);
	(void)labels_add(&j->names, arena_printf(j->scope->arena,
	    "%s\t%s\t%s\t%s\t%s", t->name, t->title, t->route, t->target,
	    t->next));
	buf_printf(&j->hashed, "%s\n", j->names.names[j->names.n - 1]);
}

static enum rc
read_intents(struct job *j, struct err *e)
{
	enum rc rc = intent_list(j->scope, j->scenario_id, &j->list, e);

	labels_init(&j->names, j->scope->arena);
	labels_init(&j->intents, j->scope->arena);
	for (size_t i = 0; rc == RC_OK && i < j->list.n; i++)
		add_class(j, &j->list.items[i]);
	return rc;
}

static void
add_example(struct job *j, const char *name, const char *text)
{
	int label = labels_find(&j->intents, name);

	if (label < 0 || j->n == EXAMPLES_MAX)
		return;
	j->items[j->n++] = (struct classify_example){.text = text,
	    .labels = arena_dup(j->scope->arena, &label, sizeof(label)),
	    .n_labels = 1};
	buf_printf(&j->hashed, "%d\t%s\n", label, text);
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
			add_example(j, page.items[i].name,
			    page.items[i].text);
		if (page.n > 0)
			after = page.items[page.n - 1].id;
	}
	return RC_OK;
}

/* The intent that leads to the article; NULL: none does. */
static const char *
intent_of(const struct job *j, const char *slug)
{
	for (size_t i = 0; i < j->list.n; i++) {
		const struct intent *t = &j->list.items[i];

		if (strcmp(t->route, "article") == 0 &&
		    strcmp(t->target, slug) == 0)
			return t->name;
	}
	return NULL;
}

/* The next line of a list; NULL at its end. */
static const char *
take_line(struct arena *a, const char **at)
{
	size_t n = strcspn(*at, "\n");
	const char *line = n == 0 ? NULL : arena_strndup(a, *at, n);

	*at += n + ((*at)[n] == '\n');
	return line;
}

static size_t
count_lines(const char *list)
{
	size_t n = *list != '\0';

	for (; *list != '\0'; list++)
		n += *list == '\n';
	return n;
}

/*
 * An article's questions are examples of the intent that leads to it.  Where
 * none does and there are enough of them the article is a class of its own,
 * so that its questions are not taken for the nearest intent's.
 */
static void
add_article(struct job *j, const struct article *t)
{
	const char *name = intent_of(j, t->slug), *at = t->questions, *line;

	if (strcmp(t->language, j->language) != 0)
		return;
	if (name == NULL) {
		struct intent own = {.name = arena_printf(j->scope->arena,
		    "article:%s", t->slug), .title = t->title,
		    .route = "article", .target = t->slug, .next = ""};

		if (j->names.n >= CLASSES_MAX ||
		    count_lines(t->questions) < QUESTIONS_MIN)
			return;
		add_class(j, &own);
		name = own.name;
	}
	add_example(j, name, t->title);
	while ((line = take_line(j->scope->arena, &at)) != NULL)
		add_example(j, name, line);
}

static enum rc
read_articles(struct job *j, struct err *e)
{
	struct article_page page = {.scenario_id = j->scenario_id,
	    .after_category = "", .after_slug = "",
	    .max = ARTICLE_LIST_MAX};
	struct article_list list = {.n = ARTICLE_LIST_MAX};

	while (list.n == ARTICLE_LIST_MAX) {
		enum rc rc = article_list(j->scope, &page, &list, e);

		if (rc != RC_OK)
			return rc;
		for (size_t i = 0; i < list.n; i++)
			add_article(j, &list.items[i]);
		if (list.n > 0) {
			page.after_category = list.items[list.n - 1].category;
			page.after_slug = list.items[list.n - 1].slug;
		}
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
	rc = read_intents(&j, e);
	if (rc == RC_OK)
		rc = read_examples(&j, e);
	if (rc == RC_OK)
		rc = read_articles(&j, e);
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
