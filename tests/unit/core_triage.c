/* core/triage, core/dialogue and core/tool_order: patterns of messages. */
#include "base/base.h"

#include "unit.h"

#include "core/dialogue.h"
#include "core/tool_order.h"
#include "core/triage.h"

static struct words
words_of(struct arena *a, const char *text)
{
	struct words w;

	words_split(stemmer_open(a, "en"), a, text, false, &w);
	return w;
}

static void
assert_triage(struct arena *a, const char *text, enum triage_kind kind)
{
	static const char definition[] =
	    "{\"triggers\":{\"keywords\":[\"lawyer\",\"gas leak\"]}}";
	struct words w = words_of(a, text);
	struct json *j;
	struct triage t;

	assert_int_equal(json_read(a, definition, strlen(definition), &j,
	    NULL), RC_OK);
	triage_message(a, &(struct triage_ask){stemmer_open(a, "en"), "en",
	    &w, j}, &t);
	if (t.kind != kind)
		fail_msg("%s: %s (%s)", text, triage_name(t.kind),
		    t.rule == NULL ? "" : t.rule);
}

static void
small_talk(void **state)
{
	struct arena *a = *state;

	assert_triage(a, "Hello!", TRIAGE_GREETING);
	assert_triage(a, "hi there, how are you?", TRIAGE_GREETING);
	assert_triage(a, "Good morning", TRIAGE_GREETING);
	assert_triage(a, "Thanks a lot, that was helpful", TRIAGE_THANKS);
	assert_triage(a, "ok great", TRIAGE_THANKS);
	assert_triage(a, "bye", TRIAGE_GOODBYE);
	assert_triage(a, "that's all, thanks", TRIAGE_THANKS);
	assert_triage(a, "no thanks", TRIAGE_NO);
	assert_triage(a, "yes please", TRIAGE_YES);
	assert_triage(a, "Are you a bot?", TRIAGE_IDENTITY);
	assert_triage(a, "Hi, how do I return a phone?", TRIAGE_QUESTION);
	assert_triage(a, "thanks, but when does it arrive", TRIAGE_QUESTION);
	assert_triage(a, "", TRIAGE_QUESTION);
}

static void
wishes_for_a_person(void **state)
{
	static const char *const wishes[] = {
		"I want to talk to a human", "agent", "human please",
		"Can I speak with someone from your team?",
		"connect me to a representative", "real person",
		"please transfer me to an operator",
		"I'd like to chat with a live agent",
		"Let me talk to your manager", "call me back",
		"get me a human now", "I need a real person",
		"could you put me through to somebody", "not a bot please",
		"is there a human I can talk to", "escalate this",
		"speak to customer service",
	};

	for (size_t i = 0; i < NELEM(wishes); i++)
		assert_triage(*state, wishes[i], TRIAGE_PERSON);
}

static void
no_wish_for_a_person(void **state)
{
	static const char *const others[] = {
		"Can a second person use my account?",
		"How do I add a manager?", "I need someone to fix my sink",
		"When will the technician call me?",
		"Does the headset have a human voice assistant?",
		"What is your support phone number?",
		"Who is my agent of record in the invoice",
		"Can I give my ticket to another member?",
		"How do I contact the carrier?",
		"I do not want to talk to a human",
	};

	for (size_t i = 0; i < NELEM(others); i++)
		assert_triage(*state, others[i], TRIAGE_QUESTION);
}

static void
trigger_words(void **state)
{
	assert_triage(*state, "My lawyers will hear of it", TRIAGE_KEYWORD);
	assert_triage(*state, "there is a gas leak", TRIAGE_KEYWORD);
	assert_triage(*state, "a leak of gas", TRIAGE_QUESTION);
}

static void
follow_ups(void **state)
{
	static const struct {
		const char *text;
		bool follows;
	} cases[] = {
		{"and for opened ones?", true},
		{"how much is that?", true},
		{"what about Canada?", true},
		{"how long does it take", true},
		{"can I return it?", true},
		{"why?", true},
		{"How much is express shipping?", false},
		{"I bought a laptop bag, can I exchange it?", false},
		{"what is your return policy", false},
	};

	for (size_t i = 0; i < NELEM(cases); i++) {
		struct words w = words_of(*state, cases[i].text);

		if (dialogue_is_follow_up(&w) != cases[i].follows)
			fail_msg("%s", cases[i].text);
	}
}

