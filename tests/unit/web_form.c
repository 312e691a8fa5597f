/* lib/web/form: percent-encoded names and values. */
#include "base/base.h"

#include "web/form.h"

#include "unit.h"

static enum rc
read_text(struct arena *a, const char *s, struct schema_pairs *out)
{
	struct err e = {0};

	return form_read(a, s, strlen(s), out, &e);
}

static void
pairs_come_in_their_order(void **state)
{
	struct schema_pairs p;

	assert_int_equal(read_text(*state, "a=1&b=two+words&&c&d=&=e&a=2",
	    &p), RC_OK);
	assert_int_equal(p.n, 6);
	assert_string_equal(p.items[1].name, "b");
	assert_string_equal(p.items[1].value, "two words");
	assert_string_equal(p.items[2].name, "c");
	assert_string_equal(p.items[2].value, "");
	assert_string_equal(p.items[4].name, "");
	assert_string_equal(p.items[4].value, "e");
	assert_string_equal(p.items[5].value, "2");
	assert_int_equal(read_text(*state, "", &p), RC_OK);
	assert_int_equal(p.n, 0);
}

static void
percent_signs_are_decoded_once(void **state)
{
	struct schema_pairs p;

	assert_int_equal(read_text(*state, "%61=%2541%26%3d%2b&%C3%A9=%f0%9F"
	    "%98%80", &p), RC_OK);
	assert_string_equal(p.items[0].name, "a");
	assert_string_equal(p.items[0].value, "%41&=+");
	assert_string_equal(p.items[1].name, "\xC3\xA9");
	assert_string_equal(p.items[1].value, "\xF0\x9F\x98\x80");
}

/* What was refused must not be among the pairs: error pages read them. */
static void
d5_bad_encodings_are_refused_and_left_out(void **state)
{
	static const char *const WRONG[] = {"%", "%4", "%zz", "a=%", "a=%g1",
	    "a=%00", "%00=a", "a=%ff", "a=\xff", "a=%c0%80",
	    "a=%ed%a0%80", "a=%f4%90%80%80", "a=%E2%82"};
	struct schema_pairs p;

	for (size_t i = 0; i < NELEM(WRONG); i++) {
		const char *s = arena_printf(*state, "ok=1&%s", WRONG[i]);

		assert_int_equal(read_text(*state, s, &p), RC_INVALID);
		assert_int_equal(p.n, 1);
		assert_string_equal(p.items[0].name, "ok");
	}
}

static void
e5_more_than_64_fields_are_refused(void **state)
{
	struct schema_pairs p;
	char s[FORM_PAIRS_MAX * 4 + 8] = "";

	for (int i = 0; i < FORM_PAIRS_MAX; i++)
		memcpy(s + i * 4, "a=b&", 4);
	assert_int_equal(read_text(*state, s, &p), RC_OK);
	assert_int_equal(p.n, FORM_PAIRS_MAX);
	memcpy(s + FORM_PAIRS_MAX * 4, "a=b", 4);
	assert_int_equal(read_text(*state, s, &p), RC_INVALID);
}

static void
nothing_is_read_past_the_length(void **state)
{
	struct schema_pairs p;
	struct err e = {0};
	char *s = arena_dup(*state, "a=%41", 5);

	assert_int_equal(form_read(*state, s, 4, &p, &e), RC_INVALID);
	assert_int_equal(form_read(*state, s, 3, &p, &e), RC_INVALID);
	assert_int_equal(form_read(*state, s, 2, &p, &e), RC_OK);
	assert_string_equal(p.items[0].value, "");
}

static void
paths_keep_plus_signs_and_refuse_controls(void **state)
{
	static const char *const WRONG[] = {"/%0a", "/%0d%0ax", "/%7f", "/\n",
	    "/%1b", "/%00", "/%"};

	assert_string_equal(form_decode(*state, "/a+b%2B", 7, false),
	    "/a+b+");
	for (size_t i = 0; i < NELEM(WRONG); i++)
		assert_null(form_decode(*state, WRONG[i], strlen(WRONG[i]),
		    false));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(pairs_come_in_their_order),
		UNIT_TEST(percent_signs_are_decoded_once),
		UNIT_TEST(d5_bad_encodings_are_refused_and_left_out),
		UNIT_TEST(e5_more_than_64_fields_are_refused),
		UNIT_TEST(nothing_is_read_past_the_length),
		UNIT_TEST(paths_keep_plus_signs_and_refuse_controls),
	};

	return cmocka_run_group_tests_name("web_form", tests, NULL, NULL);
}
