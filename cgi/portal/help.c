/* The help centre: articles by category, and search. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include "base/text.h"
#include "nlp/markdown.h"
#include "core/retrieve.h"
#include "io/i18n.h"
#include "store/article.h"
#include "store/scenario.h"

#define RESULTS_MAX 12
#define EXCERPT_CHARS 220
#define QUESTION_MAX 200

struct help_query {
	const char *scenario, *q;
};

static const struct schema_field help_fields[] = {
	{.name = "scenario", .type = FIELD_TEXT, .max = 40,
	    .offset = offsetof(struct help_query, scenario)},
	{.name = "q", .type = FIELD_TEXT, .max = QUESTION_MAX,
	    .offset = offsetof(struct help_query, q)},
};

const struct schema portal_help_schema = {
	.name = "HelpQuery",
	.fields = help_fields,
	.n_fields = NELEM(help_fields),
	.size = sizeof(struct help_query),
};

static const char *
help_url(struct req *q, const char *scenario)
{
	struct buf b;

	buf_init(&b, q->arena, 512);
	buf_printf(&b, "%s/help", q->app->base_path);
	if (scenario != NULL) {
		buf_puts(&b, "?scenario=");
		buf_url(&b, scenario);
	}
	return b.data;
}

static void
fill_tabs(struct req *q, struct page *p, const struct scenario_list *list,
    const struct scenario *chosen)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct scenario *s = &list->items[i];

		page_textf(p, s->slug, "scenarios.%zu.slug", i);
		page_textf(p, s->company, "scenarios.%zu.company", i);
		page_textf(p, help_url(q, s->slug), "scenarios.%zu.url", i);
		if (chosen != NULL && chosen->id == s->id)
			page_textf(p, "1", "scenarios.%zu.current", i);
	}
}

/* Cut between words: "14 days" must not become "1". */
static const char *
excerpt(struct req *q, const char *text)
{
	size_t n = text_prefix(text, EXCERPT_CHARS);

	if (text[n] == '\0')
		return text;
	while (n > 0 && !text_is_space(text[n]))
		n--;
	return arena_printf(q->arena, "%.*s …", (int)n, text);
}

static enum rc
fill_results(struct req *q, struct page *p, const struct help_query *in,
    const struct scenario *chosen, struct err *e)
{
	struct retrieve_result found = {0};
	size_t n = 0;
	enum rc rc = retrieve_passages(&q->scope,
	    &(struct retrieve_request){
		.scenario_id = chosen != NULL ? chosen->id : 0,
		.language = q->language,
		.question = in->q,
	    },
	    &found, e);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < found.n && n < RESULTS_MAX; i++, n++) {
		const struct passage_hit *h = found.hits[i].passage;

		page_textf(p, h->title, "results.%zu.title", n);
		page_textf(p, h->heading, "results.%zu.heading", n);
		page_textf(p, arena_printf(q->arena, "%s/help/%s#%s",
		    q->app->base_path, h->slug, h->anchor),
		    "results.%zu.url", n);
		page_textf(p, excerpt(q, markdown_text(q->arena, h->body)),
		    "results.%zu.excerpt", n);
	}
	page_text(p, "help.found", arena_printf(q->arena, n == 0 ?
	    _("Nothing found for “%s”.") : _("Passages about “%s”."),
	    in->q));
	return RC_OK;
}

/* In the reader's language, or in English where that is not it. */
static bool
is_readable(const struct req *q, const struct article *a)
{
	return strcmp(a->language, q->language) == 0 ||
	    strcmp(a->language, "en") == 0;
}

/* All articles, a group for each category. */
static enum rc
fill_groups(struct req *q, struct page *p, const struct scenario *chosen,
    struct err *e)
{
	struct article_page page = {
		.scenario_id = chosen != NULL ? chosen->id : 0,
		.after_category = "",
		.after_slug = "",
		.max = ARTICLE_LIST_MAX,
	};
	struct article_list list;
	const char *category = "";
	size_t group = 0, n = 0;
	enum rc rc = article_list(&q->scope, &page, &list, e);

	for (size_t i = 0; rc == RC_OK && i < list.n; i++) {
		const struct article *a = &list.items[i];

		if (!is_readable(q, a))
			continue;
		if (strcmp(category, a->category) != 0) {
			group += *category != '\0';
			n = 0;
			category = a->category;
			page_textf(p, category, "groups.%zu.name", group);
		}
		page_textf(p, a->title, "groups.%zu.articles.%zu.title",
		    group, n);
		page_textf(p, a->summary, "groups.%zu.articles.%zu.summary",
		    group, n);
		page_textf(p, arena_printf(q->arena, "%s/help/%s",
		    q->app->base_path, a->slug),
		    "groups.%zu.articles.%zu.url", group, n);
		n++;
	}
	return rc;
}

static const struct scenario *
choose(const struct scenario_list *list, const char *name)
{
	for (size_t i = 0; name != NULL && i < list->n; i++)
		if (text_equal_ci(list->items[i].slug, name))
			return &list->items[i];
	return name == NULL && list->n > 0 ? &list->items[0] : NULL;
}

static const char *
centre(struct req *q, const struct scenario *s)
{
	return s == NULL ? _("Help centre") :
	    arena_printf(q->arena, _("%s help"), s->company);
}

/* Of the window. */
static const char *
title(struct req *q, const struct help_query *in, const struct scenario *s)
{
	return in->q == NULL ? centre(q, s) :
	    arena_printf(q->arena, _("“%s” in %s"), in->q, centre(q, s));
}

static void
fill_head(struct req *q, struct page *p, const struct help_query *in,
    const struct scenario *s)
{
	page_bool(p, "nav.help", true);
	page_text(p, "help.q", in->q);
	page_text(p, "help.title", centre(q, s));
	page_text(p, "help.lead", _("Everything the assistant answers from, "
	    "to read for yourself."));
	page_text(p, "help.scenario", s != NULL ? s->slug : NULL);
	page_text(p, "help.ask", s == NULL ?
	    arena_printf(q->arena, "%s/", q->app->base_path) :
	    arena_printf(q->arena, "%s/chat?scenario=%s", q->app->base_path,
	    s->slug));
}

enum rc
portal_help(struct req *q, struct res *r, struct err *e)
{
	const struct help_query *in = q->query;
	struct scenario_list list;
	const struct scenario *s;
	struct page *p;
	enum rc rc = scenario_list(&q->scope, &list, e);

	if (rc != RC_OK)
		return rc;
	s = choose(&list, in->scenario);
	if (s == NULL && in->scenario != NULL)
		return err_set(e, RC_NOT_FOUND,
		    _("There is no such company here."));
	rc = portal_page(q, "portal/help.cs", title(q, in, s),
	    s != NULL ? s->slug : NULL, &p, e);
	if (rc != RC_OK)
		return rc;
	fill_head(q, p, in, s);
	fill_tabs(q, p, &list, s);
	rc = in->q != NULL ? fill_results(q, p, in, s, e) :
	    fill_groups(q, p, s, e);
	if (rc != RC_OK)
		return rc;
	return view_send(q, r, p, e);
}
