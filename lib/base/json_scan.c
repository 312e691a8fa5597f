#include "base/base.h"

#include "base/json_scan.h"

#include "base/json.h"
#include "base/json_escape.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>

#define NUMBER_MAX 128 /* characters; no honest number is longer */
#define KEYS_FIRST 32  /* more than most objects have */
#define KEYS_PAIRWISE 8 /* up to here comparing all is faster than sorting */

struct key {
	const char *text; /* without escapes: "a" and "\u0061" are one */
	size_t len;
	size_t at; /* for the message */
};

struct scan {
	struct arena *arena;
	const char *s;
	size_t n, at;
	uint32_t depth;
	bool pairs;
	/* Keys of all objects that are open, the innermost's last. */
	struct key *keys;
	size_t n_keys, cap_keys;
	struct key first[KEYS_FIRST];
	struct err *e;
};

static bool scan_value(struct scan *c);

/* Counts lines and columns (in characters) only when they are needed. */
static bool
fail(struct scan *c, size_t at, const char *what)
{
	size_t line = 1, column = 1;

	for (size_t i = 0; i < at; i++) {
		if (c->s[i] == '\n') {
			line++;
			column = 1;
		} else if (((unsigned char)c->s[i] & 0xC0) != 0x80) {
			column++;
		}
	}
	(void)err_set(c->e, RC_INVALID,
	    "This is not valid JSON, at line %zu, column %zu: %s.", line,
	    column, what);
	return false;
}

/* The character at hand, NUL at the end. */
static char
peek(const struct scan *c)
{
	return c->at < c->n ? c->s[c->at] : '\0';
}

static void
skip_space(struct scan *c)
{
	while (c->at < c->n &&
	    (c->s[c->at] == ' ' || c->s[c->at] == '\n' ||
		c->s[c->at] == '\t' || c->s[c->at] == '\r'))
		c->at++;
}

/* At the `u` of \uXXXX. */
static bool
scan_unicode(struct scan *c)
{
	size_t start = c->at - 1;
	int32_t v = json_hex4(c->s + c->at + 1, c->n - c->at - 1);
	int32_t low = -1;

	if (v < 0)
		return fail(c, start, "expected four hexadecimal digits");
	if (v == 0)
		return fail(c, start, "the character U+0000 is not allowed");
	c->at += 5;
	if (v < 0xD800 || v > 0xDFFF)
		return true;
	if (v < 0xDC00 && c->n - c->at >= 6 && c->s[c->at] == '\\' &&
	    c->s[c->at + 1] == 'u')
		low = json_hex4(c->s + c->at + 2, c->n - c->at - 2);
	if (low < 0xDC00 || low > 0xDFFF)
		return fail(c, start, "half of a surrogate pair");
	c->pairs = true;
	c->at += 6;
	return true;
}

/* At the backslash. */
static bool
scan_escape(struct scan *c)
{
	c->at++;
	switch (peek(c)) {
	case 'u':
		return scan_unicode(c);
	case '"':
	case '\\':
	case '/':
	case 'b':
	case 'f':
	case 'n':
	case 'r':
	case 't':
		c->at++;
		return true;
	default:
		return fail(c, c->at - 1, "an unknown escape");
	}
}

/*
 * At the opening quote.  Bytes above ASCII are only noticed here; the whole
 * text is then checked at once, as a quote is never part of a character.
 */
static bool
scan_string(struct scan *c, bool *escaped)
{
	size_t open = c->at++;
	unsigned char seen = 0;

	*escaped = false;
	while (c->at < c->n) {
		unsigned char ch = (unsigned char)c->s[c->at];

		seen |= ch;
		if (ch >= 0x20 && ch != '"' && ch != '\\') {
			c->at++;
		} else if (ch == '"') {
			c->at++;
			if (seen >= 0x80 &&
			    !text_is_valid(c->s + open, c->at - open))
				return fail(c, open,
				    "this text is not valid UTF-8");
			return true;
		} else if (ch == '\\') {
			*escaped = true;
			if (!scan_escape(c))
				return false;
		} else {
			return fail(c, c->at,
			    "a control character must be escaped");
		}
	}
	return fail(c, open, "this text does not end");
}

static size_t
scan_digits(struct scan *c)
{
	size_t from = c->at;

	while (text_is_digit(peek(c)))
		c->at++;
	return c->at - from;
}

/* The text is a number by its grammar; is it one by its size? */
static bool
check_range(struct scan *c, size_t from, bool whole)
{
	char text[NUMBER_MAX + 1];
	size_t len = c->at - from;
	uint64_t v;

	if (len > NUMBER_MAX)
		return fail(c, from, "this number has too many digits");
	memcpy(text, c->s + from, len);
	text[len] = '\0';
	if (!whole && !isfinite(strtod(text, NULL)))
		return fail(c, from, "this number is too large");
	if (!whole)
		return true;
	if (!text_to_u64(text + (text[0] == '-'), &v) ||
	    v > (uint64_t)INT64_MAX + (text[0] == '-'))
		return fail(c, from, "this number does not fit 64 bits");
	return true;
}

