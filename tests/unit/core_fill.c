/*
 * The dialogue engine over tools that need no database: what is asked, what
 * is understood, what is confirmed.  The state goes through its JSON text
 * between any two turns, as it does when programs are restarted.
 */
#include "base/base.h"

#include "unit.h"

#include "base/clock.h"
#include "base/crypt.h"
#include "base/text.h"
#include "core/fill.h"
#include "fill_tools.h"

#include <stdio.h>
#include <stdlib.h>

struct talk {
	struct arena *arena;
	struct scope scope;
	const char *state;
	struct fill_out out;
	int64_t turns;
	bool verifiable;
	const char *intent;
};

static struct talk
begin(struct arena *a)
{
	fill_tools_reset();
	return (struct talk){.arena = a, .scope = {.arena = a},
		.state = "{}", .verifiable = true};
}

/* One message; a new process could have got it. */
static const char *
say(struct talk *t, const char *text)
{
	struct arena *a = t->arena;
	struct stemmer *st = stemmer_open(a, "en");
	struct tool_context context = {.scope = &t->scope,
	    .conversation_id = 7, .time_zone = "UTC", .language = "en",
	    .verifier = t->verifiable ? &fill_tools_verifier : NULL};
	struct words words;
	struct fill_turn turn = {.context = &context, .tools = fill_tools,
	    .text = text, .words = &words, .intent = t->intent,
	    .confidence = t->intent != NULL ? 0.9 : 0,
	    .message_id = ++t->turns, .pick = (uint64_t)t->turns};
	struct fill_state state;
	struct json *j;
	struct json_out w;
	struct buf b;
	struct err e = {0};

	assert_true(clock_parse("2026-11-18T10:30:00Z", &context.now_us));
	words_split(st, a, text, false, &words);
	if (json_read(a, t->state, strlen(t->state), &j, &e) != RC_OK)
		fail_msg("%s", e.message);
	fill_state_read(a, j, &state);
	if (fill_turn(&state, &turn, &t->out, &e) != RC_OK)
		fail_msg("%s: %s %s", text, e.message, e.detail);
	buf_init(&b, a, (size_t)64 << 10);
	jw_init(&w, &b);
	fill_state_write(&w, &state);
	t->state = b.data;
	return t->out.text.data == NULL ? "" : t->out.text.data;
}

static void
says(struct talk *t, const char *text, const char *expected)
{
	const char *got = say(t, text);

	if (*expected == '\0' ? *got != '\0' : strstr(got, expected) == NULL)
		fail_msg("> %s\n%s\nnot: %s\n%s", text, got, expected,
		    t->state);
}

static bool
is_over(const struct talk *t)
{
	return strstr(t->state, "\"now\"") == NULL;
}

static void
all_in_one_message(void **state)
{
	struct talk t = begin(*state);

	says(&t, "Book a plumber for next Tuesday at 3 in 43215",
	    "Under which name");
	says(&t, "Jo Lee", "Faucet visit on Tuesday, November 24 at 3 pm");
	assert_int_equal(fill_tools_ran(), 0);
	assert_string_equal(t.out.replies[0], "Yes");
	says(&t, "yes please", "Booked");
	assert_int_equal(fill_tools_ran(), 1);
	assert_string_equal(fill_tools_input(), "{\"day\":\"2026-11-24\","
	    "\"time\":\"15:00\",\"zip\":\"43215\",\"name\":\"Jo Lee\"}");
	assert_true(is_over(&t));
}

static void
one_slot_at_a_time(void **state)
{
	struct talk t = begin(*state);

	says(&t, "I want to book a plumber", "Which day");
	says(&t, "hm, friday", "What time");
	says(&t, "the second one", "ZIP code");
	says(&t, "43215", "Under which name");
	says(&t, "my name is Jo Lee", "Friday, November 20 at 3 pm");
	says(&t, "go ahead", "Booked");
}

static void
corrections(void **state)
{
	struct talk t = begin(*state);

	says(&t, "book a plumber for tuesday at 3 in 43215", "name");
	says(&t, "Jo Lee", "Tuesday, November 24 at 3 pm");
	says(&t, "no, Wednesday", "Wednesday, November 25 at 3 pm");
	says(&t, "actually make it 9 am", "Wednesday, November 25 at 9 am");
	says(&t, "change the name to Sam Poe", "Sam Poe");
	says(&t, "yes but in 43201", "43201");
	assert_int_equal(fill_tools_ran(), 0);
	says(&t, "no", "not done");
	says(&t, "the time should be 3pm", "at 3 pm");
	says(&t, "ok", "Booked");
	assert_string_equal(fill_tools_input(), "{\"day\":\"2026-11-25\","
	    "\"name\":\"Sam Poe\",\"zip\":\"43201\",\"time\":\"15:00\"}");
}

static void
way_out(void **state)
{
	static const char *const ways[] = {"never mind", "forget it", "stop",
	    "cancel", "i changed my mind"};

	for (size_t i = 0; i < NELEM(ways); i++) {
		struct talk t = begin(*state);

		says(&t, "book a plumber for friday", "What time");
		says(&t, ways[i], "changed nothing");
		assert_true(is_over(&t));
		assert_int_equal(fill_tools_ran(), 0);
	}
}

