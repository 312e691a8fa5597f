/* One article, on its own or as the source of an answer. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include "core/kb.h"
#include "io/i18n.h"
#include "store/article.h"
#include "store/passage.h"
#include "store/scenario.h"
#include "web/when.h"

#define HTML_MAX ((size_t)2 << 20)
#define CONTENTS_FROM 4 /* headings that deserve a list of contents */
#define RELATED_MAX 4

struct article_query {
	int64_t revision;
};

static const struct schema_field article_fields[] = {
	{.name = "revision", .type = FIELD_I64, .min = 0, .max = INT64_MAX,
	    .offset = offsetof(struct article_query, revision)},
};

const struct schema portal_article_schema = {
	.name = "ArticlePageQuery",
	.fields = article_fields,
	.n_fields = NELEM(article_fields),
	.size = sizeof(struct article_query),
};

/* The company that an article belongs to; the site when to all. */
static enum rc
company(struct req *q, const struct article *a, struct scenario *out,
    struct err *e)
{
	struct scenario_list list;
	enum rc rc = scenario_list(&q->scope, &list, e);

	*out = (struct scenario){0};
	for (size_t i = 0; rc == RC_OK && i < list.n; i++)
		if (list.items[i].id == a->scenario_id)
			*out = list.items[i];
	return rc;
}

/* First-level headings. */
static enum rc
fill_contents(struct req *q, struct page *p, const struct article *a,
    struct err *e)
{
	struct passage_list list;
	const char *last = "";
	size_t n = 0;
	enum rc rc = passage_of_revision(&q->scope, a->revision_id, &list,
	    e);

	if (rc != RC_OK || list.n < CONTENTS_FROM)
		return rc;
	for (size_t i = 0; i < list.n; i++) {
		const char *heading = list.items[i].heading;

		if (*heading == '\0' || strstr(heading, " > ") != NULL ||
		    strcmp(heading, last) == 0)
			continue;
		last = heading;
		page_textf(p, heading, "contents.%zu.title", n);
		page_textf(p, list.items[i].anchor, "contents.%zu.anchor",
		    n++);
	}
	return RC_OK;
}

/* Others of the same category. */
static enum rc
fill_related(struct req *q, struct page *p, const struct article *a,
    const char *prefix, struct err *e)
{
	struct article_page page = {
		.scenario_id = a->scenario_id,
		.after_category = a->category,
		.after_slug = "",
		.max = RELATED_MAX + 1,
	};
	struct article_list list;
	size_t n = 0;
	enum rc rc = article_list(&q->scope, &page, &list, e);

	for (size_t i = 0; rc == RC_OK && i < list.n; i++) {
		const struct article *o = &list.items[i];

		if (o->id == a->id || strcmp(o->category, a->category) != 0)
			continue;
		page_textf(p, o->title, "related.%zu.title", n);
		page_textf(p, arena_printf(q->arena, "%s/help/%s", prefix,
		    o->slug), "related.%zu.url", n++);
	}
	return rc;
}

static void
fill_head(struct req *q, struct page *p, const struct article *a,
    const struct scenario *s)
{
	const char *base = q->app->base_path;
	const char *slug = s->slug != NULL ? s->slug : "";

	page_bool(p, "nav.help", true);
	page_text(p, "article.title", a->title);
	page_text(p, "article.summary", a->summary);
	page_text(p, "article.category", a->category);
	page_text(p, "article.company", s->company != NULL ?
	    arena_printf(q->arena, _("%s help"), s->company) :
	    _("Help centre"));
	if (strcmp(a->language, q->language) != 0)
		page_text(p, "article.lang", a->language);
	page_text(p, "article.updated", arena_printf(q->arena,
	    _("Last changed on %s."),
	    when_of(q->arena, a->updated_at).day));
	page_text(p, "article.index", arena_printf(q->arena,
	    "%s/help?scenario=%s", base, slug));
	page_text(p, "article.ask", arena_printf(q->arena,
	    "%s/chat?scenario=%s", base, slug));
}

/* `prefix` stands before "/help/…"; `back` NULL: no way back. */
static enum rc
show(struct req *q, struct res *r, const char *prefix, const char *back,
    struct err *e)
{
	const struct article_query *in = q->query;
	struct article a;
	struct scenario s;
	struct page *p;
	struct buf html;
	enum rc rc = article_get(&q->scope, req_param(q, "slug"),
	    in->revision, &a, e);

	buf_init(&html, q->arena, HTML_MAX);
	if (rc == RC_OK)
		rc = company(q, &a, &s, e);
	if (rc == RC_OK)
		rc = portal_page(q, "portal/article.cs", a.title, s.slug, &p,
		    e);
	if (rc == RC_OK)
		rc = kb_page_html(&q->scope, a.revision_id, prefix, &html,
		    e);
	if (rc == RC_OK)
		rc = fill_contents(q, p, &a, e);
	if (rc == RC_OK)
		rc = fill_related(q, p, &a, prefix, e);
	if (rc != RC_OK)
		return rc;
	fill_head(q, p, &a, &s);
	page_text(p, "intro", html.data);
	page_text(p, "back", back);
	if (!a.is_current) {
		page_text(p, "page.robots", "noindex");
		page_text(p, "article.older", _("This is an older version, "
		    "as it was when the answer was given."));
		page_text(p, "article.newest", arena_printf(q->arena,
		    "%s/help/%s", prefix, a.slug));
	}
	return view_send(q, r, p, e);
}

enum rc
portal_article(struct req *q, struct res *r, struct err *e)
{
	return show(q, r, q->app->base_path, NULL, e);
}

enum rc
portal_source(struct req *q, struct res *r, struct err *e)
{
	struct talk t;
	enum rc rc = talk_get(q, &t, e);

	if (rc != RC_OK)
		return rc;
	return show(q, r, t.url, t.url, e);
}
