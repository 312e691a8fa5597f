/* lib/base/json: hostile texts are refused, good ones come back exactly. */
#include "base/base.h"

#include "base/json.h"

#include "base/text.h"
#include "unit.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

static enum rc
read_n(struct arena *a, const char *s, size_t n, struct json **out,
    struct err *e)
{
	/* A piece without NUL, so that AddressSanitizer sees overreads. */
	return json_read(a, arena_dup(a, s, n), n, out, e);
}

static struct json *
read_ok(struct arena *a, const char *s)
{
	struct json *j = NULL;
	struct err e = {0};
	enum rc rc = read_n(a, s, strlen(s), &j, &e);

	if (rc != RC_OK)
		print_error("%s: %s\n", s, e.message);
	assert_int_equal(rc, RC_OK);
	return j;
}

static void
check_refused(struct arena *a, const char *s, size_t n)
{
	struct json *j;
	struct err e = {0};
	enum rc rc = read_n(a, s, n, &j, &e);

	if (rc != RC_INVALID)
		print_error("taken: %s\n", s);
	assert_int_equal(rc, RC_INVALID);
	assert_null(j);
	assert_non_null(strstr(e.message, "at line "));
}

static void
d5_syntax_is_strict(void **state)
{
	static const char *const CASES[] = {"", " ", "{", "}", "[", "]", "\"",
	    "{]", "[}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}",
	    "{\"a\":1 \"b\":2}", "{a:1}", "{'a':1}", "{1:2}", "[1,]", "[,1]",
	    "[1 2]", "[1,,2]", "'a'", "['a']", "tru", "True", "TRUE", "nul",
	    "truefalse", "NaN", "nan", "Infinity", "-Infinity", "[NaN]",
	    "[-Infinity]", "+1", "01", "-01", "-", "1.", ".5", "1.e3", "1e",
	    "1e+", "0x10", "1_000", "--1", "1 2", "{} {}", "{}x", "[]]",
	    "// c\n1", "/* c */1", "[1]/**/", "# c\n1", "\"a", "\"\\\"",
	    "\"\\x41\"", "\"\\a\"", "\"\\'\"", "\"\\u12\"", "\"\\u12g4\"",
	    "\"\\U0041\"", "\"\\", "\"\\u", "\"a\nb\"", "\"a\tb\"",
	    "\"\x01\"", "\xEF\xBB\xBF{}", "\xC2\xA0{}", "\v{}", "\f1",
	    "{\"a\":1}\xC2\xA0", "undefined", "{\"a\":undefined}", "1,",
	    "{\"a\"=1}", "{\"a\":1;\"b\":2}", "(1)", "`a`", "\x1E{}"};

	for (size_t i = 0; i < NELEM(CASES); i++)
		check_refused(*state, CASES[i], strlen(CASES[i]));
}

static void
d5_utf8_is_checked(void **state)
{
	static const char *const CASES[] = {"\"\xFF\"", "\"\xC0\x80\"",
	    "\"\xC0\xAF\"", "\"\xE0\x80\xAF\"", "\"\xED\xA0\x80\"",
	    "\"\xF4\x90\x80\x80\"", "\"\xC3\"", "\"\xE2\x82\"", "\"a\xC3",
	    "{\"\xFF\":1}", "[\"ok\",\"\x80\"]", "\xFF"};

	for (size_t i = 0; i < NELEM(CASES); i++)
		check_refused(*state, CASES[i], strlen(CASES[i]));
}

static void
d5_nul_is_refused(void **state)
{
	check_refused(*state, "\"\\u0000\"", 8);
	check_refused(*state, "\"a\\u0000b\"", 10);
	check_refused(*state, "{\"\\u0000\":1}", 12);
	check_refused(*state, "\"a\0b\"", 5);
	check_refused(*state, "{}\0", 3);
	check_refused(*state, "1\0", 2);
	check_refused(*state, "\0", 1);
}

