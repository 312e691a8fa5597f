#include "base/base.h"

#include "web/openapi.h"

#include <stdio.h>

#include "base/text.h"

#define SCHEMAS_MAX 128 /* more than the API has */

struct seen {
	const struct schema *items[SCHEMAS_MAX];
	size_t n;
	void (*fn)(void *arg, const struct schema *s);
	void *arg;
};

static void
visit(struct seen *seen, const struct schema *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < seen->n; i++)
		if (seen->items[i] == s)
			return;
	assert(seen->n < SCHEMAS_MAX);
	seen->items[seen->n++] = s;
	seen->fn(seen->arg, s);
	for (size_t i = 0; i < s->n_fields; i++)
		visit(seen, s->fields[i].of);
}

void
openapi_schemas(const struct route_table *t,
    void (*fn)(void *arg, const struct schema *s), void *arg)
{
	struct seen seen = {.fn = fn, .arg = arg};

	for (size_t i = 0; i < t->n; i++) {
		if (t->rows[i].id == NULL)
			continue;
		visit(&seen, t->rows[i].body);
		visit(&seen, t->rows[i].reply);
	}
}

static void
write_ref(struct json_out *w, const struct schema *s)
{
	jw_object(w);
	jw_kv_text(w, "$ref", arena_printf(w->buf->arena,
	    "#/components/schemas/%s", s->name));
	jw_object_end(w);
}

static void
write_parameter(struct json_out *w, const char *in,
    const struct schema_field *f)
{
	jw_object(w);
	jw_kv_text(w, "name", f->name);
	jw_kv_text(w, "in", in);
	jw_kv_bool(w, "required", f->required);
	if (f->about != NULL)
		jw_kv_text(w, "description", f->about);
	jw_key(w, "schema");
	schema_print_field(f, w);
	jw_object_end(w);
}

/* Every "{name}" of the path; names in _id are uuids. */
static void
write_path_parameters(struct json_out *w, const char *path)
{
	const char *s = path;

	while ((s = strchr(s, '{')) != NULL) {
		size_t n = strcspn(++s, "}");
		char *name = arena_strndup(w->buf->arena, s, n);
		struct schema_field f = {
			.name = name,
			.type = text_ends(name, "_id") ? FIELD_UUID :
			    FIELD_TEXT,
			.required = true,
		};

		write_parameter(w, "path", &f);
	}
}

static void
write_parameters(struct json_out *w, const struct route *r)
{
	static const struct schema_field key = {
		.name = "Idempotency-Key", .type = FIELD_TEXT, .max = 255,
		.about = "The same key and body give the same answer for as "
		    "long as the conversation exists; another body is 422"};
	static const struct schema_field prefer = {
		.name = "Prefer", .type = FIELD_TEXT,
		.about = "respond-async: 202 at once, the answer comes as "
		    "an event"};

	jw_key(w, "parameters");
	jw_list(w);
	write_path_parameters(w, r->path);
	for (size_t i = 0; r->query != NULL && i < r->query->n_fields; i++)
		write_parameter(w, "query", &r->query->fields[i]);
	if (r->idempotent)
		write_parameter(w, "header", &key);
	if (r->asynchronous)
		write_parameter(w, "header", &prefer);
	jw_list_end(w);
}

static void
write_json_content(struct json_out *w, const struct schema *s, bool list)
{
	jw_key(w, "content");
	jw_object(w);
	jw_key(w, "application/json");
	jw_object(w);
	jw_key(w, "schema");
	if (list) {
		jw_object(w);
		jw_kv_text(w, "type", "array");
		jw_key(w, "items");
		write_ref(w, s);
		jw_object_end(w);
	} else
		write_ref(w, s);
	jw_object_end(w);
	jw_object_end(w);
}

static void
write_problem(struct json_out *w, int status, const char *about)
{
	jw_key(w, arena_printf(w->buf->arena, "%d", status));
	jw_object(w);
	jw_kv_text(w, "description", about);
	jw_key(w, "content");
	jw_object(w);
	jw_key(w, "application/problem+json");
	jw_object(w);
	jw_key(w, "schema");
	jw_object(w);
	jw_kv_text(w, "$ref", "#/components/schemas/Problem");
	jw_object_end(w);
	jw_object_end(w);
	jw_object_end(w);
	jw_object_end(w);
}

static void
write_replies(struct json_out *w, const struct route *r)
{
	jw_key(w, "responses");
	jw_object(w);
	jw_key(w, arena_printf(w->buf->arena, "%d", r->status));
	jw_object(w);
	jw_kv_text(w, "description", r->reply == NULL ? "Done." :
	    r->reply->about);
	if (r->reply != NULL)
		write_json_content(w, r->reply, r->reply_list);
	jw_object_end(w);
	if (r->asynchronous) {
		jw_key(w, "202");
		jw_object(w);
		jw_kv_text(w, "description", "Stored; the answer comes "
		    "later. Location says where.");
		jw_object_end(w);
	}
	if (r->query != NULL || r->body != NULL) {
		write_problem(w, 400, "The request cannot be read.");
		write_problem(w, 422, "Some fields are wrong.");
	}
	if (r->auth == AUTH_VISITOR)
		write_problem(w, 401, "A token is needed.");
	if (strchr(r->path, '{') != NULL)
		write_problem(w, 404, "Not there, or not yours.");
	if (r->limit != LIMIT_NONE)
		write_problem(w, 429, "Too many requests.");
	write_problem(w, 503, "Not available for the moment.");
	jw_object_end(w);
}

