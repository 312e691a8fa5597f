#include "base/base.h"

#include "nlp/feeling_token.h"

#include "base/text.h"
#include "nlp/feeling.h"

#define WORD_MAX 40	/* bytes; longer ones have no entry */
#define EMOTICON_MAX 5	/* bytes */
#define LENGTHENED 3	/* the same letter in a row */

static const uint32_t joiner = 0x200d, text_style = 0xfe0e,
    emoji_style = 0xfe0f, skin_first = 0x1f3fb, skin_last = 0x1f3ff;

static void
add_token(struct feeling_tokens *t, const char *s, size_t n,
    struct lexicon_word w)
{
	if (t->n == t->cap)
		return;
	t->items[t->n] = (struct feeling_token){.text = s,
	    .length = (uint32_t)n};
	t->words[t->n++] = w;
}

static bool
is_quote(const char *s, size_t *n)
{
	*n = *s == '\'' ? 1 : 3;
	return *s == '\'' || strncmp(s, "\xe2\x80\x99", 3) == 0;
}

/* Bytes of a word: letters, digits, inner apostrophes. */
static size_t
word_length(const char *s)
{
	const char *p = s;

	while (*p != '\0') {
		const char *next = p;
		size_t quote;

		if (text_is_alpha(*p) || text_is_digit(*p)) {
			p++;
		} else if (p > s && is_quote(p, &quote) &&
		    text_is_alpha(p[quote])) {
			p += quote;
		} else if (p > s && *p == '*' &&
		    (p[1] == '*' || text_is_alpha(p[1]))) {
			p++;
		} else if ((unsigned char)*p >= 0x80 &&
		    text_is_word(text_next(&next))) {
			p = next;
		} else {
			break;
		}
	}
	return (size_t)(p - s);
}

struct form {
	char text[WORD_MAX + 1];
	size_t n;
	size_t upper, letters;
	bool lengthened, masked;
};

/* Lower case, plain apostrophes, no letter more than twice in a row. */
static void
fold_word(const char *s, size_t n, struct form *out)
{
	size_t run = 0;

	*out = (struct form){.n = 0};
	for (size_t i = 0; i < n && out->n < WORD_MAX; i++) {
		char c = text_lower(s[i]);
		size_t quote;

		out->letters += text_is_alpha(s[i]);
		out->upper += c != s[i];
		out->masked = out->masked || c == '*';
		if (is_quote(s + i, &quote)) {
			c = '\'';
			i += quote - 1;
		}
		/* Capitals of Latin-1 in UTF-8: one bit, as in ASCII. */
		if (i > 0 && s[i - 1] == '\xc3' && (s[i] & 0xe0) == 0x80 &&
		    c != '\x97' && c != '\x9f')
			c = (char)(c + 0x20);
		run = out->n > 0 && out->text[out->n - 1] == c &&
			text_is_alpha(c) ?
		    run + 1 :
		    1;
		out->lengthened = out->lengthened || run >= LENGTHENED;
		if (run < LENGTHENED)
			out->text[out->n++] = c;
	}
}

/* "sooo" may be "so": each double letter once. */
static void
shorten(struct form *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++) {
		if (n == 0 || f->text[n - 1] != f->text[i])
			f->text[n++] = f->text[i];
	}
	f->n = n;
}

static bool
is_known(struct lexicon_word w)
{
	return w.exact != LEXICON_UNKNOWN || w.base != LEXICON_UNKNOWN;
}

/* "3rd" and "10" are one token, "2hrs" is two; bytes read. */
static size_t
add_number(struct feeling_tokens *t, const char *s, size_t n)
{
	struct lexicon_word w = {.classes = 1u << LEXICON_NUMBER};
	size_t digits = 0;

	while (digits < n && text_is_digit(s[digits]))
		digits++;
	if (digits < n) {
		struct form f;

		fold_word(s, n, &f);
		if (is_known(lexicon_find(f.text, f.n))) {
			add_token(t, s, n, lexicon_find(f.text, f.n));
			return n;
		}
	}
	(void)lexicon_has(s, digits, &w);
	w.classes |= 1u << LEXICON_NUMBER;
	add_token(t, s, digits, w);
	return digits;
}