static void
d5_unpaired_surrogates_are_refused(void **state)
{
	static const char *const CASES[] = {"\"\\ud800\"", "\"\\udfff\"",
	    "\"\\ud83d\"", "\"\\ud83dx\"", "\"\\ud83d\\n\"",
	    "\"\\ud83d\\u0041\"", "\"\\ud83d\\ud83d\"",
	    "\"\\ude00\\ud83d\"", "\"\\ud83d\\ude0\"", "\"\\ud83d\\",
	    "{\"\\udc00\":1}"};

	for (size_t i = 0; i < NELEM(CASES); i++)
		check_refused(*state, CASES[i], strlen(CASES[i]));
	assert_string_equal(json_text(read_ok(*state, "\"\\uD83D\\ude4f\"")),
	    "🙏");
}

static void
d5_duplicate_keys_are_refused(void **state)
{
	static const char *const CASES[] = {"{\"a\":1,\"a\":1}",
	    "{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":1,\"\\u0061\":2}",
	    "{\"\":1,\"\":2}", "[{\"x\":{\"a\":1,\"a\":2}}]",
	    "{\"\\n\":1,\"\\u000a\":2}", "{\"\\/\":1,\"/\":2}",
	    "{\"🙏\":1,\"\\ud83d\\ude4f\":2}", "{\"é\":1,\"\\u00E9\":2}"};

	for (size_t i = 0; i < NELEM(CASES); i++)
		check_refused(*state, CASES[i], strlen(CASES[i]));
	(void)read_ok(*state, "{\"a\":{\"a\":1},\"b\":{\"a\":1}}");
	(void)read_ok(*state, "[{\"a\":1},{\"a\":2}]");
	/* The same look, other code points. */
	(void)read_ok(*state, "{\"é\":1,\"e\\u0301\":2}");
}

static void
d5_duplicates_are_found_among_many_keys(void **state)
{
	for (int n = 2; n < 3000; n = n * 2 + 1) {
		struct buf b;

		buf_init(&b, *state, JSON_SIZE_MAX);
		buf_puts(&b, "{");
		for (int i = 0; i < n; i++)
			buf_printf(&b, "%s\"key%d\":{\"a\":1}",
			    i > 0 ? "," : "", i);
		buf_puts(&b, "}");
		assert_int_equal(json_count(read_ok(*state, b.data)), n);
		b.len--;
		buf_printf(&b, ",\"key%d\":0}", n / 2);
		check_refused(*state, b.data, b.len);
	}
}

static void
d5_integers_have_64_bits(void **state)
{
	static const char *const WRONG[] = {"9223372036854775808",
	    "-9223372036854775809", "18446744073709551615",
	    "18446744073709551616", "99999999999999999999999999",
	    "[1,9223372036854775808]"};

	for (size_t i = 0; i < NELEM(WRONG); i++)
		check_refused(*state, WRONG[i], strlen(WRONG[i]));
	assert_true(json_i64(read_ok(*state, "9223372036854775807")) ==
	    INT64_MAX);
	assert_true(json_i64(read_ok(*state, "-9223372036854775808")) ==
	    INT64_MIN);
	assert_int_equal(json_i64(read_ok(*state, "-0")), 0);
}

static void
d5_numbers_are_finite_and_short(void **state)
{
	char digits[400];

	check_refused(*state, "1e309", 5);
	check_refused(*state, "-1e999999999", 12);
	check_refused(*state, "1.8e308", 7);
	memset(digits, '1', sizeof(digits));
	digits[1] = '.';
	check_refused(*state, digits, sizeof(digits));
	assert_true(json_f64(read_ok(*state, "1.7976931348623157e308")) ==
	    DBL_MAX);
	assert_true(json_f64(read_ok(*state, "1e-999")) == 0);
	assert_true(json_f64(read_ok(*state, "-1.5E+2")) == -150.0);
	assert_true(json_f64(read_ok(*state, "0e0")) == 0);
}

