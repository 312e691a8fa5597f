#include "base/base.h"

#include "nlp/features.h"

#include "base/text.h"
#include "nlp/words.h"

#define CHARS_MIN 2
#define CHARS_MAX 5
#define SEED UINT64_C(0xcbf29ce484222325)

struct extractor {
	struct feature *items;
	size_t n, cap;
	uint16_t *slots; /* place in items + 1; 0: free */
	size_t mask;	 /* slots less 1: a power of two less 1 */
	enum feature_block block;
};

/* FNV-1a (Fowler, Noll, Vo) over bytes; mixed at the end. */
static uint64_t
hash_bytes(uint64_t h, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * UINT64_C(0x100000001b3);
	return h;
}

/* The finish of MurmurHash3 (Appleby): all bits depend on all. */
static uint64_t
mix(uint64_t h)
{
	h ^= h >> 33;
	h *= UINT64_C(0xff51afd7ed558ccd);
	h ^= h >> 33;
	h *= UINT64_C(0xc4ceb9fe1a85ec53);
	return h ^ (h >> 33);
}

static uint64_t
make_key(uint64_t h, enum feature_block block)
{
	uint64_t key = mix(h + (uint64_t)block);

	return key == 0 ? 1 : key;
}

uint64_t
feature_key(const char *text, enum feature_block block)
{
	return make_key(concept_hash(text), block);
}

static void
count(struct extractor *x, uint64_t h)
{
	uint64_t key = make_key(h, x->block);
	size_t at;

	at = (size_t)key & x->mask;
	for (; x->slots[at] != 0; at = (at + 1) & x->mask) {
		struct feature *f = &x->items[x->slots[at] - 1];

		if (f->key == key) {
			f->count++;
			return;
		}
	}
	if (x->n == x->cap)
		return;
	x->items[x->n++] = (struct feature){key, 1, x->block};
	x->slots[at] = (uint16_t)x->n;
}

/* Long numbers are all alike: order and account numbers. */
static const char *
plain(const struct word *w, const char *text)
{
	if (!w->number || strlen(w->text) < 5)
		return text;
	return "0";
}

static uint64_t
hash_two(uint64_t a, uint64_t b)
{
	return mix(a * UINT64_C(0x9e3779b97f4a7c15) + b);
}

static uint64_t
hash_two_of_any_order(uint64_t a, uint64_t b)
{
	return a < b ? hash_two(a, b) : hash_two(b, a);
}

/* Single ones and neighbours. */
static void
count_runs(struct extractor *x, enum feature_block block, const uint64_t *h,
    size_t n)
{
	x->block = block;
	for (size_t i = 0; i < n; i++) {
		count(x, h[i]);
		if (i + 1 < n)
			count(x, hash_two(h[i], h[i + 1]));
	}
}

static void
count_pairs(struct extractor *x, const uint64_t *h, size_t n)
{
	x->block = FEATURE_SKIP;
	for (size_t i = 0; i + 2 < n; i++)
		count(x, hash_two(h[i], h[i + 2]));
	x->block = FEATURE_PAIR;
	for (size_t i = 0; i < n; i++) {
		size_t end = i + FEATURE_PAIR_REACH;

		for (size_t k = i + 1; k < n && k <= end; k++)
			count(x, hash_two_of_any_order(h[i], h[k]));
	}
}

/* Runs of characters of " word ". */
static void
count_chars(struct extractor *x, const char *word)
{
	const char *starts[WORD_BYTES_MAX + 3];
	char padded[WORD_BYTES_MAX + 3];
	size_t n = 0, len = strlen(word);

	padded[0] = ' ';
	memcpy(padded + 1, word, len);
	memcpy(padded + 1 + len, " ", 2);
	for (const char *s = padded; *s != '\0';) {
		starts[n++] = s;
		(void)text_next(&s);
	}
	starts[n] = padded + len + 2;
	x->block = FEATURE_CHARS;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = CHARS_MIN; k <= CHARS_MAX && i + k <= n; k++)
			count(x, hash_bytes(SEED, starts[i],
			    (size_t)(starts[i + k] - starts[i])));
	}
}

/* Room for what a text of this length can have. */
static void
make_room(struct extractor *x, struct arena *a, size_t n_bytes,
    size_t n_words)
{
	size_t slots = 64;

	x->cap = n_bytes * (CHARS_MAX - CHARS_MIN + 1) +
	    n_words * (2 * FEATURE_PAIR_REACH + 17) + 16;
	if (x->cap > FEATURES_MAX)
		x->cap = FEATURES_MAX;
	while (slots < x->cap * 2)
		slots *= 2;
	x->items = arena_array(a, x->cap, sizeof(*x->items));
	x->slots = arena_array(a, slots, sizeof(*x->slots));
	x->mask = slots - 1;
}

static void
count_concepts(struct extractor *x, const struct concepts *c,
    const uint64_t *stems, size_t n)
{
	uint64_t found[FEATURE_WORDS_MAX] = {0};
	size_t n_found = 0;

	x->block = FEATURE_CONCEPT;
	for (size_t i = 0; i < n; i++) {
		uint32_t concept = concept_find(c, stems[i]);

		if (concept == 0)
			continue;
		found[n_found] = mix(concept);
		count(x, found[n_found++]);
	}
	for (size_t i = 0; i < n_found; i++)
		for (size_t k = i + 1; k < n_found &&
		    k <= i + FEATURE_PAIR_REACH; k++)
			count(x, hash_two_of_any_order(found[i], found[k]));
}

void
features_of(struct arena *a, const struct feature_reader *r,
    const char *text, struct features *out)
{
	struct extractor x = {.items = NULL};
	uint64_t h[FEATURE_WORDS_MAX + 2] = {0};
	struct stemmer *st = stemmer_open(a, r->language);
	struct words w;
	size_t n;

	words_split(st, a, text, false, &w);
	n = w.n < FEATURE_WORDS_MAX ? w.n : FEATURE_WORDS_MAX;
	if (r->known != NULL)
		repair_words(a, r->known, st, w.items, n);
	make_room(&x, a, strlen(text) + n, n);
	for (size_t i = 0; i < n; i++)
		h[i] = concept_hash(plain(&w.items[i], w.items[i].text));
	count_runs(&x, FEATURE_WORD, h, n);
	h[0] = concept_hash("^");
	for (size_t i = 0; i < n; i++)
		h[i + 1] = concept_hash(plain(&w.items[i], w.items[i].stem));
	h[n + 1] = concept_hash("$");
	count_runs(&x, FEATURE_STEM, h, n + 2);
	count_pairs(&x, h + 1, n);
	for (size_t i = 0; i < n; i++)
		count_chars(&x, plain(&w.items[i], w.items[i].text));
	count_concepts(&x, &r->concepts, h + 1, n);
	out->items = x.items;
	out->n = x.n;
}

void
features_alone(struct arena *a, const struct feature_reader *r,
    const char *words, struct features *out)
{
	struct extractor x = {.items = NULL};
	struct words w;

	words_split(stemmer_open(a, r->language), a, words, false, &w);
	make_room(&x, a, strlen(words), w.n);
	for (size_t i = 0; i < w.n && i < FEATURE_WORDS_MAX; i++) {
		const struct word *one = &w.items[i];
		uint64_t stem = concept_hash(plain(one, one->stem));

		count_runs(&x, FEATURE_WORD,
		    &(uint64_t){concept_hash(plain(one, one->text))}, 1);
		count_runs(&x, FEATURE_STEM, &stem, 1);
		count_concepts(&x, &r->concepts, &stem, 1);
	}
	out->items = x.items;
	out->n = x.n;
}
