/* lib/base/arena and lib/base/buf. */
#include "base/base.h"

#include "base/arena.h"

#include "base/buf.h"
#include "unit.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs fn in a child whose stderr goes nowhere; returns its wait status. */
static int
run_child(void (*fn)(void))
{
	int status = 0;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		(void)dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		fn();
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void
pieces_are_zeroed_and_aligned(void **state)
{
	struct arena *a = *state;

	for (size_t n = 1; n < 3000; n += 7) {
		unsigned char *p = arena_alloc(a, n);

		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xAA, n);
	}
}

static void
pieces_are_zeroed_again_after_a_reset(void **state)
{
	struct arena *a = *state;

	memset(arena_alloc(a, 1000), 0xAA, 1000);
	arena_reset(a);
	for (int i = 0; i < 10; i++) {
		char *p = arena_alloc(a, 100);

		for (size_t k = 0; k < 100; k++)
			assert_int_equal(p[k], 0);
	}
}

static void
pieces_do_not_overlap(void **state)
{
	struct arena *a = *state;
	unsigned char *p[200];

	for (size_t i = 0; i < NELEM(p); i++) {
		size_t n = i % 5 == 0 ? 70000 : 1 + i * 13;

		p[i] = arena_alloc(a, n);
		memset(p[i], (int)i, n);
	}
	for (size_t i = 0; i < NELEM(p); i++) {
		size_t n = i % 5 == 0 ? 70000 : 1 + i * 13;

		for (size_t k = 0; k < n; k++)
			assert_int_equal(p[i][k], i);
	}
}

static void
used_counts_since_the_last_reset(void **state)
{
	struct arena *a = *state;

	assert_int_equal(arena_used(a), 0);
	(void)arena_alloc(a, 1000);
	assert_in_range(arena_used(a), 1000, 1000 + sizeof(max_align_t));
	arena_reset(a);
	assert_int_equal(arena_used(a), 0);
}

static void
copies_are_exact(void **state)
{
	struct arena *a = *state;
	char big[1000];

	memset(big, 'x', sizeof(big));
	big[sizeof(big) - 1] = '\0';
	assert_string_equal(arena_strdup(a, ""), "");
	assert_string_equal(arena_strdup(a, "chào"), "chào");
	assert_string_equal(arena_strndup(a, "abcdef", 3), "abc");
	assert_string_equal(arena_strndup(a, "ab", 30), "ab");
	assert_memory_equal(arena_dup(a, "a\0b", 4), "a\0b", 4);
	assert_string_equal(arena_printf(a, "%d-%s", 7, "x"), "7-x");
	assert_string_equal(arena_printf(a, "%s%s", big, "!") + 999, "!");
}

struct note {
	struct arena *arena;
	char *order;
	char letter;
};

static void
write_letter(void *p)
{
	struct note *n = p; /* arena memory: still there */

	n->order[strlen(n->order)] = n->letter;
}

static void
deferred_functions_run_once_and_last_first(void **state)
{
	struct arena *a = *state;
	char order[8] = "";

	for (char c = 'a'; c <= 'c'; c++) {
		struct note *n = arena_alloc(a, sizeof(*n));

		*n = (struct note){a, order, c};
		arena_defer(a, write_letter, n);
	}
	arena_reset(a);
	assert_string_equal(order, "cba");
	arena_reset(a);
	assert_string_equal(order, "cba");
}

static void
pass_the_limit(void)
{
	struct arena *a = arena_new(1000);

	for (int i = 0; i < 100; i++)
		(void)arena_alloc(a, 11);
}

static void
ask_for_all_memory(void)
{
	(void)arena_alloc(arena_new(1000), SIZE_MAX - 3);
}

static void
overflow_an_array(void)
{
	(void)arena_array(arena_new(1000), SIZE_MAX / 2, 4);
}

static void
past_the_limit_the_process_ends(void **state)
{
	void (*const cases[])(void) = {pass_the_limit, ask_for_all_memory,
	    overflow_an_array};

	(void)state;
	for (size_t i = 0; i < NELEM(cases); i++) {
		int status = run_child(cases[i]);

		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 70);
	}
}

static void
the_whole_limit_may_be_used(void **state)
{
	struct arena *a = arena_new(1024);

	(void)state;
	(void)arena_alloc(a, 512);
	(void)arena_alloc(a, 512);
	arena_reset(a);
	(void)arena_alloc(a, 1024);
	arena_free(a);
}

#if defined(ARENA_DEBUG) && defined(__SANITIZE_ADDRESS__)
#define SEES_OVERRUN 1
#else
#define SEES_OVERRUN 0
#endif

