#include "base/base.h"

#include "base/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The programs could not read what root had made for itself. */
static void
own_as_folder(int fd, const char *path)
{
	char dir[PATH_MAX];
	const char *slash = strrchr(path, '/');
	struct stat st;

	if (geteuid() != 0 || slash == NULL ||
	    (size_t)(slash - path) >= sizeof(dir))
		return;
	memcpy(dir, path, (size_t)(slash - path));
	dir[slash - path] = '\0';
	/* Where it fails they make the file again for themselves. */
	if (stat(dir, &st) == 0 && fchown(fd, st.st_uid, st.st_gid) != 0)
		errno = 0;
}

static bool
make_folder(const char *dir)
{
	int fd;

	if (mkdir(dir, 0700) != 0)
		return errno == EEXIST;
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		own_as_folder(fd, dir);
		close(fd);
	}
	return true;
}

enum rc
cache_make(const char *dir, struct err *e)
{
	struct stat st;

	if (!make_folder(dir))
		return err_log(e, RC_DENIED, "cannot make %s: %s", dir,
		    strerror(errno));
	if (stat(dir, &st) != 0 || !S_ISDIR(st.st_mode))
		return err_log(e, RC_DENIED, "%s is no folder", dir);
	/* Who can write there can make the programs say anything. */
	if ((st.st_uid != geteuid() && st.st_uid != 0 && geteuid() != 0) ||
	    (st.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		return err_log(e, RC_DENIED, "%s belongs to somebody else, "
		    "or others may write to it", dir);
	return RC_OK;
}

enum rc
cache_lock(const char *path, bool wait, int *out, struct err *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	*out = -1;
	if (fd < 0)
		return err_log(e, RC_DENIED, "cannot write %s: %s", path,
		    strerror(errno));
	own_as_folder(fd, path);
	while (flock(fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB) != 0) {
		if (errno == EINTR)
			continue;
		close(fd);
		return err_log(e, RC_BUSY, "%s is locked: %s", path,
		    strerror(errno));
	}
	*out = fd;
	return RC_OK;
}

static bool
write_all(int fd, const uint8_t *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

enum rc
cache_write(const char *path, const void *data, size_t n, struct err *e)
{
	char temp[PATH_MAX];
	int fd, len = snprintf(temp, sizeof(temp), "%s.%ld.tmp", path,
	    (long)getpid());
	bool ok;

	if (len < 0 || (size_t)len >= sizeof(temp))
		return err_log(e, RC_INTERNAL, "the name %.80s… is too long",
		    path);
	fd = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
	    0600);
	if (fd < 0)
		return err_log(e, RC_INTERNAL, "cannot write %s: %s", temp,
		    strerror(errno));
	own_as_folder(fd, path);
	/* After a crash of the machine: whole, or not there. */
	ok = write_all(fd, data, n) && fsync(fd) == 0;
	if (close(fd) == 0 && ok && rename(temp, path) == 0)
		return RC_OK;
	(void)err_log(e, RC_INTERNAL, "cannot write %s: %s", path,
	    strerror(errno));
	unlink(temp);
	return RC_INTERNAL;
}

enum rc
cache_open(const char *path, struct cache_file *out, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	void *p;

	*out = (struct cache_file){0};
	if (fd < 0)
		return err_log(e, errno == ENOENT ? RC_NOT_FOUND :
		    RC_INTERNAL, "cannot read %s: %s", path, strerror(errno));
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size <= 0 ||
	    (uint64_t)st.st_size > CACHE_FILE_MAX) {
		close(fd);
		return err_log(e, RC_INVALID, "%s is empty or too large",
		    path);
	}
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		return err_log(e, RC_INTERNAL, "cannot map %s: %s", path,
		    strerror(errno));
	*out = (struct cache_file){p, (size_t)st.st_size};
	return RC_OK;
}

void
cache_close(struct cache_file *f)
{
	if (f->data != NULL)
		munmap((void *)(uintptr_t)f->data, f->n);
	*f = (struct cache_file){0};
}

void
cache_rest(const struct cache_file *f)
{
	if (f->data != NULL)
		(void)madvise((void *)(uintptr_t)f->data, f->n,
		    MADV_DONTNEED);
}
