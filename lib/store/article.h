/* Articles: what is published, its revisions, and the steps of an import. */
#ifndef STORE_ARTICLE_H
#define STORE_ARTICLE_H

#include "io/scope.h"

#define ARTICLE_LIST_MAX 200 /* of one page of a list */

struct article {
	int64_t id;
	const char *slug;
	int64_t scenario_id; /* 0: every scenario of the site */
	const char *category, *language;
	const char *review_by; /* "2027-06-30" or NULL */
	int64_t revision, revision_id;
	const char *updated_at;
	const char *title, *summary;
	const char *tags;      /* one a line */
	const char *questions; /* one a line */
	const char *body;      /* Markdown; "" in lists */
	bool is_current;       /* this revision is the newest */
};

struct article_list {
	struct article *items;
	size_t n;
};

struct article_page {
	int64_t scenario_id;	    /* 0: all */
	const char *after_category; /* "" at first, then of the last row */
	const char *after_slug;
	size_t max;
};

enum rc article_list(struct scope *s, const struct article_page *page,
    struct article_list *out, struct err *e) MUST_CHECK;

/* `revision` 0: the current one. */
enum rc article_get(struct scope *s, const char *slug, int64_t revision,
    struct article *out, struct err *e) MUST_CHECK;

/* What the last import left; locked until the transaction ends. */
struct article_state {
	int64_t id; /* 0: no such article yet */
	int64_t scenario_id;
	int64_t revision_id;
	const char *source_hash; /* hex, or NULL */
};
enum rc article_lock(struct scope *s, const char *slug,
    struct article_state *out, struct err *e) MUST_CHECK;

struct article_new {
	const char *slug;
	int64_t scenario_id;
	const char *category, *language, *title, *summary, *body;
	const char *review_by; /* NULL: none */
	const char *const *tags;
	size_t n_tags;
	const char *const *questions;
	size_t n_questions;
	const uint8_t *source_hash; /* 32 bytes */
	int64_t id, revision, revision_id; /* filled by article_save */
};

/* The article and a new revision, which becomes the current one. */
enum rc article_save(struct scope *s, struct article_new *in, struct err *e)
    MUST_CHECK;

#endif
