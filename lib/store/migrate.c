#include "base/base.h"

#include "store/migrate.h"

#include "base/crypt.h"
#include "base/text.h"
#include "store/sql.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define GRANTS_FILE "grants.sql"
#define VERSION_DIGITS 4

/* "biwoco m": any constant, as long as it stays the same. */
#define LOCK_KEY INT64_C(0x6269776f636f206d)

/* What has run, as the database remembers it. */
struct applied {
	const struct db_rows *rows;
	size_t n;
};

/* The whole file, NUL-terminated; its length is *size. */
static enum rc
read_file(struct arena *a, const char *dir, const char *name, char **text,
    size_t *size, struct err *e)
{
	const char *path = arena_printf(a, "%s/%s", dir, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return err_log(e, RC_INTERNAL, "cannot read %s: %s", path,
		    strerror(errno));
	if (fstat(fd, &st) != 0 || (size_t)st.st_size > MIGRATE_FILE_MAX) {
		close(fd);
		return err_log(e, RC_INTERNAL, "%s is larger than %zu bytes",
		    path, MIGRATE_FILE_MAX);
	}
	*size = (size_t)st.st_size;
	*text = arena_alloc(a, *size + 1);
	ssize_t n = read(fd, *text, *size);
	close(fd);
	if (n != st.st_size || strlen(*text) != *size)
		return err_log(e, RC_INTERNAL, "%s cannot be read whole, or "
		    "holds a NUL byte", path);
	return RC_OK;
}

/* "0012_name.sql" is 12; 0: no such name. */
static int64_t
version_of(struct arena *a, const char *name)
{
	uint64_t version;

	if (strlen(name) < VERSION_DIGITS + 6 || name[VERSION_DIGITS] != '_' ||
	    !text_ends(name, ".sql"))
		return 0;
	if (!text_to_u64(arena_strndup(a, name, VERSION_DIGITS), &version))
		return 0;
	return (int64_t)version;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of all *.sql files but the grants, in order. */
static enum rc
list_names(struct arena *a, const char *dir, const char **names, size_t *n,
    struct err *e)
{
	DIR *d = opendir(dir);
	const struct dirent *entry;

	*n = 0;
	if (d == NULL)
		return err_log(e, RC_INTERNAL, "cannot read the folder %s: "
		    "%s; hint: see data_dir", dir, strerror(errno));
	while ((entry = readdir(d)) != NULL && *n < MIGRATE_FILES_MAX)
		if (text_ends(entry->d_name, ".sql") &&
		    strcmp(entry->d_name, GRANTS_FILE) != 0)
			names[(*n)++] = arena_strdup(a, entry->d_name);
	closedir(d);
	if (*n == MIGRATE_FILES_MAX)
		return err_log(e, RC_INTERNAL, "more than %d files in %s",
		    MIGRATE_FILES_MAX - 1, dir);
	qsort(names, *n, sizeof(names[0]), by_name);
	return RC_OK;
}

static enum rc
read_migration(struct arena *a, const char *dir, const char *name,
    struct migration *m, struct err *e)
{
	char hex[CRYPT_HASH_HEX];
	char *text;
	size_t size;
	enum rc rc = read_file(a, dir, name, &text, &size, e);

	if (rc != RC_OK)
		return rc;
	crypt_hash_hex(text, size, hex);
	m->version = version_of(a, name);
	m->name = name;
	m->checksum = arena_strdup(a, hex);
	m->text = text;
	return RC_OK;
}

static enum rc
read_files(struct arena *a, const char *dir, struct migration_list *out,
    struct err *e)
{
	const char **names = arena_array(a, MIGRATE_FILES_MAX,
	    sizeof(*names));
	enum rc rc = list_names(a, dir, names, &out->n, e);

	if (rc != RC_OK)
		return rc;
	out->items = arena_array(a, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++) {
		if (version_of(a, names[i]) != (int64_t)i + 1)
			return err_set(e, RC_CONFLICT, "%s stands where "
			    "%04zu_name.sql is expected; hint: number the "
			    "files from 0001 without gaps or doubles",
			    names[i], i + 1);
		rc = read_migration(a, dir, names[i], &out->items[i], e);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc
read_applied(struct db *db, struct arena *a, struct applied *out,
    struct err *e)
{
	struct db_rows *rows;
	enum rc rc = db_run(db, a, &SQL_migrate_is_started, DB_NO_ARGS, &rows,
	    e);

	out->n = 0;
	if (rc != RC_OK || !db_row_bool(rows, 0, "started"))
		return rc;
	rc = db_run(db, a, &SQL_migrate_list,
	    DB_ARGS(db_i64(MIGRATE_FILES_MAX)), &rows, e);
	if (rc != RC_OK)
		return rc;
	out->rows = rows;
	out->n = db_rows_count(rows);
	return RC_OK;
}

/* What has run must be the beginning of what there is, unchanged. */
static enum rc
compare(const struct applied *applied, struct migration_list *list,
    struct err *e)
{
	if (applied->n > list->n)
		return err_set(e, RC_CONFLICT, "the database is at version "
		    "%zu (%s), this program knows %zu; hint: install the "
		    "newer program", applied->n, db_row_text(applied->rows,
		    applied->n - 1, "name"), list->n);
	for (size_t i = 0; i < applied->n; i++) {
		struct migration *m = &list->items[i];

		if (db_row_i64(applied->rows, i, "version") != m->version)
			return err_set(e, RC_CONFLICT, "the database lacks "
			    "version %" PRId64 " in schema_migration; hint: "
			    "restore it from a backup", m->version);
		if (strcmp(db_row_text(applied->rows, i, "checksum"),
		    m->checksum) != 0)
			return err_set(e, RC_CONFLICT, "%s has changed since "
			    "it ran; hint: restore the file, and put the "
			    "change into a new one", m->name);
		m->applied = true;
	}
	list->n_pending = list->n - applied->n;
	return RC_OK;
}

enum rc
migrate_list(struct db *db, struct arena *a, const char *dir,
    struct migration_list *out, struct err *e)
{
	struct applied applied = {0};
	enum rc rc = read_files(a, dir, out, e);

	if (rc == RC_OK)
		rc = read_applied(db, a, &applied, e);
	return rc != RC_OK ? rc : compare(&applied, out, e);
}

/* A script's error is for the operator, who has to find the file. */
static enum rc
failed_in(const char *name, enum rc rc, struct err *e)
{
	char detail[sizeof(e->detail)];

	if (e == NULL)
		return rc;
	text_copy(detail, sizeof(detail), e->detail);
	return err_log(e, rc, "%s: %s; nothing of this file was kept", name,
	    detail);
}

static enum rc
apply(struct db *db, struct arena *a, const struct migration *m,
    struct err *e)
{
	enum rc rc = db_begin(db, a, e);

	if (rc != RC_OK)
		return rc;
	rc = db_script(db, m->text, e);
	if (rc == RC_OK)
		rc = db_run(db, a, &SQL_migrate_insert,
		    DB_ARGS(db_i64(m->version), db_text(m->name),
		    db_text(m->checksum)), NULL, e);
	if (rc == RC_OK)
		rc = db_commit(db, e);
	if (rc == RC_OK)
		return RC_OK;
	db_rollback(db);
	return failed_in(m->name, rc, e);
}

static enum rc
grant(struct db *db, struct arena *a, const char *dir, const char *web_role,
    struct err *e)
{
	char *text;
	size_t size;
	enum rc rc = read_file(a, dir, GRANTS_FILE, &text, &size, e);

	if (rc == RC_OK)
		rc = db_begin(db, a, e);
	if (rc != RC_OK)
		return rc;
	rc = db_run(db, a, &SQL_migrate_set_role, DB_ARGS(db_text(web_role)),
	    NULL, e);
	if (rc == RC_OK)
		rc = db_script(db, text, e);
	if (rc == RC_OK)
		rc = db_commit(db, e);
	if (rc == RC_OK)
		return RC_OK;
	db_rollback(db);
	return failed_in(GRANTS_FILE, rc, e);
}

/* All that happens under the lock. */
static enum rc
run_locked(struct db *db, struct arena *a, const char *dir,
    const char *web_role, struct migration_list *out, struct err *e)
{
	enum rc rc = migrate_list(db, a, dir, out, e);

	if (rc != RC_OK)
		return rc;
	rc = db_run(db, a, &SQL_migrate_start, DB_NO_ARGS, NULL, e);
	for (size_t i = 0; rc == RC_OK && i < out->n; i++)
		if (!out->items[i].applied)
			rc = apply(db, a, &out->items[i], e);
	if (rc != RC_OK || web_role == NULL || *web_role == '\0')
		return rc;
	return grant(db, a, dir, web_role, e);
}

static enum rc
lock_failed(struct db *db, struct arena *a, enum rc rc, struct err *e)
{
	struct db_rows *rows;

	if (rc != RC_TIMEOUT)
		return rc;
	if (db_run(db, a, &SQL_migrate_lock_holder,
	    DB_ARGS(db_i64(LOCK_KEY)), &rows, e) != RC_OK ||
	    db_rows_count(rows) == 0)
		return err_set(e, RC_BUSY, "another migration was running; "
		    "hint: try again");
	return err_set(e, RC_BUSY, "another migration is running: %s, process "
	    "%" PRId64 " on %s; hint: wait for it, or end it with "
	    "pg_terminate_backend", db_row_text(rows, 0, "program"),
	    db_row_i64(rows, 0, "pid"), db_row_text(rows, 0, "host"));
}

enum rc
migrate_run(struct db *db, struct arena *a, const char *dir,
    const char *web_role, struct migration_list *out, struct err *e)
{
	struct db_args key = DB_ARGS(db_i64(LOCK_KEY));
	enum rc rc = db_run(db, a, &SQL_migrate_lock, key, NULL, e);

	if (rc != RC_OK)
		return lock_failed(db, a, rc, e);
	rc = run_locked(db, a, dir, web_role, out, e);
	/* Should it fail: the lock ends with the connection. */
	(void)!db_run(db, a, &SQL_migrate_unlock, key, NULL, NULL);
	return rc;
}
