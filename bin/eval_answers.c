#include "base/base.h"

#include "eval_docs.h"

#include "base/clock.h"
#include "nlp/assurance.h"
#include "nlp/search.h"

#define QUESTION_ARENA_MAX ((size_t)64 << 20)
#define SENTENCES 3 /* told for one question, best first */

struct task {
	struct eval *ev;
	struct eval_rows docs, queries, answers;
	struct index indexes[EVAL_PARTS + 1]; /* by the tenth left out */
	struct arena *scratch; /* of one question */
};

/* One question's answer: the best sentences and how sure. */
struct found {
	const struct evidence_unit *units[SENTENCES];
	const struct passage_hit *passages[SENTENCES];
	size_t n;
	struct assurance assurance;
};

/* What is right, from --answers; doc NULL: no document answers. */
struct wanted {
	const char *doc, *texts;
};

struct figures {
	size_t n, document, first, first_three, answerable, answered,
	    refused;
	double *confidence, *us, *scores;
	bool *is_right, *is_answerable;
	size_t n_scores; /* of both bases, for the curve */
};

/* One index of all, and for each tenth one that lacks it. */
static enum rc
make_indexes(struct task *t, struct err *e)
{
	struct eval_docs in = {.rows = &t->docs};
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i <= EVAL_PARTS; i++) {
		in.without = i;
		rc = eval_docs_index(t->ev, &in, &t->indexes[i], NULL, e);
	}
	return rc;
}

/* The best sentence that was not told yet; NULL: there is none. */
static const struct evidence_unit *
next_unit(const struct evidence *e, const struct found *found)
{
	const struct evidence_unit *best = NULL;

	for (size_t i = 0; i < e->n; i++) {
		const struct evidence_unit *u = &e->units[i];
		bool told = false;

		for (size_t k = 0; k < found->n; k++)
			told = told || found->units[k] == u;
		if (!told && (best == NULL || u->score > best->score))
			best = u;
	}
	return best;
}

static void
answer(struct task *t, const char *question, size_t left_out,
    struct found *out)
{
	const struct retrieve_request in = {.language = "en",
	    .question = question};
	struct retrieve_result *r = arena_alloc(t->scratch, sizeof(*r));
	struct evidence *e = arena_alloc(t->scratch, sizeof(*e));

	*out = (struct found){0};
	search_passages(t->scratch, &t->indexes[left_out], &in, r);
	evidence_collect(t->scratch, r, e);
	assurance_judge(r, e, &out->assurance);
	while (out->n < SENTENCES) {
		const struct evidence_unit *u = next_unit(e, out);

		if (u == NULL)
			return;
		out->units[out->n] = u;
		out->passages[out->n++] = r->hits[u->hit].passage;
	}
}

static bool
holds_one(struct arena *a, const char *text, const char *answers)
{
	while (*answers != '\0') {
		size_t n = strcspn(answers, "|");

		if (n > 0 && strstr(text, arena_strndup(a, answers, n)) !=
		    NULL)
			return true;
		answers += n + (answers[n] == '|');
	}
	return false;
}

static bool
is_right(struct task *t, const struct found *f, size_t k,
    const struct wanted *w)
{
	return k < f->n && w->doc != NULL &&
	    strcmp(f->passages[k]->slug, w->doc) == 0 &&
	    holds_one(t->scratch, f->units[k]->text, w->texts);
}

static bool
in_first_three(struct task *t, const struct found *f,
    const struct wanted *w)
{
	for (size_t k = 0; k < f->n; k++) {
		if (is_right(t, f, k, w))
			return true;
	}
	return false;
}

/* The sentence as the document has it: its Markdown may have been read. */
static const char *
quote_of(const struct found *f, size_t k)
{
	const char *body = f->passages[k]->body, *text = f->units[k]->text;

	return strstr(body, text) != NULL ? text : body;
}

static void
write_rows(struct eval *ev, const char *id, const struct found *f)
{
	if (!f->assurance.sure) {
		eval_write(ev, "%s\t%s\t\t%.4f\n", id,
		    f->n > 0 ? f->passages[0]->slug : "",
		    f->assurance.confidence);
		return;
	}
	for (size_t k = 0; k < f->n; k++)
		eval_write(ev, "%s\t%s\t%s\t%.4f\n", id,
		    f->passages[k]->slug, quote_of(f, k),
		    f->assurance.confidence);
}

static void
count(struct task *t, const char *id, const struct found *f,
    const struct wanted *w, struct figures *out)
{
	bool right = is_right(t, f, 0, w);

	write_rows(t->ev, id, f);
	out->confidence[out->n] = f->assurance.confidence;
	out->is_right[out->n++] = right;
	if (w->doc == NULL)
		return;
	out->answerable++;
	out->answered += f->assurance.sure;
	out->document += f->n > 0 &&
	    strcmp(f->passages[0]->slug, w->doc) == 0;
	out->first += right;
	out->first_three += in_first_three(t, f, w);
	out->scores[out->n_scores] = f->assurance.confidence;
	out->is_answerable[out->n_scores++] = true;
}

