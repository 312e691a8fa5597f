#include "base/base.h"

#include "nlp/net.h"

#include "nlp/chance.h"

#include <math.h>

#define WORK_MAX ((size_t)2 << 30)
#define RATE 0.05F     /* of the first round; it falls to 0 */
#define SPREAD_IN 0.1F /* of the first weights */
#define SPREAD_OUT 0.25F
#define RATE_FLOOR 1e-6F
#define GRADIENT_LEAST 1e-4F /* smaller ones move nothing */
#define AHEAD 6 /* features fetched early: memory is what takes the time */

/* Dropped by chance, of 65536. */
#define DROP_FEATURE 19661 /* 0.3 */
#define DROP_UNIT 13107	   /* 0.2 */
#define KEEP_SCALE(drop) (65536.0F / (65536.0F - (float)(drop)))

struct trainer {
	const struct net_problem *p;
	struct net *net;
	float *in_squares, *out_squares; /* of gradients so far */
	uint32_t *index; /* features of a row that are not dropped */
	float *value;
	float *scores;
	uint64_t chance;
	float rate;
};

/* The state of one row. */
struct units {
	float value[NET_HIDDEN];
	float slope[NET_HIDDEN];
	float keep[NET_HIDDEN]; /* 0: dropped or below 0 */
	float squares;
};

/* 16 bits of chance at a time. */
struct coins {
	uint64_t bits;
	unsigned left;
};

static unsigned
toss(struct coins *c, uint64_t *chance)
{
	unsigned v;

	if (c->left == 0) {
		c->bits = chance_next(chance);
		c->left = 4;
	}
	v = (unsigned)(c->bits & 0xffff);
	c->bits >>= 16;
	c->left--;
	return v;
}

static void
fill(float *w, size_t n, float spread, uint64_t *chance)
{
	for (size_t i = 0; i < n; i++)
		w[i] = ((float)(chance_next(chance) >> 40) / 16777216.0F -
			   0.5F) * spread;
}

static float
dot(const float *out, const float *units)
{
	float lanes[NET_LANES] = {0}, sum = 0;

	for (size_t i = 0; i < NET_HIDDEN; i += NET_LANES) {
		for (size_t k = 0; k < NET_LANES; k++)
			lanes[k] += out[i + k] * units[i + k];
	}
	for (size_t k = 0; k < NET_LANES; k++)
		sum += lanes[k];
	return sum;
}

static void
add_scaled(float *to, const float *from, float scale)
{
	for (size_t i = 0; i < NET_HIDDEN; i++)
		to[i] += scale * from[i];
}

/* The row's features that stay, and the constant. */
static size_t
drop_features(struct trainer *t, const struct linear_row *row)
{
	struct coins coins = {0, 0};
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++) {
		if (toss(&coins, &t->chance) < DROP_FEATURE)
			continue;
		t->index[n] = row->index[i];
		t->value[n++] = row->value[i] * KEEP_SCALE(DROP_FEATURE);
	}
	t->index[n] = (uint32_t)t->p->n_features;
	t->value[n++] = 1;
	return n;
}

static void
fetch(const struct trainer *t, size_t i, size_t n)
{
	const float *w;

	if (i + AHEAD >= n)
		return;
	w = t->net->in + (size_t)t->index[i + AHEAD] * NET_HIDDEN;
	for (size_t k = 0; k < NET_HIDDEN; k += NET_LANES)
		__builtin_prefetch(w + k, 1);
}

static void
forward(struct trainer *t, size_t n, struct units *u)
{
	struct coins coins = {0, 0};

	memset(u->value, 0, sizeof(u->value));
	for (size_t i = 0; i < n; i++) {
		fetch(t, i, n);
		add_scaled(u->value, t->net->in +
			(size_t)t->index[i] * NET_HIDDEN, t->value[i]);
	}
	u->squares = 0;
	for (size_t k = 0; k < NET_HIDDEN; k++) {
		bool stays = toss(&coins, &t->chance) >= DROP_UNIT &&
		    u->value[k] > 0;

		u->keep[k] = stays ? KEEP_SCALE(DROP_UNIT) : 0;
		u->value[k] *= u->keep[k];
		u->slope[k] = 0;
		u->squares += u->value[k] * u->value[k];
	}
}

/* Scores become how far each probability is from the truth. */
static void
find_errors(struct trainer *t, size_t row)
{
	const struct net_problem *p = t->p;
	float *s = t->scores, best = s[0], sum = 0;

	for (size_t k = 0; k < p->n_classes && p->labels == NULL; k++)
		s[k] = 1 / (1 + expf(-s[k])) -
		    (p->has(p->arg, row, k) ? 1.0F : 0.0F);
	if (p->labels == NULL)
		return;
	for (size_t k = 1; k < p->n_classes; k++)
		best = fmaxf(best, s[k]);
	for (size_t k = 0; k < p->n_classes; k++)
		sum += s[k] = expf(s[k] - best);
	for (size_t k = 0; k < p->n_classes; k++)
		s[k] /= sum;
	s[p->labels[row]] -= 1;
}

