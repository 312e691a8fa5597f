/* T3: codes by e-mail, and that nothing but a code verifies a visitor. */
#include "base/base.h"

#include "scratch.h"

#include "base/crypt.h"
#include "core/verify.h"

#define DANA "dana@example.com"

static int
setup(void **state)
{
	crypt_init();
	if (scratch_setup_migrated(state) != 0)
		return -1;
	scratch_do(*state,
	    "insert into scenario (site_id, slug, name, company) values "
	    "(1, 'ecommerce', 'Shop', 'TechStyle');"
	    "insert into visitor (site_id, public_id) select 1, "
	    "gen_random_uuid() from generate_series(1, 3);"
	    "insert into conversation (site_id, public_id, visitor_id, "
	    "scenario_id, scenario_revision) select 1, gen_random_uuid(), "
	    "v.id, (select id from scenario), 1 from visitor v, "
	    "generate_series(1, 2) order by v.id;"
	    "insert into demo.shop_customer (id, name, email, city, region, "
	    "postal_code, customer_since) values (1, 'Dana', '" DANA "', "
	    "'Columbus', 'OH', '43215', '2020-01-01')");
	return 0;
}

static struct scope
scope_of(struct scratch *s, const char *origin)
{
	scratch_do(s, "delete from code; delete from verification; "
	    "delete from outbox");
	return (struct scope){.db = s->db, .arena = s->arena, .site_id = 1,
	    .origin = origin, .can_mail = true};
}

static void
send_to(struct scope *s, int64_t conversation, const char *email)
{
	struct err e = {0};

	if (verify_send(s, conversation, email, &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
}

/* The code in the newest letter to the address. */
static const char *
code_in_letter(struct scratch *s)
{
	return scratch_text(s, s->db, "select substring(body from "
	    "'[0-9]{6}') as v from outbox order by id desc limit 1");
}

static enum tool_check
check(struct scope *s, int64_t conversation, const char *code)
{
	const struct verify_try t = {conversation, DANA, code};
	enum tool_check out = CHECK_WRONG;
	struct err e = {0};

	if (verify_check(s, &t, &out, &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
	return out;
}

static const char *
verified(struct scope *s, int64_t conversation)
{
	const char *email = NULL;
	struct err e = {0};

	assert_int_equal(verify_email(s, conversation, &email, &e), RC_OK);
	return email;
}

/* Another code than the right one. */
static const char *
wrong_code(struct scratch *s, const char *code)
{
	char *out = arena_strdup(s->arena, code);

	out[5] = out[5] == '9' ? '0' : (char)(out[5] + 1);
	return out;
}

static void
t3_the_right_code_verifies_one_conversation(void **state)
{
	struct scratch *s = *state;
	struct scope scope = scope_of(s, "");
	const char *code;

	send_to(&scope, 1, "Dana@Example.com");
	code = code_in_letter(s);
	assert_null(verified(&scope, 1));
	assert_int_equal(check(&scope, 2, code), CHECK_EXPIRED);
	assert_int_equal(check(&scope, 1, arena_printf(s->arena, " %.3s-%s ",
	    code, code + 3)), CHECK_RIGHT);
	assert_string_equal(verified(&scope, 1), DANA);
	assert_null(verified(&scope, 2));
	/* Once only. */
	assert_int_equal(check(&scope, 1, code), CHECK_EXPIRED);
}

static void
t3_the_code_itself_is_not_stored(void **state)
{
	struct scratch *s = *state;
	struct scope scope = scope_of(s, "");

	send_to(&scope, 1, DANA);
	assert_int_equal(scratch_i64(s, s->db, arena_printf(s->arena,
	    "select count(*) as v from code c where row(c)::text like "
	    "'%%%s%%'", code_in_letter(s))), 0);
	assert_int_equal(scratch_i64(s, s->db, "select length(hash) as v "
	    "from code"), 64);
}

static void
t3_five_tries(void **state)
{
	struct scratch *s = *state;
	struct scope scope = scope_of(s, "");
	const char *code;

	send_to(&scope, 1, DANA);
	code = code_in_letter(s);
	for (int i = 1; i < VERIFY_TRIES; i++)
		assert_int_equal(check(&scope, 1, wrong_code(s, code)),
		    CHECK_WRONG);
	assert_int_equal(check(&scope, 1, wrong_code(s, code)), CHECK_SPENT);
	assert_int_equal(check(&scope, 1, code), CHECK_SPENT);
	assert_null(verified(&scope, 1));
}

static void
t3_a_code_lasts_ten_minutes(void **state)
{
	struct scratch *s = *state;
	struct scope scope = scope_of(s, "");

	send_to(&scope, 1, DANA);
	assert_int_equal(scratch_i64(s, s->db, "select extract(epoch from "
	    "expires_at - created_at)::bigint as v from code"), 600);
	scratch_do(s, "update code set expires_at = now()");
	assert_int_equal(check(&scope, 1, code_in_letter(s)), CHECK_EXPIRED);
}

static void
t3_only_the_newest_code_counts(void **state)
{
	struct scratch *s = *state;
	struct scope scope = scope_of(s, "");
	const char *first;

	send_to(&scope, 1, DANA);
	first = code_in_letter(s);
	send_to(&scope, 1, DANA);
	if (strcmp(first, code_in_letter(s)) != 0)
		assert_int_equal(check(&scope, 1, first), CHECK_WRONG);
	assert_int_equal(check(&scope, 1, code_in_letter(s)), CHECK_RIGHT);
}

/* A stranger's address gets the same answer, a code row, and no letter. */
static void
t3_nobody_learns_who_is_a_customer(void **state)
{
	struct scratch *s = *state;
	struct scope scope = scope_of(s, "");
	const struct verify_try t = {1, "nobody@example.com", "000000"};
	enum tool_check out;
	struct err e = {0};

	send_to(&scope, 1, "nobody@example.com");
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "outbox"), 0);
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "code"), 1);
	/* Tried, it counts like any other. */
	assert_int_equal(verify_check(&scope, &t, &out, &e), RC_OK);
	assert_true(out == CHECK_WRONG || out == CHECK_RIGHT);
	assert_int_equal(scratch_i64(s, s->db, "select tries as v from code"),
	    1);
}