/* Again, from a base that has not the document. */
static void
ask_without(struct task *t, const char *question, size_t left_out,
    struct figures *out)
{
	struct found f;

	answer(t, question, left_out, &f);
	out->refused += !f.assurance.sure;
	out->scores[out->n_scores] = f.assurance.confidence;
	out->is_answerable[out->n_scores++] = false;
}

static size_t
document_number(const struct task *t, const char *id)
{
	size_t i = 0;

	while (i < t->docs.n && strcmp(t->docs.items[i].fields[0], id) != 0)
		i++;
	return i;
}

/* A document that is not there answers nothing. */
static struct wanted
wanted_for(const struct task *t, const char *id)
{
	for (size_t i = 0; i < t->answers.n; i++) {
		const char *const *f = t->answers.items[i].fields;

		if (strcmp(f[0], id) == 0 && *f[1] != '\0' &&
		    document_number(t, f[1]) < t->docs.n)
			return (struct wanted){f[1], f[2]};
	}
	return (struct wanted){0};
}

static void
ask_all(struct task *t, struct figures *out)
{
	for (size_t i = 0; i < t->queries.n; i++) {
		const char *const *q = t->queries.items[i].fields;
		struct wanted w = wanted_for(t, q[0]);
		int64_t started = clock_mono_us();
		struct found f;

		answer(t, q[1], EVAL_PARTS, &f);
		out->us[i] = (double)(clock_mono_us() - started);
		count(t, q[0], &f, &w, out);
		if (w.doc != NULL)
			ask_without(t, q[1],
			    document_number(t, w.doc) % EVAL_PARTS, out);
		arena_reset(t->scratch);
	}
}

static void
put_figures(struct eval *ev, struct figures *f)
{
	double n = (double)f->answerable;

	eval_put_count(ev, "questions", (int64_t)f->n);
	eval_put_count(ev, "answerable", (int64_t)f->answerable);
	eval_put(ev, "document", (double)f->document / n);
	eval_put_result(ev, "first", (double)f->first / n);
	eval_put(ev, "first_three", (double)f->first_three / n);
	eval_put(ev, "answered", (double)f->answered / n);
	eval_put(ev, "refused_without", (double)f->refused / n);
	eval_put(ev, "auroc", measure_auroc(ev->arena, f->scores,
	    f->is_answerable, f->n_scores));
	eval_put(ev, "calibration_error",
	    measure_calibration_error(f->confidence, f->is_right, f->n));
	eval_put_times(ev, f->us, f->n);
}

static enum rc
run(struct eval *ev, struct err *e)
{
	struct task t = {.ev = ev};
	struct figures f = {0};
	enum rc rc;

	if (ev->docs == NULL || ev->queries == NULL || ev->answers == NULL)
		return err_set(e, RC_INVALID,
		    "expected --docs, --queries and --answers");
	rc = eval_tsv(ev, ev->docs, 3, &t.docs, e);
	if (rc == RC_OK)
		rc = eval_tsv(ev, ev->queries, 2, &t.queries, e);
	if (rc == RC_OK)
		rc = eval_tsv(ev, ev->answers, 3, &t.answers, e);
	if (rc != RC_OK)
		return rc;
	rc = make_indexes(&t, e);
	if (rc != RC_OK)
		return rc;
	t.scratch = arena_new(QUESTION_ARENA_MAX);
	f.confidence = arena_array(ev->arena, t.queries.n, sizeof(double));
	f.us = arena_array(ev->arena, t.queries.n, sizeof(double));
	f.is_right = arena_array(ev->arena, t.queries.n, sizeof(bool));
	f.scores = arena_array(ev->arena, 2 * t.queries.n, sizeof(double));
	f.is_answerable = arena_array(ev->arena, 2 * t.queries.n,
	    sizeof(bool));
	ask_all(&t, &f);
	arena_free(t.scratch);
	put_figures(ev, &f);
	return RC_OK;
}

const struct eval_task eval_answers = {
	.name = "answers",
	.summary = "Measure the sentences that answer, and refusal",
	.options = "docs queries answers predictions",
	.usage = "document: the best sentence is of the right document; "
		 "first, first_three: it holds the\nanswer; answered: of the "
		 "questions with an answer, not refused; refused_without: of\n"
		 "the same, from a base without the document (a tenth of "
		 "all is left out at a time).\nPredictions: id, document, "
		 "sentence, confidence; up to three rows a question, best\n"
		 "first; no sentence: refused.\n",
	.run = run,
};