static void
taken_times(void **state)
{
	struct talk t = begin(*state);

	says(&t, "book a plumber tuesday 43215 at noon",
	    "12 pm is taken");
	says(&t, "2", "name");
	says(&t, "Jo Lee", "at 3 pm");
	says(&t, "make it sunday", "no visits on Sunday");
	says(&t, "monday", "Monday, November 23 at 3 pm");
}

static void
gives_up(void **state)
{
	struct talk t = begin(*state);

	says(&t, "book a plumber", "Which day");
	says(&t, "blah blah", "A day is");
	says(&t, "blah blah blah", "A day is");
	says(&t, "blurb", "person");
	assert_true(t.out.offered);
	assert_true(is_over(&t));
}

static void
question_in_between(void **state)
{
	struct talk t = begin(*state);

	says(&t, "book a plumber", "Which day");
	says(&t, "what does a visit cost?", "");
	assert_int_equal(t.out.kind, FILL_ASIDE);
	assert_non_null(strstr(t.out.resume, "Back to your booking: "));
	says(&t, "friday", "What time");
	/* Another tool in the middle, then back. */
	says(&t, "where is my order #12345", "Order 12345 is on its way");
	says(&t, "3 pm", "ZIP");
}

static void
confirmation(void **state)
{
	struct talk t = begin(*state);

	says(&t, "cancel order 12345", "Order 12345 will be cancelled");
	says(&t, "hmm", "Please answer yes or no");
	says(&t, "cancel it", "Please answer yes or no");
	assert_int_equal(fill_tools_ran(), 0);
	says(&t, "yes, cancel it", "Cancelled");
	assert_int_equal(fill_tools_ran(), 1);
	/* The same once more is not done again. */
	says(&t, "cancel order 12345", "will be cancelled");
	says(&t, "yes", "already");
	assert_int_equal(fill_tools_ran(), 1);
}

static void
declined(void **state)
{
	struct talk t = begin(*state);

	says(&t, "cancel order 12345", "Shall I");
	says(&t, "no", "not done");
	says(&t, "no", "changed nothing");
	assert_true(is_over(&t));
	says(&t, "cancel order 12345", "Shall I");
	says(&t, "no", "not done");
	says(&t, "thanks for nothing", "");
	assert_true(is_over(&t));
	assert_int_equal(fill_tools_ran(), 0);
}

/* What is confirmed is what was shown, or it is shown again. */
static void
changed_meanwhile(void **state)
{
	struct talk t = begin(*state);

	says(&t, "cancel order 12345", "free of charge");
	fill_tools_set_fee(5);
	says(&t, "yes", "Something has changed");
	assert_int_equal(fill_tools_ran(), 0);
	says(&t, "yes", "Cancelled");
	assert_int_equal(fill_tools_ran(), 1);
}

static void
same_key(void **state)
{
	struct talk t = begin(*state), second;
	const char *key;

	says(&t, "cancel order 12345", "Shall I");
	second = t;
	second.turns++; /* a second "yes" of the same moment */
	says(&t, "yes", "Cancelled");
	key = fill_tools_key();
	says(&second, "yes", "Cancelled");
	assert_string_equal(fill_tools_key(), key);
}

static void
verified_only(void **state)
{
	struct talk t = begin(*state);

	says(&t, "show me my invoice", "Which invoice?");
	says(&t, "INV-2026-0042", "Which e-mail address");
	says(&t, "my mail is jo at example", "no complete e-mail");
	says(&t, "jo@example.com", "If jo@example.com belongs");
	says(&t, "111111", "not right");
	says(&t, "what is your return policy?", "");
	assert_int_equal(t.out.kind, FILL_ASIDE);
	says(&t, "the code is 123 456", "Invoice INV-2026-0042 of "
	    "jo@example.com");
	says(&t, "show me invoice INV-2026-0041", "Invoice INV-2026-0041");

	/* No way to verify: nothing is told. */
	t = begin(*state);
	t.verifiable = false;
	says(&t, "show me invoice INV-2026-0042", "person");
	assert_int_equal(fill_tools_ran(), 0);

	/* Wrong codes end. */
	t = begin(*state);
	says(&t, "show me invoice INV-2026-0042, I am jo@example.com",
	    "a code of 6 digits");
	for (int i = 0; i < 4; i++)
		says(&t, "111111", "not right");
	says(&t, "111111", "person");
	assert_true(is_over(&t));
	assert_int_equal(fill_tools_ran(), 0);
}

static void
verified_in_each_turn(void **state)
{
	struct talk t = begin(*state);

	says(&t, "pay my bill", "Which invoice?");
	says(&t, "I am jo@example.com", "a code of 6 digits");
	says(&t, "123456", "Which invoice?");
	says(&t, "INV-2026-0042", "INV-2026-0042");
	says(&t, "yes", "Invoice INV-2026-0042 of jo@example.com");
	assert_int_equal(fill_tools_ran(), 1);

	/* Not any more when the "yes" comes: it is asked for again. */
	t = begin(*state);
	says(&t, "pay my bill, jo@example.com", "a code of 6 digits");
	says(&t, "123456", "Which invoice?");
	says(&t, "INV-2026-0042", "INV-2026-0042");
	fill_tools_reset();
	says(&t, "yes", "e-mail address");
	assert_int_equal(fill_tools_ran(), 0);
}

