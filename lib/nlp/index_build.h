/*
 * Makes the search index of a site (index.h).  Articles and their passages
 * are added in any order of sites' liking, each article before its passages;
 * the texts are copied.
 */
#ifndef NLP_INDEX_BUILD_H
#define NLP_INDEX_BUILD_H

#include "nlp/index.h"

struct index_article_in {
	int64_t id, revision;
	int64_t scenario_id; /* 0: of every scenario */
	const char *language, *slug, *category, *title, *summary;
	const char *tags, *questions; /* one a line; "" for none */
};

struct index_passage_in {
	int64_t id, ordinal;
	const char *anchor, *heading;
	const char *body; /* Markdown */
};

struct index_builder;

struct index_builder *index_builder_new(void);
void index_builder_free(struct index_builder *b);

void index_add_article(struct index_builder *b,
    const struct index_article_in *in);
/* Of the article that was added last. */
void index_add_passage(struct index_builder *b,
    const struct index_passage_in *in);
/* A group of words as in query_synonym.c: "parcel|package > box". */
void index_add_synonym(struct index_builder *b, const char *language,
    const char *group);

/* The finished block, which lives as long as the builder.  TOO_LARGE past
 * 4 GB of one section. */
enum rc index_build(struct index_builder *b, const uint8_t **data, size_t *n,
    struct err *e) MUST_CHECK;

#endif