static char *
nested(struct arena *a, int depth, const char *open, const char *close)
{
	struct buf b;

	buf_init(&b, a, 4 * JSON_SIZE_MAX);
	for (int i = 0; i < depth; i++)
		buf_puts(&b, open);
	buf_puts(&b, "1");
	for (int i = 0; i < depth; i++)
		buf_puts(&b, close);
	return b.data;
}

static void
d5_depth_is_limited(void **state)
{
	char *deep;

	(void)read_ok(*state, nested(*state, JSON_DEPTH_MAX, "[", "]"));
	(void)read_ok(*state, nested(*state, JSON_DEPTH_MAX, "{\"a\":", "}"));
	deep = nested(*state, JSON_DEPTH_MAX + 1, "[", "]");
	check_refused(*state, deep, strlen(deep));
	deep = nested(*state, JSON_DEPTH_MAX + 1, "{\"a\":", "}");
	check_refused(*state, deep, strlen(deep));
	deep = nested(*state, 100000, "[", "]");
	check_refused(*state, deep, strlen(deep));
}

static void
d5_size_is_limited(void **state)
{
	char *s = arena_alloc(*state, JSON_SIZE_MAX + 1);
	struct json *j;
	struct err e;

	memset(s, ' ', JSON_SIZE_MAX + 1);
	s[0] = '1';
	assert_int_equal(json_read(*state, s, JSON_SIZE_MAX, &j, &e), RC_OK);
	assert_int_equal(json_read(*state, s, JSON_SIZE_MAX + 1, &j, &e),
	    RC_TOO_LARGE);
	assert_null(j);
}

static void
messages_name_the_place(void **state)
{
	static const struct {
		const char *text, *message;
	} CASES[] = {
		{"{\"a\":1,\n \"à\": 'x'}",
		    "This is not valid JSON, at line 2, column 7: "
		    "expected a value."},
		{"{\"a\":1,\"a\":2}", "This is not valid JSON, at line 1, "
		    "column 8: this key stands twice in its object."},
		{"[1", "This is not valid JSON, at line 1, column 3: "
		    "expected a comma or ]."},
		{"\"x\\ud800\"", "This is not valid JSON, at line 1, "
		    "column 3: half of a surrogate pair."}};

	for (size_t i = 0; i < NELEM(CASES); i++) {
		struct json *j;
		struct err e;

		assert_int_equal(read_n(*state, CASES[i].text,
		    strlen(CASES[i].text), &j, &e), RC_INVALID);
		assert_string_equal(e.message, CASES[i].message);
	}
}

static void
types_are_not_coerced(void **state)
{
	struct json *j = read_ok(*state,
	    "{\"t\":\"12\",\"i\":12,\"f\":1.5,\"b\":true,\"n\":null,"
	    "\"l\":[1,2],\"o\":{}}");

	assert_int_equal(json_type_of(json_get(j, "t")), JSON_TEXT);
	assert_int_equal(json_type_of(json_get(j, "i")), JSON_I64);
	assert_int_equal(json_type_of(json_get(j, "f")), JSON_F64);
	assert_int_equal(json_type_of(json_get(j, "b")), JSON_BOOL);
	assert_int_equal(json_type_of(json_get(j, "n")), JSON_NULL);
	assert_int_equal(json_type_of(json_get(j, "l")), JSON_LIST);
	assert_int_equal(json_type_of(json_get(j, "o")), JSON_OBJECT);
	assert_int_equal(json_i64(json_get(j, "t")), 0);
	assert_int_equal(json_i64(json_get(j, "f")), 0);
	assert_string_equal(json_text(json_get(j, "i")), "");
	assert_string_equal(json_text(json_get(j, "n")), "");
	assert_true(json_f64(json_get(j, "i")) == 12.0);
	assert_false(json_bool(json_get(j, "i")));
	assert_true(json_has(j, "n") && !json_has(j, "x"));
	assert_null(json_get(j, "x"));
	assert_null(json_get(json_get(j, "l"), "x"));
	assert_int_equal(json_i64(json_item(json_get(j, "l"), 1)), 2);
	assert_null(json_item(json_get(j, "l"), 2));
	assert_null(json_item(j, 0));
	assert_int_equal(json_count(j), 7);
	assert_int_equal(json_count(json_get(j, "t")), 0);
	assert_null(read_ok(*state, "null"));
}

