#include "base/base.h"

#include "nlp/look_alike.h"

#include <stdlib.h>

#define LIKENESS_MIN 0.35f /* found by trying: less adds noise */
#define ERRORS_MAX 2
#define SHORT 3		 /* letters; all kinds of words are near those */
#define LONG 5		 /* letters; may lack three vowels */
#define GUESSES_MAX 192 /* of one question */

/* Where the words of a piece stand; an empty reader if none has it. */
static struct index_reader
words_of_gram(const struct index *ix, uint32_t gram)
{
	size_t low = 0, high = ix->n_grams;
	struct index_reader r;
	uint32_t from;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (ix->grams[mid] < gram)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == ix->n_grams || ix->grams[low] != gram)
		return (struct index_reader){0};
	from = low > 0 ? ix->gram_ends[low - 1] : 0;
	r = index_read(ix, INDEX_GRAM_WORDS, from);
	if (ix->gram_ends[low] >= from &&
	    ix->gram_ends[low] - from < (size_t)(r.end - r.at))
		r.end = r.at + (ix->gram_ends[low] - from);
	return r;
}

static int
by_likeness(const void *a, const void *b)
{
	const struct look_alike *x = a, *y = b;

	if (x->likeness != y->likeness)
		return x->likeness > y->likeness ? -1 : 1;
	return x->word < y->word ? -1 : 1;
}

/* Keeps the best in `out`, which is full or not, in any order. */
static void
keep_best(struct look_alike *out, size_t *n, struct look_alike new)
{
	size_t worst = 0;

	if (*n < LOOK_ALIKES_MAX) {
		out[(*n)++] = new;
		return;
	}
	for (size_t i = 1; i < *n; i++) {
		if (by_likeness(&out[i], &out[worst]) > 0)
			worst = i;
	}
	if (by_likeness(&new, &out[worst]) < 0)
		out[worst] = new;
}

void
look_alike_begin(struct look_alike_work *w, const struct index *ix,
    struct arena *a)
{
	w->common = arena_alloc(a, ix->n_words + 1);
	w->touched = arena_array(a, ix->n_words + 1, sizeof(*w->touched));
}

/* Counts the words that have the piece. */
static size_t
count_gram(const struct index *ix, uint32_t gram, struct look_alike_work *w,
    size_t n_touched)
{
	struct index_reader r = words_of_gram(ix, gram);
	uint32_t at = 0;

	while (r.at < r.end) {
		at += index_next(&r);
		if (at >= ix->n_words)
			break;
		if (w->common[at] == 0)
			w->touched[n_touched++] = at;
		/* A damaged row may repeat itself. */
		if (w->common[at] < UINT8_MAX)
			w->common[at]++;
	}
	return n_touched;
}

size_t
look_alikes(const struct index *ix, struct look_alike_work *w, int language,
    const char *word, struct look_alike out[LOOK_ALIKES_MAX])
{
	uint32_t grams[INDEX_WORD_GRAMS];
	size_t n_grams = index_grams(word, grams, INDEX_WORD_GRAMS), n = 0,
	       n_touched = 0;

	for (size_t i = 0; i < n_grams; i++)
		n_touched = count_gram(ix, grams[i], w, n_touched);
	for (size_t i = 0; i < n_touched; i++) {
		uint32_t at = w->touched[i];
		const struct index_word *found = &ix->words[at];
		float likeness = 2.0f * (float)w->common[at] /
		    (float)(n_grams + found->n_grams);

		w->common[at] = 0;
		if (found->language == language && likeness >= LIKENESS_MIN)
			keep_best(out, &n, (struct look_alike){at,
			    likeness < 1 ? likeness : 1});
	}
	if (n > 0)
		qsort(out, n, sizeof(*out), by_likeness);
	return n;
}

static unsigned
errors_max(const char *word)
{
	size_t n = strlen(word);

	if (n <= SHORT)
		return 1;
	return n >= LONG && query_lacks_vowels(word) ? ERRORS_MAX + 1 :
						       ERRORS_MAX;
}

/* Without the n lowest. */
static uint32_t
more_bits(uint32_t bits, unsigned n)
{
	for (; n > 0; n--)
		bits &= bits - 1;
	return bits;
}

/* What is looked for, and what can be told of a word without reading it. */
struct wanted {
	uint32_t letters;
	unsigned n_grams; /* one more for each letter more */
	unsigned errors;
	int language;
};

/* An error takes one letter away at most, brings one, and makes the word
 * longer or shorter by one.  All words go through here: few branches. */
static bool
may_be_near(const struct index_word *w, const struct wanted *by)
{
	uint32_t gone = by->letters & ~w->letters,
		 come = w->letters & ~by->letters;
	uint32_t more = more_bits(gone | come, 2 * ERRORS_MAX);
	unsigned n = w->n_grams;

	if ((more != 0) | (n == 0) | (n > by->n_grams + by->errors) |
	    (n + by->errors < by->n_grams))
		return false;
	return w->language == by->language &&
	    (more_bits(gone, by->errors) | more_bits(come, by->errors)) == 0;
}

static void
guess_word(const struct index *ix, int language, const char *word,
    size_t position, struct term_guesses *out)
{
	uint32_t grams[INDEX_WORD_GRAMS];
	const struct wanted wanted = {
		.letters = index_letters(word),
		.n_grams = (unsigned)index_grams(word, grams,
		    INDEX_WORD_GRAMS),
		.errors = errors_max(word),
		.language = language,
	};

	for (size_t i = 0; i < ix->n_words && out->n < GUESSES_MAX; i++) {
		const struct index_word *w = &ix->words[i];
		const char *text;

		if (!may_be_near(w, &wanted))
			continue;
		text = index_string(ix, w->text);
		if (query_distance(word, text, wanted.errors) >
		    wanted.errors)
			continue;
		out->items[out->n++] = (struct term_guess){position, {
			.word = text,
			.stem = w->stem < ix->n_stems ? index_string(ix,
			    ix->stems[w->stem].text) : text,
			.n_passages = w->n_passages,
		}};
	}
}

static bool
is_synonym(const struct index *ix, const char *word)
{
	for (size_t i = 0; i < ix->n_synonyms; i++) {
		if (query_group_has(index_string(ix, ix->synonyms[i].group),
			word))
			return true;
	}
	return false;
}

void
look_alike_guesses(const struct index *ix, struct arena *a, int language,
    const struct query_doubts *doubts, struct term_guesses *out)
{
	*out = (struct term_guesses){.items = arena_array(a, GUESSES_MAX,
	    sizeof(*out->items))};
	for (size_t i = 0; i < doubts->n; i++) {
		if (index_word(ix, language, doubts->words[i]) == NULL &&
		    index_stem(ix, language, doubts->stems[i]) == NULL &&
		    !is_synonym(ix, doubts->words[i]))
			guess_word(ix, language, doubts->words[i], i, out);
	}
}
