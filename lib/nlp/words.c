#include "base/base.h"

#include "nlp/words.h"

#include "base/buf.h"
#include "base/text.h"
#include "nlp/word_world.h"

struct splitter {
	struct stemmer *st;
	struct arena *arena;
	struct word *items;
	size_t n, cap;
	bool joined;
};

static struct word *
add_word(struct splitter *sp, const char *s, size_t n)
{
	struct word *w;

	if (n == 0 || sp->n == WORDS_MAX)
		return NULL;
	if (n > WORD_BYTES_MAX) {
		n = WORD_BYTES_MAX;
		while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
			n--;
	}
	if (sp->n == sp->cap) {
		size_t cap = sp->cap * 2 + 32;

		w = arena_array(sp->arena, cap, sizeof(*w));
		if (sp->n > 0)
			memcpy(w, sp->items, sp->n * sizeof(*w));
		sp->items = w;
		sp->cap = cap;
	}
	w = &sp->items[sp->n++];
	w->text = arena_strndup(sp->arena, s, n);
	w->number = text_is_digit(s[0]);
	w->stem = w->number ? w->text : stem_word(sp->st, w->text);
	w->has_role = word_world_role(stemmer_language(sp->st), w->text,
	    &w->role);
	return w;
}

static bool
is_word_at(const char *s)
{
	const char *p = s;

	if ((unsigned char)*s < 0x80)
		return text_is_alpha(*s) || text_is_digit(*s);
	return text_is_word(text_next(&p));
}

/* Bytes of the run of word characters at s. */
static size_t
run_length(const char *s)
{
	const char *p = s;

	while (*p != '\0' && is_word_at(p)) {
		const char *next = p;

		if (text_is_unspaced(text_next(&next)))
			break;
		p = next;
	}
	return (size_t)(p - s);
}

/* Digits with inner "." "," ":" as in 14.99, 1,000 and 8:30. */
static size_t
number_length(const char *s)
{
	size_t n = 0;

	while (text_is_digit(s[n]) ||
	    (n > 0 && strchr(".,:", s[n]) != NULL && s[n] != '\0' &&
		text_is_digit(s[n + 1])))
		n++;
	return n;
}

static void
add_number(struct splitter *sp, const char *s, size_t n, bool money)
{
	char digits[WORD_BYTES_MAX + 1];
	size_t len = 0;
	struct word *w;

	/* "1,000" and "1000" are one number; "$75.00" is "$75". */
	for (size_t i = 0; i < n && len < WORD_BYTES_MAX; i++) {
		if (s[i] != ',')
			digits[len++] = s[i];
	}
	digits[len] = '\0';
	if (money && len > 3 && memcmp(digits + len - 3, ".00", 3) == 0)
		len -= 3;
	w = add_word(sp, digits, len);
	if (w != NULL)
		w->money = money;
}

/* Pairs of characters, for scripts without spaces between words. */
static size_t
add_pairs(struct splitter *sp, const char *s)
{
	const char *p = s, *next = s;

	while (*p != '\0' && text_is_unspaced(text_next(&next))) {
		const char *after = next;

		if (*next != '\0' && text_is_unspaced(text_next(&after)))
			add_word(sp, p, (size_t)(after - p));
		else if (p == s)
			add_word(sp, p, (size_t)(next - p));
		p = next;
	}
	return (size_t)(p - s);
}

/* After an apostrophe: 's 're 'll 've 'd 'm go, n't becomes "not". */
static size_t
skip_ending(struct splitter *sp, const char *s, size_t len)
{
	static const char *const endings[] = {"'s", "'re", "'ll", "'ve", "'d",
	    "'m"};
	struct word *w = &sp->items[sp->n - 1];

	if (text_starts(s, "'t") && run_length(s + 1) == 1 && len > 1 &&
	    w->text[strlen(w->text) - 1] == 'n') {
		const char *verb = text_equal_ci(w->text, "can") ? "can" :
		    text_equal_ci(w->text, "won")		  ? "will" :
		    arena_strndup(sp->arena, w->text, len - 1);

		sp->n--;
		add_word(sp, verb, strlen(verb));
		add_word(sp, "not", 3);
		return 2;
	}
	for (size_t i = 0; i < NELEM(endings); i++) {
		size_t n = strlen(endings[i]);

		if (strncmp(s, endings[i], n) == 0 && run_length(s + 1) ==
		    n - 1)
			return n;
	}
	return 0;
}

