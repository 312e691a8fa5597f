/* Intents, their examples, and the models trained from them. */
#ifndef STORE_INTENT_H
#define STORE_INTENT_H

#include "io/scope.h"

#define INTENT_LIST_MAX 1000	 /* of one scenario */
#define INTENT_LANGUAGES_MAX 32	 /* of one scenario */
#define INTENT_EXAMPLES_PAGE 5000

struct intent {
	int64_t id;
	const char *name, *title, *description;
	const char *route, *target; /* as in the table */
	const char *next;	    /* names joined by commas */
	int64_t n_examples;
};

struct intent_list {
	struct intent *items;
	size_t n;
};

/* In the caller's transaction: the intent, then its examples. */
struct intent_new {
	int64_t scenario_id;
	struct intent row; /* id is filled */
	const char *const *next;
	size_t n_next;
	const char *language;
	const char *const *examples;
	size_t n_examples;
};
enum rc intent_save(struct scope *s, struct intent_new *in, struct err *e)
    MUST_CHECK;

/* Removes all others of the scenario that came from files. */
enum rc intent_prune(struct scope *s, int64_t scenario_id,
    const char *const *names, size_t n, struct err *e) MUST_CHECK;

enum rc intent_list(struct scope *s, int64_t scenario_id,
    struct intent_list *out, struct err *e) MUST_CHECK;

struct intent_example {
	int64_t id;
	const char *text, *name; /* of the intent */
};
struct intent_examples {
	struct intent_example *items;
	size_t n; /* INTENT_EXAMPLES_PAGE: there may be more */
};
enum rc intent_examples(struct scope *s, int64_t scenario_id,
    const char *language, int64_t after_id, struct intent_examples *out,
    struct err *e) MUST_CHECK;

struct intent_languages {
	const char *items[INTENT_LANGUAGES_MAX];
	size_t n;
};
enum rc intent_languages(struct scope *s, int64_t scenario_id,
    struct intent_languages *out, struct err *e) MUST_CHECK;

/* A model without its bytes. */
struct intent_model {
	const char *language;
	int64_t version;
	const char *examples_hash, *score, *trained_at;
	int64_t n_examples;
};
struct intent_models {
	struct intent_model items[INTENT_LANGUAGES_MAX];
	size_t n;
};
enum rc intent_models(struct scope *s, int64_t scenario_id,
    struct intent_models *out, struct err *e) MUST_CHECK;

/* Fills the version. */
enum rc intent_model_save(struct scope *s, int64_t scenario_id,
    struct intent_model *m, const void *bytes, size_t n, struct err *e)
    MUST_CHECK;

/* Bytes in the scope's arena; NOT_FOUND when a newer one took its place. */
struct intent_model_key {
	int64_t scenario_id;
	const char *language;
	int64_t version;
};
enum rc intent_model_get(struct scope *s, const struct intent_model_key *key,
    void **bytes, size_t *n, struct err *e) MUST_CHECK;

#endif
