/*
 * A request's variables as a hostile neighbour on the socket could send
 * them: "NAME=value" lines.  Path, cookies, headers, languages and the route
 * are found without a crash, and the path is clean.
 */
#include "base/base.h"

#include "base/text.h"
#include "web/lang.h"
#include "web/req.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LINES_MAX 64

extern char **environ;

static enum rc
handler(struct req *q UNUSED, struct res *r UNUSED, struct err *e UNUSED)
{
	return RC_OK;
}

static const struct route ROWS[] = {
	{.method = "GET", .path = "/chat/{token}", .handler = handler},
	{.method = "PUT", .path = "/a/{x_id}/b/{y}", .handler = handler},
};
static const struct route_table TABLE = {ROWS, NELEM(ROWS)};

/* Plain CGI: the variables are the process's own. */
static void
take_lines(struct arena *a, const uint8_t *data, size_t size, char **env)
{
	char *s = arena_strndup(a, (const char *)data, size);
	size_t n = 0;

	while (s != NULL && n < LINES_MAX) {
		char *line = strsep(&s, "\n");

		if (strchr(line, '=') != NULL)
			env[n++] = line;
	}
	env[n] = NULL;
	environ = env;
}

static void
look(struct req *q)
{
	struct route_match m;

	for (const char *s = q->path; *s != '\0'; s++)
		assert((unsigned char)*s >= 0x20 && *s != 0x7f);
	assert(q->path[0] == '/' || q->path[0] != '\0');
	(void)req_cookie(q, "biwoco");
	(void)req_prefers(q, "respond-async");
	(void)req_wants_html(q);
	lang_choose(q);
	assert(q->language != NULL && q->theme != NULL);
	route_find(q->arena, &TABLE, q->method, q->path, &m);
	for (size_t i = 0; i < m.n_params; i++)
		assert(strchr(m.values[i], '/') == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	char *env[LINES_MAX + 1], **before = environ;
	struct fcgi *f;
	struct req *q = arena_alloc(a, sizeof(*q));
	struct err e = {0};

	take_lines(a, data, size, env);
	f = fcgi_new();
	if (fcgi_is_cgi(f) && fcgi_accept(f)) {
		*q = (struct req){.fcgi = f, .arena = a};
		if (fcgi_check_env(f, &e) == RC_OK &&
		    req_init(q, "/support", &e) == RC_OK)
			look(q);
	}
	environ = before;
	arena_free(a);
	free(f); /* fcgi_free would close the standard output */
	return 0;
}