static void
one_talk(void **state)
{
	struct talk t = begin(*state);

	says(&t, "where is order 12345?", "Order 12345 is on its way");
	says(&t, "and 23456?", "Order 23456 is on its way");
	says(&t, "cancel it", "Order 23456 will be cancelled");
	says(&t, "stop", "changed nothing");
	says(&t, "where is order 99999?", "not find");
	says(&t, "12345", "Order 12345 is on its way");
	t.intent = "book_visit";
	says(&t, "somebody should look at my sink", "Which day");
}

static void
approval(void **state)
{
	struct talk t = begin(*state);

	says(&t, "erase my account", "Why");
	says(&t, "I moved away", "I moved away");
	says(&t, "yes", "has to approve");
	assert_int_equal(t.out.kind, FILL_HANDOFF);
	assert_int_equal(fill_tools_ran(), 0);
}

static void
broken_state(void **state)
{
	static const char *const states[] = {"{}", "[]", "{\"v\":99,\"now\":"
	    "{\"tool\":\"book\"}}", "{\"v\":1,\"now\":7}",
	    "{\"v\":1,\"now\":{\"tool\":\"gone\",\"asked\":\"x\"}}",
	    "{\"v\":1,\"now\":{\"tool\":\"book\",\"values\":[1,{}],"
	    "\"asks\":-5,\"choices\":{}}}"};

	for (size_t i = 0; i < NELEM(states); i++) {
		struct talk t = begin(*state);

		t.state = states[i];
		say(&t, "friday");
		says(&t, "never mind", i < 5 ? "All right." :
					       "changed nothing");
	}
}

/* Thousands of turns of chance: no text comes again and again, and when
 * only nonsense is said the dialogue ends. */
#define TALKS 150
#define TURNS 30
#define SAME_MAX 3

static uint32_t
next_random(uint32_t *seed, uint32_t limit)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % limit;
}

static void
never_loops(void **state)
{
	static const char *const messages[] = {"book a plumber", "friday",
	    "next tuesday at 3", "no", "yes", "no, wednesday", "43215",
	    "Jo Lee", "blah", "what does it cost?", "the second one", "2",
	    "cancel order 12345", "where is my order", "12345", "99999",
	    "show me invoice INV-2026-0042", "jo@example.com", "123456",
	    "111111", "send a new code", "erase my account", "asap",
	    "hello", "thanks", "change the date", "actually 9 am", "sunday",
	    "noon", "at noon", "skip", "yes but sunday", "none of these",
	    "whatever", "order 99999", "?", "", "make it 5pm", "sure",
	    "i moved away", "and 23456?", "43215 43215", "never mind"};
	uint32_t seed = 20261118;

	(void)state;
	for (int talk = 0; talk < TALKS; talk++) {
		struct arena *a = arena_new(ARENA_REQUEST_MAX);
		struct talk t = begin(a);
		const char *last = "";
		int same = 1;

		for (int i = 0; i < TURNS; i++) {
			/* A stubborn visitor says the same over and over. */
			uint32_t k = next_random(&seed, talk % 3 == 0 ? 4 :
			    (uint32_t)NELEM(messages));
			const char *text = messages[(talk % 3 == 0 ?
			    (uint32_t)talk : 0) % NELEM(messages)];
			const char *got;

			if (talk % 3 != 0 || k == 0)
				text = messages[next_random(&seed,
				    (uint32_t)NELEM(messages))];
			got = say(&t, text);
			if (*got == '\0' || t.out.kind == FILL_HANDOFF)
				continue;
			same = strcmp(got, last) == 0 ? same + 1 : 1;
			last = got;
			if (same > SAME_MAX)
				fail_msg("%d times: %s", same, got);
		}
		for (int i = 0; i < 8 && !is_over(&t); i++)
			say(&t, "blah blah");
		assert_true(is_over(&t));
		arena_free(a);
	}
}

static int
group_setup(void **state)
{
	(void)state;
	crypt_init();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(all_in_one_message),
		UNIT_TEST(one_slot_at_a_time),
		UNIT_TEST(corrections),
		UNIT_TEST(way_out),
		UNIT_TEST(taken_times),
		UNIT_TEST(gives_up),
		UNIT_TEST(question_in_between),
		UNIT_TEST(confirmation),
		UNIT_TEST(declined),
		UNIT_TEST(changed_meanwhile),
		UNIT_TEST(same_key),
		UNIT_TEST(verified_only),
		UNIT_TEST(verified_in_each_turn),
		UNIT_TEST(one_talk),
		UNIT_TEST(approval),
		UNIT_TEST(broken_state),
		UNIT_TEST(never_loops),
	};

	return cmocka_run_group_tests(tests, group_setup, NULL);
}
