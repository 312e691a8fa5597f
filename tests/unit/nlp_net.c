/* nlp/net: what a linear classifier cannot learn, and the same every time. */
#include "base/base.h"

#include "unit.h"

#include "nlp/net.h"

#include <math.h>

#define N_ROWS 64
#define N_FEATURES 4

/* Features 0, 1: is the first switch on or off; 2, 3: the second.  The class
 * is whether the switches differ: no sum of weights tells that. */
struct switches {
	uint32_t index[N_ROWS][2];
	float value[2];
	struct linear_row rows[N_ROWS];
	int labels[N_ROWS];
};

static struct switches *
make_switches(struct arena *a)
{
	struct switches *s = arena_alloc(a, sizeof(*s));

	s->value[0] = s->value[1] = 1;
	for (uint32_t i = 0; i < N_ROWS; i++) {
		uint32_t first = i & 1, second = i >> 1 & 1;

		s->index[i][0] = first;
		s->index[i][1] = 2 + second;
		s->rows[i] = (struct linear_row){s->index[i], s->value, 2};
		s->labels[i] = first != second;
	}
	return s;
}

static bool
has_label(const void *arg, size_t row, size_t class)
{
	const struct switches *s = arg;

	return (size_t)s->labels[row] == class;
}

static double
score(const struct net *net, const struct linear_row *row, size_t class)
{
	double sum = (double)net->out_bias[class];

	for (size_t k = 0; k < NET_HIDDEN; k++) {
		float unit = net->in[N_FEATURES * NET_HIDDEN + k];

		for (size_t i = 0; i < row->n; i++)
			unit += row->value[i] *
			    net->in[row->index[i] * NET_HIDDEN + k];
		if (unit > 0)
			sum += (double)(unit *
			    net->out[class * NET_HIDDEN + k]);
	}
	return sum;
}

static struct net_problem
problem(const struct switches *s)
{
	return (struct net_problem){.rows = s->rows, .n_rows = N_ROWS,
	    .n_features = N_FEATURES, .n_classes = 2, .labels = s->labels,
	    .has = has_label, .arg = s, .n_nets = 1, .rounds = 100, .seed = 1};
}

static void
what_stands_together_counts(void **state)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	struct switches *s = make_switches(a);
	struct net_problem p = problem(s);
	struct net net;

	(void)state;
	net_train(a, &p, &net);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(score(&net, &s->rows[i], 1) >
			score(&net, &s->rows[i], 0), s->labels[i]);
	arena_free(a);
}

/* Without `labels` each class is a question of its own. */
static void
classes_by_themselves(void **state)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	struct switches *s = make_switches(a);
	struct net_problem p = problem(s);
	struct net net;

	(void)state;
	p.labels = NULL;
	net_train(a, &p, &net);
	for (size_t i = 0; i < 4; i++)
		for (size_t k = 0; k < 2; k++)
			assert_int_equal(score(&net, &s->rows[i], k) > 0,
			    (size_t)s->labels[i] == k);
	arena_free(a);
}

static void
the_seed_decides(void **state)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	struct net_problem p = problem(make_switches(a));
	size_t n = (N_FEATURES + 1) * NET_HIDDEN * sizeof(float);
	struct net one, two, three;

	(void)state;
	net_train(a, &p, &one);
	net_train(a, &p, &two);
	p.seed = 2;
	net_train(a, &p, &three);
	assert_memory_equal(one.in, two.in, n);
	assert_memory_equal(one.out_bias, two.out_bias, 2 * sizeof(float));
	assert_memory_not_equal(one.in, three.in, n);
	arena_free(a);
}

/* Features and constant only: a row without features is no fault. */
static void
empty_rows_are_survived(void **state)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	struct switches *s = make_switches(a);
	struct net_problem p = problem(s);
	struct net net;

	(void)state;
	for (size_t i = 0; i < N_ROWS; i++)
		s->rows[i].n = 0;
	net_train(a, &p, &net);
	assert_true(isfinite(score(&net, &s->rows[0], 0)));
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_together_counts),
		cmocka_unit_test(classes_by_themselves),
		cmocka_unit_test(the_seed_decides),
		cmocka_unit_test(empty_rows_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
