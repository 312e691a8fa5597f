/*
 * Markdown of the model and of articles, and a visitor's plain text: any
 * bytes that are text.  No tag, attribute or link comes out that is not one
 * of ours (D3, H3).
 */
#include "base/base.h"

#include "base/text.h"
#include "nlp/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HTML_MAX ((size_t)16 << 20)

static const char *const TAGS[] = {"p", "br", "strong", "em", "code", "pre",
	"ul", "ol", "li", "a", "h1", "h2", "h3", "h4", "h5", "h6",
	"blockquote", "hr", "table", "thead", "tbody", "tr", "th", "td",
	"del", "sup", "div", "span", "b", "i", "section", "cite"};

static bool
is_ours(const char *name, size_t n)
{
	for (size_t i = 0; i < NELEM(TAGS); i++)
		if (strlen(TAGS[i]) == n && strncmp(TAGS[i], name, n) == 0)
			return true;
	return false;
}

static void
check_href(const char *tag)
{
	static const char *const GOOD[] = {"href=\"http://",
		"href=\"https://", "href=\"mailto:", "href=\"tel:",
		"href=\"/", "href=\"#"};
	const char *href = strstr(tag, " href=") != NULL ?
	    strstr(tag, " href=") + 1 : NULL;
	bool good = href == NULL;

	for (size_t i = 0; i < NELEM(GOOD) && !good; i++)
		good = strncmp(href, GOOD[i], strlen(GOOD[i])) == 0;
	assert(good);
	assert(href == NULL || strncmp(href, "href=\"//", 8) != 0);
}

static void
check_html(struct arena *a, const char *html)
{
	const char *s = html;

	while ((s = strchr(s, '<')) != NULL) {
		size_t end = strcspn(s, ">");
		char *tag = arena_strndup(a, s, end);
		const char *name = tag + 1 + (tag[1] == '/');

		for (char *c = tag; *c != '\0'; c++)
			*c = text_lower(*c);
		assert(s[end] == '>');
		assert(is_ours(name, strspn(name,
		    "abcdefghijklmnopqrstuvwxyz0123456789")));
		assert(strstr(tag, " on") == NULL ||
		    strstr(tag, "href=") != NULL);
		assert(strstr(tag, "style=") == NULL ||
		    strstr(tag, "href=") != NULL);
		assert(strstr(tag, "src=") == NULL ||
		    strstr(tag, "href=") != NULL);
		check_href(tag);
		s += end;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a;
	struct buf out;
	struct markdown_lines lines;
	const char *md;

	if (!text_is_valid((const char *)data, size))
		return 0;
	a = arena_new((size_t)256 << 20);
	md = arena_strndup(a, (const char *)data, size);
	buf_init(&out, a, HTML_MAX);
	markdown_html(a, md, &(struct markdown_options){.heading_shift = 1,
	    .base = ""}, &out);
	check_html(a, out.data);
	buf_clear(&out);
	markdown_html(a, md, &(struct markdown_options){.no_headings = true,
	    .base = "/support", .citation_prefix = "m1-"}, &out);
	check_html(a, out.data);
	buf_clear(&out);
	markdown_visitor_html(a, md, &out);
	check_html(a, out.data);
	assert(text_is_valid(out.data, out.len));
	md = markdown_text(a, md);
	assert(text_is_valid(md, strlen(md)));
	markdown_lines(a, md, &lines);
	arena_free(a);
	return 0;
}
