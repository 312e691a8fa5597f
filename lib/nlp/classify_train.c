#include "base/base.h"

#include "nlp/classify_train.h"

#include "base/text.h"
#include "nlp/chance.h"
#include "nlp/classify_work.h"
#include "nlp/typing.h"

#include <math.h>

#define WORK_MAX ((size_t)16 << 30)	/* operators train, not visitors */
#define TEXT_ARENA_MAX ((size_t)64 << 20)
#define MANY_EXAMPLES 4000 /* above, one part is held out, not each in turn */
#define PARTS 5
#define OUTSIDE_MAX 400 /* of other parts that are asked: few are there */
#define TYPING_ERRORS 2 /* of a copy */
#define PARTS_OF_MANY 4
#define COST_ONE 0.2
#define COST_SEVERAL 10.0
#define COST_MARGIN 1.0
#define TOLERANCE_ONE 1.0
#define TOLERANCE_MARGIN 0.1
#define TOLERANCE_SEVERAL 0.01
#define NET_ROUNDS 10

struct trainer {
	struct classify_training in; /* with typed copies behind */
	size_t n_given;		     /* examples that are no copies */
	struct arena *work; /* all but the result */
	struct feature_reader reader;
	struct features *features;
	unsigned *part_of;  /* of each example */
	struct held_out *held;
	size_t n_held;
};

/* Fits no class: only asked, never trained. */
static bool
is_outside(const struct classify_training *in, size_t i)
{
	return in->kind == CLASSIFY_ONE && in->examples[i].n_labels == 0;
}

/*
 * Few examples have seen few typing errors: each gets a copy with some.  It
 * stays in the part of its original, and nothing is measured on it.
 */
static void
add_copies(struct trainer *t)
{
	size_t n = t->n_given;
	struct classify_example *items = arena_array(t->work, 2 * n + 1,
	    sizeof(*items));
	uint64_t chance = t->in.seed;

	if (t->in.kind != CLASSIFY_ONE || n > MANY_EXAMPLES)
		return;
	memcpy(items, t->in.examples, n * sizeof(*items));
	for (size_t i = 0; i < n; i++) {
		items[n + i] = items[i];
		items[n + i].text = typing_errors(t->work, items[i].text,
		    TYPING_ERRORS, &chance);
	}
	t->in.examples = items;
	t->in.n_examples = 2 * n;
}

/* By chance, but each class spread evenly over the parts. */
static void
assign_parts(struct trainer *t, unsigned n_parts)
{
	const struct classify_training *in = &t->in;
	size_t *order = arena_array(t->work, t->n_given + 1,
	    sizeof(*order));
	unsigned *next = arena_array(t->work, in->n_classes + 1,
	    sizeof(*next));
	uint64_t state = in->seed;

	t->part_of = arena_array(t->work, in->n_examples + 1,
	    sizeof(*t->part_of));
	chance_order(&state, order, t->n_given);
	for (size_t k = 0; k <= in->n_classes; k++)
		next[k] = (unsigned)chance_below(&state, n_parts);
	for (size_t i = 0; i < t->n_given; i++) {
		const struct classify_example *x = &in->examples[order[i]];
		size_t class = x->n_labels > 0 ? (size_t)x->labels[0] :
						 in->n_classes;

		t->part_of[order[i]] = next[class]++ % n_parts;
	}
	for (size_t i = t->n_given; i < in->n_examples; i++)
		t->part_of[i] = t->part_of[i - t->n_given];
}

static struct classify_extra *
scale_extra(struct arena *a, const struct part *p)
{
	const struct classify_training *in = p->in;
	struct classify_extra *out = arena_array(a, in->n_extra + 1,
	    sizeof(*out));
	double weight = in->extra_weight > 0 ? in->extra_weight : 1;

	for (size_t k = 0; k < in->n_extra; k++) {
		double sum = 0, squares = 0;

		for (size_t i = 0; i < p->n; i++) {
			double v = (double)
				       in->examples[p->items[i]].extra[k];

			sum += v;
			squares += v * v;
		}
		sum /= (double)p->n;
		squares = squares / (double)p->n - sum * sum;
		out[k].mean = (float)sum;
		out[k].deviation = squares > 1e-12 ? (float)sqrt(squares) : 1;
		out[k].weight = (float)(weight / sqrt((double)in->n_extra));
	}
	return out;
}

static bool
has_label(const void *arg, size_t row, size_t class)
{
	const struct part *p = arg;
	const struct classify_example *x =
	    &p->in->examples[p->items[row]];

	for (size_t i = 0; i < x->n_labels; i++) {
		if ((size_t)x->labels[i] == class)
			return true;
	}
	return false;
}

