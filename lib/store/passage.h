/* Passages: the units that are found and cited. */
#ifndef STORE_PASSAGE_H
#define STORE_PASSAGE_H

#include "io/scope.h"

#define PASSAGE_REVISION_MAX 500 /* parts of one article */

struct passage_new {
	int64_t revision_id, article_id, scenario_id;
	const char *language;
	int64_t ordinal;
	const char *anchor, *heading, *body;
	int64_t n_words;
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

#endif
