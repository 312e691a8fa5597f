/* The shop's tools: what is found, whose it is, and by when. */
#include "base/base.h"

#include "tool_test.h"

#define RICARDO "ricardo.luna@example.com" /* 12310, headphones of $249 */
#define OTHER "maya.thompson@example.com"

static const char *
found(struct scratch *s, const struct tool *t, const char *input,
    const char *email)
{
	struct tool_result r;

	tool_test_run(s, call_of(t, input, email, "k"), &r);
	if (!r.found)
		fail_msg("%s: not found: %s", input, r.text);
	return r.text;
}

static const char *
plan_of(struct scratch *s, const struct tool *t, const char *input,
    const char *email, bool possible)
{
	struct tool_plan p;

	tool_test_plan(s, call_of(t, input, email, NULL), &p);
	if (p.possible != possible)
		fail_msg("%s: %spossible: %s", input, possible ? "not " : "",
		    p.text);
	return p.text;
}

static const char *
refused(struct scratch *s, const struct tool *t, const char *input,
    const char *email)
{
	return plan_of(s, t, input, email, false);
}

static const char *
planned(struct scratch *s, const struct tool *t, const char *input,
    const char *email)
{
	return plan_of(s, t, input, email, true);
}

static void
begin(struct scratch *s)
{
	scratch_do(s, "delete from effect; delete from outbox; delete from "
	    "demo.shop_return where number >= 'R-3'; delete from "
	    "demo.shop_order_change");
}

static void
products_are_found_by_words_price_and_device(void **state)
{
	const char *text;

	text = found(*state, &tool_product_search, "{\"query\":\"do you have "
	    "usb-c chargers under $40\",\"max_price\":4000}", NULL);
	tool_test_says(text, "For $40 or less");
	assert_null(strstr(text, "$49"));
	tool_test_says(text, "(Chargers): $");
	assert_true(strstr(text, "Cable") == NULL ||
	    strstr(text, "Cable") > strstr(text, "(Chargers)"));
	tool_test_says(found(*state, &tool_product_search,
	    "{\"query\":\"noise canceling hedphones\"}", NULL), "Aurio");
	tool_test_says(found(*state, &tool_product_search,
	    "{\"query\":\"aurio studio 700\"}", NULL),
	    "**Aurio Studio 700** (Over-ear headphones): $249");
	tool_test_says(found(*state, &tool_product_search,
	    "{\"query\":\"mag case for iphone 16\"}", NULL),
	    "Works with the iPhone 16");
	tool_test_says(found(*state, &tool_product_search,
	    "{\"query\":\"silicone strap 20 mm\"}", NULL), "sizes S/M");
}

static void
cheaper_ones_are_of_the_same_kind(void **state)
{
	const char *text = found(*state, &tool_product_search,
	    "{\"query\":\"aurio studio 700\",\"cheaper\":true}", NULL);

	tool_test_says(text, "Cheaper ones of that kind");
	tool_test_says(text, "(Over-ear headphones): $");
	assert_null(strstr(text, "$249,"));
	assert_null(strstr(text, "Cushions"));
}

static void
what_is_not_sold_is_not_found(void **state)
{
	static const char *const queries[] = {"sofas", "do you sell bicycles",
	    "winter tires", "$40", "' or 1=1 --"};
	struct scratch *s = *state;

	for (size_t i = 0; i < NELEM(queries); i++) {
		struct tool_result r;

		tool_test_run(s, call_of(&tool_product_search,
		    arena_printf(s->arena, "{\"query\":\"%s\"}", queries[i]),
		    NULL, NULL), &r);
		if (r.found)
			fail_msg("%s: %s", queries[i], r.text);
	}
}

