/* core/accent: the steps of a colour keep their promised contrasts. */
#include "base/base.h"

#include "nlp/accent.h"

#include <setjmp.h>
#include <stdio.h>

#include <cmocka.h>

#define LIGHT_TEXT "#1a1d21"
#define DARK_TEXT "#e9ecef"

static void
check_steps(const struct accent_steps *s, const char *const grounds[3],
    const char *text)
{
	for (size_t i = 0; i < 3; i++) {
		assert_true(accent_contrast(s->accent, grounds[i]) >= 3.0);
		assert_true(accent_contrast(s->strong, grounds[i]) >= 4.5);
	}
	assert_true(accent_contrast(s->strong, s->soft) >= 4.5);
	assert_true(accent_contrast(s->on_accent, s->accent) >= 4.5);
	assert_true(accent_contrast(text, s->soft) >= 7.0);
}

static void
check_colour(const char *hex)
{
	static const char *const light[3] = {"#fbfbfa", "#ffffff", "#ffffff"};
	static const char *const dark[3] = {"#111315", "#191c1f", "#202428"};
	struct accent a;
	struct err e = {0};

	assert_int_equal(accent_derive(hex, &a, &e), RC_OK);
	check_steps(&a.light, light, LIGHT_TEXT);
	check_steps(&a.dark, dark, DARK_TEXT);
}

static void
contrast_is_that_of_wcag(void **state)
{
	(void)state;
	assert_true(accent_contrast("#000000", "#ffffff") > 20.99);
	assert_true(accent_contrast("#777777", "#FFFFFF") > 4.47);
	assert_true(accent_contrast("#777777", "#FFFFFF") < 4.49);
	assert_true(accent_contrast("#0f766e", "#0f766e") < 1.001);
}

/* 4,096 colours through the whole cube, with black, white and the greys. */
static void
every_colour_keeps_its_contrasts(void **state)
{
	char hex[ACCENT_HEX_SIZE];

	(void)state;
	for (unsigned i = 0; i < 4096; i++) {
		snprintf(hex, sizeof(hex), "#%02x%02x%02x",
		    (i >> 8 & 15) * 17, (i >> 4 & 15) * 17, (i & 15) * 17);
		check_colour(hex);
	}
}

static void
a_good_colour_is_left_alone(void **state)
{
	static const char *const brands[] = {"#0f766e", "#4338ca", "#86198f"};
	struct accent a;
	struct err e = {0};

	(void)state;
	for (size_t i = 0; i < NELEM(brands); i++) {
		assert_int_equal(accent_derive(brands[i], &a, &e), RC_OK);
		assert_string_equal(a.light.accent, brands[i]);
		assert_string_equal(a.light.on_accent, "#ffffff");
	}
}

static void
what_is_no_colour_is_refused(void **state)
{
	static const char *const wrong[] = {"", "#", "#0f766", "#0f766ee",
	    "0f766e0", "#0f766g", "#0f7 6e", "red", "#fff",
	    "#0f766e}body{display:none"};
	struct accent a;

	(void)state;
	for (size_t i = 0; i < NELEM(wrong); i++) {
		struct err e = {0};

		assert_int_equal(accent_derive(wrong[i], &a, &e), RC_INVALID);
		assert_int_equal((int)e.n_fields, 1);
		assert_string_equal(e.fields[0].name, "accent");
	}
}

static void
the_rule_names_the_scenario(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct accent a;
	struct err e = {0};
	struct buf out;

	(void)state;
	buf_init(&out, arena, 4096);
	assert_int_equal(accent_derive("#0f766e", &a, &e), RC_OK);
	accent_css("my-shop", &a, &out);
	assert_ptr_equal(strstr(out.data, "[data-accent=\"my-shop\"]{--accent:"
	    "#0f766e;"), out.data);
	assert_non_null(strstr(out.data, "--on-accent:light-dark(#ffffff,"));
	buf_clear(&out);
	accent_css(NULL, &a, &out);
	assert_ptr_equal(strstr(out.data, ":root{--accent:#0f766e;"), out.data);
	assert_false(out.overflow);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(contrast_is_that_of_wcag),
	    cmocka_unit_test(every_colour_keeps_its_contrasts),
	    cmocka_unit_test(a_good_colour_is_left_alone),
	    cmocka_unit_test(what_is_no_colour_is_refused),
	    cmocka_unit_test(the_rule_names_the_scenario),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
