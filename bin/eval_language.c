#include "base/base.h"

#include "base/clock.h"
#include "eval.h"
#include "nlp/detect.h"

#define UNKNOWN "und" /* ISO 639-2: undetermined */

struct candidates {
	const char **codes;
	size_t n;
};

static enum rc
read_candidates(struct eval *ev, struct candidates *out, struct err *e)
{
	const char *s = ev->languages;

	*out = (struct candidates){
		.codes = arena_array(ev->arena, strlen(s) + 1,
		    sizeof(*out->codes))};
	while (*s != '\0') {
		size_t n = strcspn(s, ",");
		const char *code = arena_strndup(ev->arena, s, n);

		if (!language_is_known(code))
			return err_set(e, RC_INVALID, "--languages: there is "
			    "no language \"%.20s\"", code);
		out->codes[out->n++] = code;
		s += n + (s[n] == ',');
	}
	return RC_OK;
}

/* The languages that the rows name, as a site knows its own. */
static void
languages_of(struct eval *ev, const struct eval_rows *rows,
    struct candidates *out)
{
	*out = (struct candidates){
		.codes = arena_array(ev->arena, rows->n,
		    sizeof(*out->codes))};
	for (size_t i = 0; i < rows->n; i++) {
		const char *code = rows->items[i].fields[0];
		size_t k = 0;

		while (k < out->n && strcmp(out->codes[k], code) != 0)
			k++;
		if (k == out->n && language_is_known(code))
			out->codes[out->n++] = code;
	}
}

static enum rc
choose_candidates(struct eval *ev, const struct eval_rows *rows,
    struct candidates *out, struct err *e)
{
	if (ev->languages == NULL) {
		languages_of(ev, rows, out);
		return RC_OK;
	}
	*out = (struct candidates){0};
	if (strcmp(ev->languages, "all") == 0)
		return RC_OK;
	return read_candidates(ev, out, e);
}

static void
put_candidates(struct eval *ev, const struct candidates *c)
{
	struct buf b;

	buf_init(&b, ev->arena, 4096);
	for (size_t i = 0; i < c->n; i++)
		buf_printf(&b, "%s%s", i > 0 ? "," : "", c->codes[i]);
	eval_put_text(ev, "languages", c->n > 0 ? b.data : "all");
}

static void
predict(struct eval *ev, const struct eval_rows *rows,
    const struct candidates *c, struct measure *m, struct labels *names)
{
	double *us = arena_array(ev->arena, rows->n, sizeof(*us));
	struct arena *scratch = arena_new(ARENA_REQUEST_MAX);

	for (size_t i = 0; i < rows->n; i++) {
		const char *const *f = rows->items[i].fields;
		struct language_ask ask = {.text = f[1],
		    .candidates = c->n > 0 ? c->codes : NULL,
		    .n_candidates = c->n};
		struct language_guess guess;
		int64_t started;
		const char *code;

		arena_reset(scratch);
		started = clock_mono_us();
		language_detect(scratch, &ask, &guess);
		us[i] = (double)(clock_mono_us() - started);
		code = guess.code != NULL ? guess.code : UNKNOWN;
		measure_add_one(m, labels_add(names, f[0]),
		    labels_add(names, code), guess.confidence);
		eval_write_label(ev, f[0], code, guess.confidence, f[1]);
	}
	arena_free(scratch);
	measure_end(m);
	eval_put_measure(ev, m, names);
	eval_put_times(ev, us, rows->n);
	eval_put_result(ev, "accuracy", m->accuracy);
}

static enum rc
run(struct eval *ev, struct err *e)
{
	struct eval_rows rows;
	struct candidates candidates;
	struct measure measure;
	struct labels names;
	enum rc rc;

	if (ev->test == NULL)
		return err_set(e, RC_INVALID, "--test is missing");
	rc = eval_tsv(ev, ev->test, 2, &rows, e);
	if (rc == RC_OK)
		rc = choose_candidates(ev, &rows, &candidates, e);
	if (rc != RC_OK)
		return rc;
	measure_init(&measure, ev->arena);
	labels_init(&names, ev->arena);
	put_candidates(ev, &candidates);
	predict(ev, &rows, &candidates, &measure, &names);
	return RC_OK;
}

const struct eval_task eval_language = {
	.name = "language",
	.summary = "Measure language detection",
	.options = "test languages predictions",
	.usage = "Rows: language TAB text.  Without --languages the text may "
		 "be in any language that\nthe rows name; \"all\" is every "
		 "language that is known.\n",
	.run = run,
};
