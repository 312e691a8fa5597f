/* lib/base/conf: where values come from, and what errors say. */
#include "base/base.h"

#include "base/conf.h"

#include "base/text.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECRET "0123456789abcdef0123456789abcdef"

static char folder[] = "/tmp/biwoco_conf_XXXXXX";

/* A file in the test's folder; returns its path. */
static const char *
write_file(struct arena *a, const char *name, const char *text)
{
	char *path = arena_printf(a, "%s/%s", folder, name);
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	return path;
}

static void
clear_environment(void)
{
	static const char *const NAMES[] = {"BIWOCO_CONFIG", "DATABASE_URL",
	    "BIWOCO_DATABASE_URL", "BIWOCO_SITE_ID", "BIWOCO_SECRET",
	    "BIWOCO_SECRET_FILE", "BIWOCO_BASE_URL", "BIWOCO_HSTS"};

	for (size_t i = 0; i < NELEM(NAMES); i++)
		assert_int_equal(unsetenv(NAMES[i]), 0);
}

static int
setup(void **state)
{
	clear_environment();
	return unit_setup(state);
}

static struct conf
load(struct arena *a, const char *text)
{
	struct conf c;
	struct err e = {0};
	enum rc rc = conf_load(a, write_file(a, "t.conf", text), &c, &e);

	if (rc != RC_OK)
		print_error("%s\n", e.message);
	assert_int_equal(rc, RC_OK);
	return c;
}

/* The message of the error that `text` makes. */
static const char *
load_error(struct arena *a, const char *text)
{
	struct conf c;
	struct err e = {0};

	assert_int_equal(
	    conf_load(a, write_file(a, "t.conf", text), &c, &e), RC_INVALID);
	return arena_strdup(a, e.message);
}

static void
defaults_fill_what_is_not_given(void **state)
{
	struct conf c = load(*state, "secret = " SECRET "\n");

	assert_string_equal(c.secret, SECRET);
	assert_string_equal(c.database_url, "postgresql:///biwoco");
	assert_string_equal(c.owner_database_url, c.database_url);
	assert_string_equal(c.cache_dir,
	    arena_printf(*state, "%s/cache", c.run_dir));
	assert_string_equal(c.log_level, "info");
	assert_int_equal(c.site_id, 1);
	assert_int_equal(c.rate_percent, 100);
	assert_true(c.cookie_secure);
	assert_false(c.hsts);
}

static void
the_file_is_read_line_by_line(void **state)
{
	struct conf c = load(*state, "# a comment\n\n  site_id=7  \r\n"
				     "\tbase_url = https://x.example/help\n"
				     "cookie_secure = FALSE\n"
				     "secret = #" SECRET "=\n"
				     "hsts = on");

	assert_int_equal(c.site_id, 7);
	assert_string_equal(c.base_url, "https://x.example/help");
	assert_false(c.cookie_secure);
	assert_string_equal(c.secret, "#" SECRET "=");
	assert_true(c.hsts);
}

static void
the_environment_wins(void **state)
{
	struct conf c;

	(void)setenv("BIWOCO_SITE_ID", "9", 1);
	(void)setenv("BIWOCO_BASE_URL", "", 1); /* as if not set */
	c = load(*state, "secret = " SECRET "\nsite_id = 7\n"
			 "base_url = https://x.example\n");
	assert_int_equal(c.site_id, 9);
	assert_string_equal(c.base_url, "https://x.example");
}

static void
database_url_is_read_too_but_after_our_own(void **state)
{
	const char *text = "secret = " SECRET "\ndatabase_url = file\n";

	(void)setenv("DATABASE_URL", "plain", 1);
	assert_string_equal(load(*state, text).database_url, "plain");
	(void)setenv("BIWOCO_DATABASE_URL", "own", 1);
	assert_string_equal(load(*state, text).database_url, "own");
}

static void
a_value_may_stand_in_a_file_of_its_own(void **state)
{
	const char *path = write_file(*state, "secret", SECRET "X\nmore\n");
	struct conf c = load(*state,
	    arena_printf(*state, "secret_file = %s\n", path));

	assert_string_equal(c.secret, SECRET "X");
	path = write_file(*state, "secret", " " SECRET "Y ");
	(void)setenv("BIWOCO_SECRET_FILE", path, 1);
	assert_string_equal(load(*state, "secret = x\n").secret, SECRET "Y");
}

