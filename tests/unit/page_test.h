/*
 * What the tests of io/page share: a folder of templates that is gone after
 * the test, and one function that renders.
 */
#ifndef PAGE_TEST_H
#define PAGE_TEST_H

#include "unit.h"

#include "io/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE_TEST_FILES_MAX 16

struct page_test {
	struct arena *arena;
	const char *dir;
	const char *files[PAGE_TEST_FILES_MAX];
	size_t n_files;
	struct page_set *set;
};

static inline int
page_test_setup(void **state)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	struct page_test *t = arena_alloc(a, sizeof(*t));
	char *dir = arena_strdup(a, "/tmp/biwoco-page-XXXXXX");

	t->arena = a;
	t->dir = mkdtemp(dir);
	t->set = page_set_new(dir, false);
	*state = t;
	return t->dir == NULL;
}

static inline int
page_test_teardown(void **state)
{
	struct page_test *t = *state;

	page_set_free(t->set);
	for (size_t i = 0; i < t->n_files; i++)
		unlink(t->files[i]);
	rmdir(t->dir);
	arena_free(t->arena);
	return 0;
}

#define PAGE_TEST(f)                                              \
	cmocka_unit_test_setup_teardown(f, page_test_setup,       \
	    page_test_teardown)

static inline void
put_template(struct page_test *t, const char *name, const char *text)
{
	const char *path = arena_printf(t->arena, "%s/%s", t->dir, name);
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	assert_true(fputs(text, out) >= 0);
	assert_int_equal(fclose(out), 0);
	assert_true(t->n_files < PAGE_TEST_FILES_MAX);
	t->files[t->n_files++] = path;
}

static inline struct page *
open_page(struct page_test *t, const char *name)
{
	struct page *p = NULL;
	struct err e = {0};

	if (page_open(t->set, t->arena, name, "en", &p, &e) != RC_OK)
		fail_msg("%s: %s", name, e.detail);
	return p;
}

static inline const char *
rendered(struct page_test *t, struct page *p)
{
	struct buf b;
	struct err e = {0};

	buf_init(&b, t->arena, (size_t)1 << 20);
	if (page_render(p, &b, &e) != RC_OK)
		fail_msg("%s", e.detail);
	return b.data;
}

/* The detail of the error with which a page does not open. */
static inline const char *
open_fails(struct page_test *t, const char *name)
{
	struct page *p = NULL;
	struct err e = {0};

	assert_int_equal(page_open(t->set, t->arena, name, "en", &p, &e),
	    RC_INTERNAL);
	assert_null(strstr(e.message, ".cs"));
	return arena_strdup(t->arena, e.detail);
}

#endif
