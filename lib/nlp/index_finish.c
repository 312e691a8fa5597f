#include "base/base.h"

#include "nlp/index_internal.h"

#include "base/text.h"

#include <stdlib.h>

#define GRAM_WORD_MIN 4 /* letters; shorter words are not looked up */

struct gram {
	uint32_t hash, word;
};

static int
by_gram(const void *a, const void *b)
{
	const struct gram *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->word < y->word ? -1 : x->word > y->word;
}

static void
collect_grams(struct index_writer *w, struct vector *out)
{
	for (size_t i = 0; i < w->b->words.n; i++) {
		const struct build_word *in = build_word(w, w->order[i]);
		uint32_t grams[INDEX_WORD_GRAMS];
		size_t n;

		w->words[i].letters = index_letters(in->text);
		if (in->number || !in->posted ||
		    text_length(in->text) < GRAM_WORD_MIN)
			continue;
		n = index_grams(in->text, grams, INDEX_WORD_GRAMS);
		w->words[i].n_grams = (uint8_t)n;
		for (size_t k = 0; k < n; k++) {
			const struct gram g = {grams[k], (uint32_t)i};

			vector_add(w->arena, out, &g, 1);
		}
	}
}

static void
put_grams(struct index_writer *w)
{
	struct vector all = {.size = sizeof(struct gram)},
		      hashes = {.size = sizeof(uint32_t)},
		      ends = {.size = sizeof(uint32_t)}, bytes = {.size = 1};
	const struct gram *g;
	uint32_t end, before = 0;

	collect_grams(w, &all);
	if (all.n > 0)
		qsort(all.items, all.n, sizeof(*g), by_gram);
	g = all.items;
	for (size_t i = 0; i < all.n; i++) {
		bool new = i == 0 || g[i].hash != g[i - 1].hash;

		if (!new && g[i].word == g[i - 1].word)
			continue;
		if (new) {
			end = (uint32_t)bytes.n;
			if (i > 0)
				vector_add(w->arena, &ends, &end, 1);
			vector_add(w->arena, &hashes, &g[i].hash, 1);
			before = 0;
		}
		index_put_number(w->arena, &bytes, g[i].word - before);
		before = g[i].word;
	}
	end = (uint32_t)bytes.n;
	if (all.n > 0)
		vector_add(w->arena, &ends, &end, 1);
	index_put_vector(w, INDEX_GRAMS, &hashes);
	index_put_vector(w, INDEX_GRAM_ENDS, &ends);
	index_put_vector(w, INDEX_GRAM_WORDS, &bytes);
}

static uint32_t
put_text(struct index_writer *w, const char *s)
{
	uint32_t at = (uint32_t)w->b->strings.n;

	vector_add(w->arena, &w->b->strings, s, strlen(s) + 1);
	return at;
}

/* The hash tables of words and stems by their new numbers. */
static void
put_slots(struct index_writer *w, enum index_section section, size_t n,
    uint32_t (*hash_of)(struct index_writer *w, size_t n))
{
	size_t cap = 16;
	uint32_t *slots;

	while (cap < n * 2)
		cap *= 2;
	slots = arena_array(w->arena, cap, sizeof(*slots));
	for (size_t i = 0; i < n; i++) {
		size_t at = hash_of(w, i) & (cap - 1);

		while (slots[at] != 0)
			at = (at + 1) & (cap - 1);
		slots[at] = (uint32_t)i + 1;
	}
	index_put_section(w, section, slots, cap * sizeof(*slots));
}

static uint32_t
word_hash(struct index_writer *w, size_t n)
{
	const struct build_word *in = build_word(w, w->order[n]);

	return index_hash(in->language, in->text);
}

static uint32_t
stem_hash(struct index_writer *w, size_t n)
{
	const struct build_stem *s = w->b->stems.items;

	return index_hash((int)s[n].language, s[n].text);
}

