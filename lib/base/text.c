#include "base/base.h"

#include "base/text.h"

#include <stdlib.h>
#include <utf8proc.h>

#define ELLIPSIS "\xE2\x80\xA6" /* U+2026 */
#define NBSP "\xC2\xA0"		/* U+00A0 */

/* True while the eight bytes hold neither NUL nor anything above ASCII. */
static bool
is_plain_word(const unsigned char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return ((w | (w - UINT64_C(0x0101010101010101))) &
		   UINT64_C(0x8080808080808080)) == 0;
}

static bool
is_tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/*
 * Bytes of the well-formed sequence at p, 0 if there is none: table 3-7 of
 * the Unicode Standard, which leaves out overlong forms and surrogates.
 */
static size_t
sequence(const unsigned char *p, size_t n)
{
	unsigned char least = 0x80, most = 0xBF;

	if (p[0] < 0x80)
		return p[0] == 0 ? 0 : 1;
	if (p[0] < 0xC2 || p[0] > 0xF4 || n < 2)
		return 0;
	if (p[0] < 0xE0)
		return is_tail(p[1]) ? 2 : 0;
	if (p[0] == 0xE0)
		least = 0xA0;
	if (p[0] == 0xED)
		most = 0x9F;
	if (p[0] == 0xF0)
		least = 0x90;
	if (p[0] == 0xF4)
		most = 0x8F;
	if (p[1] < least || p[1] > most || n < 3 || !is_tail(p[2]))
		return 0;
	if (p[0] < 0xF0)
		return 3;
	return n >= 4 && is_tail(p[3]) ? 4 : 0;
}

bool
text_is_valid(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t i = 0;

	while (i < n) {
		size_t len;

		while (n - i >= 8 && is_plain_word(p + i))
			i += 8;
		if (i == n)
			break;
		len = sequence(p + i, n - i);
		if (len == 0)
			return false;
		i += len;
	}
	return true;
}

size_t
text_length(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += !is_tail((unsigned char)*s);
	return n;
}

size_t
text_prefix(const char *s, size_t max)
{
	size_t i, n = 0;

	for (i = 0; s[i] != '\0'; i++) {
		if (is_tail((unsigned char)s[i]))
			continue;
		if (n == max)
			break;
		n++;
	}
	return i;
}

char *
text_cut(struct arena *a, const char *s, size_t max)
{
	size_t n = text_prefix(s, max);

	if (s[n] == '\0')
		return arena_strdup(a, s);
	if (max == 0)
		return arena_strdup(a, "");
	n = text_prefix(s, max - 1);
	while (n > 0 && text_is_space(s[n - 1]))
		n--;
	return arena_printf(a, "%.*s%s", (int)n, s, ELLIPSIS);
}

/* Bytes of the white space at s, 0 if there is none. */
static size_t
space_at(const char *s)
{
	if (text_is_space(*s))
		return 1;
	return text_starts(s, NBSP) ? 2 : 0;
}

char *
text_trim(struct arena *a, const char *s)
{
	size_t n;

	while (space_at(s) > 0)
		s += space_at(s);
	n = strlen(s);
	for (;;) {
		if (n >= 1 && text_is_space(s[n - 1]))
			n--;
		else if (n >= 2 && memcmp(s + n - 2, NBSP, 2) == 0)
			n -= 2;
		else
			break;
	}
	return arena_strndup(a, s, n);
}

/* Before decomposition, which would tear some of these apart. */
static utf8proc_int32_t
fold_sign(utf8proc_int32_t cp, void *arg)
{
	(void)arg;
	if ((cp >= 0x2018 && cp <= 0x201B) || cp == 0x2032 || cp == 0x02BC ||
	    cp == 0x00B4)
		return '\'';
	if ((cp >= 0x201C && cp <= 0x201F) || cp == 0x2033 || cp == 0x00AB ||
	    cp == 0x00BB)
		return '"';
	if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212)
		return '-';
	if (cp == 0x0085 || cp == 0x2028 || cp == 0x2029 ||
	    utf8proc_category(cp) == UTF8PROC_CATEGORY_ZS)
		return ' ';
	return cp;
}

/* In place: ASCII to lower case, runs of white space to one space. */
static void
squeeze(char *s)
{
	char *to = s;

	for (; *s != '\0'; s++) {
		if (!text_is_space(*s))
			*to++ = text_lower(*s);
		else if (!text_is_space(s[1]))
			*to++ = ' ';
	}
	*to = '\0';
}

char *
text_fold(struct arena *a, const char *s)
{
	const int options = UTF8PROC_NULLTERM | UTF8PROC_STABLE |
	    UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
	    UTF8PROC_IGNORE;
	utf8proc_uint8_t *folded = NULL;
	char *out;

	/* ASCII folds to itself but for case: no tables, no malloc. */
	if (text_length(s) == strlen(s)) {
		out = arena_strdup(a, s);
		squeeze(out);
		return out;
	}
	if (utf8proc_map_custom((const utf8proc_uint8_t *)s, 0, &folded,
		(utf8proc_option_t)options, fold_sign, NULL) < 0)
		return arena_strdup(a, s);
	out = arena_strdup(a, (const char *)folded);
	free(folded);
	squeeze(out);
	return out;
}

