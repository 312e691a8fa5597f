#include "base/base.h"

#include "eval_docs.h"

#include "base/clock.h"
#include "nlp/search.h"

#include <math.h>
#include <stdlib.h>

#define DEPTH 10      /* of nDCG */
#define RUN_DEPTH 20  /* documents of a query in the --run file */
#define GRADES_MAX 64 /* documents that answer one query */

struct graded {
	const char *doc;
	double grade;
};

struct question {
	const char *id, *text;
	struct graded graded[GRADES_MAX];
	size_t n_graded;
	bool learned;
	const char *learned_for; /* document */
};

struct search_eval {
	struct eval *ev;
	struct eval_rows docs;
	struct question *questions;
	size_t n;
	const char **learned; /* questions of each document, one a line */
	struct index index;
	double build_s;
	size_t bytes;
};

/* Documents found, each once: the best passage stands for it. */
struct ranking {
	const char *docs[RUN_DEPTH];
	double scores[RUN_DEPTH];
	size_t n;
};

static struct question *
find_question(struct search_eval *s, const char *id)
{
	for (size_t i = 0; i < s->n; i++) {
		if (strcmp(s->questions[i].id, id) == 0)
			return &s->questions[i];
	}
	return NULL;
}

static enum rc
read_grades(struct search_eval *s, struct err *e)
{
	struct eval_rows rows;
	enum rc rc = eval_tsv(s->ev, s->ev->qrels, 3, &rows, e);

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		const char *const *f = rows.items[i].fields;
		struct question *q = find_question(s, f[0]);
		char *end;
		double grade = strtod(f[2], &end);

		if (q == NULL)
			return eval_bad_row(&rows, i, e,
			    "an id of --queries first");
		if (end == f[2] || *end != '\0')
			return eval_bad_row(&rows, i, e,
			    "a number as the grade");
		if (grade > 0 && q->n_graded < GRADES_MAX)
			q->graded[q->n_graded++] = (struct graded){f[1],
			    grade};
	}
	return rc;
}

/* The questions of --learn teach their documents and are not asked. */
static enum rc
read_learned(struct search_eval *s, struct err *e)
{
	struct eval_rows rows;
	enum rc rc;

	s->learned = arena_array(s->ev->arena, s->docs.n + 1,
	    sizeof(*s->learned));
	if (s->ev->learn == NULL)
		return RC_OK;
	rc = eval_tsv(s->ev, s->ev->learn, 3, &rows, e);
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		const char *const *f = rows.items[i].fields;
		struct question *q = find_question(s, f[0]);
		size_t d = 0;

		while (d < s->docs.n &&
		    strcmp(s->docs.items[d].fields[0], f[1]) != 0)
			d++;
		if (q == NULL || d == s->docs.n)
			return eval_bad_row(&rows, i, e,
			    "ids of --queries and --docs");
		q->learned = true;
		s->learned[d] = s->learned[d] == NULL ? q->text :
		    arena_printf(s->ev->arena, "%s\n%s", s->learned[d],
			q->text);
	}
	return rc;
}

static enum rc
read_all(struct search_eval *s, struct err *e)
{
	struct eval_rows rows;
	enum rc rc;

	if (s->ev->docs == NULL || s->ev->queries == NULL ||
	    s->ev->qrels == NULL)
		return err_set(e, RC_INVALID, "expected --docs, --queries "
		    "and --qrels");
	rc = eval_tsv(s->ev, s->ev->docs, 3, &s->docs, e);
	if (rc == RC_OK)
		rc = eval_tsv(s->ev, s->ev->queries, 2, &rows, e);
	if (rc != RC_OK)
		return rc;
	s->n = rows.n;
	s->questions = arena_array(s->ev->arena, rows.n + 1,
	    sizeof(*s->questions));
	for (size_t i = 0; i < rows.n; i++) {
		s->questions[i].id = rows.items[i].fields[0];
		s->questions[i].text = rows.items[i].fields[1];
	}
	rc = read_grades(s, e);
	return rc == RC_OK ? read_learned(s, e) : rc;
}

static enum rc
build(struct search_eval *s, const char *language, struct err *e)
{
	const struct eval_docs docs = {.rows = &s->docs,
	    .language = language, .learned = s->learned,
	    .without = EVAL_PARTS};
	int64_t started = clock_mono_us();
	enum rc rc = eval_docs_index(s->ev, &docs, &s->index, &s->bytes, e);

	s->build_s = (double)(clock_mono_us() - started) / 1e6;
	return rc;
}

