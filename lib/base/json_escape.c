#include "base/base.h"

#include "base/json_escape.h"

#include "base/text.h"

#define PAIR_LENGTH 12 /* \uD83D\uDE4F */

int32_t
json_hex4(const char *p, size_t n)
{
	int32_t v = 0;

	if (n < 4)
		return -1;
	for (size_t i = 0; i < 4; i++) {
		char c = text_lower(p[i]);

		if (text_is_digit(c))
			v = v * 16 + (c - '0');
		else if (c >= 'a' && c <= 'f')
			v = v * 16 + (c - 'a' + 10);
		else
			return -1;
	}
	return v;
}

/* A code point as UTF-8; it is no surrogate. */
static size_t
encode(uint32_t cp, char *out)
{
	static const uint8_t LEAD[] = {0, 0, 0xC0, 0xE0, 0xF0};
	size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;

	for (size_t i = n; i-- > 1; cp >>= 6)
		out[i] = (char)(0x80 | (cp & 0x3F));
	out[0] = (char)(LEAD[n] | cp);
	return n;
}

/* The text was checked: a high surrogate is followed by a low one. */
static bool
is_pair(const char *escape, size_t n)
{
	return n >= PAIR_LENGTH && escape[1] == 'u' &&
	    (json_hex4(escape + 2, 4) & 0xFC00) == 0xD800;
}

static uint32_t
pair_value(const char *escape)
{
	uint32_t high = (uint32_t)json_hex4(escape + 2, 4);
	uint32_t low = (uint32_t)json_hex4(escape + 8, 4);

	return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

static char
short_escape(char c)
{
	switch (c) {
	case 'b':
		return '\b';
	case 'f':
		return '\f';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	default:
		return c;
	}
}

size_t
json_unescape(const char *s, size_t n, char *out)
{
	size_t i = 0, len = 0;

	while (i < n) {
		if (s[i] != '\\') {
			out[len++] = s[i++];
		} else if (s[i + 1] != 'u') {
			out[len++] = short_escape(s[i + 1]);
			i += 2;
		} else if (is_pair(s + i, n - i)) {
			len += encode(pair_value(s + i), out + len);
			i += PAIR_LENGTH;
		} else {
			len += encode((uint32_t)json_hex4(s + i + 2, 4),
			    out + len);
			i += 6;
		}
	}
	return len;
}

char *
json_join_pairs(struct arena *a, const char *s, size_t *n)
{
	char *out = arena_alloc(a, *n);
	size_t i = 0, len = 0;

	while (i < *n) {
		if (s[i] != '\\') {
			out[len++] = s[i++];
		} else if (is_pair(s + i, *n - i)) {
			len += encode(pair_value(s + i), out + len);
			i += PAIR_LENGTH;
		} else {
			/* Both, so that "\\" does not begin another. */
			out[len++] = s[i++];
			out[len++] = s[i++];
		}
	}
	*n = len;
	return out;
}
