/* All of a conversation to read, print and keep. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include "nlp/markdown.h"
#include "io/i18n.h"
#include "web/when.h"
#include "web/wire.h"

/* Messages of one transcript: a talk of a whole day fits. */
#define MESSAGES_MAX 2000

/* All messages, page by page. */
static enum rc
read_all(struct req *q, const struct talk *t, struct message_list *out,
    struct err *e)
{
	struct message_range range = {0, MESSAGE_LIST_MAX};
	struct message_list part;

	*out = (struct message_list){0};
	out->items = arena_array(q->arena, MESSAGES_MAX + MESSAGE_LIST_MAX,
	    sizeof(*out->items));
	do {
		enum rc rc = message_list(&q->scope, t->by, range, &part, e);

		if (rc != RC_OK)
			return rc;
		for (size_t i = 0; i < part.n; i++)
			out->items[out->n++] = part.items[i];
		out->last_seq = part.last_seq;
		if (part.n > 0)
			range.after_seq = part.items[part.n - 1].seq;
	} while (part.n == MESSAGE_LIST_MAX && out->n < MESSAGES_MAX);
	return RC_OK;
}

static enum rc
get(struct req *q, struct talk *t, struct message_list *list, struct err *e)
{
	enum rc rc = talk_get(q, t, e);

	return rc == RC_OK ? read_all(q, t, list, e) : rc;
}

static const char *
title(struct req *q, const struct talk *t)
{
	return arena_printf(q->arena, _("Conversation with %s"),
	    json_text(json_get(t->definition, "company")));
}

static void
fact(struct page *p, size_t i, const char *label, const char *value)
{
	page_textf(p, label, "transcript.facts.%zu.label", i);
	page_textf(p, value, "transcript.facts.%zu.value", i);
}

enum rc
portal_transcript_html(struct req *q, struct res *r, struct err *e)
{
	struct talk t;
	struct message_list list;
	struct page *p;
	struct when began;
	enum rc rc = get(q, &t, &list, e);

	if (rc == RC_OK)
		rc = talk_page(q, &t, "portal/transcript.cs", title(q, &t),
		    &p, e);
	if (rc != RC_OK)
		return rc;
	began = when_of(q->arena, t.c.created_at);
	page_text(p, "transcript.title", title(q, &t));
	fact(p, 0, _("Began"), began.full);
	fact(p, 1, _("Messages"), arena_printf(q->arena, "%zu", list.n));
	fact(p, 2, _("Number"), t.c.public_id);
	page_text(p, "transcript.zone", arena_printf(q->arena,
	    _("All times are in the time zone %s."), began.zone));
	speech_fill(q, p, &(struct speech){.talk = &t}, &list);
	return view_send(q, r, p, e);
}

static const char *
speaker(const struct message *m)
{
	if (strcmp(m->role, "USER") == 0)
		return _("You");
	return strcmp(m->role, "AGENT") == 0 ? _("Support") :
	    _("Assistant (automated)");
}

/* "[1] Title > Heading: “quote”", a line each. */
static void
write_sources(struct req *q, struct buf *b, const struct message *m)
{
	struct json *meta;
	const struct json *list;

	if (m->metadata == NULL || json_read(q->arena, m->metadata,
		strlen(m->metadata), &meta, NULL) != RC_OK)
		return;
	list = json_get(meta, "citations");
	for (size_t i = 0; i < json_count(list); i++) {
		const struct json *c = json_item(list, i);
		const char *heading = json_text(json_get(c, "heading"));

		buf_printf(b, "    [%lld] %s%s%s: \"%s\"\n",
		    (long long)json_i64(json_get(c, "number")),
		    json_text(json_get(c, "title")),
		    *heading != '\0' ? " > " : "", heading,
		    json_text(json_get(c, "quote")));
	}
}

enum rc
portal_transcript_txt(struct req *q, struct res *r, struct err *e)
{
	struct talk t;
	struct message_list list;
	struct buf *b = &r->body;
	enum rc rc = get(q, &t, &list, e);

	if (rc != RC_OK)
		return rc;
	r->type = "text/plain; charset=utf-8";
	res_attachment(r, "transcript.txt");
	buf_printf(b, "%s\n\n", title(q, &t));
	for (size_t i = 0; i < list.n; i++) {
		const struct message *m = &list.items[i];

		buf_printf(b, "%s, %s\n%s\n", speaker(m),
		    when_of(q->arena, m->created_at).full,
		    strcmp(m->role, "USER") == 0 ? m->content :
		    markdown_text(q->arena, m->content));
		write_sources(q, b, m);
		buf_puts(b, "\n");
	}
	return RC_OK;
}

enum rc
portal_transcript_json(struct req *q, struct res *r, struct err *e)
{
	struct talk t;
	struct message_list list;
	struct json_out *w = &r->json;
	enum rc rc = get(q, &t, &list, e);

	if (rc != RC_OK)
		return rc;
	r->type = "application/json";
	res_attachment(r, "transcript.json");
	jw_object(w);
	jw_key(w, "conversation");
	wire_conversation(w, &t.c);
	jw_key(w, "messages");
	jw_list(w);
	for (size_t i = 0; i < list.n; i++)
		wire_message(w, t.c.public_id, &list.items[i]);
	jw_list_end(w);
	jw_object_end(w);
	return RC_OK;
}
