/* The chat page, its form, and the fragment that the script asks for. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include "io/i18n.h"
#include "store/feedback.h"
#include "web/asset.h"

#define SHOWN_EVENTS 150 /* older ones are in the transcript */
#define REFRESH_S 3	 /* how soon the page without script looks again */
#define REFRESH_TIMES 5	 /* and how often, then a link does */

struct chat_query {
	int64_t refresh;
};

static const struct schema_field chat_query_fields[] = {
	{.name = "refresh", .type = FIELD_I64, .min = 0,
	    .max = REFRESH_TIMES, .fallback = REFRESH_TIMES,
	    .offset = offsetof(struct chat_query, refresh)},
};

const struct schema portal_chat_query_schema = {
	.name = "ChatQuery",
	.fields = chat_query_fields,
	.n_fields = NELEM(chat_query_fields),
	.size = sizeof(struct chat_query),
};

struct chat_form {
	const char *content, *key;
};

static const struct schema_field chat_fields[] = {
	{.name = "content", .type = FIELD_TEXT, .required = true,
	    .multiline = true, .offset = offsetof(struct chat_form, content),
	    .min = 1, .max = MESSAGE_TEXT_MAX},
	{.name = "key", .type = FIELD_TEXT, .max = 64,
	    .offset = offsetof(struct chat_form, key)},
};

const struct schema portal_chat_schema = {
	.name = "ChatForm",
	.fields = chat_fields,
	.n_fields = NELEM(chat_fields),
	.size = sizeof(struct chat_form),
};

struct fragment_query {
	int64_t after;
};

static const struct schema_field fragment_fields[] = {
	{.name = "after", .type = FIELD_I64, .min = 0, .max = INT64_MAX,
	    .offset = offsetof(struct fragment_query, after)},
};

const struct schema portal_fragment_schema = {
	.name = "FragmentQuery",
	.fields = fragment_fields,
	.n_fields = NELEM(fragment_fields),
	.size = sizeof(struct fragment_query),
};

/* The script's words, so that they are translated with all others. */
static const char *
strings(struct arena *a)
{
	static const struct {
		const char *key, *text;
	} words[] = {
		{"connected", N_("Connected.")},
		{"connecting", N_("Connecting.")},
		{"offline", N_("Offline. What you write is kept and sent "
		    "when the connection is back.")},
		{"offline_in", N_("Offline, trying again in {n} s.")},
		{"sending", N_("Sending")},
		{"sent", N_("Sent")},
		{"failed", N_("Not sent.")},
		{"writing", N_("The assistant is writing.")},
		{"person_writing", N_("A person is writing.")},
		{"voted", N_("Thank you, that has been saved.")},
		{"not_saved", N_("That could not be saved. "
		    "Please try again.")},
		{"copied", N_("Copied")},
		{"count", N_("{n} of 4,000 characters")},
		{"gone", N_("This conversation is not there any more.")},
	};
	struct buf b;
	struct json_out w;

	buf_init(&b, a, 8192);
	jw_init(&w, &b);
	jw_object(&w);
	for (size_t i = 0; i < NELEM(words); i++)
		jw_kv_text(&w, words[i].key, _(words[i].text));
	jw_object_end(&w);
	return b.data;
}

static void
fill_numbers(struct page *p, const struct talk *t,
    const struct message_list *list, int64_t after)
{
	int64_t shown = list->n > 0 ? list->items[list->n - 1].seq : after;

	page_i64(p, "chat.next", list->last_seq);
	page_i64(p, "chat.shown", shown);
	page_bool(p, "chat.due", t->c.is_due);
}

/* Looks again by itself while an answer is due, without script. */
static void
fill_refresh(struct req *q, struct page *p, const struct talk *t,
    int64_t left)
{
	if (!t->c.is_due || left == 0)
		return;
	page_i64(p, "page.refresh.seconds", REFRESH_S);
	page_text(p, "page.refresh.url", arena_printf(q->arena,
	    "%s?refresh=%lld#latest", t->url, (long long)left - 1));
}

/* Asked once, after the end. */
static enum rc
fill_rated(struct req *q, struct page *p, const struct talk *t,
    struct err *e)
{
	struct survey s;
	enum rc rc = survey_get(&q->scope, t->by, &s, e);

	if (rc == RC_OK)
		page_bool(p, "chat.rated", s.rating != 0);
	return rc;
}

/* What of the conversation is shown. */
static struct message_range
shown_range(const struct talk *t)
{
	int64_t after = t->c.last_seq - SHOWN_EVENTS;

	return (struct message_range){after > 0 ? after : 0, SHOWN_EVENTS};
}