static bool
count_two(void *arg, const char *key, struct json *value)
{
	int *n = arg;

	(void)key;
	(void)value;
	return ++*n < 2;
}

static void
members_are_walked_until_told_to_stop(void **state)
{
	int n = 0;

	json_each(read_ok(*state, "{\"a\":1,\"b\":2,\"c\":3}"), count_two,
	    &n);
	assert_int_equal(n, 2);
	json_each(NULL, count_two, &n);
	assert_int_equal(n, 2);
}

/* Writes text, reads it back. */
static const char *
round_trip(struct arena *a, const char *s, size_t n)
{
	struct buf b;
	struct json_out w;
	struct json *j;
	struct err e = {0};

	buf_init(&b, a, JSON_SIZE_MAX);
	jw_init(&w, &b);
	jw_text_n(&w, s, n);
	assert_int_equal(json_read(a, b.data, b.len, &j, &e), RC_OK);
	return json_text(j);
}

static void
d5_text_comes_back_byte_for_byte(void **state)
{
	static const char *const CASES[] = {"", "plain", "Xin chào 🙏",
	    "\"\\/\b\f\n\r\t\x01\x1F\x7F", "\xC2\x80\xC2\x9F\xC2\xA0",
	    "</script><!--", "\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA\xE2\x81\xA8",
	    "\xEF\xBB\xBF\xEF\xBF\xBF\xEF\xBF\xBE", "\xF4\x8F\xBF\xBF",
	    "\\u0041 \\ud800 %s %n", "e\xCC\x81 \xC3\xA9",
	    "\xE2\x80\x8B\xE2\x80\x8F\xE2\x80\xAE", " \t lead and trail \n "};

	for (size_t i = 0; i < NELEM(CASES); i++)
		assert_string_equal(round_trip(*state, CASES[i],
		    strlen(CASES[i])), CASES[i]);
}

static void
d5_each_character_comes_back(void **state)
{
	char s[5 * 64];

	for (uint32_t cp = 1; cp < 0x110000; cp += cp < 0x3000 ? 1 : 7) {
		const char *got;
		int n;

		if (cp >= 0xD800 && cp < 0xE000)
			continue;
		/* \uXXXX in, UTF-8 out */
		if (cp < 0x10000)
			n = snprintf(s, sizeof(s), "\"\\u%04X\"",
			    (unsigned)cp);
		else
			n = snprintf(s, sizeof(s), "\"\\u%04x\\u%04x\"",
			    (unsigned)(0xD800 + ((cp - 0x10000) >> 10)),
			    (unsigned)(0xDC00 + (cp & 0x3FF)));
		assert_true(n > 0);
		got = json_text(read_ok(*state, s));
		assert_string_equal(round_trip(*state, got, strlen(got)), got);
		assert_int_equal(text_next(&got), cp);
		assert_int_equal(*got, '\0');
		if (cp % 64 == 0)
			arena_reset(*state);
	}
}

static void
d2_json_may_stand_in_html(void **state)
{
	struct buf b;
	struct json_out w;

	buf_init(&b, *state, 1000);
	jw_init(&w, &b);
	jw_text(&w, "</script>\xE2\x80\xA8\xE2\x80\xA9 à");
	assert_string_equal(b.data, "\"\\u003c/script>\\u2028\\u2029 à\"");
	assert_string_equal(json_print(*state,
	    read_ok(*state, "{\"<b>\":[\"</script>\"]}")),
	    "{\"\\u003cb>\":[\"\\u003c/script>\"]}");
}

