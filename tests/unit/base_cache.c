/* base/cache: files that are whole or not there. */
#include "base/base.h"

#include "unit.h"

#include "base/cache.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/biwoco-cache.XXXXXX";

static const char *
path_of(void **state, const char *name)
{
	return arena_printf(*state, "%s/%s", folder, name);
}

static void
a_folder_is_made_for_us_alone(void **state)
{
	const char *dir = path_of(state, "new");
	struct err e = {0};
	struct stat st;

	assert_int_equal(cache_make(dir, &e), RC_OK);
	assert_int_equal(cache_make(dir, &e), RC_OK);
	assert_int_equal(stat(dir, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_int_equal(chmod(dir, 0777), 0);
	assert_int_equal(cache_make(dir, &e), RC_DENIED);
	assert_int_equal(cache_make("/nowhere/x", &e), RC_DENIED);
	assert_int_equal(rmdir(dir), 0);
}

static void
a_file_is_replaced_while_it_is_read(void **state)
{
	const char *path = path_of(state, "f");
	struct cache_file old, new;
	struct err e = {0};

	assert_int_equal(cache_open(path, &old, &e), RC_NOT_FOUND);
	assert_int_equal(cache_write(path, "one", 3, &e), RC_OK);
	assert_int_equal(cache_open(path, &old, &e), RC_OK);
	assert_int_equal(cache_write(path, "three", 5, &e), RC_OK);
	assert_int_equal(cache_open(path, &new, &e), RC_OK);
	assert_int_equal(old.n, 3);
	assert_memory_equal(old.data, "one", 3);
	assert_int_equal(new.n, 5);
	assert_memory_equal(new.data, "three", 5);
	cache_close(&old);
	cache_close(&new);
	cache_close(&new);
	assert_int_equal(unlink(path), 0);
}

static void
what_cannot_be_written_leaves_nothing(void **state)
{
	const char *path = path_of(state, "there");
	struct cache_file f;
	struct err e = {0};

	assert_int_equal(cache_write("/nowhere/f", "x", 1, &e), RC_INTERNAL);
	/* A folder of that name: the last step fails. */
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(cache_write(path, "x", 1, &e), RC_INTERNAL);
	assert_int_equal(cache_open(path, &f, &e), RC_INVALID);
	assert_int_equal(rmdir(path), 0);
	/* Nothing else may be left, or the folder cannot be removed. */
}

static void
a_lock_is_held_by_one(void **state)
{
	const char *path = path_of(state, "lock");
	struct err e = {0};
	int one, two;

	assert_int_equal(cache_lock(path, true, &one, &e), RC_OK);
	assert_int_equal(cache_lock(path, false, &two, &e), RC_BUSY);
	assert_int_equal(two, -1);
	close(one);
	assert_int_equal(cache_lock(path, false, &two, &e), RC_OK);
	close(two);
	assert_int_equal(cache_lock("/nowhere/lock", true, &one, &e),
	    RC_DENIED);
	assert_int_equal(unlink(path), 0);
}

static void
an_empty_file_is_no_file(void **state)
{
	const char *path = path_of(state, "empty");
	struct cache_file f;
	struct err e = {0};

	assert_int_equal(cache_write(path, "", 0, &e), RC_OK);
	assert_int_equal(cache_open(path, &f, &e), RC_INVALID);
	assert_null(f.data);
	assert_int_equal(unlink(path), 0);
}

static int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) == NULL ? -1 : 0;
}

static int
remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(a_folder_is_made_for_us_alone),
		UNIT_TEST(a_file_is_replaced_while_it_is_read),
		UNIT_TEST(what_cannot_be_written_leaves_nothing),
		UNIT_TEST(a_lock_is_held_by_one),
		UNIT_TEST(an_empty_file_is_no_file),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
