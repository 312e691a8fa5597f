/* nlp/form_fit, evidence, selection, assurance, compound: from a question
 * and an index to the sentences that answer, and how sure. */
#include "base/base.h"

#include "unit.h"

#include "base/text.h"
#include "nlp/assurance.h"
#include "nlp/compound.h"
#include "nlp/form_fit.h"
#include "nlp/index_build.h"
#include "nlp/search.h"
#include "nlp/selection.h"

#define LONG_WORD 10000
#define MESSAGE 4000 /* code points at most in a message */

static const struct {
	const char *slug, *title, *heading, *body;
} articles[] = {
	{"cards", "Gift cards", "Validity",
	    "Gift cards never expire. The balance is shown in the account."},
	{"prices", "Shipping", "Prices",
	    "Parcels are sent every day.\n\n| Service | Price | Time |\n"
	    "|---|---|---|\n| Standard | $5 | 5 days |\n"
	    "| Express | $15 | 2 days |\n"},
	{"router", "Router", "Reset a router",
	    "A router is reset in a minute:\n\n1. Press the button.\n"
	    "2. Wait for the light.\n"},
};

struct asked {
	struct retrieve_result found;
	struct evidence evidence;
	struct assurance assurance;
	struct selection selection;
};

/* The pipeline of the chat, from the index on. */
static struct asked *
ask_in_talk(struct arena *a, const char *question, const char *topic,
    const char *slug)
{
	struct asked *out = arena_alloc(a, sizeof(*out));
	const struct retrieve_request in = {.language = "en",
	    .question = question, .topic = topic, .topic_slug = slug};
	struct index_builder *b = index_builder_new();
	struct err e = {0};
	struct index ix;
	const uint8_t *data;
	size_t n;

	for (size_t i = 0; i < NELEM(articles); i++) {
		index_add_article(b, &(struct index_article_in){
		    .id = (int64_t)i + 1, .revision = 1, .scenario_id = 1,
		    .language = "en", .slug = articles[i].slug,
		    .category = "", .title = articles[i].title,
		    .summary = "", .tags = "", .questions = ""});
		index_add_passage(b, &(struct index_passage_in){
		    .id = (int64_t)i + 1, .ordinal = 1, .anchor = "a",
		    .heading = articles[i].heading,
		    .body = articles[i].body});
	}
	assert_int_equal(index_build(b, &data, &n, &e), RC_OK);
	data = memcpy(arena_alloc(a, n), data, n);
	index_builder_free(b);
	assert_int_equal(index_open(data, n, &ix, &e), RC_OK);
	search_passages(a, &ix, &in, &out->found);
	evidence_collect(a, &out->found, &out->evidence);
	assurance_judge(&out->found, &out->evidence, &out->assurance);
	selection_make(a, &out->found, &out->evidence, &out->selection);
	return out;
}

static struct asked *
ask(struct arena *a, const char *question)
{
	return ask_in_talk(a, question, NULL, NULL);
}

static const char *
best(const struct asked *q)
{
	return q->evidence.n == 0 ? "" :
				    q->evidence.units[q->evidence.best].text;
}

static void
a3_the_sentence_and_the_row(void **state)
{
	assert_string_equal(best(ask(*state, "do gift cards expire")),
	    "Gift cards never expire.");
	assert_string_equal(best(ask(*state, "how much is express")),
	    "Express | $15 | 2 days");
}

/* Its own words choose the sentence, not those of the talk. */
static void
a4_a_follow_up_is_answered_by_its_own_words(void **state)
{
	struct asked *q = ask_in_talk(*state, "and the balance?",
	    "gift cards expire", "cards");

	assert_string_equal(best(q),
	    "The balance is shown in the account.");
	assert_true(q->evidence.units[q->evidence.best].asked > 0.9);
	q = ask_in_talk(*state, "and the moon?", "gift cards expire",
	    "cards");
	assert_true(q->evidence.units[q->evidence.best].asked < 0.1);
}

/* The price goes on being asked for. */
static void
a4_a_follow_up_keeps_the_form(void **state)
{
	struct asked *q = ask_in_talk(*state, "and standard?",
	    "express price", "prices");

	assert_int_equal(q->found.query.form, QUERY_HOW_MUCH);
	assert_string_equal(best(q), "Standard | $5 | 5 days");
}

static const char *
read_as(struct arena *a, const char *question, const char *word)
{
	struct asked *q = ask(a, question);

	for (size_t i = 0; i < q->found.query.n; i++) {
		if (strcmp(q->found.query.terms[i].word, word) == 0)
			return word;
	}
	return q->found.query.rewritten;
}

