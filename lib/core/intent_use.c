#include "base/base.h"

#include "core/intent_use.h"

#include "base/cache.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "nlp/classify.h"
#include "nlp/evidence.h"
#include "store/intent.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define SCENARIOS_MAX 32 /* kept at once; the oldest makes room */
#define LANGUAGES_MAX 8	 /* of one scenario; others share English's */
#define LANGUAGE_BYTES 16
#define FETCH_MAX ((size_t)64 << 20) /* a model as text and as bytes */
#define PATH_BYTES 1024

struct held {
	char language[LANGUAGE_BYTES];
	int64_t version;
	struct classify_model *model; /* NULL: not loaded yet */
	struct arena *arena; /* of a model in memory; NULL: mapped */
};

struct slot {
	int64_t site_id, scenario_id; /* 0: unused */
	int64_t checked_us;
	struct held items[LANGUAGES_MAX];
	size_t n;
};

struct intent_cache {
	const char *dir;
	struct slot slots[SCENARIOS_MAX];
	size_t next; /* the slot that makes room */
};

struct intent_cache *
intent_cache_new(const char *dir)
{
	struct intent_cache *c = calloc(1, sizeof(*c));

	if (c == NULL)
		log_die("out of memory");
	c->dir = dir;
	return c;
}

static void
release(struct slot *slot)
{
	for (size_t i = 0; i < slot->n; i++) {
		if (slot->items[i].arena != NULL)
			arena_free(slot->items[i].arena);
		else
			classify_close(slot->items[i].model);
	}
	*slot = (struct slot){.n = 0};
}

void
intent_cache_free(struct intent_cache *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < NELEM(c->slots); i++)
		release(&c->slots[i]);
	free(c);
}

void
intent_cache_rest(const struct intent_cache *c)
{
	for (size_t i = 0; i < NELEM(c->slots); i++) {
		const struct slot *slot = &c->slots[i];

		for (size_t k = 0; k < slot->n; k++) {
			if (slot->items[k].model != NULL)
				classify_rest(slot->items[k].model);
		}
	}
}

static struct slot *
find_slot(struct intent_cache *c, const struct scope *s, int64_t scenario_id)
{
	struct slot *slot;

	for (size_t i = 0; i < NELEM(c->slots); i++) {
		slot = &c->slots[i];
		if (slot->scenario_id == scenario_id &&
		    slot->site_id == s->site_id)
			return slot;
	}
	slot = &c->slots[c->next];
	c->next = (c->next + 1) % NELEM(c->slots);
	release(slot);
	slot->site_id = s->site_id;
	slot->scenario_id = scenario_id;
	return slot;
}

static struct held *
find_language(struct slot *slot, const char *language, size_t n)
{
	for (size_t i = 0; i < slot->n; i++) {
		if (strncmp(slot->items[i].language, language, n) == 0)
			return &slot->items[i];
	}
	return NULL;
}

/* Takes over what the database has: models that are still current stay. */
static void
take_versions(struct slot *slot, const struct intent_models *models,
    int64_t now)
{
	struct slot old = *slot;

	slot->n = 0;
	for (size_t i = 0; i < models->n && slot->n < LANGUAGES_MAX; i++) {
		const struct intent_model *m = &models->items[i];
		struct held *h = &slot->items[slot->n], *was;

		if (strlen(m->language) >= LANGUAGE_BYTES)
			continue;
		*h = (struct held){.version = m->version};
		text_copy(h->language, sizeof(h->language), m->language);
		was = find_language(&old, h->language, LANGUAGE_BYTES);
		if (was != NULL && was->version == h->version) {
			h->model = was->model;
			h->arena = was->arena;
			was->model = NULL;
			was->arena = NULL;
		}
		slot->n++;
	}
	release(&old);
	slot->checked_us = now;
}

static enum rc
check_versions(struct scope *s, struct slot *slot, struct err *e)
{
	int64_t now = clock_mono_us();
	struct intent_models models;
	enum rc rc;

	if (slot->checked_us != 0 && now - slot->checked_us < INTENT_CHECK_US)
		return RC_OK;
	rc = intent_models(s, slot->scenario_id, &models, e);
	if (rc == RC_OK)
		take_versions(slot, &models, now);
	return rc;
}

/* From the database, checked; the bytes live in `a`. */
static enum rc
fetch(struct scope *s, struct arena *a, const struct slot *slot,
    const struct held *h, void **bytes, size_t *n, struct err *e)
{
	const struct intent_model_key key = {slot->scenario_id, h->language,
		h->version};
	struct scope inner = *s;
	enum rc rc;

	inner.arena = a;
	rc = intent_model_get(&inner, &key, bytes, n, e);
	if (rc == RC_OK && !classify_is_whole(*bytes, *n))
		rc = err_log(e, RC_INTERNAL, "the intent model %lld of "
		    "scenario %lld is damaged", (long long)h->version,
		    (long long)slot->scenario_id);
	return rc;
}

