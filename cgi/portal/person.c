/* Asking for a person, and where to reach the visitor meanwhile. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include "io/i18n.h"

struct person_form {
	const char *email, *note;
};

static const struct schema_field person_fields[] = {
	{.name = "email", .type = FIELD_EMAIL,
	    .offset = offsetof(struct person_form, email)},
	{.name = "note", .type = FIELD_TEXT, .multiline = true,
	    .max = PORTAL_COMMENT_MAX,
	    .offset = offsetof(struct person_form, note)},
};

const struct schema portal_person_schema = {
	.name = "PersonForm",
	.fields = person_fields,
	.n_fields = NELEM(person_fields),
	.size = sizeof(struct person_form),
};

static const char *
availability(struct req *q, const struct talk *t)
{
	const struct json *contact = json_get(t->definition, "contact");
	const char *hours = json_text(json_get(contact, "hours"));

	if (*hours == '\0')
		return _("A person reads this conversation and answers.");
	return arena_printf(q->arena, _("People answer at these times: %s. "
	    "You can close this page; the conversation is kept."), hours);
}

static enum rc
show(struct req *q, struct res *r, const struct err *wrong, struct err *e)
{
	struct talk t;
	struct page *p;
	const char *state;
	enum rc rc = talk_get(q, &t, e);

	if (rc == RC_OK)
		rc = talk_state(q, &t, &state, e);
	if (rc == RC_OK)
		rc = talk_page(q, &t, "portal/handoff.cs",
		    wrong != NULL ? _("Error: talk to a person") :
		    _("Talk to a person"), &p, e);
	if (rc != RC_OK)
		return rc;
	page_text(p, "handoff.availability", availability(q, &t));
	page_bool(p, "handoff.asked", *state != '\0');
	page_text(p, "handoff.state", state);
	page_text(p, "handoff.kept", _("The person sees this whole "
	    "conversation, so you need not say anything twice."));
	page_text(p, "form.email.value", req_form(q, "email"));
	page_text(p, "form.note.value", req_form(q, "note"));
	if (wrong != NULL)
		portal_errors(p, wrong);
	for (size_t i = 0; wrong != NULL && i < wrong->n_fields; i++)
		page_textf(p, wrong->fields[i].message, "form.%s.error",
		    strcmp(wrong->fields[i].name, "note") == 0 ? "note" :
		    "email");
	return view_send(q, r, p, e);
}

enum rc
portal_person(struct req *q, struct res *r, struct err *e)
{
	return show(q, r, NULL, e);
}

enum rc
portal_person_invalid(struct req *q, struct res *r, struct err *e)
{
	struct err wrong = *e;

	*e = (struct err){0};
	return show(q, r, &wrong, e);
}

/*
 * The wish is said as a message, like any other: it is stored, answered by
 * the hand-off, and seen in the transcript.
 */
static enum rc
ask(struct req *q, const struct talk *t, const char *note, struct err *e)
{
	struct chat chat = app_chat(q);
	struct chat_posted posted;
	struct conversation_change queue = {.status = "queued"};
	const char *wish = _("I would like to talk to a person.");
	enum rc rc;

	if (note != NULL)
		wish = arena_printf(q->arena, "%s\n\n%s", wish, note);
	else if (strcmp(t->c.status, "queued") == 0)
		return RC_OK;
	rc = chat_post(&chat,
	    &(struct chat_post){.conversation = t->by, .content = wish},
	    &posted, e);
	if (rc != RC_OK)
		return rc;
	/* However the assistant understood it: the button means it. */
	rc = conversation_update(&q->scope, t->by, &queue, e);
	if (rc == RC_OK && queue.status_changed)
		chat_notify(&q->scope, queue.id, queue.last_seq);
	return rc;
}

enum rc
portal_person_post(struct req *q, struct res *r, struct err *e)
{
	const struct person_form *in = q->body;
	struct talk t;
	enum rc rc = talk_get(q, &t, e);

	if (rc == RC_OK)
		rc = ask(q, &t, in->note, e);
	if (rc == RC_OK && in->email != NULL)
		rc = conversation_set_email(&q->scope, t.by, NULL, in->email,
		    e);
	if (rc != RC_OK)
		return rc;
	talk_redirect(q, r, "#latest");
	return RC_OK;
}
