#include "base/base.h"

#include "eval_feelings.h"

#include "base/clock.h"
#include "nlp/emotion.h"

#include <stdlib.h>

#define SCRATCH_MAX ((size_t)64 << 20)
#define INNER_FOLDS 3 /* of --train, to choose thresholds without --dev */

/*
 * The 28 emotions of GoEmotions as the 7 of Ekman, by the grouping of its
 * paper (Demszky et al. 2020, appendix).  Other labels stay as they are.
 */
static const struct {
	const char *class, *labels;
} ekman[] = {
	{"anger", " anger annoyance disapproval "},
	{"disgust", " disgust "},
	{"fear", " fear nervousness "},
	{"joy", " admiration amusement approval caring desire excitement "
		"gratitude joy love optimism pride relief "},
	{"sadness", " disappointment embarrassment grief remorse sadness "},
	{"surprise", " confusion curiosity realization surprise "},
	{"neutral", " neutral "},
};

static const char *
ekman_of(const char *label)
{
	size_t n = strlen(label);

	for (size_t i = 0; i < NELEM(ekman); i++) {
		const char *at = strstr(ekman[i].labels, label);

		while (at != NULL && (at[-1] != ' ' || at[n] != ' '))
			at = strstr(at + 1, label);
		if (at != NULL)
			return ekman[i].class;
	}
	return label;
}

/* The product's own classes, for what is built in. */
static const char *
product_of(const char *label)
{
	static const struct {
		const char *class;
		enum emotion_kind kind;
	} kinds[] = {{"anger", EMOTION_ANGER}, {"disgust", EMOTION_ANGER},
	    {"fear", EMOTION_WORRY}, {"joy", EMOTION_JOY},
	    {"sadness", EMOTION_FRUSTRATION}, {"surprise", EMOTION_NEUTRAL}};
	const char *class = ekman_of(label);

	for (size_t i = 0; i < NELEM(kinds); i++) {
		if (strcmp(class, kinds[i].class) == 0)
			return emotion_name(kinds[i].kind);
	}
	return class;
}

struct run {
	struct eval *ev;
	struct feelings_rows rows;
	struct measure m;
	double *threshold; /* of each class, to choose it */
	double *us;
	size_t n;
};

static const char *
join(struct arena *a, const struct labels *names, const int *labels, size_t n)
{
	const char *text = n == 0 ? "" : names->names[labels[0]];

	for (size_t i = 1; i < n; i++)
		text = arena_printf(a, "%s,%s", text,
		    names->names[labels[i]]);
	return text;
}

static void
judge(struct run *r, struct arena *a, const struct feelings_row *row,
    struct measure_set said, double confidence)
{
	struct emotion e;

	emotion_read(a, row->text, &e);
	measure_add(&r->m, (struct measure_set){row->labels, row->n_labels},
	    said, confidence);
	eval_write_label(r->ev,
	    join(a, &r->rows.names, row->labels, row->n_labels),
	    join(a, &r->rows.names, said.labels, said.n), e.upset,
	    row->text);
}

/* Classes above their threshold; at least the nearest one. */
static size_t
choose(const struct run *r, const struct classify_result *c, int *out)
{
	size_t n = 0;
	int nearest = c->order[0];

	if (r->rows.kind == CLASSIFY_ONE) {
		out[0] = nearest;
		return 1;
	}
	for (size_t k = 0; k < c->n_classes && n < EVAL_LABELS_MAX; k++) {
		if (c->probability[k] >= r->threshold[k])
			out[n++] = (int)k;
		if (c->probability[k] / r->threshold[k] >
		    c->probability[nearest] / r->threshold[nearest])
			nearest = (int)k;
	}
	if (n == 0)
		out[n++] = nearest;
	return n;
}

static void
measure_part(struct run *r, const struct classify_model *m,
    const struct feelings_part *part)
{
	struct arena *scratch = arena_new(SCRATCH_MAX);

	for (size_t i = 0; i < part->n; i++) {
		const struct feelings_row *row =
		    &r->rows.items[part->items[i]];
		struct classify_result c;
		int labels[EVAL_LABELS_MAX];
		int64_t start = clock_mono_us();
		size_t n;

		classify_predict(m, scratch, row->text, row->features, &c);
		r->us[r->n++] = (double)(clock_mono_us() - start);
		n = choose(r, &c, labels);
		judge(r, scratch, row, (struct measure_set){labels, n},
		    c.confidence);
		arena_reset(scratch);
	}
	arena_free(scratch);
}

/* What a model that was not trained on a row says of it. */
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

/* The threshold with the best F1 of a class. */
static double
best_threshold(struct guess *g, size_t n)
{
	double best_f1 = 0, threshold = 0.5;
	size_t gold = 0, right = 0;

	qsort(g, n, sizeof(*g), likeliest_first);
	for (size_t i = 0; i < n; i++)
		gold += g[i].is_gold;
	for (size_t i = 0; i < n; i++) {
		double f1;

		right += g[i].is_gold;
		f1 = 2 * (double)right / (double)(i + 1 + gold);
		if (f1 > best_f1) {
			best_f1 = f1;
			threshold = g[i].probability;
		}
	}
	return threshold;
}

struct guesses {
	struct guess **of_class;
	size_t n;
};

