/* nlp/measure and nlp/labels: figures worked out by hand. */
#include "base/base.h"

#include "unit.h"

#include "nlp/measure.h"

#include <math.h>
#include <stdio.h>

static void
assert_near(double found, double expected)
{
	if (!(fabs(found - expected) < 1e-9))
		fail_msg("%.12f is not %.12f", found, expected);
}

static void
labels_are_numbered_in_order(void **state)
{
	struct labels l;
	char name[32];

	labels_init(&l, *state);
	assert_int_equal(labels_find(&l, "a"), -1);
	for (int i = 0; i < 500; i++) {
		(void)snprintf(name, sizeof(name), "label %d", i);
		assert_int_equal(labels_add(&l, name), i);
	}
	assert_int_equal(labels_add(&l, "label 7"), 7);
	assert_int_equal(labels_find(&l, "label 499"), 499);
	assert_int_equal(labels_find(&l, "label 500"), -1);
	assert_int_equal(l.n, 500);
}

static void
no_more_labels_than_there_is_room(void **state)
{
	struct labels l;
	char name[32];

	labels_init(&l, *state);
	for (int i = 0; i < LABELS_MAX; i++) {
		(void)snprintf(name, sizeof(name), "%d", i);
		assert_int_equal(labels_add(&l, name), i);
	}
	assert_int_equal(labels_add(&l, "one more"), -1);
	assert_int_equal(labels_add(&l, "17"), 17);
}

static void
joined_labels_are_split(void **state)
{
	struct labels l;
	int found[3];

	labels_init(&l, *state);
	assert_int_equal(labels_split(&l, "pin, card,pin,,", found, 3), 2);
	assert_int_equal(found[0], labels_find(&l, "pin"));
	assert_int_equal(found[1], labels_find(&l, "card"));
	assert_int_equal(labels_split(&l, "", found, 3), 0);
	assert_int_equal(labels_split(&l, "a,b,c,d,e", found, 3), 3);
}

static void
figures_of_single_labels(void **state)
{
	struct measure m;

	/* Class 0: 2 of 3 right; class 1: 1 of 1 right, 1 too many. */
	measure_init(&m, *state);
	measure_add_one(&m, 0, 0, 0.9);
	measure_add_one(&m, 0, 0, 0.9);
	measure_add_one(&m, 0, 1, 0.6);
	measure_add_one(&m, 1, 1, 0.8);
	measure_end(&m);
	assert_near(m.accuracy, 0.75);
	assert_near(m.micro_f1, 0.75);
	assert_near(m.classes[0].precision, 1);
	assert_near(m.classes[0].recall, 2.0 / 3);
	assert_near(m.classes[0].f1, 0.8);
	assert_near(m.classes[1].precision, 0.5);
	assert_near(m.macro_f1, (0.8 + 2.0 / 3) / 2);
	assert_int_equal(m.n_pairs, 1);
	assert_int_equal(m.pairs[0].gold, 0);
	assert_int_equal(m.pairs[0].predicted, 1);
	/* Bins: .6 none of 1 right, .8 one of 1, .9 two of 2. */
	assert_near(m.calibration_error, (0.6 + 0.2 + 0.2) / 4);
}

static void
confused_pairs_are_sorted(void **state)
{
	struct measure m;

	measure_init(&m, *state);
	measure_add_one(&m, 0, 1, 0.5);
	for (int i = 0; i < 3; i++)
		measure_add_one(&m, 2, 0, 0.5);
	measure_end(&m);
	assert_int_equal(m.n_pairs, 2);
	assert_int_equal(m.pairs[0].gold, 2);
	assert_int_equal(m.pairs[0].n, 3);
	assert_near(m.accuracy, 0);
	assert_near(m.macro_f1, 0);
}

static void
figures_of_several_labels(void **state)
{
	const int gold[] = {0, 1}, more[] = {1, 0, 2}, one[] = {1};
	struct measure m;

	measure_init(&m, *state);
	measure_add(&m, (struct measure_set){gold, 2},
	    (struct measure_set){more, 3}, 1);
	measure_add(&m, (struct measure_set){gold, 2},
	    (struct measure_set){one, 1}, 1);
	measure_add(&m, (struct measure_set){NULL, 0},
	    (struct measure_set){NULL, 0}, 1);
	measure_end(&m);
	/* 3 right, 1 too many, 1 missed; only the empty one is equal. */
	assert_near(m.micro_f1, 6.0 / 8);
	assert_near(m.accuracy, 1.0 / 3);
	assert_near(m.macro_f1, (2.0 / 3 + 1 + 0) / 3);
	assert_int_equal(m.n_pairs, 0);
}

static void
calibration_error_of_full_confidence(void **state)
{
	const double sure[] = {1, 1, 1, 1};
	const bool right[] = {true, true, false, true};

	(void)state;
	assert_near(measure_calibration_error(sure, right, 4), 0.25);
	assert_true(isnan(measure_calibration_error(sure, right, 0)));
}

static void
auroc_counts_ties_half(void **state)
{
	const double scores[] = {0.9, 0.8, 0.8, 0.1};
	const bool positive[] = {true, true, false, false};
	const bool all[] = {true, true, true, true};

	assert_near(measure_auroc(*state, scores, positive, 4), 3.5 / 4);
	assert_true(isnan(measure_auroc(*state, scores, all, 4)));
	assert_true(isnan(measure_auroc(*state, scores, all, 0)));
}

static void
correlation(void **state)
{
	const double x[] = {1, 2, 3}, up[] = {10, 20, 30};
	const double bent[] = {1, 3, 2}, flat[] = {5, 5, 5};

	(void)state;
	assert_near(measure_pearson(x, up, 3), 1);
	assert_near(measure_pearson(x, bent, 3), 0.5);
	assert_true(isnan(measure_pearson(x, flat, 3)));
}

static void
percentiles_by_nearest_rank(void **state)
{
	double v[] = {5, 1, 4, 2, 3};

	(void)state;
	assert_near(measure_percentile(v, 5, 0.5), 3);
	assert_near(measure_percentile(v, 5, 0.99), 5);
	assert_near(measure_percentile(v, 5, 0), 1);
	assert_true(isnan(measure_percentile(v, 0, 0.5)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(labels_are_numbered_in_order),
		UNIT_TEST(no_more_labels_than_there_is_room),
		UNIT_TEST(joined_labels_are_split),
		UNIT_TEST(figures_of_single_labels),
		UNIT_TEST(confused_pairs_are_sorted),
		UNIT_TEST(figures_of_several_labels),
		UNIT_TEST(calibration_error_of_full_confidence),
		UNIT_TEST(auroc_counts_ties_half),
		UNIT_TEST(correlation),
		UNIT_TEST(percentiles_by_nearest_rank),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
