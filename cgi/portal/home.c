/* The first page: the scenarios, with live figures, and two side by side. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include "base/text.h"
#include "io/i18n.h"
#include "store/scenario.h"

#define FIGURE_DAYS 28
#define SAMPLES 2	  /* questions on a card */
#define ENOUGH_ANSWERS 20 /* a share of fewer says nothing */

struct home_query {
	const char *compare, *with;
};

static const struct schema_field home_fields[] = {
	{.name = "compare", .type = FIELD_TEXT, .max = 100,
	    .offset = offsetof(struct home_query, compare)},
	{.name = "with", .type = FIELD_TEXT, .max = 40,
	    .offset = offsetof(struct home_query, with)},
};

const struct schema portal_home_schema = {
	.name = "HomeQuery",
	.fields = home_fields,
	.n_fields = NELEM(home_fields),
	.size = sizeof(struct home_query),
};

struct home {
	struct scenario_list scenarios;
	struct scenario_figures_list figures;
	struct scenario_counts articles;
};

static void
figure(struct page *p, const char *at, size_t i, const char *value,
    const char *label, const char *definition)
{
	page_textf(p, value, "%s.figures.%zu.value", at, i);
	page_textf(p, label, "%s.figures.%zu.label", at, i);
	page_textf(p, definition, "%s.figures.%zu.definition", at, i);
}

/* Real figures or none at all. */
static void
fill_figures(struct req *q, struct page *p, const char *at,
    const struct scenario_figures *f)
{
	struct arena *a = q->arena;

	figure(p, at, 0, arena_printf(a, "%lld",
	    (long long)f->conversations), _("Conversations"),
	    _("with at least one message, in the last 28 days"));
	if (f->answers < ENOUGH_ANSWERS) {
		figure(p, at, 1, arena_printf(a, "%lld",
		    (long long)f->sourced), _("Answers with a source"),
		    arena_printf(a, _("of %lld; too few for a share"),
			(long long)f->answers));
		return;
	}
	figure(p, at, 1, arena_printf(a, "%lld %%",
	    (long long)(f->sourced * 100 / f->answers)),
	    _("Answered with a source"),
	    arena_printf(a, _("of %lld answers; small talk is not counted"),
		(long long)f->answers));
	figure(p, at, 2, arena_printf(a, "%lld ms", (long long)f->median_ms),
	    _("Time to an answer"), _("median, from question to stored "
	    "answer"));
}

static void
fill_texts(struct page *p, const char *at, const char *name,
    const struct json *list, size_t max)
{
	for (size_t i = 0; i < json_count(list) && i < max; i++)
		page_textf(p, json_text(json_item(list, i)), "%s.%s.%zu.text",
		    at, name, i);
}

static int64_t
count_articles(const struct home *h, int64_t scenario_id)
{
	for (size_t i = 0; i < h->articles.n; i++)
		if (h->articles.items[i].scenario_id == scenario_id)
			return h->articles.items[i].n;
	return 0;
}

static enum rc
fill_scenario(struct req *q, struct page *p, const struct home *h,
    const struct scenario *s, const char *at)
{
	const struct json *d, *contact;
	struct err e = {0};
	enum rc rc = definition_get(&q->scope, q->app->definitions,
	    (struct definition_key){s->id, s->revision}, &d, &e);
	const char *base = q->app->base_path;

	if (rc != RC_OK)
		return rc;
	contact = json_get(d, "contact");
	page_textf(p, s->slug, "%s.slug", at);
	page_textf(p, s->name, "%s.name", at);
	page_textf(p, s->company, "%s.company", at);
	page_textf(p, arena_strndup(q->arena, s->company,
	    text_prefix(s->company, 1)), "%s.initial", at);
	page_textf(p, s->tagline, "%s.tagline", at);
	page_textf(p, s->description, "%s.description", at);
	page_textf(p, json_text(json_get(contact, "hours")), "%s.hours", at);
	page_textf(p, arena_printf(q->arena, "%s/chat?scenario=%s", base,
	    s->slug), "%s.start", at);
	page_textf(p, arena_printf(q->arena, "%s/help?scenario=%s", base,
	    s->slug), "%s.help", at);
	page_textf(p, arena_printf(q->arena, ngettext("%lld article",
	    "%lld articles", (unsigned long)count_articles(h, s->id)),
	    (long long)count_articles(h, s->id)), "%s.n_articles", at);
	fill_texts(p, at, "can_do", json_get(d, "can_do"), 8);
	fill_texts(p, at, "samples", json_get(d, "sample_questions"),
	    SAMPLES);
	for (size_t i = 0; i < h->figures.n; i++)
		if (h->figures.items[i].scenario_id == s->id)
			fill_figures(q, p, at, &h->figures.items[i]);
	return RC_OK;
}

static const struct scenario *
find(const struct home *h, const char *slug)
{
	for (size_t i = 0; slug != NULL && i < h->scenarios.n; i++)
		if (text_equal_ci(h->scenarios.items[i].slug, slug))
			return &h->scenarios.items[i];
	return NULL;
}

/* ?compare=a,b or ?compare=a&with=b. */
static enum rc
fill_compare(struct req *q, struct page *p, const struct home *h)
{
	const struct home_query *in = q->query;
	const struct scenario *a, *b;
	char *first;
	const char *second = in->with;
	char *comma;
	enum rc rc;

	if (in->compare == NULL)
		return RC_OK;
	first = arena_strdup(q->arena, in->compare);
	comma = strchr(first, ',');
	if (comma != NULL) {
		*comma = '\0';
		second = comma + 1;
	}
	a = find(h, first);
	b = find(h, second);
	if (a == NULL || b == NULL || a == b) {
		page_text(p, "compare.note", a == b && a != NULL ?
		    _("Choose two different assistants to compare.") :
		    _("One of these assistants is not there."));
		return RC_OK;
	}
	rc = fill_scenario(q, p, h, a, "compare.0");
	return rc == RC_OK ? fill_scenario(q, p, h, b, "compare.1") : rc;
}

static enum rc
read_home(struct req *q, struct home *h, struct err *e)
{
	enum rc rc = scenario_list(&q->scope, &h->scenarios, e);

	if (rc == RC_OK)
		rc = scenario_figures(&q->scope, FIGURE_DAYS, &h->figures,
		    e);
	if (rc == RC_OK)
		rc = scenario_articles(&q->scope, &h->articles, e);
	return rc;
}

enum rc
portal_home(struct req *q, struct res *r, struct err *e)
{
	const struct home_query *in = q->query;
	struct home h;
	struct page *p;
	enum rc rc = read_home(q, &h, e);

	if (rc == RC_OK)
		rc = portal_page(q, "portal/home.cs",
		    in->compare != NULL ? _("Two assistants compared") :
		    _("Support"), NULL, &p, e);
	for (size_t i = 0; rc == RC_OK && i < h.scenarios.n; i++)
		rc = fill_scenario(q, p, &h, &h.scenarios.items[i],
		    arena_printf(q->arena, "scenarios.%zu", i));
	if (rc == RC_OK)
		rc = fill_compare(q, p, &h);
	if (rc != RC_OK)
		return rc;
	page_bool(p, "nav.home", true);
	page_text(p, "home.title", _("Answers you can check"));
	page_text(p, "home.lead", _("Ask in your own words. The assistant "
	    "answers from the company's own articles and shows where each "
	    "sentence comes from."));
	if (h.figures.n > 0)
		page_text(p, "figures_note", _("Figures are counted from "
		    "this installation's conversations as the page is "
		    "made."));
	return view_send(q, r, p, e);
}