static void
add_joined(struct splitter *sp, const char *first, size_t n,
    const char *second, size_t m)
{
	char text[2 * WORD_BYTES_MAX];
	struct word *w;

	if (n + m > WORD_BYTES_MAX)
		return;
	memcpy(text, first, n);
	memcpy(text + n, second, m);
	w = add_word(sp, text, n + m);
	if (w != NULL)
		w->joined = true;
}

/* One word, or the parts of a hyphenated one; bytes read. */
static size_t
add_run(struct splitter *sp, const char *s)
{
	size_t n = run_length(s), m = s[n] == '-' ? run_length(s + n + 1) : 0;

	/* "e-mail", "wi-fi", "x-ray" are one word. */
	if (m > 0 && (n == 1 || (n == 2 && m == 2)) &&
	    !text_is_digit(s[0]) && !text_is_digit(s[n + 1])) {
		add_joined(sp, s, n, s + n + 1, m);
		if (sp->n > 0)
			sp->items[sp->n - 1].joined = false;
		return n + 1 + m;
	}
	if (add_word(sp, s, n) == NULL)
		return n;
	if (s[n] == '\'')
		return n + skip_ending(sp, s + n, n);
	if (m > 0 && sp->joined && !text_is_digit(s[n + 1]) &&
	    !text_is_digit(s[0]))
		add_joined(sp, s, n, s + n + 1, m);
	return n;
}

/* Folding by Unicode tables is slow: plain ASCII goes the short way. */
static char *
fold(struct arena *a, const char *text)
{
	char *copy;

	for (const char *p = text; *p != '\0'; p++) {
		if ((unsigned char)*p >= 0x80)
			return text_fold(a, text);
	}
	copy = arena_strdup(a, text);
	for (char *p = copy; *p != '\0'; p++)
		*p = text_lower(*p);
	return copy;
}

static bool
is_currency(const char *s, size_t *n)
{
	static const char *const signs[] = {"$", "\xe2\x82\xac", "\xc2\xa3"};

	for (size_t i = 0; i < NELEM(signs); i++) {
		*n = strlen(signs[i]);
		if (strncmp(s, signs[i], *n) == 0 && text_is_digit(s[*n]))
			return true;
	}
	return false;
}

void
words_split(struct stemmer *st, struct arena *a, const char *text,
    bool joined, struct words *out)
{
	struct splitter sp = {.st = st, .arena = a, .joined = joined};
	const char *s = fold(a, text);

	while (*s != '\0' && sp.n < WORDS_MAX) {
		const char *next = s;
		size_t n;
		bool money = is_currency(s, &n);

		if (money)
			s += n;
		n = number_length(s);
		/* "30-day" is a number and a word, "5g" one word. */
		if (n > 0 && (s[n] == '\0' || !is_word_at(s + n))) {
			add_number(&sp, s, n, money);
			s += n;
		} else if (text_is_unspaced(text_next(&next))) {
			s += add_pairs(&sp, s);
		} else if (is_word_at(s)) {
			s += add_run(&sp, s);
		} else {
			if (sp.n > 0 && strchr(".,;:?!", *s) != NULL)
				sp.items[sp.n - 1].ends_clause = true;
			s = next;
		}
	}
	out->items = sp.items;
	out->n = sp.n;
}

char *
words_slug(struct arena *a, const char *text)
{
	struct buf b;
	const char *s = fold(a, text);

	buf_init(&b, a, 80);
	for (; *s != '\0'; s++) {
		if (text_is_alpha(*s) || text_is_digit(*s))
			buf_putc(&b, *s);
		else if (*s != '\'' && b.len > 0 && b.data[b.len - 1] != '-')
			buf_putc(&b, '-');
	}
	while (b.len > 0 && b.data[b.len - 1] == '-')
		b.data[--b.len] = '\0';
	return b.len > 0 ? b.data : arena_strdup(a, "part");
}

size_t
words_count(const char *text)
{
	size_t n = 0;
	bool inside = false;

	for (; *text != '\0'; text++) {
		if (!text_is_space(*text) && !inside)
			n++;
		inside = !text_is_space(*text);
	}
	return n;
}

bool
words_in_list(const char *list, const char *word)
{
	size_t n = strlen(word);
	const char *p = list;

	while ((p = strstr(p, word)) != NULL) {
		if (p > list && p[-1] == ' ' && p[n] == ' ')
			return true;
		p++;
	}
	return false;
}

bool
words_phrase_at(const struct words *w, size_t i, const char *phrase)
{
	while (*phrase != '\0') {
		size_t n = strcspn(phrase, " ");

		if (i == w->n || strlen(w->items[i].text) != n ||
		    strncmp(w->items[i].text, phrase, n) != 0)
			return false;
		i++;
		phrase += n + (phrase[n] == ' ');
	}
	return true;
}
