#include "base/base.h"

#include "core/kb_index.h"

#include "base/buf.h"
#include "base/cache.h"
#include "base/clock.h"
#include "base/log.h"
#include "core/kb_build.h"
#include "store/knowledge.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHECK_US 1000000     /* between two looks at the version */
#define CHECK_SOON_US 200000 /* while another process makes the index */
#define OLD_S 60	     /* a file that nobody may want any more */
#define VERSION_MAX 40	     /* a uuid */
#define PATH_SIZE 512
#define NO_VERSION "none" /* a site without knowledge has no file */

/* One version, as long as a request uses it. */
struct snapshot {
	char version[VERSION_MAX];
	struct cache_file file;
	void *memory; /* in place of a file */
	struct index index;
	unsigned users;
};

struct kb_index {
	char *dir;
	bool verify;
	bool told; /* that the folder cannot be used */
	int64_t next_check_us;
	struct snapshot *now;
};

struct kb_index *
kb_index_new(const char *cache_dir, bool verify)
{
	struct kb_index *k = calloc(1, sizeof(*k));

	if (k == NULL || (k->dir = strdup(cache_dir)) == NULL)
		log_die("out of memory");
	k->verify = verify;
	return k;
}

static void
snapshot_release(void *p)
{
	struct snapshot *snap = p;

	if (snap == NULL || --snap->users > 0)
		return;
	cache_close(&snap->file);
	free(snap->memory);
	free(snap);
}

void
kb_index_free(struct kb_index *k)
{
	if (k == NULL)
		return;
	snapshot_release(k->now);
	free(k->dir);
	free(k);
}

void
kb_index_rest(const struct kb_index *k)
{
	if (k->now != NULL)
		cache_rest(&k->now->file);
}

/* A folder that is full or not ours costs time at every start: say so. */
static void
tell_once(struct kb_index *k, const struct err *e)
{
	if (!k->told)
		log_event(LOG_LEVEL_WARN, "the search index is kept in "
		    "memory only", LOG_TEXT("detail", e->detail),
		    LOG_TEXT("hint", "see cache_dir"));
	k->told = true;
}

static void
put_path(const struct kb_index *k, int64_t site_id, const char *name,
    char out[PATH_SIZE])
{
	(void)snprintf(out, PATH_SIZE, "%s/search-%lld%s%s", k->dir,
	    (long long)site_id, *name == '.' ? "" : "-", name);
}

static struct snapshot *
snapshot_new(const char *version)
{
	struct snapshot *snap = calloc(1, sizeof(*snap));

	if (snap == NULL)
		log_die("out of memory");
	(void)snprintf(snap->version, sizeof(snap->version), "%s", version);
	snap->users = 1;
	return snap;
}

static void
use(struct kb_index *k, struct snapshot *snap)
{
	snapshot_release(k->now);
	k->now = snap;
}

/* The file of the version, if it is there and whole. */
static bool
open_file(struct kb_index *k, int64_t site_id, const char *version)
{
	struct snapshot *snap = snapshot_new(version);
	struct err e = {0};
	char path[PATH_SIZE];
	enum rc rc;

	put_path(k, site_id, version, path);
	rc = cache_open(path, &snap->file, &e);
	if (rc == RC_OK)
		rc = index_open(snap->file.data, snap->file.n, &snap->index,
		    &e);
	if (rc == RC_OK && k->verify)
		rc = index_verify(&snap->index, &e);
	if (rc == RC_OK) {
		use(k, snap);
		return true;
	}
	if (rc != RC_NOT_FOUND)
		log_event(LOG_LEVEL_WARN, "a search index is made again",
		    LOG_TEXT("detail", e.detail));
	snapshot_release(snap);
	return false;
}

/* Others may still read an old file: it goes when it is a minute old. */
static void
remove_old(const struct kb_index *k, int64_t site_id, const char *version)
{
	char begin[64], path[PATH_SIZE];
	DIR *d = opendir(k->dir);
	const struct dirent *entry;
	int n = snprintf(begin, sizeof(begin), "search-%lld-",
	    (long long)site_id);

	while (d != NULL && (entry = readdir(d)) != NULL) {
		struct stat st;

		if (strncmp(entry->d_name, begin, (size_t)n) != 0 ||
		    strcmp(entry->d_name + n, version) == 0)
			continue;
		(void)snprintf(path, sizeof(path), "%s/%.200s", k->dir,
		    entry->d_name);
		if (stat(path, &st) == 0 &&
		    st.st_mtime + OLD_S < clock_wall_us() / 1000000)
			unlink(path);
	}
	if (d != NULL)
		closedir(d);
}

