/*
 * What the unit tests share: cmocka with its includes, and an arena for each
 * test (`*state`), freed after it so that leaks are seen.
 */
#ifndef UNIT_H
#define UNIT_H

#include "base/arena.h"

#include <setjmp.h>
#include <cmocka.h>

static inline int
unit_setup(void **state)
{
	*state = arena_new(ARENA_REQUEST_MAX);
	return 0;
}

static inline int
unit_teardown(void **state)
{
	arena_free(*state);
	return 0;
}

/* One row of a group: the test with an arena around it. */
#define UNIT_TEST(f) \
	cmocka_unit_test_setup_teardown(f, unit_setup, unit_teardown)

#endif
