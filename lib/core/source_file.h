/* Files that an operator hands in: read whole, with a limit. */
#ifndef CORE_SOURCE_FILE_H
#define CORE_SOURCE_FILE_H

#include "base/arena.h"
#include "base/rc.h"

#define SOURCE_FILE_MAX ((size_t)10 << 20)

/* INVALID when it is no valid UTF-8 text; a byte-order mark is left out. */
enum rc source_file_read(struct arena *a, const char *path, char **text,
    size_t *len, struct err *e) MUST_CHECK;

struct source_names {
	char **items; /* file names without the folder, sorted */
	size_t n;
};

/* Regular files and folders that do not start with a dot. */
enum rc source_dir_list(struct arena *a, const char *dir, const char *suffix,
    struct source_names *out, struct err *e) MUST_CHECK;

bool source_exists(const char *path);

#endif
