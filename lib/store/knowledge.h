/*
 * What the search index is made of: the version of a site's knowledge, its
 * passages, its synonyms.
 */
#ifndef STORE_KNOWLEDGE_H
#define STORE_KNOWLEDGE_H

#include "io/scope.h"

#define SYNONYMS_MAX 5000 /* groups of a site */

/* A uuid, or "none" for a site that never had any. */
enum rc knowledge_version(struct scope *s, const char **out, struct err *e)
    MUST_CHECK;
enum rc knowledge_touch(struct scope *s, struct err *e) MUST_CHECK;

struct knowledge_passage {
	int64_t article_id, ordinal, id, revision;
	int64_t scenario_id; /* 0: of every scenario */
	const char *anchor, *heading, *body, *language, *slug, *category,
	    *title, *summary;
	const char *tags, *questions; /* one a line */
};

struct knowledge_page {
	int64_t after_article, after_ordinal; /* 0: the first page */
	size_t max;
	struct knowledge_passage *items; /* out */
	size_t n;
};

/* Sets `after_…` to the last row, for the next page. */
enum rc knowledge_passages(struct scope *s, struct knowledge_page *page,
    struct err *e) MUST_CHECK;

struct synonym {
	const char *language, *words;
};

struct synonym_list {
	struct synonym *items;
	size_t n;
};

/* "" for all languages. */
enum rc synonym_list(struct scope *s, const char *language,
    struct synonym_list *out, struct err *e) MUST_CHECK;

/* All of a language at once, inside the caller's transaction. */
enum rc synonym_replace(struct scope *s, const char *language,
    const char *const *words, size_t n, struct err *e) MUST_CHECK;

#endif
