#include "base/base.h"

#include "eval.h"
#include "nlp/wish.h"

#define SCRATCH_MAX ((size_t)64 << 20)

static enum rc
run(struct eval *ev, struct err *e)
{
	struct arena *scratch = arena_new(SCRATCH_MAX);
	struct eval_rows rows = {.n = 0};
	enum rc rc = ev->test == NULL ?
	    err_set(e, RC_INVALID, "expected --test FILE") :
	    eval_tsv(ev, ev->test, 2, &rows, e);
	size_t right = 0, wished = 0, found = 0;
	double precision, recall;

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		const char **f = rows.items[i].fields;
		struct words words;
		const char *rule;
		bool wish, gold = strcmp(f[0], "1") == 0;

		if (!gold && strcmp(f[0], "0") != 0) {
			rc = eval_bad_row(&rows, i, e, "label 1 or 0");
			break;
		}
		words_split(stemmer_open(scratch,
		    ev->lang == NULL ? "en" : ev->lang), scratch, f[1],
		    false, &words);
		wish = wish_for_person(&words, &rule);
		right += gold && wish;
		wished += gold;
		found += wish;
		eval_write_label(ev, f[0], wish ? "1" : "0", wish, f[1]);
		arena_reset(scratch);
	}
	arena_free(scratch);
	if (rc != RC_OK)
		return rc;
	precision = (double)right / (double)found;
	recall = (double)right / (double)wished;
	eval_put_count(ev, "items", (int64_t)rows.n);
	eval_put(ev, "precision", precision);
	eval_put(ev, "recall", recall);
	eval_put_result(ev, "f1",
	    right == 0 ? 0 : 2 * precision * recall / (precision + recall));
	return RC_OK;
}

const struct eval_task eval_wish = {
	.name = "wish",
	.summary = "Measure how well the wish for a person is found",
	.options = "test predictions lang",
	.usage = "  biwoco eval wish --test F.tsv\n"
		 "\n"
		 "Rows: 1 or 0 TAB text; 1 asks for a person. Built in, "
		 "untrained.\n--fail-under looks at F1.\n",
	.run = run,
};
