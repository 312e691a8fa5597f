/* What every page has: language, theme, brand, menus; and how it is sent. */
#ifndef WEB_VIEW_H
#define WEB_VIEW_H

#include "web/app.h"

/*
 * What view_open will need and does not depend on the request's rows: under
 * plain CGI the database connects meanwhile.
 */
void view_open_ahead(struct req *q, const char *template);

/*
 * A page of `template` ("portal/home.cs") with the names of layout/top.cs
 * filled in.  `title` is the window's, already in the page's language.
 */
enum rc view_open(struct req *q, const char *template, const char *title,
    struct page **out, struct err *e) MUST_CHECK;

/* Renders into the reply's body. */
enum rc view_send(struct req *q, struct res *r, struct page *p,
    struct err *e) MUST_CHECK;

/* The one style sheet: app.css with the accents of the site's scenarios after
 * it, under a name that changes with its content (cgi/portal/style.c). */
const char *view_style(struct req *q);

/* For app_program.error_page: the failure as a page, whatever happens. */
void view_error(struct req *q, struct res *r, const struct problem_kind *k,
    const struct err *e);

/* This request's path and query, for forms that come back here. */
const char *view_here(struct req *q);

/* A path of ours that a form gave back, or "/" if it is anything else. */
const char *view_return(const char *path);

#endif
