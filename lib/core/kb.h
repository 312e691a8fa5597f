/*
 * The knowledge base: Markdown files with front matter become articles,
 * revisions and passages (doc/seed-format.md).  An unchanged file makes no
 * revision; a changed one makes a new one, and the passages of the old stay,
 * so that every citation ever given stays valid.
 */
#ifndef CORE_KB_H
#define CORE_KB_H

#include "base/buf.h"
#include "io/scope.h"

#define KB_PASSAGE_WORDS 200 /* a passage is cut at so many */
#define KB_LIST_MAX 50	     /* tags or questions of an article */
#define KB_PARTS_MAX 400     /* passages of an article */

/* The head of a file. */
struct kb_front {
	const char *title, *category, *language;
	const char *summary;   /* "" */
	const char *review_by; /* "2027-06-30" or NULL */
	const char *tags[KB_LIST_MAX];
	size_t n_tags;
	const char *questions[KB_LIST_MAX];
	size_t n_questions;
	const char *body; /* the Markdown after it */
};

/* `file` is named in errors: "refunds.md:3: expected …". */
enum rc kb_front_parse(struct arena *a, const char *file, const char *text,
    struct kb_front *out, struct err *e) MUST_CHECK;

/* One passage as it will be stored. */
struct kb_part {
	const char *anchor;  /* "refunds-time-frame", unique in the article */
	const char *heading; /* "Refunds > Time frame", "" before the first */
	const char *body;    /* Markdown without its heading */
	size_t n_words;
};

struct kb_parts {
	struct kb_part *items;
	size_t n;
};

/*
 * Cuts at headings and at KB_PASSAGE_WORDS: between blocks, between list
 * items or table rows (the table's head is repeated), between sentences.
 */
void kb_cut(struct arena *a, const char *slug, const char *body,
    struct kb_parts *out);

struct kb_import {
	int64_t scenario_id; /* 0: for every scenario */
	const char *dir;
	size_t n_files, n_new, n_changed, n_unchanged, n_passages; /* out */
};

/* All *.md of a folder in one transaction: all or nothing. */
enum rc kb_import_dir(struct scope *s, struct kb_import *in, struct err *e)
    MUST_CHECK;

/* One file's text inside the caller's transaction; kb_index_publish follows
 * before the commit. */
enum rc kb_import_text(struct scope *s, struct kb_import *in,
    const char *file, const char *text, struct err *e) MUST_CHECK;

/* A revision and its passages, inside the caller's transaction. */
struct article_new;
struct article_state;
enum rc kb_save(struct scope *s, struct kb_import *in,
    struct article_new *article, const struct article_state *before,
    struct err *e) MUST_CHECK;

/*
 * Cuts all articles anew, though no file has changed, and makes the search
 * index again; an article that is cut in another way gets a revision.
 */
enum rc kb_reindex(struct scope *s, struct kb_import *in, struct err *e)
    MUST_CHECK;

/*
 * A revision as HTML: each passage in <section class="passage" id="ANCHOR">,
 * so that "#ANCHOR" lights it up by :target.  `base` as in markdown.h.
 */
enum rc kb_page_html(struct scope *s, int64_t revision_id, const char *base,
    struct buf *out, struct err *e) MUST_CHECK;

#endif
