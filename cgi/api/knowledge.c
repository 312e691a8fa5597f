#include "base/base.h"

#include "cgi/api/api.h"

#include "base/text.h"
#include "nlp/markdown.h"
#include "core/retrieve.h"
#include "store/article.h"
#include "store/scenario.h"
#include "web/wire.h"

#define LIST_DEFAULT 50
#define SEARCH_DEFAULT 5
#define SEARCH_MAX 20
#define QUESTION_MAX 500

static const struct schema_field article_fields[] = {
	{.name = "id", .type = FIELD_TEXT, .required = true,
	    .about = "Its name in addresses: /help/ID"},
	{.name = "title", .type = FIELD_TEXT, .required = true},
	{.name = "category", .type = FIELD_TEXT, .required = true},
	{.name = "language", .type = FIELD_TEXT},
	{.name = "summary", .type = FIELD_TEXT},
	{.name = "revision", .type = FIELD_I64, .required = true},
	{.name = "url", .type = FIELD_TEXT, .required = true},
	{.name = "content", .type = FIELD_TEXT, .multiline = true,
	    .about = "Markdown; only when one article is asked for"},
	{.name = "updated_at", .type = FIELD_TIME, .required = true},
};

const struct schema api_article_schema = {
	.name = "Article",
	.about = "A published article of the knowledge base.",
	.fields = article_fields,
	.n_fields = NELEM(article_fields),
};

struct knowledge_query {
	const char *scenario, *cursor;
	int64_t limit;
};

static const struct schema_field knowledge_query_fields[] = {
	{.name = "scenario", .type = FIELD_TEXT, .max = 40,
	    .offset = offsetof(struct knowledge_query, scenario)},
	{.name = "limit", .type = FIELD_I64,
	    .offset = offsetof(struct knowledge_query, limit), .min = 1,
	    .max = ARTICLE_LIST_MAX - 1, .fallback = LIST_DEFAULT},
	{.name = "cursor", .type = FIELD_TEXT, .max = 300,
	    .offset = offsetof(struct knowledge_query, cursor),
	    .about = "From the Link header of the page before"},
};

const struct schema api_knowledge_query_schema = {
	.name = "KnowledgeQuery",
	.fields = knowledge_query_fields,
	.n_fields = NELEM(knowledge_query_fields),
	.size = sizeof(struct knowledge_query),
};

struct article_query {
	int64_t revision;
};

static const struct schema_field article_query_fields[] = {
	{.name = "revision", .type = FIELD_I64, .min = 0, .max = INT64_MAX,
	    .offset = offsetof(struct article_query, revision),
	    .about = "An older text; 0 or missing: the current one"},
};

const struct schema api_article_query_schema = {
	.name = "ArticleQuery",
	.fields = article_query_fields,
	.n_fields = NELEM(article_query_fields),
	.size = sizeof(struct article_query),
};

struct search_query {
	const char *q, *scenario;
	int64_t limit;
};

static const struct schema_field search_query_fields[] = {
	{.name = "q", .type = FIELD_TEXT, .required = true, .min = 1,
	    .max = QUESTION_MAX, .about = "A question in plain words",
	    .offset = offsetof(struct search_query, q)},
	{.name = "scenario", .type = FIELD_TEXT, .max = 40,
	    .offset = offsetof(struct search_query, scenario),
	    .about = "Only this scenario's articles"},
	{.name = "limit", .type = FIELD_I64, .min = 1, .max = SEARCH_MAX,
	    .fallback = SEARCH_DEFAULT,
	    .offset = offsetof(struct search_query, limit)},
};

const struct schema api_search_query_schema = {
	.name = "SearchQuery",
	.fields = search_query_fields,
	.n_fields = NELEM(search_query_fields),
	.size = sizeof(struct search_query),
};

static const struct schema_field hit_fields[] = {
	{.name = "article", .type = FIELD_TEXT, .required = true},
	{.name = "title", .type = FIELD_TEXT, .required = true},
	{.name = "heading", .type = FIELD_TEXT},
	{.name = "url", .type = FIELD_TEXT, .required = true,
	    .about = "Opens the article with the passage highlighted"},
	{.name = "text", .type = FIELD_TEXT, .required = true,
	    .multiline = true},
	{.name = "score", .type = FIELD_F64, .required = true},
	{.name = "coverage", .type = FIELD_F64,
	    .about = "0 to 1: how much of the question it has"},
	{.name = "revision", .type = FIELD_I64},
};

static const struct schema hit_schema = {
	.name = "SearchHit",
	.about = "A passage that may answer the question.",
	.fields = hit_fields,
	.n_fields = NELEM(hit_fields),
};

static const struct schema_field search_fields[] = {
	{.name = "query", .type = FIELD_TEXT, .required = true},
	{.name = "results", .type = FIELD_OBJECT, .required = true,
	    .list = true, .of = &hit_schema},
};

const struct schema api_search_schema = {
	.name = "SearchResult",
	.about = "Passages, best first.",
	.fields = search_fields,
	.n_fields = NELEM(search_fields),
};