static size_t
add_word(struct feeling_tokens *t, const char *s)
{
	size_t n = word_length(s);
	struct lexicon_word w;
	struct form f;

	if (text_is_digit(*s))
		return add_number(t, s, n);
	fold_word(s, n, &f);
	t->upper += f.upper;
	t->lower += f.letters - f.upper;
	w = lexicon_find(f.text, f.n);
	if (f.lengthened && !is_known(w)) {
		shorten(&f);
		w = lexicon_find(f.text, f.n);
	}
	if (t->n < t->cap) {
		add_token(t, s, n, w);
		t->items[t->n - 1].capitals = f.letters > 2 &&
		    f.upper == f.letters;
		t->items[t->n - 1].lengthened = f.lengthened;
		t->items[t->n - 1].masked = f.masked &&
		    strchr("fsbadc", f.text[0]) != NULL;
	}
	return n;
}

/* The longest emoticon at s; 0: none. */
static size_t
add_emoticon(struct feeling_tokens *t, const char *s)
{
	size_t n = strnlen(s, EMOTICON_MAX);
	struct lexicon_word w;
	bool sign = false;

	for (size_t i = 0; i < n; i++)
		sign = sign || !text_is_alpha(s[i]);
	for (; sign && n >= 2; n--) {
		if (text_is_alpha(s[n - 1]) && text_is_alpha(s[n]))
			continue;
		if (text_is_alpha(s[0]) && text_is_alpha(s[1]) &&
		    text_is_alpha(s[n - 1]))
			continue;
		if (lexicon_has(s, n, &w)) {
			add_token(t, s, n, w);
			return n;
		}
	}
	return 0;
}

static size_t
add_sign(struct feeling_tokens *t, const char *s)
{
	const char *next = s;
	uint32_t cp = text_next(&next);
	size_t n = (size_t)(next - s);
	struct lexicon_word w;

	if (cp == joiner || cp == text_style || cp == emoji_style ||
	    (cp >= skin_first && cp <= skin_last))
		return n;
	if (lexicon_has(s, n, &w))
		add_token(t, s, n, w);
	return n;
}

/* Marks of the end of a clause, counted and told to the token before. */
static void
note_sign(struct feeling_tokens *t, const char *s)
{
	struct feeling_token *last = t->n == 0 ? NULL : &t->items[t->n - 1];
	bool sentence = strchr(".!?", *s) != NULL;

	t->exclamations += *s == '!';
	t->questions += *s == '?';
	t->mixed_signs = t->mixed_signs ||
	    (*s == '?' && (s[1] == '!' || s[1] == '?')) ||
	    (*s == '!' && s[1] == '?');
	if (last != NULL && strchr(".,;:!?()", *s) != NULL) {
		last->ends_clause = true;
		last->ends_sentence = last->ends_sentence || sentence;
	}
	if (sentence)
		t->asks = *s == '?';
}

/* Links and addresses have words that mean nothing. */
static size_t
link_length(const char *s)
{
	size_t n = strcspn(s, " \t\r\n");

	if (text_starts(s, "http://") || text_starts(s, "https://") ||
	    text_starts(s, "www."))
		return n;
	if (*s == '@') {
		n = 1;
		while (text_is_alpha(s[n]) || text_is_digit(s[n]) ||
		    s[n] == '_')
			n++;
		return n;
	}
	/* "&amp;" and the like. */
	if (*s == '&' && strcspn(s, ";") <= EMOTICON_MAX)
		return strcspn(s, ";");
	return 0;
}

void
feeling_tokens(struct arena *a, const char *text,
    struct feeling_tokens *out)
{
	size_t bytes = strlen(text);
	const char *s = text;
	bool start = true;

	*out = (struct feeling_tokens){.cap = bytes / 2 + 1};
	if (out->cap > FEELING_TOKENS_MAX)
		out->cap = FEELING_TOKENS_MAX;
	out->items = arena_array(a, out->cap, sizeof(*out->items));
	out->words = arena_array(a, out->cap, sizeof(*out->words));
	while (*s != '\0' && out->n < out->cap) {
		size_t n = start ? link_length(s) : 0;
		bool letter = text_is_alpha(*s) || text_is_digit(*s);

		if (n == 0 && !text_is_space(*s) && (!letter || start))
			n = add_emoticon(out, s);
		if (n == 0 && (unsigned char)*s >= 0x80) {
			n = word_length(s) > 0 ? add_word(out, s) :
						 add_sign(out, s);
		} else if (n == 0 && letter) {
			n = add_word(out, s);
		} else if (n == 0) {
			note_sign(out, s);
			n = 1;
		}
		start = !letter && (unsigned char)*s < 0x80;
		s += n;
	}
}
