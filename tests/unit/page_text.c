/* io/page and io/i18n: texts in the reader's language. */
#include "base/base.h"

#include "page_test.h"

#include "io/i18n.h"

/* Originals and translations of the test's own catalogue, sorted. */
static const char *const catalogue[][2] = {
	{"", "Content-Type: text/plain; charset=UTF-8\n"
	     "Plural-Forms: nplurals=1; plural=0;\n"},
	{"Ask {name}", "{name} <hỏi> {secret}"},
	{"Quoted", "một \"hai\""},
	{"Send message", "Gửi \"tin\" & <b>"},
	{"Short", "Ngắn"},
};

static void
put_word(FILE *f, uint32_t v)
{
	assert_int_equal(fwrite(&v, sizeof(v), 1, f), 1);
}

/* The format of GNU gettext's manual, 10.3, in the machine's byte order. */
static void
write_catalogue(const char *path)
{
	const uint32_t n = NELEM(catalogue), header = 28;
	uint32_t at = header + n * 16;
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	const uint32_t words[] = {0x950412de, 0, n, header, header + n * 8,
	    0, 0};
	for (size_t i = 0; i < NELEM(words); i++)
		put_word(f, words[i]);
	for (int side = 0; side < 2; side++)
		for (uint32_t i = 0; i < n; i++) {
			uint32_t len = (uint32_t)strlen(catalogue[i][side]);

			put_word(f, len);
			put_word(f, at);
			at += len + 1;
		}
	for (int side = 0; side < 2; side++)
		for (uint32_t i = 0; i < n; i++)
			assert_int_equal(fwrite(catalogue[i][side], 1,
			    strlen(catalogue[i][side]) + 1, f),
			    strlen(catalogue[i][side]) + 1);
	assert_int_equal(fclose(f), 0);
}

/* One for the whole program: gettext keeps what it has loaded. */
static char locale_dir[] = "/tmp/biwoco-locale-XXXXXX";

static int
setup(void **state)
{
	static const char *const parts[] = {"/vi", "/vi/LC_MESSAGES"};
	char path[128];

	(void)state;
	if (mkdtemp(locale_dir) == NULL)
		return -1;
	for (size_t i = 0; i < NELEM(parts); i++) {
		snprintf(path, sizeof(path), "%s%s", locale_dir, parts[i]);
		if (mkdir(path, 0700) != 0)
			return -1;
	}
	snprintf(path, sizeof(path), "%s/vi/LC_MESSAGES/biwoco.mo",
	    locale_dir);
	write_catalogue(path);
	i18n_init(locale_dir);
	return 0;
}

static int
teardown(void **state)
{
	static const char *const parts[] = {"/vi/LC_MESSAGES/biwoco.mo",
	    "/vi/LC_MESSAGES", "/vi", ""};
	char path[128];

	(void)state;
	for (size_t i = 0; i < NELEM(parts); i++) {
		snprintf(path, sizeof(path), "%s%s", locale_dir, parts[i]);
		remove(path);
	}
	return 0;
}

static const char *
in_language(struct page_test *t, const char *name, const char *language)
{
	struct page *p = NULL;
	struct err e = {0};

	if (page_open(t->set, t->arena, name, language, &p, &e) != RC_OK)
		fail_msg("%s", e.detail);
	page_text(p, "name", "<Anna>");
	page_text(p, "secret", "secret");
	return rendered(t, p);
}

static void
texts_of_the_program_are_translated(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		i18n_language("vi");
		assert_string_equal(_("Short"), "Ngắn");
		i18n_language("en");
		assert_string_equal(_("Short"), "Short");
		i18n_language("fr"); /* no catalogue */
		assert_string_equal(_("Short"), "Short");
	}
}

static void
a_template_is_translated_and_escaped(void **state)
{
	struct page_test *t = *state;

	put_template(t, "p.cs", "<b title=\"_{Send message}\">_{Short}</b> "
	    "_{Unknown & new}");
	for (int i = 0; i < 2; i++) {
		assert_string_equal(in_language(t, "p.cs", "vi"),
		    "<b title=\"Gửi &quot;tin&quot; &amp; &lt;b&gt;\">Ngắn</b>"
		    " Unknown &amp; new");
		assert_string_equal(in_language(t, "p.cs", "en"),
		    "<b title=\"Send message\">Short</b> Unknown &amp; new");
	}
}

/* In another order, too; and no others than the original's. */
static void
named_values_stand_where_the_translation_wants_them(void **state)
{
	struct page_test *t = *state;

	put_template(t, "p.cs", "_{Ask {name}}.");
	assert_string_equal(in_language(t, "p.cs", "en"), "Ask &lt;Anna&gt;.");
	assert_string_equal(in_language(t, "p.cs", "vi"),
	    "&lt;Anna&gt; &lt;hỏi&gt; {secret}.");
}

static void
a_long_text_may_be_broken_into_lines(void **state)
{
	struct page_test *t = *state;

	put_template(t, "p.cs", "a\n_{ Send\n\t message }\nb");
	assert_string_equal(in_language(t, "p.cs", "en"),
	    "a\nSend message\nb");
	assert_non_null(strstr(in_language(t, "p.cs", "vi"), "Gửi"));
}

static void
arguments_of_macros_are_translated(void **state)
{
	struct page_test *t = *state;

	put_template(t, "p.cs", "<?cs def:m(x) ?>[<?cs var:x ?>]<?cs /def ?>"
	    "<?cs call:m(\"_{Short}\") ?><?cs call:m(\"_{Quoted}\") ?>");
	assert_string_equal(in_language(t, "p.cs", "en"), "[Short][Quoted]");
	assert_string_equal(in_language(t, "p.cs", "vi"), "[Ngắn][Quoted]");
}

static void
texts_that_cannot_be_read_are_errors(void **state)
{
	static const char *const wrong[][2] = {
		{"a\n_{open", "w0.cs:2: _{ without its }"},
		{"_{}", "w1.cs:1: _{} is empty"},
		{"\n<?cs call:m(\"a _{Short}\") ?>", "w2.cs:2: _{ in a"},
		{"<?cs call:m(\"_{Short} b\") ?>", "w3.cs:1: _{ in a"},
		{"<?cs call:m(\"_{By {name}}\") ?>", "w4.cs:1: _{ in a"},
	};
	struct page_test *t = *state;

	for (size_t i = 0; i < NELEM(wrong); i++) {
		const char *name = arena_printf(t->arena, "w%zu.cs", i);

		put_template(t, name, wrong[i][0]);
		assert_non_null(strstr(open_fails(t, name), wrong[i][1]));
	}
}

static void
languages_are_letters(void **state)
{
	static const char *const good[] = {"en", "vi", "fil", "pt_BR"};
	static const char *const bad[] = {"", "e", "EN", "engl", "en_", "../x",
	    "en_us", "en_USA", "en:vi", "en/"};

	(void)state;
	for (size_t i = 0; i < NELEM(good); i++)
		assert_true(i18n_is_language(good[i]));
	for (size_t i = 0; i < NELEM(bad); i++)
		assert_false(i18n_is_language(bad[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_of_the_program_are_translated),
		PAGE_TEST(a_template_is_translated_and_escaped),
		PAGE_TEST(named_values_stand_where_the_translation_wants_them),
		PAGE_TEST(a_long_text_may_be_broken_into_lines),
		PAGE_TEST(arguments_of_macros_are_translated),
		PAGE_TEST(texts_that_cannot_be_read_are_errors),
		cmocka_unit_test(languages_are_letters),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
