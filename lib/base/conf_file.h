/*
 * The configuration file as key/value lines; only conf.c calls this.  What a
 * key means is conf.c's business.
 */
#ifndef BASE_CONF_FILE_H
#define BASE_CONF_FILE_H

#include "base/arena.h"
#include "base/rc.h"

#define CONF_FILE_MAX ((size_t)64 << 10) /* a hundred times what is needed */
#define CONF_PAIRS_MAX 64		 /* each key once, and its _file */

struct conf_pair {
	const char *key, *value;
	int line;
};

struct conf_pairs {
	const char *path; /* NULL: no file was found */
	size_t n;
	struct conf_pair items[CONF_PAIRS_MAX];
};

/*
 * Reads `path`; NULL: BIWOCO_CONFIG, or the first that exists of
 * ./biwoco.conf, $XDG_CONFIG_HOME/biwoco/biwoco.conf (or under ~/.config)
 * and `system_path`; none is fine.
 */
enum rc conf_file_read(struct arena *a, const char *path,
    const char *system_path, struct conf_pairs *out, struct err *e) MUST_CHECK;

const struct conf_pair *conf_pairs_get(const struct conf_pairs *p,
    const char *key);

/* The first line of a file that holds one value; `source` named the file. */
enum rc conf_file_value(struct arena *a, const char *path, const char *source,
    const char **out, struct err *e) MUST_CHECK;

#endif