static void
put_words(struct index_writer *w)
{
	const struct build_stem *stems = w->b->stems.items;
	size_t n = w->b->words.n;

	for (size_t i = 0; i < n; i++) {
		const struct build_word *in = build_word(w, w->order[i]);
		struct index_word *out = &w->words[i];

		out->text = put_text(w, in->text);
		out->stem = in->stem;
		out->n_passages = in->n_passages;
		out->language = in->language;
		out->role = in->role;
	}
	for (size_t i = 0; i < w->b->stems.n; i++)
		w->stems[i].text = put_text(w, stems[i].text);
	index_put_section(w, INDEX_WORDS, w->words, n * sizeof(*w->words));
	index_put_section(w, INDEX_STEMS, w->stems,
	    w->b->stems.n * sizeof(*w->stems));
	index_put_vector(w, INDEX_STEM_WORDS, &w->stem_words);
	put_slots(w, INDEX_WORD_SLOTS, n, word_hash);
	put_slots(w, INDEX_STEM_SLOTS, w->b->stems.n, stem_hash);
}

static void
put_meta(struct index_writer *w)
{
	const struct index_builder *b = w->b;
	double n_articles = (double)(b->articles.n + (b->articles.n == 0)),
	       n_passages = (double)(b->passages.n + (b->passages.n == 0));
	const struct index_meta meta = {
		.title_words = (float)(b->title_words / n_articles),
		.heading_words = (float)(b->heading_words / n_passages),
		.body_words = (float)(b->body_words / n_passages),
	};

	index_put_section(w, INDEX_META, &meta, sizeof(meta));
}

static void
put_quick(struct index_writer *w)
{
	const struct index_builder *b = w->b;
	const struct build_passage *passages = b->passages.items;
	struct vector rows = {.size = sizeof(struct index_quick)};
	double mean = b->body_words /
	    (double)(b->passages.n + (b->passages.n == 0));

	for (size_t i = 0; i < b->passages.n; i++) {
		const struct index_passage *p = &passages[i].row;
		const struct index_quick row = {
		    (float)((double)p->n_words / (mean + 1)), p->group};

		vector_add(w->arena, &rows, &row, 1);
	}
	index_put_vector(w, INDEX_QUICK, &rows);
}

static void
share_titles(struct index_builder *b)
{
	struct build_article *articles = b->articles.items;
	const uint32_t *counts = b->titles.items;

	for (size_t i = 0; i < b->articles.n; i++)
		articles[i].row.title_share =
		    1 / (float)counts[articles[i].title_of];
}

static void
put_all(struct index_writer *w)
{
	struct index_builder *b = w->b;

	share_titles(b);
	index_write_passages(w);
	put_grams(w);
	put_words(w);
	put_meta(w);
	put_quick(w);
	index_put_vector(w, INDEX_LANGUAGES, &b->languages);
	index_put_vector(w, INDEX_GROUPS, &b->groups);
	index_put_vector(w, INDEX_SYNONYMS, &b->synonyms);
	/* The last: the tables before have added to them. */
	index_put_vector(w, INDEX_STRINGS, &b->strings);
}

enum rc
index_build(struct index_builder *b, const uint8_t **data, size_t *n,
    struct err *e)
{
	struct index_writer w = {.b = b, .arena = b->arena, .out = {.size = 1},
	    .head = {.magic = INDEX_MAGIC, .version = INDEX_VERSION,
		.byte_order = INDEX_BYTE_ORDER}};
	uint8_t *bytes;

	vector_add(w.arena, &w.out, NULL, sizeof(w.head));
	put_all(&w);
	for (size_t i = 0; i < INDEX_SECTIONS; i++) {
		if (w.head.parts[i].n > UINT32_MAX)
			return err_log(e, RC_TOO_LARGE,
			    "the search index of a site may not have a "
			    "section above 4 GB");
	}
	bytes = w.out.items;
	w.head.size = w.out.n;
	w.head.checksum = index_checksum(bytes + sizeof(w.head),
	    w.out.n - sizeof(w.head));
	w.head.head_checksum = index_checksum((const uint8_t *)&w.head,
	    offsetof(struct index_head, head_checksum));
	memcpy(bytes, &w.head, sizeof(w.head));
	*data = bytes;
	*n = w.out.n;
	return RC_OK;
}
