/* lib/web/route: which row serves an address, and what each row must say. */
#include "base/base.h"

#include "web/route.h"

#include "unit.h"

#define ID "1f0e8400-e29b-41d4-a716-446655440000"

static enum rc
handler(struct req *q UNUSED, struct res *r UNUSED, struct err *e UNUSED)
{
	return RC_OK;
}

#define ROW(m, p) \
	{.method = m, .path = p, .handler = handler, .auth = AUTH_PUBLIC, \
	    .status = 200, .id = "x"}

static const struct route ROWS[] = {
	ROW("GET", "/"),
	ROW("GET", "/things"),
	ROW("POST", "/things"),
	ROW("GET", "/things/search"),
	ROW("GET", "/things/{slug}"),
	ROW("GET", "/talks/{talk_id}"),
	ROW("DELETE", "/talks/{talk_id}"),
	ROW("PUT", "/talks/{talk_id}/parts/{part_id}"),
};
static const struct route_table TABLE = {ROWS, NELEM(ROWS)};

static const struct route *
find(struct arena *a, const char *method, const char *path,
    struct route_match *m)
{
	route_find(a, &TABLE, method, path, m);
	return m->route;
}

static void
c1_only_declared_paths_are_found(void **state)
{
	static const char *const NONE[] = {"", "/thing", "/things/", "//",
	    "/things/a/b", "things", "/THINGS", "/talks", "/talks/",
	    "/talks/" ID "/parts", "/talks/" ID "/parts/" ID "/x",
	    "/things//x", "/{slug}", "/things/search/x"};
	struct route_match m;

	for (size_t i = 0; i < NELEM(NONE); i++) {
		assert_null(find(*state, "GET", NONE[i], &m));
		assert_null(m.allow);
	}
	for (size_t i = 0; i < 4; i++)
		assert_ptr_equal(find(*state, ROWS[i].method, ROWS[i].path,
		    &m), &ROWS[i]);
}

static void
a_constant_row_goes_before_a_parameter(void **state)
{
	struct route_match m;

	assert_string_equal(find(*state, "GET", "/things/search", &m)->path,
	    "/things/search");
	assert_string_equal(find(*state, "GET", "/things/other", &m)->path,
	    "/things/{slug}");
	assert_int_equal(m.n_params, 1);
	assert_string_equal(m.names[0], "slug");
	assert_string_equal(m.values[0], "other");
}

static void
c2_ids_are_lower_case_uuids_and_nothing_else(void **state)
{
	static const char *const WRONG[] = {"1", "x", "{talk_id}",
	    "1F0E8400-E29B-41D4-A716-446655440000", ID "0", "'",
	    "1f0e8400e29b41d4a716446655440000",
	    "1f0e8400-e29b-41d4-a716-44665544000g"};
	struct route_match m;

	for (size_t i = 0; i < NELEM(WRONG); i++)
		assert_null(find(*state, "GET", arena_printf(*state,
		    "/talks/%s", WRONG[i]), &m));
	assert_non_null(find(*state, "PUT", "/talks/" ID "/parts/" ID, &m));
	assert_int_equal(m.n_params, 2);
	assert_string_equal(m.names[1], "part_id");
	assert_string_equal(m.values[1], ID);
}

static void
head_finds_the_row_of_get(void **state)
{
	struct route_match m;

	assert_ptr_equal(find(*state, "HEAD", "/things", &m), &ROWS[1]);
	assert_null(find(*state, "HEAD", "/talks/" ID "/parts/" ID, &m));
}

static void
a_wrong_method_tells_the_right_ones(void **state)
{
	struct route_match m;

	assert_null(find(*state, "PATCH", "/things", &m));
	assert_string_equal(m.allow, "OPTIONS, GET, HEAD, POST");
	assert_null(find(*state, "POST", "/talks/" ID, &m));
	assert_string_equal(m.allow, "OPTIONS, GET, HEAD, DELETE");
	assert_null(find(*state, "get", "/things", &m));
	assert_null(find(*state, "", "/things", &m));
	assert_int_equal(m.n_params, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(c1_only_declared_paths_are_found),
		UNIT_TEST(a_constant_row_goes_before_a_parameter),
		UNIT_TEST(c2_ids_are_lower_case_uuids_and_nothing_else),
		UNIT_TEST(head_finds_the_row_of_get),
		UNIT_TEST(a_wrong_method_tells_the_right_ones),
	};

	return cmocka_run_group_tests_name("web_route", tests, NULL, NULL);
}
