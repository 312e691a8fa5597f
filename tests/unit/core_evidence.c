/* core/evidence: sentences, and the one that answers. */
#include "base/base.h"

#include "unit.h"

#include "nlp/evidence.h"

static void
assert_sentence(const char *text, const char *first)
{
	size_t n = evidence_sentence(text);

	if (n != strlen(first) || strncmp(text, first, n) != 0)
		fail_msg("%s\nends after %zu bytes", text, n);
}

static void
sentences_end_where_they_should(void **state)
{
	(void)state;
	assert_sentence("One. Two.", "One.");
	assert_sentence("Open 8 a.m. to 6 p.m. on weekdays. Closed.",
	    "Open 8 a.m. to 6 p.m. on weekdays.");
	assert_sentence("It costs $14.99. More.", "It costs $14.99.");
	assert_sentence("Use e.g. Firefox. Or not.", "Use e.g. Firefox.");
	assert_sentence("Really? Yes.", "Really?");
	assert_sentence("\"On hold.\" Then go.", "\"On hold.\"");
	assert_sentence("No end", "No end");
}

static void
polarity(void **state)
{
	static const struct {
		const char *text;
		int polarity;
	} cases[] = {
		{"Opened headphones can be returned.", 1},
		{"Opened earbuds cannot be returned.", -1},
		{"A trial can be extended once.", 1},
		{"The trial needs no credit card.", -1},
		{"Nothing is charged automatically.", -1},
		{"It is not possible.", -1},
		{"The fee is due even when it cannot be repaired.", 1},
		{"Bring the box.", 0},
	};

	for (size_t i = 0; i < NELEM(cases); i++) {
		struct stemmer *st = stemmer_open(*state, "en");
		int found = evidence_polarity(*state, st, cases[i].text);

		if (found != cases[i].polarity)
			fail_msg("%s: %d", cases[i].text, found);
	}
}

/* One passage, as if the database had found it. */
static const struct evidence_unit *
best_of(struct arena *a, const char *question, const char *body,
    struct evidence *e)
{
	struct retrieve_result *r = arena_alloc(a, sizeof(*r));
	struct passage_hit *hit = arena_alloc(a, sizeof(*hit));
	int64_t df[QUERY_STEMS_MAX];

	*hit = (struct passage_hit){.ordinal = 2, .heading = "Prices",
	    .title = "Shipping", .body = body, .slug = "s"};
	query_parse(a, "en", question, &r->query);
	query_expand(a, &r->query);
	for (size_t i = 0; i < QUERY_STEMS_MAX; i++)
		df[i] = 10;
	query_weigh(&r->query, df, QUERY_STEMS_MAX, 200);
	r->hits = arena_alloc(a, sizeof(*r->hits));
	r->hits[0] = (struct retrieve_hit){.passage = hit, .score = 1};
	r->n = 1;
	evidence_collect(a, r, e);
	return &e->units[e->best];
}

static const char body[] =
    "Shipping in the US costs $5.99. It is free above $75. Express shipping "
    "costs $15 and takes 1-2 business days.\n\n"
    "| Country | Price |\n|---|---|\n| Canada | $14.99 |\n"
    "| Mexico | $19.99 |\n\nParcels are insured.";

static void
the_sentence_that_answers(void **state)
{
	struct evidence e;

	assert_non_null(strstr(best_of(*state,
	    "how much is express shipping?", body, &e)->text, "$15"));
	assert_string_equal(best_of(*state, "how much is it to Mexico",
	    body, &e)->text, "Mexico | $19.99");
	assert_string_equal(best_of(*state, "are parcels insured", body,
	    &e)->text, "Parcels are insured.");
}

static void
quotes_have_exact_places(void **state)
{
	const char *plain = markdown_text(*state, body);
	struct evidence e;

	best_of(*state, "shipping", body, &e);
	assert_true(e.n >= 6);
	for (size_t i = 0; i < e.n; i++) {
		const struct evidence_unit *u = &e.units[i];

		assert_int_equal(u->end - u->start, strlen(u->text));
		assert_memory_equal(plain + u->start, u->text,
		    strlen(u->text));
	}
	assert_true(e.units[0].leads);
	assert_true(e.units[1].leans);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(sentences_end_where_they_should),
		UNIT_TEST(polarity),
		UNIT_TEST(the_sentence_that_answers),
		UNIT_TEST(quotes_have_exact_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
