/* core/markdown: only own tags come out, whatever goes in. */
#include "base/base.h"

#include "unit.h"

#include "nlp/markdown.h"

#include <stdio.h>

#define BIG ((size_t)1 << 20)

static const char *
html(struct arena *a, const char *md)
{
	static const struct markdown_options o = {.heading_shift = 1,
	    .base = "/base", .citation_prefix = "m1-"};
	struct buf b;

	buf_init(&b, a, 4 * BIG);
	markdown_html(a, md, &o, &b);
	return b.data;
}

static void
assert_html(struct arena *a, const char *md, const char *expected)
{
	assert_string_equal(html(a, md), expected);
}

static void
assert_has(struct arena *a, const char *md, const char *part)
{
	const char *out = html(a, md);

	if (strstr(out, part) == NULL)
		fail_msg("%s\nhas no %s:\n%s", md, part, out);
}

static void
assert_lacks(struct arena *a, const char *md, const char *part)
{
	const char *out = html(a, md);

	if (strstr(out, part) != NULL)
		fail_msg("%s\nhas %s:\n%s", md, part, out);
}

static void
plain_marks(void **state)
{
	struct arena *a = *state;

	assert_html(a, "a **b** *c* `d<e`",
	    "<p>a <strong>b</strong> <em>c</em> <code>d&lt;e</code></p>\n");
	assert_html(a, "# One\n\n- x\n- y\n",
	    "<h2>One</h2>\n<ul><li>x</li>\n<li>y</li>\n</ul>\n");
	assert_html(a, "3. x\n4. y\n",
	    "<ol start=\"3\"><li>x</li>\n<li>y</li>\n</ol>\n");
}

static void
strikethrough_is_text(void **state)
{
	assert_html(*state, "~~no~~", "<p>~~no~~</p>\n");
}

static void
table_is_scrollable_and_scoped(void **state)
{
	struct arena *a = *state;
	const char *md = "| a | b |\n|---|---|\n| 1 | 2 |\n";

	assert_has(a, md, "<div class=\"table\" tabindex=\"0\" "
			  "role=\"group\" aria-label=\"Table\"><table>");
	assert_has(a, md, "<th scope=\"col\">a</th>");
	assert_has(a, md, "<td>2</td>");
}

static void
links(void **state)
{
	struct arena *a = *state;

	assert_html(a, "[t](/help/x)",
	    "<p><a href=\"/base/help/x\">t</a></p>\n");
	assert_html(a, "[t](https://e.example/?a=1&b=2)",
	    "<p><a href=\"https://e.example/?a=1&amp;b=2\" "
	    "rel=\"nofollow noopener noreferrer ugc\">t</a></p>\n");
	assert_has(a, "https://e.example.", "href=\"https://e.example\"");
	assert_html(a, "![photo](https://e.example/x.png)",
	    "<p><a href=\"https://e.example/x.png\" "
	    "rel=\"nofollow noopener noreferrer ugc\">photo</a></p>\n");
}

static void
hostile_links_lose_their_address(void **state)
{
	static const char *const bad[] = {
		"[x](javascript:alert(1))",
		"[x](JaVaScRiPt:alert(1))",
		"[x](&#106;avascript:alert(1))",
		"[x](&#x6A;avascript&colon;alert(1))",
		"[x](java&#10;script:alert(1))",
		"[x](java&Tab;script:alert(1))",
		"[x](&#1;javascript:alert(1))",
		"[x](data:text/html;base64,PHNjcmlwdD4=)",
		"[x](vbscript:msgbox)",
		"[x](//evil.example)",
		"[x](/\\evil.example)",
		"[x](\\\\evil.example)",
		"[x](file:///etc/passwd)",
		"[x](relative)",
		"![x](javascript:alert(1))",
		"<javascript:alert(1)>",
		"<data:text/html,x>",
		"[x]: javascript:alert(1)\n\n[x]",
	};

	for (size_t i = 0; i < NELEM(bad); i++) {
		assert_lacks(*state, bad[i], "href=");
		assert_lacks(*state, bad[i], "src=");
	}
}

static void
raw_html_is_text(void **state)
{
	static const char *const bad[] = {
		"<script>alert(1)</script>",
		"a <img src=x onerror=alert(1)> b",
		"<div onclick=\"x()\">\n\nhi\n\n</div>",
		"<!-- x --><svg/onload=alert(1)>",
		"<a href=\"javascript:x\">y</a>",
		"<style>*{}</style>",
		"[<b>](/x \"\\\" onmouseover=alert(1)\")",
		"`</code><script>`",
		"```\n</code></pre><script>\n```",
		"| <script> |\n|---|\n| <img> |",
	};

	for (size_t i = 0; i < NELEM(bad); i++) {
		assert_lacks(*state, bad[i], "<script");
		assert_lacks(*state, bad[i], "<img");
		assert_lacks(*state, bad[i], "<svg");
		assert_lacks(*state, bad[i], "<style");
		assert_lacks(*state, bad[i], "<div onclick");
		assert_lacks(*state, bad[i], "\" onmouseover");
	}
}

static void
attributes_are_not_left(void **state)
{
	assert_lacks(*state, "[x](https://e.example/\"onclick=alert(1))",
	    "\"onclick");
	assert_lacks(*state, "[x](https://e.example/%22> \"t\")", "title=");
}

