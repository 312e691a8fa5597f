#include "base/base.h"

#include "eval_emotion.h"

#include "nlp/logit.h"

#include <math.h>
#include <stdlib.h>

#define SCRATCH_MAX ((size_t)64 << 20)
#define INNER_FOLDS 2

/* Thresholds this near to the best F1 are averaged: less chance in them. */
static const double near_best = 0.99;

/* The same row with the classes of its labels, each once. */
static void
add_classes(struct emotion_rows *rows, const struct feelings_row *fine,
    struct feelings_row *out)
{
	*out = *fine;
	out->n_labels = 0;
	for (size_t i = 0; i < fine->n_labels; i++) {
		int class = rows->class_of[fine->labels[i]];
		bool known = false;

		for (size_t k = 0; k < out->n_labels; k++)
			known = known || out->labels[k] == class;
		if (!known)
			out->labels[out->n_labels++] = class;
	}
	if (out->use == FEELINGS_TRAIN && out->n_labels > 1)
		rows->classes.kind = CLASSIFY_SEVERAL;
}

enum rc
emotion_rows_read(struct eval *ev, emotion_class *class_of,
    struct emotion_rows *out, struct err *e)
{
	struct feelings_rows *classes = &out->classes;
	enum rc rc = feelings_read(ev, &out->fine, e);

	if (rc != RC_OK)
		return rc;
	*classes = (struct feelings_rows){.kind = CLASSIFY_ONE,
	    .n = out->fine.n};
	labels_init(&classes->names, ev->arena);
	out->class_of = arena_array(ev->arena, out->fine.names.n,
	    sizeof(int));
	for (size_t i = 0; i < out->fine.names.n; i++)
		out->class_of[i] = labels_add(&classes->names,
		    class_of(out->fine.names.names[i]));
	classes->items = arena_array(ev->arena, classes->n,
	    sizeof(*classes->items));
	for (size_t i = 0; i < classes->n; i++)
		add_classes(out, &out->fine.items[i], &classes->items[i]);
	out->has_fine = classes->kind == CLASSIFY_SEVERAL &&
	    out->fine.names.n > classes->names.n;
	return RC_OK;
}

static enum rc
train_both(struct arena *a, struct eval *ev, const struct emotion_rows *rows,
    const struct feelings_part *part, struct emotion_model *out,
    struct err *e)
{
	size_t bytes = 0;
	enum rc rc = feelings_train(a, ev, &rows->classes, part,
	    &out->classes, &out->bytes, e);

	out->rows = rows;
	if (rc == RC_OK && rows->has_fine)
		rc = feelings_train(a, ev, &rows->fine, part, &out->fine,
		    &bytes, e);
	out->bytes += bytes;
	return rc;
}

/* Of each class: the mean of both models; a class holds when any of its
 * finer labels does. */
static void
probabilities(const struct emotion_model *m, struct arena *a, size_t i,
    double *out)
{
	const struct feelings_row *row = &m->rows->classes.items[i];
	size_t n = m->rows->classes.names.n;
	double *none = arena_array(a, n, sizeof(*none));
	struct classify_result c, fine;

	classify_predict(m->classes, a, row->text, row->features, &c);
	for (size_t k = 0; k < n; k++) {
		out[k] = c.probability[k];
		none[k] = 1;
	}
	if (m->fine == NULL)
		return;
	classify_predict(m->fine, a, row->text, row->features, &fine);
	for (size_t k = 0; k < fine.n_classes; k++)
		none[m->rows->class_of[k]] *= 1 - fine.probability[k];
	for (size_t k = 0; k < n; k++)
		out[k] = (out[k] + 1 - none[k]) / 2;
}

/* Classes above their threshold, at least the nearest one; and how probable
 * all of it is, as if the classes were independent. */
static size_t
choose(const struct emotion_model *m, const double *p, int *out,
    double *together)
{
	size_t n_classes = m->rows->classes.names.n, n = 0, nearest = 0;

	for (size_t k = 0; k < n_classes; k++) {
		if (p[k] >= m->threshold[k] && n < EVAL_LABELS_MAX)
			out[n++] = (int)k;
		if (p[k] / m->threshold[k] >
		    p[nearest] / m->threshold[nearest])
			nearest = k;
	}
	if (n == 0)
		out[n++] = (int)nearest;
	*together = 1;
	for (size_t k = 0; k < n_classes; k++) {
		bool said = false;

		for (size_t l = 0; l < n; l++)
			said = said || out[l] == (int)k;
		*together *= said ? p[k] : 1 - p[k];
	}
	return n;
}

static void
sure_figures(double together, size_t n, double *out)
{
	double p = fmin(fmax(together, 1e-6), 1 - 1e-6);

	out[0] = log(p / (1 - p));
	out[1] = (double)n;
	out[2] = 1;
}

size_t
emotion_classes(const struct emotion_model *m, struct arena *a, size_t i,
    int *out, double *confidence)
{
	size_t n_classes = m->rows->classes.names.n, n;
	double *p = arena_array(a, n_classes, sizeof(*p));
	double figures[EMOTION_SURE], together;

	probabilities(m, a, i, p);
	if (m->rows->classes.kind == CLASSIFY_ONE) {
		size_t best = 0;

		for (size_t k = 0; k < n_classes; k++)
			best = p[k] > p[best] ? k : best;
		out[0] = (int)best;
		*confidence = p[best];
		return 1;
	}
	n = choose(m, p, out, &together);
	sure_figures(together, n, figures);
	*confidence = logit_predict(figures, m->sure, EMOTION_SURE);
	return n;
}

