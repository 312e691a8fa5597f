/* Every page of the project can be read and rendered without values. */
#include "base/base.h"

#include "unit.h"

#include "base/text.h"
#include "io/page.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static const char *
folder(struct arena *a)
{
	const char *dir = getenv("srcdir");

	return arena_printf(a, "%s/templates", dir == NULL ? "." : dir);
}

/* A file that includes nothing is a part of pages, not a page. */
static bool
is_page(struct arena *a, const char *name)
{
	FILE *f = fopen(arena_printf(a, "%s/%s", folder(a), name), "r");
	char line[4096];
	bool found = false;

	assert_non_null(f);
	while (!found && fgets(line, sizeof(line), f) != NULL)
		found = strstr(line, "<?cs include:") != NULL;
	fclose(f);
	return found;
}

static void
try_page(struct arena *a, struct page_set *ps, const char *name, size_t *bad)
{
	struct page *p = NULL;
	struct buf b;
	struct err e = {0};

	buf_init(&b, a, (size_t)1 << 20);
	enum rc rc = page_open(ps, a, name, "en", &p, &e);
	if (rc == RC_OK)
		rc = page_render(p, &b, &e);
	if (rc == RC_OK)
		return;
	print_error("%s\n", e.detail);
	++*bad;
}

static void
try_folder(struct arena *a, struct page_set *ps, const char *name, size_t *n,
    size_t *bad)
{
	DIR *d = opendir(arena_printf(a, "%s/%s", folder(a), name));
	const struct dirent *entry;

	assert_non_null(d);
	while ((entry = readdir(d)) != NULL) {
		const char *page = arena_printf(a, "%s/%s", name,
		    entry->d_name);

		if (!text_ends(page, ".cs") || !is_page(a, page))
			continue;
		try_page(a, ps, page, bad);
		++*n;
	}
	closedir(d);
}

static void
every_page_can_be_rendered(void **state)
{
	struct arena *a = *state;
	struct page_set *ps = page_set_new(folder(a), false);
	DIR *d = opendir(folder(a));
	const struct dirent *entry;
	size_t n = 0, bad = 0;

	assert_non_null(d);
	while ((entry = readdir(d)) != NULL)
		if (entry->d_name[0] != '.')
			try_folder(a, ps, entry->d_name, &n, &bad);
	closedir(d);
	page_set_free(ps);
	assert_true(n > 0);
	assert_int_equal(bad, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(every_page_can_be_rendered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