static void
rank_documents(const struct retrieve_result *found, struct ranking *out)
{
	out->n = 0;
	for (size_t i = 0; i < found->n && out->n < RUN_DEPTH; i++) {
		const char *doc = found->hits[i].passage->slug;
		bool known = false;

		for (size_t k = 0; k < out->n; k++)
			known = known || strcmp(out->docs[k], doc) == 0;
		if (known)
			continue;
		out->docs[out->n] = doc;
		out->scores[out->n++] = found->hits[i].score;
	}
}

static double
grade_of(const struct question *q, const char *doc)
{
	for (size_t i = 0; i < q->n_graded; i++) {
		if (strcmp(q->graded[i].doc, doc) == 0)
			return q->graded[i].grade;
	}
	return 0;
}

static int
higher_first(const void *a, const void *b)
{
	const struct graded *x = a, *y = b;

	return (x->grade < y->grade) - (x->grade > y->grade);
}

/* Normalised discounted cumulative gain (Jarvelin and Kekalainen 2002). */
static double
ndcg(struct question *q, const struct ranking *r)
{
	double gain = 0, ideal = 0;

	qsort(q->graded, q->n_graded, sizeof(*q->graded), higher_first);
	for (size_t i = 0; i < DEPTH; i++) {
		double by = log2((double)i + 2);

		if (i < r->n)
			gain += grade_of(q, r->docs[i]) / by;
		if (i < q->n_graded)
			ideal += q->graded[i].grade / by;
	}
	return ideal > 0 ? gain / ideal : 0;
}

struct sums {
	double first, five, ndcg, *us;
	size_t n;
};

static void
ask(struct search_eval *s, struct question *q, const char *language,
    struct arena *a, struct sums *sums)
{
	const struct retrieve_request request = {.language = language,
	    .question = q->text};
	struct retrieve_result *found = arena_alloc(a, sizeof(*found));
	int64_t started = clock_mono_us();
	struct ranking r;
	bool five = false;

	search_passages(a, &s->index, &request, found);
	sums->us[sums->n++] = (double)(clock_mono_us() - started);
	rank_documents(found, &r);
	for (size_t i = 0; i < r.n; i++) {
		five = five || (i < 5 && grade_of(q, r.docs[i]) > 0);
		eval_write(s->ev, "%s\t%s\t%zu\t%.4f\n", q->id, r.docs[i],
		    i + 1, r.scores[i]);
	}
	sums->first += r.n > 0 && grade_of(q, r.docs[0]) > 0;
	sums->five += five;
	sums->ndcg += ndcg(q, &r);
}

static void
put_report(struct search_eval *s, struct sums *sums)
{
	double n = sums->n > 0 ? (double)sums->n : NAN;

	eval_put_count(s->ev, "documents", (int64_t)s->docs.n);
	eval_put_count(s->ev, "passages", (int64_t)s->index.n_passages);
	eval_put_count(s->ev, "questions", (int64_t)sums->n);
	eval_put_result(s->ev, "recall_at_1", sums->first / n);
	eval_put(s->ev, "recall_at_5", sums->five / n);
	eval_put(s->ev, "ndcg_at_10", sums->ndcg / n);
	eval_put(s->ev, "build_seconds", s->build_s);
	eval_put_count(s->ev, "index_bytes", (int64_t)s->bytes);
	eval_put_times(s->ev, sums->us, sums->n);
}

static enum rc
run(struct eval *ev, struct err *e)
{
	struct search_eval s = {.ev = ev};
	const char *language = ev->lang != NULL ? ev->lang : "en";
	struct arena *a;
	struct sums sums = {0};
	enum rc rc = read_all(&s, e);

	if (rc == RC_OK)
		rc = build(&s, language, e);
	if (rc != RC_OK)
		return rc;
	a = arena_new(ARENA_REQUEST_MAX);
	sums.us = arena_array(ev->arena, s.n + 1, sizeof(*sums.us));
	for (size_t i = 0; i < s.n; i++) {
		arena_reset(a);
		if (!s.questions[i].learned && s.questions[i].n_graded > 0)
			ask(&s, &s.questions[i], language, a, &sums);
	}
	arena_free(a);
	put_report(&s, &sums);
	return RC_OK;
}

const struct eval_task eval_search = {
	.name = "search",
	.summary = "Search: does the right document come first?",
	.options = "docs queries qrels learn lang run",
	.usage = "The questions that --learn names are taught to their "
		 "document and not asked.\n"
		 "--run writes question, document, rank and score.\n",
	.run = run,
};