static void
name_file(const struct intent_cache *c, const struct slot *slot,
    const struct held *h, int64_t version, char path[PATH_BYTES])
{
	(void)snprintf(path, PATH_BYTES, "%s/intent-%lld-%lld-%s-%lld.model",
	    c->dir, (long long)slot->site_id, (long long)slot->scenario_id,
	    h->language, (long long)version);
}

/* As a file that is mapped; where none can be written, in memory. */
static enum rc
keep(const struct intent_cache *c, struct held *h, const char *path,
    struct arena *a, const void *bytes, size_t n, struct err *e)
{
	if (cache_make(c->dir, e) == RC_OK &&
	    cache_write(path, bytes, n, e) == RC_OK &&
	    classify_open(path, &h->model, e) == RC_OK) {
		arena_free(a);
		return RC_OK;
	}
	h->arena = a;
	return classify_load(a, bytes, n, &h->model, e);
}

static enum rc
load(struct scope *s, const struct intent_cache *c, const struct slot *slot,
    struct held *h, struct err *e)
{
	char path[PATH_BYTES], old[PATH_BYTES];
	struct arena *a;
	void *bytes;
	size_t n;
	enum rc rc;

	name_file(c, slot, h, h->version, path);
	if (classify_open(path, &h->model, e) == RC_OK)
		return RC_OK;
	/* Not there, or damaged: it is made anew. */
	a = arena_new(FETCH_MAX);
	rc = fetch(s, a, slot, h, &bytes, &n, e);
	if (rc != RC_OK) {
		arena_free(a);
		return rc;
	}
	/* Who has the one before mapped keeps it. */
	name_file(c, slot, h, h->version - 1, old);
	(void)unlink(old);
	return keep(c, h, path, a, bytes, n, e);
}

/* The next field up to a tab. */
static const char *
take_field(struct arena *a, const char **at)
{
	size_t n = strcspn(*at, "\t");
	const char *field = arena_strndup(a, *at, n);

	*at += n + ((*at)[n] == '\t');
	return field;
}

static enum intent_route
route_of(const char *name)
{
	static const struct {
		const char *name;
		enum intent_route route;
	} routes[] = {{"tool", INTENT_TOOL}, {"article", INTENT_ARTICLE},
	    {"person", INTENT_PERSON}, {"small_talk", INTENT_SMALL_TALK}};

	for (size_t i = 0; i < NELEM(routes); i++) {
		if (strcmp(routes[i].name, name) == 0)
			return routes[i].route;
	}
	return INTENT_NONE;
}

static void
put_guess(struct scope *s, const struct classify_model *m, size_t class,
    struct intent_guess *out)
{
	const char *at = classify_name(m, class);

	out->name = take_field(s->arena, &at);
	out->title = take_field(s->arena, &at);
	out->route = route_of(take_field(s->arena, &at));
	out->target = take_field(s->arena, &at);
	out->next = take_field(s->arena, &at);
}

/* The title of the class of that name; NULL: none that can be clicked. */
static const char *
title_of(struct scope *s, const struct classify_model *m, size_t n_classes,
    const char *name, size_t n)
{
	for (size_t i = 0; i < n_classes; i++) {
		const char *at = classify_name(m, i), *title;
		enum intent_route route;

		if (strcspn(at, "\t") != n || strncmp(at, name, n) != 0)
			continue;
		(void)take_field(s->arena, &at);
		title = take_field(s->arena, &at);
		route = route_of(take_field(s->arena, &at));
		return route == INTENT_TOOL || route == INTENT_ARTICLE ?
		    title : NULL;
	}
	return NULL;
}

static void
put_next(struct scope *s, const struct classify_model *m, size_t n_classes,
    struct intent_guesses *out)
{
	const char *at = out->n > 0 ? out->items[0].next : "";

	while (*at != '\0' && out->n_next < INTENT_NEXT_SHOWN) {
		at += strspn(at, " ");
		size_t n = strcspn(at, ",");
		const char *title = title_of(s, m, n_classes, at, n);

		if (title != NULL)
			out->next[out->n_next++] = title;
		at += n + (at[n] == ',');
	}
}

/* What the class leads to, when that is an article; NULL: it does not.  Its
 * name is made in intent_train.c. */
static const char *
article_of(const struct classify_model *m, size_t class)
{
	static const char route[] = "\tarticle\t";
	const char *at = strstr(classify_name(m, class), route);

	return at == NULL ? NULL : at + strlen(route);
}