static void
t3_another_customers_order_is_like_none(void **state)
{
	static const struct tool *const tools[] = {&tool_order_cancel,
	    &tool_refund_status, &tool_return_request, &tool_order_change};
	static const char *const more[] = {"", "", ",\"item\":\"1\","
	    "\"reason\":\"faulty\"", ",\"change\":\"address\","
	    "\"address\":\"x\""};
	struct scratch *s = *state;

	begin(s);
	for (size_t i = 0; i < NELEM(tools); i++) {
		const char *theirs = arena_printf(s->arena,
		    "{\"number\":\"12310\"%s}", more[i]);
		const char *none = arena_printf(s->arena,
		    "{\"number\":\"99999\"%s}", more[i]);
		struct tool_result a, b;
		struct tool_context c;
		struct err e = {0};

		tool_test_run(s, call_of(tools[i], theirs, OTHER, "a"), &a);
		tool_test_run(s, call_of(tools[i], none, OTHER, "b"), &b);
		assert_false(a.found);
		assert_false(b.found);
		assert_string_equal(a.output, b.output);
		/* Nobody at all. */
		c = tool_test_context(s, call_of(tools[i], theirs, NULL,
		    "c"));
		assert_int_equal(tool_run(&c, tools[i], &a, &e), RC_DENIED);
	}
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "outbox"), 0);
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "effect"), 0);
}

static void
an_order_is_cancelled_while_placed_or_paid(void **state)
{
	static const struct {
		const char *status, *more, *says; /* NULL says: possible */
	} cases[] = {
		{"placed", "paid_at = null", NULL},
		{"paid", "paid_at = now()", NULL},
		{"packed", "packed_at = now()", "is packed"},
		{"shipped", "shipped_at = now()", "has left the warehouse"},
		{"delayed", "shipped_at = now()", "has left the warehouse"},
		{"delayed", "shipped_at = null", NULL},
		{"delivered", "delivered_at = now()", "has been delivered"},
	};
	struct scratch *s = *state;
	struct tool_result r;

	begin(s);
	for (size_t i = 0; i < NELEM(cases); i++) {
		scratch_do(s, arena_printf(s->arena, "update demo.shop_order "
		    "set status = '%s', %s where number = '12397'",
		    cases[i].status, cases[i].more));
		if (cases[i].says == NULL)
			tool_test_says(planned(s, &tool_order_cancel,
			    "{\"number\":\"12397\"}",
			    "noah.silver@example.com"), "free of charge");
		else
			tool_test_says(refused(s, &tool_order_cancel,
			    "{\"number\":\"12397\"}",
			    "noah.silver@example.com"), cases[i].says);
	}
	scratch_do(s, "update demo.shop_order set delivered_at = null, "
	    "packed_at = null, shipped_at = null, status = 'paid', paid_at "
	    "= now() where number = '12397'");
	tool_test_says(found(s, &tool_order_cancel, "{\"number\":\"12397\"}",
	    "noah.silver@example.com"), "The refund of $97.19 arrives in 5-7 "
	    "business days");
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "demo.shop_order where number = '12397' and status = 'cancelled'"
	    " and cancelled_at is not null"), 1);
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "outbox where email = 'noah.silver@example.com'"), 1);
	/* Another turn, when it is done. */
	tool_test_run(s, call_of(&tool_order_cancel,
	    "{\"number\":\"12397\"}", "noah.silver@example.com", "k2"), &r);
	assert_false(r.found);
}

static void
an_address_or_size_is_changed_in_time(void **state)
{
	struct scratch *s = *state;

	begin(s);
	tool_test_says(planned(s, &tool_order_change, "{\"number\":\"12410\","
	    "\"change\":\"size\",\"item\":\"1\",\"size\":\"9\"}",
	    "owen.davies@example.com"), "to size 9");
	found(s, &tool_order_change, "{\"number\":\"12410\",\"change\":"
	    "\"size\",\"item\":\"1\",\"size\":\"9\"}",
	    "owen.davies@example.com");
	assert_string_equal(scratch_text(s, s->db, "select variant_sku as v "
	    "from demo.shop_order_item where order_number = '12410' and "
	    "line = 1"), "NRD-RING-9");
	tool_test_says(refused(s, &tool_order_change, "{\"number\":\"12410\","
	    "\"change\":\"size\",\"item\":\"1\",\"size\":\"77\"}",
	    "owen.davies@example.com"), "There is no size 77");
	scratch_do(s, "update demo.shop_product_variant set stock = 0 where "
	    "sku = 'NRD-RING-10'");
	tool_test_says(refused(s, &tool_order_change, "{\"number\":\"12410\","
	    "\"change\":\"size\",\"item\":\"1\",\"size\":\"10\"}",
	    "owen.davies@example.com"), "sold out");
	scratch_do(s, "delete from effect");
	tool_test_says(found(s, &tool_order_change, "{\"number\":\"12410\","
	    "\"change\":\"address\",\"address\":\"5 Oak *Road*\"}",
	    "owen.davies@example.com"), "5 Oak \\*Road\\*");
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "demo.shop_order_change where detail = '5 Oak *Road*'"), 1);
	tool_test_says(refused(s, &tool_order_change, "{\"number\":\"12345\","
	    "\"change\":\"address\",\"address\":\"x\"}", OTHER),
	    "has left the warehouse");
}