static void
choose_solver(const struct classify_training *in, struct linear_problem *p)
{
	static const struct {
		enum linear_kind kind;
		double cost, tolerance;
	} solvers[] = {
		{LINEAR_ONE_OF, COST_ONE, TOLERANCE_ONE},
		{LINEAR_LOGIT, COST_SEVERAL, TOLERANCE_SEVERAL},
		{LINEAR_EACH, COST_MARGIN, TOLERANCE_MARGIN},
	};
	size_t i = in->kind == CLASSIFY_ONE ? 0 : in->has_margin ? 2 : 1;

	p->kind = solvers[i].kind;
	p->cost = in->cost > 0 ? in->cost : solvers[i].cost;
	p->tolerance = solvers[i].tolerance;
}

static void
train_net(struct arena *a, const struct linear_problem *p,
    const struct linear_row *rows, size_t n_features, size_t n_nets,
    struct net *out)
{
	net_train(a, &(struct net_problem){.rows = rows,
	    .n_rows = p->n_rows, .n_features = n_features,
	    .n_classes = p->n_classes,
	    .labels = p->kind == LINEAR_ONE_OF ? p->labels : NULL,
	    .has = p->has, .arg = p->arg, .n_nets = n_nets,
	    .rounds = NET_ROUNDS, .seed = p->seed}, out);
}

/* Trains with these items; the model's bytes live in `a`. */
static enum rc
train_part(struct arena *a, const struct part *items,
    const struct classify_header *head, struct classify_trained *out,
    struct err *e)
{
	const struct classify_training *in = items->in;
	struct part p = *items;
	struct arena *work = arena_new(WORK_MAX);
	bool one = in->kind == CLASSIFY_ONE;
	struct linear_row *rows = arena_array(work, p.n + 1, sizeof(*rows));
	struct linear_row *seen = arena_array(work, p.n + 1, sizeof(*seen));
	int *labels = arena_array(work, p.n + 1, sizeof(*labels));
	struct linear_problem problem = {
		.rows = rows, .n_rows = p.n, .n_classes = in->n_classes,
		.labels = labels, .has = has_label, .arg = &p,
		.seed = in->seed,
	};
	struct counts counts;
	struct net net;
	float *values;
	enum rc rc;

	choose_solver(in, &problem);
	p.extra = scale_extra(work, &p);
	count_features(work, &p, &counts);
	count_rows(work, &counts, &p, rows, seen);
	for (size_t i = 0; i < p.n && one; i++)
		labels[i] = in->examples[p.items[i]].labels[0];
	problem.n_features = counts.n_kept + in->n_extra;
	values = arena_array(work, (problem.n_features + 1) * in->n_classes,
	    sizeof(*values));
	rc = linear_train(&problem, values, e);
	if (rc == RC_OK) {
		train_net(work, &problem, seen, counts.n_net + in->n_extra,
		    p.n_nets, &net);
		classify_write(a, &(struct weights){&counts, &p, values, &net,
				      *head}, &out->bytes, &out->n);
	}
	arena_free(work);
	return rc;
}

static void
ask(struct trainer *t, const struct classify_model *m, struct arena *scratch,
    const struct classify_example *x, const char *text, bool is_mistyped)
{
	struct held_out *h = &t->held[t->n_held++];

	*h = (struct held_out){.example = x, .is_mistyped = is_mistyped};
	classify_score(m, scratch, text, x->extra, &h->raw);
	h->raw.scores = arena_dup(t->work, h->raw.scores,
	    t->in.n_classes * sizeof(*h->raw.scores));
	h->raw.net = arena_dup(t->work, h->raw.net,
	    t->in.n_classes * sizeof(*h->raw.net));
	arena_reset(scratch);
}

static void
ask_both(struct trainer *t, const struct classify_model *m,
    struct arena *scratch, const struct classify_example *x,
    uint64_t *chance)
{
	ask(t, m, scratch, x, x->text, false);
	if (t->in.kind == CLASSIFY_ONE)
		ask(t, m, scratch, x, typing_errors(scratch, x->text,
		    TYPING_ERRORS, chance), true);
}

/* Asks a model that was trained without part `k` about part `k`; NO_PART:
 * about the examples for that. */
