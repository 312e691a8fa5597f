#include "base/base.h"

#include "eval_emotion.h"

#include "base/clock.h"
#include "nlp/emotion.h"

#define SCRATCH_MAX ((size_t)64 << 20)
#define US_SECOND 1e6

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
	struct emotion_rows rows;
	struct measure m;
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
	const struct labels *names = &r->rows.classes.names;
	struct emotion e;

	emotion_read(a, row->text, &e);
	measure_add(&r->m, (struct measure_set){row->labels, row->n_labels},
	    said, confidence);
	eval_write_label(r->ev, join(a, names, row->labels, row->n_labels),
	    join(a, names, said.labels, said.n), e.upset, row->text);
}

static enum rc
run_trained(struct run *r, struct err *e)
{
	struct arena *scratch;
	struct feelings_part test;
	struct emotion_model m;
	int64_t start = clock_mono_us();
	enum rc rc = emotion_learn(r->ev, &r->rows, &m, e);

	if (rc != RC_OK)
		return rc;
	eval_put(r->ev, "train_seconds",
	    (double)(clock_mono_us() - start) / US_SECOND);
	eval_put_count(r->ev, "model_bytes", (int64_t)m.bytes);
	feelings_of_use(r->ev, &r->rows.classes, FEELINGS_TEST, &test);
	scratch = arena_new(SCRATCH_MAX);
	for (size_t i = 0; i < test.n; i++) {
		int labels[EVAL_LABELS_MAX];
		double confidence;
		size_t n;

		start = clock_mono_us();
		n = emotion_classes(&m, scratch, test.items[i], labels,
		    &confidence);
		r->us[r->n++] = (double)(clock_mono_us() - start);
		judge(r, scratch, &r->rows.classes.items[test.items[i]],
		    (struct measure_set){labels, n}, confidence);
		arena_reset(scratch);
	}
	arena_free(scratch);
	return RC_OK;
}

static void
run_built_in(struct run *r)
{
	struct arena *scratch = arena_new(SCRATCH_MAX);

	for (size_t i = 0; i < r->rows.classes.n; i++) {
		const struct feelings_row *row = &r->rows.classes.items[i];
		struct emotion em;
		int said;

		emotion_read(scratch, row->text, &em);
		said = labels_add(&r->rows.classes.names,
		    emotion_name(em.kind));
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
	rc = emotion_rows_read(ev,
	    ev->train == NULL ? product_of : ekman_of, &r.rows, e);
	if (rc != RC_OK)
		return rc;
	measure_init(&r.m, ev->arena);
	r.us = arena_array(ev->arena, r.rows.classes.n, sizeof(double));
	if (ev->train != NULL)
		rc = run_trained(&r, e);
	else
		run_built_in(&r);
	if (rc != RC_OK)
		return rc;
	measure_end(&r.m);
	eval_put_measure(ev, &r.m, &r.rows.classes.names);
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
