#include "base/base.h"

#include "base/conf_file.h"

#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* NOT_FOUND when there is none: the only failure a search may pass over. */
static enum rc
read_file(struct arena *a, const char *path, char **out, struct err *e)
{
	FILE *f = fopen(path, "re");
	size_t n;
	bool failed;
	int why = errno;

	if (f == NULL)
		return err_set(e,
		    why == ENOENT || why == ENOTDIR ? RC_NOT_FOUND :
						      RC_INVALID,
		    "%.120s cannot be read: %s\n"
		    "hint: check the name and who may read it",
		    path, strerror(why));
	*out = arena_alloc(a, CONF_FILE_MAX + 1);
	errno = 0;
	n = fread(*out, 1, CONF_FILE_MAX + 1, f);
	why = errno;
	failed = ferror(f) != 0;
	(void)fclose(f);
	if (failed)
		return err_set(e, RC_INVALID,
		    "%.120s cannot be read: %s\nhint: is it a file?", path,
		    strerror(why));
	if (n > CONF_FILE_MAX)
		return err_set(e, RC_INVALID,
		    "%.120s is longer than %zu bytes\n"
		    "hint: is it the right file?",
		    path, CONF_FILE_MAX);
	if (!text_is_valid(*out, n))
		return err_set(e, RC_INVALID,
		    "%.120s is not UTF-8 text\nhint: is it the right file?",
		    path);
	(*out)[n] = '\0';
	return RC_OK;
}

const struct conf_pair *
conf_pairs_get(const struct conf_pairs *p, const char *key)
{
	for (size_t i = 0; i < p->n; i++) {
		if (strcmp(p->items[i].key, key) == 0)
			return &p->items[i];
	}
	return NULL;
}

static enum rc
read_line(struct arena *a, const char *text, int number,
    struct conf_pairs *out, struct err *e)
{
	const char *line = text_trim(a, text);
	const char *equals = strchr(line, '=');
	const struct conf_pair *twin;
	struct conf_pair *p;

	if (line[0] == '\0' || line[0] == '#')
		return RC_OK;
	if (equals == NULL || equals == line)
		return err_set(e, RC_INVALID,
		    "%.120s:%d: expected \"key = value\"\n"
		    "hint: a comment begins with #",
		    out->path, number);
	if (out->n == CONF_PAIRS_MAX)
		return err_set(e, RC_INVALID,
		    "%.120s:%d: more than %d keys\n"
		    "hint: each key stands once",
		    out->path, number, CONF_PAIRS_MAX);
	p = &out->items[out->n];
	p->key = text_trim(a,
	    arena_strndup(a, line, (size_t)(equals - line)));
	p->value = text_trim(a, equals + 1);
	p->line = number;
	twin = conf_pairs_get(out, p->key);
	if (twin != NULL)
		return err_set(e, RC_INVALID,
		    "%.120s:%d: \"%.40s\" stands in line %d already\n"
		    "hint: keep one of them",
		    out->path, number, p->key, twin->line);
	out->n++;
	return RC_OK;
}

static enum rc
read_lines(struct arena *a, char *text, struct conf_pairs *out, struct err *e)
{
	enum rc rc = RC_OK;
	char *line = text;

	for (int number = 1; rc == RC_OK && line != NULL; number++) {
		char *end = strchr(line, '\n');

		if (end != NULL)
			*end = '\0';
		rc = read_line(a, line, number, out, e);
		line = end == NULL ? NULL : end + 1;
	}
	return rc;
}

/* $XDG_CONFIG_HOME, by default ~/.config (XDG Base Directory 0.8). */
static const char *
user_path(struct arena *a)
{
	const char *base = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (base != NULL && base[0] == '/')
		return arena_printf(a, "%s/biwoco/biwoco.conf", base);
	if (home != NULL && home[0] == '/')
		return arena_printf(a, "%s/.config/biwoco/biwoco.conf", home);
	return NULL;
}

enum rc
conf_file_read(struct arena *a, const char *path, const char *system_path,
    struct conf_pairs *out, struct err *e)
{
	const char *named = path != NULL ? path : getenv("BIWOCO_CONFIG");
	const char *places[] = {"./biwoco.conf", user_path(a), system_path};
	char *text = NULL;
	enum rc rc = RC_NOT_FOUND;

	memset(out, 0, sizeof(*out));
	if (named != NULL) {
		out->path = named;
		rc = read_file(a, named, &text, e);
		if (rc == RC_OK)
			return read_lines(a, text, out, e);
		if (e != NULL)
			e->rc = RC_INVALID; /* asked for by name: must be */
		return RC_INVALID;
	}
	for (size_t i = 0; rc == RC_NOT_FOUND && i < NELEM(places); i++) {
		if (places[i] == NULL)
			continue;
		out->path = places[i];
		rc = read_file(a, places[i], &text, e);
	}
	if (rc == RC_OK)
		return read_lines(a, text, out, e);
	if (rc != RC_NOT_FOUND)
		return rc;
	out->path = NULL;
	if (e != NULL)
		memset(e, 0, sizeof(*e));
	return RC_OK;
}

enum rc
conf_file_value(struct arena *a, const char *path, const char *source,
    const char **out, struct err *e)
{
	char *text;
	enum rc rc = read_file(a, path, &text, e);

	if (rc != RC_OK)
		return err_set(e, RC_INVALID,
		    "%.80s names %.100s, which cannot be read\n"
		    "hint: check the name and who may read it",
		    source, path);
	text[strcspn(text, "\r\n")] = '\0';
	*out = text_trim(a, text);
	return RC_OK;
}
