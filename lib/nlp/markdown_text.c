#include "base/base.h"

#include "nlp/markdown.h"

#include "base/text.h"
#include "nlp/markdown_part.h"

#define LINES_MAX 20000 /* of one text: more is cut off */

struct reader {
	struct arena *arena;
	struct buf text, rich; /* of the line being read */
	uint32_t *rich_at;
	size_t rich_at_cap;
	size_t n_marked;
	struct markdown_line *lines;
	size_t n, cap;
	enum markdown_kind kind;
	unsigned block, list_depth;
	bool ordered[8]; /* by list depth */
	bool table_head;
	unsigned cells;
	const char *href[8];
	unsigned spans;
};

static void
line_begin(struct reader *r)
{
	buf_init(&r->text, r->arena, MARKDOWN_MAX);
	buf_init(&r->rich, r->arena, 4 * MARKDOWN_MAX);
	r->rich_at = NULL;
	r->rich_at_cap = 0;
	r->n_marked = 0;
}

/*
 * Notes that the text so far ends where the rich text so far ends.  The first
 * note of a place counts, so that a piece that begins there gets the "**"
 * before it; the end of a span moves it, so that a piece that ends there gets
 * the "**" after it.
 */
static void
mark_at(struct reader *r, bool move)
{
	size_t need = r->text.len + 1;

	if (need <= r->n_marked && !move)
		return;
	r->n_marked = need;
	if (need > r->rich_at_cap) {
		size_t cap = need * 2 + 64;
		uint32_t *more = arena_array(r->arena, cap, sizeof(*more));

		if (r->rich_at_cap > 0)
			memcpy(more, r->rich_at,
			    r->rich_at_cap * sizeof(*more));
		r->rich_at = more;
		r->rich_at_cap = cap;
	}
	r->rich_at[r->text.len] = (uint32_t)r->rich.len;
}

/* What could start markup; "#" and ">" do so only where a line begins. */
static bool
needs_escape(const char *s, size_t i, size_t n)
{
	if (s[i] == '_')
		return i == 0 || i + 1 == n || !text_is_alpha(s[i - 1]) ||
		    !text_is_alpha(s[i + 1]);
	if (s[i] == '#' || s[i] == '>')
		return i == 0 && n > 1;
	return strchr("\\`*[]<|", s[i]) != NULL;
}

static void
put(struct reader *r, const char *s, size_t n, bool code)
{
	for (size_t i = 0; i < n; i++) {
		char c = s[i] == '\n' || s[i] == '\t' ? ' ' : s[i];

		mark_at(r, false);
		if (!code && needs_escape(s, i, n))
			buf_putc(&r->rich, '\\');
		buf_putc(&r->text, c);
		buf_putc(&r->rich, c);
	}
	mark_at(r, false);
}

static void
line_end(struct reader *r)
{
	if (r->text.len == 0 || r->n == LINES_MAX) {
		line_begin(r);
		return;
	}
	mark_at(r, false);
	if (r->n == r->cap) {
		size_t cap = r->cap * 2 + 32;
		struct markdown_line *more =
		    arena_array(r->arena, cap, sizeof(*more));

		if (r->n > 0)
			memcpy(more, r->lines, r->n * sizeof(*more));
		r->lines = more;
		r->cap = cap;
	}
	r->lines[r->n++] = (struct markdown_line){
	    .kind = r->kind,
	    .block = r->block,
	    .text = r->text.data,
	    .rich = r->rich.data,
	    .rich_at = r->rich_at,
	};
	line_begin(r);
}

static enum markdown_kind
item_kind(const struct reader *r)
{
	unsigned d = r->list_depth > 0 ? r->list_depth - 1 : 0;

	return r->ordered[d < 8 ? d : 7] ? MARKDOWN_STEP : MARKDOWN_BULLET;
}

