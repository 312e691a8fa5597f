/* nlp/index and nlp/search: what is built is found; damage does no harm. */
#include "base/base.h"

#include "unit.h"

#include "nlp/index_build.h"
#include "nlp/search.h"

#include <stdio.h>
#include <stdlib.h>

static void
add(struct index_builder *b, int64_t id, int64_t scenario_id,
    const char *language, const char *title, const char *questions,
    const char *body)
{
	index_add_article(b, &(struct index_article_in){.id = id,
	    .revision = 3, .scenario_id = scenario_id, .language = language,
	    .slug = title, .category = "C", .title = title, .summary = "S",
	    .tags = "", .questions = questions});
	index_add_passage(b, &(struct index_passage_in){.id = id * 10,
	    .ordinal = 1, .anchor = "a", .heading = "Overview",
	    .body = body});
}

/* A small shop and a small office, one German article. */
static void
fill(struct index_builder *b)
{
	add(b, 1, 7, "en", "Return policy", "Can I send it back?\nAny fee?",
	    "Items can be returned within 30 days. A fee of $14.99 is due.");
	add(b, 2, 7, "en", "Shipping", "",
	    "Express shipping costs $15. Order #12345 was late.");
	add(b, 3, 7, "en", "Waterproof cases", "",
	    "Cases for the iPhone 15 keep water out for 15 minutes.");
	add(b, 4, 8, "en", "Return of keys", "", "Return the keys here.");
	add(b, 5, 7, "de", "R\xc3\xbc" "ckgabe", "",
	    "Artikel k\xc3\xb6nnen zur\xc3\xbc" "ckgegeben werden.");
	add(b, 6, 0, "en", "Opening hours", "", "We open at 8:30.");
	index_add_synonym(b, "en", "gizmo|case");
}

/* What was added; ends the builder. */
static uint8_t *
take(struct arena *a, struct index_builder *b, size_t *n)
{
	const uint8_t *data;
	struct err e = {0};
	uint8_t *copy;

	assert_int_equal(index_build(b, &data, n, &e), RC_OK);
	copy = arena_dup(a, data, *n);
	index_builder_free(b);
	return copy;
}

static void
open_own(struct arena *a, struct index_builder *b, struct index *ix)
{
	struct err e = {0};
	size_t n;
	uint8_t *data = take(a, b, &n);

	assert_int_equal(index_open(data, n, ix, &e), RC_OK);
}

static uint8_t *
build(struct arena *a, size_t *n)
{
	struct index_builder *b = index_builder_new();

	fill(b);
	return take(a, b, n);
}

static void
open_built(struct arena *a, struct index *ix)
{
	struct err e = {0};
	size_t n;
	uint8_t *data = build(a, &n);

	assert_int_equal(index_open(data, n, ix, &e), RC_OK);
	assert_int_equal(index_verify(ix, &e), RC_OK);
}

static struct retrieve_result *
search(struct arena *a, const struct index *ix, int64_t scenario_id,
    const char *language, const char *question)
{
	const struct retrieve_request in = {.scenario_id = scenario_id,
	    .language = language, .question = question};
	struct retrieve_result *out = arena_alloc(a, sizeof(*out));

	search_passages(a, ix, &in, out);
	return out;
}

static void
assert_first(struct arena *a, const struct index *ix, const char *question,
    int64_t article_id)
{
	struct retrieve_result *r = search(a, ix, 7, "en", question);

	if (r->n == 0 || r->hits[0].passage->article_id != article_id)
		fail_msg("%s: article %d", question, r->n == 0 ? 0 :
		    (int)r->hits[0].passage->article_id);
}

static void
a5_words_stems_and_letters_find(void **state)
{
	struct index ix;

	open_built(*state, &ix);
	assert_first(*state, &ix, "returns", 1);
	assert_first(*state, &ix, "waterproofing", 3);
	assert_first(*state, &ix, "what does shiping cost", 2);
	assert_first(*state, &ix, "when do you open", 6);
}

static void
a5_numbers_and_phrases_find(void **state)
{
	struct index ix;

	open_built(*state, &ix);
	assert_first(*state, &ix, "iPhone 15", 3);
	assert_first(*state, &ix, "#12345", 2);
	assert_first(*state, &ix, "$14.99?", 1);
	assert_first(*state, &ix, "8:30", 6);
}

static void
a5_a_scenario_sees_its_own_and_the_common(void **state)
{
	struct retrieve_result *r;
	struct index ix;

	open_built(*state, &ix);
	r = search(*state, &ix, 7, "en", "return keys");
	for (size_t i = 0; i < r->n; i++)
		assert_int_not_equal(r->hits[i].passage->article_id, 4);
	assert_int_equal(r->total, 4);
	r = search(*state, &ix, 8, "en", "return keys");
	assert_int_equal(r->hits[0].passage->article_id, 4);
	assert_int_equal(r->total, 2);
	assert_int_equal(search(*state, &ix, 0, "en", "return")->total, 5);
}

