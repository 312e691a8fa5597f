#include "base/base.h"

#include "store/message.h"

#include "store/sql.h"

static const char not_found[] = "There is no such conversation.";

/* Column numbers are looked up once a result, not once a row. */
struct columns {
	int id, public_id, role, content, metadata, tokens, ms, created,
	    updated, vote, comment, key, seq;
};

static struct columns
message_columns(const struct db_rows *r)
{
	return (struct columns){
		.id = db_col(r, "id"),
		.public_id = db_col(r, "public_id"),
		.role = db_col(r, "role"),
		.content = db_col(r, "content"),
		.metadata = db_col(r, "metadata"),
		.tokens = db_col(r, "tokens_used"),
		.ms = db_col(r, "response_ms"),
		.created = db_col(r, "created_at"),
		.updated = db_col(r, "updated_at"),
		.vote = db_col(r, "vote"),
		.comment = db_col(r, "vote_comment"),
		.key = db_col(r, "client_key"),
		.seq = db_col(r, "seq"),
	};
}

static void
message_from_row(const struct db_rows *r, size_t i,
    const struct columns *c, struct message *m)
{
	m->id = db_at_i64(r, i, c->id);
	m->public_id = db_at_text(r, i, c->public_id);
	m->seq = db_at_i64(r, i, c->seq);
	m->role = db_at_text(r, i, c->role);
	m->content = db_at_text(r, i, c->content);
	m->metadata = db_at_text(r, i, c->metadata);
	m->has_tokens = !db_at_null(r, i, c->tokens);
	m->tokens_used = db_at_i64(r, i, c->tokens);
	m->has_response_ms = !db_at_null(r, i, c->ms);
	m->response_ms = db_at_i64(r, i, c->ms);
	m->created_at = db_at_text(r, i, c->created);
	m->updated_at = db_at_text(r, i, c->updated);
	m->vote = db_at_i64(r, i, c->vote);
	m->vote_comment = db_at_text(r, i, c->comment);
	m->client_key = db_at_text(r, i, c->key);
}

#define LIST_ARGS(s, conversation, range)                              \
	DB_ARGS(db_i64((s)->site_id), db_text((conversation).public_id),  \
	    db_bytes((conversation).token_hash, ACCESS_HASH),          \
	    db_i64((range).after_seq), db_i64((range).limit))

void
message_list_ahead(struct scope *s, struct access conversation,
    struct message_range range)
{
	db_ahead(s->db, &SQL_message_list, LIST_ARGS(s, conversation,
	    range));
}

enum rc
message_list(struct scope *s, struct access conversation,
    struct message_range range, struct message_list *out, struct err *e)
{
	struct db_rows *r;
	struct columns cols;
	enum rc rc;

	assert(range.limit > 0 && range.limit <= MESSAGE_LIST_MAX + 1);
	rc = db_run(s->db, s->arena, &SQL_message_list,
	    LIST_ARGS(s, conversation, range), &r, e);
	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "%s", not_found);
	*out = (struct message_list){
		.last_seq = db_row_i64(r, 0, "last_seq")};
	cols = message_columns(r);
	if (db_at_null(r, 0, cols.id))
		return RC_OK;
	out->n = db_rows_count(r);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++)
		message_from_row(r, i, &cols, &out->items[i]);
	return RC_OK;
}

