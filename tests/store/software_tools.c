/* The software company's tools: plans, invoices, keys, status. */
#include "base/base.h"

#include "tool_test.h"

#define MARIA "maria.keller@example.com" /* owns northpier-design */
#define BILLING "billing.alderfinch@example.com"
#define OTHER "tom.aldridge@example.com"

static void
run(struct scratch *s, struct call call, struct tool_result *r)
{
	if (call.key != NULL)
		scratch_do(s, "delete from effect");
	tool_test_run(s, call, r);
}

static void
a_plan_is_told_with_the_sum(void **state)
{
	struct tool_result r;

	run(*state, call_of(&tool_plan_lookup, "{\"plan\":\"team\","
	    "\"seats\":10}", NULL, NULL), &r);
	tool_test_says(r.text, "$12 a seat and month, or $120 a seat and "
	    "year");
	tool_test_says(r.text, "For 10 seats: $120 a month or $1,200 a year");
	run(*state, call_of(&tool_plan_lookup, "{\"plan\":\"starter\","
	    "\"seats\":11}", NULL, NULL), &r);
	tool_test_says(r.text, "at most 10 seats");
	run(*state, call_of(&tool_plan_lookup, "{\"plan\":\"enterprise\","
	    "\"seats\":20}", NULL, NULL), &r);
	tool_test_says(r.text, "begins at 50 seats");
	tool_test_says(r.text, "annual billing only");
}

static void
t3_invoices_are_shown_to_their_customer_only(void **state)
{
	struct scratch *s = *state;
	const char *number = scratch_text(s, s->db, "select number as v from "
	    "demo.soft_invoice where account_id = 1 order by issued_on desc "
	    "limit 1");
	const char *input = arena_printf(s->arena, "{\"number\":\"%s\"}",
	    number);
	struct tool_context c;
	struct tool_result r, none;
	struct err e = {0};

	run(s, call_of(&tool_invoice_lookup, input, MARIA, NULL), &r);
	assert_true(r.found);
	tool_test_says(r.text, number);
	tool_test_says(r.text, "$60.00");
	run(s, call_of(&tool_invoice_lookup, input, OTHER, NULL), &r);
	assert_false(r.found);
	run(s, call_of(&tool_invoice_lookup, "{\"number\":\"INV-1999-0001\"}",
	    OTHER, NULL), &none);
	assert_string_equal(r.output, none.output);
	c = tool_test_context(s, call_of(&tool_invoice_lookup, input, NULL,
	    NULL));
	assert_int_equal(tool_run(&c, &tool_invoice_lookup, &r, &e),
	    RC_DENIED);
	/* Without a number: the own ones, newest first. */
	run(s, call_of(&tool_invoice_lookup, "{}", MARIA, NULL), &r);
	tool_test_says(r.text, number);
	assert_null(strstr(r.text, "alderfinch"));
	run(s, call_of(&tool_invoice_lookup, "{}", "x@example.com", NULL),
	    &r);
	assert_false(r.found);
}

static void
t3_a_key_reset_is_the_owners(void **state)
{
	struct scratch *s = *state;
	struct tool_result r;
	struct tool_plan p;

	tool_test_plan(s, call_of(&tool_api_key_reset, "{\"workspace\":"
	    "\"alderfinch-studio\"}", BILLING, NULL), &p);
	assert_false(p.possible);
	tool_test_says(p.text, "Only the owner");
	tool_test_plan(s, call_of(&tool_api_key_reset, "{\"workspace\":"
	    "\"alderfinch-studio\"}", MARIA, NULL), &p);
	assert_false(p.possible);
	tool_test_says(p.text, "I find no workspace");
	run(s, call_of(&tool_api_key_reset, "{\"workspace\":"
	    "\"alderfinch-studio\"}", BILLING, "x"), &r);
	assert_false(r.found);
	tool_test_plan(s, call_of(&tool_api_key_reset, "{\"workspace\":"
	    "\"northpier-design\"}", MARIA, NULL), &p);
	assert_true(p.possible);
	tool_test_says(p.text, "stops at once");
	run(s, call_of(&tool_api_key_reset, "{\"workspace\":"
	    "\"northpier-design\"}", MARIA, "x"), &r);
	assert_true(r.found);
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "demo.soft_request where account_id = 1 and kind = 'key_reset'"),
	    1);
	/* Not twice in four hours; then again. */
	run(s, call_of(&tool_api_key_reset, "{\"workspace\":"
	    "\"northpier-design\"}", MARIA, "y"), &r);
	assert_false(r.found);
	scratch_do(s, "update demo.soft_account set api_key_reset_at = now() "
	    "- interval '239 minutes' where id = 1");
	tool_test_plan(s, call_of(&tool_api_key_reset, "{\"workspace\":"
	    "\"northpier-design\"}", MARIA, NULL), &p);
	tool_test_says(p.text, "239 minutes ago");
	scratch_do(s, "update demo.soft_account set api_key_reset_at = now() "
	    "- interval '241 minutes' where id = 1");
	tool_test_plan(s, call_of(&tool_api_key_reset, "{\"workspace\":"
	    "\"northpier-design\"}", MARIA, NULL), &p);
	assert_true(p.possible);
	tool_test_plan(s, call_of(&tool_api_key_reset, "{\"workspace\":"
	    "\"gannet-row-legal\"}", "declan.murphy@example.com", NULL), &p);
	tool_test_says(p.text, "no active API key");
}