static void
list_begin(struct reader *r, bool ordered)
{
	line_end(r);
	if (r->list_depth++ == 0)
		r->block++;
	r->ordered[r->list_depth <= 8 ? r->list_depth - 1 : 7] = ordered;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct reader *r = arg;

	(void)detail;
	switch (type) {
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		list_begin(r, type == MD_BLOCK_OL);
		break;
	case MD_BLOCK_LI:
		line_end(r);
		r->kind = item_kind(r);
		break;
	case MD_BLOCK_P:
	case MD_BLOCK_H:
	case MD_BLOCK_CODE:
		line_end(r);
		if (r->list_depth > 0)
			break;
		r->block++;
		r->kind = type == MD_BLOCK_P ? MARKDOWN_PARAGRAPH :
		    type == MD_BLOCK_H	     ? MARKDOWN_HEADING :
					       MARKDOWN_CODE;
		break;
	case MD_BLOCK_TABLE:
		line_end(r);
		r->block++;
		break;
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
		r->table_head = type == MD_BLOCK_THEAD;
		break;
	case MD_BLOCK_TR:
		line_end(r);
		r->cells = 0;
		r->kind = r->table_head ? MARKDOWN_TABLE_HEAD :
					  MARKDOWN_TABLE_ROW;
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		if (r->cells++ > 0)
			put(r, " | ", 3, true);
		break;
	default:
		break;
	}
	return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct reader *r = arg;

	(void)detail;
	switch (type) {
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		line_end(r);
		r->list_depth--;
		if (r->list_depth > 0)
			r->kind = item_kind(r);
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		break;
	default:
		line_end(r);
		break;
	}
	return 0;
}

static void
open_link(struct reader *r, const MD_ATTRIBUTE *address)
{
	const char *href = markdown_href(r->arena,
	    markdown_attribute(r->arena, address), "");

	if (href != NULL && strpbrk(href, "() ") != NULL)
		href = NULL;
	if (r->spans < 8)
		r->href[r->spans] = href;
	if (href != NULL && r->spans < 8)
		buf_putc(&r->rich, '[');
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct reader *r = arg;

	mark_at(r, false);
	if (type == MD_SPAN_STRONG)
		buf_puts(&r->rich, "**");
	else if (type == MD_SPAN_CODE)
		buf_putc(&r->rich, '`');
	else if (type == MD_SPAN_A)
		open_link(r, &((MD_SPAN_A_DETAIL *)detail)->href);
	r->spans++;
	return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct reader *r = arg;

	(void)detail;
	r->spans--;
	if (type == MD_SPAN_STRONG)
		buf_puts(&r->rich, "**");
	else if (type == MD_SPAN_CODE)
		buf_putc(&r->rich, '`');
	else if (type == MD_SPAN_A && r->spans < 8 &&
	    r->href[r->spans] != NULL)
		buf_printf(&r->rich, "](%s)", r->href[r->spans]);
	mark_at(r, true);
	return 0;
}

static int
text(MD_TEXTTYPE type, const MD_CHAR *s, MD_SIZE n, void *arg)
{
	struct reader *r = arg;
	struct buf entity;

	switch (type) {
	case MD_TEXT_BR:
	case MD_TEXT_SOFTBR:
		put(r, " ", 1, true);
		break;
	case MD_TEXT_NULLCHAR:
		break;
	case MD_TEXT_ENTITY:
		buf_init(&entity, r->arena, 64);
		markdown_entity(&entity, s, n);
		put(r, entity.data, entity.len, false);
		break;
	default:
		put(r, s, n, type == MD_TEXT_CODE);
		break;
	}
	return 0;
}

void
markdown_lines(struct arena *a, const char *md, struct markdown_lines *out)
{
	struct reader r = {.arena = a};
	const MD_PARSER parser = {
		.flags = MARKDOWN_FLAGS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = text,
	};
	size_t n = strlen(md), at = 0;

	line_begin(&r);
	if (n > MARKDOWN_MAX || md_parse(md, (MD_SIZE)n, &parser, &r) != 0) {
		r = (struct reader){.arena = a};
		line_begin(&r);
		put(&r, md, n < MARKDOWN_MAX ? n : text_prefix(md, 50000),
		    false);
		line_end(&r);
	}
	for (size_t i = 0; i < r.n; i++) {
		r.lines[i].start = at;
		at += text_length(r.lines[i].text) + 1;
	}
	out->items = r.lines;
	out->n = r.n;
}

char *
markdown_text(struct arena *a, const char *md)
{
	struct markdown_lines lines;
	struct buf b;

	markdown_lines(a, md, &lines);
	buf_init(&b, a, 2 * MARKDOWN_MAX);
	for (size_t i = 0; i < lines.n; i++) {
		if (i > 0)
			buf_putc(&b, '\n');
		buf_puts(&b, lines.items[i].text);
	}
	return b.len == 0 ? arena_strdup(a, "") : b.data;
}