static void
A4_questions_that_the_talk_may_answer(void **state)
{
	struct words w = words_of(*state, "and for team?");

	assert_true(dialogue_goes_on(&w));
	w = words_of(*state, "and cancel it");
	assert_false(dialogue_goes_on(&w));
	w = words_of(*state, "where is my parcel");
	assert_false(dialogue_goes_on(&w));
	assert_true(dialogue_is_short(&w));
	w = words_of(*state, "which laptops have a numeric keyboard and a "
	    "touch screen");
	assert_false(dialogue_is_short(&w));
}

static void
two_questions(void **state)
{
	struct stemmer *st = stemmer_open(*state, "en");
	struct dialogue_parts p;

	dialogue_split(*state, st, "How much is shipping and how long does "
	    "it take?", &p);
	assert_int_equal(p.n, 2);
	assert_string_equal(p.text[0], "How much is shipping");
	assert_string_equal(p.text[1], "how long does it take?");
	dialogue_split(*state, st, "What is the return policy? Do you match "
	    "prices?", &p);
	assert_int_equal(p.n, 2);
	dialogue_split(*state, st, "Do you sell phones and tablets?", &p);
	assert_int_equal(p.n, 1);
	dialogue_split(*state, st, "Hello? Can I return it?", &p);
	assert_int_equal(p.n, 1);
}

static void
memory_survives(void **state)
{
	const struct dialogue in = {.topic = "a \"b\"", .slug = "s",
	    .question = "q", .offered = true, .refusals = 2,
	    .fill = {.now = {.tool = "order_status", .asked = "number",
		.asks = 1}}};
	struct dialogue out;

	dialogue_read(*state, dialogue_write(*state, &in), &out);
	assert_string_equal(out.topic, in.topic);
	assert_string_equal(out.fill.now.tool, "order_status");
	assert_string_equal(out.fill.now.asked, "number");
	assert_int_equal(out.fill.now.asks, 1);
	assert_string_equal(out.fill.paused.tool, "");
	assert_int_equal(out.refusals, 2);
	assert_true(out.offered);
	dialogue_read(*state, "[broken", &out);
	assert_string_equal(out.topic, "");
	dialogue_read(*state, "{\"topic\":7}", &out);
	assert_string_equal(out.topic, "");
}

static void
assert_wanted(struct arena *a, const char *text, bool wanted)
{
	struct words w = words_of(a, text);
	struct tool_message m = {.text = text, .words = &w};

	if (tool_wanted(&tool_order_status, &m) != wanted)
		fail_msg("%s: wanted %d", text, !wanted);
}

static void
orders_are_wanted(void **state)
{
	struct arena *a = *state;

	assert_wanted(a, "Track my order #12345", true);
	assert_wanted(a, "Track my order", true);
	assert_wanted(a, "where is my package?", true);
	assert_wanted(a, "order no. 12345 status", true);
	assert_wanted(a, "#12345", true);
	assert_wanted(a, "my order hasn't arrived", true);
	assert_wanted(a, "it is 777", false);
	assert_wanted(a, "How do I track an order?", false);
	assert_wanted(a, "Why is my order delayed?", false);
	assert_wanted(a, "cancel order 12345", false);
	assert_wanted(a, "it cost $12345", false);
	assert_wanted(a, "do you ship to 43215?", false);
	assert_wanted(a, "123456789012345", false);
}

/* The words that a row's patterns are made of. */
static void
patterns(void **state)
{
	static const struct {
		const char *pattern, *text;
		bool wanted;
	} rows[] = {
		{"cancel order", "please cancel my order", true},
		{"cancel order", "my order, cancel it", true},
		{"cancel order", "cancel my booking", false},
		{"cancel|call_off order|booking", "call off the booking",
		    true},
		{"cancel|call_off booking", "call it off, the booking",
		    false},
		{"cancel order -policy", "order cancel policy", false},
		{"cancel order", "how do I cancel an order?", false},
		{"? cancel order", "how do I cancel an order?", true},
		{"^where order", "where is my order", true},
		{"^where order", "my order is where", false},
		{"order", "", false},
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		const char *const list[] = {rows[i].pattern, NULL};
		const struct tool t = {.patterns = list};
		struct words w = words_of(*state, rows[i].text);
		struct tool_message m = {rows[i].text, &w};

		if (tool_wanted(&t, &m) != rows[i].wanted)
			fail_msg("%s: %s", rows[i].pattern, rows[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(small_talk),
		UNIT_TEST(wishes_for_a_person),
		UNIT_TEST(no_wish_for_a_person),
		UNIT_TEST(trigger_words),
		UNIT_TEST(follow_ups),
		UNIT_TEST(A4_questions_that_the_talk_may_answer),
		UNIT_TEST(two_questions),
		UNIT_TEST(memory_survives),
		UNIT_TEST(orders_are_wanted),
		UNIT_TEST(patterns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
