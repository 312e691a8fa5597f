#include "base/base.h"

#include "web/asset.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypt.h"

void
asset_hash(const void *p, size_t n, char out[ASSET_HASH])
{
	char hex[CRYPT_FINGERPRINT_HEX];

	crypt_fingerprint_hex(p, n, hex);
	memcpy(out, hex, ASSET_HASH - 1);
	out[ASSET_HASH - 1] = '\0';
}

static bool
hash_file(struct req *q, const char *name, char out[ASSET_HASH])
{
	const char *path = arena_printf(q->arena, "%s/static/%s",
	    q->app->conf.data_dir, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	void *data = MAP_FAILED;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && st.st_size > 0)
		data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE,
		    fd, 0);
	close(fd);
	if (data == MAP_FAILED)
		return false;
	asset_hash(data, (size_t)st.st_size, out);
	munmap(data, (size_t)st.st_size);
	return true;
}

const char *
asset_path(struct req *q, const char *name)
{
	struct app *app = q->app;
	const char *dot = strrchr(name, '.');
	char hash[ASSET_HASH];
	struct app_asset *a;

	assert(dot != NULL);
	for (size_t i = 0; i < app->n_assets; i++)
		if (strcmp(app->assets[i].name, name) == 0)
			return app->assets[i].path;
	if (!hash_file(q, name, hash))
		return arena_printf(q->arena, "%s/static/%s", app->base_path,
		    name);
	assert(app->n_assets < NELEM(app->assets));
	a = &app->assets[app->n_assets++];
	a->name = arena_strdup(app->life, name);
	a->path = arena_printf(app->life, "%s/static/%.*s.%s%s",
	    app->base_path, (int)(dot - name), name, hash, dot);
	return a->path;
}
