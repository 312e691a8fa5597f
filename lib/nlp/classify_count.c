#include "base/base.h"

#include "nlp/classify_work.h"

#include <math.h>

#define SLOTS_FIRST ((size_t)1 << 16)
#define FEW_TEXTS 5000 /* below, features of a single text are kept */
#define REPAIR_TEXTS 2 /* that have a word: what one has may be an error */
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
count_one(struct counts *c, const struct feature *f)
{
	struct count_entry *s;

	if (c->n * 2 >= c->n_slots)
		grow(c);
	s = &c->slots[find_slot(c, f->key)];
	if (s->key == 0) {
		s->key = f->key;
		s->block = f->block;
		c->n++;
	}
	s->texts++;
}

struct features *
count_read(struct arena *a, const struct classify_training *in,
    const struct feature_reader *r)
{
	struct arena *scratch = arena_new(TEXT_ARENA_MAX);
	struct features *out = arena_array(a, in->n_examples + 1,
	    sizeof(*out));

	for (size_t i = 0; i < in->n_examples; i++) {
		struct features f;

		features_of(scratch, r, in->examples[i].text, &f);
		out[i].n = f.n;
		out[i].items = f.n == 0 ? NULL :
		    arena_dup(a, f.items, f.n * sizeof(*f.items));
		arena_reset(scratch);
	}
	arena_free(scratch);
	return out;
}

/* Those of the net come first. */
static void
give_ids(struct counts *c, uint32_t least, bool to_net)
{
	for (size_t i = 0; i < c->n_slots; i++) {
		struct count_entry *s = &c->slots[i];

		if (s->key != 0 && s->texts >= least &&
		    (classify_block_scale(VIEW_NET, s->block, 1) > 0) ==
			to_net)
			s->id = (uint32_t)c->n_kept++;
	}
}

void
count_features(struct arena *a, const struct part *p, struct counts *out)
{
	uint32_t least = p->n < FEW_TEXTS ? 1 : 2;

	*out = (struct counts){.arena = a, .n_texts = (double)p->n};
	grow(out);
	for (size_t i = 0; i < p->n; i++) {
		const struct features *f = &p->features[p->items[i]];

		for (size_t k = 0; k < f->n; k++)
			count_one(out, &f->items[k]);
	}
	for (size_t i = 0; i < out->n_slots; i++)
		out->slots[i].id = COUNT_RARE;
	give_ids(out, least, true);
	out->n_net = out->n_kept;
	give_ids(out, least, false);
}

double
count_idf(const struct counts *c, uint32_t texts)
{
	return log((c->n_texts + 1) / ((double)texts + 1)) + 1;
}

static double
rarity(const void *arg, uint64_t key)
{
	const struct counts *c = arg;
	const struct count_entry *s = &c->slots[find_slot(c, key)];

	return s->key != 0 && s->texts >= REPAIR_TEXTS ?
	    count_idf(c, s->texts) : 0;
}

struct features *
count_repaired(struct arena *a, const struct classify_training *in,
    const struct feature_reader *r, const struct features *first)
{
	struct counts counts;
	const struct repair_vocabulary known = {rarity, &counts};
	struct feature_reader reader = *r;
	struct part all = {.in = in, .features = first,
	    .n = in->n_examples};
	size_t *items = arena_array(a, all.n + 1, sizeof(*items));

	for (size_t i = 0; i < all.n; i++)
		items[i] = i;
	all.items = items;
	count_features(a, &all, &counts);
	reader.known = &known;
	return count_read(a, in, &reader);
}

/* A text's features, counted and weighed, before a view scales them. */
struct weighed {
	uint32_t *id, *block;
	double *value;
	size_t n;
	double squares[FEATURE_BLOCKS];
};

/* As a prediction does it: what is left out counts as unseen. */
static void
weigh(struct arena *a, const struct counts *c, const struct features *f,
    struct weighed *out)
{
	*out = (struct weighed){
		.id = arena_array(a, f->n + 1, sizeof(*out->id)),
		.block = arena_array(a, f->n + 1, sizeof(*out->block)),
		.value = arena_array(a, f->n + 1, sizeof(*out->value)),
	};
	for (size_t i = 0; i < f->n; i++) {
		const struct feature *x = &f->items[i];
		const struct count_entry *s = &c->slots[find_slot(c, x->key)];
		bool is_known = s->key != 0 && s->id != COUNT_RARE;
		double v = classify_value(x->count,
		    count_idf(c, is_known ? s->texts : 1));

		out->squares[x->block] += v * v;
		if (!is_known)
			continue;
		out->id[out->n] = s->id;
		out->block[out->n] = x->block;
		out->value[out->n++] = v;
	}
}

static struct linear_row
make_row(struct arena *a, enum classify_view view, const struct weighed *w,
    const struct part *p, const float *extra, size_t extra_at)
{
	size_t n_extra = p->in->n_extra, n = 0;
	uint32_t *index = arena_array(a, w->n + n_extra + 1, sizeof(*index));
	float *value = arena_array(a, w->n + n_extra + 1, sizeof(*value));

	for (size_t i = 0; i < w->n; i++) {
		double scale = classify_block_scale(view, w->block[i],
		    w->squares[w->block[i]]);

		if (scale > 0) {
			index[n] = w->id[i];
			value[n++] = (float)(w->value[i] * scale);
		}
	}
	for (size_t i = 0; i < n_extra; i++) {
		index[n] = (uint32_t)(extra_at + i);
		value[n++] = (float)classify_extra_value(&p->extra[i],
		    extra[i]);
	}
	return (struct linear_row){index, value, n};
}

void
count_rows(struct arena *a, const struct counts *c, const struct part *p,
    struct linear_row *linear, struct linear_row *net)
{
	struct arena *scratch = arena_new(TEXT_ARENA_MAX);

	for (size_t i = 0; i < p->n; i++) {
		const struct classify_example *x =
		    &p->in->examples[p->items[i]];
		struct weighed w;

		weigh(scratch, c, &p->features[p->items[i]], &w);
		linear[i] = make_row(a, (enum classify_view)p->in->kind, &w,
		    p, x->extra, c->n_kept);
		net[i] = make_row(a, VIEW_NET, &w, p, x->extra, c->n_net);
		arena_reset(scratch);
	}
	arena_free(scratch);
}