/* Set back the delivery; the rule again, in other words. */
static bool
is_in_time(struct scratch *s, int64_t days)
{
	return scratch_i64(s, s->db, arena_printf(s->arena, "select (case "
	    "when to_char(current_date - %d, 'MM') in ('11', '12') then "
	    "greatest(current_date - %d + 30, (to_char(current_date - %d, "
	    "'YYYY')::int + 1 || '-01-31')::date) else current_date - %d + "
	    "30 end >= current_date)::int as v", (int)days, (int)days,
	    (int)days, (int)days)) == 1;
}

#define OPENED                                                          \
	"{\"number\":\"12310\",\"item\":\"1\",\"reason\":"              \
	"\"change_of_mind\",\"opened\":true}"
#define CLOSED                                                          \
	"{\"number\":\"12310\",\"item\":\"1\",\"reason\":"              \
	"\"change_of_mind\",\"opened\":false}"
#define FAULTY                                                          \
	"{\"number\":\"12310\",\"item\":\"1\",\"reason\":\"faulty\","   \
	"\"opened\":true}"

static void
a_return_has_thirty_days(void **state)
{
	static const int days[] = {0, 1, 29, 30, 31, 60, 400};
	struct scratch *s = *state;

	begin(s);
	for (size_t i = 0; i < NELEM(days); i++) {
		scratch_do(s, arena_printf(s->arena, "update demo.shop_order "
		    "set delivered_at = current_date - %d + time '15:00' "
		    "where number = '12310'", days[i]));
		if (is_in_time(s, days[i]))
			planned(s, &tool_return_request, CLOSED, RICARDO);
		else
			tool_test_says(refused(s, &tool_return_request,
			    CLOSED, RICARDO), "The last day to ask");
	}
	/* Presents: from November and December until the end of January. */
	scratch_do(s, "update demo.shop_order set delivered_at = "
	    "make_date(extract(year from current_date)::int - 2, 11, 1) "
	    "where number = '12310'");
	tool_test_says(refused(s, &tool_return_request, CLOSED, RICARDO),
	    "January 31");
	scratch_do(s, "update demo.shop_order set delivered_at = "
	    "make_date(extract(year from current_date)::int - 2, 10, 31) "
	    "where number = '12310'");
	tool_test_says(refused(s, &tool_return_request, CLOSED, RICARDO),
	    "November 30");
	scratch_do(s, "update demo.shop_order set delivered_at = now() - "
	    "interval '2 days' where number = '12310'");
}

/* $249 with $21.79 tax. */
static void
a_return_costs_what_the_policy_says(void **state)
{
	struct scratch *s = *state;
	const char *text;

	begin(s);
	text = planned(s, &tool_return_request, OPENED, RICARDO);
	tool_test_says(text, "You get $226.49 back");
	tool_test_says(text, "$6.95 for the return label");
	tool_test_says(text, "$37.35 restocking fee");
	text = planned(s, &tool_return_request, CLOSED, RICARDO);
	tool_test_says(text, "You get $263.84 back");
	assert_null(strstr(text, "restocking"));
	text = planned(s, &tool_return_request, FAULTY, RICARDO);
	tool_test_says(text, "You get $270.79 back");
	assert_null(strstr(text, "label"));
	tool_test_says(planned(s, &tool_return_request, "{\"number\":"
	    "\"12310\",\"item\":\"1\",\"reason\":\"wrong_size\",\"wish\":"
	    "\"exchange\",\"opened\":false}", RICARDO), "free of charge");
	scratch_do(s, "update demo.shop_order set ship_country = 'CA' where "
	    "number = '12310'");
	tool_test_says(planned(s, &tool_return_request, CLOSED, RICARDO),
	    "$14.95 for the return label");
	scratch_do(s, "update demo.shop_order set ship_country = 'DE' where "
	    "number = '12310'");
	tool_test_says(planned(s, &tool_return_request, CLOSED, RICARDO),
	    "You pay your own carrier");
	scratch_do(s, "update demo.shop_order set ship_country = 'US' where "
	    "number = '12310'");
}

