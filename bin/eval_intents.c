#include "base/base.h"

#include "eval_intents.h"

#include "base/clock.h"
#include "nlp/typing.h"

#include <time.h>

#define SCRATCH_MAX ((size_t)64 << 20)

/* Recall outside at these accuracies inside is told. */
static const double inside_marks[] = {0.91, 0.875};

/* What the run gathers over all folds. */
struct tally {
	struct eval *ev;
	const struct intent_rows *names; /* labels of all rows */
	struct measure m;
	double *us;	    /* of each prediction */
	double *confidence; /* likewise; before any threshold */
	bool *is_inside;
	bool *is_best_right; /* the best class, whatever the threshold */
	size_t n;
	double seconds; /* of all trainings */
	size_t bytes;	/* of the largest model */
	size_t n_trainings;
};

static const char *
join(struct arena *a, const struct labels *names, const int *labels, size_t n,
    const char *none)
{
	struct buf b;

	if (n == 0)
		return none;
	buf_init(&b, a, EVAL_LABELS_MAX * LABEL_BYTES_MAX);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(&b, ',');
		buf_puts(&b, names->names[labels[i]]);
	}
	return b.data;
}

/* What is predicted: nothing under the threshold, if that is asked for. */
static void
judge(struct tally *t, struct arena *scratch, const struct intent_row *row,
    const struct classify_result *r)
{
	const struct intent_rows *rows = t->names;
	bool is_outside = t->ev->oos != NULL && !rows->is_several &&
	    r->verdict == CLASSIFY_OUTSIDE;
	struct measure_set said = {r->labels, is_outside ? 0 : r->n_labels};
	struct measure_set gold = {row->labels, row->n_labels};
	const char *none = t->ev->oos == NULL ? "" : t->ev->oos;

	eval_write_label(t->ev,
	    join(scratch, &rows->labels, gold.labels, gold.n, none),
	    join(scratch, &rows->labels, said.labels, said.n, none),
	    r->confidence, row->text);
	t->confidence[t->n] = r->confidence;
	t->is_inside[t->n] = gold.n > 0;
	t->is_best_right[t->n] = gold.n == 1 && r->n_labels == 1 &&
	    gold.labels[0] == r->labels[0];
	/* Outside counts as a class of its own. */
	if (!rows->is_several && gold.n == 0)
		gold = (struct measure_set){&rows->outside, 1};
	if (!rows->is_several && said.n == 0)
		said = (struct measure_set){&rows->outside, 1};
	measure_add(&t->m, gold, said, r->confidence);
}

static void
predict(struct tally *t, const struct classify_model *m,
    const struct intent_row *row, uint64_t *chance)
{
	struct arena *scratch = arena_new(SCRATCH_MAX);
	struct classify_result r;
	struct intent_row typed = *row;
	int64_t start;

	if (t->ev->typos > 0)
		typed.text = typing_errors(scratch, row->text,
		    (size_t)t->ev->typos, chance);
	start = clock_mono_us();
	classify_predict(m, scratch, typed.text, NULL, &r);
	t->us[t->n] = (double)(clock_mono_us() - start);
	judge(t, scratch, &typed, &r);
	t->n++;
	arena_free(scratch);
}

static enum rc
run_once(struct tally *t, const struct intent_split *split, struct err *e)
{
	struct arena *a = arena_new(EVAL_ARENA_MAX);
	uint64_t chance = (uint64_t)t->ev->seed;
	struct classify_trained trained;
	struct classify_model *m = NULL;
	/* Of the processor: what else the machine does says nothing. */
	clock_t start = clock();
	enum rc rc = intent_split_train(a, t->ev, t->names, split, &trained,
	    e);

	t->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
	t->n_trainings++;
	if (rc == RC_OK)
		rc = classify_load(a, trained.bytes, trained.n, &m, e);
	if (rc == RC_OK && trained.n > t->bytes)
		t->bytes = trained.n;
	for (size_t i = 0; rc == RC_OK && i < split->n_test; i++)
		predict(t, m, &t->names->items[split->test[i]], &chance);
	arena_free(a);
	return rc;
}

/* How many outside are refused when so many inside are still right: the
 * threshold is moved over what was predicted. */