/* What models that were not trained on a row say of it: for each row all
 * classes. */
struct guesses {
	double *probability;
	bool *is_gold;
	size_t n; /* rows */
};

struct guess {
	double probability;
	bool is_gold;
};

static int
likeliest_first(const void *a, const void *b)
{
	const struct guess *x = a, *y = b;

	return (x->probability < y->probability) -
	    (x->probability > y->probability);
}

static double
f1_of_first(const struct guess *g, size_t n, size_t gold, size_t *right)
{
	*right += g[n - 1].is_gold;
	return 2 * (double)*right / (double)(n + gold);
}

static double
best_threshold(struct arena *a, const struct guesses *all, size_t n_classes,
    size_t class)
{
	struct guess *g = arena_array(a, all->n, sizeof(*g));
	double best = 0, sum = 0;
	size_t gold = 0, right = 0, near = 0;

	for (size_t i = 0; i < all->n; i++) {
		g[i] = (struct guess){all->probability[i * n_classes + class],
		    all->is_gold[i * n_classes + class]};
		gold += g[i].is_gold;
	}
	if (gold == 0)
		return 1;
	qsort(g, all->n, sizeof(*g), likeliest_first);
	for (size_t i = 0; i < all->n; i++) {
		double f1 = f1_of_first(g, i + 1, gold, &right);

		best = f1 > best ? f1 : best;
	}
	right = 0;
	for (size_t i = 0; i < all->n; i++) {
		if (f1_of_first(g, i + 1, gold, &right) >= near_best * best) {
			sum += g[i].probability;
			near++;
		}
	}
	return sum / (double)near;
}

/* Fits how often a whole answer is right to how probable it seemed. */
static void
fit_sure(struct arena *a, const struct guesses *g, struct emotion_model *m)
{
	size_t n_classes = m->rows->classes.names.n;
	double *x = arena_array(a, g->n * EMOTION_SURE, sizeof(*x));
	bool *right = arena_array(a, g->n, sizeof(*right));

	for (size_t i = 0; i < g->n; i++) {
		const bool *gold = g->is_gold + i * n_classes;
		int said[EVAL_LABELS_MAX];
		double together;
		size_t n = choose(m, g->probability + i * n_classes, said,
		    &together), n_gold = 0, hits = 0;

		for (size_t k = 0; k < n_classes; k++)
			n_gold += gold[k];
		for (size_t k = 0; k < n; k++)
			hits += gold[said[k]];
		right[i] = hits == n && hits == n_gold;
		sure_figures(together, n, x + i * EMOTION_SURE);
	}
	logit_fit(&(struct logit_data){.x = x, .y = right, .n = g->n,
	    .n_figures = EMOTION_SURE, .ridge = 1}, m->sure);
}

static void
guess_part(const struct emotion_model *m, const struct feelings_part *part,
    struct guesses *g)
{
	struct arena *scratch = arena_new(SCRATCH_MAX);
	const struct feelings_rows *rows = &m->rows->classes;
	size_t n_classes = rows->names.n;

	for (size_t i = 0; i < part->n; i++) {
		const struct feelings_row *row = &rows->items[part->items[i]];

		probabilities(m, scratch, part->items[i],
		    g->probability + g->n * n_classes);
		for (size_t k = 0; k < row->n_labels; k++)
			g->is_gold[g->n * n_classes +
			    (size_t)row->labels[k]] = true;
		g->n++;
		arena_reset(scratch);
	}
	arena_free(scratch);
}

static enum rc
guess_left_out(struct eval *ev, const struct emotion_rows *rows,
    const struct feelings_part *train, struct guesses *g, struct err *e)
{
	for (int64_t k = 0; k < INNER_FOLDS; k++) {
		struct feelings_part left_out, rest;
		struct arena *a = arena_new(EVAL_ARENA_MAX);
		struct emotion_model inner = {.fine = NULL};
		enum rc rc;

		feelings_fold(ev, train, k, INNER_FOLDS, &left_out, &rest);
		rc = train_both(a, ev, rows, &rest, &inner, e);
		if (rc == RC_OK)
			guess_part(&inner, &left_out, g);
		arena_free(a);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

enum rc
emotion_learn(struct eval *ev, const struct emotion_rows *rows,
    struct emotion_model *out, struct err *e)
{
	size_t n_classes = rows->classes.names.n;
	struct feelings_part train, dev;
	struct guesses g = {.n = 0};
	enum rc rc;

	feelings_of_use(ev, &rows->classes, FEELINGS_TRAIN, &train);
	feelings_of_use(ev, &rows->classes, FEELINGS_DEV, &dev);
	*out = (struct emotion_model){.fine = NULL};
	rc = train_both(ev->arena, ev, rows, &train, out, e);
	if (rc != RC_OK || rows->classes.kind == CLASSIFY_ONE)
		return rc;
	out->threshold = arena_array(ev->arena, n_classes, sizeof(double));
	g.probability = arena_array(ev->arena, (train.n + dev.n) * n_classes,
	    sizeof(double));
	g.is_gold = arena_array(ev->arena, (train.n + dev.n) * n_classes,
	    sizeof(bool));
	if (dev.n > 0)
		guess_part(out, &dev, &g);
	else
		rc = guess_left_out(ev, rows, &train, &g, e);
	for (size_t k = 0; k < n_classes && rc == RC_OK; k++)
		out->threshold[k] = best_threshold(ev->arena, &g, n_classes,
		    k);
	if (rc == RC_OK)
		fit_sure(ev->arena, &g, out);
	return rc;
}
