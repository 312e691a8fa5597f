/* nlp/detect: short messages as customers write them (A14). */
#include "base/base.h"

#include "unit.h"

#include "nlp/detect.h"
#include "nlp/language_text.h"

static struct language_guess
guess(void **state, const char *text)
{
	struct language_ask ask = {.text = text};
	struct language_guess g;

	language_detect(*state, &ask, &g);
	return g;
}

static void
A14_sentences_of_every_known_language(void **state)
{
	static const char *const rows[][2] = {
		{"en", "Where is my parcel, it should have come on Monday?"},
		{"vi", "Khi nào thì đơn hàng của tôi được giao?"},
		{"es", "¿Cuándo llega mi pedido? Lo pagué hace una semana."},
		{"fr", "Je voudrais renvoyer les chaussures que j'ai reçues."},
		{"de", "Wann bekomme ich endlich mein Geld zurück?"},
		{"pt", "Quando é que recebo o meu dinheiro de volta?"},
		{"it", "Vorrei sapere quando arriva il mio pacco."},
		{"nl", "Wanneer krijg ik mijn geld terug?"},
		{"pl", "Kiedy dostanę zwrot pieniędzy za zamówienie?"},
		{"sv", "När får jag tillbaka mina pengar?"},
		{"da", "Hvornår får jeg mine penge tilbage?"},
		{"nb", "Når får jeg tilbake pengene mine?"},
		{"cs", "Kdy dostanu zpátky své peníze za objednávku?"},
		{"sk", "Kedy dostanem späť svoje peniaze za objednávku?"},
		{"hu", "Mikor kapom vissza a pénzemet?"},
		{"ro", "Când îmi primesc banii înapoi pentru comandă?"},
		{"tr", "Siparişim ne zaman gelecek, paramı geri istiyorum."},
		{"id", "Kapan pesanan saya akan dikirim ke rumah?"},
		{"fi", "Milloin saan rahani takaisin?"},
		{"ru", "Когда мне вернут деньги за заказ?"},
		{"uk", "Коли мені повернуть гроші за замовлення?"},
		{"bg", "Кога ще си получа парите за поръчката?"},
		{"ar", "متى يصل طلبي وكيف يمكنني استرداد المبلغ؟"},
		{"fa", "سفارش من چه زمانی می‌رسد و چگونه پول را پس بگیرم؟"},
		{"el", "Πότε θα έρθει η παραγγελία μου;"},
		{"he", "מתי תגיע ההזמנה שלי?"},
		{"hi", "मेरा ऑर्डर कब आएगा?"},
		{"th", "สินค้าของฉันจะมาถึงเมื่อไหร่"},
		{"ko", "제 주문은 언제 도착하나요?"},
		{"ja", "注文した商品はいつ届きますか？"},
		{"zh", "我的订单什么时候到？"},
	};
	size_t n = 0;

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct language_guess g = guess(state, rows[i][1]);

		if (g.code == NULL || strcmp(g.code, rows[i][0]) != 0)
			fail_msg("%s taken for %s", rows[i][1],
			    g.code == NULL ? "none" : g.code);
		if (g.confidence <= 0.5 || g.confidence > 1)
			fail_msg("%s: confidence %.3f", rows[i][1],
			    g.confidence);
	}
	while (language_codes()[n] != NULL)
		n++;
	assert_int_equal(n, NELEM(rows));
}

static void
A14_candidates_limit_the_choice(void **state)
{
	static const char *const codes[] = {"en", "de"};
	struct language_ask ask = {.text = "Wanneer krijg ik mijn geld terug",
	    .candidates = codes, .n_candidates = NELEM(codes)};
	struct language_guess g;

	language_detect(*state, &ask, &g);
	assert_string_equal(g.code, "de");
	assert_string_equal(g.second, "en");
	assert_true(g.confidence >= g.second_confidence);
	ask.text = "Когда вернут деньги";
	language_detect(*state, &ask, &g);
	assert_null(g.code);
}

