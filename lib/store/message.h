/*
 * Messages and the events that tell of them, in the order of their sequence
 * numbers, which have no gaps within a conversation.
 */
#ifndef STORE_MESSAGE_H
#define STORE_MESSAGE_H

#include "io/scope.h"

#define MESSAGE_LIST_MAX 200
#define MESSAGE_TEXT_MAX 4000 /* code points of a visitor's message */

/*
 * How long the process that took a message may take to answer it.  After
 * that another one takes over: longer than the deadline of a request.
 */
#define MESSAGE_LEASE_S 15

struct message {
	int64_t id;
	const char *public_id;
	int64_t seq;
	const char *role;     /* USER ASSISTANT AGENT SYSTEM */
	const char *content;
	const char *metadata; /* JSON object */
	bool has_tokens, has_response_ms;
	int64_t tokens_used, response_ms;
	const char *created_at, *updated_at;
	int64_t vote; /* -1, 1; 0: none */
	const char *vote_comment;
	const char *client_key; /* Idempotency-Key of a visitor's, or NULL */
};

struct message_list {
	int64_t last_seq; /* of the conversation */
	struct message *items;
	size_t n;
};

struct message_range {
	int64_t after_seq;
	int64_t limit; /* 1 to MESSAGE_LIST_MAX */
};

/* NOT_FOUND: no such conversation, or not the caller's. */
enum rc message_list(struct scope *s, struct access conversation,
    struct message_range range, struct message_list *out, struct err *e)
    MUST_CHECK;
/* See db_ahead. */
void message_list_ahead(struct scope *s, struct access conversation,
    struct message_range range);

/* `access.public_id` is the message's; gives the conversation's id too. */
enum rc message_get(struct scope *s, struct access by, struct message *out,
    const char **conversation_public_id, struct err *e) MUST_CHECK;

struct message_new {
	const char *public_id;
	const char *content;
	const char *client_key;	  /* or NULL */
	const uint8_t *body_hash; /* ACCESS_HASH bytes, with client_key */
};

struct message_posted {
	int64_t id;
	int64_t seq;
	const char *public_id;
	const char *created_at;
	int64_t conversation_id;
	const char *status;
	int64_t job_id; /* 0: no answer of the assistant is owed */
	int64_t attempt;
	/* Only by message_post: what the answer starts from. */
	int64_t scenario_id, scenario_revision;
	int64_t n_messages; /* of the conversation, this one included */
	const char *language;
	const char *dialogue; /* JSON */
	/* Only by message_by_key: */
	bool same_body;
	bool is_running;	      /* another process is at it */
	const char *answer_public_id; /* or NULL */
};

/* CONFLICT when the key was used before; NOT_FOUND as above, or closed. */
enum rc message_post(struct scope *s, struct access conversation,
    const struct message_new *in, struct message_posted *out, struct err *e)
    MUST_CHECK;

enum rc message_by_key(struct scope *s, struct access conversation,
    const struct message_new *in, struct message_posted *out, struct err *e)
    MUST_CHECK;


struct event {
	const char *conversation_public_id;
	int64_t conversation_id; /* only in batches */
	int64_t seq;
	const char *kind;
	const char *data; /* JSON object */
	const char *created_at;
	bool has_message;
	struct message message;
};

struct event_list {
	const char *conversation_public_id;
	int64_t last_seq;
	struct event *items;
	size_t n;
};

enum rc event_list(struct scope *s, struct access conversation,
    struct message_range range, struct event_list *out, struct err *e)
    MUST_CHECK;

/* The rows of event_batch, which the waiting program fetches by itself. */
void event_from_row(const struct db_rows *r, size_t i, struct event *out);

#endif
