#include "base/base.h"

#include "cgi/api/api.h"

#include "base/text.h"
#include "io/i18n.h"
#include "web/view.h"

static const struct {
	const char *anchor, *title, *text;
} intro[] = {
	{"sign-in", N_("Tokens"),
	    N_("Starting a conversation gives a token that stands for the "
	    "visitor. It opens that visitor's conversations and nothing "
	    "else; anybody else's give the same 404 as one that does not "
	    "exist. It is shown once and lasts 30 days.")},
	{"retries", N_("Sending twice is harmless"),
	    N_("Give each message an Idempotency-Key of your own. The same "
	    "key with the same text is stored once and gives the same "
	    "answer; with another text it is refused with 422.")},
	{"limits", N_("Limits"),
	    N_("Each reply says what is left in its RateLimit header. Above "
	    "the limit the answer is 429 with Retry-After. A message has "
	    "at most 4,000 characters.")},
	{"paging", N_("Lists"),
	    N_("Lists give at most 200 items. When there are more, the Link "
	    "header leads to the next page.")},
};

static const char *
type_name(struct arena *a, const struct schema_field *f)
{
	static const char *const names[] = {
		[FIELD_TEXT] = "text", [FIELD_EMAIL] = "e-mail address",
		[FIELD_UUID] = "uuid", [FIELD_TIME] = "time, RFC 3339",
		[FIELD_I64] = "integer", [FIELD_F64] = "number",
		[FIELD_BOOL] = "true or false", [FIELD_ENUM] = "one of",
		[FIELD_OBJECT] = "object",
	};
	struct buf b;

	buf_init(&b, a, 1024);
	if (f->list)
		buf_puts(&b, "list of ");
	buf_puts(&b, f->of != NULL ? f->of->name : names[f->type]);
	for (size_t i = 0; f->allowed != NULL && f->allowed[i] != NULL; i++)
		buf_printf(&b, "%s %s", i > 0 ? "," : "", f->allowed[i]);
	if (f->type == FIELD_TEXT && f->max > 0)
		buf_printf(&b, ", at most %lld characters",
		    (long long)f->max);
	if (f->type == FIELD_I64 && f->max > 0 && f->max < INT64_MAX)
		buf_printf(&b, ", %lld to %lld", (long long)f->min,
		    (long long)f->max);
	return b.data;
}

static void
fill_field(struct page *p, struct arena *a, const char *at, size_t i,
    const struct schema_field *f)
{
	page_textf(p, f->name, "%s.%zu.name", at, i);
	page_textf(p, type_name(a, f), "%s.%zu.type", at, i);
	page_textf(p, f->about, "%s.%zu.text", at, i);
	if (f->required)
		page_textf(p, "1", "%s.%zu.required", at, i);
}

static void
fill_fields(struct page *p, struct arena *a, const char *at,
    const struct schema *s)
{
	for (size_t i = 0; s != NULL && i < s->n_fields; i++)
		fill_field(p, a, at, i, &s->fields[i]);
}

static size_t
fill_path_parameters(struct page *p, struct arena *a, const char *at,
    const char *path)
{
	const char *s = path;
	size_t n = 0;

	while ((s = strchr(s, '{')) != NULL) {
		char *name;

		s++;
		name = arena_strndup(a, s, strcspn(s, "}"));
		page_textf(p, name, "%s.%zu.name", at, n);
		page_textf(p, text_ends(name, "_id") ? "uuid" : "text",
		    "%s.%zu.type", at, n);
		page_textf(p, "path", "%s.%zu.where", at, n);
		page_textf(p, "1", "%s.%zu.required", at, n);
		n++;
	}
	return n;
}

static void
fill_parameters(struct page *p, struct arena *a, const char *at,
    const struct route *r)
{
	size_t n = fill_path_parameters(p, a, at, r->path);

	for (size_t i = 0; r->query != NULL && i < r->query->n_fields; i++) {
		page_textf(p, "query", "%s.%zu.where", at, n);
		fill_field(p, a, at, n++, &r->query->fields[i]);
	}
	if (r->idempotent) {
		page_textf(p, "Idempotency-Key", "%s.%zu.name", at, n);
		page_textf(p, "header", "%s.%zu.where", at, n);
		page_textf(p, "text", "%s.%zu.type", at, n++);
	}
	if (r->asynchronous) {
		page_textf(p, "Prefer", "%s.%zu.name", at, n);
		page_textf(p, "header", "%s.%zu.where", at, n);
		page_textf(p, "respond-async", "%s.%zu.type", at, n++);
	}
}