/* Makes the index of what the connection sees; `path` NULL: memory only. */
static enum rc
make(struct scope *s, const char *version, struct err *e)
{
	struct kb_index *k = s->index;
	struct kb_built built;
	struct snapshot *snap;
	struct err failed = {0};
	char path[PATH_SIZE];
	enum rc rc = kb_build(s, &built, e);

	if (rc != RC_OK)
		return rc;
	put_path(k, s->site_id, version, path);
	if (strcmp(version, NO_VERSION) != 0) {
		rc = cache_write(path, built.data, built.n, &failed);
		if (rc == RC_OK)
			remove_old(k, s->site_id, version);
		else
			tell_once(k, &failed);
		if (rc == RC_OK && open_file(k, s->site_id, version)) {
			kb_built_free(&built);
			return RC_OK;
		}
	}
	snap = snapshot_new(version);
	snap->memory = malloc(built.n);
	if (snap->memory == NULL)
		log_die("out of memory");
	memcpy(snap->memory, built.data, built.n);
	rc = index_open(snap->memory, built.n, &snap->index, e);
	kb_built_free(&built);
	if (rc == RC_OK)
		use(k, snap);
	else
		snapshot_release(snap);
	return rc;
}

/* One process of a node makes it; -1: no lock can be had at all. */
static int
lock(struct kb_index *k, int64_t site_id, bool wait, bool *busy)
{
	struct err e = {0};
	char path[PATH_SIZE];
	int fd = -1;
	enum rc rc = cache_make(k->dir, &e);

	put_path(k, site_id, ".lock", path);
	if (rc == RC_OK)
		rc = cache_lock(path, wait, &fd, &e);
	*busy = rc == RC_BUSY;
	if (rc != RC_OK && rc != RC_BUSY)
		tell_once(k, &e);
	return fd;
}

/* The file of the version was not there. */
static enum rc
make_alone(struct scope *s, const char *version, struct err *e)
{
	struct kb_index *k = s->index;
	enum rc rc = RC_OK;
	bool busy;
	/* Who has nothing to answer by must wait for it. */
	int fd = lock(k, s->site_id, k->now == NULL, &busy);

	if (busy) {
		k->next_check_us = clock_mono_us() + CHECK_SOON_US;
		return RC_OK;
	}
	if (!open_file(k, s->site_id, version))
		rc = make(s, version, e);
	if (fd >= 0)
		close(fd);
	return rc;
}

static enum rc
refresh(struct scope *s, struct err *e)
{
	struct kb_index *k = s->index;
	const char *version;
	enum rc rc = knowledge_version(s, &version, e);

	if (rc != RC_OK)
		return rc;
	k->next_check_us = clock_mono_us() + CHECK_US;
	if (k->now != NULL && strcmp(k->now->version, version) == 0)
		return RC_OK;
	if (strcmp(version, NO_VERSION) == 0)
		return make(s, version, e);
	if (open_file(k, s->site_id, version))
		return RC_OK;
	return make_alone(s, version, e);
}

enum rc
kb_index_get(struct scope *s, const struct index **out, struct err *e)
{
	struct kb_index *k = s->index;
	enum rc rc = RC_OK;

	assert(k != NULL);
	if (k->now == NULL || clock_mono_us() >= k->next_check_us)
		rc = refresh(s, e);
	if (rc != RC_OK)
		return rc;
	k->now->users++;
	arena_defer(s->arena, snapshot_release, k->now);
	*out = &k->now->index;
	return RC_OK;
}

enum rc
kb_index_publish(struct scope *s, struct err *e)
{
	struct kb_index *k = s->index;
	const char *version;
	bool busy;
	int fd;
	enum rc rc = knowledge_version(s, &version, e);

	if (rc != RC_OK || strcmp(version, NO_VERSION) == 0)
		return rc;
	fd = lock(k, s->site_id, true, &busy);
	rc = make(s, version, e);
	if (fd >= 0)
		close(fd);
	/* The transaction may yet fail: look at what is in force then. */
	k->next_check_us = 0;
	return rc;
}