static void
a1_letters_that_were_left_out(void **state)
{
	assert_string_equal(read_as(*state, "is my buton wet", "button"),
	    "button");
	assert_string_equal(read_as(*state, "where is the rtr", "router"),
	    "where is the rtr");
	assert_string_equal(read_as(*state, "is the router a problem",
	    "problem"), "is the router a problem");
	assert_string_equal(read_as(*state, "is there a problem",
	    "problem"), "problem");
}

/* "giftcards" is no word of the index, "gift" and "cards" are. */
static void
a3_words_typed_together_are_two(void **state)
{
	struct asked *q = ask(*state, "do giftcards expire");

	assert_string_equal(best(q), "Gift cards never expire.");
	assert_true(q->assurance.confidence >
	    ask(*state, "do blorpcards expire")->assurance.confidence);
}

static void
a3_steps_come_whole_and_in_order(void **state)
{
	struct asked *q = ask(*state, "how do i reset the router");
	const struct evidence_unit *units = q->evidence.units;

	assert_int_equal(q->selection.n, 3);
	assert_string_equal(units[q->selection.units[1]].text,
	    "Press the button.");
	assert_string_equal(units[q->selection.units[2]].text,
	    "Wait for the light.");
}

static void
a3_yes_or_no_by_the_evidence(void **state)
{
	assert_int_equal(ask(*state, "do gift cards expire")
		->selection.verdict, -1);
	assert_int_equal(ask(*state, "how long do gift cards last")
		->selection.verdict, 0);
}

static void
a2_other_things_are_not_known(void **state)
{
	struct asked *other = ask(*state, "who won the world cup"),
		     *known = ask(*state, "do gift cards expire");

	assert_false(other->assurance.sure);
	assert_false(other->assurance.maybe);
	assert_true(known->assurance.confidence >
	    other->assurance.confidence + 0.3);
	assert_in_range(other->assurance.confidence * 1000, 0, 1000);
}

/* What the question says itself is no answer to it. */
static void
the_form_looks_for_what_was_not_said(void **state)
{
	static const struct {
		const char *question, *text;
		bool fits;
	} rows[] = {
		{"How much is it?", "It costs $5.", true},
		{"How much is it?", "It is blue.", false},
		{"How many parcels in 2020?", "There were 7 in 2020.", true},
		{"How many parcels in 2020?", "Many came in 2020.", false},
		{"When does it open?", "It opens on Monday at 8.", true},
		{"Who founded Acme?", "The founder of Acme was Ada.", true},
		{"Who founded Acme?", "It was founded long ago.", false},
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct query q;
		struct words w;
		double fit;

		query_parse(*state, "en", rows[i].question, &q);
		words_split(q.st, *state, rows[i].text, true, &w);
		fit = form_fit(&q, &w, rows[i].text, MARKDOWN_PARAGRAPH);
		if ((fit > 0.5) != rows[i].fits)
			fail_msg("%s %s: %.2f", rows[i].question,
			    rows[i].text, fit);
	}
}

/* Anything a visitor can send ends in a figure between 0 and 1. */
static void
a3_any_message_is_bounded(void **state)
{
	static const char *const pieces[] = {"a", "\xf0\x9f\x98\x80",
	    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d ", "gift cards? ",
	    "\xe9\x80\x80\xe8\xb4\xa7", "[](", "| ", "9", "\xcc\x81"};
	struct arena *a = *state;

	for (size_t i = 0; i < NELEM(pieces); i++) {
		size_t n = strlen(pieces[i]);
		size_t times = i == 0 ? LONG_WORD :
		    MESSAGE / text_length(pieces[i]);
		char *text = arena_alloc(a, n * times + 1);
		struct asked *q;

		for (size_t k = 0; k < times; k++)
			memcpy(text + k * n, pieces[i], n);
		q = ask(a, text);
		assert_true(q->assurance.confidence >= 0 &&
		    q->assurance.confidence <= 1);
		assert_in_range(q->evidence.n, 0, EVIDENCE_UNITS_MAX);
		assert_in_range(q->selection.n, 0, SELECTION_UNITS_MAX);
	}
	assert_int_equal(ask(a, "")->evidence.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(a3_the_sentence_and_the_row),
		UNIT_TEST(a4_a_follow_up_is_answered_by_its_own_words),
		UNIT_TEST(a4_a_follow_up_keeps_the_form),
		UNIT_TEST(a1_letters_that_were_left_out),
		UNIT_TEST(a3_words_typed_together_are_two),
		UNIT_TEST(a3_steps_come_whole_and_in_order),
		UNIT_TEST(a3_yes_or_no_by_the_evidence),
		UNIT_TEST(a2_other_things_are_not_known),
		UNIT_TEST(the_form_looks_for_what_was_not_said),
		UNIT_TEST(a3_any_message_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
