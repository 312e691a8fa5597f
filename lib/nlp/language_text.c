#include "base/base.h"

#include "nlp/language_text.h"

#include "base/text.h"

#define GRAM_FACTOR UINT64_C(0x9E3779B97F4A7C15) /* 2^64 / golden ratio */
#define WHOLE_WORD UINT64_C(0x57)		  /* apart from n-grams */

/* The blocks of The Unicode Standard that people write in, in order. */
static const struct {
	uint32_t from, to;
	enum language_script script;
} blocks[] = {
	{0x0041, 0x024F, SCRIPT_LATIN},
	{0x0370, 0x03FF, SCRIPT_GREEK},
	{0x0400, 0x052F, SCRIPT_CYRILLIC},
	{0x0590, 0x05FF, SCRIPT_HEBREW},
	{0x0600, 0x06FF, SCRIPT_ARABIC},
	{0x0750, 0x077F, SCRIPT_ARABIC},
	{0x08A0, 0x08FF, SCRIPT_ARABIC},
	{0x0900, 0x097F, SCRIPT_DEVANAGARI},
	{0x0E00, 0x0E7F, SCRIPT_THAI},
	{0x1100, 0x11FF, SCRIPT_HANGUL},
	{0x1E00, 0x1EFF, SCRIPT_LATIN},
	{0x1F00, 0x1FFF, SCRIPT_GREEK},
	{0x3040, 0x30FF, SCRIPT_KANA},
	{0x3130, 0x318F, SCRIPT_HANGUL},
	{0x31F0, 0x31FF, SCRIPT_KANA},
	{0x3400, 0x4DBF, SCRIPT_HAN},
	{0x4E00, 0x9FFF, SCRIPT_HAN},
	{0xAC00, 0xD7AF, SCRIPT_HANGUL},
	{0x20000, 0x323AF, SCRIPT_HAN},
};

static enum language_script
script_of(uint32_t cp)
{
	for (size_t i = 0; i < NELEM(blocks) && cp >= blocks[i].from; i++) {
		if (cp <= blocks[i].to)
			return blocks[i].script;
	}
	return SCRIPT_OTHER;
}

static bool
is_blank(uint32_t cp)
{
	return cp == 0 || cp == ' ' || (cp >= '\t' && cp <= '\r');
}

static bool
is_digit(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 0x0660 && cp <= 0x0669);
}

/* Between blanks: holds a digit or a sign of addresses and links. */
static bool
is_foreign(const char *s)
{
	for (;;) {
		uint32_t cp = text_next(&s);

		if (is_blank(cp))
			return false;
		if (is_digit(cp) || cp == '@' || cp == '_' || cp == '\\' ||
		    (cp == ':' && text_starts(s, "//")) ||
		    (cp == 'w' && text_starts(s, "ww.")))
			return true;
	}
}

static void
end_word(struct language_text *t)
{
	struct language_word *w = &t->words[t->n];

	while (w->n > 1 && w->letters[w->n - 1] == '\'')
		w->n--;
	if (w->n > 1) {
		w->letters[w->n++] = ' ';
		t->n++;
		w++;
	}
	w->letters[0] = ' ';
	w->n = 1;
}

static void
add_letter(struct language_text *t, uint32_t cp)
{
	struct language_word *w = &t->words[t->n];
	enum language_script script = script_of(cp);

	t->letters[script]++;
	if (w->n > 1 && script != w->script)
		end_word(t);
	if (t->n == LANGUAGE_WORDS_MAX)
		return;
	w = &t->words[t->n];
	w->script = w->n == 1 ? script : w->script;
	if (w->n <= LANGUAGE_WORD_MAX)
		w->letters[w->n++] = cp;
}

void
language_text_read(struct arena *a, const char *s, struct language_text *out)
{
	char *lower;
	size_t n = strlen(s), max;
	bool skip;

	*out = (struct language_text){0};
	if (n > LANGUAGE_BYTES_MAX) {
		n = LANGUAGE_BYTES_MAX;
		while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
			n--;
	}
	lower = text_lower_all(a, arena_strndup(a, s, n));
	max = text_length(lower) + 1;
	out->words = arena_array(a, max < LANGUAGE_WORDS_MAX + 1 ? max :
	    LANGUAGE_WORDS_MAX + 1, sizeof(*out->words));
	end_word(out);
	skip = is_foreign(lower);
	for (const char *p = lower;
	     *p != '\0' && out->n < LANGUAGE_WORDS_MAX;) {
		uint32_t cp = text_next(&p);

		if (is_blank(cp)) {
			end_word(out);
			skip = is_foreign(p);
		} else if (skip)
			continue;
		else if (cp == '\'' || cp == 0x2019) {
			struct language_word *w = &out->words[out->n];

			if (w->n > 1 && w->n <= LANGUAGE_WORD_MAX)
				w->letters[w->n++] = '\'';
		} else if (text_is_word(cp))
			add_letter(out, cp);
		else
			end_word(out);
	}
	if (out->n < LANGUAGE_WORDS_MAX)
		end_word(out);
}

static uint64_t
step(uint64_t h, uint32_t cp)
{
	h = (h + cp + 1) * GRAM_FACTOR;
	return h ^ (h >> 29);
}

size_t
language_grams(const struct language_word *w, uint64_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++) {
		uint64_t h = 0;

		for (size_t k = i; k < w->n && k < i + LANGUAGE_GRAM_MAX;
		     k++) {
			h = step(h, w->letters[k]);
			if (k > i || w->letters[k] != ' ')
				out[n++] = step(h, 0);
		}
	}
	if (w->n > LANGUAGE_GRAM_MAX) {
		uint64_t h = WHOLE_WORD;

		for (size_t i = 0; i < w->n; i++)
			h = step(h, w->letters[i]);
		out[n++] = step(h, 0);
	}
	return n;
}