enum rc
message_get(struct scope *s, struct access by, struct message *out,
    const char **conversation_public_id, struct err *e)
{
	struct db_rows *r;
	struct columns cols;
	enum rc rc = db_run(s->db, s->arena, &SQL_message_get,
	    DB_ARGS(db_i64(s->site_id), db_text(by.public_id),
		db_bytes(by.token_hash, ACCESS_HASH)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "There is no such message.");
	cols = message_columns(r);
	message_from_row(r, 0, &cols, out);
	*conversation_public_id = db_row_text(r, 0,
	    "conversation_public_id");
	return RC_OK;
}

enum rc
message_post(struct scope *s, struct access conversation,
    const struct message_new *in, struct message_posted *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_message_post,
	    DB_ARGS(db_i64(s->site_id), db_text(conversation.public_id),
		db_bytes(conversation.token_hash, ACCESS_HASH),
		db_text(in->public_id), db_text(in->content),
		db_text(in->client_key),
		db_bytes(in->body_hash, in->body_hash ? ACCESS_HASH : 0),
		db_i64(MESSAGE_LEASE_S)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "%s", not_found);
	*out = (struct message_posted){
		.id = db_row_i64(r, 0, "id"),
		.seq = db_row_i64(r, 0, "seq"),
		.public_id = in->public_id,
		.created_at = db_row_text(r, 0, "created_at"),
		.conversation_id = db_row_i64(r, 0, "conversation_id"),
		.status = db_row_text(r, 0, "status"),
		.job_id = db_row_i64(r, 0, "job_id"),
		.attempt = db_row_i64(r, 0, "attempt"),
		.scenario_id = db_row_i64(r, 0, "scenario_id"),
		.scenario_revision = db_row_i64(r, 0, "scenario_revision"),
		.n_messages = db_row_i64(r, 0, "n_messages"),
		.language = db_row_text(r, 0, "language"),
		.dialogue = db_row_text(r, 0, "dialogue"),
	};
	return RC_OK;
}

enum rc
message_by_key(struct scope *s, struct access conversation,
    const struct message_new *in, struct message_posted *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_message_by_key,
	    DB_ARGS(db_i64(s->site_id), db_text(conversation.public_id),
		db_bytes(conversation.token_hash, ACCESS_HASH),
		db_text(in->client_key),
		db_bytes(in->body_hash, ACCESS_HASH)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "%s", not_found);
	*out = (struct message_posted){
		.id = db_row_i64(r, 0, "id"),
		.seq = db_row_i64(r, 0, "seq"),
		.public_id = db_row_text(r, 0, "public_id"),
		.created_at = db_row_text(r, 0, "created_at"),
		.conversation_id = db_row_i64(r, 0, "conversation_id"),
		.status = db_row_text(r, 0, "status"),
		.job_id = db_row_i64(r, 0, "job_id"),
		.same_body = db_row_bool(r, 0, "same_body"),
		.is_running = db_row_bool(r, 0, "is_running"),
		.answer_public_id = db_row_text(r, 0, "answer_public_id"),
	};
	return RC_OK;
}

static void
event_fill(const struct db_rows *r, size_t i, const struct columns *cols,
    struct event *out)
{
	*out = (struct event){
		.conversation_public_id = db_row_text(r, i,
		    "conversation_public_id"),
		.seq = db_at_i64(r, i, cols->seq),
		.kind = db_row_text(r, i, "kind"),
		.data = db_row_text(r, i, "data"),
		.created_at = db_row_text(r, i, "event_created_at"),
		.has_message = !db_at_null(r, i, cols->id),
	};
	if (out->has_message)
		message_from_row(r, i, cols, &out->message);
}

void
event_from_row(const struct db_rows *r, size_t i, struct event *out)
{
	struct columns cols = message_columns(r);

	event_fill(r, i, &cols, out);
	out->conversation_id = db_row_i64(r, i, "conversation_id");
}

enum rc
event_list(struct scope *s, struct access conversation,
    struct message_range range, struct event_list *out, struct err *e)
{
	struct db_rows *r;
	struct columns cols;
	enum rc rc;

	assert(range.limit > 0 && range.limit <= MESSAGE_LIST_MAX);
	rc = db_run(s->db, s->arena, &SQL_event_list,
	    DB_ARGS(db_i64(s->site_id), db_text(conversation.public_id),
		db_bytes(conversation.token_hash, ACCESS_HASH),
		db_i64(range.after_seq), db_i64(range.limit)),
	    &r, e);
	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "%s", not_found);
	*out = (struct event_list){
		.conversation_public_id = db_row_text(r, 0,
		    "conversation_public_id"),
		.last_seq = db_row_i64(r, 0, "last_seq"),
	};
	cols = message_columns(r);
	if (db_at_null(r, 0, cols.seq))
		return RC_OK;
	out->n = db_rows_count(r);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++)
		event_fill(r, i, &cols, &out->items[i]);
	return RC_OK;
}
