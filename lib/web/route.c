#include "base/base.h"

#include "web/route.h"

#include "base/log.h"
#include "base/text.h"

/* The end of the segment that starts at s. */
static size_t
segment(const char *s)
{
	return strcspn(s, "/");
}

static bool
is_param(const char *s, size_t n)
{
	return n > 2 && s[0] == '{' && s[n - 1] == '}';
}

/* A name that ends in "_id" takes a uuid only: anything else is no match. */
static bool
fits(const char *name, const char *value)
{
	if (*value == '\0')
		return false;
	return !text_ends(name, "_id") || text_is_uuid(value);
}

static bool
match_path(struct arena *a, const char *pattern, const char *path,
    struct route_match *m)
{
	m->n_params = 0;
	for (;;) {
		size_t np = segment(pattern), n = segment(path);

		if (is_param(pattern, np)) {
			char *name = arena_strndup(a, pattern + 1, np - 2);
			char *value = arena_strndup(a, path, n);

			if (m->n_params == ROUTE_PARAMS_MAX ||
			    !fits(name, value))
				return false;
			m->names[m->n_params] = name;
			m->values[m->n_params++] = value;
		} else if (np != n || memcmp(pattern, path, n) != 0)
			return false;
		pattern += np;
		path += n;
		if (*pattern == '\0' || *path == '\0')
			return *pattern == *path;
		pattern++;
		path++;
	}
}

static void
allow_add(struct arena *a, struct route_match *m, const char *method)
{
	if (m->allow == NULL)
		m->allow = arena_printf(a, "OPTIONS, %s", method);
	else if (strstr(m->allow, method) == NULL)
		m->allow = arena_printf(a, "%s, %s", m->allow, method);
	if (strcmp(method, "GET") == 0)
		m->allow = arena_printf(a, "%s, HEAD", m->allow);
}

void
route_find(struct arena *a, const struct route_table *t, const char *method,
    const char *path, struct route_match *out)
{
	struct route_match m;

	*out = (struct route_match){0};
	if (strcmp(method, "HEAD") == 0)
		method = "GET";
	for (size_t i = 0; i < t->n; i++) {
		const struct route *r = &t->rows[i];

		m = (struct route_match){0};
		if (!match_path(a, r->path, path, &m))
			continue;
		if (strcmp(r->method, method) == 0) {
			m.route = r;
			*out = m;
			return;
		}
		allow_add(a, out, r->method);
	}
}

void
route_check(const struct route_table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct route *r = &t->rows[i];

		if (r->auth == AUTH_UNSET)
			log_die("route %s %s does not say who may call it",
			    r->method, r->path);
		if (r->handler == NULL || r->status == 0)
			log_die("route %s %s lacks its handler or status",
			    r->method, r->path);
		if (r->kind == ROUTE_JSON && r->id == NULL)
			log_die("route %s %s lacks its operation id",
			    r->method, r->path);
		for (size_t j = 0; j < i; j++)
			if (strcmp(r->path, t->rows[j].path) == 0 &&
			    strcmp(r->method, t->rows[j].method) == 0)
				log_die("route %s %s stands twice", r->method,
				    r->path);
	}
}