/* The article's example: 10 seats, Team to Business, half of the days. */
static void
an_upgrade_is_prorated_by_the_day(void **state)
{
	struct scratch *s = *state;
	struct tool_result r;
	struct tool_plan p;
	int64_t days;

	scratch_do(s, "update demo.soft_account set seats = 10, renews_on = "
	    "current_date + 15 where id = 1");
	days = scratch_i64(s, s->db, "select renews_on - (renews_on - "
	    "interval '1 month')::date as v from demo.soft_account where "
	    "id = 1");
	tool_test_plan(s, call_of(&tool_plan_change, "{\"workspace\":"
	    "\"northpier-design\",\"plan\":\"business\"}", MARIA, NULL), &p);
	assert_true(p.possible);
	tool_test_says(p.text, arena_printf(s->arena, "15 of %d days",
	    (int)days));
	tool_test_says(p.text, days == 30 ? "$40 before tax are due now" :
	    days == 31 ? "$38.71 before tax" : days == 28 ?
	    "$42.86 before tax" : "$41.38 before tax");
	tool_test_says(p.text, "the next invoice is $200 before tax");
	run(s, call_of(&tool_plan_change, "{\"workspace\":"
	    "\"northpier-design\",\"plan\":\"business\"}", MARIA, "k"), &r);
	assert_true(r.found);
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "demo.soft_request where account_id = 1 and plan_code = "
	    "'business' and takes_effect = current_date"), 1);
}

static void
a_downgrade_waits_and_has_limits(void **state)
{
	struct scratch *s = *state;
	struct tool_result r;
	struct tool_plan p;

	tool_test_plan(s, call_of(&tool_plan_change, "{\"workspace\":"
	    "\"northpier-design\",\"plan\":\"starter\"}", MARIA, NULL), &p);
	assert_true(p.possible);
	tool_test_says(p.text, "There is no refund");
	run(s, call_of(&tool_plan_change, "{\"workspace\":"
	    "\"northpier-design\",\"plan\":\"starter\"}", MARIA, "k"), &r);
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "demo.soft_request where account_id = 1 and plan_code = "
	    "'starter' and takes_effect = current_date + 15"), 1);
	tool_test_plan(s, call_of(&tool_plan_change, "{\"workspace\":"
	    "\"northpier-design\",\"plan\":\"free\"}", MARIA, NULL), &p);
	assert_false(p.possible);
	tool_test_says(p.text, "at most 3 members");
	tool_test_plan(s, call_of(&tool_plan_change, "{\"workspace\":"
	    "\"northpier-design\",\"plan\":\"enterprise\"}", MARIA, NULL),
	    &p);
	tool_test_says(p.text, "sales@stintloom.example");
	tool_test_plan(s, call_of(&tool_plan_change, "{\"workspace\":"
	    "\"northpier-design\",\"plan\":\"team\"}", MARIA, NULL), &p);
	tool_test_says(p.text, "already");
	/* A payment is open. */
	tool_test_plan(s, call_of(&tool_plan_change, "{\"workspace\":"
	    "\"elmstead-translations\",\"plan\":\"business\"}",
	    "lukas.novak@example.com", NULL), &p);
	assert_false(p.possible);
	/* A trial pays from today. */
	tool_test_plan(s, call_of(&tool_plan_change, "{\"workspace\":"
	    "\"fjordlight-media\",\"plan\":\"team\"}",
	    "ingrid.solberg@example.com", NULL), &p);
	tool_test_says(p.text, "$240 before tax are due now");
}

static void
the_status_names_what_does_not_work(void **state)
{
	struct scratch *s = *state;
	struct tool_result r;

	run(s, call_of(&tool_service_status, "{}", NULL, NULL), &r);
	tool_test_says(r.text, "**Imports and exports** is slower");
	tool_test_says(r.text, "Full exports take longer than usual");
	tool_test_says(r.text, "Planned for ");
	run(s, call_of(&tool_service_status, "{\"component\":\"api\"}", NULL,
	    NULL), &r);
	tool_test_says(r.text, "**API** works normally");
	scratch_do(s, "update demo.soft_service set status = 'operational'; "
	    "update demo.soft_incident set status = 'resolved', resolved_at "
	    "= now() where status = 'monitoring'");
	run(s, call_of(&tool_service_status, "{}", NULL, NULL), &r);
	tool_test_says(r.text, "All parts of the service work normally");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(a_plan_is_told_with_the_sum),
		SCRATCH_TEST(t3_invoices_are_shown_to_their_customer_only),
		SCRATCH_TEST(t3_a_key_reset_is_the_owners),
		SCRATCH_TEST(an_upgrade_is_prorated_by_the_day),
		SCRATCH_TEST(a_downgrade_waits_and_has_limits),
		SCRATCH_TEST(the_status_names_what_does_not_work),
	};

	return cmocka_run_group_tests(tests, tool_test_setup,
	    scratch_teardown);
}
