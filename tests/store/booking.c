/*
 * Visits: what is free, and that nobody is ever booked twice, however many
 * book at once and whoever dies meanwhile.
 */
#include "base/base.h"

#include "tool_test.h"

#include "core/tool_visit.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CUSTOMERS 20
#define KILLS 12
#define MAIL "new.customer@example.com"
#define OVERLAPS                                                        \
	"select count(*) as v from demo.home_appointment a join "       \
	"demo.home_appointment b on a.staff = b.staff and a.reference " \
	"< b.reference and a.during && b.during where a.status not in " \
	"('cancelled', 'no_show') and b.status not in ('cancelled', "   \
	"'no_show')"

static struct demo_service_slots
free_slots(struct scratch *s, const char *code, const char *zip)
{
	struct scope scope = {.db = s->db, .arena = s->arena, .site_id = 1};
	struct demo_service_slots out;
	struct err e = {0};

	if (demo_service_slots(&scope,
		&(struct demo_service_want){.code = code,
		    .zip = zip,
		    .time_zone = "America/Chicago",
		    .not_reference = "",
		    .limit = DEMO_SERVICE_SLOTS_MAX},
		&out, &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
	assert_true(out.n > 8);
	return out;
}

static const char *
booking(struct scratch *s, const struct demo_service_slot *w, const char *code,
    const char *zip)
{
	return arena_printf(s->arena,
	    "{\"service\":\"%s\",\"zip\":\"%s\","
	    "\"day\":\"%s\",\"time\":\"%s\",\"street\":\"1 Elm Street\","
	    "\"name\":\"New Customer\",\"email\":\"" MAIL "\","
	    "\"phone\":\"+16085550000\"}",
	    code, zip, w->day, w->starts);
}

static int64_t
count(struct scratch *s, const char *what)
{
	return scratch_i64(s, s->db,
	    arena_printf(s->arena, "select count(*) as v from %s", what));
}

static void
begin(struct scratch *s)
{
	scratch_do(s,
	    "delete from effect; delete from outbox; delete from "
	    "demo.home_appointment where source = 'chat' and reference >= "
	    "'HB-2'");
}

static void
an_area_is_served_or_not(void **state)
{
	struct tool_result r;

	tool_test_run(*state,
	    call_of(&tool_area_check, "{\"zip\":\"53630\"}", NULL, NULL), &r);
	assert_true(r.found);
	tool_test_says(r.text, "Edgewater, Zone B");
	tool_test_says(r.text, "$15 a visit");
	tool_test_run(*state,
	    call_of(&tool_area_check, "{\"zip\":\"53670\"}", NULL, NULL), &r);
	tool_test_says(r.text, "$45 a visit");
	tool_test_says(r.text, "Tuesday and Thursday");
	tool_test_run(*state,
	    call_of(&tool_area_check, "{\"zip\":\"10001\"}", NULL, NULL), &r);
	assert_false(r.found);
	assert_string_equal(r.retry_slot, "zip");
}

static void
a_quote_has_exact_figures(void **state)
{
	struct tool_result r;

	tool_test_run(*state,
	    call_of(&tool_quote,
		"{\"service\":\"PL-03\",\"zip\":\"53650\",\"quantity\":3}",
		NULL, NULL),
	    &r);
	tool_test_says(r.text, "**Faucet replacement**: $195.");
	tool_test_says(r.text, "For 3 in the same visit: $525");
	tool_test_says(r.text, "travel surcharge to 53650 is $29");
	tool_test_says(r.text, "Saturdays cost $35 more");
	tool_test_run(*state,
	    call_of(&tool_quote, "{\"service\":\"WH-04\"}", NULL, NULL), &r);
	tool_test_says(r.text, "from $2,090");
	tool_test_says(r.text, "A deposit of 30%");
	tool_test_run(*state,
	    call_of(&tool_quote, "{\"service\":\"EM-01\"}", NULL, NULL), &r);
	tool_test_says(r.text, "by phone only");
	tool_test_run(*state,
	    call_of(&tool_quote, "{\"service\":\"XX-99\"}", NULL, NULL), &r);
	assert_false(r.found);
}

/* Words, mistyped ones too, find the service. */
static void
a_service_is_found_by_its_words(void **state)
{
	static const char *const said[][2] = {
	    {"my kitchen sink is clogged", "DR-01"},
	    {"faucet replacement", "PL-03"},
	    {"a faucett repair", "PL-02"},
	    {"my toilet is clogged", "DR-02"},
	    {"deep cleaning for 3 bedrooms", "CL-05"},
	    {"i need a furnace tune up", "HT-02"},
	    {"mount a tv", "HM-04"},
	    {"ev charger", "EL-10"},
	};
	struct scratch *s = *state;
	size_t wrong = 0;

	for (size_t i = 0; i < NELEM(said); i++) {
		struct tool_context c = tool_test_context(
		    s, call_of(&tool_quote, "{}", NULL, NULL));
		struct tool_choices out;
		struct err e = {0};

		assert_int_equal(
		    visit_service(&c, NULL, said[i][0], true, &out, &e), RC_OK);
		if (out.n > 0 && strcmp(out.items[0].value, said[i][1]) == 0)
			continue;
		print_error("%s: wanted %s, got %s\n", said[i][0], said[i][1],
		    out.n > 0 ? out.items[0].value : "nothing");
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

/* The rules again, in other words than the query's. */
static void
free_windows_keep_the_rules(void **state)
{
	struct scratch *s = *state;
	struct demo_service_slots d = free_slots(s, "DR-01", "53670");
	struct demo_service_slots long_one = free_slots(s, "CL-05", "53601");
	struct demo_service_slots estimate = free_slots(s, "ES-01", "53601");

	for (size_t i = 0; i < d.n; i++) {
		assert_true(d.items[i].weekday == 2 || d.items[i].weekday == 4);
		assert_int_equal(scratch_i64(s, s->db,
				     arena_printf(s->arena,
					 "select count(*) as v from "
					 "demo.home_holiday where day ="
					 " '%s' and closes_at is null",
					 d.items[i].day)),
		    0);
		assert_int_equal(
		    scratch_i64(s, s->db,
			arena_printf(s->arena,
			    "select (('%s %s'::timestamp at time zone "
			    "'America/Chicago') >= now() + interval '3 "
			    "hours')::int "
			    "as v",
			    d.items[i].day, d.items[i].starts)),
		    1);
	}
	/* Work of four hours ends within the shift: none begins after 14. */
	for (size_t i = 0; i < long_one.n; i++)
		assert_true(strcmp(long_one.items[i].starts, "14:00") <= 0);
	for (size_t i = 0; i < estimate.n; i++)
		assert_true(estimate.items[i].weekday <= 5);
}

static void
a_holiday_has_no_windows(void **state)
{
	struct scratch *s = *state;
	struct demo_service_slots before = free_slots(s, "DR-01", "53601");
	const char *day = before.items[5].day;

	scratch_do(s,
	    arena_printf(s->arena,
		"insert into demo.home_holiday "
		"(day, name, closes_at) values ('%s', 'Test', null) on "
		"conflict "
		"(site_id, day) do update set closes_at = null, name = 'Test'",
		day));
	struct demo_service_slots after = free_slots(s, "DR-01", "53601");
	for (size_t i = 0; i < after.n; i++)
		assert_string_not_equal(after.items[i].day, day);
	/* A short day: the last window ends at two. */
	scratch_do(s,
	    "update demo.home_holiday set closes_at = '14:00' "
	    "where name = 'Test'");
	after = free_slots(s, "DR-01", "53601");
	for (size_t i = 0; i < after.n; i++)
		if (strcmp(after.items[i].day, day) == 0)
			assert_true(strcmp(after.items[i].ends, "14:00") <= 0);
	scratch_do(s, "delete from demo.home_holiday where name = 'Test'");
}

static void
a_visit_is_booked_with_letter_and_calendar(void **state)
{
	struct scratch *s = *state;
	struct demo_service_slots w = free_slots(s, "DR-01", "53630");
	struct tool_result r, again;
	struct tool_plan p;

	begin(s);
	const char *input = booking(s, &w.items[6], "DR-01", "53630");
	const struct call call =
	    call_of(&tool_book_appointment, input, NULL, "k1");
	tool_test_plan(s, call, &p);
	assert_true(p.possible);
	tool_test_says(p.text, "**Single drain cleaning** on ");
	tool_test_says(p.text, "Price: $175 plus $");
	assert_int_equal(count(s,
			     "demo.home_appointment where "
			     "customer_email = '" MAIL "'"),
	    0);
	tool_test_run(s, call, &r);
	assert_true(r.found);
	tool_test_says(r.text, "Your visit is booked. Reference **HB-2");
	tool_test_says(r.text, ".ics)");
	assert_int_equal(
	    count(s,
		"outbox where email = '" MAIL "' and "
		"file_type like 'text/calendar%' and file_body like "
		"'BEGIN:VCALENDAR%'"),
	    1);
	/* The same turn, answered again. */
	tool_test_run(s, call, &again);
	assert_string_equal(again.text, r.text);
	assert_int_equal(count(s,
			     "demo.home_appointment where "
			     "customer_email = '" MAIL "'"),
	    1);
	assert_int_equal(count(s, "outbox"), 1);
}

static void
one_visitor_books_five_visits_a_day(void **state)
{
	struct scratch *s = *state;
	struct demo_service_slots w = free_slots(s, "CL-01", "53601");
	struct tool_result r;
	struct tool_plan p;

	begin(s);
	for (int i = 0; i < 6; i++) {
		struct call call = call_of(&tool_book_appointment,
		    booking(s, &w.items[i], "CL-01", "53601"), NULL,
		    arena_printf(s->arena, "day%d", i));

		tool_test_plan(s, call, &p);
		tool_test_run(s, call, &r);
		assert_int_equal(p.possible, i < 5);
		assert_int_equal(r.found, i < 5);
	}
	tool_test_says(r.text, "please call");
	scratch_do(s, "update effect set created_at = now() - interval "
	    "'25 hours'");
	tool_test_plan(s, call_of(&tool_book_appointment, booking(s,
	    &w.items[5], "CL-01", "53601"), NULL, NULL), &p);
	assert_true(p.possible);
}

static void
what_cannot_be_booked_is_said(void **state)
{
	struct scratch *s = *state;
	struct demo_service_slots w = free_slots(s, "DR-01", "53601");
	struct tool_plan p;

	tool_test_plan(s,
	    call_of(&tool_book_appointment,
		booking(s, &w.items[3], "EM-01", "53601"), NULL, NULL),
	    &p);
	assert_false(p.possible);
	tool_test_says(p.text, "phone");
	tool_test_plan(s,
	    call_of(&tool_book_appointment,
		booking(s, &w.items[3], "CL-12", "53601"), NULL, NULL),
	    &p);
	assert_false(p.possible);
	tool_test_plan(s,
	    call_of(&tool_book_appointment,
		booking(s, &w.items[3], "DR-01", "99999"), NULL, NULL),
	    &p);
	assert_string_equal(p.retry_slot, "zip");
	struct demo_service_slot night = w.items[3];
	night.starts = "22:00";
	tool_test_plan(s,
	    call_of(&tool_book_appointment,
		booking(s, &night, "DR-01", "53601"), NULL, NULL),
	    &p);
	assert_false(p.possible);
	tool_test_says(p.text, "The next free ones");
}

/* In a process of its own, with a connection of its own: 0 booked, 1 not
 * free, 2 an error that a visitor would see. */
static int
customer(struct scratch *s, const struct demo_service_slot *w, int number)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	struct scratch mine = {
	    .arena = a, .db = db_new(s->url, "test", DB_LIMITS_WEB)};
	struct call call =
	    call_of(&tool_book_appointment, booking(&mine, w, "DR-01", "53601"),
		NULL, arena_printf(a, "c%d", number));
	struct tool_context c;
	struct tool_result r;
	struct err e = {0};

	call.conversation_id = number + 1;
	c = tool_test_context(&mine, call);
	if (tool_run(&c, call.tool, &r, &e) != RC_OK)
		return 2;
	return r.found ? 0 : 1;
}

static void
twenty_customers_want_the_same_window(void **state)
{
	struct scratch *s = *state;
	struct demo_service_slots w = free_slots(s, "DR-01", "53601");
	int results[3] = {0};

	begin(s);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < CUSTOMERS; i++) {
			if (fork() == 0)
				_exit(customer(
				    s, &w.items[4 + round], i + round * 0));
		}
		for (int i = 0; i < CUSTOMERS; i++) {
			int status;

			assert_true(wait(&status) > 0);
			assert_true(
			    WIFEXITED(status) && WEXITSTATUS(status) < 3);
			results[WEXITSTATUS(status)]++;
		}
		scratch_do(s,
		    "update effect set key = gen_random_uuid() "
		    "where key like 'c%'");
	}
	print_message("%d booked, %d told that it is taken, %d errors\n",
	    results[0], results[1], results[2]);
	assert_int_equal(results[2], 0);
	assert_true(results[0] > 0);
	assert_int_equal(scratch_i64(s, s->db, OVERLAPS), 0);
	assert_int_equal(count(s,
			     "demo.home_appointment where "
			     "customer_email = '" MAIL "'"),
	    results[0]);
	/* Each one told of is there, once, with its letter. */
	assert_int_equal(count(s,
			     "effect e join demo.home_appointment a on "
			     "a.reference = e.object"),
	    results[0]);
	assert_int_equal(count(s, "outbox"), results[0]);
}

/* Killed at any moment; the turn is answered again by another process. */
static void
who_dies_books_once_all_the_same(void **state)
{
	struct scratch *s = *state;
	struct demo_service_slots w = free_slots(s, "CL-01", "53601");

	begin(s);
	for (int i = 0; i < KILLS; i++) {
		const struct timespec pause = {0, i * 3000000L};
		const char *where = arena_printf(s->arena,
		    "effect where "
		    "key = 'c%d'",
		    i);
		int status;
		pid_t pid = fork();

		if (pid == 0)
			_exit(customer(s, &w.items[i % (int)w.n], i));
		nanosleep(&pause, NULL);
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
		pid = fork();
		if (pid == 0)
			_exit(customer(s, &w.items[i % (int)w.n], i));
		waitpid(pid, &status, 0);
		assert_true(WIFEXITED(status));
		assert_true(WEXITSTATUS(status) < 2);
		assert_int_equal(count(s, where), WEXITSTATUS(status) == 0);
	}
	assert_int_equal(count(s,
			     "demo.home_appointment where "
			     "customer_email = '" MAIL "'"),
	    count(s, "effect"));
	assert_int_equal(count(s, "outbox"), count(s, "effect"));
	assert_int_equal(scratch_i64(s, s->db, OVERLAPS), 0);
}

/* The 4th of the working days ahead: free to move. */
#define DANA "dana.whitfield@example.com"

static const char *
moving(
    struct scratch *s, const char *reference, const struct demo_service_slot *w)
{
	return arena_printf(s->arena,
	    "{\"reference\":\"%s\",\"day\":\"%s\","
	    "\"time\":\"%s\"}",
	    reference, w->day, w->starts);
}

static void
t3_a_visit_is_moved_by_its_owner_only(void **state)
{
	struct scratch *s = *state;
	struct demo_service_slots w = free_slots(s, "PL-03", "53601");
	const char *input = moving(s, "HB-10042", &w.items[w.n - 1]);
	struct tool_context c;
	struct tool_result r;
	struct tool_plan p;
	struct err e = {0};

	begin(s);
	c = tool_test_context(
	    s, call_of(&tool_move_appointment, input, NULL, NULL));
	assert_int_equal(
	    tool_run(&c, &tool_move_appointment, &r, &e), RC_DENIED);
	tool_test_plan(s,
	    call_of(&tool_move_appointment, input, "miguel.santos@example.com",
		NULL),
	    &p);
	assert_false(p.possible);
	tool_test_says(p.text, "I find no visit HB-10042");
	tool_test_run(s,
	    call_of(&tool_move_appointment, input, "miguel.santos@example.com",
		"m0"),
	    &r);
	assert_false(r.found);
	tool_test_plan(
	    s, call_of(&tool_move_appointment, input, DANA, NULL), &p);
	assert_true(p.possible);
	tool_test_says(p.text, "free of charge");
	tool_test_run(
	    s, call_of(&tool_move_appointment, input, DANA, "m1"), &r);
	assert_true(r.found);
	assert_int_equal(
	    scratch_i64(s, s->db,
		"select moved as v from "
		"demo.home_appointment where reference = 'HB-10042'"),
	    1);
	assert_int_equal(count(s,
			     "outbox where file_body like "
			     "'%SEQUENCE:1%'"),
	    1);
	/* The same turn again does not count as a second move. */
	tool_test_run(
	    s, call_of(&tool_move_appointment, input, DANA, "m1"), &r);
	assert_int_equal(
	    scratch_i64(s, s->db,
		"select moved as v from "
		"demo.home_appointment where reference = 'HB-10042'"),
	    1);
}

static void
moving_has_its_rules(void **state)
{
	struct scratch *s = *state;
	struct demo_service_slots w = free_slots(s, "PL-03", "53601");
	const char *input = moving(s, "HB-10042", &w.items[w.n - 2]);
	const struct call call =
	    call_of(&tool_move_appointment, input, DANA, "m2");
	struct tool_plan p;

	scratch_do(s,
	    "update demo.home_appointment set moved = 3 where "
	    "reference = 'HB-10042'");
	tool_test_plan(s, call, &p);
	assert_false(p.possible);
	tool_test_says(p.text, "three times");
	scratch_do(s,
	    "update demo.home_appointment set moved = 0, during = "
	    "tstzrange(now() + interval '23 hours 59 minutes', now() + "
	    "interval '25 hours'), staff = 'HS99' where reference = "
	    "'HB-10042'");
	tool_test_plan(s, call, &p);
	assert_true(p.possible);
	tool_test_says(p.text, "That costs $25");
	scratch_do(s,
	    "update demo.home_appointment set status = 'en_route' "
	    "where reference = 'HB-10042'");
	tool_test_plan(s, call, &p);
	assert_false(p.possible);
	scratch_do(s,
	    "update demo.home_appointment set status = 'confirmed'"
	    " where reference = 'HB-10042'");
}

/* Fee and state by how long it is until the visit. */
static void
canceling_costs_what_the_articles_say(void **state)
{
	static const struct {
		const char *left, *booked, *status, *says;
	} cases[] = {
	    {"24 hours 1 minute", "3 days", "confirmed", "free of charge"},
	    {"23 hours 59 minutes", "3 days", "confirmed", "$45"},
	    {"5 hours", "59 minutes", "confirmed", "free of charge"},
	    {"5 hours", "61 minutes", "confirmed", "$45"},
	    {"30 minutes", "3 days", "en_route", "$89"},
	    {"-3 hours", "3 days", "completed", "over"},
	    {"-1 hours", "3 days", "in_progress", "going on"},
	};
	struct scratch *s = *state;
	struct tool_result r;
	struct tool_plan p;

	begin(s);
	for (size_t i = 0; i < NELEM(cases); i++) {
		scratch_do(s,
		    arena_printf(s->arena,
			"update "
			"demo.home_appointment set staff = 'HS99', status = "
			"'%s', during = tstzrange(now() + interval '%s', now() "
			"+ interval '%s' + interval '1 hour'), created_at = "
			"now() - interval '%s' where reference = 'HB-10042'",
			cases[i].status, cases[i].left, cases[i].left,
			cases[i].booked));
		tool_test_plan(s,
		    call_of(&tool_cancel_appointment,
			"{\"reference\":\"HB-10042\"}", DANA, NULL),
		    &p);
		tool_test_says(p.text, cases[i].says);
	}
	scratch_do(s,
	    "update demo.home_appointment set status = "
	    "'confirmed', during = tstzrange(now() + interval '5 hours', "
	    "now() + interval '6 hours') where reference = 'HB-10042'");
	tool_test_run(s,
	    call_of(&tool_cancel_appointment, "{\"reference\":\"HB-10042\"}",
		DANA, "x1"),
	    &r);
	tool_test_says(r.text, "The fee is $45");
	assert_int_equal(count(s,
			     "outbox where file_body like "
			     "'%METHOD:CANCEL%STATUS:CANCELLED%'"),
	    1);
	assert_int_equal(
	    scratch_i64(s, s->db,
		"select fee_cents as v from "
		"demo.home_appointment where reference = 'HB-10042'"),
	    4500);
	tool_test_plan(s,
	    call_of(&tool_cancel_appointment, "{\"reference\":\"HB-10042\"}",
		DANA, NULL),
	    &p);
	tool_test_says(p.text, "canceled already");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    SCRATCH_TEST(an_area_is_served_or_not),
	    SCRATCH_TEST(a_quote_has_exact_figures),
	    SCRATCH_TEST(a_service_is_found_by_its_words),
	    SCRATCH_TEST(free_windows_keep_the_rules),
	    SCRATCH_TEST(a_holiday_has_no_windows),
	    SCRATCH_TEST(a_visit_is_booked_with_letter_and_calendar),
	    SCRATCH_TEST(one_visitor_books_five_visits_a_day),
	    SCRATCH_TEST(what_cannot_be_booked_is_said),
	    SCRATCH_TEST(twenty_customers_want_the_same_window),
	    SCRATCH_TEST(who_dies_books_once_all_the_same),
	    SCRATCH_TEST(t3_a_visit_is_moved_by_its_owner_only),
	    SCRATCH_TEST(moving_has_its_rules),
	    SCRATCH_TEST(canceling_costs_what_the_articles_say),
	};

	return cmocka_run_group_tests(tests, tool_test_setup, scratch_teardown);
}
