/* core/words and core/query: what a question is made of. */
#include "base/base.h"

#include "unit.h"

#include "base/buf.h"
#include "nlp/query.h"

static void
assert_words(struct arena *a, const char *text, const char *expected)
{
	struct stemmer *st = stemmer_open(a, "en");
	struct words w;
	struct buf b;

	words_split(st, a, text, false, &w);
	buf_init(&b, a, 4096);
	buf_puts(&b, "");
	for (size_t i = 0; i < w.n; i++)
		buf_printf(&b, "%s%s", i > 0 ? " " : "", w.items[i].text);
	assert_string_equal(b.data, expected);
}

static void
words_are_cut(void **state)
{
	struct arena *a = *state;

	assert_words(a, "Track my ORDER #12345!", "track my order 12345");
	assert_words(a, "$75.00, $1,000 and 14.99", "75 1000 and 14.99");
	assert_words(a, "I can't, don't, it's", "i can not do not it");
	assert_words(a, "e-mail Wi-Fi pick-up", "email wifi pick up");
	assert_words(a, "5-8 days, 24/7, 5g", "5 8 days 24 7 5g");
	assert_words(a, "\xe2\x80\x9c" "Don\xe2\x80\x99t\xe2\x80\x9d",
	    "do not");
	assert_words(a, "\xe9\x80\x80\xe8\xb4\xa7\xe6\x94\xbf",
	    "\xe9\x80\x80\xe8\xb4\xa7 \xe8\xb4\xa7\xe6\x94\xbf");
	assert_words(a, "", "");
	assert_words(a, "?!... --- \xf0\x9f\x98\x80", "");
}

static void
stems_are_shared(void **state)
{
	struct stemmer *st = stemmer_open(*state, "en");

	assert_string_equal(stem_word(st, "returned"),
	    stem_word(st, "returns"));
	assert_string_equal(stem_word(st, "paid"), stem_word(st, "paying"));
	assert_string_equal(stem_word(stemmer_open(*state, "xx"), "paid"),
	    "paid");
}

/* What was stemmed before is remembered: by language, for as many words as
 * there is room, and none is another's. */
static void
stems_are_the_same_again(void **state)
{
	struct stemmer *en = stemmer_open(*state, "en");
	struct stemmer *de = stemmer_open(*state, "de");
	const char *long_word = "abcdefghijklmnopqrstuvwxyzings";

	assert_string_equal(stem_word(en, ""), "");
	for (int round = 0; round < 2; round++) {
		assert_string_equal(stem_word(en, "houses"), "hous");
		assert_string_equal(stem_word(de, "houses"), "hous");
		assert_string_equal(stem_word(en, "katzen"), "katzen");
		assert_string_equal(stem_word(de, "katzen"), "katz");
		assert_string_equal(stem_word(en, "slowly"), "slow");
		assert_string_equal(stem_word(en, long_word),
		    "abcdefghijklmnopqrstuvwxyz");
	}
	for (int i = 0; i < 20000; i++) {
		const char *word = arena_printf(*state, "w%dx", i);

		assert_string_equal(stem_word(en, word), word);
	}
	assert_string_equal(stem_word(en, "houses"), "hous");
}

static void
forms_are_seen(void **state)
{
	static const struct {
		const char *text;
		enum query_form form;
	} cases[] = {
		{"How much is shipping?", QUERY_HOW_MUCH},
		{"Hi, how long does it take", QUERY_HOW_LONG},
		{"Can I return it?", QUERY_YES_NO},
		{"I bought a phone. Can I return it?", QUERY_YES_NO},
		{"How do I pay", QUERY_HOW_TO},
		{"when do you open", QUERY_WHEN},
		{"What payment methods are there", QUERY_WHICH},
		{"shipping to canada", QUERY_OTHER},
		{"how many seats do I get", QUERY_HOW_MANY},
	};

	for (size_t i = 0; i < NELEM(cases); i++) {
		struct query q;

		query_parse(*state, "en", cases[i].text, &q);
		if (q.form != cases[i].form)
			fail_msg("%s: form %d", cases[i].text, (int)q.form);
	}
}

static const struct query_term *
term_of(const struct query *q, const char *word)
{
	for (size_t i = 0; i < q->n; i++) {
		if (strcmp(q->terms[i].word, word) == 0)
			return &q->terms[i];
	}
	return NULL;
}

static bool
has_alt(const struct query_term *t, const char *stem)
{
	for (size_t i = 0; i < t->n_alts; i++) {
		if (strcmp(t->alts[i].stem, stem) == 0)
			return true;
	}
	return false;
}