static void
entities(void **state)
{
	assert_html(*state, "&lt;b&gt; &amp; &#60;i&#62; &copy; &bogus;",
	    "<p>&lt;b&gt; &amp; &lt;i&gt; &amp;copy; &amp;bogus;</p>\n");
	/* No control characters, no surrogates. */
	assert_html(*state, "&#0;&#xD800;&#x110000;",
	    "<p>\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd</p>\n");
}

static void
links_do_not_nest(void **state)
{
	const char *out = html(*state,
	    "[a [b](https://b.example) ![c](https://c.example)]"
	    "(https://d.example)");
	int open = 0;

	for (const char *p = out; *p != '\0'; p++) {
		open += strncmp(p, "<a ", 3) == 0;
		open -= strncmp(p, "</a>", 4) == 0;
		assert_in_range(open, 0, 1);
	}
	assert_int_equal(open, 0);
}

static void
citations(void **state)
{
	struct arena *a = *state;

	assert_html(a, "Yes. [1]",
	    "<p>Yes. <a class=\"cite\" href=\"#m1-1\">[1]</a></p>\n");
	assert_lacks(a, "[x] [12345] [1", "cite");
	assert_lacks(a, "`[1]`", "cite");
}

static char *
repeat(struct arena *a, const char *s, size_t bytes)
{
	char *out = arena_alloc(a, bytes + 1);
	size_t n = strlen(s);

	for (size_t i = 0; i < bytes; i++)
		out[i] = s[i % n];
	return out;
}

static void
large_and_wild(void **state)
{
	static const char *const pieces[] = {"[", "](", "![", "*", "_a_ ",
	    "`", "> ", ">", "- ", "<", "&", "|", "[a](", "**a*", "# ",
	    "\\", "[]()", "1. "};
	struct arena *big = arena_new((size_t)1 << 30);

	(void)state;
	for (size_t i = 0; i < NELEM(pieces); i++) {
		const char *out = html(big, repeat(big, pieces[i], BIG));

		assert_null(strstr(out, "<script"));
		html(big, repeat(big, pieces[i], (size_t)20 << 10));
		markdown_text(big, repeat(big, pieces[i], (size_t)20 << 10));
		arena_reset(big);
	}
	arena_free(big);
}

static void
tags_are_balanced(void **state)
{
	static const char *const wild[] = {"**a *b** c*", "- a\n\n  > b\n- c",
	    "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > x",
	    "| a |\n|---|\n| **b |", "[a](/x **b)**", "1. a\n   - b\n\n     c",
	    "```\nnever closed", "# **x"};
	struct arena *a = *state;

	for (size_t i = 0; i < NELEM(wild); i++) {
		const char *out = html(a, wild[i]);
		int depth = 0;

		for (const char *p = strchr(out, '<'); p != NULL;
		     p = strchr(p + 1, '<')) {
			if (strncmp(p, "<br>", 4) == 0 ||
			    strncmp(p, "<hr>", 4) == 0)
				continue;
			depth += p[1] == '/' ? -1 : 1;
			assert_true(depth >= 0);
		}
		assert_int_equal(depth, 0);
	}
}

static void
text_by_lines(void **state)
{
	struct arena *a = *state;

	assert_string_equal(markdown_text(a,
	    "# H\n\nOne **two**\nthree.\n\n- a\n- b\n\n"
	    "| x | y |\n|---|---|\n| 1 | 2 |\n"),
	    "H\nOne two three.\na\nb\nx | y\n1 | 2");
	assert_string_equal(markdown_text(a, ""), "");
}

static void
rich_pieces_keep_their_marks(void **state)
{
	struct markdown_lines l;

	markdown_lines(*state, "Go to **Account > Orders**. A_b is 2*3.", &l);
	assert_int_equal(l.n, 1);
	assert_string_equal(l.items[0].text,
	    "Go to Account > Orders. A_b is 2*3.");
	assert_string_equal(l.items[0].rich,
	    "Go to **Account > Orders**. A_b is 2\\*3.");
	/* A piece that starts at the bold word has its opening mark. */
	assert_int_equal(l.items[0].rich_at[6], 6);
	assert_int_equal(l.items[0].rich_at[22], 26);
}

static void
visitor_text(void **state)
{
	struct buf b;

	buf_init(&b, *state, 4096);
	markdown_visitor_html(*state,
	    "**a** <b>\nhttps://e.example/x?y=1&z=2. javascript:x", &b);
	assert_string_equal(b.data, "**a** &lt;b&gt;<br>\n"
	    "<a href=\"https://e.example/x?y=1&amp;z=2\" "
	    "rel=\"nofollow noopener noreferrer ugc\">"
	    "https://e.example/x?y=1&amp;z=2</a>. javascript:x");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(plain_marks),
		UNIT_TEST(strikethrough_is_text),
		UNIT_TEST(table_is_scrollable_and_scoped),
		UNIT_TEST(links),
		UNIT_TEST(hostile_links_lose_their_address),
		UNIT_TEST(raw_html_is_text),
		UNIT_TEST(attributes_are_not_left),
		UNIT_TEST(entities),
		UNIT_TEST(links_do_not_nest),
		UNIT_TEST(citations),
		UNIT_TEST(large_and_wild),
		UNIT_TEST(tags_are_balanced),
		UNIT_TEST(text_by_lines),
		UNIT_TEST(rich_pieces_keep_their_marks),
		UNIT_TEST(visitor_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
