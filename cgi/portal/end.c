/* Ending and deleting a conversation; both ask first. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include "io/i18n.h"

struct confirm {
	const char *title, *text, *button, *rest;
	const char *points[2];
	bool danger;
};

static enum rc
ask(struct req *q, struct res *r, const struct confirm *c, struct err *e)
{
	struct talk t;
	struct page *p;
	enum rc rc = talk_get(q, &t, e);

	if (rc == RC_OK)
		rc = talk_page(q, &t, "portal/confirm.cs", c->title, &p, e);
	if (rc != RC_OK)
		return rc;
	page_text(p, "confirm.title", c->title);
	page_text(p, "confirm.text", c->text);
	page_text(p, "confirm.button", c->button);
	page_text(p, "confirm.action", arena_printf(q->arena, "%s%s", t.url,
	    c->rest));
	page_text(p, "confirm.back", t.url);
	page_bool(p, "confirm.danger", c->danger);
	for (size_t i = 0; i < NELEM(c->points) && c->points[i]; i++)
		page_textf(p, c->points[i], "confirm.points.%zu.text", i);
	return view_send(q, r, p, e);
}

enum rc
portal_end(struct req *q, struct res *r, struct err *e)
{
	return ask(q, r,
	    &(struct confirm){
		.title = _("End this conversation?"),
		.text = _("You can still read it and get a transcript. "
		    "For another question you start a new one."),
		.button = _("End it"),
		.rest = "/end",
	    },
	    e);
}

enum rc
portal_end_post(struct req *q, struct res *r, struct err *e)
{
	struct conversation_change change = {.status = "resolved"};
	struct talk t;
	enum rc rc = talk_get(q, &t, e);

	if (rc == RC_OK)
		rc = conversation_update(&q->scope, t.by, &change, e);
	if (rc != RC_OK)
		return rc;
	if (change.status_changed)
		chat_notify(&q->scope, change.id, change.last_seq);
	talk_redirect(q, r, "/rate");
	return RC_OK;
}

enum rc
portal_delete(struct req *q, struct res *r, struct err *e)
{
	return ask(q, r,
	    &(struct confirm){
		.title = _("Delete this conversation?"),
		.text = _("This cannot be taken back."),
		.button = _("Delete it"),
		.rest = "/delete",
		.points = {_("All messages, sources, votes and ratings of "
			"this conversation are erased at once."),
		    _("Your other conversations stay as they are.")},
		.danger = true,
	    },
	    e);
}

enum rc
portal_delete_post(struct req *q, struct res *r, struct err *e)
{
	struct talk t;
	struct page *p;
	enum rc rc = talk_get(q, &t, e);

	if (rc == RC_OK)
		rc = conversation_delete(&q->scope, t.by, e);
	if (rc == RC_OK)
		rc = portal_page(q, "portal/confirm.cs",
		    _("The conversation has been deleted"), NULL, &p, e);
	if (rc != RC_OK)
		return rc;
	r->status = 200;
	page_text(p, "page.robots", "noindex");
	page_text(p, "confirm.title",
	    _("The conversation has been deleted"));
	page_text(p, "confirm.text",
	    _("Nothing of it is left that could be shown."));
	/* The request's number is what the audit log keeps. */
	page_text(p, "confirm.receipt", q->request_id);
	return view_send(q, r, p, e);
}