static void
synonyms_and_phrases(void **state)
{
	const struct query_term *t;
	struct query q;

	query_parse(*state, "en", "Can I send back my headset?", &q);
	query_expand(*state, &q);
	t = term_of(&q, "send back");
	assert_non_null(t);
	assert_true(has_alt(t, "return"));
	t = term_of(&q, "headset");
	assert_non_null(t);
	assert_true(has_alt(t, "headphon"));
	assert_null(term_of(&q, "my"));
}

static void
hurried_words_are_written_out(void **state)
{
	struct query q;

	query_parse(*state, "en", "cant log in, forgot my pw!!", &q);
	assert_true(q.negated);
	query_expand(*state, &q);
	assert_non_null(term_of(&q, "password"));
	assert_true(q.hurried);
	query_parse(*state, "en", "abt my pkg, 2 yrs b4", &q);
	assert_non_null(term_of(&q, "about"));
	assert_non_null(term_of(&q, "package"));
	assert_non_null(term_of(&q, "before"));
	assert_non_null(term_of(&q, "years"));
	query_parse(*state, "en", "about my package", &q);
	assert_false(q.hurried);
	query_parse(*state, "en", "its sooo slow, www", &q);
	assert_null(term_of(&q, "sooo"));
	assert_non_null(term_of(&q, "www"));
	query_parse(*state, "de", "pw", &q);
	assert_non_null(term_of(&q, "pw"));
}

static void
a_phrase_goes_around_it(void **state)
{
	struct query q;

	query_parse(*state, "en", "can I send it back", &q);
	query_expand(*state, &q);
	assert_non_null(term_of(&q, "send it back"));
	assert_true(has_alt(term_of(&q, "send it back"), "return") ||
	    strcmp(term_of(&q, "send it back")->stem, "return") == 0);
}

static void
how_long_ago_is_no_matter(void **state)
{
	struct query q;

	query_parse(*state, "en", "returned it 2 weeks ago", &q);
	query_expand(*state, &q);
	assert_null(term_of(&q, "2"));
	assert_null(term_of(&q, "weeks"));
	query_parse(*state, "en", "within 2 weeks", &q);
	query_expand(*state, &q);
	assert_non_null(term_of(&q, "weeks"));
}

static void
asked_for_an_offer(void **state)
{
	struct query q;

	query_parse(*state, "en", "Do you sell bikes?", &q);
	assert_true(q.offer);
	query_parse(*state, "en", "Do you deliver bikes?", &q);
	assert_false(q.offer);
}

static void
the_topic_weighs_less(void **state)
{
	struct query q;

	query_parse(*state, "en", "and for opened ones?", &q);
	query_expand(*state, &q);
	query_add_topic(*state, &q, "return policy");
	assert_non_null(term_of(&q, "return"));
	assert_true(term_of(&q, "return")->weight <
	    term_of(&q, "opened")->weight);
	assert_string_equal(q.rewritten, "and for opened ones? return policy");
}

static void
unknown_words_weigh_most(void **state)
{
	const char *stems[QUERY_STEMS_MAX];
	int64_t df[QUERY_STEMS_MAX] = {0};
	struct query q;
	size_t n;

	query_parse(*state, "en", "zorblax delivery", &q);
	query_expand(*state, &q);
	n = query_stems(&q, stems);
	for (size_t i = 0; i < n; i++)
		df[i] = strcmp(stems[i], "zorblax") == 0 ? 0 : 20;
	query_weigh(&q, df, n, 200);
	assert_true(term_of(&q, "zorblax")->idf >
	    2 * term_of(&q, "delivery")->idf);
	assert_false(term_of(&q, "zorblax")->known);
}

static void
distances(void **state)
{
	(void)state;
	assert_int_equal(query_distance("shiping", "shipping", 2), 1);
	assert_int_equal(query_distance("retrun", "return", 2), 1);
	assert_int_equal(query_distance("warenty", "warranty", 2), 2);
	assert_int_equal(query_distance("abc", "xyz", 2), 3);
	assert_int_equal(query_distance("", "ab", 2), 2);
	assert_int_equal(query_distance("same", "same", 2), 0);
}

/* To stop early changes no distance: all words of four letters out of three,
 * against words with swaps, gaps and strange ends. */
