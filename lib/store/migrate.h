/*
 * The schema's history: the numbered files of a folder (0001_core.sql), each
 * run once, in order, in a transaction of its own together with its row in
 * schema_migration.  There is no way back; a mistake is mended by the next
 * file.
 *
 * A file that has run must not change any more (its checksum is kept), and a
 * database that knows more files than the folder is refused: the program
 * is older than the data.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "io/db.h"

#define MIGRATE_FILES_MAX 1000	       /* more than years of daily ones */
#define MIGRATE_FILE_MAX ((size_t)1 << 20) /* bytes of one file */

struct migration {
	int64_t version;      /* 1, 2, … without gaps */
	const char *name;     /* "0001_core.sql" */
	const char *checksum; /* SHA-256, hex */
	const char *text;
	bool applied;
};

struct migration_list {
	struct migration *items;
	size_t n;
	size_t n_pending;
};

/*
 * The files of `dir` and which of them have run; changes nothing.  CONFLICT,
 * with a message for the operator, when files and database do not fit
 * together.
 */
enum rc migrate_list(struct db *db, struct arena *a, const char *dir,
    struct migration_list *out, struct err *e) MUST_CHECK;

/*
 * Runs what is pending, then gives the role of the web programs its rights
 * (dir/grants.sql); NULL or "": the programs use the owner's role, as on a
 * shared host, and there is nothing to grant.  `out` is the list from
 * before.  BUSY when another runner does not end within the connection's
 * lock time-out; its message names who.
 */
enum rc migrate_run(struct db *db, struct arena *a, const char *dir,
    const char *web_role, struct migration_list *out, struct err *e)
    MUST_CHECK;

#endif
