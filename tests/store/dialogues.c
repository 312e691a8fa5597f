/*
 * Dialogues with the demo companies' tools on a seeded database.  Each turn
 * is answered as by a program that has just been started: what is known is
 * the JSON of the turn before and the database.
 */
#include "base/base.h"

#include "tool_test.h"

#include "base/text.h"
#include "core/answer.h"
#include "core/kb_index.h"
#include "core/source_file.h"

#include <stdlib.h>
#include <unistd.h>

#define TURNS_MAX 40

struct talk {
	struct scratch *s;
	struct arena *arena;
	struct answer_turn turns[2 * TURNS_MAX];
	struct answer_request in;
	struct answer out;
};

static struct {
	struct kb_index *index;
	char cache[64];
} knowledge;

static int
setup(void **state)
{
	text_copy(knowledge.cache, sizeof(knowledge.cache),
	    "/tmp/biwoco-dialogues.XXXXXX");
	if (tool_test_setup(state) != 0 || mkdtemp(knowledge.cache) == NULL)
		return -1;
	knowledge.index = kb_index_new(knowledge.cache, true);
	return 0;
}

static int
teardown(void **state)
{
	struct scratch *s = *state;
	struct source_names names;
	struct err e = {0};

	kb_index_free(knowledge.index);
	if (source_dir_list(s->life, knowledge.cache, "", &names, &e) !=
	    RC_OK)
		return -1;
	for (size_t i = 0; i < names.n; i++)
		unlink(arena_printf(s->life, "%s/%s", knowledge.cache,
		    names.items[i]));
	rmdir(knowledge.cache);
	return scratch_teardown(state);
}

static const struct json *
definition_of(struct scratch *s, const char *slug)
{
	const char *top = getenv("srcdir");
	struct err e = {0};
	struct json *j;
	char *text;
	size_t n;

	if (source_file_read(s->arena, arena_printf(s->arena,
		"%s/sql/seed/%s/scenario.json", top == NULL ? "." : top,
		slug), &text, &n, &e) != RC_OK ||
	    json_read(s->arena, text, n, &j, &e) != RC_OK)
		fail_msg("%s", e.message);
	return j;
}

static struct talk
begin(struct scratch *s, const char *slug, int64_t conversation_id)
{
	struct talk t = {.s = s, .arena = s->arena,
	    .in = {.language = "en", .dialogue = "{}"}};

	t.in.definition = definition_of(s, slug);
	t.in.scenario_id = scratch_i64(s, s->db, arena_printf(s->arena,
	    "select id as v from scenario where slug = '%s'", slug));
	t.in.variant = conversation_id;
	return t;
}

/* Answers without keeping it: a program that dies before it is stored. */
static void
answer(struct talk *t, const char *text)
{
	struct scope scope = {.db = t->s->db, .arena = t->arena,
	    .index = knowledge.index, .site_id = 1, .can_mail = true};
	struct err e = {0};

	t->in.question = text;
	t->in.history = t->turns;
	t->in.message_id = 1000 * t->in.variant +
	    (int64_t)t->in.n_history;
	if (answer_builtin(&scope, &t->in, &t->out, &e) != RC_OK)
		fail_msg("%s: %s %s", text, e.message, e.detail);
}

static const char *
say(struct talk *t, const char *text)
{
	answer(t, text);
	t->in.dialogue = t->out.dialogue;
	t->turns[t->in.n_history++] = (struct answer_turn){true, text};
	t->turns[t->in.n_history++] =
	    (struct answer_turn){false, t->out.text};
	return t->out.text;
}

static void
says(struct talk *t, const char *text, const char *part)
{
	if (strstr(say(t, text), part) == NULL)
		fail_msg("> %s\n%s\nnot: %s\n%s", text, t->out.text, part,
		    t->in.dialogue);
}

static int64_t
count(struct talk *t, const char *from)
{
	return scratch_i64(t->s, t->s->db, arena_printf(t->s->arena,
	    "select count(*) as v from %s", from));
}

/* The code of the newest letter of the conversation. */
static const char *
mailed_code(struct talk *t)
{
	return scratch_text(t->s, t->s->db, arena_printf(t->s->arena,
	    "select substring(body from '[0-9]{6}') as v from outbox "
	    "where conversation_id = %lld order by id desc limit 1",
	    (long long)t->in.variant));
}

