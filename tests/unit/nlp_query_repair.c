/* Typing errors in questions: which word of the index is meant. */
#include "base/base.h"

#include "nlp/query.h"

#include "unit.h"

#define VOCABULARY 6

/* What the first doubtful word becomes when the index has these words. */
static const char *
repaired(struct arena *a, const char *text,
    const char *const vocabulary[VOCABULARY])
{
	struct term_guess items[VOCABULARY];
	struct term_guesses guesses = {.items = items};
	struct query_doubts doubts;
	struct query *q = arena_alloc(a, sizeof(*q));

	query_parse(a, "en", text, q);
	query_doubts(q, &doubts);
	for (size_t i = 0; i < VOCABULARY && vocabulary[i] != NULL; i++)
		items[guesses.n++] = (struct term_guess){0, {
			.word = vocabulary[i], .stem = vocabulary[i],
			.n_passages = 10}};
	if (doubts.n > 0)
		query_repair(a, q, &doubts, &guesses);
	return q->rewritten;
}

static void
vowels_left_out_are_put_in(void **state)
{
	static const char *const words[VOCABULARY] = {"sharp", "ship",
	    "return", "delivery", "data"};

	assert_string_equal(repaired(*state, "do you shp", words),
	    "do you ship");
	assert_string_equal(repaired(*state, "my rtrn", words), "my return");
	assert_string_equal(repaired(*state, "the dlvry", words),
	    "the delivery");
	assert_string_equal(repaired(*state, "all my dta", words),
	    "all my data");
}

static void
short_words_that_can_be_said_stay(void **state)
{
	static const char *const words[VOCABULARY] = {"soap", "sap", "data"};

	assert_string_equal(repaired(*state, "the sep", words), "the sep");
	assert_string_equal(repaired(*state, "the dat", words), "the dat");
}

static void
a_letter_that_stands_twice_is_likelier_than_another(void **state)
{
	static const char *const words[VOCABULARY] = {"closed", "clogged"};

	assert_string_equal(repaired(*state, "it is cloged", words),
	    "it is clogged");
}

static void
a_problem_is_not_what_is_looked_for(void **state)
{
	struct query *q = arena_alloc(*state, sizeof(*q));

	query_parse(*state, "en", "is my dog a problem", q);
	query_drop_trouble(q);
	assert_true(q->terms[q->n - 1].weight == 0);
	query_parse(*state, "en", "the dog of this problem", q);
	query_drop_trouble(q);
	assert_true(q->terms[q->n - 1].weight == 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(vowels_left_out_are_put_in),
		UNIT_TEST(short_words_that_can_be_said_stay),
		UNIT_TEST(a_letter_that_stands_twice_is_likelier_than_another),
		UNIT_TEST(a_problem_is_not_what_is_looked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