#define NO_PART UINT32_MAX
static enum rc
ask_about_part(struct trainer *t, unsigned k,
    const struct classify_trained *trained, struct err *e)
{
	const struct classify_training *in = &t->in;
	struct arena *scratch = arena_new(TEXT_ARENA_MAX);
	uint64_t chance = in->seed;
	struct classify_model *m;
	size_t n_outside = 0;
	enum rc rc = classify_load(t->work, trained->bytes, trained->n, &m,
	    e);

	for (size_t i = 0; rc == RC_OK && k == NO_PART && i < in->n_dev; i++)
		ask_both(t, m, scratch, &in->dev[i], &chance);
	for (size_t i = 0; rc == RC_OK && i < t->n_given; i++) {
		bool is_spare = k != NO_PART && is_outside(in, i) &&
		    t->n_given > MANY_EXAMPLES && n_outside < OUTSIDE_MAX;

		n_outside += is_spare;
		if (t->part_of[i] == k || is_spare)
			ask_both(t, m, scratch, &in->examples[i], &chance);
	}
	arena_free(scratch);
	return rc;
}

/* Many margins at once gained nothing from a net, many examples little from
 * a second one. */
static size_t
count_nets(const struct trainer *t)
{
	if (t->in.kind == CLASSIFY_SEVERAL && t->in.has_margin)
		return 0;
	return t->n_given > MANY_EXAMPLES ? 1 : CLASSIFY_NETS_MAX;
}

/* All examples but those of part `k`; NO_PART: all. */
static struct part
without_part(struct trainer *t, unsigned k)
{
	size_t *items = arena_array(t->work, t->in.n_examples + 1,
	    sizeof(*items));
	struct part p = {.in = &t->in, .items = items, .reader = &t->reader,
	    .features = t->features,
	    .n_nets = count_nets(t)};

	for (size_t i = 0; i < t->in.n_examples; i++) {
		if (t->part_of[i] != k && !is_outside(&t->in, i))
			items[p.n++] = i;
	}
	return p;
}

static enum rc
hold_out(struct trainer *t, const struct classify_header *head, struct err *e)
{
	bool many = t->n_given > MANY_EXAMPLES;
	unsigned n_asked = many ? 1 : PARTS;

	for (unsigned k = 0; k < n_asked; k++) {
		struct classify_trained trained;
		struct part p = without_part(t, k);
		enum rc rc = train_part(t->work, &p, head, &trained, e);

		if (rc == RC_OK)
			rc = ask_about_part(t, k, &trained, e);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc
check(const struct classify_training *in, struct err *e)
{
	if (in->n_examples > CLASSIFY_EXAMPLES_MAX ||
	    in->n_classes > CLASSIFY_CLASSES_MAX ||
	    in->n_extra > CLASSIFY_EXTRA_MAX)
		return err_set(e, RC_TOO_LARGE,
		    "There are too many examples or classes to train.");
	if (in->n_classes < (in->kind == CLASSIFY_ONE ? 2 : 1))
		return err_set(e, RC_INVALID,
		    "There are no two classes with examples to train.");
	return RC_OK;
}

/* Writes what the held-out examples teach into the model's header. */
static void
calibrate(struct trainer *t, struct classify_trained *out)
{
	struct classify_header head;

	memcpy(&head, out->bytes, sizeof(head));
	classify_fit(t->work, t->held, t->n_held, &head, out);
	memcpy(out->bytes, &head, sizeof(head));
	classify_seal(out->bytes, out->n);
}

enum rc
classify_train(struct arena *a, const struct classify_training *in,
    struct classify_trained *out, struct err *e)
{
	struct trainer t = {.in = *in, .n_given = in->n_examples};
	struct classify_header head = {.kind = in->kind,
	    .n_classes = (uint32_t)in->n_classes, .temperature = 1};
	struct part all;
	enum rc rc = check(in, e);

	if (rc != RC_OK)
		return rc;
	*out = (struct classify_trained){.n = 0};
	text_copy(head.language, sizeof(head.language), in->language);
	t.work = arena_new(WORK_MAX);
	t.reader.language = in->language;
	concepts_make(t.work, in->language, &t.reader.concepts);
	add_copies(&t);
	t.features = count_read(t.work, &t.in, &t.reader);
	if (in->kind == CLASSIFY_ONE && t.n_given <= MANY_EXAMPLES)
		t.features = count_repaired(t.work, &t.in, &t.reader,
		    t.features);
	assign_parts(&t, in->n_examples > MANY_EXAMPLES ? PARTS_OF_MANY :
							  PARTS);
	t.held = arena_array(t.work, 2 * (in->n_examples + in->n_dev) + 1,
	    sizeof(*t.held));
	if (in->n_dev == 0)
		rc = hold_out(&t, &head, e);
	all = without_part(&t, NO_PART);
	if (rc == RC_OK)
		rc = train_part(a, &all, &head, out, e);
	if (rc == RC_OK && in->n_dev > 0)
		rc = ask_about_part(&t, NO_PART, out, e);
	if (rc == RC_OK)
		calibrate(&t, out);
	arena_free(t.work);
	return rc;
}
