/*
 * Learns the tables of language detection from the text that extract.py
 * made:
 *
 *	train FOLDER SCRIPT KEEP SHARPNESS OUT [WITHOUT]
 *
 * SCRIPT is latin, cyrillic or arabic; KEEP is how many n-grams the table
 * has.  SHARPNESS multiplies the scores, so that confidence is as often right
 * as it says: choose it on the source WITHOUT, which is then not learned
 * from, and make the table with all sources afterwards.
 * One softmax regression over the n-grams of short pieces of text, learned
 * with Adagrad (Duchi et al. 2011) from examples drawn anew each time, twice:
 * over all n-grams that are met often, then over those that matter most.
 * The same text gives the same table.
 */
#include "base/base.h"

#include "draw.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define FIRST_EXAMPLES 1500000
#define LAST_EXAMPLES 2000000
#define HELD_EXAMPLES 20000 /* by which WITHOUT is measured */
#define SLOTS ((size_t)1 << 23)
#define COUNT_EXAMPLES 500000
#define COUNT_MIN 6
#define RATE 0.5
#define STEPS 7		/* a weight is -7 to 7 units */
#define WIDEST 3.0	/* standard deviations that 7 units are */
#define BUCKET 4	/* n-grams of a bucket, on the average */

static const struct group {
	const char *name;
	const char *languages[LANGUAGES_MAX + 1];
} groups[] = {
	{"latin", {"en", "vi", "es", "fr", "de", "pt", "it", "nl", "pl", "sv",
	    "da", "nb", "cs", "sk", "hu", "ro", "tr", "id", "fi", NULL}},
	{"cyrillic", {"ru", "uk", "bg", NULL}},
	{"arabic", {"ar", "fa", NULL}},
};

struct slot {
	uint64_t hash;
	uint32_t count;
	int32_t row; /* -1: none */
};

struct model {
	struct corpus corpus;
	struct slot *slots;
	float *w;    /* rows of LANGUAGES_MAX */
	float *g;    /* squared gradients of a row */
	size_t rows;
};

static struct slot *
slot_of(struct model *m, uint64_t hash, bool make)
{
	for (size_t i = hash >> 41;; i = (i + 1) % SLOTS) {
		struct slot *s = &m->slots[i];

		if (s->hash == hash)
			return s;
		if (s->hash == 0) {
			if (!make)
				return NULL;
			s->hash = hash;
			s->row = -1;
			return s;
		}
	}
}

static size_t
find_rows(struct model *m, const struct example *x, int32_t *rows)
{
	size_t n = 0;

	for (size_t i = 0; i < x->n_grams; i++) {
		const struct slot *s = slot_of(m, x->grams[i], false);

		if (s != NULL && s->row >= 0)
			rows[n++] = s->row;
	}
	return n;
}

static void
scores(const struct model *m, const int32_t *rows, size_t n, double *z)
{
	for (size_t l = 0; l < m->corpus.n; l++)
		z[l] = 0;
	for (size_t i = 0; i < n; i++) {
		const float *w = m->w + (size_t)rows[i] * LANGUAGES_MAX;

		for (size_t l = 0; l < m->corpus.n; l++)
			z[l] += (double)w[l];
	}
	for (size_t l = 0; l < m->corpus.n; l++)
		z[l] /= sqrt((double)(n > 0 ? n : 1));
}

static double
softmax(double *z, size_t n)
{
	double max = z[0], sum = 0;

	for (size_t i = 1; i < n; i++)
		max = z[i] > max ? z[i] : max;
	for (size_t i = 0; i < n; i++)
		sum += z[i] = exp(z[i] - max);
	for (size_t i = 0; i < n; i++)
		z[i] /= sum;
	return max;
}