static enum rc
fill_chat(struct req *q, struct page *p, const struct talk *t,
    struct err *e)
{
	struct message_range range = shown_range(t);
	struct speech speech = {
		.talk = t, .votes = true, .replies = talk_is_open(t)};
	struct message_list list;
	const char *state;
	enum rc rc = message_list(&q->scope, t->by, range, &list, e);

	if (rc == RC_OK)
		rc = talk_state(q, t, &state, e);
	if (rc != RC_OK)
		return rc;
	speech_fill(q, p, &speech, &list);
	fill_numbers(p, t, &list, range.after_seq);
	if (!talk_is_open(t))
		rc = fill_rated(q, p, t, e);
	if (rc != RC_OK)
		return rc;
	page_bool(p, "chat.truncated", range.after_seq > 0);
	page_text(p, "chat.state", state);
	page_text(p, "chat.id", t->c.public_id);
	page_text(p, "chat.token", q->identity.token);
	page_text(p, "chat.api", arena_printf(q->arena, "%s/api/v1",
	    q->app->base_path));
	page_text(p, "chat.strings", strings(q->arena));
	page_text(p, "chat.key", portal_key(q));
	page_i64(p, "chat.max", MESSAGE_TEXT_MAX);
	page_text(p, "page.js", asset_path(q, "chat.js"));
	return RC_OK;
}

/* `error` and `draft`: what was wrong with a message, and its text. */
static enum rc
show(struct req *q, struct res *r, const char *error, const char *draft,
    struct err *e)
{
	const struct chat_query *in = q->query;
	struct talk t;
	struct page *p;
	enum rc rc;

	view_open_ahead(q, "portal/chat.cs");
	(void)asset_path(q, "chat.js");
	rc = talk_find(q, &t, e);
	if (rc != RC_OK)
		return rc;
	message_list_ahead(&q->scope, t.by, shown_range(&t));
	rc = talk_define(q, &t, e);
	if (rc != RC_OK)
		return rc;
	rc = talk_page(q, &t, "portal/chat.cs", arena_printf(q->arena,
	    _("Chat with %s"),
	    json_text(json_get(t.definition, "company"))), &p, e);
	if (rc == RC_OK)
		rc = fill_chat(q, p, &t, e);
	if (rc != RC_OK)
		return rc;
	fill_refresh(q, p, &t, in != NULL ? in->refresh : REFRESH_TIMES);
	page_text(p, "chat.error", error);
	page_text(p, "chat.draft", draft);
	return view_send(q, r, p, e);
}

enum rc
portal_chat(struct req *q, struct res *r, struct err *e)
{
	return show(q, r, NULL, NULL, e);
}

enum rc
portal_chat_invalid(struct req *q, struct res *r, struct err *e)
{
	const char *error = arena_printf(q->arena,
	    _("Your message %s."), e->fields[0].message);

	return show(q, r, error, req_form(q, "content"), e);
}

enum rc
portal_chat_post(struct req *q, struct res *r, struct err *e)
{
	const struct chat_form *in = q->body;
	struct chat chat = app_chat(q);
	struct chat_posted posted;
	struct talk t;
	enum rc rc = talk_get(q, &t, e);

	if (rc != RC_OK)
		return rc;
	rc = chat_post(&chat,
	    &(struct chat_post){
		.conversation = t.by,
		.content = in->content,
		.client_key = in->key,
	    },
	    &posted, e);
	/* The first sending still runs: the page shows what comes of it. */
	if (rc != RC_OK && rc != RC_CONFLICT)
		return rc;
	/* The question on top, its answer below. */
	talk_redirect(q, r, rc == RC_OK ? arena_printf(q->arena, "#m%lld",
	    (long long)posted.message.seq) : "#latest");
	return RC_OK;
}

enum rc
portal_fragment(struct req *q, struct res *r, struct err *e)
{
	const struct fragment_query *in = q->query;
	struct talk t;
	struct message_list list;
	struct page *p;
	const char *state;
	enum rc rc = talk_get(q, &t, e);

	if (rc == RC_OK)
		rc = message_list(&q->scope, t.by,
		    (struct message_range){in->after, SHOWN_EVENTS}, &list,
		    e);
	if (rc == RC_OK)
		rc = talk_state(q, &t, &state, e);
	if (rc == RC_OK)
		rc = page_open(q->app->pages, q->arena, "portal/messages.cs",
		    q->language, &p, e);
	if (rc != RC_OK)
		return rc;
	page_text(p, "chat.url", t.url);
	page_bool(p, "chat.is_open", talk_is_open(&t));
	page_text(p, "chat.state", state);
	fill_numbers(p, &t, &list, in->after);
	speech_fill(q, p,
	    &(struct speech){
		.talk = &t, .votes = true, .replies = talk_is_open(&t)},
	    &list);
	return view_send(q, r, p, e);
}
