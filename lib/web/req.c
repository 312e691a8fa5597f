#include "base/base.h"

#include "web/req.h"

#include <stdio.h>

#include "base/rnd.h"
#include "base/text.h"
#include "web/form.h"

#define PATH_MAX_BYTES 1024 /* longer than any address of ours */
#define HEADER_NAME_MAX 64

/* Of a request id that is taken over: long enough to be one. */
#define ID_MIN 8
#define ID_MAX 64
#define ID_LETTERS                                                     \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."

/* Under PATH_INFO routing the program's own name stands first. */
static const char *
strip_script(struct req *r, const char *path)
{
	const char *script = fcgi_env(r->fcgi, "SCRIPT_NAME");

	if (script == NULL || !text_starts(path, script))
		return path;
	if (!text_ends(script, ".cgi") && !text_ends(script, ".fcgi"))
		return path;
	return path + strlen(script);
}

enum rc
req_init(struct req *r, const char *base_path, struct err *e)
{
	const char *uri = fcgi_env(r->fcgi, "REQUEST_URI");
	const char *method = fcgi_env(r->fcgi, "REQUEST_METHOD");
	const char *query = fcgi_env(r->fcgi, "QUERY_STRING");
	char *path;
	size_t n;

	/* Copies: they are logged when the request's variables are gone. */
	r->method = arena_strdup(r->arena, method != NULL ? method : "GET");
	r->query_string = arena_strdup(r->arena, query != NULL ? query : "");
	r->path = "/";
	if (uri == NULL)
		uri = "/";
	n = strcspn(uri, "?");
	if (n > PATH_MAX_BYTES)
		return err_set(e, RC_NOT_FOUND, "There is no such page.");
	path = form_decode(r->arena, uri, n, false);
	if (path == NULL || path[0] != '/')
		return err_set(e, RC_INVALID,
		    "The address is not valid: its path must be UTF-8 "
		    "without control characters.");
	r->path = strip_script(r, path);
	if (*base_path != '\0' && text_starts(r->path, base_path))
		r->path += strlen(base_path);
	/* "/api/v1/scenarios/" is "/api/v1/scenarios". */
	n = strlen(r->path);
	if (n > 1 && r->path[n - 1] == '/')
		r->path = arena_strndup(r->arena, r->path, n - 1);
	if (*r->path == '\0')
		r->path = "/";
	return RC_OK;
}

void
req_set_id(struct req *r)
{
	const char *id = req_header(r, "X-Request-Id");
	size_t n = id != NULL ? strlen(id) : 0;
	char *own;

	if (n >= ID_MIN && n <= ID_MAX && strspn(id, ID_LETTERS) == n) {
		r->request_id = arena_strdup(r->arena, id);
		return;
	}
	own = arena_alloc(r->arena, RND_UUID);
	rnd_uuid(own);
	r->request_id = own;
}

const char *
req_header(struct req *r, const char *name)
{
	char env[HEADER_NAME_MAX + 6] = "HTTP_";
	size_t n = strlen(name);

	assert(n < HEADER_NAME_MAX);
	for (size_t i = 0; i <= n; i++) {
		char c = name[i];

		if (c == '-')
			c = '_';
		else if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		env[5 + i] = c;
	}
	return fcgi_env(r->fcgi, env);
}

const char *
req_cookie(struct req *r, const char *name)
{
	const char *s = req_header(r, "Cookie");
	size_t n = strlen(name);

	while (s != NULL && *s != '\0') {
		s += strspn(s, " ;");
		if (strncmp(s, name, n) == 0 && s[n] == '=') {
			s += n + 1;
			return arena_strndup(r->arena, s, strcspn(s, ";"));
		}
		s += strcspn(s, ";");
	}
	return NULL;
}

const char *
req_param(const struct req *r, const char *name)
{
	for (size_t i = 0; i < r->match.n_params; i++)
		if (strcmp(r->match.names[i], name) == 0)
			return r->match.values[i];
	return NULL;
}

const char *
req_form(const struct req *r, const char *name)
{
	for (size_t i = 0; i < r->form.n; i++)
		if (strcmp(r->form.items[i].name, name) == 0)
			return r->form.items[i].value;
	return NULL;
}

bool
req_prefers(struct req *r, const char *token)
{
	const char *s = req_header(r, "Prefer");
	size_t n = strlen(token);

	while (s != NULL && *s != '\0') {
		s += strspn(s, " ,");
		if (strncmp(s, token, n) == 0 &&
		    (s[n] == '\0' || strchr(" ,;", s[n]) != NULL))
			return true;
		s += strcspn(s, ",");
	}
	return false;
}

bool
req_wants_html(struct req *r)
{
	const char *accept = req_header(r, "Accept");

	return accept != NULL && strstr(accept, "text/html") != NULL;
}

struct access
req_access(const struct req *r, const char *public_id)
{
	return (struct access){public_id, r->identity.hash};
}
