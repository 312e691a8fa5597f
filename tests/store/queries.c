/* Every named query fits the migrated schema. */
#include "base/base.h"

#include "scratch.h"

#include "store/sql.h"

static void
every_query_prepares(void **state)
{
	struct scratch *s = *state;
	size_t n_failed = 0;

	assert_true(sql_all_count > 0);
	for (size_t i = 0; i < sql_all_count; i++) {
		struct err e = {0};

		if (db_prepare(s->db, sql_all[i], &e) == RC_OK)
			continue;
		print_error("%s\n", e.detail);
		n_failed++;
	}
	assert_int_equal(n_failed, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(every_query_prepares),
	};

	return cmocka_run_group_tests(tests, scratch_setup_migrated,
	    scratch_teardown);
}