static void
errors_name_line_expectation_and_hint(void **state)
{
	static const struct {
		const char *text;
		const char *parts[3];
	} CASES[] = {
		{"\n\nsite_id = many\n", {"t.conf:3: site_id must be a whole "
		    "number from 1 to", "not \"many\"", "hint: "}},
		{"api_processes = 0\n", {"t.conf:1: api_processes must be a "
		    "whole number from 1 to 256", "not \"0\"", "hint: "}},
		{"api_processes = 257\n", {"256", "not \"257\"", "hint: "}},
		{"site_id = 99999999999999999999\n", {"t.conf:1",
		    "whole number", "hint: "}},
		{"site_id = 1.5\n", {"t.conf:1", "whole number", "hint: "}},
		{"hsts = maybe\n", {"t.conf:1: hsts must be true or false",
		    "not \"maybe\"", "hint: "}},
		{"# x\nsite = 1\n", {"t.conf:2: \"site\" is not a known key",
		    "", "hint: "}},
		{"_file = 1\n", {"\"_file\" is not a known key", "", "hint: "}},
		{"site_id\n", {"t.conf:1: expected \"key = value\"", "",
		    "hint: "}},
		{"= 1\n", {"t.conf:1: expected", "", "hint: "}},
		{"site_id = 1\nhsts = on\nsite_id = 2\n", {"t.conf:3: "
		    "\"site_id\" stands in line 1 already", "", "hint: "}},
		{"log_level = loud\n", {"debug, info, warn or error",
		    "not \"loud\"", "hint: "}},
		{"base_url = example.com\n", {"base_url must be https://host",
		    "not \"example.com\"", "hint: "}},
		{"base_url = https://x.example/\n", {"without a slash", "",
		    "hint: "}},
		{"base_url = https://x.example/?a=b\n", {"base_url", "",
		    "hint: "}},
		{"web_role = a\"; drop\n", {"web_role must be", "", "hint: "}},
		{"embed_origins = https://a; script-src *\n",
		    {"embed_origins must be", "", "hint: "}},
		{"trusted_proxies = everybody!\n",
		    {"trusted_proxies must be", "", "hint: "}},
		{"data_dir =\n", {"data_dir must be a folder", "", "hint: "}},
	};

	(void)setenv("BIWOCO_SECRET", SECRET, 1);
	for (size_t i = 0; i < NELEM(CASES); i++) {
		const char *message =
		    load_error(*state, CASES[i].text);

		for (size_t k = 0; k < NELEM(CASES[i].parts); k++) {
			if (strstr(message, CASES[i].parts[k]) == NULL)
				fail_msg("%s\nlacks %s", message,
				    CASES[i].parts[k]);
		}
	}
}

static void
i6_errors_do_not_show_secrets(void **state)
{
	const char *message = load_error(*state, "secret = hunter2\n");

	assert_non_null(strstr(message,
	    "t.conf:1: secret must be 32 characters or more"));
	assert_null(strstr(message, "hunter2"));
}

static void
a_missing_secret_says_how_to_make_one(void **state)
{
	const char *message = load_error(*state, "");

	assert_non_null(strstr(message, "secret is not set"));
	assert_non_null(strstr(message, "hint: "));
	assert_non_null(strstr(message, "openssl rand"));
}

static void
wrong_variables_are_named(void **state)
{
	const char *message;

	(void)setenv("BIWOCO_SITE_ID", "x", 1);
	message = load_error(*state, "secret = " SECRET "\n");
	assert_non_null(strstr(message, "BIWOCO_SITE_ID: site_id must be"));
}

static void
a_value_given_twice_is_refused(void **state)
{
	const char *message =
	    load_error(*state, "secret = " SECRET "\nsecret_file = /x\n");

	assert_non_null(strstr(message, "are both given"));
	assert_non_null(strstr(message, "hint: "));
}

static void
files_that_cannot_be_read_are_named(void **state)
{
	struct conf c;
	struct err e = {0};
	const char *message;

	assert_int_equal(conf_load(*state, "/nowhere/x.conf", &c, &e),
	    RC_INVALID);
	assert_non_null(strstr(e.message, "/nowhere/x.conf cannot be read"));
	assert_int_equal(conf_load(*state, folder, &c, &e), RC_INVALID);
	assert_int_equal(conf_load(*state, "/nowhere/x.conf", &c, NULL),
	    RC_INVALID);
	message = load_error(*state, "secret_file = /nowhere/s\n");
	assert_non_null(strstr(message, "t.conf:1 names /nowhere/s"));
	message = load_error(*state, "site_id = \xFF\n");
	assert_non_null(strstr(message, "not UTF-8"));
}

static void
a_huge_file_is_refused(void **state)
{
	char *text = arena_alloc(*state, (100 << 10) + 1);

	memset(text, '#', 100 << 10);
	assert_non_null(strstr(load_error(*state, text), "is longer than"));
}