static void
a5_languages_are_apart_but_for_english(void **state)
{
	struct retrieve_result *r;
	struct index ix;

	open_built(*state, &ix);
	r = search(*state, &ix, 7, "de",
	    "Kann ich Artikel zur\xc3\xbc" "ckgeben?");
	assert_int_equal(r->hits[0].passage->article_id, 5);
	r = search(*state, &ix, 7, "de", "shipping");
	assert_int_equal(r->hits[0].passage->article_id, 2);
	r = search(*state, &ix, 7, "en", "Artikel");
	assert_int_equal(r->n, 0);
	assert_int_equal(search(*state, &ix, 7, "fr", "shipping")->n, 1);
}

static void
a_hit_tells_all_and_how(void **state)
{
	const struct retrieve_hit *h;
	struct retrieve_result *r;
	struct index ix;

	open_built(*state, &ix);
	r = search(*state, &ix, 7, "en", "can I return an item");
	h = &r->hits[0];
	assert_string_equal(h->passage->title, "Return policy");
	assert_string_equal(h->passage->anchor, "a");
	assert_int_equal(h->passage->revision, 3);
	assert_int_equal(h->passage->id, 10);
	assert_string_equal(h->question, "Return policy");
	assert_true(h->parts.title > 0 && h->parts.body > 0);
	assert_true(h->coverage > 0.99);
	assert_true(h->score - (h->parts.title + h->parts.heading +
	    h->parts.body + h->parts.fuzzy + h->parts.question +
	    h->parts.others + h->parts.coverage + h->parts.proximity +
	    h->parts.topic + h->parts.first + h->parts.steps) < 1e-9);
}

static void
past_questions_lead_to_their_article(void **state)
{
	struct retrieve_result *r;
	struct index ix;

	open_built(*state, &ix);
	r = search(*state, &ix, 7, "en", "is there any fee?");
	assert_int_equal(r->hits[0].passage->article_id, 1);
	assert_string_equal(r->hits[0].question, "Any fee?");
	assert_true(r->hits[0].question_sim > 0.9);
}

static void
assert_order(struct arena *a, const struct index *ix, const char *question,
    int64_t first)
{
	struct retrieve_result *r = search(a, ix, 7, "en", question);

	assert_int_equal(r->n, 2);
	if (r->hits[0].passage->article_id != first)
		fail_msg("%s: %s comes first", question,
		    r->hits[0].passage->title);
}

/* Who asks how to do it gets the steps, who asks for the rules gets those;
 * steps of something else are none. */
static void
a3_steps_go_first_for_who_asks_what_to_do(void **state)
{
	struct index_builder *b = index_builder_new();
	struct index ix;

	add(b, 1, 7, "en", "Return rules", "",
	    "A return is due within 30 days. A return must be complete.");
	add(b, 2, 7, "en", "Return steps", "",
	    "You make a return online:\n\n1. Sign in.\n2. Choose the item.");
	open_own(*state, b, &ix);
	assert_order(*state, &ix, "how do I return it", 2);
	assert_order(*state, &ix, "what do I have to do to return it", 2);
	assert_order(*state, &ix, "when must I return it", 1);
	assert_order(*state, &ix, "how do returns work", 1);
	assert_order(*state, &ix, "how do I get a complete return", 1);
}

/* All that was asked of an article before counts, not the likest alone. */
static void
several_past_questions_tell_more_than_one(void **state)
{
	struct index_builder *b = index_builder_new();
	struct retrieve_result *r;
	struct index ix;

	add(b, 1, 7, "en", "Lamp", "Why is it dark at night?\nWho made it?",
	    "It shines.");
	add(b, 2, 7, "en", "Bulb", "Why is it dark at night?\nDark at night",
	    "It shines.");
	open_own(*state, b, &ix);
	r = search(*state, &ix, 7, "en", "it is so dark at night");
	assert_int_equal(r->hits[0].passage->article_id, 2);
	assert_int_equal(r->hits[1].passage->article_id, 1);
	assert_true(r->hits[0].parts.others >
	    r->hits[1].parts.others + 0.01);
}

static void
typing_errors_are_repaired_from_the_index(void **state)
{
	struct retrieve_result *r;
	struct index ix;

	open_built(*state, &ix);
	r = search(*state, &ix, 7, "en", "shpping expres");
	assert_true(r->query.repaired);
	assert_non_null(strstr(r->query.rewritten, "shipping"));
	assert_non_null(strstr(r->query.rewritten, "express"));
}

static void
what_is_typed_right_is_not_repaired(void **state)
{
	const char *right = "Is express shipping late?";
	struct index ix;

	open_built(*state, &ix);
	assert_ptr_equal(search_repaired(*state, &ix, "en", right), right);
	assert_string_equal(search_repaired(*state, &ix, "en",
	    "Is expres shpping late?"), "is express shipping late");
	assert_string_equal(search_repaired(*state, &ix, "en",
	    "wheres express"), "where is express");
}

