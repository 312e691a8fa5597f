/* lib/base/clock and lib/base/rc. */
#include "base/base.h"

#include "base/clock.h"

#include "base/rc.h"
#include "base/text.h"
#include "unit.h"

#define US_SECOND INT64_C(1000000)
#define US_DAY (86400 * US_SECOND)

static void
format_and_parse_go_round(void **state)
{
	static const struct {
		int64_t us;
		const char *text;
	} CASES[] = {{0, "1970-01-01T00:00:00.000Z"},
	    {-1000, "1969-12-31T23:59:59.999Z"},
	    {951782399999000, "2000-02-28T23:59:59.999Z"},
	    {951782400000000, "2000-02-29T00:00:00.000Z"},
	    {INT64_C(4107542400000000), "2100-03-01T00:00:00.000Z"},
	    {INT64_C(1795358160123000), "2026-11-22T14:36:00.123Z"},
	    {INT64_C(253402300799999000), "9999-12-31T23:59:59.999Z"}};
	char text[CLOCK_TEXT];
	int64_t us;

	(void)state;
	for (size_t i = 0; i < NELEM(CASES); i++) {
		clock_format(CASES[i].us, text);
		assert_string_equal(text, CASES[i].text);
		assert_true(clock_parse(CASES[i].text, &us));
		assert_true(us == CASES[i].us);
	}
}

static void
every_day_of_four_centuries_goes_round(void **state)
{
	char text[CLOCK_TEXT];
	int64_t us;

	(void)state;
	for (int64_t day = -200000; day < 200000; day += 3) {
		int64_t t = day * US_DAY + (day & 0xFFFF) * US_SECOND;

		clock_format(t, text);
		assert_true(clock_parse(text, &us));
		assert_true(us == t);
	}
}

static void
times_out_of_range_are_clamped(void **state)
{
	char text[CLOCK_TEXT];

	(void)state;
	clock_format(INT64_MAX, text);
	assert_string_equal(text, "9999-12-31T23:59:59.999Z");
	clock_format(INT64_MIN, text);
	assert_string_equal(text, "0000-01-01T00:00:00.000Z");
}

static void
postgresql_style_is_read(void **state)
{
	static const struct {
		const char *text;
		int64_t us;
	} CASES[] = {{"1970-01-01 00:00:01+00", US_SECOND},
	    {"1970-01-01 07:00:01.5+07", US_SECOND + 500000},
	    {"1970-01-01 05:30:00.123456+05:30", 123456},
	    {"1969-12-31 20:30:00-03:30", 0},
	    {"1970-01-01 00:19:32+00:19:32", 0},
	    {"1970-01-01T00:00:00.1234567Z", 123456},
	    {"1970-01-01t00:00:00+0000", 0}};
	int64_t us;

	(void)state;
	for (size_t i = 0; i < NELEM(CASES); i++) {
		assert_true(clock_parse(CASES[i].text, &us));
		assert_true(us == CASES[i].us);
	}
}

static void
wrong_times_are_refused(void **state)
{
	static const char *const WRONG[] = {"", "2026", "2026-11-22",
	    "2026-11-22T14:36:00", "2026-13-01T00:00:00Z",
	    "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z",
	    "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
	    "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z",
	    "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z",
	    "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00Zx",
	    "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+0",
	    "2026-1-1T00:00:00Z", "20260101T000000Z", "infinity",
	    "-infinity", "2026-01-01 00:00:00+00 BC", " 2026-01-01T00:00:00Z"};
	int64_t us;

	(void)state;
	for (size_t i = 0; i < NELEM(WRONG); i++)
		assert_false(clock_parse(WRONG[i], &us));
}

static void
tests_can_move_both_clocks(void **state)
{
	int64_t wall = clock_wall_us(), mono = clock_mono_us();

	(void)state;
	clock_shift(US_DAY);
	assert_in_range(clock_wall_us() - wall, US_DAY, US_DAY + US_SECOND);
	assert_in_range(clock_mono_us() - mono, US_DAY, US_DAY + US_SECOND);
	clock_shift(-US_DAY);
	assert_in_range(clock_wall_us() - wall, 0, US_SECOND);
}

