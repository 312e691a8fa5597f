#include "base/base.h"

#include "cgi/api/api.h"

#include "web/wire.h"

#define LIST_DEFAULT 50
#define EVENTS_MAX 100	   /* events of one answer; the rest by the next */
#define KEY_MAX 255	   /* bytes of an Idempotency-Key */

struct message_body {
	const char *content;
};

static const struct schema_field message_fields[] = {
	{.name = "content", .type = FIELD_TEXT, .required = true,
	    .multiline = true,
	    .offset = offsetof(struct message_body, content), .min = 1,
	    .max = MESSAGE_TEXT_MAX, .about = "What the visitor says",
	    .example = "\"What is your return policy?\""},
};

const struct schema api_message_new_schema = {
	.name = "MessageNew",
	.about = "A visitor's message.",
	.fields = message_fields,
	.n_fields = NELEM(message_fields),
	.size = sizeof(struct message_body),
};

struct range_query {
	int64_t after, limit;
};

static const struct schema_field range_fields[] = {
	{.name = "after", .type = FIELD_I64,
	    .offset = offsetof(struct range_query, after), .min = 0,
	    .max = INT64_MAX, .about = "Only what has a higher seq"},
	{.name = "limit", .type = FIELD_I64,
	    .offset = offsetof(struct range_query, limit), .min = 1,
	    .max = MESSAGE_LIST_MAX, .fallback = LIST_DEFAULT,
	    .about = "Items of one page"},
};

const struct schema api_range_schema = {
	.name = "RangeQuery",
	.fields = range_fields,
	.n_fields = NELEM(range_fields),
	.size = sizeof(struct range_query),
};

/* "17" in quotes: the newest thing in the conversation. */
static const char *
list_etag(struct req *q, int64_t last_seq)
{
	return arena_printf(q->arena, "\"%lld\"", (long long)last_seq);
}

/*
 * A client that has it all asks with If-None-Match: then one small row
 * decides, and the messages are not read.
 */
static enum rc
unchanged(struct req *q, struct res *r, struct access by, bool *yes,
    struct err *e)
{
	struct conversation c;
	enum rc rc;

	*yes = false;
	if (req_header(q, "If-None-Match") == NULL)
		return RC_OK;
	rc = conversation_get(&q->scope, by, &c, e);
	if (rc != RC_OK)
		return rc;
	if (strstr(req_header(q, "If-None-Match"),
		list_etag(q, c.last_seq)) == NULL)
		return RC_OK;
	*yes = res_not_modified(q, r, list_etag(q, c.last_seq));
	return RC_OK;
}

enum rc
api_messages(struct req *q, struct res *r, struct err *e)
{
	const struct range_query *in = q->query;
	struct access by = req_access(q, req_param(q, "conversation_id"));
	struct message_range range = {in->after, in->limit + 1};
	struct message_list list;
	size_t n;
	bool same;
	enum rc rc = unchanged(q, r, by, &same, e);

	if (rc != RC_OK || same)
		return rc;
	rc = message_list(&q->scope, by, range, &list, e);
	if (rc != RC_OK)
		return rc;
	res_header(r, "ETag", list_etag(q, list.last_seq));
	n = list.n > (size_t)in->limit ? (size_t)in->limit : list.n;
	if (list.n > n)
		res_headerf(r, "Link", "<%s/api/v1/conversations/%s/messages"
		    "?limit=%lld&after=%lld>; rel=\"next\"",
		    q->app->conf.base_url, by.public_id,
		    (long long)in->limit,
		    (long long)list.items[n - 1].seq);
	jw_list(&r->json);
	for (size_t i = 0; i < n; i++)
		wire_message(&r->json, by.public_id, &list.items[i]);
	jw_list_end(&r->json);
	return RC_OK;
}

enum rc
api_message(struct req *q, struct res *r, struct err *e)
{
	struct access by = req_access(q, req_param(q, "message_id"));
	struct message m;
	const char *conversation;
	enum rc rc = message_get(&q->scope, by, &m, &conversation, e);

	if (rc != RC_OK)
		return rc;
	wire_message(&r->json, conversation, &m);
	return RC_OK;
}

/* Quoted or bare (the draft's structured field), printable ASCII. */
static enum rc
read_key(struct req *q, const char **out, struct err *e)
{
	const char *key = req_header(q, "Idempotency-Key");
	size_t n = key != NULL ? strlen(key) : 0;

	*out = NULL;
	if (n == 0)
		return RC_OK;
	if (n > 2 && key[0] == '"' && key[n - 1] == '"') {
		key = arena_strndup(q->arena, key + 1, n - 2);
		n -= 2;
	}
	if (n > KEY_MAX)
		return err_field(e, "Idempotency-Key",
		    "is longer than %d characters", KEY_MAX);
	for (size_t i = 0; i < n; i++)
		if (key[i] < 0x20 || key[i] > 0x7e)
			return err_field(e, "Idempotency-Key",
			    "must be printable ASCII");
	*out = key;
	return RC_OK;
}

/* Stored, but its answer comes later: where it will be. */
static void
accepted(struct req *q, struct res *r, const struct chat_posted *posted)
{
	const char *id = req_param(q, "conversation_id");
	struct json_out *w = &r->json;

	r->status = 202;
	res_headerf(r, "Location",
	    "%s/api/v1/conversations/%s/messages?after=%lld",
	    q->app->base_path, id, (long long)posted->message.seq);
	jw_object(w);
	jw_kv_text(w, "message_id", posted->message.public_id);
	jw_kv_text(w, "conversation_id", id);
	jw_kv_i64(w, "seq", posted->message.seq);
	jw_kv_text(w, "status", wire_status(posted->message.status));
	jw_kv_bool(w, "answer_owed", posted->job.id != 0);
	jw_object_end(w);
}

enum rc
api_message_post(struct req *q, struct res *r, struct err *e)
{
	const struct message_body *in = q->body;
	struct chat chat = app_chat(q);
	struct chat_post post = {
		.conversation =
		    req_access(q, req_param(q, "conversation_id")),
		.content = in->content,
		.later = req_prefers(q, "respond-async"),
	};
	struct chat_posted posted;
	enum rc rc = read_key(q, &post.client_key, e);

	if (rc != RC_OK)
		return rc;
	rc = chat_post(&chat, &post, &posted, e);
	if (rc != RC_OK)
		return rc;
	if (posted.has_answer) {
		wire_message(&r->json, post.conversation.public_id,
		    &posted.answer);
		return RC_OK;
	}
	if (post.later) {
		q->owed_job = posted.job.id;
		q->owed_attempt = posted.job.attempt;
		res_header(r, "Preference-Applied", "respond-async");
	}
	accepted(q, r, &posted);
	return RC_OK;
}

/* Where no program can wait: what there is, and when to come back. */
enum rc
api_events(struct req *q, struct res *r, struct err *e)
{
	const struct wire_wait *in = q->query;
	struct access by = req_access(q, req_param(q, "conversation_id"));
	struct event_list list;
	enum rc rc = event_list(&q->scope, by,
	    (struct message_range){in->after, EVENTS_MAX}, &list, e);

	if (rc != RC_OK)
		return rc;
	wire_events_at_once(&r->json, &list, in->after);
	return RC_OK;
}
