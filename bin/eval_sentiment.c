#include "base/base.h"

#include "eval_feelings.h"

#include "base/clock.h"

#include <math.h>
#include <stdlib.h>

#define SCRATCH_MAX ((size_t)64 << 20)

struct scores {
	double *score; /* of each row */
	double *us;
};

static void
score_all(struct eval *ev, const struct eval_rows *rows, struct scores *out)
{
	struct arena *scratch = arena_new(SCRATCH_MAX);

	out->score = arena_array(ev->arena, rows->n, sizeof(double));
	out->us = arena_array(ev->arena, rows->n, sizeof(double));
	for (size_t i = 0; i < rows->n; i++) {
		const char *text = rows->items[i].fields[1];
		struct sentiment s;

		sentiment_score(scratch, text, &s);
		out->score[i] = s.score;
		out->us[i] = feelings_us(scratch, text);
		arena_reset(scratch);
	}
	arena_free(scratch);
}

/* Ratings: how well the scores go with them. */
static void
report_numbers(struct eval *ev, const struct eval_rows *rows,
    const struct scores *s)
{
	double *gold = arena_array(ev->arena, rows->n, sizeof(*gold));

	for (size_t i = 0; i < rows->n; i++) {
		gold[i] = strtod(rows->items[i].fields[0], NULL);
		eval_write(ev, "%s\t%.4f\n", rows->items[i].fields[0],
		    s->score[i]);
	}
	eval_put_count(ev, "items", (int64_t)rows->n);
	eval_put_result(ev, "pearson", measure_pearson(gold, s->score,
	    rows->n));
}

struct named {
	struct labels labels;
	int number[3]; /* of each polarity; -1: there is none */
	int *gold;
};

static enum rc
name_rows(struct eval *ev, const struct eval_rows *rows, struct named *out,
    struct err *e)
{
	labels_init(&out->labels, ev->arena);
	out->gold = arena_array(ev->arena, rows->n, sizeof(int));
	for (size_t k = 0; k < NELEM(out->number); k++)
		out->number[k] = -1;
	for (size_t i = 0; i < rows->n; i++) {
		const char *label = rows->items[i].fields[0];
		enum feelings_polarity p = feelings_polarity_of(label);

		if (p == FEELINGS_UNKNOWN)
			return eval_bad_row(rows, i, e,
			    "pos, neg, neutral or a number");
		out->gold[i] = labels_add(&out->labels, label);
		out->number[p] = out->gold[i];
	}
	if (out->number[FEELINGS_NEGATIVE] < 0 ||
	    out->number[FEELINGS_POSITIVE] < 0)
		return err_set(e, RC_INVALID,
		    "%.150s: expected rows of both pos and neg", rows->file);
	return RC_OK;
}

/* Without rows that are neutral, each text takes a side. */
static enum feelings_polarity
side_of(const struct named *n, double score, double *confidence)
{
	double positive = sentiment_probability(score);

	if (n->number[FEELINGS_NEUTRAL] >= 0 &&
	    fabs(score) < SENTIMENT_LABEL_AT) {
		*confidence = 1 - fabs(2 * positive - 1);
		return FEELINGS_NEUTRAL;
	}
	*confidence = positive > 0.5 ? positive : 1 - positive;
	return positive > 0.5 ? FEELINGS_POSITIVE : FEELINGS_NEGATIVE;
}

static enum rc
report_labels(struct eval *ev, const struct eval_rows *rows,
    const struct scores *s, struct err *e)
{
	struct named names;
	struct measure m;
	double *against = arena_array(ev->arena, rows->n, sizeof(double));
	bool *negative = arena_array(ev->arena, rows->n, sizeof(bool));
	enum rc rc = name_rows(ev, rows, &names, e);

	if (rc != RC_OK)
		return rc;
	measure_init(&m, ev->arena);
	for (size_t i = 0; i < rows->n; i++) {
		double confidence;
		int side = names.number[side_of(&names, s->score[i],
		    &confidence)];

		against[i] = -s->score[i];
		negative[i] = names.gold[i] ==
		    names.number[FEELINGS_NEGATIVE];
		measure_add_one(&m, names.gold[i], side, confidence);
		eval_write_label(ev, rows->items[i].fields[0],
		    names.labels.names[side], confidence,
		    rows->items[i].fields[1]);
	}
	measure_end(&m);
	eval_put_measure(ev, &m, &names.labels);
	eval_put(ev, "auroc_negative", measure_auroc(ev->arena, against,
	    negative, rows->n));
	eval_put_result(ev, "result", m.accuracy);
	return RC_OK;
}

struct tally {
	struct eval *ev;
	struct feelings_rows rows;
	struct measure m;
	double *us, *against;
	bool *negative;
	size_t n;
};

