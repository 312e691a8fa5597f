#include "base/base.h"

#include "nlp/markdown_part.h"

#include "base/text.h"

struct entity {
	const char *name;
	const char *text;
};

/* The ones people type; others are shown as they were written. */
static const struct entity entities[] = {
	{"amp", "&"},
	{"apos", "'"},
	{"euro", "\xe2\x82\xac"},
	{"gt", ">"},
	{"hellip", "\xe2\x80\xa6"},
	{"lt", "<"},
	{"mdash", "\xe2\x80\x94"},
	{"nbsp", "\xc2\xa0"},
	{"ndash", "\xe2\x80\x93"},
	{"quot", "\""},
};

static void
put_code_point(struct buf *b, uint32_t cp)
{
	if (cp < 0x80) {
		buf_putc(b, (char)cp);
	} else if (cp < 0x800) {
		buf_putc(b, (char)(0xc0 | cp >> 6));
		buf_putc(b, (char)(0x80 | (cp & 0x3f)));
	} else if (cp < 0x10000) {
		buf_putc(b, (char)(0xe0 | cp >> 12));
		buf_putc(b, (char)(0x80 | (cp >> 6 & 0x3f)));
		buf_putc(b, (char)(0x80 | (cp & 0x3f)));
	} else {
		buf_putc(b, (char)(0xf0 | cp >> 18));
		buf_putc(b, (char)(0x80 | (cp >> 12 & 0x3f)));
		buf_putc(b, (char)(0x80 | (cp >> 6 & 0x3f)));
		buf_putc(b, (char)(0x80 | (cp & 0x3f)));
	}
}

static int
hex_value(char c)
{
	if (text_is_digit(c))
		return c - '0';
	c = text_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "#39" or "#x27"; 0: not a number. */
static uint32_t
numeric(const char *s, size_t n)
{
	bool hex = n > 1 && text_lower(s[1]) == 'x';
	uint32_t cp = 0;

	for (size_t i = hex ? 2 : 1; i < n && cp <= 0x10ffff; i++) {
		int v = hex_value(s[i]);

		if (v < 0 || (!hex && v > 9))
			return 0;
		cp = cp * (hex ? 16 : 10) + (uint32_t)v;
	}
	return cp;
}

void
markdown_entity(struct buf *b, const char *s, size_t n)
{
	if (n < 3 || s[0] != '&' || s[n - 1] != ';') {
		buf_add(b, s, n);
		return;
	}
	if (s[1] == '#') {
		uint32_t cp = numeric(s + 1, n - 2);

		/* No control characters, no surrogates, nothing outside. */
		if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) ||
		    (cp >= 0xd800 && cp < 0xe000) || cp > 0x10ffff)
			cp = 0xfffd;
		put_code_point(b, cp);
		return;
	}
	for (size_t i = 0; i < NELEM(entities); i++) {
		const char *name = entities[i].name;

		if (strlen(name) == n - 2 && memcmp(name, s + 1, n - 2) == 0) {
			buf_puts(b, entities[i].text);
			return;
		}
	}
	buf_add(b, s, n);
}

char *
markdown_attribute(struct arena *a, const MD_ATTRIBUTE *at)
{
	struct buf b;

	buf_init(&b, a, MARKDOWN_URL_MAX);
	for (size_t i = 0; at->text != NULL && at->substr_offsets[i] < at->size;
	     i++) {
		const char *s = at->text + at->substr_offsets[i];
		size_t n = at->substr_offsets[i + 1] - at->substr_offsets[i];

		if (at->substr_types[i] == MD_TEXT_ENTITY)
			markdown_entity(&b, s, n);
		else
			buf_add(&b, s, n);
	}
	return b.overflow || b.data == NULL ? arena_strdup(a, "") : b.data;
}

static bool
starts_ci(const char *s, const char *prefix)
{
	for (; *prefix != '\0'; s++, prefix++) {
		if (text_lower(*s) != *prefix)
			return false;
	}
	return true;
}

const char *
markdown_href(struct arena *a, const char *url, const char *base)
{
	static const char *const schemes[] = {"http://", "https://", "mailto:",
	    "tel:"};

	/*
	 * Browsers drop white space and control characters inside a scheme
	 * and read "\" as "/": nothing of that kind passes.
	 */
	for (const char *p = url; *p != '\0'; p++) {
		unsigned char c = (unsigned char)*p;

		if (c <= 0x20 || c == 0x7f || c == '\\' || c == '"' ||
		    c == '<' || c == '>')
			return NULL;
	}
	if (url[0] == '#' && url[1] != '\0')
		return url;
	if (url[0] == '/' && url[1] != '/')
		return arena_printf(a, "%s%s", base == NULL ? "" : base, url);
	for (size_t i = 0; i < NELEM(schemes); i++) {
		if (starts_ci(url, schemes[i]) &&
		    url[strlen(schemes[i])] != '\0')
			return url;
	}
	return NULL;
}

bool
markdown_is_foreign(const char *href)
{
	return starts_ci(href, "http");
}
