#include "base/base.h"

#include "web/wire.h"

#include "base/clock.h"
#include "base/text.h"

static const struct {
	const char *status, *classic;
} statuses[] = {
	/* The first of a classic name is what it stands for. */
	{"bot", "ACTIVE"}, {"assigned", "ACTIVE"}, {"waiting", "ACTIVE"},
	{"snoozed", "ACTIVE"}, {"queued", "ESCALATED"},
	{"resolved", "COMPLETED"}, {"closed", "COMPLETED"},
};

const char *
wire_status(const char *status)
{
	for (size_t i = 0; i < NELEM(statuses); i++)
		if (strcmp(statuses[i].status, status) == 0)
			return statuses[i].classic;
	return "ACTIVE";
}

const char *
wire_status_parse(const char *name)
{
	for (size_t i = 0; i < NELEM(statuses); i++)
		if (text_equal_ci(statuses[i].classic, name) ||
		    text_equal_ci(statuses[i].status, name))
			return statuses[i].status;
	return NULL;
}

const char *
wire_time(struct arena *a, const char *timestamp)
{
	char *out;
	int64_t us;

	if (timestamp == NULL || !clock_parse(timestamp, &us))
		return NULL;
	out = arena_alloc(a, CLOCK_TEXT);
	clock_format(us, out);
	return out;
}

static void
write_time(struct json_out *w, const char *key, const char *timestamp)
{
	jw_kv_text(w, key, wire_time(w->buf->arena, timestamp));
}

void
wire_conversation_fields(struct json_out *w, const struct conversation *c)
{
	jw_kv_text(w, "id", c->public_id);
	jw_kv_text(w, "scenario_type",
	    c->alias != NULL ? c->alias : c->scenario);
	jw_kv_text(w, "scenario", c->scenario);
	jw_kv_text(w, "user_id", c->user_id);
	jw_kv_text(w, "title", c->title);
	jw_kv_text(w, "status", wire_status(c->status));
	jw_kv_text(w, "state", c->status);
	jw_kv_text(w, "language", c->language);
	jw_kv_i64(w, "last_seq", c->last_seq);
	write_time(w, "created_at", c->created_at);
	write_time(w, "updated_at", c->updated_at);
}

void
wire_conversation(struct json_out *w, const struct conversation *c)
{
	jw_object(w);
	wire_conversation_fields(w, c);
	jw_object_end(w);
}

static void
write_feedback(struct json_out *w, const struct message *m)
{
	jw_key(w, "feedback");
	if (m->vote == 0) {
		jw_null(w);
		return;
	}
	jw_object(w);
	jw_kv_text(w, "vote", m->vote > 0 ? "up" : "down");
	jw_kv_text(w, "comment", m->vote_comment);
	jw_object_end(w);
}

void
wire_message(struct json_out *w, const char *conversation_public_id,
    const struct message *m)
{
	jw_object(w);
	jw_kv_text(w, "id", m->public_id);
	jw_kv_text(w, "conversation_id", conversation_public_id);
	jw_kv_i64(w, "seq", m->seq);
	jw_kv_text(w, "role", m->role);
	jw_kv_text(w, "content", m->content);
	jw_kv_raw(w, "msg_metadata", m->metadata != NULL ? m->metadata :
	    "{}");
	jw_key(w, "tokens_used");
	if (m->has_tokens)
		jw_i64(w, m->tokens_used);
	else
		jw_null(w);
	jw_key(w, "response_time");
	if (m->has_response_ms)
		jw_i64(w, m->response_ms);
	else
		jw_null(w);
	write_feedback(w, m);
	write_time(w, "created_at", m->created_at);
	write_time(w, "updated_at", m->updated_at);
	jw_object_end(w);
}

static void
write_event(struct json_out *w, const struct event *e)
{
	jw_object(w);
	jw_kv_i64(w, "seq", e->seq);
	jw_kv_text(w, "type", e->kind);
	write_time(w, "created_at", e->created_at);
	if (strcmp(e->kind, "message") == 0 && e->has_message) {
		jw_key(w, "message");
		wire_message(w, e->conversation_public_id, &e->message);
	} else
		jw_kv_raw(w, "data", e->data != NULL ? e->data : "{}");
	jw_object_end(w);
}

void
wire_events(struct json_out *w, const struct event *items, size_t n,
    int64_t after)
{
	int64_t next = after;

	jw_object(w);
	jw_key(w, "events");
	jw_list(w);
	for (size_t i = 0; i < n; i++) {
		write_event(w, &items[i]);
		next = items[i].seq;
	}
	jw_list_end(w);
	jw_kv_i64(w, "next", next);
	jw_object_end(w);
}

void
wire_events_short(struct json_out *w, int64_t after, int64_t next_ms)
{
	jw_object(w);
	jw_key(w, "events");
	jw_list(w);
	jw_list_end(w);
	jw_kv_i64(w, "next", after);
	jw_kv_text(w, "mode", "short");
	jw_kv_i64(w, "next_ms", next_ms);
	jw_object_end(w);
}

void
wire_events_at_once(struct json_out *w, const struct event_list *list,
    int64_t after)
{
	if (list->n == 0)
		wire_events_short(w, after, WIRE_SHORT_NEXT_MS);
	else
		wire_events(w, list->items, list->n, after);
}
