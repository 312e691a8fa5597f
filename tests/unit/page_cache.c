/* io/page: a parsed template is used again and keeps nothing. */
#include "base/base.h"

#include "page_test.h"

#include "io/i18n.h"

#include <fcntl.h>

static const char page[] =
    "<?cs def:row(m) ?><?cs var:m.text ?><?cs if:m.own ?>!"
    "<?cs set:seen = m.text ?><?cs /if ?>,<?cs /def ?>"
    "<?cs each:m = list ?><?cs call:row(m) ?><?cs /each ?>"
    "<?cs loop:i = #1, #3, #1 ?><?cs var:i ?><?cs /loop ?>"
    "<?cs set:count = count + #1 ?>|<?cs var:seen ?>|<?cs var:count ?>|"
    "<?cs if:odd ?>odd<?cs /if ?>|<?cs var:secret ?>";

/* What the page must say in round i, by itself. */
static const char *
expected(struct arena *a, int i)
{
	struct buf b;

	buf_init(&b, a, 4096);
	for (int m = 0; m < i % 13; m++)
		buf_printf(&b, "&lt;%d.%d&gt;%s,", i, m, m == 3 ? "!" : "");
	buf_puts(&b, "123|");
	if (i % 13 > 3)
		buf_printf(&b, "&lt;%d.3&gt;", i);
	buf_printf(&b, "|1|%s|", i % 2 ? "odd" : "");
	if (i % 7 == 0)
		buf_printf(&b, "secret %d", i);
	return b.data;
}

static void
fill(struct page *p, struct arena *a, int i)
{
	for (int m = 0; m < i % 13; m++) {
		page_textf(p, arena_printf(a, "<%d.%d>", i, m),
		    "list.%d.text", m);
		if (m == 3)
			page_bool(p, arena_printf(a, "list.%d.own", m), true);
	}
	page_bool(p, "odd", i % 2 == 1);
	if (i % 7 == 0)
		page_text(p, "secret", arena_printf(a, "secret %d", i));
}

static void
nothing_of_a_page_is_left_for_the_next(void **state)
{
	struct page_test *t = *state;

	put_template(t, "p.cs", page);
	for (int i = 0; i < 1000; i++) {
		struct arena *a = arena_new(ARENA_REQUEST_MAX);
		struct page *p = NULL;
		struct buf b;
		struct err e = {0};

		assert_int_equal(page_open(t->set, a, "p.cs", "en", &p, &e),
		    RC_OK);
		fill(p, a, i);
		buf_init(&b, a, 65536);
		assert_int_equal(page_render(p, &b, &e), RC_OK);
		assert_string_equal(b.data, expected(a, i));
		arena_free(a);
	}
}

static void
two_open_pages_do_not_mix(void **state)
{
	struct page_test *t = *state;

	put_template(t, "p.cs", "<?cs var:v ?><?cs set:v = \"changed\" ?>");
	struct page *one = open_page(t, "p.cs");
	struct page *two = open_page(t, "p.cs");
	page_text(one, "v", "1");
	page_text(two, "v", "2");
	assert_string_equal(rendered(t, two), "2");
	assert_string_equal(rendered(t, one), "1");
}

static void
a_template_is_read_once(void **state)
{
	struct page_test *t = *state;

	put_template(t, "p.cs", "old");
	assert_string_equal(rendered(t, open_page(t, "p.cs")), "old");
	put_template(t, "p.cs", "new!");
	assert_string_equal(rendered(t, open_page(t, "p.cs")), "old");
}

static void
in_development_changes_are_seen(void **state)
{
	struct page_test *t = *state;

	page_set_free(t->set);
	t->set = page_set_new(t->dir, true);
	put_template(t, "inc.cs", "old");
	put_template(t, "p.cs", "<?cs include:\"inc.cs\" ?>");
	assert_string_equal(rendered(t, open_page(t, "p.cs")), "old");
	put_template(t, "inc.cs", "new!");
	assert_string_equal(rendered(t, open_page(t, "p.cs")), "new!");
	/* The same size: only the time differs. */
	put_template(t, "inc.cs", "now!");
	struct timespec times[2] = {{1, 0}, {1, 0}};
	assert_int_equal(utimensat(AT_FDCWD, t->files[0], times, 0), 0);
	assert_string_equal(rendered(t, open_page(t, "p.cs")), "now!");
}

/* More pages times languages than the cache holds. */
static void
a_full_cache_starts_again(void **state)
{
	struct page_test *t = *state;

	put_template(t, "p.cs", "<?cs var:v ?>");
	struct page *first = open_page(t, "p.cs");
	page_text(first, "v", "first");
	for (int i = 0; i < 600; i++) {
		struct page *p = NULL;
		struct err e = {0};

		assert_int_equal(page_open(t->set, t->arena, "p.cs",
		    arena_printf(t->arena, "%c%c", 'a' + i % 26,
		    'a' + i / 26), &p, &e), RC_OK);
	}
	assert_string_equal(rendered(t, first), "first");
}

static void
a_page_that_is_too_large_is_an_error(void **state)
{
	struct page_test *t = *state;
	struct buf b;
	struct err e = {0};

	put_template(t, "p.cs", "0123456789<?cs var:v ?>");
	struct page *p = open_page(t, "p.cs");
	buf_init(&b, t->arena, 8);
	assert_int_equal(page_render(p, &b, &e), RC_INTERNAL);
	assert_string_equal(rendered(t, p), "0123456789");
}

/* An endless macro is stopped by nothing; an unknown one is found early. */
static void
a_rendering_that_fails_does_not_spoil_the_next(void **state)
{
	struct page_test *t = *state;
	struct buf b;
	struct err e = {0};

	put_template(t, "p.cs", "<?cs each:m = l ?><?cs if:m.bad ?>"
	    "<?cs linclude:\"x.cs\" ?><?cs /if ?><?cs var:m.v ?>"
	    "<?cs /each ?>");
	struct page *bad = open_page(t, "p.cs");
	page_bool(bad, "l.0.bad", true);
	buf_init(&b, t->arena, 1000);
	assert_int_equal(page_render(bad, &b, &e), RC_INTERNAL);
	assert_non_null(strstr(e.detail, "page p.cs"));
	struct page *good = open_page(t, "p.cs");
	page_text(good, "l.0.v", "fine");
	assert_string_equal(rendered(t, good), "fine");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PAGE_TEST(nothing_of_a_page_is_left_for_the_next),
		PAGE_TEST(two_open_pages_do_not_mix),
		PAGE_TEST(a_template_is_read_once),
		PAGE_TEST(in_development_changes_are_seen),
		PAGE_TEST(a_full_cache_starts_again),
		PAGE_TEST(a_page_that_is_too_large_is_an_error),
		PAGE_TEST(a_rendering_that_fails_does_not_spoil_the_next),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
