/* lib/base/log: one JSON object on one line, whatever the values hold. */
#include "base/base.h"

#include "base/log.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"
#include "unit.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define CAPTURE_MAX 65536

/* What fn writes to stderr, as one text in the arena. */
static const char *
capture(struct arena *a, void (*fn)(void *), void *arg)
{
	FILE *file = tmpfile();
	int saved = dup(STDERR_FILENO);
	char *text = arena_alloc(a, CAPTURE_MAX);

	assert_non_null(file);
	(void)dup2(fileno(file), STDERR_FILENO);
	fn(arg);
	(void)dup2(saved, STDERR_FILENO);
	(void)close(saved);
	rewind(file);
	assert_true(fread(text, 1, CAPTURE_MAX - 1, file) < CAPTURE_MAX);
	(void)fclose(file);
	return text;
}

/* The line as JSON; fails unless it is exactly one line. */
static struct json *
read_line(struct arena *a, const char *text)
{
	struct json *j;
	struct err e;
	size_t n = strlen(text);

	assert_true(n > 1);
	assert_ptr_equal(strchr(text, '\n'), text + n - 1);
	assert_int_equal(json_read(a, text, n, &j, &e), RC_OK);
	assert_int_equal(json_type_of(j), JSON_OBJECT);
	return j;
}

static void
log_value(void *arg)
{
	log_event(LOG_LEVEL_WARN, "read", LOG_TEXT("value", arg),
	    LOG_I64("n", -7));
}

static void
a_line_has_time_level_program_and_pairs(void **state)
{
	char value[] = "x";
	struct json *j = read_line(*state, capture(*state, log_value, value));
	int64_t us;

	assert_true(clock_parse(json_text(json_get(j, "ts")), &us));
	assert_string_equal(json_text(json_get(j, "level")), "warn");
	assert_string_equal(json_text(json_get(j, "program")), "test");
	assert_string_equal(json_text(json_get(j, "msg")), "read");
	assert_string_equal(json_text(json_get(j, "value")), "x");
	assert_int_equal(json_i64(json_get(j, "n")), -7);
	assert_int_equal(json_count(j), 6);
}

static void
d7_control_characters_stay_on_one_line(void **state)
{
	char value[] = "a\nb\r\n{\"level\":\"info\"}\t\x1B[2J\x7F"
			    "\xC2\x85\xE2\x80\xA8\xE2\x80\xA9\x01\"\\";
	const char *text = capture(*state, log_value, value);
	struct json *j = read_line(*state, text);

	assert_string_equal(json_text(json_get(j, "value")), value);
	for (size_t i = 0; i + 1 < strlen(text); i++)
		assert_true((unsigned char)text[i] >= 0x20 && text[i] != 0x7F);
	assert_null(strstr(text, "\xC2\x85"));
	assert_null(strstr(text, "\xE2\x80\xA8"));
}

static void
d7_values_are_cut(void **state)
{
	char *value = arena_alloc(*state, 20001);
	struct json *j;
	const char *got;

	for (size_t i = 0; i < 20000; i += 2)
		memcpy(value + i, "\xC3\xA0", 2);
	j = read_line(*state, capture(*state, log_value, value));
	got = json_text(json_get(j, "value"));
	assert_in_range(strlen(got), LOG_VALUE_MAX, LOG_VALUE_MAX + 4);
	assert_true(text_is_valid(got, strlen(got)));
	assert_true(text_ends(got, "…"));
}

static void
d7_broken_utf8_is_replaced(void **state)
{
	char value[] = "a\xFF\xC3(\xED\xA0\x80\xE2\x82";
	struct json *j = read_line(*state, capture(*state, log_value, value));

	assert_string_equal(json_text(json_get(j, "value")),
	    "a\xEF\xBF\xBD\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
	    "\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void
log_much(void *arg)
{
	struct log_pair pairs[41];

	for (size_t i = 0; i < 40; i++)
		pairs[i] = LOG_TEXT("k", arg);
	pairs[0].key = "first";
	for (size_t i = 1; i < 40; i++)
		pairs[i].key = (const char *)arg + 1000 - i;
	pairs[40] = LOG_TEXT(NULL, NULL);
	log_pairs(LOG_LEVEL_ERROR, "much", pairs);
}

static void
d7_a_line_has_a_maximum_and_says_so(void **state)
{
	char value[1001];
	const char *text;
	struct json *j;

	memset(value, '\x01', 1000);
	value[1000] = '\0';
	text = capture(*state, log_much, value);
	j = read_line(*state, text);
	assert_true(strlen(text) <= 16384);
	assert_true(json_has(j, "first"));
	assert_true(json_bool(json_get(j, "cut")));
}

static void
log_each_level(void *arg)
{
	(void)arg;
	log_event(LOG_LEVEL_DEBUG, "one");
	log_event(LOG_LEVEL_INFO, "two");
	log_event(LOG_LEVEL_ERROR, "three");
}

static void
lower_levels_are_left_out(void **state)
{
	const char *text;

	log_init("test", LOG_LEVEL_ERROR);
	text = capture(*state, log_each_level, NULL);
	log_init("test", LOG_LEVEL_DEBUG);
	assert_string_equal(
	    json_text(json_get(read_line(*state, text), "msg")), "three");
}

static void
levels_have_names(void **state)
{
	enum log_level level;

	(void)state;
	assert_true(log_level_parse("Warn", &level));
	assert_int_equal(level, LOG_LEVEL_WARN);
	assert_true(log_level_parse("debug", &level));
	assert_int_equal(level, LOG_LEVEL_DEBUG);
	assert_false(log_level_parse("warning", &level));
	assert_false(log_level_parse("", &level));
}

static void
die_in_a_child(void *arg)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		log_die("no \"%s\"", "luck");
	assert_int_equal(waitpid(pid, &status, 0), pid);
	*(int *)arg = status;
}

static void
dying_says_why_and_exits_with_70(void **state)
{
	int status = 0;
	struct json *j =
	    read_line(*state, capture(*state, die_in_a_child, &status));

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 70);
	assert_string_equal(json_text(json_get(j, "msg")), "no \"luck\"");
	assert_string_equal(json_text(json_get(j, "level")), "error");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(a_line_has_time_level_program_and_pairs),
		UNIT_TEST(d7_control_characters_stay_on_one_line),
		UNIT_TEST(d7_values_are_cut),
		UNIT_TEST(d7_broken_utf8_is_replaced),
		UNIT_TEST(d7_a_line_has_a_maximum_and_says_so),
		UNIT_TEST(lower_levels_are_left_out),
		UNIT_TEST(levels_have_names),
		UNIT_TEST(dying_says_why_and_exits_with_70),
	};

	log_init("test", LOG_LEVEL_DEBUG);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
