/*
 * Markdown to safe HTML and to plain text, by md4c (seen only here).  Only
 * own tags are produced; raw HTML is shown as text, images become links,
 * links are http, https, mailto, tel or a path of our own.
 */
#ifndef NLP_MARKDOWN_H
#define NLP_MARKDOWN_H

#include "base/buf.h"

/* Longer texts are shown and read as one plain paragraph. */
#define MARKDOWN_MAX ((size_t)256 << 10)

struct markdown_options {
	int heading_shift;  /* 1: `#` becomes h2 */
	bool no_headings;   /* chat: headings become bold paragraphs */
	const char *base;   /* path prefix of our own links, "" or "/support" */
	/* Chat: path prefix of "/appointment/...", which belongs to the
	 * conversation; NULL: such links are left out. */
	const char *talk;
	/* Chat: "[1]" becomes a link to "#id_prefix1"; NULL: left as text. */
	const char *citation_prefix;
};

void markdown_html(struct arena *a, const char *md,
    const struct markdown_options *o, struct buf *out);

/* The words alone: list items and table rows a line each ("a | b | c"). */
char *markdown_text(struct arena *a, const char *md);

/*
 * The same text by its lines.  `rich` is the line as Markdown again (bold,
 * code and links kept, everything else escaped); rich_at[i] is the place in
 * it of byte i of `text`, with one entry more for the end.
 */
enum markdown_kind { MARKDOWN_PARAGRAPH, MARKDOWN_HEADING, MARKDOWN_BULLET,
	MARKDOWN_STEP, MARKDOWN_TABLE_HEAD, MARKDOWN_TABLE_ROW,
	MARKDOWN_CODE };

struct markdown_line {
	enum markdown_kind kind;
	unsigned block;	    /* same number: same paragraph, list or table */
	const char *text;
	size_t start;	    /* code points before it in markdown_text */
	const char *rich;
	const uint32_t *rich_at;
};

struct markdown_lines {
	struct markdown_line *items;
	size_t n;
};

void markdown_lines(struct arena *a, const char *md,
    struct markdown_lines *out);

/* A visitor's text as HTML: escaped, line breaks, http(s) links. */
void markdown_visitor_html(struct arena *a, const char *text,
    struct buf *out);

#endif