static void
guess(struct scope *s, const struct held *h, const char *text,
    struct intent_guesses *out)
{
	static const enum intent_verdict verdicts[] = {
		[CLASSIFY_ANSWER] = INTENT_ANSWER,
		[CLASSIFY_ASK] = INTENT_ASK,
		[CLASSIFY_OUTSIDE] = INTENT_OUTSIDE,
	};
	struct classify_result r;

	classify_predict(h->model, s->arena, text, NULL, &r);
	for (; out->n < r.n_classes && out->n < INTENT_GUESSES_MAX; out->n++) {
		int class = r.order[out->n];
		struct intent_guess *g = &out->items[out->n];

		put_guess(s, h->model, (size_t)class, g);
		g->probability = r.probability[class];
		g->class = (size_t)class;
	}
	for (size_t i = 0; i < r.n_classes; i++) {
		if (article_of(h->model, i) != NULL)
			out->articles += r.probability[i];
	}
	put_next(s, h->model, r.n_classes, out);
	out->confidence = r.confidence;
	out->verdict = verdicts[r.verdict];
	out->version = h->version;
	out->language = arena_strdup(s->arena, h->language);
}

/* The model for the language; *out NULL: there is none. */
static enum rc
find_model(struct scope *s, int64_t scenario_id, const char *language,
    struct held **out, struct err *e)
{
	struct slot *slot;
	struct held *h;
	enum rc rc;

	*out = NULL;
	if (s->intents == NULL)
		return RC_OK;
	slot = find_slot(s->intents, s, scenario_id);
	rc = check_versions(s, slot, e);
	if (rc != RC_OK)
		return rc;
	h = find_language(slot, language, LANGUAGE_BYTES);
	if (h == NULL)
		h = find_language(slot, language, 2);
	if (h == NULL)
		h = find_language(slot, "en", 2);
	if (h == NULL)
		return RC_OK;
	if (h->model == NULL)
		rc = load(s, s->intents, slot, h, e);
	/* A model without extra figures: anything else is not ours. */
	if (rc == RC_OK && (classify_n_extra(h->model) != 0 ||
		classify_kind_of(h->model) != CLASSIFY_ONE))
		rc = err_log(e, RC_INTERNAL, "the model %lld of scenario "
		    "%lld is no intent model", (long long)h->version,
		    (long long)scenario_id);
	if (rc == RC_OK)
		*out = h;
	return rc;
}

enum rc
intents_guess(struct scope *s, int64_t scenario_id, const char *language,
    const char *text, struct intent_guesses *out, struct err *e)
{
	struct held *h;
	enum rc rc = find_model(s, scenario_id, language, &h, e);

	*out = (struct intent_guesses){.language = ""};
	if (rc == RC_OK && h != NULL)
		guess(s, h, text, out);
	return rc;
}

static bool
is_class(const struct classify_model *m, const char *slug)
{
	size_t n = strlen(slug);

	for (size_t i = 0; i < classify_n_classes(m); i++) {
		const char *at = article_of(m, i);

		if (at != NULL && strncmp(at, slug, n) == 0 && at[n] == '\t')
			return true;
	}
	return false;
}

enum rc
intents_mark(struct scope *s, const struct retrieve_request *in,
    struct retrieve_result *found, struct err *e)
{
	size_t classes[RETRIEVE_LIKELY_MAX];
	struct held *h;
	enum rc rc = find_model(s, in->scenario_id, in->language, &h, e);

	if (rc != RC_OK || h == NULL)
		return rc;
	for (size_t i = 0; i < in->n_likely; i++)
		classes[i] = in->likely[i].class;
	for (size_t i = 0; i < found->query.n; i++) {
		struct query_term *t = &found->query.terms[i];

		t->strange = !classify_knows(h->model, s->arena, t->word,
		    classes, in->n_likely, &t->meant);
	}
	for (size_t i = 0; i < found->n && i < EVIDENCE_PASSAGES; i++)
		found->hits[i].classed = is_class(h->model,
		    found->hits[i].passage->slug);
	return RC_OK;
}

enum rc
intents_strangeness(struct scope *s, int64_t scenario_id,
    const char *language, const char *text, double *out, struct err *e)
{
	double all = 0, strange = 0;
	struct held *h;
	struct query q;
	unsigned none;
	enum rc rc = find_model(s, scenario_id, language, &h, e);

	*out = 0;
	if (rc != RC_OK || h == NULL)
		return rc;
	query_parse(s->arena, language, text, &q);
	for (size_t i = 0; i < q.n; i++) {
		const struct query_term *t = &q.terms[i];

		all += t->weight;
		if (!classify_knows(h->model, s->arena, t->word, NULL, 0,
			&none))
			strange += t->weight;
	}
	*out = all > 0 ? strange / all : 0;
	return RC_OK;
}
