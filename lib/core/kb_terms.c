#include "base/base.h"

#include "core/kb.h"

#include "nlp/words.h"

#include <stdlib.h>

#define POSITION_MAX 16383 /* of a tsvector */
#define TERMS_MAX ((size_t)1 << 20)

struct occurrence {
	const char *stem;
	unsigned position;
	char weight;
};

struct collector {
	struct arena *arena;
	struct stemmer *st;
	struct occurrence *items;
	size_t n, cap;
	unsigned position;
};

static void
collect(struct collector *c, const char *text, char weight)
{
	struct words words;

	words_split(c->st, c->arena, text, true, &words);
	if (c->n + words.n > c->cap) {
		size_t cap = (c->n + words.n) * 2 + 64;
		struct occurrence *more =
		    arena_array(c->arena, cap, sizeof(*more));

		if (c->n > 0)
			memcpy(more, c->items, c->n * sizeof(*more));
		c->items = more;
		c->cap = cap;
	}
	for (size_t i = 0; i < words.n && c->position < POSITION_MAX; i++) {
		const struct word *w = &words.items[i];

		c->position += !w->joined;
		if (word_role(w->text) == WORD_EMPTY)
			continue;
		c->items[c->n++] = (struct occurrence){
		    w->stem, c->position > 0 ? c->position : 1, weight};
	}
	/* A gap, so that the end of one text is not near the next. */
	c->position += 10;
}

static int
by_stem(const void *a, const void *b)
{
	const struct occurrence *x = a, *y = b;
	int order = strcmp(x->stem, y->stem);

	if (order != 0)
		return order;
	return x->position < y->position ? -1 : x->position > y->position;
}

char *
kb_terms(struct arena *a, const struct kb_words *in)
{
	struct collector c = {.arena = a,
	    .st = stemmer_open(a, in->language)};
	struct buf b;

	collect(&c, in->title, 'A');
	collect(&c, in->questions, 'A');
	collect(&c, in->heading, 'B');
	collect(&c, in->tags, 'B');
	collect(&c, in->body, 'C');
	if (c.n > 0)
		qsort(c.items, c.n, sizeof(*c.items), by_stem);
	buf_init(&b, a, TERMS_MAX);
	for (size_t i = 0; i < c.n; i++) {
		const struct occurrence *o = &c.items[i];

		if (i == 0 || strcmp(o[-1].stem, o->stem) != 0)
			buf_printf(&b, "%s'%s':", i > 0 ? " " : "", o->stem);
		else
			buf_putc(&b, ',');
		buf_printf(&b, "%u%c", o->position, o->weight);
	}
	return b.len > 0 ? b.data : arena_strdup(a, "");
}
