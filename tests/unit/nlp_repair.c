/* nlp/repair: typing errors by the words that a model knows. */
#include "base/base.h"

#include "unit.h"

#include "nlp/features.h"

/* Least rare first. */
static const char *const known[] = {"transfer", "card", "form", "from"};

static double
rarity(const void *arg, uint64_t key)
{
	(void)arg;
	for (size_t i = 0; i < NELEM(known); i++) {
		if (feature_key(known[i], FEATURE_WORD) == key ||
		    feature_key(known[i], FEATURE_STEM) == key)
			return (double)(i + 1);
	}
	return 0;
}

static const char *
repaired(struct arena *a, const char *text)
{
	const struct repair_vocabulary v = {rarity, NULL};
	struct stemmer *st = stemmer_open(a, "en");
	struct words w;

	words_split(st, a, text, false, &w);
	repair_words(a, &v, st, w.items, w.n);
	return w.n == 1 ? w.items[0].text : NULL;
}

static void
each_error_is_repaired(void **state)
{
	struct arena *a = *state;

	assert_string_equal(repaired(a, "transfr"), "transfer");
	assert_string_equal(repaired(a, "transferr"), "transfer");
	assert_string_equal(repaired(a, "tramsfer"), "transfer");
	assert_string_equal(repaired(a, "rtansfer"), "transfer");
	assert_string_equal(repaired(a, "transfe"), "transfer");
	assert_string_equal(repaired(a, "crd"), "card");
}

static void
the_least_rare_word_wins(void **state)
{
	assert_string_equal(repaired(*state, "forrm"), "form");
	assert_string_equal(repaired(*state, "frorm"), "form");
}

static void
what_is_right_or_strange_stays(void **state)
{
	struct arena *a = *state;

	assert_string_equal(repaired(a, "from"), "from");
	assert_string_equal(repaired(a, "cards"), "cards");   /* its stem */
	assert_string_equal(repaired(a, "farm"), "farm");     /* a word */
	assert_string_equal(repaired(a, "tronsfor"), "tronsfor"); /* two */
	assert_string_equal(repaired(a, "cr"), "cr");
	assert_string_equal(repaired(a, "c4rd"), "c4rd");
	assert_string_equal(repaired(a, "cärd"), "cärd");
	assert_string_equal(repaired(a, "transferoverandoverandover"),
	    "transferoverandoverandover");
}

static void
features_follow_the_repaired_word(void **state)
{
	struct arena *a = *state;
	const struct repair_vocabulary v = {rarity, NULL};
	struct feature_reader reader = {.language = "en"};
	struct features plain, typed;

	features_of(a, &reader, "my transfer", &plain);
	reader.known = &v;
	features_of(a, &reader, "my trasnfer", &typed);
	assert_int_equal(typed.n, plain.n);
	for (size_t i = 0; i < plain.n; i++)
		assert_true(typed.items[i].key == plain.items[i].key);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(each_error_is_repaired),
		UNIT_TEST(the_least_rare_word_wins),
		UNIT_TEST(what_is_right_or_strange_stays),
		UNIT_TEST(features_follow_the_repaired_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