static void
t3_a_visit_is_booked_once(void **state)
{
	struct talk t = begin(*state, "service", 3);
	int64_t before;
	const char *first;

	says(&t, "please book a faucet repair", "ZIP code");
	says(&t, "53601", "day");
	says(&t, "whatever", "window");
	says(&t, "the first one", "street");
	says(&t, "what is your return policy?", "Back to your booking");
	says(&t, "4 Market Row, Paul Denton, paul.denton@example.com, "
		 "(608) 555-0123", "4 Market Row");
	assert_string_equal(t.out.replies[0], "Yes");
	before = count(&t, "demo.home_appointment");
	/* The program dies after the booking, before the answer is stored;
	 * then the answer is made again. */
	answer(&t, "yes");
	first = t.out.text;
	assert_non_null(strstr(first, "HB-"));
	says(&t, "yes", first);
	assert_int_equal(count(&t, "demo.home_appointment"), before + 1);
	says(&t, "yes", "");
	assert_int_equal(count(&t, "demo.home_appointment"), before + 1);
}

static void
t3_an_order_of_the_verified_visitor(void **state)
{
	struct talk t = begin(*state, "ecommerce", 5);

	says(&t, "cancel my order please", "order");
	says(&t, "12397", "e-mail");
	says(&t, "noah.silver@example.com", "code");
	assert_null(strstr(t.out.text, "Silver"));
	says(&t, "000000", "not right");
	says(&t, mailed_code(&t), "12397");
	assert_int_equal(count(&t, "demo.shop_order where number = '12397' "
	    "and status = 'cancelled'"), 0);
	says(&t, "go ahead", "cancel");
	assert_int_equal(count(&t, "demo.shop_order where number = '12397' "
	    "and status = 'cancelled'"), 1);
	/* Another customer's order stays unseen and as it is. */
	say(&t, "cancel order 12399");
	assert_null(strstr(t.out.text, "Logan"));
	say(&t, "yes");
	assert_int_equal(count(&t, "demo.shop_order where number = '12399' "
	    "and status = 'cancelled'"), 0);
}

static void
t3_never_mind(void **state)
{
	struct talk t = begin(*state, "service", 7);
	int64_t before = count(&t, "demo.home_appointment");

	says(&t, "please book a faucet repair in 53601", "day");
	says(&t, "never mind", "changed nothing");
	say(&t, "yes");
	assert_int_equal(count(&t, "demo.home_appointment"), before);
	says(&t, "never mind", "");
}

/* What is said by chance changes nothing that nobody said yes to, fails
 * nowhere, and is not answered by the same text over and over. */
#define TALKS 24
#define TURNS 14
#define SAME_MAX 3

static int64_t
changes(struct talk *t)
{
	return count(t, "effect");
}

static void
t3_chance_changes_nothing(void **state)
{
	static const char *const messages[] = {"please book a faucet repair",
	    "53601", "next tuesday at 10", "the first one", "no",
	    "12 Harbor Street", "Jo Lee", "jo.lee@example.com",
	    "608 555 0188", "cancel order 12397", "where is my order",
	    "12345", "noah.silver@example.com", "123456", "stop",
	    "what does it cost?", "I want to move my visit HB-10042",
	    "dana.whitfield@example.com", "show my invoices",
	    "which plan is the cheapest?", "is the api down?", "and 53641?",
	    "do you have the Studio 700 in stock", "is it in stock?",
	    "reset my api key", "change my plan to business", "skip",
	    "no, wednesday", "make it 2 pm", "whatever", "blah blah", "hi"};
	static const char *const slugs[] = {"ecommerce", "saas", "service"};
	uint32_t seed = 7;

	for (int i = 0; i < TALKS; i++) {
		struct talk t = begin(*state, slugs[i % 3], 9 + i);
		struct arena *a = arena_new(ARENA_REQUEST_MAX);
		const char *last = "";
		int64_t before = changes(&t);
		int same = 0;

		t.arena = a;
		for (int k = 0; k < TURNS; k++) {
			seed = seed * 1664525u + 1013904223u;
			say(&t, messages[(seed >> 8) % NELEM(messages)]);
			same = strcmp(t.out.text, last) == 0 ? same + 1 : 1;
			last = t.out.text;
			if (same > SAME_MAX)
				fail_msg("%d times: %s", same, last);
			assert_true(strlen(t.out.text) > 0);
		}
		assert_int_equal(changes(&t), before);
		arena_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(t3_a_visit_is_booked_once),
		SCRATCH_TEST(t3_an_order_of_the_verified_visitor),
		SCRATCH_TEST(t3_never_mind),
		SCRATCH_TEST(t3_chance_changes_nothing),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
