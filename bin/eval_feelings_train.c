#include "base/base.h"

#include "eval_feelings.h"

#define SCRATCH_MAX ((size_t)64 << 20)

/* Labels of one field: "anger,disgust", each once. */
static enum rc
read_labels(struct feelings_rows *rows, char *joined,
    struct feelings_row *out)
{
	char *rest = joined, *label;

	while ((label = strsep(&rest, ",")) != NULL) {
		int number = labels_add(&rows->names, label);
		bool known = false;

		if (number < 0 || out->n_labels == EVAL_LABELS_MAX)
			return RC_INVALID;
		for (size_t i = 0; i < out->n_labels; i++)
			known = known || out->labels[i] == number;
		if (!known)
			out->labels[out->n_labels++] = number;
	}
	return RC_OK;
}

static enum rc
read_file(struct eval *ev, const char *file, enum feelings_use use,
    struct feelings_rows *out, struct err *e)
{
	struct arena *scratch;
	struct eval_rows tsv;
	struct feelings_row *items;
	enum rc rc;

	if (file == NULL)
		return RC_OK;
	rc = eval_tsv(ev, file, 2, &tsv, e);
	if (rc != RC_OK)
		return rc;
	items = arena_array(ev->arena, out->n + tsv.n, sizeof(*items));
	if (out->n > 0)
		memcpy(items, out->items, out->n * sizeof(*items));
	out->items = items;
	scratch = arena_new(SCRATCH_MAX);
	for (size_t i = 0; i < tsv.n && rc == RC_OK; i++) {
		struct feelings_row *row = &items[out->n++];
		struct feeling f;
		struct sentiment s;

		row->use = use;
		row->text = tsv.items[i].fields[1];
		if (read_labels(out, arena_strdup(scratch,
			tsv.items[i].fields[0]), row) != RC_OK)
			rc = eval_bad_row(&tsv, i, e, "fewer labels");
		if (use == FEELINGS_TRAIN && row->n_labels > 1)
			out->kind = CLASSIFY_SEVERAL;
		feeling_read(scratch, row->text, &f);
		sentiment_of(scratch, &f, &s);
		feeling_features(&f, s.score, row->features);
		arena_reset(scratch);
	}
	arena_free(scratch);
	return rc;
}

enum rc
feelings_read(struct eval *ev, struct feelings_rows *out, struct err *e)
{
	const struct {
		const char *file;
		enum feelings_use use;
	} files[] = {{ev->train, FEELINGS_TRAIN}, {ev->dev, FEELINGS_DEV},
	    {ev->test, FEELINGS_TEST}};
	enum rc rc = RC_OK;

	*out = (struct feelings_rows){.kind = CLASSIFY_ONE};
	labels_init(&out->names, ev->arena);
	for (size_t i = 0; i < NELEM(files) && rc == RC_OK; i++)
		rc = read_file(ev, files[i].file, files[i].use, out, e);
	return rc;
}

void
feelings_of_use(struct eval *ev, const struct feelings_rows *rows,
    enum feelings_use use, struct feelings_part *out)
{
	out->items = arena_array(ev->arena, rows->n, sizeof(size_t));
	out->n = 0;
	for (size_t i = 0; i < rows->n; i++) {
		if (rows->items[i].use == use)
			out->items[out->n++] = i;
	}
}

/* A mixed number of the row and the seed: files may be sorted. */
static uint64_t
mixed(uint64_t seed, uint64_t row)
{
	uint64_t x = seed * 0x9e3779b97f4a7c15u + row;

	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

void
feelings_fold(struct eval *ev, const struct feelings_part *all, int64_t fold,
    int64_t folds, struct feelings_part *left_out, struct feelings_part *rest)
{
	left_out->items = arena_array(ev->arena, all->n, sizeof(size_t));
	rest->items = arena_array(ev->arena, all->n, sizeof(size_t));
	left_out->n = rest->n = 0;
	for (size_t i = 0; i < all->n; i++) {
		uint64_t at = mixed((uint64_t)ev->seed, all->items[i]) %
		    (uint64_t)folds;
		struct feelings_part *p = at == (uint64_t)fold ? left_out :
								 rest;

		p->items[p->n++] = all->items[i];
	}
}

enum rc
feelings_train(struct arena *a, struct eval *ev,
    const struct feelings_rows *rows, const struct feelings_part *part,
    struct classify_model **out, size_t *bytes, struct err *e)
{
	struct classify_example *examples = arena_array(a, part->n,
	    sizeof(*examples));
	struct classify_training in = {
		.kind = rows->kind,
		.language = ev->lang == NULL ? "en" : ev->lang,
		.names = rows->names.names,
		.n_classes = rows->names.n,
		.examples = examples,
		.n_examples = part->n,
		.n_extra = FEELING_FEATURES,
		.seed = (unsigned)ev->seed,
	};
	struct classify_trained trained;
	enum rc rc;

	for (size_t i = 0; i < part->n; i++) {
		const struct feelings_row *row = &rows->items[part->items[i]];

		examples[i] = (struct classify_example){
		    .text = row->text,
		    .labels = row->labels,
		    .n_labels = row->n_labels,
		    .extra = row->features,
		};
	}
	rc = classify_train(a, &in, &trained, e);
	if (rc != RC_OK)
		return rc;
	if (bytes != NULL)
		*bytes = trained.n;
	return classify_load(a, trained.bytes, trained.n, out, e);
}
