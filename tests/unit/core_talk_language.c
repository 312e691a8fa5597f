/* core/talk_language: the language of a talk, message by message (A14). */
#include "base/base.h"

#include "unit.h"

#include "core/talk_language.h"

/* The language after the messages, the last of them new. */
static const char *
after(void **state, const char *start, const char *const *messages, size_t n)
{
	struct talk_language out = {.language = start};

	for (size_t i = 0; i < n; i++) {
		struct words w;

		words_split(stemmer_open(*state, out.language), *state,
		    messages[i], false, &w);
		talk_language(*state,
		    &(struct talk_message){.text = messages[i], .words = &w,
			.talk = out.language, .before = messages,
			.n_before = i},
		    &out);
	}
	return out.language;
}

#define AFTER(start, ...)                                               \
	after(state, start, (const char *const[]){__VA_ARGS__},          \
	    NELEM(((const char *const[]){__VA_ARGS__})))

static void
A14_the_first_sentence_chooses(void **state)
{
	assert_string_equal(AFTER("en", "¿Dónde está mi pedido?"), "es");
	assert_string_equal(AFTER("en", "Wo bleibt mein Paket?"), "de");
	assert_string_equal(AFTER("en", "أين طلبي من فضلك"), "ar");
	assert_string_equal(AFTER("en", "Where is my order?"), "en");
	assert_string_equal(AFTER("de", "Where is my order?"), "en");
}

static void
A14_below_three_words_the_talk_keeps_its_language(void **state)
{
	assert_string_equal(AFTER("en", "refund iPhone"), "en");
	assert_string_equal(AFTER("es", "reset password"), "es");
	assert_string_equal(AFTER("vi", "12345"), "vi");
	assert_string_equal(AFTER("de", ""), "de");
}

static void
A14_a_greeting_opens_a_talk_in_its_language(void **state)
{
	assert_string_equal(AFTER("en", "Hola"), "es");
	assert_string_equal(AFTER("en", "bonjour"), "fr");
	assert_string_equal(AFTER("en", "xin chào"), "vi");
	/* Said in several languages, or in all. */
	assert_string_equal(AFTER("en", "hallo"), "en");
	assert_string_equal(AFTER("fr", "hello"), "fr");
	assert_string_equal(AFTER("en", "Where is my order?", "merci"), "en");
}

static void
A14_one_short_foreign_message_changes_nothing(void **state)
{
	assert_string_equal(AFTER("en", "Wo bleibt mein Paket?",
	    "thank you very much"), "de");
	assert_string_equal(AFTER("en", "Wo bleibt mein Paket?",
	    "connection was refused"), "de");
	assert_string_equal(AFTER("en", "Where is my order?",
	    "C'est la vie"), "en");
}

static void
A14_a_clear_sentence_or_two_short_ones_change_it(void **state)
{
	assert_string_equal(AFTER("en", "Where is my order?",
	    "Ich möchte bitte auf Deutsch weiterschreiben."), "de");
	assert_string_equal(AFTER("en", "Wo bleibt mein Paket?",
	    "where is it", "when will it come"), "en");
	/* Other letters leave no doubt. */
	assert_string_equal(AFTER("en", "Where is my order?",
	    "我的订单在哪里"), "zh");
}

static void
A14_only_the_sites_languages_are_taken(void **state)
{
	static const char *const languages[] = {"en", "es"};
	const char *text = "Wann kommt mein Paket endlich an?";
	struct talk_language out;
	struct words w;

	words_split(stemmer_open(*state, "en"), *state, text, false, &w);
	talk_language(*state,
	    &(struct talk_message){.text = text, .words = &w, .talk = "en",
		.languages = languages, .n_languages = NELEM(languages)},
	    &out);
	assert_string_equal(out.language, "en");
	assert_string_equal(out.written, "de");
	assert_true(out.confidence > 0.9);
	assert_false(out.changed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(A14_the_first_sentence_chooses),
		UNIT_TEST(A14_below_three_words_the_talk_keeps_its_language),
		UNIT_TEST(A14_a_greeting_opens_a_talk_in_its_language),
		UNIT_TEST(A14_one_short_foreign_message_changes_nothing),
		UNIT_TEST(A14_a_clear_sentence_or_two_short_ones_change_it),
		UNIT_TEST(A14_only_the_sites_languages_are_taken),
	};

	return cmocka_run_group_tests_name("core_talk_language", tests, NULL,
	    NULL);
}
