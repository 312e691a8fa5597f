#include "base/base.h"

#include "nlp/markdown.h"

#include "base/text.h"
#include "nlp/markdown_part.h"

#define HTML_MAX ((size_t)2 << 20) /* of one text */
#define TALK "/appointment/" /* links into the conversation */
#define DEPTH_MAX 24 /* deeper blocks lose their tags, not their words */
#define TABLE_OPEN \
	"<div class=\"table\" tabindex=\"0\" role=\"group\" " \
	"aria-label=\"Table\"><table>"

struct html {
	struct arena *arena;
	struct buf *out;
	const struct markdown_options *o;
	unsigned depth; /* of blocks and spans */
	unsigned links; /* an <a> is open: no other inside */
	bool link_shown[DEPTH_MAX];
};

/* Block types with one plain tag; the others are handled one by one. */
static const struct {
	MD_BLOCKTYPE type;
	const char *open, *close;
} plain_blocks[] = {
	{MD_BLOCK_QUOTE, "<blockquote>", "</blockquote>\n"},
	{MD_BLOCK_UL, "<ul>", "</ul>\n"},
	{MD_BLOCK_LI, "<li>", "</li>\n"},
	{MD_BLOCK_P, "<p>", "</p>\n"},
	{MD_BLOCK_CODE, "<pre tabindex=\"0\"><code>", "</code></pre>\n"},
	{MD_BLOCK_TABLE, TABLE_OPEN, "</table></div>\n"},
	{MD_BLOCK_THEAD, "<thead>", "</thead>\n"},
	{MD_BLOCK_TBODY, "<tbody>", "</tbody>\n"},
	{MD_BLOCK_TR, "<tr>", "</tr>\n"},
	{MD_BLOCK_TH, "<th scope=\"col\">", "</th>"},
	{MD_BLOCK_TD, "<td>", "</td>"},
};

static void
heading(struct html *h, const MD_BLOCK_H_DETAIL *d, bool open)
{
	int level = (int)d->level + h->o->heading_shift;

	if (h->o->no_headings)
		buf_puts(h->out, open ? "<p><strong>" : "</strong></p>\n");
	else
		buf_printf(h->out, open ? "<h%d>" : "</h%d>\n",
		    level > 6 ? 6 : level);
}

static void
block(struct html *h, MD_BLOCKTYPE type, void *detail, bool open)
{
	if (type == MD_BLOCK_H) {
		heading(h, detail, open);
		return;
	}
	if (type == MD_BLOCK_HR) {
		buf_puts(h->out, open ? "<hr>\n" : "");
		return;
	}
	if (type == MD_BLOCK_OL) {
		unsigned start = ((MD_BLOCK_OL_DETAIL *)detail)->start;

		if (!open)
			buf_puts(h->out, "</ol>\n");
		else if (start == 1)
			buf_puts(h->out, "<ol>");
		else
			buf_printf(h->out, "<ol start=\"%u\">", start);
		return;
	}
	for (size_t i = 0; i < NELEM(plain_blocks); i++) {
		if (plain_blocks[i].type == type)
			buf_puts(h->out, open ? plain_blocks[i].open
					      : plain_blocks[i].close);
	}
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct html *h = arg;

	if (h->depth++ < DEPTH_MAX)
		block(h, type, detail, true);
	return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct html *h = arg;

	if (--h->depth < DEPTH_MAX)
		block(h, type, detail, false);
	return 0;
}

static bool
open_link(struct html *h, const MD_ATTRIBUTE *address)
{
	const char *url = markdown_attribute(h->arena, address);
	bool of_talk = strncmp(url, TALK, strlen(TALK)) == 0;
	const char *href = markdown_href(h->arena, url,
	    of_talk ? h->o->talk : h->o->base);

	if (href == NULL || h->links > 0 || (of_talk && h->o->talk == NULL))
		return false;
	buf_puts(h->out, "<a href=\"");
	buf_html(h->out, href, strlen(href));
	buf_puts(h->out, markdown_is_foreign(href) ?
		"\" rel=\"nofollow noopener noreferrer ugc\">" : "\">");
	h->links++;
	return true;
}

static void
span(struct html *h, MD_SPANTYPE type, void *detail, bool open)
{
	bool *shown = &h->link_shown[h->depth];

	switch (type) {
	case MD_SPAN_EM:
		buf_puts(h->out, open ? "<em>" : "</em>");
		break;
	case MD_SPAN_STRONG:
		buf_puts(h->out, open ? "<strong>" : "</strong>");
		break;
	case MD_SPAN_CODE:
		buf_puts(h->out, open ? "<code>" : "</code>");
		break;
	case MD_SPAN_A:
	case MD_SPAN_IMG: /* nothing is loaded from elsewhere: a link */
		if (open) {
			*shown = open_link(h, type == MD_SPAN_A ?
				&((MD_SPAN_A_DETAIL *)detail)->href :
				&((MD_SPAN_IMG_DETAIL *)detail)->src);
		} else if (*shown) {
			buf_puts(h->out, "</a>");
			h->links--;
		}
		break;
	default:
		break;
	}
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct html *h = arg;

	if (h->depth < DEPTH_MAX)
		span(h, type, detail, true);
	h->depth++;
	return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct html *h = arg;

	if (--h->depth < DEPTH_MAX)
		span(h, type, detail, false);
	return 0;
}