static void
opened_hygiene_products_stay(void **state)
{
	static const struct {
		const char *class, *says;
	} cases[] = {
		{"in_ear", "Opened in-ear headphones cannot be returned"},
		{"sealed_only", "only unopened"},
		{"final_sale", "final sale"},
	};
	struct scratch *s = *state;

	begin(s);
	for (size_t i = 0; i < NELEM(cases); i++) {
		scratch_do(s, arena_printf(s->arena, "update "
		    "demo.shop_product set return_class = '%s' where sku = "
		    "'AUR-ST700'", cases[i].class));
		tool_test_says(refused(s, &tool_return_request, OPENED,
		    RICARDO), cases[i].says);
		planned(s, &tool_return_request, FAULTY, RICARDO);
	}
	scratch_do(s, "update demo.shop_product set return_class = "
	    "'over_ear' where sku = 'AUR-ST700'");
}

static void
a_return_is_asked_for_once(void **state)
{
	struct scratch *s = *state;
	struct tool_result r;

	begin(s);
	tool_test_says(found(s, &tool_return_request, OPENED, RICARDO),
	    "Your return has the number **R-3");
	tool_test_says(found(s, &tool_return_request, OPENED, RICARDO),
	    "Your return has the number **R-3"); /* the same turn */
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "demo.shop_return where order_number = '12310' and fee_cents = "
	    "4430 and refund_cents = 22649 and send_by = current_date + 14"),
	    1);
	tool_test_run(s, call_of(&tool_return_request, OPENED, RICARDO,
	    "k2"), &r);
	assert_false(r.found);
	tool_test_says(r.text, "asked for already");
	tool_test_says(found(s, &tool_refund_status,
	    "{\"number\":\"12310\"}", RICARDO),
	    "has not reached our warehouse yet");
}

static void
a_refund_is_told_by_its_state(void **state)
{
	struct scratch *s = *state;

	tool_test_says(found(s, &tool_refund_status,
	    "{\"number\":\"12349\"}", "hannah.becker@example.com"),
	    "The refund of $74.52 for order 12349 was sent on");
	tool_test_says(found(s, &tool_refund_status,
	    "{\"number\":\"12345\"}", OTHER), "no return and no refund");
	scratch_do(s, "update demo.shop_return set status = 'received', "
	    "received_at = now() where order_number = '12310'");
	tool_test_says(found(s, &tool_refund_status,
	    "{\"number\":\"12310\"}", RICARDO), "5-7 business days");
}

static void
an_order_undelivered_cannot_be_returned(void **state)
{
	tool_test_says(refused(*state, &tool_return_request,
	    "{\"number\":\"12345\",\"item\":\"1\",\"reason\":\"faulty\"}",
	    OTHER), "has not been delivered");
	tool_test_says(refused(*state, &tool_return_request,
	    "{\"number\":\"12310\",\"item\":\"9\",\"reason\":\"faulty\"}",
	    RICARDO), "not in the order");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(products_are_found_by_words_price_and_device),
		SCRATCH_TEST(cheaper_ones_are_of_the_same_kind),
		SCRATCH_TEST(what_is_not_sold_is_not_found),
		SCRATCH_TEST(t3_another_customers_order_is_like_none),
		SCRATCH_TEST(an_order_is_cancelled_while_placed_or_paid),
		SCRATCH_TEST(an_address_or_size_is_changed_in_time),
		SCRATCH_TEST(a_return_has_thirty_days),
		SCRATCH_TEST(a_return_costs_what_the_policy_says),
		SCRATCH_TEST(opened_hygiene_products_stay),
		SCRATCH_TEST(a_return_is_asked_for_once),
		SCRATCH_TEST(a_refund_is_told_by_its_state),
		SCRATCH_TEST(an_order_undelivered_cannot_be_returned),
	};

	return cmocka_run_group_tests(tests, tool_test_setup,
	    scratch_teardown);
}
