/*
 * The one style sheet of a page: app.css with the accents of the site's
 * scenarios after it, under a name that changes with its content.
 */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "nlp/accent.h"
#include "store/scenario.h"
#include "web/asset.h"

#define SHEET_MAX ((size_t)512 << 10)
#define KEEP_US 10000000 /* a new accent shows after this long */

/* The accents of all active scenarios. */
static enum rc
write_accents(struct req *q, struct buf *out, struct err *e)
{
	struct scenario_list list;
	struct accent accent;
	enum rc rc = scenario_list(&q->scope, &list, e);

	for (size_t i = 0; rc == RC_OK && i < list.n; i++)
		if (accent_derive(list.items[i].accent, &accent, NULL) ==
		    RC_OK)
			accent_css(list.items[i].slug, &accent, out);
	return rc;
}

static enum rc
write_sheet(struct req *q, struct buf *out, struct err *e)
{
	const char *path = arena_printf(q->arena, "%s/static/app.css",
	    q->app->conf.data_dir);
	FILE *f = fopen(path, "rb");
	char chunk[8192];
	size_t n;

	if (f == NULL)
		return err_log(e, RC_INTERNAL, "cannot read %s", path);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_add(out, chunk, n);
	fclose(f);
	return write_accents(q, out, e);
}

/* Hashed once in a while; the old name while the database is away. */
static void
refresh(struct req *q)
{
	struct app *app = q->app;
	int64_t now = clock_mono_us();
	struct buf sheet;
	struct err e = {0};

	if (app->style_read_us != 0 && now - app->style_read_us < KEEP_US)
		return;
	buf_init(&sheet, q->arena, SHEET_MAX);
	if (write_sheet(q, &sheet, &e) != RC_OK) {
		log_event(LOG_LEVEL_WARN, "no accents",
		    LOG_TEXT("detail", e.detail));
		return;
	}
	asset_hash(sheet.data, sheet.len, app->style_hash);
	app->style_read_us = now;
}

const char *
portal_style_path(struct req *q)
{
	refresh(q);
	if (q->app->style_hash[0] == '\0')
		return asset_path(q, "app.css");
	return arena_printf(q->arena, "%s/style/app.%s.css",
	    q->app->base_path, q->app->style_hash);
}

enum rc
portal_style(struct req *q, struct res *r, struct err *e)
{
	char hash[ASSET_HASH];
	enum rc rc;

	if (!text_ends(req_param(q, "file"), ".css"))
		return err_set(e, RC_NOT_FOUND, "There is no such sheet.");
	rc = write_sheet(q, &r->body, e);
	if (rc != RC_OK)
		return rc;
	asset_hash(r->body.data, r->body.len, hash);
	r->type = "text/css; charset=utf-8";
	/* Under an old name it is the present sheet, but not for ever. */
	r->cache = strstr(req_param(q, "file"), hash) != NULL ?
	    "public, max-age=31536000, immutable" : "public, max-age=60";
	return RC_OK;
}