static void
a_distance_is_the_same_under_any_limit(void **state)
{
	static const char *const others[] = {"abca", "bacb", "ccabba", "ab",
	    "bbbbbbb", "cbacba", "acbacb"};

	(void)state;
	for (unsigned k = 0; k < 81; k++) {
		const char word[] = {(char)('a' + k % 3),
		    (char)('a' + k / 3 % 3), (char)('a' + k / 9 % 3),
		    (char)('a' + k / 27), '\0'};

		for (size_t i = 0; i < NELEM(others); i++) {
			unsigned all = query_distance(word, others[i], 20);

			for (unsigned max = 0; max < 8; max++)
				assert_int_equal(query_distance(word,
				    others[i], max),
				    all > max ? max + 1 : all);
		}
	}
}

static void
everyday_words_are_known(void **state)
{
	(void)state;
	assert_true(common_word("world"));
	assert_true(common_word("about"));
	assert_true(common_word("zoom") || common_word("zebra"));
	assert_false(common_word("shiping"));
	assert_int_equal(word_role("the"), WORD_EMPTY);
	assert_int_equal(word_role("a"), WORD_EMPTY);
	assert_int_equal(word_role("yourself"), WORD_EMPTY);
	assert_int_equal(word_role("how"), WORD_WEAK);
	assert_int_equal(word_role("works"), WORD_WEAK);
	assert_int_equal(word_role("refund"), WORD_CONTENT);
}

static void
endless_input_is_bounded(void **state)
{
	struct arena *a = arena_new((size_t)64 << 20);
	char *text = arena_alloc(a, 16001);
	struct query q;

	(void)state;
	for (size_t i = 0; i < 16000; i++)
		text[i] = i % 3 == 2 ? ' ' : (char)('a' + i % 26);
	query_parse(a, "en", text, &q);
	query_expand(a, &q);
	query_add_topic(a, &q, text);
	assert_in_range(q.n, 1, QUERY_TERMS_MAX);
	memset(text, 'x', 16000);
	query_parse(a, "en", text, &q);
	assert_int_equal(strlen(q.terms[0].word), WORD_BYTES_MAX);
	arena_free(a);
}

static void
A14_questions_in_other_languages(void **state)
{
	static const struct {
		const char *language, *text;
		enum query_form form;
		const char *content; /* the words that weigh 1 */
	} rows[] = {
		{"es", "¿Cuánto cuesta el envío?", QUERY_HOW_MUCH,
		    "cuesta envío"},
		{"es", "¿Cuántos días tengo para devolver un producto?",
		    QUERY_HOW_LONG, "días devolver producto"},
		{"fr", "Combien de temps prend la livraison ?",
		    QUERY_HOW_LONG, "temps prend livraison"},
		{"de", "Wann bekomme ich mein Geld zurück?", QUERY_WHEN,
		    "bekomme geld zurück"},
		{"pt", "Onde está a minha encomenda?", QUERY_WHERE,
		    "encomenda"},
		{"it", "Perché il mio ordine è in ritardo?", QUERY_WHY,
		    "ordine ritardo"},
		{"nl", "Hoeveel kost de verzending?", QUERY_HOW_MUCH,
		    "kost verzending"},
		{"vi", "Bao lâu thì hàng tới?", QUERY_HOW_LONG, "hàng"},
		{"ar", "متى يصل الطلب", QUERY_WHEN, "يصل الطلب"},
		{"hu", "Mikor jön a csomag?", QUERY_OTHER,
		    "mikor jön csomag"},
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct query q;
		struct buf b;

		query_parse(*state, rows[i].language, rows[i].text, &q);
		assert_int_equal(q.form, rows[i].form);
		buf_init(&b, *state, 1024);
		for (size_t k = 0; k < q.n; k++) {
			if (q.terms[k].weight == 1)
				buf_printf(&b, "%s%s", b.len > 0 ? " " : "",
				    q.terms[k].word);
		}
		assert_string_equal(b.data, rows[i].content);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(words_are_cut),
		UNIT_TEST(stems_are_shared),
		UNIT_TEST(stems_are_the_same_again),
		UNIT_TEST(forms_are_seen),
		UNIT_TEST(synonyms_and_phrases),
		UNIT_TEST(hurried_words_are_written_out),
		UNIT_TEST(a_phrase_goes_around_it),
		UNIT_TEST(how_long_ago_is_no_matter),
		UNIT_TEST(asked_for_an_offer),
		UNIT_TEST(the_topic_weighs_less),
		UNIT_TEST(unknown_words_weigh_most),
		UNIT_TEST(distances),
		UNIT_TEST(a_distance_is_the_same_under_any_limit),
		UNIT_TEST(everyday_words_are_known),
		UNIT_TEST(A14_questions_in_other_languages),
		UNIT_TEST(endless_input_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
