/* lib/base/text. */
#include "base/base.h"

#include "base/text.h"

#include "unit.h"

static void
d5_valid_utf8_is_accepted(void **state)
{
	static const char *const CASES[] = {"", "a", "plain ascii, long enough",
	    "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
	    "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80",
	    "\xF4\x8F\xBF\xBF", "Xin chào, tôi cần giúp đỡ 🙏",
	    "12345678é12345678"};

	(void)state;
	for (size_t i = 0; i < NELEM(CASES); i++)
		assert_true(text_is_valid(CASES[i], strlen(CASES[i])));
}

/* Each also behind, and in front of, 0 to 16 bytes of plain text. */
static void
d5_invalid_utf8_is_refused(void **state)
{
	static const char *const CASES[] = {
		"\x80", "\xBF",		   /* a tail alone */
		"\xC0\x80", "\xC1\xBF",	   /* overlong, two bytes */
		"\xE0\x80\x80", "\xE0\x9F\xBF",	      /* overlong, three */
		"\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", /* overlong, four */
		"\xED\xA0\x80", "\xED\xBF\xBF",	      /* surrogates */
		"\xED\xA0\xBD\xED\xB8\x80",	      /* CESU-8 pair */
		"\xF4\x90\x80\x80", "\xF5\x80\x80\x80", /* past U+10FFFF */
		"\xF8\x88\x80\x80\x80", "\xFC\x84\x80\x80\x80\x80", "\xFE",
		"\xFF", "\xC3", "\xE2\x82", "\xF0\x9F\x98", /* cut off */
		"\xC3(", "\xE2(\xA1", "\xE2\x82(", "\xF0(\x8C\xBC",
		"\xF0\x90(\xBC", "\xF0\x9F\x98("};

	for (size_t i = 0; i < NELEM(CASES); i++) {
		for (int pad = 0; pad <= 16; pad++) {
			char *s = arena_printf(*state, "%.*s%s", pad,
			    "aaaaaaaaaaaaaaaa", CASES[i]);

			assert_false(text_is_valid(s, strlen(s)));
			s = arena_printf(*state, "%s%.*s", CASES[i], pad,
			    "aaaaaaaaaaaaaaaa");
			assert_false(text_is_valid(s, strlen(s)));
		}
	}
}

static void
d5_nul_is_refused_wherever_it_stands(void **state)
{
	(void)state;
	for (size_t n = 1; n < 40; n++) {
		for (size_t at = 0; at < n; at++) {
			char s[40];

			memset(s, 'a', sizeof(s));
			s[at] = '\0';
			assert_false(text_is_valid(s, n));
		}
	}
}

static void
a_sequence_is_not_read_past_its_length(void **state)
{
	char *s = arena_dup(*state, "ab\xE2\x82\xAC", 5);

	assert_true(text_is_valid(s, 2));
	assert_false(text_is_valid(s, 3));
	assert_false(text_is_valid(s, 4));
	assert_true(text_is_valid(s, 5));
}

static void
lengths_are_code_points(void **state)
{
	(void)state;
	assert_int_equal(text_length(""), 0);
	assert_int_equal(text_length("chào 🙏"), 6);
	assert_int_equal(text_prefix("chào 🙏", 4), 5);
	assert_int_equal(text_prefix("chào 🙏", 6), 10);
	assert_int_equal(text_prefix("chào 🙏", 100), 10);
	assert_int_equal(text_prefix("à", 0), 0);
}

static void
cutting_keeps_whole_characters(void **state)
{
	assert_string_equal(text_cut(*state, "chào", 4), "chào");
	assert_string_equal(text_cut(*state, "chào bạn", 4), "chà…");
	assert_string_equal(text_cut(*state, "one two", 5), "one…");
	assert_string_equal(text_cut(*state, "🙏🙏", 1), "…");
	assert_string_equal(text_cut(*state, "ab", 0), "");
}

static void
trimming_takes_ascii_and_no_break_space(void **state)
{
	assert_string_equal(text_trim(*state, " \t\r\n\xC2\xA0x y\xC2\xA0\n "),
	    "x y");
	assert_string_equal(text_trim(*state, "\xC2\xA0 "), "");
	assert_string_equal(text_trim(*state, "à"), "à"); /* C3 A0 */
	assert_string_equal(text_trim(*state, "\xE3\x82\xA0"), "\xE3\x82\xA0");
}

