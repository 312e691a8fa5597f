#include "base/base.h"

#include "cgi/api/api.h"

#include "base/clock.h"
#include "base/text.h"
#include "web/wire.h"

#define LIST_DEFAULT 50

struct start_body {
	const char *scenario_type;
	const char *user_id, *title, *name, *email;
};

static const struct schema_field start_fields[] = {
	{.name = "scenario_type", .type = FIELD_TEXT, .required = true,
	    .offset = offsetof(struct start_body, scenario_type), .min = 1,
	    .max = 40, .about = "A scenario's name or classic alias, any case",
	    .example = "\"ecommerce\""},
	{.name = "user_id", .type = FIELD_TEXT,
	    .offset = offsetof(struct start_body, user_id), .max = 200,
	    .about = "Your own name for the visitor; gives no access"},
	{.name = "title", .type = FIELD_TEXT,
	    .offset = offsetof(struct start_body, title), .max = 200},
	{.name = "name", .type = FIELD_TEXT,
	    .offset = offsetof(struct start_body, name), .max = 100},
	{.name = "email", .type = FIELD_EMAIL,
	    .offset = offsetof(struct start_body, email)},
};

const struct schema api_start_schema = {
	.name = "ConversationStart",
	.about = "What a new conversation is about.",
	.fields = start_fields,
	.n_fields = NELEM(start_fields),
	.size = sizeof(struct start_body),
};

static const struct schema_field started_fields[] = {
	{.name = "id", .type = FIELD_UUID, .required = true},
	{.name = "scenario_type", .type = FIELD_TEXT, .required = true},
	{.name = "scenario", .type = FIELD_TEXT, .required = true},
	{.name = "user_id", .type = FIELD_TEXT, .nullable = true},
	{.name = "title", .type = FIELD_TEXT, .nullable = true},
	{.name = "status", .type = FIELD_TEXT, .required = true},
	{.name = "state", .type = FIELD_TEXT, .required = true},
	{.name = "language", .type = FIELD_TEXT},
	{.name = "last_seq", .type = FIELD_I64},
	{.name = "created_at", .type = FIELD_TIME, .required = true},
	{.name = "updated_at", .type = FIELD_TIME, .required = true},
	{.name = "token", .type = FIELD_TEXT, .required = true,
	    .about = "The visitor's bearer token: keep it, it is not shown "
		"again"},
	{.name = "chat_path", .type = FIELD_TEXT, .required = true,
	    .about = "Path of the chat page; whoever has it reads the talk"},
};

const struct schema api_started_schema = {
	.name = "ConversationStarted",
	.about = "All fields of Conversation, the visitor's token, and where "
	    "the chat page is.",
	.fields = started_fields,
	.n_fields = NELEM(started_fields),
};

struct page_query {
	int64_t limit;
	const char *cursor;
};

static const struct schema_field page_fields[] = {
	{.name = "limit", .type = FIELD_I64,
	    .offset = offsetof(struct page_query, limit), .min = 1,
	    .max = CONVERSATION_LIST_MAX, .fallback = LIST_DEFAULT,
	    .about = "Items of one page"},
	{.name = "cursor", .type = FIELD_TEXT,
	    .offset = offsetof(struct page_query, cursor), .max = 64,
	    .about = "From the Link header of the page before"},
};

const struct schema api_page_schema = {
	.name = "PageQuery",
	.fields = page_fields,
	.n_fields = NELEM(page_fields),
	.size = sizeof(struct page_query),
};

struct change_body {
	const char *title, *status;
};

static const char *const status_names[] = {
	"ACTIVE", "ESCALATED", "COMPLETED", NULL};

static const struct schema_field change_fields[] = {
	{.name = "title", .type = FIELD_TEXT,
	    .offset = offsetof(struct change_body, title), .min = 1,
	    .max = 200},
	{.name = "status", .type = FIELD_ENUM,
	    .offset = offsetof(struct change_body, status),
	    .allowed = status_names,
	    .about = "ESCALATED asks for a person, ACTIVE takes that back, "
		"COMPLETED ends the talk"},
};