static void
A14_the_prior_decides_what_is_open(void **state)
{
	struct language_ask ask = {.text = "hotel"};
	struct language_guess g;

	for (size_t i = 0; i < 3; i++) {
		static const char *const priors[] = {"de", "es", "en"};
		double before;

		ask.prior = NULL;
		language_detect(*state, &ask, &g);
		before = strcmp(g.code, priors[i]) == 0 ? g.confidence : 0;
		ask.prior = priors[i];
		language_detect(*state, &ask, &g);
		if (strcmp(g.code, priors[i]) == 0)
			assert_true(g.confidence > before);
	}
	/* A clear sentence stays what it is. */
	ask = (struct language_ask){.text = "Wann kommt mein Paket an?",
	    .prior = "en"};
	language_detect(*state, &ask, &g);
	assert_string_equal(g.code, "de");
}

static void
A14_numbers_addresses_and_signs_have_no_language(void **state)
{
	static const char *const none[] = {"", "12345", "#10234 !!! ???",
	    "anna@example.com", "https://example.com/die/der/das", "🙂👍",
	    "\xC2\xA0"};

	for (size_t i = 0; i < NELEM(none); i++)
		assert_null(guess(state, none[i]).code);
	assert_string_equal(guess(state,
	    "¿Dónde está el pedido SHOP-12345 de order@example.com?").code,
	    "es");
}

static void
A14_case_accents_and_forms_do_not_matter(void **state)
{
	assert_string_equal(guess(state, "WANN KOMMT MEIN PAKET AN").code,
	    "de");
	assert_string_equal(guess(state, "cuando llega mi pedido por favor")
	    .code, "es");
	assert_string_equal(guess(state, "bao gio don hang cua toi duoc giao")
	    .code, "vi");
	/* Decomposed, as some systems write it. */
	assert_string_equal(guess(state,
	    "Wann kann ich das zuru\xCC\x88" "ckschicken?").code, "de");
}

static void
A14_a_long_text_is_read_in_part(void **state)
{
	char *text = arena_alloc(*state, 200001);

	memset(text, 'x', 200000);
	assert_true(guess(state, text).words == 1);
	for (size_t i = 0; i + 2 <= 200000; i += 2)
		memcpy(text + i, "a ", 2);
	assert_true(guess(state, text).words <= LANGUAGE_WORDS_MAX);
	for (size_t i = 0; i + 4 <= 200000; i += 4)
		memcpy(text + i, "a\xD0\xB1 ", 4);
	(void)guess(state, text);
	for (size_t i = 0; i + 3 <= 200000; i += 3)
		memcpy(text + i, "\xE4\xB8\xAD", 3);
	assert_string_equal(guess(state, text).code, "zh");
}

static void
A14_a_talk_votes(void **state)
{
	struct language_votes votes = {0};
	struct language_guess g;
	double share;

	assert_null(language_votes_winner(&votes, &share));
	g = guess(state, "Ich habe eine Frage zu meiner Bestellung.");
	language_vote(&votes, &g);
	g = guess(state, "ok thanks");
	language_vote(&votes, &g);
	assert_string_equal(language_votes_winner(&votes, &share), "de");
	assert_true(share == 1);
	for (int i = 0; i < 3; i++) {
		g = guess(state, "Could we please go on in English now?");
		language_vote(&votes, &g);
	}
	assert_string_equal(language_votes_winner(&votes, &share), "en");
	assert_true(share > 0.5 && share < 1);
}

static void
n_grams_are_those_of_the_padded_word(void **state)
{
	uint64_t grams[LANGUAGE_WORD_GRAMS];
	struct language_text t;

	language_text_read(*state, "Ab", &t);
	assert_int_equal(t.n, 1);
	assert_int_equal(t.words[0].n, 4);
	/* a b | _a ab b_ | _ab ab_ | _ab_ */
	assert_int_equal(language_grams(&t.words[0], grams), 8);
	language_text_read(*state, "l\xE2\x80\x99""Eau d'été''", &t);
	assert_int_equal(t.n, 2);
	assert_int_equal(t.words[0].n, 7);
	assert_int_equal(t.words[1].n, 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(A14_sentences_of_every_known_language),
		UNIT_TEST(A14_candidates_limit_the_choice),
		UNIT_TEST(A14_the_prior_decides_what_is_open),
		UNIT_TEST(A14_numbers_addresses_and_signs_have_no_language),
		UNIT_TEST(A14_case_accents_and_forms_do_not_matter),
		UNIT_TEST(A14_a_long_text_is_read_in_part),
		UNIT_TEST(A14_a_talk_votes),
		UNIT_TEST(n_grams_are_those_of_the_padded_word),
	};

	return cmocka_run_group_tests_name("nlp_detect", tests, NULL, NULL);
}
