/* nlp/small_talk: messages that ask nothing, in ten languages. */
#include "base/base.h"

#include "unit.h"

#include "nlp/small_talk.h"

static enum small_talk
kind_of(struct arena *a, const char *language, const char *text,
    const char **found)
{
	struct words w;

	words_split(stemmer_open(a, language), a, text, false, &w);
	return small_talk_find(&w, language, found);
}

static void
assert_kind(void **state, const char *language, const char *text,
    enum small_talk expected)
{
	const char *found;
	enum small_talk kind = kind_of(*state, language, text, &found);

	if (kind != expected)
		fail_msg("%s: %s: %d is not %d", language, text, (int)kind,
		    (int)expected);
}

static void
A14_small_talk_in_each_language(void **state)
{
	static const struct {
		const char *language, *text;
		enum small_talk kind;
	} rows[] = {
		{"en", "Hi there!", SMALL_TALK_GREETING},
		{"en", "thanks a lot", SMALL_TALK_THANKS},
		{"en", "ok bye", SMALL_TALK_GOODBYE},
		{"en", "yes please", SMALL_TALK_YES},
		{"en", "no thanks", SMALL_TALK_NO},
		{"es", "¡Hola, buenos días!", SMALL_TALK_GREETING},
		{"es", "Muchas gracias por la ayuda", SMALL_TALK_THANKS},
		{"es", "hasta luego", SMALL_TALK_GOODBYE},
		{"es", "sí, por favor", SMALL_TALK_YES},
		{"es", "no, gracias", SMALL_TALK_NO},
		{"fr", "Bonjour à tous", SMALL_TALK_GREETING},
		{"fr", "Merci beaucoup", SMALL_TALK_THANKS},
		{"fr", "au revoir", SMALL_TALK_GOODBYE},
		{"fr", "oui s'il vous plaît", SMALL_TALK_YES},
		{"fr", "non merci", SMALL_TALK_NO},
		{"de", "Guten Tag", SMALL_TALK_GREETING},
		{"de", "Grüß Gott", SMALL_TALK_GREETING},
		{"de", "Vielen Dank für die Hilfe!", SMALL_TALK_THANKS},
		{"de", "Auf Wiedersehen", SMALL_TALK_GOODBYE},
		{"de", "ja bitte", SMALL_TALK_YES},
		{"de", "nein danke", SMALL_TALK_NO},
		{"vi", "Xin chào", SMALL_TALK_GREETING},
		{"vi", "Cảm ơn bạn nhiều", SMALL_TALK_THANKS},
		{"vi", "tạm biệt", SMALL_TALK_GOODBYE},
		{"vi", "vâng ạ", SMALL_TALK_YES},
		{"vi", "không, cảm ơn", SMALL_TALK_NO},
		{"ar", "السلام عليكم", SMALL_TALK_GREETING},
		{"ar", "شكرا جزيلا", SMALL_TALK_THANKS},
		{"ar", "مع السلامة", SMALL_TALK_GOODBYE},
		{"ar", "نعم من فضلك", SMALL_TALK_YES},
		{"ar", "لا شكرا", SMALL_TALK_NO},
		{"pt", "Olá, bom dia", SMALL_TALK_GREETING},
		{"pt", "muito obrigada", SMALL_TALK_THANKS},
		{"pt", "até logo", SMALL_TALK_GOODBYE},
		{"pt", "sim, por favor", SMALL_TALK_YES},
		{"pt", "não, obrigado", SMALL_TALK_NO},
		{"it", "Buongiorno", SMALL_TALK_GREETING},
		{"it", "grazie mille", SMALL_TALK_THANKS},
		{"it", "arrivederci", SMALL_TALK_GOODBYE},
		{"it", "sì, grazie", SMALL_TALK_YES},
		{"it", "no grazie", SMALL_TALK_NO},
		{"nl", "Goedemorgen", SMALL_TALK_GREETING},
		{"nl", "dank je wel", SMALL_TALK_THANKS},
		{"nl", "tot ziens", SMALL_TALK_GOODBYE},
		{"nl", "ja graag", SMALL_TALK_YES},
		{"nl", "nee, bedankt", SMALL_TALK_NO},
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		assert_kind(state, rows[i].language, rows[i].text,
		    rows[i].kind);
}

static void
A14_a_greeting_in_another_language_is_one(void **state)
{
	const char *found;

	assert_int_equal(kind_of(*state, "en", "hola", &found),
	    SMALL_TALK_GREETING);
	assert_int_equal(kind_of(*state, "en", "Vielen Dank", &found),
	    SMALL_TALK_THANKS);
	assert_string_equal(found, "de");
	assert_int_equal(kind_of(*state, "fr", "thank you", &found),
	    SMALL_TALK_THANKS);
	assert_string_equal(found, "en");
	/* Yes and no are those of the talk: "sim" may be a SIM card. */
	assert_kind(state, "en", "sim", SMALL_TALK_NONE);
	assert_kind(state, "pt", "sim", SMALL_TALK_YES);
}

static void
what_says_more_is_no_small_talk(void **state)
{
	static const char *const rows[][2] = {
		{"en", "Hi, how do I return a phone?"},
		{"en", "thanks, but when does it arrive"},
		{"en", "no one answers my mails"},
		{"es", "hola, ¿dónde está mi pedido?"},
		{"es", "no funciona"},
		{"fr", "bonjour, je voudrais un remboursement"},
		{"de", "Hallo, wo ist mein Paket?"},
		{"de", "ja aber wann"},
		{"vi", "chào bạn, đơn hàng của tôi đâu"},
		{"ar", "مرحبا أين طلبي"},
		{"pt", "não chegou"},
		{"it", "ciao, dov'è il mio ordine"},
		{"nl", "nee het werkt niet"},
		{"en", ""},
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		assert_kind(state, rows[i][0], rows[i][1], SMALL_TALK_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(A14_small_talk_in_each_language),
		UNIT_TEST(A14_a_greeting_in_another_language_is_one),
		UNIT_TEST(what_says_more_is_no_small_talk),
	};

	return cmocka_run_group_tests_name("nlp_small_talk", tests, NULL,
	    NULL);
}