static void
write_operation(struct json_out *w, const struct route *r)
{
	static const char *const roles[] = {
		[AUTH_PUBLIC] = "public", [AUTH_VISITOR] = "visitor"};

	jw_object(w);
	jw_kv_text(w, "operationId", r->id);
	jw_key(w, "tags");
	jw_list(w);
	jw_text(w, r->tag);
	jw_list_end(w);
	jw_kv_text(w, "summary", r->summary);
	if (r->about != NULL)
		jw_kv_text(w, "description", r->about);
	jw_key(w, "x-roles");
	jw_list(w);
	jw_text(w, roles[r->auth]);
	jw_list_end(w);
	jw_kv_text(w, "x-rate-limit", limit_describe(w->buf->arena,
	    r->limit));
	if (r->auth == AUTH_VISITOR)
		jw_kv_raw(w, "security", "[{\"visitor\":[]}]");
	write_parameters(w, r);
	if (r->body != NULL) {
		jw_key(w, "requestBody");
		jw_object(w);
		jw_kv_bool(w, "required", true);
		write_json_content(w, r->body, false);
		jw_object_end(w);
	}
	write_replies(w, r);
	jw_object_end(w);
}

static const char *
lower(struct arena *a, const char *s)
{
	char *out = arena_strdup(a, s);

	for (char *p = out; *p != '\0'; p++)
		*p = text_lower(*p);
	return out;
}

/* One object a path, one member a method; rows of a path need not touch. */
static void
write_paths(struct json_out *w, const struct route_table *t)
{
	jw_key(w, "paths");
	jw_object(w);
	for (size_t i = 0; i < t->n; i++) {
		const char *path = t->rows[i].path;
		bool first = t->rows[i].id != NULL;

		for (size_t j = 0; j < i && first; j++)
			first = t->rows[j].id == NULL ||
			    strcmp(t->rows[j].path, path) != 0;
		if (!first)
			continue;
		jw_key(w, path);
		jw_object(w);
		for (size_t j = i; j < t->n; j++) {
			const struct route *r = &t->rows[j];

			if (r->id == NULL || strcmp(r->path, path) != 0)
				continue;
			jw_key(w, lower(w->buf->arena, r->method));
			write_operation(w, r);
		}
		jw_object_end(w);
	}
	jw_object_end(w);
}

static void
write_schema(void *arg, const struct schema *s)
{
	struct json_out *w = arg;

	jw_key(w, s->name);
	schema_print(s, w);
}

static const struct schema_field problem_error_fields[] = {
	{.name = "pointer", .type = FIELD_TEXT, .required = true,
	    .about = "JSON pointer into the body (RFC 6901)"},
	{.name = "field", .type = FIELD_TEXT},
	{.name = "detail", .type = FIELD_TEXT, .required = true},
};

static const struct schema problem_error_schema = {
	.name = "ProblemField",
	.about = "One wrong field.",
	.fields = problem_error_fields,
	.n_fields = NELEM(problem_error_fields),
};

static const struct schema_field problem_fields[] = {
	{.name = "type", .type = FIELD_TEXT, .required = true,
	    .about = "URL of the problem's description"},
	{.name = "title", .type = FIELD_TEXT, .required = true},
	{.name = "status", .type = FIELD_I64, .required = true},
	{.name = "detail", .type = FIELD_TEXT},
	{.name = "instance", .type = FIELD_TEXT},
	{.name = "errors", .type = FIELD_OBJECT, .list = true,
	    .of = &problem_error_schema},
	{.name = "request_id", .type = FIELD_TEXT, .required = true},
};

static const struct schema problem_schema = {
	.name = "Problem",
	.about = "What went wrong (RFC 9457).",
	.fields = problem_fields,
	.n_fields = NELEM(problem_fields),
};

static void
write_components(struct json_out *w, const struct route_table *t)
{
	jw_key(w, "components");
	jw_object(w);
	jw_key(w, "securitySchemes");
	jw_object(w);
	jw_key(w, "visitor");
	jw_object(w);
	jw_kv_text(w, "type", "http");
	jw_kv_text(w, "scheme", "bearer");
	jw_kv_text(w, "description", "The token that starting a "
	    "conversation gives: it opens that visitor's conversations "
	    "and nothing else.");
	jw_object_end(w);
	jw_object_end(w);
	jw_key(w, "schemas");
	jw_object(w);
	openapi_schemas(t, write_schema, w);
	write_schema(w, &problem_schema);
	write_schema(w, &problem_error_schema);
	jw_object_end(w);
	jw_object_end(w);
}

void
openapi_print(struct req *q, struct json_out *w)
{
	const struct route_table *t = &q->app->program->routes;

	jw_object(w);
	jw_kv_text(w, "openapi", "3.1.0");
	jw_key(w, "info");
	jw_object(w);
	jw_kv_text(w, "title", "BIWOCO API");
	jw_kv_text(w, "version", PACKAGE_VERSION);
	jw_kv_text(w, "description", "Customer-support conversations with "
	    "cited answers. Unknown request fields are refused; ignore "
	    "reply fields you do not know.");
	jw_object_end(w);
	jw_key(w, "servers");
	jw_list(w);
	jw_object(w);
	jw_kv_text(w, "url", q->app->conf.base_url);
	jw_object_end(w);
	jw_list_end(w);
	write_paths(w, t);
	write_components(w, t);
	jw_object_end(w);
}