static void
learn(struct model *m, size_t examples)
{
	static struct example x;
	static int32_t rows[EXAMPLE_GRAMS];
	double loss = 0;

	for (size_t e = 0; e < examples; e++) {
		double z[LANGUAGES_MAX], scale, norm = 0;
		double rate = RATE * (1 - 0.9 * (double)e / (double)examples);
		size_t n;

		corpus_draw(&m->corpus, &x);
		n = find_rows(m, &x, rows);
		if (n == 0)
			continue;
		scores(m, rows, n, z);
		softmax(z, m->corpus.n);
		loss -= log(z[x.language] + 1e-12);
		z[x.language] -= 1;
		scale = 1 / sqrt((double)n);
		for (size_t l = 0; l < m->corpus.n; l++)
			norm += z[l] * z[l];
		norm *= scale * scale;
		for (size_t i = 0; i < n; i++) {
			float *w = m->w + (size_t)rows[i] * LANGUAGES_MAX;
			float *g = &m->g[rows[i]];
			float by;

			*g += (float)norm;
			by = (float)(rate * scale / sqrt((double)*g + 1e-3));
			for (size_t l = 0; l < m->corpus.n; l++)
				w[l] -= by * (float)z[l];
		}
		if ((e + 1) % 500000 == 0) {
			fprintf(stderr, "%zu examples, loss %.4f\n", e + 1,
			    loss / 500000);
			loss = 0;
		}
	}
}

static void
count(struct model *m)
{
	static struct example x;

	for (size_t e = 0; e < COUNT_EXAMPLES; e++) {
		corpus_draw(&m->corpus, &x);
		for (size_t i = 0; i < x.n_grams; i++)
			slot_of(m, x.grams[i], true)->count++;
	}
	for (size_t i = 0; i < SLOTS; i++) {
		if (m->slots[i].count >= COUNT_MIN)
			m->slots[i].row = (int32_t)m->rows++;
	}
	m->w = must(calloc(m->rows * LANGUAGES_MAX, sizeof(*m->w)));
	m->g = must(calloc(m->rows, sizeof(*m->g)));
	fprintf(stderr, "%zu n-grams\n", m->rows);
}

struct worth {
	float value;
	size_t slot;
};

static int
compare_worth(const void *a, const void *b)
{
	float x = ((const struct worth *)a)->value;
	float y = ((const struct worth *)b)->value;

	return (x < y) - (x > y);
}

/* Keeps the n-grams that move the decision most, over all text. */
static void
prune(struct model *m, size_t keep)
{
	struct worth *all = must(calloc(m->rows, sizeof(*all)));
	size_t n = 0;

	for (size_t i = 0; i < SLOTS; i++) {
		struct slot *s = &m->slots[i];
		const float *w;
		double sum = 0, squares = 0, k = (double)m->corpus.n;

		if (s->hash == 0 || s->row < 0)
			continue;
		w = m->w + (size_t)s->row * LANGUAGES_MAX;
		for (size_t l = 0; l < m->corpus.n; l++) {
			sum += (double)w[l];
			squares += (double)(w[l] * w[l]);
		}
		all[n++] = (struct worth){(float)(sqrt((double)s->count) *
		    sqrt(squares / k - sum * sum / k / k)), i};
	}
	qsort(all, n, sizeof(*all), compare_worth);
	for (size_t i = keep; i < n; i++)
		m->slots[all[i].slot].row = -1;
	free(all);
}

/* Rows centred and rounded to whole units; the unit. */
static double
quantise(struct model *m)
{
	double squares = 0, unit;
	size_t n = 0;

	for (size_t i = 0; i < SLOTS; i++) {
		const struct slot *s = &m->slots[i];
		float *w, mean = 0;

		if (s->hash == 0 || s->row < 0)
			continue;
		w = m->w + (size_t)s->row * LANGUAGES_MAX;
		for (size_t l = 0; l < m->corpus.n; l++)
			mean += w[l] / (float)m->corpus.n;
		for (size_t l = 0; l < m->corpus.n; l++) {
			w[l] -= mean;
			squares += (double)(w[l] * w[l]);
			n++;
		}
	}
	unit = WIDEST * sqrt(squares / (double)n) / STEPS;
	for (size_t i = 0; i < m->rows * LANGUAGES_MAX; i++) {
		double q = round((double)m->w[i] / unit);

		m->w[i] = (float)(q > STEPS ? STEPS : q < -STEPS ? -STEPS : q);
	}
	return unit;
}

static int
compare_slots(const void *a, const void *b)
{
	uint64_t x = ((const struct slot *)a)->hash;
	uint64_t y = ((const struct slot *)b)->hash;

	return (x > y) - (x < y);
}

static void
put(FILE *f, uint32_t v, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		fputc((int)(v >> 8 * i & 0xFF), f);
}