/* 0 for no name; a wrong one is a wrong field. */
static enum rc
scenario_id(struct req *q, const char *name, int64_t *id, struct err *e)
{
	struct scenario s;
	enum rc rc;

	*id = 0;
	if (name == NULL || *name == '\0')
		return RC_OK;
	rc = scenario_get(&q->scope, name, &s, e);
	if (rc == RC_NOT_FOUND)
		return err_field(e, "scenario", "is not an active scenario");
	if (rc == RC_OK)
		*id = s.id;
	return rc;
}

static void
write_article(struct req *q, struct json_out *w, const struct article *a,
    bool whole)
{
	jw_object(w);
	jw_kv_text(w, "id", a->slug);
	jw_kv_text(w, "title", a->title);
	jw_kv_text(w, "category", a->category);
	jw_kv_text(w, "language", a->language);
	jw_kv_text(w, "summary", a->summary);
	jw_kv_i64(w, "revision", a->revision);
	jw_kv_text(w, "url", arena_printf(q->arena, "%s/help/%s",
	    q->app->base_path, a->slug));
	if (whole)
		jw_kv_text(w, "content", a->body);
	jw_kv_text(w, "updated_at", wire_time(q->arena, a->updated_at));
	jw_object_end(w);
}

/* A cursor is "category/slug" of the last row, as plain text. */
static void
read_cursor(struct req *q, const char *cursor, struct article_page *page)
{
	const char *slash = cursor != NULL ? strrchr(cursor, '/') : NULL;

	page->after_category = "";
	page->after_slug = "";
	if (slash == NULL)
		return;
	page->after_category = arena_strndup(q->arena, cursor,
	    (size_t)(slash - cursor));
	page->after_slug = slash + 1;
}

static void
link_next(struct req *q, struct res *r, const struct knowledge_query *in,
    const struct article *last)
{
	struct buf b;

	buf_init(&b, q->arena, 1024);
	buf_printf(&b, "<%s/api/v1/knowledge?limit=%lld",
	    q->app->conf.base_url, (long long)in->limit);
	if (in->scenario != NULL) {
		buf_puts(&b, "&scenario=");
		buf_url(&b, in->scenario);
	}
	buf_puts(&b, "&cursor=");
	buf_url(&b, arena_printf(q->arena, "%s/%s", last->category,
	    last->slug));
	buf_puts(&b, ">; rel=\"next\"");
	res_header(r, "Link", b.data);
}

enum rc
api_knowledge(struct req *q, struct res *r, struct err *e)
{
	const struct knowledge_query *in = q->query;
	struct article_page page = {.max = (size_t)in->limit + 1};
	struct article_list list;
	size_t n;
	enum rc rc = scenario_id(q, in->scenario, &page.scenario_id, e);

	if (rc != RC_OK)
		return rc;
	read_cursor(q, in->cursor, &page);
	rc = article_list(&q->scope, &page, &list, e);
	if (rc != RC_OK)
		return rc;
	n = list.n > (size_t)in->limit ? (size_t)in->limit : list.n;
	if (list.n > n)
		link_next(q, r, in, &list.items[n - 1]);
	jw_list(&r->json);
	for (size_t i = 0; i < n; i++)
		write_article(q, &r->json, &list.items[i], false);
	jw_list_end(&r->json);
	return RC_OK;
}

enum rc
api_article(struct req *q, struct res *r, struct err *e)
{
	const struct article_query *in = q->query;
	struct article a;
	enum rc rc = article_get(&q->scope, req_param(q, "slug"),
	    in->revision, &a, e);

	if (rc != RC_OK)
		return rc;
	if (res_not_modified(q, r, arena_printf(q->arena, "\"%lld\"",
		(long long)a.revision_id)))
		return RC_OK;
	write_article(q, &r->json, &a, true);
	return RC_OK;
}

static void
write_hit(struct req *q, struct json_out *w, const struct retrieve_hit *h)
{
	const struct passage_hit *p = h->passage;

	jw_object(w);
	jw_kv_text(w, "article", p->slug);
	jw_kv_text(w, "title", p->title);
	jw_kv_text(w, "heading", p->heading);
	jw_kv_text(w, "url", arena_printf(q->arena,
	    "%s/help/%s?revision=%lld#%s", q->app->base_path, p->slug,
	    (long long)p->revision, p->anchor));
	jw_kv_text(w, "text", markdown_text(q->arena, p->body));
	jw_kv_f64(w, "score", h->score);
	jw_kv_f64(w, "coverage", h->coverage);
	jw_kv_i64(w, "revision", p->revision);
	jw_object_end(w);
}

enum rc
api_search(struct req *q, struct res *r, struct err *e)
{
	const struct search_query *in = q->query;
	struct retrieve_request request = {
		.language = q->language,
		.question = in->q,
	};
	struct retrieve_result found = {0};
	enum rc rc = scenario_id(q, in->scenario, &request.scenario_id, e);

	if (rc != RC_OK)
		return rc;
	rc = retrieve_passages(&q->scope, &request, &found, e);
	if (rc != RC_OK)
		return rc;
	jw_object(&r->json);
	jw_kv_text(&r->json, "query", in->q);
	jw_key(&r->json, "results");
	jw_list(&r->json);
	for (size_t i = 0; i < found.n && i < (size_t)in->limit; i++)
		write_hit(q, &r->json, &found.hits[i]);
	jw_list_end(&r->json);
	jw_object_end(&r->json);
	return RC_OK;
}