static void
folding_makes_texts_comparable(void **state)
{
	static const struct {
		const char *from, *to;
	} CASES[] = {{"", ""}, {"Hello  World\n", "hello world "},
	    {"“It’s” – fine — ok", "\"it's\" - fine - ok"},
	    {"STRASSE Straße", "strasse strasse"},
	    {"Ｆｕｌｌ　Ｗｉｄｔｈ", "full width"},
	    {"ﬁne №1 x²", "fine no1 x2"},
	    {"ĐẶT HÀNG", "đặt hàng"},
	    {"\x61\xCC\x80", "à"}, /* a and a combining grave */
	    {"non\xC2\xA0" "break\xE2\x80\xAFing", "non break ing"},
	    {"soft\xC2\xADhyphen", "softhyphen"},
	    {"ΌΣΟΣ", "όσοσ"}, {"don´t", "don't"}};

	for (size_t i = 0; i < NELEM(CASES); i++)
		assert_string_equal(text_fold(*state, CASES[i].from),
		    CASES[i].to);
}

static void
folding_twice_changes_nothing(void **state)
{
	const char *once = text_fold(*state, "“Ｘ” Straße  ﬁ ĐẶT …  ½ ㎏");

	assert_string_equal(text_fold(*state, once), once);
}

static void
next_walks_code_points(void **state)
{
	static const uint32_t WANT[] = {'a', 0xE0, 0x20AC, 0x1F64F, 0};
	const char *s = "aà€🙏";

	(void)state;
	for (size_t i = 0; i < NELEM(WANT); i++)
		assert_int_equal(text_next(&s), WANT[i]);
	assert_int_equal(*s, '\0');
	assert_int_equal(text_next(&s), 0);
}

static void
next_stays_inside_broken_text(void **state)
{
	static const char *const CASES[] = {"\xF0\x9F\x98", "\xE2", "\xFF\xFE",
	    "\xC3"};

	for (size_t i = 0; i < NELEM(CASES); i++) {
		const char *s = arena_strdup(*state, CASES[i]);
		const char *end = s + strlen(s);

		while (*s != '\0')
			assert_int_equal(text_next(&s), 0xFFFD);
		assert_ptr_equal(s, end);
	}
}

static void
scripts_are_told_apart(void **state)
{
	(void)state;
	assert_true(text_is_word('a') && text_is_word('7'));
	assert_true(text_is_word(0x1EB7) && text_is_word(0x4E2D));
	assert_true(text_is_word(0x0301)); /* a combining accent */
	assert_false(text_is_word(' ') || text_is_word('-') ||
	    text_is_word(0x1F64F) || text_is_word(0x3002));
	assert_true(text_is_unspaced(0x4E2D) && text_is_unspaced(0x3042) &&
	    text_is_unspaced(0x0E01));
	assert_false(text_is_unspaced('a') || text_is_unspaced(0xAC00) ||
	    text_is_unspaced(0x1EB7) || text_is_unspaced(0x3002));
	assert_true(text_is_rtl("123 مرحبا hello"));
	assert_true(text_is_rtl("שלום"));
	assert_false(text_is_rtl("hello مرحبا"));
	assert_false(text_is_rtl("123"));
}

static void
ascii_helpers_ignore_the_locale(void **state)
{
	(void)state;
	assert_true(text_equal_ci("Content-Type", "content-TYPE"));
	assert_false(text_equal_ci("ab", "abc"));
	assert_false(text_equal_ci("É", "é"));
	assert_true(text_starts("abc", "ab") && text_starts("abc", ""));
	assert_false(text_starts("ab", "abc"));
	assert_true(text_ends("abc", "bc") && text_ends("abc", "abc"));
	assert_false(text_ends("bc", "abc"));
	assert_true(text_is_space('\v') && !text_is_space('\0'));
	assert_false(text_is_alpha((char)0xE0) || text_is_digit((char)0xB2));
}