static void
write_past_the_end(void)
{
	volatile size_t at = 24;
	volatile char *p = arena_alloc(arena_new(1000), 24);

	p[at] = 'x';
}

static void
read_after_reset(void)
{
	struct arena *a = arena_new(1000);
	volatile char *p = arena_alloc(a, 24);

	arena_reset(a);
	p[0] = 'x';
}

static void
the_debug_build_sees_misuse(void **state)
{
	(void)state;
	if (!SEES_OVERRUN)
		skip();
	assert_int_not_equal(run_child(write_past_the_end), 0);
	assert_int_not_equal(run_child(read_after_reset), 0);
}

static void
a_buffer_grows(void **state)
{
	struct buf b;

	buf_init(&b, *state, 1 << 20);
	assert_string_equal(b.data, "");
	for (int i = 0; i < 100000; i++)
		buf_putc(&b, (char)('a' + i % 26));
	assert_int_equal(b.len, 100000);
	for (int i = 0; i < 100000; i++)
		assert_int_equal(b.data[i], 'a' + i % 26);
	assert_int_equal(b.data[b.len], '\0');
	assert_false(b.overflow);
}

static void
a_buffer_stops_at_its_maximum(void **state)
{
	struct buf b;

	buf_init(&b, *state, 10);
	buf_puts(&b, "0123456789");
	assert_false(b.overflow);
	buf_putc(&b, 'x');
	assert_true(b.overflow);
	assert_string_equal(b.data, "0123456789");
}

static void
nothing_is_added_after_an_overflow(void **state)
{
	struct buf b;

	buf_init(&b, *state, 10);
	buf_puts(&b, "0123");
	buf_puts(&b, "too long for it");
	buf_putc(&b, 'x');
	buf_printf(&b, "%d", 1);
	buf_html(&b, "<", 1);
	assert_true(b.overflow);
	assert_string_equal(b.data, "0123");
	buf_clear(&b);
	buf_putc(&b, 'y');
	assert_false(b.overflow);
	assert_string_equal(b.data, "y");
}

static void
a_buffer_of_nothing_overflows(void **state)
{
	struct buf b;

	buf_init(&b, *state, 0);
	buf_add(&b, "", 0);
	assert_false(b.overflow);
	buf_putc(&b, 'x');
	assert_true(b.overflow);
	assert_string_equal(b.data, "");
}

static void
printf_fits_or_overflows(void **state)
{
	struct buf b;

	buf_init(&b, *state, 600);
	buf_printf(&b, "%0500d", 1);
	buf_printf(&b, "%0100d", 2);
	assert_int_equal(b.len, 600);
	assert_int_equal(b.data[599], '2');
	assert_false(b.overflow);
	buf_printf(&b, "%s", "x");
	assert_true(b.overflow);
	assert_int_equal(strlen(b.data), 600);
}

static void
d1_html_is_escaped(void **state)
{
	struct buf b;
	const char *s = "<a href=\"x\">it's & «ça»</a>";

	buf_init(&b, *state, 1000);
	buf_html(&b, s, strlen(s));
	assert_string_equal(b.data, "&lt;a href=&quot;x&quot;&gt;it&#39;s "
				    "&amp; «ça»&lt;/a&gt;");
}

static void
urls_are_percent_encoded(void **state)
{
	struct buf b;

	buf_init(&b, *state, 1000);
	buf_url(&b, "a-Z_0.9~ /?&=%+é\r\n");
	assert_string_equal(b.data,
	    "a-Z_0.9~%20%2F%3F%26%3D%25%2B%C3%A9%0D%0A");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(pieces_are_zeroed_and_aligned),
		UNIT_TEST(pieces_are_zeroed_again_after_a_reset),
		UNIT_TEST(pieces_do_not_overlap),
		UNIT_TEST(used_counts_since_the_last_reset),
		UNIT_TEST(copies_are_exact),
		UNIT_TEST(deferred_functions_run_once_and_last_first),
		UNIT_TEST(past_the_limit_the_process_ends),
		UNIT_TEST(the_whole_limit_may_be_used),
		UNIT_TEST(the_debug_build_sees_misuse),
		UNIT_TEST(a_buffer_grows),
		UNIT_TEST(a_buffer_stops_at_its_maximum),
		UNIT_TEST(nothing_is_added_after_an_overflow),
		UNIT_TEST(a_buffer_of_nothing_overflows),
		UNIT_TEST(printf_fits_or_overflows),
		UNIT_TEST(d1_html_is_escaped),
		UNIT_TEST(urls_are_percent_encoded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