static void
each_code_has_a_name(void **state)
{
	(void)state;
	for (int rc = 0; rc < RC_COUNT_; rc++)
		assert_int_not_equal(rc_name((enum rc)rc)[0], '\0');
	assert_string_equal(rc_name(RC_NOT_FOUND), "not_found");
	assert_string_equal(rc_name(RC_COUNT_), "unknown");
}

static void
an_error_says_what_and_where(void **state)
{
	struct err e = {.retry_after = 7, .n_fields = 3, .detail = "old"};

	(void)state;
	assert_int_equal(err_set(&e, RC_CONFLICT, "It is %s.", "closed"),
	    RC_CONFLICT);
	assert_int_equal(e.rc, RC_CONFLICT);
	assert_string_equal(e.message, "It is closed.");
	assert_string_equal(e.detail, "");
	assert_int_equal(e.retry_after, 0);
	assert_int_equal(e.n_fields, 0);
	assert_non_null(strstr(e.where, "base_clock.c:"));
	assert_int_equal(err_set(NULL, RC_BUSY, "x"), RC_BUSY);
}

static void
a7_own_faults_show_nothing_of_themselves(void **state)
{
	struct err e = {0};

	(void)state;
	assert_int_equal(err_log(&e, RC_INTERNAL, "relation \"%s\"", "x"),
	    RC_INTERNAL);
	assert_string_equal(e.detail, "relation \"x\"");
	assert_null(strstr(e.message, "relation"));
	assert_true(strlen(e.message) > 10);
}

static void
wrong_fields_are_collected_up_to_a_limit(void **state)
{
	struct err e = {0};

	(void)state;
	for (int i = 0; i < 40; i++)
		assert_int_equal(err_field(&e, "content", "is wrong (%d)", i),
		    RC_INVALID);
	assert_int_equal(e.rc, RC_INVALID);
	assert_int_equal(e.n_fields, ERR_FIELDS_MAX);
	assert_string_equal(e.fields[3].name, "content");
	assert_string_equal(e.fields[3].message, "is wrong (3)");
	assert_int_equal(err_field(NULL, "a", "b"), RC_INVALID);
}

static void
long_texts_are_cut_between_characters(void **state)
{
	for (int pad = 0; pad < 8; pad++) {
		struct err e = {0};
		char *name = arena_strdup(*state, "");

		for (int i = 0; i < 200; i++)
			name = arena_printf(*state, "%s%s", name,
			    i % 2 == 0 ? "à" : "🙏");
		name = arena_printf(*state, "%.*s%s", pad, "12345678", name);
		(void)err_field(&e, name, "%s", name);
		assert_in_range(strlen(e.fields[0].name),
		    sizeof(e.fields[0].name) - 4,
		    sizeof(e.fields[0].name) - 1);
		assert_true(text_is_valid(e.fields[0].name,
		    strlen(e.fields[0].name)));
		assert_true(text_is_valid(e.fields[0].message,
		    strlen(e.fields[0].message)));
		(void)err_set(&e, RC_INVALID, "%s", name);
		assert_true(text_is_valid(e.message, strlen(e.message)));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(format_and_parse_go_round),
		UNIT_TEST(every_day_of_four_centuries_goes_round),
		UNIT_TEST(times_out_of_range_are_clamped),
		UNIT_TEST(postgresql_style_is_read),
		UNIT_TEST(wrong_times_are_refused),
		UNIT_TEST(tests_can_move_both_clocks),
		UNIT_TEST(each_code_has_a_name),
		UNIT_TEST(an_error_says_what_and_where),
		UNIT_TEST(a7_own_faults_show_nothing_of_themselves),
		UNIT_TEST(wrong_fields_are_collected_up_to_a_limit),
		UNIT_TEST(long_texts_are_cut_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
