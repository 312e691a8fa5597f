#include "base/base.h"

#include "nlp/index_internal.h"

#include <stdlib.h>

#define BODY_FEW 14 /* times in the body that fit into the posting's byte */

const struct build_word *
build_word(const struct index_writer *w, uint32_t n)
{
	return (const struct build_word *)w->b->words.items + n;
}

void
index_put_number(struct arena *a, struct vector *v, uint32_t n)
{
	uint8_t bytes[5];
	size_t len = 0;

	for (; n >= 0x80; n >>= 7)
		bytes[len++] = (uint8_t)(n | 0x80);
	bytes[len++] = (uint8_t)n;
	vector_add(a, v, bytes, len);
}

/* A whole section, begun at a multiple of eight. */
void
index_put_section(struct index_writer *w, enum index_section section,
    const void *data, size_t n)
{
	static const char zeros[8];

	vector_add(w->arena, &w->out, zeros, (8 - w->out.n % 8) % 8);
	w->head.parts[section] = (struct index_part){w->out.n, n};
	vector_add(w->arena, &w->out, data, n);
}

void
index_put_vector(struct index_writer *w, enum index_section section,
    const struct vector *v)
{
	index_put_section(w, section, v->items, v->n * v->size);
}

/* Calls for each word of a passage, its article's texts included. */
struct visit {
	struct index_writer *w;
	uint32_t passage;
	void (*on_word)(struct visit *v, uint32_t n, unsigned field);
};

static void
visit_text(struct visit *v, const struct build_text *t, unsigned field)
{
	const uint32_t *tokens = v->w->b->tokens.items;

	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t n = tokens[t->at + i] >> 1;

		if (build_word(v->w, n)->posted)
			v->on_word(v, n, field);
	}
}

static void
visit_all(struct visit *v)
{
	const struct index_builder *b = v->w->b;
	const struct build_passage *passages = b->passages.items;
	const struct build_article *articles = b->articles.items;
	const struct build_text *texts = b->texts.items;

	memset(v->w->seen, 0, b->words.n * sizeof(*v->w->seen));
	for (size_t i = 0; i < b->passages.n; i++) {
		const struct build_passage *p = &passages[i];
		const struct build_article *a = &articles[p->row.article];

		v->passage = (uint32_t)i;
		for (size_t k = 0; k < a->n_texts; k++)
			visit_text(v, &texts[a->texts + k],
			    k == 0 ? INDEX_TITLE :
			    k == 1 ? INDEX_TAGS : INDEX_QUESTIONS);
		visit_text(v, &p->heading, INDEX_HEADING);
		visit_text(v, &p->body, 0);
	}
}

static void
count_word(struct visit *v, uint32_t n, unsigned field UNUSED)
{
	struct build_word *words = v->w->b->words.items;

	if (v->w->seen[n] != v->passage + 1)
		words[n].n_passages++;
	v->w->seen[n] = v->passage + 1;
}

/* w->from[n] is where the word's next entry goes. */
static void
enter_word(struct visit *v, uint32_t n, unsigned field)
{
	struct index_writer *w = v->w;
	struct index_entry *at;

	if (w->seen[n] != v->passage + 1)
		w->entries[w->from[n]++].passage = v->passage;
	w->seen[n] = v->passage + 1;
	at = &w->entries[w->from[n] - 1];
	at->fields |= (uint8_t)field;
	if (field == 0 && at->body < UINT16_MAX)
		at->body++;
}

/* All entries by word, each word's by passage. */
static void
make_entries(struct index_writer *w)
{
	struct visit count = {.w = w, .on_word = count_word},
		     enter = {.w = w, .on_word = enter_word};
	size_t n = w->b->words.n, total = 0;

	w->seen = arena_array(w->arena, n + 1, sizeof(*w->seen));
	visit_all(&count);
	w->from = arena_array(w->arena, n + 1, sizeof(*w->from));
	for (size_t i = 0; i < n; i++) {
		w->from[i] = total;
		total += build_word(w, (uint32_t)i)->n_passages;
	}
	w->entries = arena_array(w->arena, total + 1, sizeof(*w->entries));
	visit_all(&enter);
	/* Now from[i] is the end of i: back to its begin. */
	for (size_t i = 0; i < n; i++)
		w->from[i] -= build_word(w, (uint32_t)i)->n_passages;
}

struct ranked {
	uint32_t n, n_passages;
};

static int
by_frequency(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->n_passages != y->n_passages)
		return x->n_passages > y->n_passages ? -1 : 1;
	return x->n < y->n ? -1 : 1;
}

/* Frequent words get small numbers, which take fewer bytes. */
static void
rank_words(struct index_writer *w)
{
	size_t n = w->b->words.n;
	struct ranked *all = arena_array(w->arena, n + 1, sizeof(*all));

	for (size_t i = 0; i < n; i++)
		all[i] = (struct ranked){(uint32_t)i,
		    build_word(w, (uint32_t)i)->n_passages};
	if (n > 0)
		qsort(all, n, sizeof(*all), by_frequency);
	w->order = arena_array(w->arena, n + 1, sizeof(*w->order));
	w->rank = arena_array(w->arena, n + 1, sizeof(*w->rank));
	for (size_t i = 0; i < n; i++) {
		w->order[i] = all[i].n;
		w->rank[all[i].n] = (uint32_t)i;
	}
}

