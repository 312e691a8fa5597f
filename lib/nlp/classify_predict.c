#include "base/base.h"

#include "nlp/classify.h"

#include "nlp/classify_file.h"
#include "nlp/logit.h"

#include <math.h>
#include <stdlib.h>

#define EXTRA_FAR 4.0 /* deviations from the mean; more counts as so many */
#define OWN_SHARE 5 /* of the greatest weight: typing errors give less */
#define PROBABILITY_LEAST 1e-9

/* One feature of the text that the model knows. */
struct found {
	const unsigned char *row; /* behind its struct classify_row */
	struct classify_row head;
	double value;
	uint32_t block;
};

/* The feature's row, or NULL; checked against the section. */
static const unsigned char *
find_row(const struct classify_model *m, uint64_t key,
    struct classify_row *row)
{
	size_t mask = m->head.n_slots - 1, at = (size_t)key & mask;
	uint32_t print = (uint32_t)(key >> 32);
	size_t entry = m->head.n_classes > CLASSIFY_NARROW_MAX ? 3 : 2;

	for (size_t tries = 0; tries <= mask; tries++) {
		const struct classify_slot *s = &m->slots[at];
		uint64_t offset = ((uint64_t)s->row - 1) * CLASSIFY_ROW_ALIGN;
		uint64_t size = m->head.rows.size;

		if (s->row == 0)
			return NULL;
		at = (at + 1) & mask;
		if (s->print != print)
			continue;
		if (offset > size || size - offset < sizeof(*row))
			return NULL;
		memcpy(row, m->rows + offset, sizeof(*row));
		offset += sizeof(*row);
		if (row->n_units != 0 && row->n_units != m->head.n_hidden)
			return NULL;
		if (size - offset < row->n * entry + row->n_units)
			return NULL;
		return m->rows + offset;
	}
	return NULL;
}

static double
rarity(const void *arg, uint64_t key)
{
	struct classify_row row;

	return find_row(arg, key, &row) == NULL ? 0 : (double)row.idf;
}

/* A row's classes and their weights, side by side. */
struct row_weights {
	const unsigned char *classes;
	const signed char *values;
	size_t n;
	bool wide; /* two bytes a class */
};

static struct row_weights
weights_of(const struct classify_model *m, const unsigned char *row, size_t n)
{
	bool wide = m->head.n_classes > CLASSIFY_NARROW_MAX;

	return (struct row_weights){row,
	    (const signed char *)(row + (wide ? n * 2 : n)), n, wide};
}

static size_t
class_at(const struct row_weights *w, size_t i)
{
	return w->wide ? (size_t)w->classes[i * 2] |
		(size_t)w->classes[i * 2 + 1] << 8 :
			 w->classes[i];
}

static void
add_row(const struct classify_model *m, const struct found *f, double value,
    double *scores)
{
	const struct row_weights w = weights_of(m, f->row, f->head.n);

	for (size_t i = 0; i < w.n; i++) {
		size_t class = class_at(&w, i);

		if (class < m->head.n_classes)
			scores[class] += value * w.values[i];
	}
}

static void
add_extra(const struct classify_model *m, const float *extra, double *scores)
{
	size_t n = m->head.n_extra, n_classes = m->head.n_classes;

	for (size_t i = 0; i < n; i++) {
		double z = classify_extra_value(&m->extra[i], extra[i]);

		for (size_t k = 0; k < n_classes; k++)
			scores[k] += z *
			    (double)m->extra_weights[i * n_classes + k];
	}
}

double
classify_extra_value(const struct classify_extra *x, float value)
{
	double z = (double)(value - x->mean) / (double)x->deviation;

	if (!(z > -EXTRA_FAR))
		z = -EXTRA_FAR;
	if (z > EXTRA_FAR)
		z = EXTRA_FAR;
	return z * (double)x->weight;
}

double
classify_value(uint32_t count, double idf)
{
	return count == 1 ? idf : (1 + log((double)count)) * idf;
}

