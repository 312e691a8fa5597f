#include "base/base.h"

#include "nlp/linear.h"

#include <linear.h>
#include <stdlib.h>

#define CONSTANT 1.0 /* the value of the constant feature */

/* Memory of one training; freed by done(). */
struct training {
	const struct linear_problem *in;
	struct feature_node *nodes, **starts;
	double *y;
};

static void
done(struct training *t)
{
	free(t->nodes);
	free(t->starts);
	free(t->y);
}

static void
silent(const char *text)
{
	(void)text;
}

/* The rows as lists of nodes that end with index -1; 1 is the first. */
static bool
make_nodes(struct training *t)
{
	const struct linear_problem *in = t->in;
	struct feature_node *at;
	size_t n = 0;

	for (size_t i = 0; i < in->n_rows; i++)
		n += in->rows[i].n + 2;
	t->nodes = calloc(n + 1, sizeof(*t->nodes));
	t->starts = calloc(in->n_rows + 1, sizeof(struct feature_node *));
	t->y = calloc(in->n_rows + 1, sizeof(*t->y));
	if (t->nodes == NULL || t->starts == NULL || t->y == NULL)
		return false;
	at = t->nodes;
	for (size_t i = 0; i < in->n_rows; i++) {
		const struct linear_row *r = &in->rows[i];

		t->starts[i] = at;
		for (size_t k = 0; k < r->n; k++)
			*at++ = (struct feature_node){(int)r->index[k] + 1,
			    (double)r->value[k]};
		*at++ = (struct feature_node){(int)in->n_features + 1,
		    CONSTANT};
		*at++ = (struct feature_node){-1, 0};
	}
	return true;
}

static struct model *
run(struct training *t, int solver)
{
	const struct linear_problem *in = t->in;
	struct problem problem = {.l = (int)in->n_rows,
	    .n = (int)in->n_features + 1, .y = t->y, .x = t->starts,
	    .bias = CONSTANT};
	struct parameter parameter = {.solver_type = solver,
	    .eps = in->tolerance, .C = in->cost};

	set_print_string_function(silent);
	/* LIBLINEAR shuffles with rand(): the same seed, the same model. */
	srand(in->seed);
	return train(&problem, &parameter);
}

static void
one_of(struct training *t, float *weights)
{
	const struct linear_problem *in = t->in;
	struct model *m;
	size_t n;

	for (size_t i = 0; i < in->n_rows; i++)
		t->y[i] = in->labels[i];
	m = run(t, MCSVM_CS);
	n = (size_t)m->nr_class;
	memset(weights, 0,
	    (in->n_features + 1) * in->n_classes * sizeof(*weights));
	for (size_t f = 0; f <= in->n_features; f++) {
		for (size_t k = 0; k < n; k++)
			weights[f * in->n_classes + (size_t)m->label[k]] =
			    (float)m->w[f * n + k];
	}
	free_and_destroy_model(&m);
}

/* One class against all others. */
static void
one_class(struct training *t, size_t class, float *weights)
{
	const struct linear_problem *in = t->in;
	struct model *m;
	double sign;

	for (size_t i = 0; i < in->n_rows; i++)
		t->y[i] = in->has(in->arg, i, class) ? 1 : -1;
	m = run(t, in->kind == LINEAR_LOGIT ? L2R_LR : L2R_L2LOSS_SVC_DUAL);
	sign = m->label[0] == 1 ? 1 : -1;
	for (size_t f = 0; f <= in->n_features; f++)
		weights[f * in->n_classes + class] = (float)(sign * m->w[f]);
	free_and_destroy_model(&m);
}

/* Whether some rows, but not all, are of the class. */
static bool
is_divided(const struct linear_problem *in, size_t class, float *constant)
{
	size_t n = 0;

	for (size_t i = 0; i < in->n_rows; i++)
		n += in->has(in->arg, i, class);
	*constant = n == 0 ? -10 : 10;
	return n > 0 && n < in->n_rows;
}

static void
class_by_class(struct training *t, float *weights)
{
	const struct linear_problem *in = t->in;

	memset(weights, 0,
	    (in->n_features + 1) * in->n_classes * sizeof(*weights));
	for (size_t k = 0; k < in->n_classes; k++) {
		float constant;

		if (is_divided(in, k, &constant))
			one_class(t, k, weights);
		else
			weights[in->n_features * in->n_classes + k] =
			    constant;
	}
}

static bool
has_two_labels(const struct linear_problem *in)
{
	for (size_t i = 1; i < in->n_rows; i++) {
		if (in->labels[i] != in->labels[0])
			return true;
	}
	return false;
}

enum rc
linear_train(const struct linear_problem *p, float *weights, struct err *e)
{
	struct training t = {.in = p};

	if (p->n_rows == 0 ||
	    (p->kind == LINEAR_ONE_OF && !has_two_labels(p)))
		return err_set(e, RC_INVALID,
		    "There are no two classes with examples to train.");
	if (!make_nodes(&t)) {
		done(&t);
		return err_log(e, RC_INTERNAL,
		    "no memory to train with %zu rows", p->n_rows);
	}
	if (p->kind == LINEAR_ONE_OF)
		one_of(&t, weights);
	else
		class_by_class(&t, weights);
	done(&t);
	return RC_OK;
}