static void
biwoco_config_names_the_file(void **state)
{
	struct conf c;
	struct err e = {0};
	const char *path = write_file(*state, "named.conf",
	    "secret = " SECRET "\nsite_id = 5\n");

	(void)setenv("BIWOCO_CONFIG", path, 1);
	assert_int_equal(conf_load(*state, NULL, &c, &e), RC_OK);
	assert_int_equal(c.site_id, 5);
	(void)setenv("BIWOCO_CONFIG", "/nowhere/x.conf", 1);
	assert_int_equal(conf_load(*state, NULL, &c, &e), RC_INVALID);
}

static void
the_folder_and_xdg_are_searched(void **state)
{
	struct conf c;
	struct err e = {0};
	char *before = getcwd(NULL, 0);

	assert_int_equal(chdir(folder), 0);
	(void)setenv("BIWOCO_SECRET", SECRET, 1);
	(void)setenv("XDG_CONFIG_HOME", folder, 1);
	assert_int_equal(conf_load(*state, NULL, &c, &e), RC_OK);
	assert_int_equal(c.site_id, 1); /* no file is fine */
	(void)write_file(*state, "biwoco/biwoco.conf", "site_id = 3\n");
	assert_int_equal(conf_load(*state, NULL, &c, &e), RC_OK);
	assert_int_equal(c.site_id, 3);
	(void)write_file(*state, "biwoco.conf", "site_id = 2\n");
	assert_int_equal(conf_load(*state, NULL, &c, &e), RC_OK);
	assert_int_equal(c.site_id, 2);
	assert_int_equal(chdir(before), 0);
	free(before);
}

struct listing {
	struct arena *arena;
	int n;
	const char *all;
};

static void
list_key(void *arg, const char *key, const char *value, const char *source,
    const char *about)
{
	struct listing *l = arg;

	assert_int_not_equal(about[0], '\0');
	l->n++;
	l->all = arena_printf(l->arena, "%s%s=%s [%s]\n", l->all, key, value,
	    source);
}

static void
i6_listing_masks_secrets_and_names_sources(void **state)
{
	struct listing l = {.arena = *state, .all = ""};
	struct conf c;

	(void)setenv("BIWOCO_SITE_ID", "4", 1);
	c = load(*state, "secret = " SECRET "\n"
			 "database_url = postgresql://web:pa55@db:5432/x\n"
			 "owner_database_url = host=db password=pa55\n");
	conf_list(&c, list_key, &l);
	assert_int_equal(l.n, CONF_KEYS);
	assert_null(strstr(l.all, SECRET));
	assert_null(strstr(l.all, "pa55"));
	assert_non_null(strstr(l.all,
	    "database_url=postgresql://web:***@db:5432/x ["));
	assert_non_null(strstr(l.all, "site_id=4 [BIWOCO_SITE_ID]"));
	assert_non_null(strstr(l.all, "hsts=false [default]"));
	assert_non_null(strstr(l.all, "t.conf:1]"));
}

static int
make_folder(void **state)
{
	char path[64];

	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	(void)snprintf(path, sizeof(path), "%s/biwoco", folder);
	return mkdir(path, 0700);
}

static int
remove_folder(void **state)
{
	static const char *const NAMES[] = {"t.conf", "secret", "named.conf",
	    "biwoco.conf", "biwoco/biwoco.conf", "biwoco", ""};
	char path[64];

	(void)state;
	for (size_t i = 0; i < NELEM(NAMES); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", folder, NAMES[i]);
		if (remove(path) != 0)
			return -1;
	}
	return 0;
}

#define CONF_TEST(f) cmocka_unit_test_setup_teardown(f, setup, unit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CONF_TEST(defaults_fill_what_is_not_given),
		CONF_TEST(the_file_is_read_line_by_line),
		CONF_TEST(the_environment_wins),
		CONF_TEST(database_url_is_read_too_but_after_our_own),
		CONF_TEST(a_value_may_stand_in_a_file_of_its_own),
		CONF_TEST(errors_name_line_expectation_and_hint),
		CONF_TEST(i6_errors_do_not_show_secrets),
		CONF_TEST(a_missing_secret_says_how_to_make_one),
		CONF_TEST(wrong_variables_are_named),
		CONF_TEST(a_value_given_twice_is_refused),
		CONF_TEST(files_that_cannot_be_read_are_named),
		CONF_TEST(a_huge_file_is_refused),
		CONF_TEST(biwoco_config_names_the_file),
		CONF_TEST(the_folder_and_xdg_are_searched),
		CONF_TEST(i6_listing_masks_secrets_and_names_sources),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