/* Bytes of "[12]" at s, or 0. */
static size_t
citation_mark(const char *s, size_t n)
{
	size_t i = 1;

	if (n < 3 || s[0] != '[')
		return 0;
	while (i < n && i <= 3 && text_is_digit(s[i]))
		i++;
	return i > 1 && i < n && s[i] == ']' ? i + 1 : 0;
}

static void
text_with_citations(struct html *h, const char *s, size_t n)
{
	size_t from = 0;

	for (size_t i = 0; i < n; i++) {
		size_t len = citation_mark(s + i, n - i);

		if (len == 0)
			continue;
		buf_html(h->out, s + from, i - from);
		buf_puts(h->out, "<a class=\"cite\" href=\"#");
		buf_html(h->out, h->o->citation_prefix,
		    strlen(h->o->citation_prefix));
		buf_add(h->out, s + i + 1, len - 2);
		buf_puts(h->out, "\">");
		buf_html(h->out, s + i, len);
		buf_puts(h->out, "</a>");
		i += len - 1;
		from = i + 1;
	}
	buf_html(h->out, s + from, n - from);
}

static int
text(MD_TEXTTYPE type, const MD_CHAR *s, MD_SIZE n, void *arg)
{
	struct html *h = arg;
	struct buf entity;

	switch (type) {
	case MD_TEXT_BR:
		buf_puts(h->out, "<br>\n");
		break;
	case MD_TEXT_SOFTBR:
		buf_puts(h->out, "\n");
		break;
	case MD_TEXT_NULLCHAR:
		buf_puts(h->out, "\xef\xbf\xbd");
		break;
	case MD_TEXT_ENTITY:
		buf_init(&entity, h->arena, 64);
		markdown_entity(&entity, s, n);
		buf_html(h->out, entity.data, entity.len);
		break;
	case MD_TEXT_NORMAL:
		if (h->o->citation_prefix != NULL && h->links == 0)
			text_with_citations(h, s, n);
		else
			buf_html(h->out, s, n);
		break;
	default:
		buf_html(h->out, s, n);
		break;
	}
	return h->out->overflow ? 1 : 0;
}

/* What is too long or too wild to parse is still shown, as plain text. */
static void
plain_html(const char *md, size_t n, struct buf *out)
{
	buf_puts(out, "<p>");
	buf_html(out, md, n);
	buf_puts(out, "</p>\n");
}

void
markdown_html(struct arena *a, const char *md,
    const struct markdown_options *o, struct buf *out)
{
	static const struct markdown_options none = {0};
	struct buf html;
	struct html h = {.arena = a, .out = &html, .o = o == NULL ? &none : o};
	const MD_PARSER parser = {
		.flags = MARKDOWN_FLAGS | MD_FLAG_PERMISSIVEAUTOLINKS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = text,
	};
	size_t n = strlen(md);

	buf_init(&html, a, HTML_MAX);
	if (n <= MARKDOWN_MAX &&
	    md_parse(md, (MD_SIZE)n, &parser, &h) == 0)
		buf_add(out, html.data, html.len);
	else
		plain_html(md, n, out);
}

/* Bytes of an http(s) address at s, without the full stop after it. */
static size_t
address_length(const char *s)
{
	size_t n = 0;

	if (!text_starts(s, "http://") && !text_starts(s, "https://"))
		return 0;
	while ((unsigned char)s[n] > 0x20 && strchr("<>\"'`\\", s[n]) == NULL)
		n++;
	while (n > 0 && strchr(".,;:!?)]}", s[n - 1]) != NULL)
		n--;
	return n > strlen("https://") && n < MARKDOWN_URL_MAX ? n : 0;
}

static void
visitor_link(const char *s, size_t n, struct buf *out)
{
	buf_puts(out, "<a href=\"");
	buf_html(out, s, n);
	buf_puts(out, "\" rel=\"nofollow noopener noreferrer ugc\">");
	buf_html(out, s, n);
	buf_puts(out, "</a>");
}

void
markdown_visitor_html(struct arena *a, const char *text, struct buf *out)
{
	(void)a;
	for (const char *s = text; *s != '\0';) {
		size_t n = *s == 'h' ? address_length(s) : 0;

		if (n > 0) {
			visitor_link(s, n, out);
			s += n;
		} else if (*s == '\n') {
			buf_puts(out, "<br>\n");
			s++;
		} else if (*s == '\r') {
			s++;
		} else {
			n = strcspn(s + 1, "h\n\r") + 1;
			buf_html(out, s, n);
			s += n;
		}
	}
}