static double
recall_outside(const struct tally *t, double inside_accuracy)
{
	double best = 0;

	for (size_t i = 0; i < t->n; i++) {
		size_t inside = 0, right = 0, outside = 0, refused = 0;
		double share;

		if (t->is_inside[i])
			continue;
		for (size_t k = 0; k < t->n; k++) {
			bool above = t->confidence[k] > t->confidence[i];

			inside += t->is_inside[k];
			right += t->is_inside[k] && above &&
			    t->is_best_right[k];
			outside += !t->is_inside[k];
			refused += !t->is_inside[k] && !above;
		}
		share = (double)refused / (double)outside;
		if (inside > 0 && share > best &&
		    (double)right >= inside_accuracy * (double)inside)
			best = share;
	}
	return best;
}

static void
put_outside(struct tally *t)
{
	const struct measure_class *c = (size_t)t->names->outside <
		t->m.n_classes ? &t->m.classes[t->names->outside] : NULL;
	size_t inside = 0, best = 0;

	for (size_t i = 0; i < t->n; i++) {
		inside += t->is_inside[i];
		best += t->is_inside[i] && t->is_best_right[i];
	}
	if (c == NULL || inside == 0 || c->items == 0)
		return;
	eval_put(t->ev, "inside_accuracy",
	    (double)(t->m.n_right - c->right) / (double)inside);
	eval_put(t->ev, "outside_recall", c->recall);
	eval_put(t->ev, "inside_best",
	    (double)best / (double)inside);
	eval_put(t->ev, "outside_auroc", measure_auroc(t->ev->arena,
	    t->confidence, t->is_inside, t->n));
	for (size_t i = 0; i < NELEM(inside_marks); i++)
		eval_put(t->ev, arena_printf(t->ev->arena,
		    "recall_at_%.1f", 100 * inside_marks[i]),
		    recall_outside(t, inside_marks[i]));
}

static void
report(struct tally *t)
{
	struct eval *ev = t->ev;

	measure_end(&t->m);
	eval_put_text(ev, "kind", t->names->is_several ? "several" : "one");
	eval_put_count(ev, "classes", (int64_t)t->names->n_classes);
	/* Of the best class: what is refused may be right to refuse. */
	if (ev->oos != NULL && !t->names->is_several)
		t->m.calibration_error = measure_calibration_error(
		    t->confidence, t->is_best_right, t->n);
	eval_put_measure(ev, &t->m, &t->names->labels);
	if (ev->oos != NULL && !t->names->is_several)
		put_outside(t);
	eval_put(ev, "train_seconds", t->seconds / (double)t->n_trainings);
	eval_put_count(ev, "model_bytes", (int64_t)t->bytes);
	eval_put_times(ev, t->us, t->n);
	eval_put_result(ev, "result", t->names->is_several ? t->m.micro_f1 :
							     t->m.accuracy);
}

static enum rc
run(struct eval *ev, struct err *e)
{
	struct intent_rows rows;
	struct tally t = {.ev = ev, .names = &rows};
	enum rc rc;

	if (ev->train == NULL || (ev->test == NULL) == (ev->folds == 0) ||
	    ev->folds == 1)
		return err_set(e, RC_INVALID, "expected --train with --test, "
		    "or --train with --folds of 2 or more");
	rc = intent_rows_read(ev, &rows, e);
	if (rc != RC_OK)
		return rc;
	measure_init(&t.m, ev->arena);
	t.us = arena_array(ev->arena, rows.n, sizeof(*t.us));
	t.confidence = arena_array(ev->arena, rows.n, sizeof(double));
	t.is_inside = arena_array(ev->arena, rows.n, sizeof(bool));
	t.is_best_right = arena_array(ev->arena, rows.n, sizeof(bool));
	for (int64_t k = 0; k < (ev->folds > 0 ? ev->folds : 1); k++) {
		struct intent_split split;

		intent_split_make(ev, &rows, k, &split);
		rc = split.n_test == 0 ? RC_OK : run_once(&t, &split, e);
		if (rc != RC_OK)
			return rc;
	}
	report(&t);
	return RC_OK;
}

const struct eval_task eval_intents = {
	.name = "intents",
	.summary = "Measure intent recognition",
	.options = "train dev test oos examples folds typos predictions",
	.usage =
	    "  biwoco eval intents --train train.tsv --test test.tsv\n"
	    "  biwoco eval intents --train all.tsv --folds 5\n"
	    "\n"
	    "Rows: intent TAB text; several intents are joined by commas. "
	    "With a\nthird field in front, its number says the fold. Rows of "
	    "the label\n--oos are never trained as a class; what is predicted "
	    "under the\nthreshold gets it. --fail-under looks at the "
	    "accuracy, with several\nintents at micro-F1.\n",
	.run = run,
};
