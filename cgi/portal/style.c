/* The one style sheet of all pages; its name is web/view.h's. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include <stdio.h>

#include "base/text.h"
#include "nlp/accent.h"
#include "store/scenario.h"

#define SHEET_MAX ((size_t)512 << 10)

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

enum rc
portal_style(struct req *q, struct res *r, struct err *e)
{
	enum rc rc;

	if (!text_ends(req_param(q, "file"), ".css"))
		return err_set(e, RC_NOT_FOUND, "There is no such sheet.");
	rc = write_sheet(q, &r->body, e);
	if (rc != RC_OK)
		return rc;
	r->type = "text/css; charset=utf-8";
	/* Under an old name it is the present sheet, but not for ever. */
	r->cache = text_ends(view_style(q), req_param(q, "file")) ?
	    "public, max-age=31536000, immutable" : "public, max-age=60";
	return RC_OK;
}