static void
a3_numbers_are_read_strictly(void **state)
{
	static const char *const WRONG[] = {"", " 1", "1 ", "+1", "-1", "0x1",
	    "1.0", "1e3", "18446744073709551616", "99999999999999999999999",
	    "１"};
	uint64_t u;
	int64_t i;

	(void)state;
	for (size_t k = 0; k < NELEM(WRONG); k++) {
		assert_false(text_to_u64(WRONG[k], &u));
		assert_false(text_to_i64(WRONG[k], &i));
	}
	assert_true(text_to_u64("18446744073709551615", &u));
	assert_true(u == UINT64_MAX);
	assert_true(text_to_i64("9223372036854775807", &i));
	assert_true(i == INT64_MAX);
	assert_false(text_to_i64("9223372036854775808", &i));
	assert_true(text_to_u64("0", &u) && u == 0);
}

static void
uuids_are_recognised(void **state)
{
	static const char *const WRONG[] = {"",
	    "123e4567-e89b-42d3-a456-42661417400",
	    "123e4567-e89b-42d3-a456-4266141740000",
	    "123e4567-e89b-42d3-a456_426614174000",
	    "123E4567-e89b-42d3-a456-426614174000",
	    "123e4567e89b42d3a456426614174000",
	    "{23e4567-e89b-42d3-a456-42661417400}",
	    "123e4567-e89b-42d3-a456-42661417400g"};

	(void)state;
	assert_true(text_is_uuid("123e4567-e89b-42d3-a456-426614174000"));
	for (size_t i = 0; i < NELEM(WRONG); i++)
		assert_false(text_is_uuid(WRONG[i]));
}

static void
mail_addresses_are_recognised(void **state)
{
	static const char *const RIGHT[] = {"a@b.co",
	    "first.last+tag@mail.example.com", "o'neil@example.org",
	    "x@xn--bcher-kva.example", "1@2.com"};
	static const char *const WRONG[] = {"", "a", "@b.co", "a@", "a@b",
	    "a@b.c", "a@.co", "a@b.", "a@b..co", ".a@b.co", "a.@b.co",
	    "a..b@c.de", "a b@c.de", "a@b.co\r\nBcc: x@y.zz", "a@b@c.de",
	    "a@-b.de", "a@b-.de", "a@1.2.3.4", "<a@b.co>", "a@b.co,c@d.ef",
	    "à@b.co", "a@b_c.de", "\"a\"@b.co"};

	(void)state;
	for (size_t i = 0; i < NELEM(RIGHT); i++)
		assert_true(text_is_email(RIGHT[i]));
	for (size_t i = 0; i < NELEM(WRONG); i++)
		assert_false(text_is_email(WRONG[i]));
}

static void
mail_addresses_have_a_length(void **state)
{
	char *label = arena_printf(*state, "%063d", 1);
	char *local = arena_printf(*state, "%064d", 1);

	assert_true(text_is_email(
	    arena_printf(*state, "%s@%s.com", local, label)));
	assert_false(text_is_email(
	    arena_printf(*state, "%s0@%s.com", local, label)));
	assert_false(text_is_email(
	    arena_printf(*state, "a@%s0.com", label)));
	assert_false(text_is_email(arena_printf(*state, "%s@%s.%s.%s.com",
	    local, label, label, label)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(d5_valid_utf8_is_accepted),
		UNIT_TEST(d5_invalid_utf8_is_refused),
		UNIT_TEST(d5_nul_is_refused_wherever_it_stands),
		UNIT_TEST(a_sequence_is_not_read_past_its_length),
		UNIT_TEST(lengths_are_code_points),
		UNIT_TEST(cutting_keeps_whole_characters),
		UNIT_TEST(trimming_takes_ascii_and_no_break_space),
		UNIT_TEST(folding_makes_texts_comparable),
		UNIT_TEST(folding_twice_changes_nothing),
		UNIT_TEST(next_walks_code_points),
		UNIT_TEST(next_stays_inside_broken_text),
		UNIT_TEST(scripts_are_told_apart),
		UNIT_TEST(ascii_helpers_ignore_the_locale),
		UNIT_TEST(a3_numbers_are_read_strictly),
		UNIT_TEST(uuids_are_recognised),
		UNIT_TEST(mail_addresses_are_recognised),
		UNIT_TEST(mail_addresses_have_a_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
