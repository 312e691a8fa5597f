#include "base/base.h"

#include "base/buf.h"

#include <stdio.h>

#define BUF_FIRST 512 /* most replies need no or one growth */

void
buf_init(struct buf *b, struct arena *a, size_t max)
{
	size_t cap = max < BUF_FIRST ? max : BUF_FIRST;

	b->arena = a;
	b->data = arena_alloc(a, cap + 1);
	b->len = 0;
	b->cap = cap;
	b->max = max;
	b->overflow = false;
}

/* Makes room for n more bytes, or marks the overflow. */
static bool
reserve(struct buf *b, size_t n)
{
	size_t cap = b->cap;
	char *data;

	if (b->overflow || n > b->max - b->len) {
		b->overflow = true;
		return false;
	}
	if (n <= cap - b->len)
		return true;
	if (cap == 0)
		cap = 1;
	while (n > cap - b->len)
		cap = cap > b->max / 2 ? b->max : cap * 2;
	data = arena_alloc(b->arena, cap + 1);
	memcpy(data, b->data, b->len);
	b->data = data;
	b->cap = cap;
	return true;
}

void
buf_add(struct buf *b, const void *p, size_t n)
{
	if (n == 0 || !reserve(b, n))
		return;
	memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_putc(struct buf *b, char c)
{
	if (!reserve(b, 1))
		return;
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	size_t room = b->cap - b->len;
	va_list ap;
	int n;

	if (b->overflow)
		return;
	va_start(ap, fmt);
	n = vsnprintf(b->data + b->len, room + 1, fmt, ap);
	va_end(ap);
	assert(n >= 0);
	if ((size_t)n > room) {
		b->data[b->len] = '\0'; /* what was written in part */
		if (!reserve(b, (size_t)n))
			return;
		va_start(ap, fmt);
		(void)vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	b->len += (size_t)n;
}

static const char *
html_escape(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void
buf_html(struct buf *b, const char *s, size_t n)
{
	size_t from = 0;

	for (size_t i = 0; i < n; i++) {
		const char *escape = html_escape(s[i]);

		if (escape == NULL)
			continue;
		buf_add(b, s + from, i - from);
		buf_puts(b, escape);
		from = i + 1;
	}
	buf_add(b, s + from, n - from);
}

/* RFC 3986, section 2.3: unreserved characters stay. */
static bool
is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
	    c == '~';
}

void
buf_url(struct buf *b, const char *s)
{
	static const char HEX[] = "0123456789ABCDEF";

	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;
		char escape[3] = {'%', HEX[c >> 4], HEX[c & 15]};

		if (is_unreserved(*s))
			buf_putc(b, *s);
		else
			buf_add(b, escape, sizeof(escape));
	}
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	b->data[0] = '\0';
	b->overflow = false;
}
