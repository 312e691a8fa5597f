#include "base/base.h"

#include "eval_feelings.h"
#include "nlp/escalate.h"

#define SCRATCH_MAX ((size_t)64 << 20)

/* From here on a customer is told to be upset. */
static const double upset_at = 0.5;

static enum rc
run(struct eval *ev, struct err *e)
{
	struct arena *scratch = arena_new(SCRATCH_MAX);
	struct eval_rows rows = {.n = 0};
	enum rc rc = ev->test == NULL ?
	    err_set(e, RC_INVALID, "expected --test FILE") :
	    eval_tsv(ev, ev->test, 2, &rows, e);
	double *upset = arena_array(ev->arena, rows.n, sizeof(*upset));
	double *us = arena_array(ev->arena, rows.n, sizeof(*us));
	bool *gold = arena_array(ev->arena, rows.n, sizeof(*gold));
	size_t found = 0, alarms = 0, calm = 0, above;

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		const char **f = rows.items[i].fields;
		struct escalate_message m;

		if (strcmp(f[0], "1") != 0 && strcmp(f[0], "0") != 0) {
			rc = eval_bad_row(&rows, i, e, "label 1 or 0");
			break;
		}
		escalate_read(scratch, f[1], &m);
		us[i] = feelings_us(scratch, f[1]);
		upset[i] = m.upset;
		gold[i] = f[0][0] == '1';
		calm += !gold[i];
		found += gold[i] && m.upset >= upset_at;
		alarms += !gold[i] && m.upset >= upset_at;
		eval_write_label(ev, f[0], m.upset >= upset_at ? "1" : "0",
		    m.upset, f[1]);
		arena_reset(scratch);
	}
	arena_free(scratch);
	if (rc != RC_OK)
		return rc;
	above = found + alarms;
	eval_put_count(ev, "items", (int64_t)rows.n);
	eval_put(ev, "precision", (double)found / (double)above);
	eval_put(ev, "recall", (double)found / (double)(rows.n - calm));
	eval_put(ev, "false_alarms", (double)alarms / (double)calm);
	eval_put_times(ev, us, rows.n);
	eval_put_result(ev, "auroc", measure_auroc(ev->arena, upset, gold,
	    rows.n));
	return RC_OK;
}

const struct eval_task eval_escalation = {
	.name = "escalation",
	.summary = "Measure how upset customers are told from calm ones",
	.options = "test predictions",
	.usage = "  biwoco eval escalation --test F.tsv\n"
		 "\n"
		 "Rows: 1 or 0 TAB text; 1 is an upset customer. Built in, "
		 "untrained. The\nconfidence in --predictions is the upset "
		 "score. --fail-under looks at\nthe area under the ROC "
		 "curve.\n",
	.run = run,
};
