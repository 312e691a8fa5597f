/*
 * A web program: opens what its process needs once, then serves requests in
 * the fixed order nobody can skip: match, body size, identity, CSRF, rate
 * limit, decode, handler, audit, render, log.
 */
#ifndef WEB_APP_H
#define WEB_APP_H

#include "base/crypt.h"
#include "core/chat.h"
#include "io/page.h"
#include "web/limit.h"
#include "web/problem.h"
#include "web/res.h"

struct app_program {
	const char *name; /* "portal" */
	struct route_table routes;
	/* Makes `r` the page for a failure; NULL: problems only. */
	void (*error_page)(struct req *q, struct res *r,
	    const struct problem_kind *k, const struct err *e);
};

struct app_asset {
	const char *name, *path; /* "app.css", "/static/app.0123abcd.css" */
};

#define APP_ASSETS_MAX 8 /* static files that pages name */

struct app {
	const struct app_program *program;
	struct conf conf;
	struct arena *life; /* what lives as long as the process */
	struct db *db;
	struct kb_index *index; /* of the search */
	struct page_set *pages;
	struct definitions *definitions;
	struct intent_cache *intents;
	struct limiter *limiter;
	const char *base_path; /* "" or "/support", from base_url */
	const char *origin;    /* "https://host", from base_url */
	uint8_t csrf_key[CRYPT_HASH];
	struct app_asset assets[APP_ASSETS_MAX];
	size_t n_assets;
	char site_name[128];  /* of the brand; see web/view.c */
	char style_hash[16];  /* of the style sheet; "": not known */
	int64_t site_read_us; /* when they were read; 0: never */
	int64_t last_owed_us; /* when owed answers were last looked for */
	bool is_cgi;
};

/* Serves until told to stop; the exit status. */
int app_main(const struct app_program *p, int argc, char **argv);

/* What core/chat works with, for this request. */
struct chat app_chat(struct req *q);

/* Absolute address of a path of ours. */
const char *app_url(struct req *q, const char *path);

#endif