static void
guess_part(struct run *r, const struct classify_model *m,
    const struct feelings_part *part, struct guesses *g)
{
	struct arena *scratch = arena_new(SCRATCH_MAX);

	for (size_t i = 0; i < part->n; i++) {
		const struct feelings_row *row =
		    &r->rows.items[part->items[i]];
		struct classify_result c;

		classify_predict(m, scratch, row->text, row->features, &c);
		for (size_t k = 0; k < c.n_classes; k++)
			g->of_class[k][g->n] =
			    (struct guess){c.probability[k], false};
		for (size_t k = 0; k < row->n_labels; k++)
			g->of_class[row->labels[k]][g->n].is_gold = true;
		g->n++;
		arena_reset(scratch);
	}
	arena_free(scratch);
}

/* On --dev with the model, or on parts of --train left out in turn. */
static enum rc
choose_thresholds(struct run *r, const struct classify_model *m,
    const struct feelings_part *train, struct err *e)
{
	struct feelings_part dev;
	struct guesses g = {.of_class = arena_array(r->ev->arena,
				r->rows.names.n, sizeof(struct guess *))};
	enum rc rc = RC_OK;

	for (size_t k = 0; k < r->rows.names.n; k++)
		g.of_class[k] = arena_array(r->ev->arena, r->rows.n,
		    sizeof(struct guess));
	feelings_of_use(r->ev, &r->rows, FEELINGS_DEV, &dev);
	if (dev.n > 0)
		guess_part(r, m, &dev, &g);
	for (int64_t k = 0; dev.n == 0 && k < INNER_FOLDS && rc == RC_OK;
	     k++) {
		struct feelings_part left_out, rest;
		struct arena *a = arena_new(EVAL_ARENA_MAX);
		struct classify_model *inner;

		feelings_fold(r->ev, train, k, INNER_FOLDS, &left_out, &rest);
		rc = feelings_train(a, r->ev, &r->rows, &rest, &inner, NULL,
		    e);
		if (rc == RC_OK)
			guess_part(r, inner, &left_out, &g);
		arena_free(a);
	}
	for (size_t k = 0; k < r->rows.names.n && rc == RC_OK; k++)
		r->threshold[k] = best_threshold(g.of_class[k], g.n);
	return rc;
}

static enum rc
run_trained(struct run *r, struct err *e)
{
	struct feelings_part train, test;
	struct classify_model *m;
	size_t bytes;
	int64_t start = clock_mono_us();
	enum rc rc;

	feelings_of_use(r->ev, &r->rows, FEELINGS_TRAIN, &train);
	feelings_of_use(r->ev, &r->rows, FEELINGS_TEST, &test);
	rc = feelings_train(r->ev->arena, r->ev, &r->rows, &train, &m,
	    &bytes, e);
	if (rc == RC_OK && r->rows.kind == CLASSIFY_SEVERAL)
		rc = choose_thresholds(r, m, &train, e);
	if (rc != RC_OK)
		return rc;
	eval_put(r->ev, "train_seconds",
	    (double)(clock_mono_us() - start) / 1e6);
	eval_put_count(r->ev, "model_bytes", (int64_t)bytes);
	measure_part(r, m, &test);
	return RC_OK;
}

static void
run_built_in(struct run *r)
{
	struct arena *scratch = arena_new(SCRATCH_MAX);

	for (size_t i = 0; i < r->rows.n; i++) {
		const struct feelings_row *row = &r->rows.items[i];
		struct emotion em;
		int said;

		emotion_read(scratch, row->text, &em);
		said = labels_add(&r->rows.names, emotion_name(em.kind));
		r->us[r->n++] = feelings_us(scratch, row->text);
		judge(r, scratch, row, (struct measure_set){&said, 1},
		    em.share[em.kind]);
		arena_reset(scratch);
	}
	arena_free(scratch);
}

static enum rc
run(struct eval *ev, struct err *e)
{
	struct run r = {.ev = ev};
	enum rc rc;

	if (ev->test == NULL)
		return err_set(e, RC_INVALID, "expected --test FILE");
	rc = feelings_read(ev, ev->train == NULL ? product_of : ekman_of,
	    &r.rows, e);
	if (rc != RC_OK)
		return rc;
	measure_init(&r.m, ev->arena);
	r.us = arena_array(ev->arena, r.rows.n, sizeof(double));
	r.threshold = arena_array(ev->arena, r.rows.names.n, sizeof(double));
	if (ev->train != NULL)
		rc = run_trained(&r, e);
	else
		run_built_in(&r);
	if (rc != RC_OK)
		return rc;
	measure_end(&r.m);
	eval_put_measure(ev, &r.m, &r.rows.names);
	eval_put_times(ev, r.us, r.n);
	eval_put_result(ev, "result", r.m.macro_f1);
	return RC_OK;
}

const struct eval_task eval_emotion = {
	.name = "emotion",
	.summary = "Measure how well emotions are told apart",
	.options = "train dev test predictions lang",
	.usage =
	    "  biwoco eval emotion --test F.tsv\n"
	    "  biwoco eval emotion --train F.tsv --dev G.tsv --test H.tsv\n"
	    "\n"
	    "Rows: emotions joined by commas TAB text. Trained, the 28 "
	    "labels of GoEmotions\ncount as the 7 of Ekman and others as "
	    "they are; a class' threshold is chosen\non --dev, else on parts "
	    "of --train left out in turn. Untrained, the classes\nare anger, "
	    "frustration (sadness), worry (fear), joy, neutral (surprise).\n"
	    "The confidence in --predictions is the upset score. "
	    "--fail-under looks at\nmacro-F1.\n",
	.run = run,
};
