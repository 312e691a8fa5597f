/*
 * Reading a template: includes are put in place, `_{texts}` translated, and
 * every line remembers where it comes from.  Private to the page module.
 */
#ifndef IO_PAGE_LOAD_H
#define IO_PAGE_LOAD_H

#include <time.h>

#include "base/buf.h"
#include "base/rc.h"

#define PAGE_FILES_MAX 32		     /* a page and all it includes */
#define PAGE_DEPTH_MAX 8		     /* includes in includes */
#define PAGE_FILE_MAX ((size_t)256 << 10)    /* bytes of one file */
#define PAGE_SOURCE_MAX ((size_t)1024 << 10) /* bytes of all together */

struct page_file {
	const char *name; /* below the template folder */
	struct timespec changed;
	int64_t size;
};

struct page_line {
	uint32_t file; /* index into files */
	uint32_t line;
};

struct page_source {
	struct buf text;
	struct buf lines; /* struct page_line, one a line of text */
	struct page_file files[PAGE_FILES_MAX];
	size_t n_files;
};

/* Translates into the process's current language (i18n_language). */
enum rc page_source_load(struct arena *a, const char *dir, const char *name,
    struct page_source *out, struct err *e) MUST_CHECK;

/* A file of it has another time or size than when it was read. */
bool page_source_changed(const char *dir, const struct page_source *s);

/* "portal/chat.cs:12" for a line of the text (from 1). */
const char *page_source_where(struct arena *a, const struct page_source *s,
    size_t line);

/* "folder/name.cs" of lower-case letters, digits, "_", "-" and "/". */
bool page_name_is_valid(const char *name);

#endif
