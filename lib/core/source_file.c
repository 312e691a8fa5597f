#include "base/base.h"

#include "core/source_file.h"

#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define DIR_FILES_MAX 10000 /* a folder of more is surely the wrong one */

static void
close_file(void *p)
{
	fclose(p);
}

static void
close_dir(void *p)
{
	closedir(p);
}

bool
source_exists(const char *path)
{
	return access(path, R_OK) == 0;
}

enum rc
source_file_read(struct arena *a, const char *path, char **text, size_t *len,
    struct err *e)
{
	FILE *f = fopen(path, "re");
	struct stat st;
	char *data;
	size_t n;

	if (f == NULL)
		return err_set(e, errno == ENOENT ? RC_NOT_FOUND : RC_INVALID,
		    "%s: %s.", path, strerror(errno));
	arena_defer(a, close_file, f);
	if (fstat(fileno(f), &st) != 0 || !S_ISREG(st.st_mode))
		return err_set(e, RC_INVALID,
		    "%s: expected a regular file.", path);
	if ((size_t)st.st_size > SOURCE_FILE_MAX)
		return err_set(e, RC_TOO_LARGE,
		    "%s: is larger than 10 MB.", path);
	data = arena_alloc(a, (size_t)st.st_size + 1);
	n = fread(data, 1, (size_t)st.st_size, f);
	if (n >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0) {
		data += 3;
		n -= 3;
	}
	if (!text_is_valid(data, n))
		return err_set(e, RC_INVALID,
		    "%s: expected text in UTF-8.", path);
	*text = data;
	*len = n;
	return RC_OK;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

enum rc
source_dir_list(struct arena *a, const char *dir, const char *suffix,
    struct source_names *out, struct err *e)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	size_t cap = 0;

	*out = (struct source_names){0};
	if (d == NULL)
		return err_set(e, errno == ENOENT ? RC_NOT_FOUND : RC_INVALID,
		    "%s: %s.", dir, strerror(errno));
	arena_defer(a, close_dir, d);
	while ((entry = readdir(d)) != NULL) {
		if (entry->d_name[0] == '.' ||
		    !text_ends(entry->d_name, suffix))
			continue;
		if (out->n == DIR_FILES_MAX)
			return err_set(e, RC_TOO_LARGE,
			    "%s: holds more than %d files.", dir,
			    DIR_FILES_MAX);
		if (out->n == cap) {
			char **more = arena_array(a, cap * 2 + 64,
			    sizeof(*more));

			if (cap > 0)
				memcpy(more, out->items,
				    cap * sizeof(*more));
			out->items = more;
			cap = cap * 2 + 64;
		}
		out->items[out->n++] = arena_strdup(a, entry->d_name);
	}
	if (out->n > 0)
		qsort(out->items, out->n, sizeof(*out->items), by_name);
	return RC_OK;
}