double
classify_block_scale(enum classify_view view, uint32_t block, double squares)
{
	static const double lengths[CLASSIFY_VIEWS][FEATURE_BLOCKS] = {
		[VIEW_ONE] = {
			[FEATURE_STEM] = 1,
			[FEATURE_SKIP] = 1,
			[FEATURE_PAIR] = 1,
			[FEATURE_CHARS] = 1.6,
			[FEATURE_CONCEPT] = 0.6,
		},
		[VIEW_SEVERAL] = {
			[FEATURE_WORD] = 0.5,
			[FEATURE_STEM] = 1,
			[FEATURE_SKIP] = 1,
			[FEATURE_PAIR] = 1,
			[FEATURE_CHARS] = 1.6,
			[FEATURE_CONCEPT] = 0.6,
		},
		[VIEW_NET] = {
			[FEATURE_WORD] = 0.5,
			[FEATURE_STEM] = 1,
			[FEATURE_CHARS] = 1,
			[FEATURE_CONCEPT] = 0.6,
		},
	};

	return squares > 0 ? lengths[view][block] / sqrt(squares) : 0;
}

/* The known features, and the length of each block. */
static size_t
find_features(const struct classify_model *m, const struct features *f,
    struct found *found, double *squares, double *unknown)
{
	double all = 0, strange = 0;
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++) {
		const struct feature *x = &f->items[i];
		struct classify_row row;
		const unsigned char *at = find_row(m, x->key, &row);
		double value = classify_value(x->count,
		    at == NULL ? m->head.idf_unknown : (double)row.idf);

		all += value;
		squares[x->block] += value * value;
		if (at == NULL)
			strange += value;
		else
			found[n++] = (struct found){at, row, value,
			    x->block};
	}
	*unknown = all > 0 ? strange / all : 1;
	return n;
}

/* The weights of one feature to the units: the last of its row. */
static void
add_units(const struct classify_model *m, const struct found *f,
    double value, float *units)
{
	size_t entry = m->head.n_classes > CLASSIFY_NARROW_MAX ? 3 : 2;
	const signed char *w = (const signed char *)f->row +
	    f->head.n * entry;
	float scale = (float)value * f->head.unit_scale;

	for (size_t u = 0; u < f->head.n_units; u += NET_LANES) {
		for (size_t k = 0; k < NET_LANES; k++)
			units[u + k] += scale * (float)w[u + k];
	}
}

/* The constant, and the extra figures. */
static void
start_units(const struct classify_model *m, const float *extra, float *units)
{
	size_t n = m->head.n_extra, n_units = m->head.n_hidden;

	memcpy(units, m->net_extra + n * n_units, n_units * sizeof(*units));
	for (size_t i = 0; i < n; i++) {
		float v = (float)classify_extra_value(&m->extra[i], extra[i]);

		for (size_t u = 0; u < n_units; u++)
			units[u] += v * m->net_extra[i * n_units + u];
	}
}

static void
score_by_net(const struct classify_model *m, float *units, double *out)
{
	size_t n_units = m->head.n_hidden;

	for (size_t u = 0; u < n_units; u++)
		units[u] = units[u] > 0 ? units[u] : 0;
	for (size_t c = 0; c < m->head.n_classes; c++) {
		const signed char *w = m->net_out + c * n_units;
		float lanes[NET_LANES] = {0}, sum = 0;

		for (size_t u = 0; u < n_units; u += NET_LANES) {
			for (size_t k = 0; k < NET_LANES; k++)
				lanes[k] += units[u + k] * (float)w[u + k];
		}
		for (size_t k = 0; k < NET_LANES; k++)
			sum += lanes[k];
		out[c] = (double)(sum * m->net_classes[c].scale +
		    m->net_classes[c].bias);
	}
}

static void
score_linear(const struct classify_model *m, const float *extra,
    double *scores)
{
	for (size_t k = 0; k < m->head.n_classes; k++)
		scores[k] = scores[k] * (double)m->classes[k].scale +
		    (double)m->classes[k].bias;
	if (m->head.n_extra > 0)
		add_extra(m, extra, scores);
}