static void
the_writer_places_commas(void **state)
{
	struct buf b;
	struct json_out w;

	buf_init(&b, *state, 1000);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_text(&w, "a", "x");
	jw_kv_text(&w, "none", NULL);
	jw_key(&w, "list");
	jw_list(&w);
	jw_i64(&w, 1);
	jw_null(&w);
	jw_list(&w);
	jw_list_end(&w);
	jw_object(&w);
	jw_object_end(&w);
	jw_list_end(&w);
	jw_kv_i64(&w, "i", INT64_MIN);
	jw_kv_bool(&w, "b", true);
	jw_kv_raw(&w, "r", "[1]");
	jw_kv_f64(&w, "f", 0.25);
	jw_object_end(&w);
	assert_int_equal(w.depth, 0);
	assert_string_equal(b.data,
	    "{\"a\":\"x\",\"none\":null,\"list\":[1,null,[],{}],"
	    "\"i\":-9223372036854775808,\"b\":true,\"r\":[1],\"f\":0.25}");
	(void)read_ok(*state, b.data);
}

static void
numbers_are_written_short(void **state)
{
	static const struct {
		double v;
		const char *text;
	} CASES[] = {{0, "0"}, {-0.0, "0"}, {1, "1"}, {-1.5, "-1.5"},
	    {0.1, "0.1"}, {0.123456789, "0.123457"}, {100, "100"},
	    {1e-9, "0"}, {-1e-9, "0"}, {123456789012.5, "123456789012.5"},
	    {1e300, "1.0000000000000001e+300"}, {(double)NAN, "null"},
	    {(double)INFINITY, "null"}};

	for (size_t i = 0; i < NELEM(CASES); i++) {
		struct buf b;
		struct json_out w;

		buf_init(&b, *state, 1000);
		jw_init(&w, &b);
		jw_f64(&w, CASES[i].v);
		assert_string_equal(b.data, CASES[i].text);
	}
}

static void
printing_gives_what_was_read(void **state)
{
	const char *text = "{\"a\":[1,-2.50,1e3,true,false,null,\"à\\n\"],"
			   "\"b\":{\"c\":{}},\"d\":[]}";

	assert_string_equal(json_print(*state, read_ok(*state, text)), text);
	assert_string_equal(json_print(*state, NULL), "null");
}

static void
a_text_of_escapes_may_fill_the_limit(void **state)
{
	char *s = arena_alloc(*state, JSON_SIZE_MAX);
	struct json *j;
	struct err e;

	memset(s, '<', JSON_SIZE_MAX);
	s[0] = s[JSON_SIZE_MAX - 1] = '"';
	assert_int_equal(json_read(*state, s, JSON_SIZE_MAX, &j, &e), RC_OK);
	assert_int_equal(strlen(json_print(*state, j)),
	    6 * (JSON_SIZE_MAX - 2) + 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(d5_syntax_is_strict),
		UNIT_TEST(d5_utf8_is_checked),
		UNIT_TEST(d5_nul_is_refused),
		UNIT_TEST(d5_unpaired_surrogates_are_refused),
		UNIT_TEST(d5_duplicate_keys_are_refused),
		UNIT_TEST(d5_duplicates_are_found_among_many_keys),
		UNIT_TEST(d5_integers_have_64_bits),
		UNIT_TEST(d5_numbers_are_finite_and_short),
		UNIT_TEST(d5_depth_is_limited),
		UNIT_TEST(d5_size_is_limited),
		UNIT_TEST(messages_name_the_place),
		UNIT_TEST(types_are_not_coerced),
		UNIT_TEST(members_are_walked_until_told_to_stop),
		UNIT_TEST(d5_text_comes_back_byte_for_byte),
		UNIT_TEST(d5_each_character_comes_back),
		UNIT_TEST(d2_json_may_stand_in_html),
		UNIT_TEST(the_writer_places_commas),
		UNIT_TEST(numbers_are_written_short),
		UNIT_TEST(printing_gives_what_was_read),
		UNIT_TEST(a_text_of_escapes_may_fill_the_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
