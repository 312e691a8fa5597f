#include "base/base.h"

#include "nlp/entity_internal.h"

#include "base/text.h"

#define DIGITS_MAX 15

/* Bytes of the letter at s, 0 for none. */
static size_t
letter(const char *s)
{
	const char *next = s;

	if ((unsigned char)*s < 0x80)
		return text_is_alpha(*s) ? 1 : 0;
	return text_is_word(text_next(&next)) ? (size_t)(next - s) : 0;
}

/* Bytes of an apostrophe, straight or curly, before a letter. */
static size_t
apostrophe(const char *s)
{
	if (*s == '\'' && letter(s + 1) > 0)
		return 1;
	if (text_starts(s, "\xe2\x80\x99") && letter(s + 3) > 0)
		return 3;
	return 0;
}

static size_t
word_at(struct arena *a, const char *s, struct entity_token *out)
{
	size_t n = 0, len = 0, step;
	char *text;

	while ((step = letter(s + n)) > 0 ||
	    (n > 0 && (step = apostrophe(s + n)) > 0))
		n += step;
	text = arena_alloc(a, n + 1);
	for (size_t i = 0; i < n;) {
		step = letter(s + i);
		if (step == 0) {
			i += apostrophe(s + i);
			continue;
		}
		for (; step > 0; step--)
			text[len++] = text_lower(s[i++]);
	}
	out->text = text;
	out->word = true;
	return n;
}

static size_t
number_at(struct arena *a, const char *s, struct entity_token *out)
{
	size_t n = 0;

	out->value = 0;
	for (; text_is_digit(s[n]); n++) {
		if (n < DIGITS_MAX)
			out->value = out->value * 10 + (s[n] - '0');
	}
	if (n > DIGITS_MAX)
		out->value = -1;
	out->text = arena_strndup(a, s, n);
	out->number = true;
	return n;
}

/* A long dash is a "-" to all rules. */
static size_t
mark_at(struct arena *a, const char *s, struct entity_token *out)
{
	const char *next = s;

	if (text_starts(s, "\xe2\x80\x93") ||
	    text_starts(s, "\xe2\x80\x94")) {
		out->text = "-";
		return 3;
	}
	text_next(&next);
	out->text = arena_strndup(a, s, (size_t)(next - s));
	return (size_t)(next - s);
}

void
entity_split(struct arena *a, const char *raw, struct entity_text *out)
{
	size_t most = strlen(raw), n = 0, at = 0;
	struct entity_token *items;
	bool space = true;

	if (most > ENTITY_TOKENS_MAX)
		most = ENTITY_TOKENS_MAX;
	items = arena_array(a, most, sizeof(*items));
	while (raw[at] != '\0' && n < most) {
		struct entity_token *t = &items[n];
		const char *s = raw + at;
		size_t len;

		if (text_is_space(*s) || text_starts(s, "\xc2\xa0")) {
			at += *s == '\xc2' ? 2 : 1;
			space = true;
			continue;
		}
		*t = (struct entity_token){.from = at, .space = space,
		    .value = -1};
		len = text_is_digit(*s) ? number_at(a, s, t) :
		    letter(s) > 0	? word_at(a, s, t) :
					  mark_at(a, s, t);
		at += len;
		t->to = at;
		n++;
		space = false;
	}
	*out = (struct entity_text){.arena = a, .raw = raw, .items = items,
	    .n = n};
}

bool
entity_is(const struct entity_text *t, size_t i, const char *word)
{
	return i < t->n && strcmp(t->items[i].text, word) == 0;
}

bool
entity_in(const struct entity_text *t, size_t i, const char *list)
{
	size_t n;

	if (i >= t->n)
		return false;
	n = strlen(t->items[i].text);
	for (const char *p = list; (p = strstr(p, t->items[i].text)) != NULL;
	     p++) {
		if (p > list && p[-1] == ' ' && p[n] == ' ')
			return true;
	}
	return false;
}

bool
entity_glued(const struct entity_text *t, size_t i, const char *mark)
{
	return entity_is(t, i, mark) && !t->items[i].space;
}

int64_t
entity_number(const struct entity_text *t, size_t i)
{
	return i < t->n ? t->items[i].value : -1;
}

/* Places of a word in a list of words, from 0; -1: not there. */
static int64_t
place_in(const struct entity_text *t, size_t i, const char *const *list,
    size_t n)
{
	for (size_t k = 0; i < t->n && k < n; k++) {
		if (strcmp(t->items[i].text, list[k]) == 0)
			return (int64_t)k;
	}
	return -1;
}

static const char *const tens[] = {"", "", "twenty", "thirty", "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety"};

static size_t
small_number(const struct entity_text *t, size_t i, int64_t *value)
{
	static const char *const ones[] = {"zero", "one", "two", "three",
	    "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
	    "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
	    "seventeen", "eighteen", "nineteen"};
	int64_t one, ten = place_in(t, i, tens, NELEM(tens));
	size_t n = 1;

	if (ten < 2) {
		*value = place_in(t, i, ones, NELEM(ones));
		return *value >= 0 ? 1 : 0;
	}
	*value = ten * 10;
	if (entity_is(t, i + n, "-"))
		n++;
	one = place_in(t, i + n, ones, 10);
	if (one < 1)
		return 1;
	*value += one;
	return n + 1;
}

size_t
entity_cardinal(const struct entity_text *t, size_t i, int64_t *value)
{
	size_t n = 0;

	if (entity_number(t, i) >= 0) {
		*value = t->items[i].value;
		return 1;
	}
	if (entity_is(t, i, "a"))
		n = 1;
	if (entity_is(t, i + n, "couple") || entity_is(t, i + n, "pair"))
		*value = 2;
	else if (entity_is(t, i + n, "dozen"))
		*value = 12;
	else if (entity_is(t, i, "half") && entity_is(t, i + 1, "a") &&
	    entity_is(t, i + 2, "dozen")) {
		*value = 6;
		n = 2;
	} else if (n == 1 && entity_is(t, i + 1, "few"))
		*value = 3;
	else
		return n == 1 ? 0 : small_number(t, i, value);
	return n + 1 + (entity_is(t, i + n + 1, "of") ? 1 : 0);
}

size_t
entity_ordinal(const struct entity_text *t, size_t i, int64_t *value)
{
	static const char *const words[] = {"", "first", "second", "third",
	    "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
	    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth",
	    "fifteenth", "sixteenth", "seventeenth", "eighteenth",
	    "nineteenth", "twentieth"};
	size_t n = 1;

	if (entity_number(t, i) >= 1 && entity_number(t, i) <= 31 &&
	    entity_in(t, i + 1, " st nd rd th ") && !t->items[i + 1].space) {
		*value = t->items[i].value;
		return 2;
	}
	*value = place_in(t, i, words, NELEM(words));
	if (*value >= 1)
		return 1;
	if (entity_is(t, i, "thirtieth")) {
		*value = 30;
		return 1;
	}
	*value = place_in(t, i, tens, 4) * 10;
	if (*value < 20)
		return 0;
	if (entity_is(t, i + n, "-"))
		n++;
	if (place_in(t, i + n, words, 10) < 1)
		return 0;
	*value += place_in(t, i + n, words, 10);
	return *value <= 31 ? n + 1 : 0;
}