void
classify_score(const struct classify_model *m, struct arena *a,
    const char *text, const float *extra, struct classify_raw *out)
{
	double squares[FEATURE_BLOCKS] = {0};
	double linear[FEATURE_BLOCKS], net[FEATURE_BLOCKS];
	float units[CLASSIFY_UNITS_MAX] = {0};
	size_t n_classes = m->head.n_classes, n;
	const struct repair_vocabulary known = {rarity, m};
	struct feature_reader reader = m->reader;
	struct features f;
	struct found *found;

	if (m->head.kind == CLASSIFY_ONE)
		reader.known = &known;
	features_of(a, &reader, text, &f);
	found = arena_array(a, f.n + 1, sizeof(*found));
	n = find_features(m, &f, found, squares, &out->unknown);
	for (uint32_t b = 0; b < FEATURE_BLOCKS; b++) {
		linear[b] = classify_block_scale(
		    (enum classify_view)m->head.kind, b, squares[b]);
		net[b] = classify_block_scale(VIEW_NET, b, squares[b]);
	}
	out->n_features = f.n;
	out->scores = arena_array(a, n_classes, sizeof(*out->scores));
	out->net = arena_array(a, n_classes, sizeof(*out->net));
	if (m->head.n_hidden > 0)
		start_units(m, extra, units);
	for (size_t i = 0; i < n; i++) {
		const struct found *x = &found[i];

		add_row(m, x, x->value * linear[x->block], out->scores);
		if (x->head.n_units > 0)
			add_units(m, x, x->value * net[x->block], units);
	}
	score_linear(m, extra, out->scores);
	if (m->head.n_hidden > 0)
		score_by_net(m, units, out->net);
	for (size_t k = 0; k < n_classes; k++) {
		if (!isfinite(out->scores[k]))
			out->scores[k] = 0;
		if (!isfinite(out->net[k]))
			out->net[k] = 0;
	}
}

void
classify_blend(const struct classify_header *h, struct classify_raw *raw)
{
	for (size_t k = 0; k < h->n_classes; k++)
		raw->scores[k] += h->net_share * raw->net[k];
}

struct place {
	double score;
	int class;
};

static int
higher_first(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return (x->class > y->class) - (x->class < y->class);
}

static void
put_in_order(struct classify_raw *raw, size_t n, struct arena *a)
{
	struct place *places = arena_array(a, n, sizeof(*places));

	for (size_t i = 0; i < n; i++)
		places[i] = (struct place){raw->scores[i], (int)i};
	qsort(places, n, sizeof(*places), higher_first);
	raw->order = arena_array(a, n, sizeof(*raw->order));
	for (size_t i = 0; i < n; i++)
		raw->order[i] = places[i].class;
}

static double
log_odds(double p)
{
	if (p < PROBABILITY_LEAST)
		p = PROBABILITY_LEAST;
	if (p > 1 - PROBABILITY_LEAST)
		p = 1 - PROBABILITY_LEAST;
	return log(p / (1 - p));
}

/* Below 0 where the net would have said another class. */
static double
lead_in_net(const struct classify_header *h, const struct classify_raw *raw)
{
	size_t best = (size_t)raw->order[0];
	double other = -INFINITY;

	for (size_t k = 0; k < h->n_classes; k++) {
		if (k != best)
			other = fmax(other, raw->net[k]);
	}
	return h->n_classes > 1 ? raw->net[best] - other : 0;
}

/* Softmax of the scores, and how sure the best of them is. */
static void
weigh_one(const struct classify_header *h, struct classify_raw *raw)
{
	double best = raw->scores[raw->order[0]], sum = 0;
	double second = h->n_classes > 1 ? raw->scores[raw->order[1]] :
					   best - 1;

	for (size_t k = 0; k < h->n_classes; k++) {
		raw->probability[k] =
		    exp((raw->scores[k] - best) / h->temperature);
		sum += raw->probability[k];
	}
	for (size_t k = 0; k < h->n_classes; k++)
		raw->probability[k] /= sum;
	raw->sure[SURE_TOP] = best;
	raw->sure[SURE_MARGIN] = best - second;
	raw->sure[SURE_LOGIT] = log_odds(raw->probability[raw->order[0]]);
	raw->sure[SURE_NET] = lead_in_net(h, raw);
}