const struct schema api_change_schema = {
	.name = "ConversationChange",
	.about = "What the visitor may change.",
	.fields = change_fields,
	.n_fields = NELEM(change_fields),
	.size = sizeof(struct change_body),
};

enum rc
api_start(struct req *q, struct res *r, struct err *e)
{
	const struct start_body *in = q->body;
	struct chat chat = app_chat(q);
	struct chat_started started;
	const struct conversation *c = &started.conversation;
	struct json_out *w = &r->json;
	bool known = q->identity.source != IDENTITY_NONE;
	enum rc rc = chat_start(&chat,
	    &(struct chat_start){
		.scenario = in->scenario_type,
		.token_hash = known ? q->identity.hash : NULL,
		.name = in->name,
		.email = in->email,
		.user_id = in->user_id,
		.title = in->title,
		.channel = "api",
		.language = q->language,
	    },
	    &started, e);

	if (rc != RC_OK)
		return rc;
	res_headerf(r, "Location", "%s/api/v1/conversations/%s",
	    q->app->base_path, c->public_id);
	jw_object(w);
	wire_conversation_fields(w, c);
	jw_kv_text(w, "token", started.visitor_token != NULL ?
	    started.visitor_token : q->identity.token);
	jw_kv_text(w, "chat_path", arena_printf(q->arena, "%s/chat/%s",
	    q->app->base_path, started.page_token));
	jw_object_end(w);
	return RC_OK;
}

static bool
read_cursor(const char *cursor, int64_t *before)
{
	*before = INT64_MAX;
	return cursor == NULL || (text_to_i64(cursor, before) && *before > 0);
}

enum rc
api_conversations(struct req *q, struct res *r, struct err *e)
{
	const struct page_query *in = q->query;
	struct conversation_range range = {.limit = in->limit + 1};
	struct conversation_list list;
	struct json_out *w = &r->json;
	size_t n;
	enum rc rc;

	if (!read_cursor(in->cursor, &range.before_id))
		return err_field(e, "cursor",
		    "is not one that a Link header gave");
	rc = conversation_list(&q->scope, q->identity.hash, range, &list, e);
	if (rc != RC_OK)
		return rc;
	n = list.n > (size_t)in->limit ? (size_t)in->limit : list.n;
	if (list.n > n)
		res_headerf(r, "Link", "<%s/api/v1/conversations?limit=%lld"
		    "&cursor=%lld>; rel=\"next\"", q->app->conf.base_url,
		    (long long)in->limit, (long long)list.items[n - 1].id);
	jw_list(w);
	for (size_t i = 0; i < n; i++)
		wire_conversation(w, &list.items[i]);
	jw_list_end(w);
	return RC_OK;
}

/* The whole conversation as it is now, which each change answers with. */
enum rc
api_conversation(struct req *q, struct res *r, struct err *e)
{
	struct access by = req_access(q, req_param(q, "conversation_id"));
	struct conversation c;
	int64_t updated_us = 0;
	enum rc rc = conversation_get(&q->scope, by, &c, e);

	if (rc != RC_OK)
		return rc;
	clock_parse(c.updated_at, &updated_us);
	if (res_not_modified(q, r, arena_printf(q->arena, "\"%lld-%lld\"",
		(long long)c.last_seq, (long long)updated_us)))
		return RC_OK;
	wire_conversation(&r->json, &c);
	return RC_OK;
}

enum rc
api_conversation_update(struct req *q, struct res *r, struct err *e)
{
	const struct change_body *in = q->body;
	struct access by = req_access(q, req_param(q, "conversation_id"));
	struct conversation_change change = {.title = in->title};
	enum rc rc;

	if (in->status != NULL)
		change.status = wire_status_parse(in->status);
	rc = conversation_update(&q->scope, by, &change, e);
	if (rc != RC_OK)
		return rc;
	if (change.status_changed)
		chat_notify(&q->scope, change.id, change.last_seq);
	return api_conversation(q, r, e);
}

enum rc
api_conversation_delete(struct req *q, struct res *r UNUSED, struct err *e)
{
	struct access by = req_access(q, req_param(q, "conversation_id"));

	return conversation_delete(&q->scope, by, e);
}