static void
a5_the_sites_own_synonyms_count(void **state)
{
	struct index ix;

	open_built(*state, &ix);
	assert_first(*state, &ix, "do you have a gizmo", 3);
	assert_false(search(*state, &ix, 7, "en", "gizmo")->query.repaired);
	assert_int_equal(search(*state, &ix, 7, "fr", "gizmo")->n, 0);
}

static void
nothing_is_found_by_nothing(void **state)
{
	struct index_builder *b = index_builder_new();
	const uint8_t *data;
	struct err e = {0};
	struct index ix;
	size_t n;

	assert_int_equal(index_build(b, &data, &n, &e), RC_OK);
	assert_int_equal(index_open(data, n, &ix, &e), RC_OK);
	assert_int_equal(search(*state, &ix, 0, "en", "anything")->n, 0);
	index_builder_free(b);
	open_built(*state, &ix);
	assert_int_equal(search(*state, &ix, 7, "en", "")->n, 0);
	assert_int_equal(search(*state, &ix, 7, "en", "?!")->n, 0);
	assert_int_equal(search(*state, &ix, 7, "en", "xyzzy")->n, 0);
}

static void
the_same_texts_make_the_same_bytes(void **state)
{
	size_t n, m;
	uint8_t *one = build(*state, &n), *two = build(*state, &m);

	assert_int_equal(n, m);
	assert_memory_equal(one, two, n);
}

/* Whatever the file is cut to, it is refused. */
static void
a_cut_file_is_refused(void **state)
{
	size_t n;
	uint8_t *data = build(*state, &n);

	for (size_t i = 0; i < n; i += 1 + i / 50) {
		struct err e = {0};
		struct index ix;

		assert_int_equal(index_open(data, i, &ix, &e), RC_INVALID);
	}
}

static const char *const probes[] = {"how can I return an item and is there "
    "any fee for shiping", "iPhone 15 waterproofing $14.99 #12345"};

static void
search_all(const struct index *ix)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);

	for (size_t i = 0; i < NELEM(probes); i++) {
		struct retrieve_result *r = search(a, ix, 7, "en",
		    probes[i]);

		/* Every text that a caller would read. */
		for (size_t k = 0; k < r->n; k++) {
			const struct passage_hit *p = r->hits[k].passage;

			assert_true(strlen(p->body) + strlen(p->title) +
			    strlen(p->slug) + strlen(p->anchor) +
			    strlen(p->heading) < 1 << 20);
		}
	}
	arena_free(a);
}

/* Every byte once: the head refuses it, or the check of the whole sees it,
 * and a search that was not checked stays inside the block. */
static void
flipped_bytes_do_no_harm(void **state)
{
	size_t n, opened = 0;
	uint8_t *data = build(*state, &n);

	for (size_t i = 0; i < n; i++) {
		struct err e = {0};
		uint8_t before = data[i];
		struct index ix;

		data[i] ^= (uint8_t)(1u << i % 8);
		if (index_open(data, n, &ix, &e) == RC_OK) {
			opened++;
			assert_int_equal(index_verify(&ix, &e), RC_INVALID);
			if (i % 5 == 0)
				search_all(&ix);
		}
		data[i] = before;
	}
	assert_true(opened > n / 2);
}

/* Runs of wild bytes, the same at each run of the test. */
static void
wild_bytes_do_no_harm(void **state)
{
	uint32_t seed = 12345;
	size_t n;
	uint8_t *data = build(*state, &n), *copy;

	copy = arena_dup(*state, data, n);
	for (int round = 0; round < 300; round++) {
		struct err e = {0};
		struct index ix;

		memcpy(copy, data, n);
		for (int i = 0; i < 40; i++) {
			seed = seed * 1664525 + 1013904223;
			copy[sizeof(struct index_head) + seed % (n -
			    sizeof(struct index_head))] =
			    (uint8_t)(seed >> 24);
		}
		if (index_open(copy, n, &ix, &e) == RC_OK)
			search_all(&ix);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(a5_words_stems_and_letters_find),
		UNIT_TEST(a5_numbers_and_phrases_find),
		UNIT_TEST(a5_a_scenario_sees_its_own_and_the_common),
		UNIT_TEST(a5_languages_are_apart_but_for_english),
		UNIT_TEST(a_hit_tells_all_and_how),
		UNIT_TEST(past_questions_lead_to_their_article),
		UNIT_TEST(several_past_questions_tell_more_than_one),
		UNIT_TEST(a3_steps_go_first_for_who_asks_what_to_do),
		UNIT_TEST(typing_errors_are_repaired_from_the_index),
		UNIT_TEST(what_is_typed_right_is_not_repaired),
		UNIT_TEST(a5_the_sites_own_synonyms_count),
		UNIT_TEST(nothing_is_found_by_nothing),
		UNIT_TEST(the_same_texts_make_the_same_bytes),
		UNIT_TEST(a_cut_file_is_refused),
		UNIT_TEST(flipped_bytes_do_no_harm),
		UNIT_TEST(wild_bytes_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
