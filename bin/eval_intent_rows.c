#include "base/base.h"

#include "eval_intents.h"

#include "base/text.h"
#include "nlp/chance.h"

static enum rc
read_row(struct eval *ev, const struct eval_rows *file, size_t i,
    struct intent_rows *out, struct err *e)
{
	const struct eval_row *from = &file->items[i];
	struct intent_row *row = &out->items[out->n];
	size_t at = file->n_fields - 2;
	int labels[EVAL_LABELS_MAX], n;

	row->fold = -1;
	if (at == 1 && !text_to_i64(from->fields[0], &row->fold))
		return eval_bad_row(file, i, e, "a number of a fold");
	row->text = from->fields[at + 1];
	out->n++;
	/* No label, or the one that says so: fits no class. */
	if (ev->oos != NULL && strcmp(from->fields[at], ev->oos) == 0)
		return RC_OK;
	n = labels_split(&out->labels, from->fields[at], labels,
	    NELEM(labels));
	if (n <= 0)
		return eval_bad_row(file, i, e, "a label");
	row->labels = arena_dup(ev->arena, labels,
	    (size_t)n * sizeof(*labels));
	row->n_labels = (size_t)n;
	if (n > 1 && row->use == INTENT_TRAIN)
		out->is_several = true;
	return RC_OK;
}

enum rc
intent_rows_read(struct eval *ev, struct intent_rows *out, struct err *e)
{
	const char *const files[] = {ev->train, ev->dev, ev->test};
	struct eval_rows rows[NELEM(files)] = {{0}};
	size_t n = 0;

	*out = (struct intent_rows){.n = 0};
	labels_init(&out->labels, ev->arena);
	for (size_t f = 0; f < NELEM(files); f++) {
		enum rc rc = files[f] == NULL ? RC_OK :
		    eval_tsv(ev, files[f], EVAL_FIELDS_OF_FIRST, &rows[f], e);

		if (rc != RC_OK)
			return rc;
		if (rows[f].n > 0 &&
		    (rows[f].n_fields < 2 || rows[f].n_fields > 3))
			return eval_bad_row(&rows[f], 0, e,
			    "intent TAB text, or fold TAB intent TAB text");
		n += rows[f].n;
	}
	out->items = arena_array(ev->arena, n, sizeof(*out->items));
	for (size_t f = 0; f < NELEM(files); f++) {
		for (size_t i = 0; i < rows[f].n; i++) {
			enum rc rc;

			out->items[out->n].use = (enum intent_use)f;
			rc = read_row(ev, &rows[f], i, out, e);
			if (rc != RC_OK)
				return rc;
		}
	}
	out->n_classes = out->labels.n;
	out->outside = labels_add(&out->labels,
	    ev->oos == NULL ? "(outside)" : ev->oos);
	return RC_OK;
}

/* The row's part: as the file says, else each class dealt out in turn. */
static int64_t
part_of(const struct eval *ev, const struct intent_rows *rows, size_t i,
    size_t *dealt)
{
	const struct intent_row *row = &rows->items[i];
	size_t class = row->n_labels > 0 ? (size_t)row->labels[0] :
					   rows->n_classes;

	if (row->fold >= 0)
		return row->fold % ev->folds;
	return (int64_t)(dealt[class]++ % (size_t)ev->folds);
}

/* --examples: enough rows of this one's classes are already there. */
static bool
is_enough(const struct eval *ev, const struct intent_row *row,
    size_t *taken)
{
	bool wanted = row->n_labels == 0;

	if (ev->examples == 0)
		return false;
	for (size_t i = 0; i < row->n_labels; i++)
		wanted = wanted || taken[row->labels[i]] <
			(size_t)ev->examples;
	for (size_t i = 0; i < row->n_labels && wanted; i++)
		taken[row->labels[i]]++;
	return !wanted;
}

void
intent_split_make(struct eval *ev, const struct intent_rows *rows,
    int64_t fold, struct intent_split *out)
{
	struct arena *a = ev->arena;
	size_t *order = arena_array(a, rows->n, sizeof(*order));
	size_t *dealt = arena_array(a, rows->labels.n, sizeof(*dealt));
	size_t *taken = arena_array(a, rows->labels.n, sizeof(*taken));
	uint64_t chance = (uint64_t)ev->seed;

	*out = (struct intent_split){
		.train = arena_array(a, rows->n, sizeof(size_t)),
		.dev = arena_array(a, rows->n, sizeof(size_t)),
		.test = arena_array(a, rows->n, sizeof(size_t)),
	};
	chance_order(&chance, order, rows->n);
	for (size_t i = 0; i < rows->n; i++) {
		const struct intent_row *row = &rows->items[order[i]];
		enum intent_use use = row->use;

		if (use == INTENT_TRAIN && ev->folds > 0 &&
		    part_of(ev, rows, order[i], dealt) == fold)
			use = INTENT_TEST;
		if (use == INTENT_TRAIN && !is_enough(ev, row, taken))
			out->train[out->n_train++] = order[i];
		else if (use == INTENT_DEV)
			out->dev[out->n_dev++] = order[i];
		else if (use == INTENT_TEST)
			out->test[out->n_test++] = order[i];
	}
}

static struct classify_example *
examples(struct arena *a, const struct intent_rows *rows, const size_t *items,
    size_t n)
{
	struct classify_example *out = arena_array(a, n + 1, sizeof(*out));

	for (size_t i = 0; i < n; i++) {
		const struct intent_row *row = &rows->items[items[i]];

		out[i] = (struct classify_example){.text = row->text,
		    .labels = row->labels, .n_labels = row->n_labels};
	}
	return out;
}

enum rc
intent_split_train(struct arena *a, struct eval *ev,
    const struct intent_rows *rows, const struct intent_split *split,
    struct classify_trained *out, struct err *e)
{
	struct classify_training in = {
		.kind = rows->is_several ? CLASSIFY_SEVERAL : CLASSIFY_ONE,
		.language = ev->lang == NULL ? "en" : ev->lang,
		.names = rows->labels.names,
		.n_classes = rows->n_classes,
		.examples = examples(a, rows, split->train, split->n_train),
		.n_examples = split->n_train,
		.dev = examples(a, rows, split->dev, split->n_dev),
		.n_dev = split->n_dev,
		.has_margin = true,
		.seed = (unsigned)ev->seed,
	};

	return classify_train(a, &in, out, e);
}
