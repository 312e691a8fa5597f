#include "base/base.h"

#include "eval.h"

#include "base/clock.h"
#include "base/text.h"
#include "core/kb.h"
#include "nlp/assurance.h"

#include <math.h>
#include <stdlib.h>

#define QUESTION_ARENA_MAX ((size_t)64 << 20)
#define SENTENCES 3 /* told for one question, best first */
#define LEFT_OUT 10 /* the documents are left out by tenths */
#define NOT_LEFT_OUT LEFT_OUT

/* The documents, each one passage of an article of its own. */
struct task {
	struct eval *ev;
	struct eval_rows docs, queries, answers;
	struct passage_hit *passages;
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

static void
make_passages(struct task *t)
{
	struct arena *a = t->ev->arena;

	t->passages = arena_array(a, t->docs.n, sizeof(*t->passages));
	for (size_t i = 0; i < t->docs.n; i++) {
		const char *const *f = t->docs.items[i].fields;
		const struct kb_words words = {.language = "en",
		    .title = f[1], .questions = "", .heading = "",
		    .tags = "", .body = f[2]};

		t->passages[i] = (struct passage_hit){
			.id = (int64_t)i + 1,
			.article_id = (int64_t)i + 1,
			.ordinal = 1,
			.n_words = (int64_t)words_count(f[2]),
			.anchor = "",
			.heading = "",
			.body = f[2],
			.slug = f[0],
			.category = "",
			.title = f[1],
			.summary = "",
			.questions = "",
			.terms = kb_terms(a, &words),
		};
	}
}

static bool
has_stem(struct arena *a, const struct passage_hit *p, const char *stem)
{
	return strstr(p->terms, arena_printf(a, "'%s':", stem)) != NULL;
}

static int
by_score(const void *a, const void *b)
{
	const struct passage_hit *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* Every passage with a word of the question, best first. */
static void
candidates(struct task *t, size_t left_out, const struct query *q,
    int64_t df[QUERY_STEMS_MAX], struct passage_hits *out)
{
	const char *stems[QUERY_STEMS_MAX];
	size_t n = query_stems(q, stems);

	*out = (struct passage_hits){.items = arena_array(t->scratch,
	    t->docs.n, sizeof(*out->items))};
	for (size_t i = 0; i < t->docs.n; i++) {
		if (i % LEFT_OUT == left_out)
			continue;
		out->items[out->n++] = t->passages[i];
		for (size_t k = 0; k < n; k++)
			df[k] += has_stem(t->scratch, &t->passages[i],
			    stems[k]);
	}
	out->total = (int64_t)out->n;
	for (size_t i = 0; i < out->n; i++) {
		struct passage_hit *p = &out->items[i];

		for (size_t k = 0; k < n; k++) {
			if (has_stem(t->scratch, p, stems[k]))
				p->score += log(1 + (double)out->total /
				    ((double)df[k] + 0.5));
		}
	}
	qsort(out->items, out->n, sizeof(*out->items), by_score);
	while (out->n > 0 && (out->items[out->n - 1].score <= 0 ||
	    out->n > RETRIEVE_CANDIDATES))
		out->n--;
}

static void
search(struct task *t, const char *question, size_t left_out,
    struct retrieve_result *out)
{
	const struct retrieve_request in = {.language = "en",
	    .question = question};
	int64_t df[QUERY_STEMS_MAX] = {0};
	struct passage_hits hits;

	*out = (struct retrieve_result){0};
	query_parse(t->scratch, "en", question, &out->query);
	query_expand(t->scratch, &out->query);
	candidates(t, left_out, &out->query, df, &hits);
	query_weigh(&out->query, df, QUERY_STEMS_MAX, hits.total);
	rank_passages(t->scratch, &in, &hits, out);
	out->total = hits.total;
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
	struct retrieve_result *r = arena_alloc(t->scratch, sizeof(*r));
	struct evidence *e = arena_alloc(t->scratch, sizeof(*e));

	*out = (struct found){0};
	search(t, question, left_out, r);
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

		answer(t, q[1], NOT_LEFT_OUT, &f);
		out->us[i] = (double)(clock_mono_us() - started);
		count(t, q[0], &f, &w, out);
		if (w.doc != NULL)
			ask_without(t, q[1],
			    document_number(t, w.doc) % LEFT_OUT, out);
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
	make_passages(&t);
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
