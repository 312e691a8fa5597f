/*
 * Files in cache_dir: made from the database, written whole or not at all,
 * read by mmap.  A file is never changed in place; who has it open keeps
 * what it read.
 */
#ifndef BASE_CACHE_H
#define BASE_CACHE_H

#include "base/rc.h"

#define CACHE_FILE_MAX ((size_t)4 << 30) /* above any file that is made */

/* Makes the folder with mode 0700; DENIED when it is another's or when others
 * may write to it. */
enum rc cache_make(const char *dir, struct err *e) MUST_CHECK;

/*
 * Beside `path`, then renamed to it: a reader sees the old file or the new
 * one.  What a killed writer left behind has the ending ".tmp".
 */
enum rc cache_write(const char *path, const void *data, size_t n,
    struct err *e) MUST_CHECK;

/*
 * One process at a time: the descriptor holds the lock until it is closed or
 * its process ends.  BUSY without `wait` when another has it, DENIED when
 * the file cannot be made.
 */
enum rc cache_lock(const char *path, bool wait, int *out, struct err *e)
    MUST_CHECK;

struct cache_file {
	const uint8_t *data; /* NULL: none */
	size_t n;
};

/* NOT_FOUND when there is none; an empty file is INVALID. */
enum rc cache_open(const char *path, struct cache_file *out, struct err *e)
    MUST_CHECK;
void cache_close(struct cache_file *f);

/* Lets go of the pages that were read; the next use gets them back from the
 * system's cache. */
void cache_rest(const struct cache_file *f);

#endif
