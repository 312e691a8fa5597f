/* core/kb: front matter, cutting into passages. */
#include "base/base.h"

#include "unit.h"

#include "core/kb.h"

#include <stdio.h>

#define HEAD "---\ntitle: T\ncategory: C\nlanguage: en\n"

static void
front_is_read(void **state)
{
	struct kb_front f;
	struct err e = {0};

	assert_int_equal(kb_front_parse(*state, "f.md", HEAD
	    "tags: a, b c ,\nreview_by: 2027-06-30\nsummary: S: x\n"
	    "questions:\n- One?\n- Two?\n---\n\nText\n", &f, &e), RC_OK);
	assert_string_equal(f.title, "T");
	assert_int_equal(f.n_tags, 2);
	assert_string_equal(f.tags[1], "b c");
	assert_string_equal(f.summary, "S: x");
	assert_int_equal(f.n_questions, 2);
	assert_string_equal(f.questions[1], "Two?");
	assert_string_equal(f.body, "\nText\n");
}

static void
mistakes_name_file_and_line(void **state)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
		{"title: T\n", "f.md:1: expected \"---\" as the first line."},
		{"---\ntitle: T\ncolour: x\n---\nx", "f.md:3: \"colour\" is"},
		{"---\ntitle T\n---\nx", "f.md:2: expected \"key: value\""},
		{"---\n- x\n---\nx", "f.md:2: expected \"key: value\"; only"},
		{HEAD "review_by: soon\n---\nx", "f.md:5: expected a date"},
		{"---\ntitle: T\n---\nx", "f.md:3: expected \"category"},
		{HEAD, "f.md:4: expected \"---\" after"},
		{HEAD "---\n \n", "f.md:5: expected text after"},
	};

	for (size_t i = 0; i < NELEM(cases); i++) {
		struct kb_front f;
		struct err e = {0};

		assert_int_equal(kb_front_parse(*state, "f.md",
		    cases[i].text, &f, &e), RC_INVALID);
		if (strstr(e.message, cases[i].message) != e.message)
			fail_msg("%s\nis not %s", e.message,
			    cases[i].message);
	}
}

static void
sections_become_passages(void **state)
{
	struct kb_parts p;

	kb_cut(*state, "returns",
	    "Before.\n\n## Opened headphones\n\nA.\n\n### In-ear\n\nB.\n\n"
	    "## Opened headphones\n\nC.\n", &p);
	assert_int_equal(p.n, 4);
	assert_string_equal(p.items[0].anchor, "returns-start");
	assert_string_equal(p.items[0].heading, "");
	assert_string_equal(p.items[1].anchor, "returns-opened-headphones");
	assert_string_equal(p.items[2].heading, "Opened headphones > In-ear");
	assert_string_equal(p.items[2].body, "B.");
	assert_string_equal(p.items[3].anchor, "returns-opened-headphones-2");
}

/* `head`, then n times `row` with its number in place of "%d". */
static char *
rows(struct arena *a, const char *head, const char *row, size_t n)
{
	const char *mark = strstr(row, "%d");
	struct buf b;

	buf_init(&b, a, (size_t)1 << 20);
	buf_puts(&b, head);
	for (size_t i = 0; i < n; i++) {
		buf_add(&b, row, (size_t)(mark - row));
		buf_printf(&b, "%zu", i);
		buf_puts(&b, mark + 2);
	}
	return b.data;
}

static void
tables_are_cut_between_rows(void **state)
{
	const char *head = "| n | words |\n|---|---|\n";
	struct kb_parts p;
	size_t n = 0;

	kb_cut(*state, "t", rows(*state, head,
	    "| %d | five words in a row |\n", 60), &p);
	assert_true(p.n > 1);
	for (size_t i = 0; i < p.n; i++) {
		const char *s = p.items[i].body;

		assert_true(strncmp(s, head, strlen(head)) == 0);
		assert_true(p.items[i].n_words <= KB_PASSAGE_WORDS);
		for (s += strlen(head); *s != '\0'; n++) {
			size_t len = strcspn(s, "\n");

			assert_int_equal(s[0], '|');
			assert_int_equal(s[len - 1], '|');
			s += len + (s[len] == '\n');
		}
	}
	assert_int_equal(n, 60);
}

static void
lists_are_cut_between_items(void **state)
{
	struct kb_parts p;

	kb_cut(*state, "t", rows(*state, "Lead:\n\n",
	    "- item %d has\n  two lines of words\n", 60), &p);
	assert_true(p.n > 1);
	for (size_t i = 1; i < p.n; i++) {
		const char *s = p.items[i].body;

		assert_int_equal(s[0], '-');
		assert_non_null(strstr(s + strlen(s) - 20, "of words"));
	}
}

static void
long_text_is_cut_between_sentences(void **state)
{
	struct kb_parts p;

	kb_cut(*state, "t", rows(*state, "", "This is sentence %d of it. ",
	    90), &p);
	assert_true(p.n > 1);
	for (size_t i = 0; i < p.n; i++) {
		const char *s = p.items[i].body;

		assert_true(p.items[i].n_words <= KB_PASSAGE_WORDS);
		assert_int_equal(s[0], 'T');
		assert_int_equal(s[strlen(s) - 1], '.');
	}
}

static void
code_and_its_hashes_stay(void **state)
{
	struct kb_parts p;

	kb_cut(*state, "t", "## A\n\n```\n# no heading\n\n| no | table |\n"
	    "```\n\nEnd.\n", &p);
	assert_int_equal(p.n, 1);
	assert_non_null(strstr(p.items[0].body, "# no heading"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(front_is_read),
		UNIT_TEST(mistakes_name_file_and_line),
		UNIT_TEST(sections_become_passages),
		UNIT_TEST(tables_are_cut_between_rows),
		UNIT_TEST(lists_are_cut_between_items),
		UNIT_TEST(long_text_is_cut_between_sentences),
		UNIT_TEST(code_and_its_hashes_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
