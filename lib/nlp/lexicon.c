#include "base/base.h"

#include "nlp/lexicon.h"

#include "nlp/lexicon_data.h"

#define FORM_MAX 40 /* longer words have no entry */
#define FORM_MIN 3  /* letters of a base form */
#define GAP_WORDS 3

/* The same as in generate.awk. */
static uint32_t
hash(const char *s, size_t n)
{
	uint32_t h = 0;

	for (size_t i = 0; i < n; i++)
		h = (h * 33 + (unsigned char)s[i]) % LEXICON_HASH_MOD;
	return h;
}

/* The node of an exact form. */
static uint16_t
find_exact(const char *s, size_t n)
{
	uint32_t slot = hash(s, n) % LEXICON_SLOTS;

	while (lexicon_slot[slot] != 0) {
		size_t word = lexicon_slot[slot] - 1u;
		const char *text = lexicon_text + lexicon_offset[word];

		if (strncmp(text, s, n) == 0 && text[n] == '\0')
			return (uint16_t)(word + LEXICON_FIRST_WORD);
		slot = (slot + 1) % LEXICON_SLOTS;
	}
	return LEXICON_UNKNOWN;
}

/* The first `keep` bytes and `ending`. */
static uint16_t
find_form(const char *s, size_t keep, const char *ending)
{
	char form[FORM_MAX + 4];
	size_t n = strlen(ending);

	if (keep + n < FORM_MIN)
		return LEXICON_UNKNOWN;
	memcpy(form, s, keep);
	memcpy(form + keep, ending, n);
	return find_exact(form, keep + n);
}

/* After a vowel ending is gone: "lov" + e, "stopp" - p, "disappoint". */
static uint16_t
find_verb(const char *s, size_t n)
{
	uint16_t node = find_form(s, n, "e");

	if (node == LEXICON_UNKNOWN)
		node = find_form(s, n, "");
	if (node == LEXICON_UNKNOWN && n > FORM_MIN && s[n - 1] == s[n - 2])
		node = find_form(s, n - 1, "");
	return node;
}

static bool
ends(const char *s, size_t n, const char *ending)
{
	size_t m = strlen(ending);

	return n > m + 1 && memcmp(s + n - m, ending, m) == 0;
}

static uint16_t
find_base(const char *s, size_t n)
{
	static const struct {
		const char *ending, *other;
	} y_forms[] = {{"ies", "y"}, {"ied", "y"}, {"ily", "y"},
	    {"ier", "y"}, {"iest", "y"}, {"'s", ""}};
	static const char *const verb_forms[] = {"ed", "ing", "er", "est"};
	uint16_t node;

	if (n < FORM_MIN + 1 || strchr("sdgyrt", s[n - 1]) == NULL)
		return LEXICON_UNKNOWN;
	for (size_t i = 0; i < NELEM(y_forms); i++) {
		if (!ends(s, n, y_forms[i].ending))
			continue;
		node = find_form(s, n - strlen(y_forms[i].ending),
		    y_forms[i].other);
		if (node != LEXICON_UNKNOWN)
			return node;
	}
	for (size_t i = 0; i < NELEM(verb_forms); i++) {
		if (ends(s, n, verb_forms[i]))
			return find_verb(s, n - strlen(verb_forms[i]));
	}
	if (ends(s, n, "ly"))
		return find_form(s, n - 2, "");
	if (s[n - 1] != 's' || s[n - 2] == 's')
		return LEXICON_UNKNOWN;
	node = find_form(s, n - 1, "");
	return node == LEXICON_UNKNOWN && s[n - 2] == 'e' ?
	    find_form(s, n - 2, "") :
	    node;
}

bool
lexicon_has(const char *s, size_t n, struct lexicon_word *out)
{
	*out = (struct lexicon_word){0};
	out->exact = n <= FORM_MAX ? find_exact(s, n) : LEXICON_UNKNOWN;
	if (out->exact == LEXICON_UNKNOWN)
		return false;
	out->classes = lexicon_node[out->exact].classes;
	return true;
}

