#include "base/base.h"

#include "web/view.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "io/i18n.h"
#include "store/site.h"
#include "web/asset.h"
#include "web/auth.h"
#include "web/lang.h"
#include "web/when.h"

#define SITE_KEEP_US 10000000 /* a changed brand shows after this long */

/* The sheet is app.css, whose path has its hash, and the accents. */
static void
hash_style(struct req *q, const char *accents)
{
	const char *all = arena_printf(q->arena, "%s\n%s",
	    asset_path(q, "app.css"), accents);

	asset_hash(all, strlen(all), q->app->style_hash);
}

/* The brand; what is known of it stays when the database is away. */
static void
read_site(struct req *q)
{
	struct app *app = q->app;
	struct site site;
	struct err e = {0};
	int64_t now = clock_mono_us();

	if (app->site_read_us != 0 && now - app->site_read_us < SITE_KEEP_US)
		return;
	if (site_get(&q->scope, &site, &e) == RC_OK) {
		snprintf(app->site_name, sizeof(app->site_name), "%s",
		    site.name);
		app->site_read_us = now;
		when_zone(site.time_zone);
		hash_style(q, site.accents);
	}
}

const char *
view_style(struct req *q)
{
	read_site(q);
	if (q->app->style_hash[0] == '\0')
		return asset_path(q, "app.css");
	return arena_printf(q->arena, "%s/style/app.%s.css",
	    q->app->base_path, q->app->style_hash);
}

const char *
view_here(struct req *q)
{
	if (*q->query_string == '\0')
		return q->path;
	return arena_printf(q->arena, "%s?%s", q->path, q->query_string);
}

const char *
view_return(const char *path)
{
	if (path == NULL || path[0] != '/' || path[1] == '/' ||
	    path[1] == '\\' || !res_header_safe(path))
		return "/";
	/* A header takes ASCII only; our own addresses are. */
	for (const char *s = path; *s != '\0'; s++)
		if ((unsigned char)*s > 0x7e || *s == ' ')
			return "/";
	return path;
}

static void
fill_languages(struct req *q, struct page *p)
{
	if (lang_codes[1] == NULL)
		return;
	for (size_t i = 0; lang_codes[i] != NULL; i++) {
		page_textf(p, lang_codes[i], "languages.%zu.code", i);
		page_textf(p, lang_name(lang_codes[i]), "languages.%zu.name",
		    i);
		if (strcmp(lang_codes[i], q->language) == 0)
			page_textf(p, "1", "languages.%zu.current", i);
	}
}

static void
fill_layout(struct req *q, struct page *p, const char *title)
{
	page_text(p, "page.title", title);
	page_text(p, "page.lang", q->language);
	page_text(p, "page.dir", lang_is_rtl(q->language) ? "rtl" : "ltr");
	page_text(p, "page.theme", q->theme);
	page_text(p, "page.css", view_style(q));
	page_text(p, "page.icon", asset_path(q, "icon.svg"));
	page_text(p, "page.return", view_here(q));
	page_text(p, "base", q->app->base_path);
	page_text(p, "site.name", q->app->site_name);
	page_text(p, "csrf", auth_csrf_token(q));
	fill_languages(q, p);
}

void
view_open_ahead(struct req *q, const char *template)
{
	site_get_ahead(&q->scope);
	page_read_ahead(q->app->pages, template, q->language);
	(void)asset_path(q, "app.css");
	(void)asset_path(q, "icon.svg");
}

enum rc
view_open(struct req *q, const char *template, const char *title,
    struct page **out, struct err *e)
{
	enum rc rc = page_open(q->app->pages, q->arena, template,
	    q->language, out, e);

	if (rc != RC_OK)
		return rc;
	fill_layout(q, *out, title);
	return RC_OK;
}

enum rc
view_send(struct req *q UNUSED, struct res *r, struct page *p, struct err *e)
{
	return page_render(p, &r->body, e);
}

static const struct {
	int status;
	const char *title;
} titles[] = {
	{400, N_("This request cannot be read")},
	{401, N_("This page needs its own address")},
	{403, N_("This is not allowed")},
	{404, N_("There is no such page")},
	{405, N_("This cannot be done here")},
	{409, N_("Something has changed meanwhile")},
	{413, N_("This is too long")},
	{415, N_("This form cannot be read")},
	{422, N_("Please check what you entered")},
	{429, N_("Too many requests")},
	{503, N_("Not available for the moment")},
	{0, N_("Something went wrong")},
};

static const char *
title_of(int status)
{
	size_t i = 0;

	while (titles[i].status != 0 && titles[i].status != status)
		i++;
	return _(titles[i].title);
}

/* What is wrong with which field, one a line. */
static const char *
error_text(struct req *q, const struct problem_kind *k, const struct err *e)
{
	if (k->status == 413)
		return _("That is more than can be sent at once. A message "
		    "has at most 4,000 characters.");
	if (e->n_fields == 0)
		return problem_detail(k, e);
	return arena_printf(q->arena, "%s: %s.", e->fields[0].name,
	    e->fields[0].message);
}

/* When it is worth trying again; NULL: nothing to say. */
static const char *
hint(struct req *q, const struct problem_kind *k, const struct err *e)
{
	if (k->status != 429 && k->status != 503)
		return NULL;
	if (e->retry_after <= 1)
		return _("Please try again in a moment.");
	return arena_printf(q->arena, ngettext(
	    "Please try again in %d second.",
	    "Please try again in %d seconds.",
	    (unsigned long)e->retry_after), e->retry_after);
}

/* The conversation whose form failed; NULL: it was no such form. */
static const char *
back(struct req *q, const struct problem_kind *k)
{
	static const char talk[] = "/chat/{token}";

	if (q->route == NULL || k->status == 401 || k->status == 403 ||
	    k->status == 404 ||
	    strncmp(q->route->path, talk, sizeof(talk) - 1) != 0)
		return NULL;
	return arena_printf(q->arena, "%s/chat/%s", q->app->base_path,
	    req_param(q, "token"));
}

void
view_error(struct req *q, struct res *r, const struct problem_kind *k,
    const struct err *e)
{
	struct page *p;
	struct err own = {0};

	if (view_open(q, "portal/error.cs", title_of(k->status), &p, &own) !=
	    RC_OK) {
		log_event(LOG_LEVEL_ERROR, "no error page",
		    LOG_TEXT("detail", own.detail));
		problem_json(q, r, k, e);
		return;
	}
	page_i64(p, "error.status", k->status);
	page_text(p, "error.title", title_of(k->status));
	page_text(p, "error.text", error_text(q, k, e));
	if (k->status >= 500)
		page_text(p, "error.request_id", q->request_id);
	if (k->status >= 500 && strcmp(q->method, "GET") == 0)
		page_text(p, "error.retry", view_here(q));
	page_text(p, "error.back", back(q, k));
	page_text(p, "error.kept", req_form(q, "content"));
	page_text(p, "error.hint", hint(q, k, e));
	page_text(p, "page.robots", "noindex");
	if (view_send(q, r, p, &own) != RC_OK) {
		log_event(LOG_LEVEL_ERROR, "no error page",
		    LOG_TEXT("detail", own.detail));
		problem_json(q, r, k, e);
	}
}
