#include "base/base.h"

#include "nlp/measure.h"

#include <math.h>
#include <stdlib.h>

void
measure_init(struct measure *m, struct arena *a)
{
	*m = (struct measure){.arena = a};
}

/* A longer copy of a list of `n` items, zero behind them. */
static void *
longer(struct arena *a, const void *items, size_t n, size_t cap, size_t size)
{
	void *more = arena_array(a, cap, size);

	if (n > 0)
		memcpy(more, items, n * size);
	return more;
}

static struct measure_class *
class_at(struct measure *m, int label)
{
	size_t i = (size_t)label;

	assert(label >= 0);
	if (i >= m->cap_classes) {
		size_t cap = i * 2 + 16;

		m->classes = longer(m->arena, m->classes, m->n_classes, cap,
		    sizeof(*m->classes));
		m->cap_classes = cap;
	}
	if (i >= m->n_classes)
		m->n_classes = i + 1;
	return &m->classes[i];
}

static bool
has(struct measure_set set, int label)
{
	for (size_t i = 0; i < set.n; i++) {
		if (set.labels[i] == label)
			return true;
	}
	return false;
}

static void
add_pair(struct measure *m, int gold, int predicted)
{
	for (size_t i = 0; i < m->n_pairs; i++) {
		struct measure_pair *p = &m->pairs[i];

		if (p->gold == gold && p->predicted == predicted) {
			p->n++;
			return;
		}
	}
	if (m->n_pairs == m->cap_pairs) {
		m->cap_pairs = m->cap_pairs * 2 + 16;
		m->pairs = longer(m->arena, m->pairs, m->n_pairs,
		    m->cap_pairs, sizeof(*m->pairs));
	}
	m->pairs[m->n_pairs++] = (struct measure_pair){gold, predicted, 1};
}

void
measure_add(struct measure *m, struct measure_set gold,
    struct measure_set predicted, double confidence)
{
	bool right = gold.n == predicted.n;

	for (size_t i = 0; i < gold.n; i++) {
		struct measure_class *c = class_at(m, gold.labels[i]);
		bool found = has(predicted, gold.labels[i]);

		c->items++;
		c->right += found;
		c->misses += !found;
		right = right && found;
	}
	for (size_t i = 0; i < predicted.n; i++)
		class_at(m, predicted.labels[i])->false_positives +=
		    !has(gold, predicted.labels[i]);
	if (gold.n == 1 && predicted.n == 1 && !right)
		add_pair(m, gold.labels[0], predicted.labels[0]);
	if (m->n == m->cap) {
		m->cap = m->cap * 2 + 256;
		m->confidence = longer(m->arena, m->confidence, m->n, m->cap,
		    sizeof(*m->confidence));
		m->is_right = longer(m->arena, m->is_right, m->n, m->cap,
		    sizeof(*m->is_right));
	}
	m->confidence[m->n] = confidence;
	m->is_right[m->n++] = right;
	m->n_right += right;
}

void
measure_add_one(struct measure *m, int gold, int predicted, double confidence)
{
	measure_add(m, (struct measure_set){&gold, 1},
	    (struct measure_set){&predicted, 1}, confidence);
}

static int
more_frequent(const void *a, const void *b)
{
	const struct measure_pair *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	if (x->gold != y->gold)
		return x->gold < y->gold ? -1 : 1;
	return (x->predicted > y->predicted) - (x->predicted < y->predicted);
}

static double
share(size_t part, size_t whole)
{
	return whole == 0 ? 0 : (double)part / (double)whole;
}

void
measure_end(struct measure *m)
{
	size_t right = 0, wrong = 0, missed = 0, n = 0;
	double sum = 0;

	for (size_t i = 0; i < m->n_classes; i++) {
		struct measure_class *c = &m->classes[i];
		size_t both = 2 * c->right + c->false_positives + c->misses;

		c->precision = share(c->right,
		    c->right + c->false_positives);
		c->recall = share(c->right, c->right + c->misses);
		c->f1 = share(2 * c->right, both);
		right += c->right;
		wrong += c->false_positives;
		missed += c->misses;
		n += both > 0;
		sum += c->f1;
	}
	m->accuracy = m->n == 0 ? NAN : share(m->n_right, m->n);
	m->macro_f1 = n == 0 ? NAN : sum / (double)n;
	m->micro_f1 = n == 0 ? NAN : share(2 * right,
	    2 * right + wrong + missed);
	m->calibration_error = measure_calibration_error(m->confidence,
	    m->is_right, m->n);
	if (m->n_pairs > 0)
		qsort(m->pairs, m->n_pairs, sizeof(*m->pairs),
		    more_frequent);
}

double
measure_calibration_error(const double *confidence, const bool *is_right,
    size_t n)
{
	struct bin {
		size_t n, right;
		double confidence;
	} bins[MEASURE_BINS] = {0};
	double error = 0;

	for (size_t i = 0; i < n; i++) {
		int at = (int)(confidence[i] * MEASURE_BINS);
		struct bin *b;

		if (at < 0)
			at = 0;
		if (at >= MEASURE_BINS)
			at = MEASURE_BINS - 1;
		b = &bins[at];
		b->n++;
		b->right += is_right[i];
		b->confidence += confidence[i];
	}
	for (size_t i = 0; i < MEASURE_BINS; i++)
		error += fabs((double)bins[i].right - bins[i].confidence);
	return n == 0 ? NAN : error / (double)n;
}

struct scored {
	double score;
	bool is_positive;
};

static int
lower_first(const void *a, const void *b)
{
	const struct scored *x = a, *y = b;

	return (x->score > y->score) - (x->score < y->score);
}

/* By the rank sum of the positives (Mann and Whitney). */
double
measure_auroc(struct arena *a, const double *scores, const bool *is_positive,
    size_t n)
{
	struct scored *s = arena_array(a, n, sizeof(*s));
	double ranks = 0, positives = 0, negatives;

	for (size_t i = 0; i < n; i++)
		s[i] = (struct scored){scores[i], is_positive[i]};
	if (n > 0)
		qsort(s, n, sizeof(*s), lower_first);
	for (size_t i = 0; i < n;) {
		size_t end = i + 1, found = s[i].is_positive;

		for (; end < n && s[end].score <= s[i].score; end++)
			found += s[end].is_positive;
		ranks += (double)found * ((double)(i + 1 + end) / 2);
		positives += (double)found;
		i = end;
	}
	negatives = (double)n - positives;
	if (positives < 1 || negatives < 1)
		return NAN;
	return (ranks - positives * (positives + 1) / 2) /
	    (positives * negatives);
}

double
measure_pearson(const double *x, const double *y, size_t n)
{
	double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;

	for (size_t i = 0; i < n; i++) {
		mx += x[i] / (double)n;
		my += y[i] / (double)n;
	}
	for (size_t i = 0; i < n; i++) {
		xx += (x[i] - mx) * (x[i] - mx);
		yy += (y[i] - my) * (y[i] - my);
		xy += (x[i] - mx) * (y[i] - my);
	}
	return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

static int
ascending(const void *a, const void *b)
{
	double x, y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return (x > y) - (x < y);
}

double
measure_percentile(double *values, size_t n, double p)
{
	size_t rank;

	if (n == 0)
		return NAN;
	qsort(values, n, sizeof(*values), ascending);
	rank = (size_t)ceil(p * (double)n);
	if (rank < 1)
		rank = 1;
	return values[rank > n ? n - 1 : rank - 1];
}