struct lexicon_word
lexicon_find(const char *s, size_t n)
{
	struct lexicon_word w = {0};

	if (n == 0 || n > FORM_MAX)
		return w;
	(void)lexicon_has(s, n, &w);
	w.base = find_base(s, n);
	return w;
}

static bool
tells(const struct lexicon_node *n)
{
	return n->tenths != 0 || n->emotion != LEXICON_NONE ||
	    n->classes != 0 || n->degree != 0 || n->marks != 0;
}

static uint16_t
follow(const struct lexicon_node *from, uint16_t symbol)
{
	const struct lexicon_edge *e = lexicon_edge + from->first_edge;
	size_t low = 0, high = from->edges;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (e[mid].symbol == symbol)
			return e[mid].node;
		if (e[mid].symbol < symbol)
			low = mid + 1;
		else
			high = mid;
	}
	return LEXICON_UNKNOWN;
}

static const uint8_t symbol_classes[] = {LEXICON_NOT, LEXICON_NUMBER,
    LEXICON_TIME, LEXICON_ORDINAL};

struct walk {
	const struct lexicon_word *words;
	size_t n;
	size_t best; /* words taken */
	uint16_t node;
};

/* Phrases have a handful of steps, so the recursion is short. */
static void
walk_from(struct walk *w, uint16_t node, size_t i)
{
	const struct lexicon_node *at = &lexicon_node[node];
	uint16_t gap, next;

	if (i > w->best && tells(at)) {
		w->best = i;
		w->node = node;
	}
	if (i >= w->n || at->edges == 0)
		return;
	if (w->words[i].exact != LEXICON_UNKNOWN) {
		next = follow(at, w->words[i].exact);
		if (next != LEXICON_UNKNOWN)
			walk_from(w, next, i + 1);
	}
	if (w->words[i].base != LEXICON_UNKNOWN) {
		next = follow(at, w->words[i].base);
		if (next != LEXICON_UNKNOWN)
			walk_from(w, next, i + 1);
	}
	for (size_t c = 0; c < NELEM(symbol_classes); c++) {
		if ((w->words[i].classes & 1u << symbol_classes[c]) == 0)
			continue;
		next = follow(at, (uint16_t)(LEXICON_CLASS_SYMBOL +
		    symbol_classes[c]));
		if (next != LEXICON_UNKNOWN)
			walk_from(w, next, i + 1);
	}
	gap = follow(at, LEXICON_GAP);
	for (size_t k = 0; gap != LEXICON_UNKNOWN && k <= GAP_WORDS; k++)
		walk_from(w, gap, i + k);
}

size_t
lexicon_match(const struct lexicon_word *words, size_t n,
    struct lexicon_feeling *out)
{
	struct walk w = {.words = words, .n = n};
	const struct lexicon_node *node;

	if (n == 0)
		return 0;
	if (words[0].exact != LEXICON_UNKNOWN)
		walk_from(&w, words[0].exact, 1);
	/* The word's own entry beats its base form's. */
	if (words[0].base != LEXICON_UNKNOWN)
		walk_from(&w, words[0].base, 1);
	for (size_t c = 0; c < NELEM(symbol_classes); c++) {
		if ((words[0].classes & 1u << symbol_classes[c]) != 0)
			walk_from(&w, (uint16_t)c, 1);
	}
	if (w.best == 0)
		return 0;
	node = &lexicon_node[w.node];
	*out = (struct lexicon_feeling){
	    .valence = node->tenths / 10.0,
	    .degree = node->degree == 0 ? 1 : node->degree / 100.0,
	    .classes = node->classes,
	    .marks = node->marks,
	    .emotion = node->emotion,
	};
	return w.best;
}

size_t
lexicon_size(void)
{
	return lexicon_entries;
}

const char *
lexicon_word_at(size_t i)
{
	return i < lexicon_words ? lexicon_text + lexicon_offset[i] : NULL;
}
