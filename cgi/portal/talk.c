/* What all pages of one conversation share. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include "base/rnd.h"
#include "base/text.h"
#include "io/i18n.h"

enum rc
portal_page(struct req *q, const char *template, const char *title,
    const char *slug, struct page **out, struct err *e)
{
	enum rc rc = view_open(q, template, title, out, e);

	if (rc != RC_OK)
		return rc;
	if (slug != NULL)
		page_text(*out, "page.accent", slug);
	return RC_OK;
}

const char *
portal_key(struct req *q)
{
	char *key = arena_alloc(q->arena, RND_UUID);

	rnd_uuid(key);
	return key;
}

void
portal_errors(struct page *p, const struct err *e)
{
	for (size_t i = 0; i < e->n_fields; i++) {
		const struct err_field *f = &e->fields[i];

		page_textf(p, f->name, "errors.%zu.field", i);
		page_textf(p, f->message, "errors.%zu.message", i);
	}
}

/* The first letter, for the coloured tile. */
static const char *
initial(struct arena *a, const char *name)
{
	return arena_strndup(a, name, text_prefix(name, 1));
}

/* "tel:" addresses hold digits and "+" only (RFC 3966). */
static const char *
phone_uri(struct arena *a, const char *phone)
{
	struct buf b;

	buf_init(&b, a, 64);
	for (const char *s = phone; *s != '\0'; s++)
		if (text_is_digit(*s) || (*s == '+' && b.len == 0))
			buf_putc(&b, *s);
	return b.data;
}

void
portal_company(struct req *q, struct page *p, const struct json *definition,
    const char *slug)
{
	const struct json *contact = json_get(definition, "contact");
	const char *company = json_text(json_get(definition, "company"));
	const char *phone = json_text(json_get(contact, "phone"));
	struct buf restart;

	buf_init(&restart, q->arena, 256);
	buf_printf(&restart, "%s/chat?scenario=", q->app->base_path);
	buf_url(&restart, slug);
	page_text(p, "scenario.slug", slug);
	page_text(p, "scenario.company", company);
	page_text(p, "scenario.initial", initial(q->arena, company));
	page_text(p, "scenario.tagline",
	    json_text(json_get(definition, "tagline")));
	page_text(p, "scenario.welcome",
	    json_text(json_get(definition, "welcome")));
	page_text(p, "scenario.hours", json_text(json_get(contact, "hours")));
	page_text(p, "scenario.email", json_text(json_get(contact, "email")));
	page_text(p, "scenario.phone", phone);
	page_text(p, "scenario.phone_uri", phone_uri(q->arena, phone));
	page_text(p, "scenario.restart", restart.data);
}

enum rc
talk_find(struct req *q, struct talk *out, struct err *e)
{
	const char *token = req_param(q, "token");
	enum rc rc;

	if (q->identity.source == IDENTITY_PATH)
		rc = conversation_by_page_token(&q->scope, q->identity.hash,
		    &out->c, e);
	else if (text_is_uuid(token))
		rc = conversation_get(&q->scope, req_access(q, token),
		    &out->c, e);
	else
		rc = err_set(e, RC_NOT_FOUND,
		    "There is no such conversation.");
	if (rc == RC_NOT_FOUND)
		return err_set(e, RC_NOT_FOUND, _("There is no conversation "
		    "at this address. It may have been deleted, or the "
		    "address is not complete."));
	if (rc != RC_OK)
		return rc;
	out->by = req_access(q, out->c.public_id);
	out->url = arena_printf(q->arena, "%s/chat/%s", q->app->base_path,
	    token);
	return RC_OK;
}

enum rc
talk_define(struct req *q, struct talk *t, struct err *e)
{
	return definition_get(&q->scope, q->app->definitions,
	    (struct definition_key){t->c.scenario_id,
		t->c.scenario_revision},
	    &t->definition, e);
}

enum rc
talk_get(struct req *q, struct talk *out, struct err *e)
{
	enum rc rc = talk_find(q, out, e);

	return rc != RC_OK ? rc : talk_define(q, out, e);
}

bool
talk_is_open(const struct talk *t)
{
	return strcmp(t->c.status, "resolved") != 0 &&
	    strcmp(t->c.status, "closed") != 0;
}

enum rc
talk_page(struct req *q, const struct talk *t, const char *template,
    const char *title, struct page **out, struct err *e)
{
	enum rc rc = portal_page(q, template, title, t->c.scenario, out, e);

	if (rc != RC_OK)
		return rc;
	page_text(*out, "page.robots", "noindex");
	page_text(*out, "chat.url", t->url);
	page_bool(*out, "chat.is_open", talk_is_open(t));
	portal_company(q, *out, t->definition, t->c.scenario);
	return RC_OK;
}

void
talk_redirect(struct req *q, struct res *r, const char *rest)
{
	res_redirect(q, r, arena_printf(q->arena, "/chat/%s%s",
	    req_param(q, "token"), rest));
}

enum rc
talk_state(struct req *q, const struct talk *t, const char **out,
    struct err *e)
{
	int64_t place;
	enum rc rc;

	*out = "";
	if (strcmp(t->c.status, "queued") != 0)
		return RC_OK;
	rc = conversation_queue_place(&q->scope, t->c.id, &place, e);
	if (rc != RC_OK)
		return rc;
	*out = place <= 1 ?
	    _("A person has been asked for. You are next in the queue.") :
	    arena_printf(q->arena, _("A person has been asked for. You are "
		"number %lld in the queue."), (long long)place);
	return RC_OK;
}
