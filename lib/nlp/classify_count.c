#include "base/base.h"

#include "nlp/classify_work.h"

#include <math.h>

#define SLOTS_FIRST ((size_t)1 << 16)
#define FEW_TEXTS 5000 /* below, features of a single text are kept */
#define TEXT_ARENA_MAX ((size_t)64 << 20)

static size_t
find_slot(const struct counts *c, uint64_t key)
{
	size_t at = (size_t)key & (c->n_slots - 1);

	while (c->slots[at].key != 0 && c->slots[at].key != key)
		at = (at + 1) & (c->n_slots - 1);
	return at;
}

static void
grow(struct counts *c)
{
	struct count_entry *old = c->slots;
	size_t n = c->n_slots;

	c->n_slots = n == 0 ? SLOTS_FIRST : n * 2;
	c->slots = arena_array(c->arena, c->n_slots, sizeof(*c->slots));
	for (size_t i = 0; i < n; i++) {
		if (old[i].key != 0)
			c->slots[find_slot(c, old[i].key)] = old[i];
	}
}

static void
count_one(struct counts *c, uint64_t key)
{
	struct count_entry *s;

	if (c->n * 2 >= c->n_slots)
		grow(c);
	s = &c->slots[find_slot(c, key)];
	if (s->key == 0) {
		s->key = key;
		c->n++;
	}
	s->texts++;
}

void
count_features(struct arena *a, const struct part *p, struct counts *out)
{
	struct arena *scratch = arena_new(TEXT_ARENA_MAX);
	uint32_t least = p->n < FEW_TEXTS ? 1 : 2;

	*out = (struct counts){.arena = a, .n_texts = (double)p->n};
	grow(out);
	for (size_t i = 0; i < p->n; i++) {
		struct features f;

		features_of(scratch, p->reader,
		    p->in->examples[p->items[i]].text, &f);
		for (size_t k = 0; k < f.n; k++)
			count_one(out, f.items[k].key);
		arena_reset(scratch);
	}
	arena_free(scratch);
	for (size_t i = 0; i < out->n_slots; i++) {
		struct count_entry *s = &out->slots[i];

		s->id = COUNT_RARE;
		if (s->key != 0 && s->texts >= least)
			s->id = (uint32_t)out->n_kept++;
	}
}

double
count_idf(const struct counts *c, uint32_t texts)
{
	return log((c->n_texts + 1) / ((double)texts + 1)) + 1;
}

/* As a prediction does it: what is left out counts as unseen. */
static struct linear_row
make_row(struct arena *a, const struct counts *c, const struct part *p,
    const struct features *f, const float *extra)
{
	size_t n_extra = p->in->n_extra;
	double squares[FEATURE_BLOCKS] = {0};
	uint32_t *index = arena_array(a, f->n + n_extra + 1, sizeof(*index));
	float *value = arena_array(a, f->n + n_extra + 1, sizeof(*value));
	size_t n = 0, first = 0;

	/* Features come block by block: a block is scaled when it ends. */
	for (size_t i = 0; i < f->n; i++) {
		const struct feature *x = &f->items[i];
		const struct count_entry *s = &c->slots[find_slot(c, x->key)];
		bool is_known = s->key != 0 && s->id != COUNT_RARE;
		double v = classify_value(x->count,
		    count_idf(c, is_known ? s->texts : 1));

		squares[x->block] += v * v;
		if (is_known) {
			index[n] = s->id;
			value[n++] = (float)v;
		}
		if (i + 1 < f->n && f->items[i + 1].block == x->block)
			continue;
		for (; first < n; first++)
			value[first] *= (float)classify_block_scale(x->block,
			    squares[x->block]);
	}
	for (size_t i = 0; i < p->in->n_extra; i++) {
		index[n] = (uint32_t)(c->n_kept + i);
		value[n++] = (float)classify_extra_value(&p->extra[i],
		    extra[i]);
	}
	return (struct linear_row){index, value, n};
}

void
count_rows(struct arena *a, const struct counts *c, const struct part *p,
    struct linear_row *rows)
{
	struct arena *scratch = arena_new(TEXT_ARENA_MAX);

	for (size_t i = 0; i < p->n; i++) {
		const struct classify_example *x =
		    &p->in->examples[p->items[i]];
		struct features f;

		features_of(scratch, p->reader, x->text, &f);
		rows[i] = make_row(a, c, p, &f, x->extra);
		arena_reset(scratch);
	}
	arena_free(scratch);
}