static bool
scan_number(struct scan *c)
{
	size_t from = c->at;
	bool whole = true;

	if (peek(c) == '-')
		c->at++;
	if (peek(c) == '0')
		c->at++;
	else if (scan_digits(c) == 0)
		return fail(c, c->at, "expected a digit");
	if (peek(c) == '.') {
		whole = false;
		c->at++;
		if (scan_digits(c) == 0)
			return fail(c, c->at, "expected a digit");
	}
	if (peek(c) == 'e' || peek(c) == 'E') {
		whole = false;
		c->at++;
		if (peek(c) == '+' || peek(c) == '-')
			c->at++;
		if (scan_digits(c) == 0)
			return fail(c, c->at, "expected a digit");
	}
	return check_range(c, from, whole);
}

static bool
scan_word(struct scan *c, const char *word)
{
	size_t len = strlen(word);

	if (c->n - c->at < len || memcmp(c->s + c->at, word, len) != 0)
		return fail(c, c->at, "expected a value");
	c->at += len;
	return true;
}

static int
compare_keys(const void *left, const void *right)
{
	const struct key *l = left, *r = right;
	int order;

	if (l->len != r->len)
		return l->len < r->len ? -1 : 1;
	order = memcmp(l->text, r->text, l->len);
	if (order != 0)
		return order;
	return l->at < r->at ? -1 : l->at > r->at;
}

static bool
same_key(const struct key *l, const struct key *r)
{
	return l->len == r->len && memcmp(l->text, r->text, l->len) == 0;
}

/* The keys of the object that ends here, from index `base` on. */
static bool
check_keys(struct scan *c, size_t base)
{
	struct key *k = c->keys + base;
	size_t n = c->n_keys - base;
	bool sorted = n > KEYS_PAIRWISE;

	c->n_keys = base;
	if (sorted)
		qsort(k, n, sizeof(*k), compare_keys);
	for (size_t i = 1; i < n; i++) {
		for (size_t j = sorted ? i - 1 : 0; j < i; j++) {
			if (same_key(&k[j], &k[i]))
				return fail(c, k[i].at,
				    "this key stands twice in its object");
		}
	}
	return true;
}

static bool
scan_key(struct scan *c)
{
	struct key k = {.at = c->at};
	bool escaped;

	if (peek(c) != '"')
		return fail(c, c->at, "expected a key in double quotes");
	if (!scan_string(c, &escaped))
		return false;
	k.text = c->s + k.at + 1;
	k.len = c->at - k.at - 2;
	if (escaped) {
		char *plain = arena_alloc(c->arena, k.len);

		k.len = json_unescape(k.text, k.len, plain);
		k.text = plain;
	}
	if (c->n_keys == c->cap_keys) {
		struct key *more = arena_array(c->arena, c->cap_keys * 2,
		    sizeof(*more));

		memcpy(more, c->keys, c->n_keys * sizeof(*more));
		c->keys = more;
		c->cap_keys *= 2;
	}
	c->keys[c->n_keys++] = k;
	return true;
}

static bool
scan_member(struct scan *c)
{
	if (!scan_key(c))
		return false;
	skip_space(c);
	if (peek(c) != ':')
		return fail(c, c->at, "expected a colon");
	c->at++;
	return scan_value(c);
}

/* At the opening bracket of an object or a list. */
static bool
scan_container(struct scan *c, char close)
{
	size_t base = c->n_keys;

	if (c->depth == JSON_DEPTH_MAX)
		return fail(c, c->at, "nested deeper than 32 levels");
	c->depth++;
	c->at++;
	skip_space(c);
	while (peek(c) != close) {
		if (close == '}' ? !scan_member(c) : !scan_value(c))
			return false;
		skip_space(c);
		if (peek(c) == close)
			break;
		if (peek(c) != ',')
			return fail(c, c->at,
			    close == '}' ? "expected a comma or }" :
					   "expected a comma or ]");
		c->at++;
		skip_space(c);
		if (peek(c) == close)
			return fail(c, c->at, "nothing after the comma");
	}
	c->at++;
	c->depth--;
	return close == ']' || check_keys(c, base);
}

static bool
scan_value(struct scan *c)
{
	bool escaped;

	skip_space(c);
	switch (peek(c)) {
	case '{':
		return scan_container(c, '}');
	case '[':
		return scan_container(c, ']');
	case '"':
		return scan_string(c, &escaped);
	case 't':
		return scan_word(c, "true");
	case 'f':
		return scan_word(c, "false");
	case 'n':
		return scan_word(c, "null");
	default:
		if (peek(c) == '-' || text_is_digit(peek(c)))
			return scan_number(c);
		return fail(c, c->at, "expected a value");
	}
}

enum rc
json_scan(struct arena *a, const char *s, size_t n, bool *pairs,
    struct err *e)
{
	struct scan c = {.arena = a, .s = s, .n = n, .e = e};

	static_assert(JSON_DEPTH_MAX == 32, "the message names the number");
	c.keys = c.first;
	c.cap_keys = NELEM(c.first);
	if (!scan_value(&c))
		return RC_INVALID;
	skip_space(&c);
	if (c.at < n) {
		(void)fail(&c, c.at, "expected nothing more");
		return RC_INVALID;
	}
	*pairs = c.pairs;
	return RC_OK;
}