static void
measure_part(struct tally *t, const struct classify_model *m,
    const struct feelings_part *part)
{
	struct arena *scratch = arena_new(SCRATCH_MAX);
	const struct labels *names = &t->rows.names;

	for (size_t i = 0; i < part->n; i++) {
		const struct feelings_row *row =
		    &t->rows.items[part->items[i]];
		int64_t start = clock_mono_us();
		struct classify_result c;
		int gold = row->labels[0], said;

		classify_predict(m, scratch, row->text, row->features, &c);
		t->us[t->n] = (double)(clock_mono_us() - start);
		said = c.order[0];
		measure_add_one(&t->m, gold, said, c.confidence);
		eval_write_label(t->ev, names->names[gold],
		    names->names[said], c.confidence, row->text);
		t->negative[t->n] = feelings_polarity_of(
		    names->names[gold]) == FEELINGS_NEGATIVE;
		for (size_t k = 0; k < c.n_classes; k++) {
			if (feelings_polarity_of(names->names[k]) ==
			    FEELINGS_NEGATIVE)
				t->against[t->n] = c.probability[k];
		}
		t->n++;
		arena_reset(scratch);
	}
	arena_free(scratch);
}

static enum rc
run_part(struct tally *t, const struct feelings_part *train,
    const struct feelings_part *test, struct err *e)
{
	struct arena *a = arena_new(EVAL_ARENA_MAX);
	struct classify_model *m;
	enum rc rc = feelings_train(a, t->ev, &t->rows, train, &m, NULL, e);

	if (rc == RC_OK)
		measure_part(t, m, test);
	arena_free(a);
	return rc;
}

static enum rc
run_trained(struct eval *ev, struct err *e)
{
	struct tally t = {.ev = ev};
	struct feelings_part train, test, rest;
	enum rc rc = feelings_read(ev, &t.rows, e);

	if (rc != RC_OK)
		return rc;
	if (t.rows.kind == CLASSIFY_SEVERAL)
		return err_set(e, RC_INVALID, "expected one label a row");
	measure_init(&t.m, ev->arena);
	t.us = arena_array(ev->arena, t.rows.n, sizeof(double));
	t.against = arena_array(ev->arena, t.rows.n, sizeof(double));
	t.negative = arena_array(ev->arena, t.rows.n, sizeof(bool));
	feelings_of_use(ev, &t.rows, FEELINGS_TRAIN, &train);
	feelings_of_use(ev, &t.rows, FEELINGS_TEST, &test);
	if (ev->folds == 0)
		rc = run_part(&t, &train, &test, e);
	for (int64_t k = 0; k < ev->folds && rc == RC_OK; k++) {
		feelings_fold(ev, &train, k, ev->folds, &test, &rest);
		rc = run_part(&t, &rest, &test, e);
	}
	if (rc != RC_OK)
		return rc;
	measure_end(&t.m);
	eval_put_measure(ev, &t.m, &t.rows.names);
	eval_put(ev, "auroc_negative", measure_auroc(ev->arena, t.against,
	    t.negative, t.n));
	eval_put_times(ev, t.us, t.n);
	eval_put_result(ev, "result", t.m.accuracy);
	return RC_OK;
}

static enum rc
run(struct eval *ev, struct err *e)
{
	struct eval_rows rows;
	struct scores s;
	enum rc rc;

	if (ev->train != NULL && (ev->test == NULL) == (ev->folds < 2))
		return err_set(e, RC_INVALID, "expected --train with --test, "
		    "or --train with --folds of 2 or more");
	if (ev->train != NULL)
		return run_trained(ev, e);
	if (ev->test == NULL)
		return err_set(e, RC_INVALID, "expected --test FILE");
	rc = eval_tsv(ev, ev->test, 2, &rows, e);
	if (rc != RC_OK)
		return rc;
	score_all(ev, &rows, &s);
	if (feelings_are_numbers(&rows))
		report_numbers(ev, &rows, &s);
	else
		rc = report_labels(ev, &rows, &s, e);
	if (rc == RC_OK)
		eval_put_times(ev, s.us, rows.n);
	return rc;
}

const struct eval_task eval_sentiment = {
	.name = "sentiment",
	.summary = "Measure how well the tone of a message is read",
	.options = "train test folds predictions lang",
	.usage = "  biwoco eval sentiment --test F.tsv\n"
		 "  biwoco eval sentiment --train F.tsv --folds 5\n"
		 "  biwoco eval sentiment --train F.tsv --test G.tsv\n"
		 "\n"
		 "Rows: pos or neg (or neutral) TAB text; or a number TAB "
		 "text, for ratings.\nWithout --train the built-in sentiment, "
		 "untrained; with it words and the\nlexicon's figures "
		 "together. --fail-under looks at the accuracy, with\n"
		 "ratings at Pearson's correlation.\n",
	.run = run,
};
