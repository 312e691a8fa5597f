/* The outbox: leases, retries, and what is kept. */
#include "base/base.h"

#include "scratch.h"

#include "store/effect.h"
#include "store/outbox.h"

static struct scope
scope_of(struct scratch *s)
{
	scratch_do(s, "delete from outbox");
	return (struct scope){.db = s->db, .arena = s->arena, .site_id = 1};
}

static void
add(struct scope *s, const char *email)
{
	const struct outbox_new l = {.email = email, .subject = "s",
	    .body = "secret 123456"};
	struct err e = {0};

	if (outbox_add(s, &l, &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
}

static void
a_leased_letter_is_nobody_elses(void **state)
{
	struct scratch *s = *state;
	struct scope scope = scope_of(s);
	struct outbox_letter first, second, again;
	struct err e = {0};

	add(&scope, "a@example.com");
	add(&scope, "b@example.com");
	assert_int_equal(outbox_lease(&scope, 60, &first, &e), RC_OK);
	assert_int_equal(outbox_lease(&scope, 60, &second, &e), RC_OK);
	assert_true(first.id != second.id);
	assert_int_equal(outbox_lease(&scope, 60, &again, &e), RC_NOT_FOUND);
	/* Whoever held it died: it comes again, with the same token. */
	scratch_do(s, "update outbox set due_at = now() where email = "
	    "'a@example.com'");
	assert_int_equal(outbox_lease(&scope, 60, &again, &e), RC_OK);
	assert_int_equal(again.id, first.id);
	assert_int_equal(again.attempt, 2);
	assert_string_equal(again.token, first.token);
	assert_string_not_equal(again.token, second.token);
	/* The first comes back late: it has no say any more. */
	assert_int_equal(outbox_done(&scope, &first, "", &e), RC_OK);
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "outbox where status = 'queued'"), 2);
}

static void
what_was_sent_is_forgotten(void **state)
{
	struct scratch *s = *state;
	struct scope scope = scope_of(s);
	struct outbox_letter l;
	struct err e = {0};

	add(&scope, "a@example.com");
	assert_int_equal(outbox_lease(&scope, 60, &l, &e), RC_OK);
	assert_int_equal(outbox_again(&scope, &l, 20, "away", &e), RC_OK);
	assert_int_equal(outbox_lease(&scope, 60, &l, &e), RC_NOT_FOUND);
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "outbox where error = 'away' and body <> '' and due_at between "
	    "now() + interval '15 s' and now() + interval '20 s'"), 1);
	scratch_do(s, "update outbox set due_at = now()");
	assert_int_equal(outbox_lease(&scope, 60, &l, &e), RC_OK);
	assert_int_equal(outbox_done(&scope, &l, "", &e), RC_OK);
	assert_string_equal(scratch_text(s, s->db, "select status || body "
	    "as v from outbox"), "sent");
	scratch_do(s, "update outbox set done_at = now() - interval "
	    "'31 days'");
	assert_int_equal(outbox_prune(&scope, 30, 10, &e), RC_OK);
	assert_int_equal(scratch_i64(s, s->db, "select count(*) as v from "
	    "outbox"), 0);
}

static void
an_effect_happens_once_a_key(void **state)
{
	struct scratch *s = *state;
	struct scope scope = scope_of(s);
	const struct effect_id id = {1, "turn-7"};
	struct effect f;
	struct err e = {0};

	scratch_do(s, "insert into scenario (site_id, slug, name, company) "
	    "values (1, 'x', 'X', 'X'); insert into visitor (site_id, "
	    "public_id) values (1, gen_random_uuid()); insert into "
	    "conversation (site_id, public_id, visitor_id, scenario_id, "
	    "scenario_revision) values (1, gen_random_uuid(), 1, 1, 1)");
	assert_int_equal(effect_get(&scope, id, &f, &e), RC_NOT_FOUND);
	assert_int_equal(effect_claim(&scope, id, "book", &e), RC_OK);
	assert_int_equal(effect_set(&scope, id, "HB-20001", "{\"a\": 1}",
	    &e), RC_OK);
	assert_int_equal(effect_claim(&scope, id, "book", &e), RC_CONFLICT);
	assert_int_equal(effect_get(&scope, id, &f, &e), RC_OK);
	assert_string_equal(f.object, "HB-20001");
	assert_string_equal(f.output, "{\"a\": 1}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(a_leased_letter_is_nobody_elses),
		SCRATCH_TEST(what_was_sent_is_forgotten),
		SCRATCH_TEST(an_effect_happens_once_a_key),
	};

	return cmocka_run_group_tests(tests, scratch_setup_migrated,
	    scratch_teardown);
}