static const char *
method_class(const char *method)
{
	static const char *const names[] = {"get", "post", "put", "delete"};

	for (size_t i = 0; i < NELEM(names); i++)
		if (text_equal_ci(names[i], method))
			return names[i];
	return "get";
}

static void
fill_route(struct req *q, struct page *p, const char *at,
    const struct route *r)
{
	page_textf(p, r->method, "%s.method", at);
	page_textf(p, method_class(r->method), "%s.method_class", at);
	page_textf(p, r->path, "%s.path", at);
	page_textf(p, r->id, "%s.anchor", at);
	page_textf(p, r->summary, "%s.summary", at);
	page_textf(p, r->about, "%s.description", at);
	page_textf(p, arena_printf(q->arena, "%s; %s",
	    r->auth == AUTH_VISITOR ? _("Needs the visitor's token") :
	    _("Open to everybody"), limit_describe(q->arena, r->limit)),
	    "%s.access", at);
	fill_parameters(p, q->arena, arena_printf(q->arena,
	    "%s.parameters", at), r);
	fill_fields(p, q->arena, arena_printf(q->arena, "%s.fields", at),
	    r->body);
	page_textf(p, arena_printf(q->arena, "%d", r->status),
	    "%s.replies.0.status", at);
	page_textf(p, r->reply == NULL ? _("Done.") : r->reply_list ?
	    arena_printf(q->arena, _("A list of %s."), r->reply->name) :
	    r->reply->about, "%s.replies.0.text", at);
	fill_fields(p, q->arena, arena_printf(q->arena, "%s.replies.0.fields",
	    at), r->reply);
}

/* Routes in the order of the table, a group for each run of one tag. */
static void
fill_groups(struct req *q, struct page *p)
{
	const struct route_table *t = &q->app->program->routes;
	const char *tag = "";
	size_t group = 0, n = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct route *r = &t->rows[i];

		if (r->id == NULL)
			continue;
		if (strcmp(r->tag, tag) != 0) {
			group += *tag != '\0';
			tag = r->tag;
			n = 0;
			page_textf(p, tag, "groups.%zu.name", group);
			page_textf(p, tag, "groups.%zu.anchor", group);
		}
		fill_route(q, p, arena_printf(q->arena,
		    "groups.%zu.routes.%zu", group, n++), r);
	}
}

static void
fill_problems(struct req *q, struct page *p)
{
	const struct problem_kind *k = problem_kinds();

	for (size_t i = 0; k[i].status != 0; i++) {
		page_textf(p, arena_printf(q->arena, "%d", k[i].status),
		    "problems.%zu.status", i);
		page_textf(p, arena_printf(q->arena, "problem-%s",
		    k[i].type), "problems.%zu.anchor", i);
		page_textf(p, k[i].title, "problems.%zu.title", i);
	}
}

enum rc
api_docs(struct req *q, struct res *r, struct err *e)
{
	struct page *p;
	enum rc rc = view_open(q, "portal/docs.cs", _("API reference"), &p,
	    e);

	if (rc != RC_OK)
		return rc;
	page_text(p, "api.title", _("API reference"));
	page_text(p, "api.version", PACKAGE_VERSION);
	page_text(p, "api.base", app_url(q, "/api/v1"));
	page_text(p, "api.openapi", app_url(q, "/api/v1/openapi.json"));
	for (size_t i = 0; i < NELEM(intro); i++) {
		page_textf(p, _(intro[i].title), "api.intro.%zu.title", i);
		page_textf(p, intro[i].anchor, "api.intro.%zu.anchor", i);
		page_textf(p, _(intro[i].text), "api.intro.%zu.text", i);
	}
	page_text(p, "api.intro.0.example", arena_printf(q->arena,
	    "curl -s -X POST %s/api/v1/conversations/start \\\n"
	    "  -H 'Content-Type: application/json' \\\n"
	    "  -d '{\"scenario_type\": \"ecommerce\"}'",
	    q->app->conf.base_url));
	fill_groups(q, p);
	fill_problems(q, p);
	return view_send(q, r, p, e);
}
