/*
 * The writing half of json.h: a stream into a buffer that places its own
 * commas.
 */
#include "base/base.h"

#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

/* Above this a double has no decimals worth six places. */
#define FIXED_MAX 1e15

void
jw_init(struct json_out *w, struct buf *b)
{
	w->buf = b;
	w->depth = 0;
	w->first = true;
}

static void
comma(struct json_out *w)
{
	if (!w->first)
		buf_putc(w->buf, ',');
	w->first = false;
}

static void
begin(struct json_out *w, char c)
{
	comma(w);
	buf_putc(w->buf, c);
	w->depth++;
	w->first = true;
}

static void
end(struct json_out *w, char c)
{
	assert(w->depth > 0);
	w->depth--;
	buf_putc(w->buf, c);
	w->first = false;
}

void
jw_object(struct json_out *w)
{
	begin(w, '{');
}

void
jw_object_end(struct json_out *w)
{
	end(w, '}');
}

void
jw_list(struct json_out *w)
{
	begin(w, '[');
}

void
jw_list_end(struct json_out *w)
{
	end(w, ']');
}

/*
 * The escape of the character at s, NULL if it stays; *len is how many bytes
 * it stands for.  U+2028 and U+2029 end a line in old JavaScript, and `<`
 * could end a script element.
 */
static const char *
escape_of(const char *s, size_t n, char *buf, size_t *len)
{
	static const char HEX[] = "0123456789abcdef";
	unsigned char c = (unsigned char)*s;

	*len = 1;
	switch (c) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	case '\t':
		return "\\t";
	case '<':
		return "\\u003c";
	case 0xE2:
		*len = 3;
		if (n >= 3 && memcmp(s, "\xE2\x80\xA8", 3) == 0)
			return "\\u2028";
		if (n >= 3 && memcmp(s, "\xE2\x80\xA9", 3) == 0)
			return "\\u2029";
		return NULL;
	default:
		if (c >= 0x20)
			return NULL;
		memcpy(buf, "\\u00", 4);
		buf[4] = HEX[c >> 4];
		buf[5] = HEX[c & 15];
		buf[6] = '\0';
		return buf;
	}
}

/* Most characters: one look at a table, no call. */
static const bool SPECIAL[256] = {[0 ... 0x1F] = true, ['"'] = true,
    ['\\'] = true, ['<'] = true, [0xE2] = true};

static void
quoted(struct buf *b, const char *s, size_t n)
{
	size_t from = 0, i = 0;

	buf_putc(b, '"');
	while (i < n) {
		char space[8];
		const char *escape;
		size_t len;

		if (!SPECIAL[(unsigned char)s[i]]) {
			i++;
			continue;
		}
		escape = escape_of(s + i, n - i, space, &len);
		if (escape == NULL) {
			i++;
			continue;
		}
		buf_add(b, s + from, i - from);
		buf_puts(b, escape);
		i += len;
		from = i;
	}
	buf_add(b, s + from, n - from);
	buf_putc(b, '"');
}

void
jw_key(struct json_out *w, const char *key)
{
	comma(w);
	quoted(w->buf, key, strlen(key));
	buf_putc(w->buf, ':');
	w->first = true;
}

void
jw_text_n(struct json_out *w, const char *s, size_t n)
{
	comma(w);
	quoted(w->buf, s, n);
}

void
jw_text(struct json_out *w, const char *s)
{
	if (s == NULL)
		jw_null(w);
	else
		jw_text_n(w, s, strlen(s));
}

void
jw_i64(struct json_out *w, int64_t v)
{
	char text[24];
	int n = snprintf(text, sizeof(text), "%" PRId64, v);

	comma(w);
	buf_add(w->buf, text, (size_t)n);
}

/* JSON has no word for what is not a number: null. */
void
jw_f64(struct json_out *w, double v)
{
	char text[40];
	int n;

	comma(w);
	if (!isfinite(v)) {
		buf_puts(w->buf, "null");
		return;
	}
	if (fabs(v) >= FIXED_MAX) {
		buf_printf(w->buf, "%.17g", v);
		return;
	}
	n = snprintf(text, sizeof(text), "%.6f", v);
	assert(n > 0 && (size_t)n < sizeof(text));
	while (text[n - 1] == '0')
		n--;
	if (text[n - 1] == '.')
		n--;
	if (n == 2 && memcmp(text, "-0", 2) == 0)
		buf_putc(w->buf, '0');
	else
		buf_add(w->buf, text, (size_t)n);
}

void
jw_bool(struct json_out *w, bool v)
{
	jw_raw(w, v ? "true" : "false");
}

void
jw_null(struct json_out *w)
{
	jw_raw(w, "null");
}

void
jw_raw(struct json_out *w, const char *json)
{
	comma(w);
	buf_puts(w->buf, json);
}

void
jw_kv_text(struct json_out *w, const char *key, const char *s)
{
	jw_key(w, key);
	jw_text(w, s);
}

void
jw_kv_i64(struct json_out *w, const char *key, int64_t v)
{
	jw_key(w, key);
	jw_i64(w, v);
}

void
jw_kv_f64(struct json_out *w, const char *key, double v)
{
	jw_key(w, key);
	jw_f64(w, v);
}

void
jw_kv_bool(struct json_out *w, const char *key, bool v)
{
	jw_key(w, key);
	jw_bool(w, v);
}

void
jw_kv_raw(struct json_out *w, const char *key, const char *json)
{
	jw_key(w, key);
	jw_raw(w, json);
}
