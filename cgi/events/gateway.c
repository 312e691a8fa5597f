#include "base/base.h"

#include "cgi/events/gateway.h"

#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define ANSWER_MAX ((size_t)5 << 20) /* a res at its largest, and headers */
#define DROP_SIZE 4096

extern char **environ;

void
gateway_init_answer(struct fcgi *f, struct arena *a)
{
	*f = (struct fcgi){0};
	buf_init(&f->out, a, ANSWER_MAX);
}

void
gateway_init(struct fcgi *f, struct arena *a, struct park_request *request,
    const struct park_input *in)
{
	struct fcgi_pair pair;
	size_t at = 0;

	gateway_init_answer(f, a);
	f->request = request;
	f->body_len = in->body_len;
	f->too_large = in->too_large;
	f->variables = arena_array(a, FCGI_PAIRS_MAX, sizeof(*f->variables));
	while (f->n_variables < FCGI_PAIRS_MAX &&
	    fcgi_pair_next(in->params, in->params_len, &at, &pair)) {
		struct gateway_variable *v = &f->variables[f->n_variables++];

		v->name = arena_strndup(a, pair.name, pair.name_len);
		v->value = arena_strndup(a, pair.value, pair.value_len);
	}
}

/* The web server buffers bodies: reading on never waits for the client. */
void
gateway_init_cgi(struct fcgi *f, struct arena *a)
{
	char drop[DROP_SIZE];
	ssize_t n;

	gateway_init_answer(f, a);
	f->is_cgi = true;
	while (f->body_len < FCGI_STDIN_MAX &&
	    (n = read(STDIN_FILENO, drop, sizeof(drop))) != 0) {
		if (n > 0)
			f->body_len += (size_t)n;
		else if (errno != EINTR)
			break;
	}
}

const char *
fcgi_env(struct fcgi *f, const char *name)
{
	if (f->is_cgi)
		return getenv(name);
	for (size_t i = 0; i < f->n_variables; i++)
		if (strcmp(f->variables[i].name, name) == 0)
			return f->variables[i].value;
	return NULL;
}

static bool
is_environment_large(void)
{
	size_t n = 0, bytes = 0;

	for (; environ[n] != NULL; n++)
		bytes += strlen(environ[n]) + 1;
	return n > FCGI_ENV_COUNT_MAX || bytes > FCGI_ENV_BYTES_MAX;
}

enum rc
fcgi_check_env(struct fcgi *f, struct err *e)
{
	if (!f->too_large && (!f->is_cgi || !is_environment_large()))
		return RC_OK;
	return err_set(e, RC_TOO_LARGE, "The request's header is too large.");
}

/* No route of this program takes a body: it is measured and dropped. */
enum rc
fcgi_body(struct fcgi *f, struct arena *a UNUSED, size_t max,
    const char **body, size_t *len, struct err *e)
{
	const char *s = fcgi_env(f, "CONTENT_LENGTH");
	uint64_t declared = 0;

	*body = "";
	*len = 0;
	if (s != NULL && *s != '\0' && !text_to_u64(s, &declared))
		return err_set(e, RC_INVALID,
		    "Content-Length is not a number.");
	if (declared > max)
		return err_set(e, RC_TOO_LARGE,
		    "The body is larger than %zu bytes.", max);
	if (f->body_len < declared)
		return err_set(e, RC_INVALID, "The body is shorter than its "
		    "Content-Length.");
	return RC_OK;
}

void
fcgi_write(struct fcgi *f, const void *p, size_t n)
{
	buf_add(&f->out, p, n);
}
