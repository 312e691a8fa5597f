#include "base/base.h"

#include "core/kb.h"

#include "nlp/markdown.h"
#include "nlp/words.h"
#include "store/passage.h"

#include <stdlib.h>

#define BATCH 200 /* passages read at once */
#define ARENA_MAX ((size_t)64 << 20) /* for one batch */
#define WORD_TABLE_MAX ((size_t)1 << 20) /* different words of a site */

struct entry {
	const char *word; /* NULL: free */
	const char *stem;
	int64_t n_passages;
	int64_t last_id; /* passage counted last */
};

/* Open addressing; the words live in `arena`. */
struct vocabulary {
	struct arena *arena;
	struct entry *slots;
	size_t n, cap; /* cap is a power of two */
};

static uint64_t
hash_of(const char *s)
{
	uint64_t h = 14695981039346656037u; /* FNV-1a */

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h;
}

static struct entry *
find(struct vocabulary *v, const char *word)
{
	size_t i = hash_of(word) & (v->cap - 1);

	while (v->slots[i].word != NULL &&
	    strcmp(v->slots[i].word, word) != 0)
		i = (i + 1) & (v->cap - 1);
	return &v->slots[i];
}

static void
grow(struct vocabulary *v)
{
	struct vocabulary bigger = {.arena = v->arena, .n = v->n,
	    .cap = v->cap == 0 ? 4096 : v->cap * 2};

	bigger.slots = arena_array(v->arena, bigger.cap,
	    sizeof(*bigger.slots));
	for (size_t i = 0; i < v->cap; i++) {
		if (v->slots[i].word != NULL)
			*find(&bigger, v->slots[i].word) = v->slots[i];
	}
	*v = bigger;
}

static void
count_word(struct vocabulary *v, const struct word *w, int64_t passage_id)
{
	struct entry *at;

	if (w->number || word_role(w->text) == WORD_EMPTY)
		return;
	if (v->n * 2 >= v->cap)
		grow(v);
	at = find(v, w->text);
	if (at->word == NULL) {
		if (v->n == WORD_TABLE_MAX)
			return;
		v->n++;
		at->word = arena_strdup(v->arena, w->text);
		at->stem = arena_strdup(v->arena, w->stem);
	}
	if (at->last_id != passage_id)
		at->n_passages++;
	at->last_id = passage_id;
}

static void
count_passage(struct vocabulary *v, struct arena *a,
    const struct passage_text *p)
{
	struct stemmer *st = stemmer_open(a, p->language);
	const char *texts[] = {p->title, p->questions, p->tags, p->heading,
	    markdown_text(a, p->body)};

	for (size_t t = 0; t < NELEM(texts); t++) {
		struct words words;

		words_split(st, a, texts[t], true, &words);
		for (size_t i = 0; i < words.n; i++)
			count_word(v, &words.items[i], p->id);
	}
}

static enum rc
store_words(struct scope *s, const struct vocabulary *v, struct err *e)
{
	struct term_columns columns = {
		.words = arena_array(s->arena, v->n + 1, sizeof(char *)),
		.stems = arena_array(s->arena, v->n + 1, sizeof(char *)),
		.counts = arena_array(s->arena, v->n + 1, sizeof(int64_t)),
	};

	for (size_t i = 0; i < v->cap; i++) {
		const struct entry *at = &v->slots[i];

		if (at->word == NULL)
			continue;
		columns.words[columns.n] = at->word;
		columns.stems[columns.n] = at->stem;
		columns.counts[columns.n] = at->n_passages;
		columns.n++;
	}
	return term_replace(s, &columns, e);
}

enum rc
kb_refresh_terms(struct scope *s, struct err *e)
{
	struct vocabulary v = {.arena = s->arena};
	struct arena *batch = arena_new(ARENA_MAX);
	struct scope inner = {.db = s->db, .arena = batch,
	    .site_id = s->site_id};
	struct passage_text_list list;
	int64_t after = 0;
	enum rc rc;

	do {
		rc = passage_texts(&inner, after, BATCH, &list, e);
		if (rc != RC_OK)
			break;
		for (size_t i = 0; i < list.n; i++)
			count_passage(&v, batch, &list.items[i]);
		if (list.n > 0)
			after = list.items[list.n - 1].id;
		arena_reset(batch);
	} while (list.n == BATCH);
	arena_free(batch);
	return rc == RC_OK ? store_words(s, &v, e) : rc;
}