/* The layout is told in lib/nlp/language_table.h. */
static void
write_table(struct model *m, double unit, const char *path)
{
	FILE *f = must(fopen(path, "w"));
	size_t n = 0, at = 0, buckets;
	float sharp = (float)unit;
	uint32_t bits;

	for (size_t i = 0; i < SLOTS; i++) {
		if (m->slots[i].hash != 0 && m->slots[i].row >= 0)
			m->slots[n++] = m->slots[i];
	}
	qsort(m->slots, n, sizeof(*m->slots), compare_slots);
	buckets = n / BUCKET;
	fputs("BLT1", f);
	put(f, (uint32_t)n, 4);
	put(f, (uint32_t)buckets, 4);
	memcpy(&bits, &sharp, sizeof(bits));
	put(f, bits, 4);
	put(f, (uint32_t)m->corpus.n, 4);
	for (size_t l = 0; l < m->corpus.n; l++) {
		for (size_t i = 0; i < 4; i++)
			fputc(i < 2 ? m->corpus.languages[l].code[i] : 0, f);
	}
	for (size_t b = 0; b <= buckets; b++) {
		while (at < n && ((m->slots[at].hash >> 32) * buckets >> 32)
		    < b)
			at++;
		put(f, (uint32_t)at, 2);
	}
	for (size_t i = 0; i < n; i++)
		put(f, m->slots[i].hash & 0xFFFF, 2);
	for (size_t i = 0; i < n; i++) {
		const float *w = m->w + (size_t)m->slots[i].row *
		    LANGUAGES_MAX;

		for (size_t l = 0; l < m->corpus.n; l += 2) {
			uint32_t lo = (uint32_t)((int)w[l] + 8), hi = 8;

			if (l + 1 < m->corpus.n)
				hi = (uint32_t)((int)w[l + 1] + 8);
			put(f, lo | hi << 4, 1);
		}
	}
	printf("%s: %zu n-grams, %ld bytes\n", path, n, ftell(f));
	fclose(f);
}

/* How sure and how right it is on the source that was held out. */
static void
measure(struct model *m, double unit, double sharpness)
{
	static struct example x;
	static int32_t rows[EXAMPLE_GRAMS];
	double sure = 0, loss = 0;
	size_t right = 0, n = 0;

	while (n < HELD_EXAMPLES) {
		double z[LANGUAGES_MAX];
		size_t best = 0;

		corpus_draw_held(&m->corpus, &x);
		scores(m, rows, find_rows(m, &x, rows), z);
		for (size_t l = 0; l < m->corpus.n; l++)
			z[l] *= unit * sharpness;
		softmax(z, m->corpus.n);
		for (size_t l = 1; l < m->corpus.n; l++)
			best = z[l] > z[best] ? l : best;
		sure += z[best];
		loss -= log(z[x.language] + 1e-12);
		right += best == x.language;
		n++;
	}
	printf("sharpness %.2f: right %.4f, sure %.4f, loss %.4f\n",
	    sharpness, (double)right / (double)n, sure / (double)n,
	    loss / (double)n);
}

int
main(int argc, char **argv)
{
	static struct model m;
	struct arena *a = arena_new((size_t)64 << 20);
	const char *without = argc > 6 ? argv[6] : NULL;
	double unit;
	size_t g = 0;

	if (argc < 6) {
		fputs("usage: train FOLDER SCRIPT KEEP SHARPNESS OUT "
		      "[WITHOUT]\n", stderr);
		return 2;
	}
	while (g + 1 < NELEM(groups) && strcmp(groups[g].name, argv[2]) != 0)
		g++;
	m.corpus.script = (enum language_script)g;
	m.slots = must(calloc(SLOTS, sizeof(*m.slots)));
	for (size_t i = 0; groups[g].languages[i] != NULL; i++)
		corpus_read(&m.corpus, argv[1], groups[g].languages[i],
		    without, a);
	count(&m);
	learn(&m, FIRST_EXAMPLES);
	prune(&m, strtoul(argv[3], NULL, 10));
	learn(&m, LAST_EXAMPLES);
	unit = quantise(&m);
	for (double s = 0.8; without != NULL && s < 2.4; s += 0.2)
		measure(&m, unit, s);
	write_table(&m, unit * strtod(argv[4], NULL), argv[5]);
	arena_free(a);
	return 0;
}