static void
put_postings(struct index_writer *w)
{
	struct vector bytes = {.size = 1};

	for (size_t i = 0; i < w->b->words.n; i++) {
		uint32_t n = w->order[i], before = 0;
		const struct build_word *word_in = build_word(w, n);

		w->words[i].postings = (uint32_t)bytes.n;
		for (uint32_t k = 0; k < word_in->n_passages; k++) {
			const struct index_entry *at =
			    &w->entries[w->from[n] + k];
			unsigned body = at->body > BODY_FEW ? BODY_FEW + 1 :
							      at->body;
			uint8_t byte = (uint8_t)(at->fields << 4 | body);

			index_put_number(w->arena, &bytes,
			    at->passage - before);
			vector_add(w->arena, &bytes, &byte, 1);
			if (body > BODY_FEW)
				index_put_number(w->arena, &bytes,
				    at->body - BODY_FEW - 1u);
			before = at->passage;
		}
	}
	index_put_vector(w, INDEX_POSTINGS, &bytes);
}

/* The numbers of the words of each stem. */
static void
group_stems(struct index_writer *w)
{
	const struct index_builder *b = w->b;
	const struct build_stem *in = b->stems.items;
	uint32_t *items, at = 0;

	w->stems = arena_array(w->arena, b->stems.n + 1, sizeof(*w->stems));
	for (size_t i = 0; i < b->words.n; i++)
		w->stems[build_word(w, (uint32_t)i)->stem].n_words++;
	for (size_t i = 0; i < b->stems.n; i++) {
		w->stems[i].words = at;
		w->stems[i].language = in[i].language;
		at += w->stems[i].n_words;
		w->stems[i].n_words = 0;
	}
	w->stem_words = (struct vector){.size = sizeof(uint32_t)};
	items = vector_add(w->arena, &w->stem_words, NULL, b->words.n);
	for (size_t i = 0; i < b->words.n; i++) {
		struct index_stem *s =
		    &w->stems[build_word(w, w->order[i])->stem];

		items[s->words + s->n_words++] = (uint32_t)i;
	}
}

/* In how many passages of each group the stem stands. */
static void
put_frequencies(struct index_writer *w)
{
	const struct build_passage *passages = w->b->passages.items;
	const uint32_t *words = w->stem_words.items;
	size_t n_groups = w->b->groups.n;
	uint32_t *seen = arena_array(w->arena, w->b->passages.n + 1,
	    sizeof(*seen));
	uint32_t *counts = arena_array(w->arena, n_groups + 1,
	    sizeof(*counts));
	struct vector bytes = {.size = 1};

	for (size_t i = 0; i < w->b->stems.n; i++) {
		struct index_stem *s = &w->stems[i];

		memset(counts, 0, n_groups * sizeof(*counts));
		for (uint32_t k = 0; k < s->n_words; k++) {
			uint32_t n = w->order[words[s->words + k]];
			const struct index_entry *at = &w->entries[w->from[n]];
			uint32_t n_passages = build_word(w, n)->n_passages;

			for (uint32_t j = 0; j < n_passages; j++) {
				uint32_t p = at[j].passage;

				counts[passages[p].row.group] +=
				    seen[p] != i + 1;
				seen[p] = (uint32_t)i + 1;
			}
		}
		s->frequencies = (uint32_t)bytes.n;
		for (size_t g = 0; g < n_groups; g++) {
			if (counts[g] == 0)
				continue;
			index_put_number(w->arena, &bytes, (uint32_t)g + 1);
			index_put_number(w->arena, &bytes, counts[g]);
		}
		index_put_number(w->arena, &bytes, 0);
	}
	index_put_vector(w, INDEX_FREQUENCIES, &bytes);
}

static void
put_tokens(struct index_writer *w, struct vector *bytes,
    const struct build_text *t)
{
	const uint32_t *tokens = (const uint32_t *)w->b->tokens.items + t->at;

	index_put_number(w->arena, bytes, t->n);
	for (uint32_t i = 0; i < t->n; i++)
		index_put_number(w->arena, bytes,
		    w->rank[tokens[i] >> 1] << 1 | (tokens[i] & 1));
}

/* The rows of articles and passages with the words of their texts. */
static void
put_rows(struct index_writer *w)
{
	const struct index_builder *b = w->b;
	struct build_article *articles = b->articles.items;
	struct build_passage *passages = b->passages.items;
	struct vector bytes = {.size = 1},
		      rows = {.size = sizeof(struct index_article)};

	for (size_t i = 0; i < b->articles.n; i++) {
		struct build_article *a = &articles[i];

		a->row.forward = (uint32_t)bytes.n;
		for (size_t k = 0; k < a->n_texts; k++)
			put_tokens(w, &bytes,
			    (struct build_text *)b->texts.items + a->texts +
			    k);
		vector_add(w->arena, &rows, &a->row, 1);
	}
	index_put_vector(w, INDEX_ARTICLES, &rows);
	rows = (struct vector){.size = sizeof(struct index_passage)};
	for (size_t i = 0; i < b->passages.n; i++) {
		struct build_passage *p = &passages[i];

		p->row.forward = (uint32_t)bytes.n;
		put_tokens(w, &bytes, &p->heading);
		put_tokens(w, &bytes, &p->body);
		vector_add(w->arena, &rows, &p->row, 1);
	}
	index_put_vector(w, INDEX_PASSAGES, &rows);
	index_put_vector(w, INDEX_FORWARD, &bytes);
}

/* What needs the passages: done first, for it numbers the words. */
void
index_write_passages(struct index_writer *w)
{
	make_entries(w);
	rank_words(w);
	w->words = arena_array(w->arena, w->b->words.n + 1,
	    sizeof(*w->words));
	put_postings(w);
	group_stems(w);
	put_frequencies(w);
	put_rows(w);
}