static void
t3_codes_are_limited(void **state)
{
	struct scratch *s = *state;
	struct scope scope = scope_of(s, "net");
	struct err e = {0};

	for (int i = 0; i < 4; i++)
		send_to(&scope, 1, DANA);
	assert_int_equal(verify_send(&scope, 3, DANA, &e), RC_LIMITED);
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "outbox"), 4);
	/* Another address, the same visitor: two more, whichever talk. */
	send_to(&scope, 1, "b@example.com");
	send_to(&scope, 2, "c@example.com");
	assert_int_equal(verify_send(&scope, 2, "d@example.com", &e),
	    RC_LIMITED);
	/* Another visitor from the same network. */
	send_to(&scope, 3, "e@example.com");
	scratch_do(s, "insert into code (site_id, conversation_id, email, "
	    "origin, salt, hash, expires_at) select 1, 5, 'x' || i, 'net', "
	    "'', '', now() from generate_series(1, 20) i");
	scope.origin = "net";
	assert_int_equal(verify_send(&scope, 3, "f@example.com", &e),
	    RC_LIMITED);
	scope.origin = "other";
	send_to(&scope, 3, "f@example.com");
	/* An hour later everything is forgotten. */
	scratch_do(s, "update code set created_at = now() - interval "
	    "'61 minutes'");
	send_to(&scope, 1, DANA);
}

static void
t3_without_mail_nobody_can_be_verified(void **state)
{
	struct scratch *s = *state;
	struct scope scope = scope_of(s, "");

	assert_non_null(verify_by_mail(&scope));
	scope.can_mail = false;
	assert_null(verify_by_mail(&scope));
}

static void
t3_a_verified_address_is_forgotten_in_time(void **state)
{
	struct scratch *s = *state;
	struct scope scope = scope_of(s, "");

	send_to(&scope, 1, DANA);
	assert_int_equal(check(&scope, 1, code_in_letter(s)), CHECK_RIGHT);
	scratch_do(s, "update verification set expires_at = now()");
	assert_null(verified(&scope, 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(t3_the_right_code_verifies_one_conversation),
		SCRATCH_TEST(t3_the_code_itself_is_not_stored),
		SCRATCH_TEST(t3_five_tries),
		SCRATCH_TEST(t3_a_code_lasts_ten_minutes),
		SCRATCH_TEST(t3_only_the_newest_code_counts),
		SCRATCH_TEST(t3_nobody_learns_who_is_a_customer),
		SCRATCH_TEST(t3_codes_are_limited),
		SCRATCH_TEST(t3_without_mail_nobody_can_be_verified),
		SCRATCH_TEST(t3_a_verified_address_is_forgotten_in_time),
	};

	return cmocka_run_group_tests(tests, setup, scratch_teardown);
}
