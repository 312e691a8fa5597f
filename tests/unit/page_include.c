/* io/page: includes stay in the folder, and errors name file and line. */
#include "base/base.h"

#include "page_test.h"

static void
an_include_stands_where_it_is_named(void **state)
{
	struct page_test *t = *state;

	put_template(t, "a.cs", "1<?cs include:\"b.cs\" ?>4\n"
	    "<?cs call:m(\"5\") ?>");
	put_template(t, "b.cs", "2<?cs include:\"c.cs\" ?>");
	put_template(t, "c.cs", "3<?cs def:m(x) ?><?cs var:x ?><?cs /def ?>");
	assert_string_equal(rendered(t, open_page(t, "a.cs")), "1234\n5");
}

static void
a_file_outside_of_the_folder_is_not_read(void **state)
{
	static const char *const names[] = {"/etc/passwd", "../x.cs",
	    "a/../b.cs", "./b.cs", "a//b.cs", "b.CS", "b", ".cs", "b.cs/",
	    "b .cs", "..cs"};
	struct page_test *t = *state;

	for (size_t i = 0; i < NELEM(names); i++) {
		struct page *p = NULL;
		struct err e = {0};

		assert_int_equal(page_open(t->set, t->arena, names[i], "en",
		    &p, &e), RC_INTERNAL);
		assert_non_null(strstr(e.detail, "no template name"));
	}
	put_template(t, "a.cs", "\n<?cs include:\"../x.cs\" ?>");
	assert_non_null(strstr(open_fails(t, "a.cs"),
	    "a.cs:2: \"../x.cs\" is no template name"));
}

/* A value must not choose a file. */
static void
only_literal_names_are_included(void **state)
{
	static const char *const commands[] = {"include:Name",
	    "include:\"b.cs\" + x", "include!\"b.cs\"", "include:\"b.cs",
	    "include:\""};
	struct page_test *t = *state;

	for (size_t i = 0; i < NELEM(commands); i++) {
		const char *name = arena_printf(t->arena, "a%zu.cs", i);

		put_template(t, name, arena_printf(t->arena, "<?cs %s ?>",
		    commands[i]));
		open_fails(t, name);
	}
}

static void
an_endless_include_is_an_error(void **state)
{
	struct page_test *t = *state;

	put_template(t, "a.cs", "\n<?cs include:\"b.cs\" ?>");
	put_template(t, "b.cs", "<?cs include:\"a.cs\" ?>");
	assert_non_null(strstr(open_fails(t, "a.cs"), "too many includes"));
}

static void
a_missing_include_is_an_error_with_its_place(void **state)
{
	struct page_test *t = *state;

	put_template(t, "a.cs", "1\n2\n<?cs include:\"none.cs\" ?>");
	assert_non_null(strstr(open_fails(t, "a.cs"), "a.cs:3: cannot read"));
}

static void
errors_name_the_file_and_line_they_are_in(void **state)
{
	struct page_test *t = *state;

	put_template(t, "a.cs", "1\n_{Two\nlines}\n<?cs include:\"b.cs\" ?>\n"
	    "5\n<?cs nonsense:x ?>");
	put_template(t, "b.cs", "1\n2\n");
	const char *detail = open_fails(t, "a.cs");
	assert_non_null(strstr(detail, "template a.cs:6 (page a.cs): "));
	put_template(t, "b.cs", "1\n2\n<?cs call:unknown(1) ?>\n");
	detail = open_fails(t, "a.cs");
	assert_non_null(strstr(detail, "template b.cs:3 (page a.cs): "));
	assert_non_null(strstr(detail, "Undefined macro"));
	put_template(t, "b.cs", "1\n<?cs var:x");
	assert_non_null(strstr(open_fails(t, "a.cs"), "b.cs:2: <?cs without"));
	/* A page that failed is read again. */
	put_template(t, "a.cs", "fine");
	assert_string_equal(rendered(t, open_page(t, "a.cs")), "fine");
}

static void
comments_may_hold_anything(void **state)
{
	struct page_test *t = *state;

	put_template(t, "a.cs", "1<?cs # _{x <?cs include:\"y\" ?>2<?cs #?>");
	assert_string_equal(rendered(t, open_page(t, "a.cs")), "12");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PAGE_TEST(an_include_stands_where_it_is_named),
		PAGE_TEST(a_file_outside_of_the_folder_is_not_read),
		PAGE_TEST(only_literal_names_are_included),
		PAGE_TEST(an_endless_include_is_an_error),
		PAGE_TEST(a_missing_include_is_an_error_with_its_place),
		PAGE_TEST(errors_name_the_file_and_line_they_are_in),
		PAGE_TEST(comments_may_hold_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