/* Each class by itself; the set is right when all of them are. */
static void
weigh_several(const struct classify_header *h, struct classify_raw *raw)
{
	double all = 0, least = 1;

	for (size_t k = 0; k < h->n_classes; k++) {
		double p = logit_share(h->slope * raw->scores[k] + h->shift);
		double sure = p > h->label_threshold ? p : 1 - p;

		raw->probability[k] = p;
		all += log(sure > PROBABILITY_LEAST ? sure :
						      PROBABILITY_LEAST);
		if (sure < least)
			least = sure;
	}
	raw->sure[SURE_TOP] = all;
	raw->sure[SURE_MARGIN] = least;
	raw->sure[SURE_LOGIT] = log_odds(exp(all));
}

void
classify_weigh(const struct classify_header *h, struct arena *a,
    struct classify_raw *raw)
{
	raw->probability = arena_array(a, h->n_classes,
	    sizeof(*raw->probability));
	put_in_order(raw, h->n_classes, a);
	if (h->kind == CLASSIFY_ONE)
		weigh_one(h, raw);
	else
		weigh_several(h, raw);
	raw->sure[SURE_UNKNOWN] = raw->unknown;
	raw->sure[SURE_LENGTH] = log(1 + (double)raw->n_features);
	raw->sure[SURE_ONE] = 1;
}

void
classify_predict(const struct classify_model *m, struct arena *a,
    const char *text, const float *extra, struct classify_result *out)
{
	const struct classify_header *h = &m->head;
	struct classify_raw raw;

	assert(extra != NULL || h->n_extra == 0);
	classify_score(m, a, text, extra, &raw);
	classify_blend(h, &raw);
	classify_weigh(h, a, &raw);
	*out = (struct classify_result){.probability = raw.probability,
	    .order = raw.order, .n_classes = h->n_classes,
	    .labels = raw.order, .n_labels = 1};
	out->confidence = logit_predict(raw.sure, h->sure, SURE_FIGURES);
	if (h->kind == CLASSIFY_SEVERAL) {
		size_t n = 0;

		while (n < h->n_classes && raw.probability[raw.order[n]] >
		    h->label_threshold)
			n++;
		out->n_labels = n;
	}
	out->verdict = out->confidence >= h->answer_at ? CLASSIFY_ANSWER :
	    out->confidence >= h->ask_at	       ? CLASSIFY_ASK :
							 CLASSIFY_OUTSIDE;
}

/* The feature speaks for the class: one of its examples has it. */
static bool
is_of_class(const struct row_weights *w, size_t class)
{
	int most = 0, own = 0;

	for (size_t i = 0; i < w->n; i++) {
		if (w->values[i] > most)
			most = w->values[i];
		if (class_at(w, i) == class)
			own = w->values[i];
	}
	return own > 0 && own * OWN_SHARE >= most;
}

bool
classify_knows(const struct classify_model *m, struct arena *a,
    const char *word, const size_t *classes, size_t n, unsigned *speaks_for)
{
	struct features f;
	bool known = false;

	*speaks_for = 0;
	features_alone(a, &m->reader, word, &f);
	for (size_t i = 0; i < f.n; i++) {
		struct classify_row row;
		const unsigned char *at = find_row(m, f.items[i].key, &row);
		struct row_weights w;

		if (at == NULL)
			continue;
		known = true;
		w = weights_of(m, at, row.n);
		for (size_t k = 0; k < n; k++) {
			if (is_of_class(&w, classes[k]))
				*speaks_for |= 1U << k;
		}
	}
	return known;
}
