/* io/page: values are escaped wherever they stand; doc/templates.md. */
#include "base/base.h"

#include "page_test.h"

#define EVIL "<a href=\"x\" on='y'>&amp;\r\n`</script>"
#define ESCAPED                                                      \
	"&lt;a href=&quot;x&quot; on=&#39;y&#39;&gt;&amp;amp;\n`&lt;" \
	"/script&gt;"

/* The template with `value` as v. */
static const char *
print(struct page_test *t, const char *template, const char *value)
{
	static unsigned n;
	const char *name = arena_printf(t->arena, "t%u.cs", n++);

	put_template(t, name, template);
	struct page *p = open_page(t, name);
	page_text(p, "v", value);
	return rendered(t, p);
}

static void
d1_text_and_attributes_are_escaped(void **state)
{
	struct page_test *t = *state;

	assert_string_equal(print(t, "<?cs var:v ?>", EVIL), ESCAPED);
	assert_string_equal(print(t, "<a title=\"<?cs var:v ?>\">", EVIL),
	    "<a title=\"" ESCAPED "\">");
	assert_string_equal(print(t, "<a title='<?cs var:v ?>'>", EVIL),
	    "<a title='" ESCAPED "'>");
}

static void
d1_escaping_survives_every_detour(void **state)
{
	static const char *const detours[] = {
		"<?cs set:w = v ?><?cs var:w ?>",
		"<?cs with:w = v ?><?cs var:w ?><?cs /with ?>",
		"<?cs def:m(w) ?><?cs var:w ?><?cs /def ?><?cs call:m(v) ?>",
		"<?cs if:v ?><?cs var:v ?><?cs /if ?>",
		"<?cs var:v + \"\" ?>",
		"<?cs var:string.slice(v, 0, 999) ?>",
	};
	struct page_test *t = *state;

	for (size_t i = 0; i < NELEM(detours); i++)
		assert_string_equal(print(t, detours[i], EVIL), ESCAPED);
}

static void
d1_list_items_are_escaped(void **state)
{
	struct page_test *t = *state;

	put_template(t, "list.cs", "<?cs each:m = l ?>[<?cs var:m.text ?>]"
	    "<?cs /each ?>");
	struct page *p = open_page(t, "list.cs");
	for (int i = 0; i < 12; i++) /* from ten on a hash table */
		page_textf(p, i == 11 ? "<b>" : "x", "l.%d.text", i);
	assert_string_equal(rendered(t, p),
	    "[x][x][x][x][x][x][x][x][x][x][x][&lt;b&gt;]");
}

/* The one exception: the macro of templates/layout/raw.cs. */
static void
d1_only_the_html_macro_prints_as_it_is(void **state)
{
	struct page_test *t = *state;

	assert_string_equal(print(t, "<?cs def:html(value) ?>"
	    "<?cs uvar:value ?><?cs /def ?><?cs call:html(v) ?>"
	    "<?cs var:v ?>", "<b>1</b>"),
	    "<b>1</b>&lt;b&gt;1&lt;/b&gt;");
}

static void
d2_url_validate_lets_only_harmless_schemes_pass(void **state)
{
	static const char *const bad[] = {"javascript:alert(1)",
	    "JaVaScRiPt:x", " javascript:x", "\tjavascript:x",
	    "java\nscript:x", "data:text/html,x", "vbscript:x"};
	struct page_test *t = *state;
	const char *template = "<?cs var:url_validate(v) ?>";

	for (size_t i = 0; i < NELEM(bad); i++)
		assert_string_equal(print(t, template, bad[i]), "#");
	assert_string_equal(print(t, template, "/a?b=1&c=\"'<"),
	    "/a?b=1&amp;c=&quot;&#39;&lt;");
	assert_string_equal(print(t, template, "https://example.org/"),
	    "https://example.org/");
}

/* Commands in a value or a translation are text. */
static void
d1_values_are_no_templates(void **state)
{
	struct page_test *t = *state;

	assert_string_equal(print(t, "<?cs var:v ?>",
	    "<?cs var:secret ?>_{Send}"),
	    "&lt;?cs var:secret ?&gt;_{Send}");
}

static void
names_and_numbers(void **state)
{
	struct page_test *t = *state;

	put_template(t, "n.cs", "<?cs var:n ?>|<?cs if:yes ?>y<?cs /if ?>|"
	    "<?cs if:no ?>n<?cs /if ?>|<?cs var:empty ?>|<?cs var:never ?>");
	struct page *p = open_page(t, "n.cs");
	page_i64(p, "n", INT64_MIN);
	page_bool(p, "yes", true);
	page_bool(p, "no", true);
	page_bool(p, "no", false);
	page_text(p, "empty", NULL);
	assert_string_equal(rendered(t, p), "-9223372036854775808|y|||");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PAGE_TEST(d1_text_and_attributes_are_escaped),
		PAGE_TEST(d1_escaping_survives_every_detour),
		PAGE_TEST(d1_list_items_are_escaped),
		PAGE_TEST(d1_only_the_html_macro_prints_as_it_is),
		PAGE_TEST(d2_url_validate_lets_only_harmless_schemes_pass),
		PAGE_TEST(d1_values_are_no_templates),
		PAGE_TEST(names_and_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