static utf8proc_int32_t
lower_sign(utf8proc_int32_t cp, void *arg)
{
	(void)arg;
	return utf8proc_tolower(cp);
}

char *
text_lower_all(struct arena *a, const char *s)
{
	const int options = UTF8PROC_NULLTERM | UTF8PROC_STABLE |
	    UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE;
	utf8proc_uint8_t *lower = NULL;
	char *out;

	if (utf8proc_map_custom((const utf8proc_uint8_t *)s, 0, &lower,
		(utf8proc_option_t)options, lower_sign, NULL) < 0)
		return arena_strdup(a, s);
	out = arena_strdup(a, (const char *)lower);
	free(lower);
	return out;
}

bool
text_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool
text_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
text_is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char
text_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool
text_equal_ci(const char *a, const char *b)
{
	while (*a != '\0' && text_lower(*a) == text_lower(*b)) {
		a++;
		b++;
	}
	return text_lower(*a) == text_lower(*b);
}

bool
text_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool
text_ends(const char *s, const char *suffix)
{
	size_t n = strlen(s), n_suffix = strlen(suffix);

	return n >= n_suffix && strcmp(s + n - n_suffix, suffix) == 0;
}

bool
text_is_one_of(const char *s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(s, list[i]) == 0)
			return true;
	}
	return false;
}

/*
 * The text was checked at the edge; should a caller be wrong about that, the
 * walk still stays inside: a bad byte is U+FFFD and one byte long.
 */
uint32_t
text_next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	size_t n;

	if (p[0] == '\0')
		return 0;
	n = p[0] < 0x80 ? 1 : sequence(p, strnlen(*s, 4));
	*s += n == 0 ? 1 : n;
	switch (n) {
	case 1:
		return p[0];
	case 2:
		return (p[0] & 0x1FU) << 6 | (p[1] & 0x3FU);
	case 3:
		return (p[0] & 0x0FU) << 12 | (p[1] & 0x3FU) << 6 |
		    (p[2] & 0x3FU);
	case 4:
		return (p[0] & 0x07U) << 18 | (p[1] & 0x3FU) << 12 |
		    (p[2] & 0x3FU) << 6 | (p[3] & 0x3FU);
	default:
		return 0xFFFD;
	}
}

bool
text_is_word(uint32_t cp)
{
	utf8proc_category_t c;

	if (cp < 0x80)
		return text_is_alpha((char)cp) || text_is_digit((char)cp);
	c = utf8proc_category((utf8proc_int32_t)cp);
	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_NO;
}

bool
text_is_unspaced(uint32_t cp)
{
	/* Blocks of the Unicode Standard 15, in order. */
	static const struct {
		uint32_t from, to;
	} BLOCKS[] = {
		{0x0E00, 0x0EFF},   /* Thai, Lao */
		{0x1000, 0x109F},   /* Myanmar */
		{0x1780, 0x17FF},   /* Khmer */
		{0x19E0, 0x19FF},   /* Khmer symbols */
		{0x2E80, 0x2FDF},   /* CJK and Kangxi radicals */
		{0x3005, 0x3007},   /* ideographic iteration, closing, zero */
		{0x3040, 0x30FF},   /* Hiragana, Katakana */
		{0x3100, 0x312F},   /* Bopomofo */
		{0x31A0, 0x31FF},   /* Bopomofo and Katakana extensions */
		{0x3400, 0x4DBF},   /* ideographs, extension A */
		{0x4E00, 0x9FFF},   /* ideographs */
		{0xA9E0, 0xA9FF},   /* Myanmar extended B */
		{0xAA60, 0xAA7F},   /* Myanmar extended A */
		{0xF900, 0xFAFF},   /* compatibility ideographs */
		{0xFF66, 0xFF9F},   /* half-width Katakana */
		{0x1B000, 0x1B16F}, /* Kana supplement and extensions */
		{0x20000, 0x3FFFF}, /* further ideographs */
	};

	for (size_t i = 0; i < NELEM(BLOCKS) && cp >= BLOCKS[i].from; i++) {
		if (cp <= BLOCKS[i].to)
			return true;
	}
	return false;
}

/* The Unicode Bidirectional Algorithm's rules P2 and P3, isolates apart. */
bool
text_is_rtl(const char *s)
{
	uint32_t cp;

	while ((cp = text_next(&s)) != 0) {
		const utf8proc_property_t *p =
		    utf8proc_get_property((utf8proc_int32_t)cp);

		if (p->bidi_class == UTF8PROC_BIDI_CLASS_L)
			return false;
		if (p->bidi_class == UTF8PROC_BIDI_CLASS_R ||
		    p->bidi_class == UTF8PROC_BIDI_CLASS_AL)
			return true;
	}
	return false;
}
