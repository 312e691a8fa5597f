/* core/script: scripts of conversations as people write them. */
#include "base/base.h"

#include "unit.h"

#include "core/script.h"

static enum rc
parse(struct arena *a, const char *text, struct script *out, struct err *e)
{
	*e = (struct err){0};
	return script_parse(a, "talk.txt", text, out, e);
}

static void
a_script_has_turns_and_expectations(void **state)
{
	struct script s;
	struct err e;

	assert_int_equal(parse(*state,
	    "# A remark: with a colon\n"
	    "scenario: ecommerce\n"
	    "\n"
	    "> can i return it?\n"
	    "says: 30 days | thirty days\n"
	    "cites: returns-policy#time\n"
	    "   > and then: what?  \n"
	    "not: sorry\n", &s, &e), RC_OK);
	assert_string_equal(s.scenario, "ecommerce");
	assert_true(s.now_us == 0);
	assert_int_equal(s.n, 2);
	assert_string_equal(s.turns[0].text, "can i return it?");
	assert_int_equal(s.turns[0].line, 4);
	assert_int_equal(s.turns[0].n, 2);
	assert_int_equal(s.turns[0].expects[0].check, SCRIPT_SAYS);
	assert_int_equal(s.turns[0].expects[0].n, 2);
	assert_string_equal(s.turns[0].expects[0].choices[1], "thirty days");
	assert_string_equal(s.turns[0].expects[1].choices[0],
	    "returns-policy#time");
	assert_int_equal(s.turns[0].expects[1].line, 6);
	assert_string_equal(s.turns[1].text, "and then: what?");
	assert_int_equal(s.turns[1].expects[0].check, SCRIPT_NOT);
}

static void
the_clock_can_be_set(void **state)
{
	struct script s;
	struct err e;

	assert_int_equal(parse(*state, "scenario: service\n"
	    "now: 1970-01-02 00:01\n> hello\n", &s, &e), RC_OK);
	assert_true(s.now_us == INT64_C(86460000000));
}

static void
what_is_wrong_is_told_with_its_line(void **state)
{
	static const struct {
		const char *text, *message;
	} rows[] = {
		{"scenario: a\n> x\nsay: y\n", "talk.txt:3: expected says, "},
		{"scenario: a\n> x\nsays: a ||b\n", "talk.txt:3: expected "},
		{"scenario: a\n> x\nsays:\n", "talk.txt:3: expected a value"},
		{"scenario: a\n>\n", "talk.txt:2: expected what the visitor"},
		{"scenario: a\nhello\n", "talk.txt:2: expected \"key: value"},
		{"> x\n", "talk.txt:1: expected \"scenario:\""},
		{"says: x\n", "talk.txt:1: expected \"scenario:\""},
		{"scenario: a\nnow: noon\n> x\n", "talk.txt:2: expected a "},
		{"scenario: a\n", "talk.txt:1: expected at least one turn"},
		{"", "talk.txt:0: expected at least one turn"},
	};
	struct script s;
	struct err e;

	for (size_t i = 0; i < NELEM(rows); i++) {
		assert_int_equal(parse(*state, rows[i].text, &s, &e),
		    RC_INVALID);
		if (strstr(e.message, rows[i].message) != e.message)
			fail_msg("%s: %s", rows[i].text, e.message);
	}
}

static void
words_are_found_whatever_their_form(void **state)
{
	assert_true(script_holds(*state, "A **15% restocking fee** "
	    "applies [1][12].", "15% Restocking Fee applies."));
	assert_true(script_holds(*state, "It\xe2\x80\x99s \xe2\x80\x9cPaid"
	    "\xe2\x80\x9d\nnow", "it's \"paid\" now"));
	assert_true(script_holds(*state, "order [12345 #9", "[12345"));
	assert_false(script_holds(*state, "free over $75", "free over $57"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(a_script_has_turns_and_expectations),
		UNIT_TEST(the_clock_can_be_set),
		UNIT_TEST(what_is_wrong_is_told_with_its_line),
		UNIT_TEST(words_are_found_whatever_their_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