static void
learn_classes(struct trainer *t, size_t row, struct units *u)
{
	struct net *net = t->net;

	for (size_t k = 0; k < t->p->n_classes; k++)
		t->scores[k] = net->out_bias[k] + dot(net->out + k * NET_HIDDEN,
		    u->value);
	find_errors(t, row);
	for (size_t k = 0; k < t->p->n_classes; k++) {
		float g = t->scores[k], step;
		float *w = net->out + k * NET_HIDDEN;

		if (fabsf(g) < GRADIENT_LEAST)
			continue;
		t->out_squares[k] += g * g * u->squares / NET_HIDDEN;
		step = t->rate * g / sqrtf(t->out_squares[k] + RATE_FLOOR);
		add_scaled(u->slope, w, g);
		add_scaled(w, u->value, -step);
		net->out_bias[k] -= step;
	}
}

static void
learn_features(struct trainer *t, size_t n, struct units *u)
{
	float squares = 0;

	for (size_t k = 0; k < NET_HIDDEN; k++) {
		u->slope[k] *= u->keep[k];
		squares += u->slope[k] * u->slope[k];
	}
	squares /= NET_HIDDEN;
	for (size_t i = 0; i < n; i++) {
		size_t f = t->index[i];
		float v = t->value[i];

		fetch(t, i, n);
		t->in_squares[f] += squares * v * v;
		add_scaled(t->net->in + f * NET_HIDDEN, u->slope,
		    -t->rate * v / sqrtf(t->in_squares[f] + RATE_FLOOR));
	}
}

static void
learn_row(struct trainer *t, size_t row)
{
	struct units u;
	size_t n = drop_features(t, &t->p->rows[row]);

	forward(t, n, &u);
	learn_classes(t, row, &u);
	learn_features(t, n, &u);
}

static struct net
make_net(struct arena *a, const struct net_problem *p, size_t units)
{
	return (struct net){
		arena_array(a, (p->n_features + 1) * units, sizeof(float)),
		arena_array(a, p->n_classes * units, sizeof(float)),
		arena_array(a, p->n_classes, sizeof(float)),
	};
}

static void
train_one(struct arena *work, const struct net_problem *p, unsigned seed,
    struct net *net)
{
	struct trainer t = {.p = p, .net = net, .chance = seed};
	size_t *order = arena_array(work, p->n_rows + 1, sizeof(*order));
	size_t longest = 0;

	for (size_t i = 0; i < p->n_rows; i++)
		longest = p->rows[i].n > longest ? p->rows[i].n : longest;
	t.in_squares = arena_array(work, p->n_features + 1, sizeof(float));
	t.out_squares = arena_array(work, p->n_classes, sizeof(float));
	t.index = arena_array(work, longest + 1, sizeof(*t.index));
	t.value = arena_array(work, longest + 1, sizeof(*t.value));
	t.scores = arena_array(work, p->n_classes, sizeof(*t.scores));
	fill(net->in, (p->n_features + 1) * NET_HIDDEN, SPREAD_IN,
	    &t.chance);
	fill(net->out, p->n_classes * NET_HIDDEN, SPREAD_OUT, &t.chance);
	for (unsigned r = 0; r < p->rounds; r++) {
		t.rate = RATE * (1 - (float)r / (float)p->rounds);
		chance_order(&t.chance, order, p->n_rows);
		for (size_t i = 0; i < p->n_rows; i++)
			learn_row(&t, order[i]);
	}
}

/* Net number k becomes units of the whole; scores are the mean. */
static void
join(const struct net_problem *p, const struct net *one, size_t k,
    struct net *all)
{
	size_t units = p->n_nets * NET_HIDDEN;
	float share = 1.0F / (float)p->n_nets;

	for (size_t f = 0; f <= p->n_features; f++)
		memcpy(all->in + f * units + k * NET_HIDDEN,
		    one->in + f * NET_HIDDEN, NET_HIDDEN * sizeof(float));
	for (size_t c = 0; c < p->n_classes; c++) {
		add_scaled(all->out + c * units + k * NET_HIDDEN,
		    one->out + c * NET_HIDDEN, share);
		all->out_bias[c] += share * one->out_bias[c];
	}
}

void
net_train(struct arena *a, const struct net_problem *p, struct net *out)
{
	*out = make_net(a, p, p->n_nets * NET_HIDDEN);
	for (size_t k = 0; k < p->n_nets; k++) {
		struct arena *work = arena_new(WORK_MAX);
		struct net one = make_net(work, p, NET_HIDDEN);

		train_one(work, p, p->seed + (unsigned)k, &one);
		join(p, &one, k, out);
		arena_free(work);
	}
}
