/*
 * Passages: the units that are found and cited, and the vocabulary of the
 * current ones.  The program stems on both sides; PostgreSQL only matches.
 */
#ifndef STORE_PASSAGE_H
#define STORE_PASSAGE_H

#include "io/scope.h"
#include "nlp/passage.h"

#define PASSAGE_CANDIDATES_MAX 64 /* of one question */
#define PASSAGE_REVISION_MAX 500  /* parts of one article */
#define TERM_REPAIR_MAX 24	  /* look-alikes of one unknown word */

struct passage_new {
	int64_t revision_id, article_id, scenario_id;
	const char *language;
	int64_t ordinal;
	const char *anchor, *heading, *body;
	int64_t n_words;
	const char *terms; /* a tsvector's text: 'stem':1A,7C 'other':2B */
};

/* The passages of older revisions stay, so that citations stay valid. */
enum rc passage_retire(struct scope *s, int64_t article_id, struct err *e)
    MUST_CHECK;
enum rc passage_insert(struct scope *s, const struct passage_new *in,
    struct err *e) MUST_CHECK;

struct passage {
	int64_t id;
	int64_t ordinal;
	const char *anchor, *heading, *body;
};

struct passage_list {
	struct passage *items;
	size_t n;
};

/* All parts of one revision, in order. */
enum rc passage_of_revision(struct scope *s, int64_t revision_id,
    struct passage_list *out, struct err *e) MUST_CHECK;

/* A current passage with what its words come from, for the vocabulary. */
struct passage_text {
	int64_t id;
	const char *language, *title, *questions, *tags, *heading, *body;
};

struct passage_text_list {
	struct passage_text *items;
	size_t n;
};

enum rc passage_texts(struct scope *s, int64_t after_id, size_t max,
    struct passage_text_list *out, struct err *e) MUST_CHECK;

struct passage_search {
	int64_t scenario_id; /* 0: all */
	const char *const *languages;
	size_t n_languages;
	const char *const *stems;
	size_t n_stems;
	size_t max; /* at most PASSAGE_CANDIDATES_MAX */
};

enum rc passage_candidates(struct scope *s, const struct passage_search *in,
    struct passage_hits *out, struct err *e) MUST_CHECK;

struct term_columns {
	const char **words, **stems;
	int64_t *counts;
	size_t n;
};

/* Replaces the site's vocabulary; inside the import's transaction. */
enum rc term_replace(struct scope *s, const struct term_columns *in,
    struct err *e) MUST_CHECK;

/* Look-alikes of those words that are not in the vocabulary. */
enum rc term_repair(struct scope *s, const char *const *words,
    const char *const *stems, size_t n, struct term_guesses *out,
    struct err *e) MUST_CHECK;

#endif
