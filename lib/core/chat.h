/*
 * The main job: take a visitor's message, store it, answer it.  The message
 * is stored and acknowledged whatever becomes of the answer, which is owed
 * by a job row until it is stored.
 */
#ifndef CORE_CHAT_H
#define CORE_CHAT_H

#include "core/definition.h"
#include "store/answer.h"
#include "store/conversation.h"
#include "store/message.h"
#include "store/visitor.h"

struct chat {
	struct scope *scope;
	struct definitions *definitions;
	int64_t started_us; /* monotonic: when the request came in */
};

struct chat_start {
	const char *scenario;	   /* slug or alias, any case */
	const uint8_t *token_hash; /* of an existing visitor, or NULL */
	const char *name, *email;  /* or NULL */
	const char *user_id, *title;
	const char *channel;
	const char *language;
};

struct chat_started {
	struct conversation conversation;
	const char *visitor_token; /* new, or NULL: the visitor has one */
	const char *page_token;	   /* secret of the chat page's address */
};

/* A new conversation, for a new visitor unless the token is somebody's.
 * INVALID names the field `scenario_type` when there is no such scenario. */
enum rc chat_start(struct chat *c, const struct chat_start *in,
    struct chat_started *out, struct err *e) MUST_CHECK;

struct chat_post {
	struct access conversation;
	const char *content;
	const char *client_key; /* Idempotency-Key, or NULL */
	bool later; /* store only; the caller runs chat_answer afterwards */
};

struct chat_posted {
	struct message_posted message;
	bool repeated;		 /* the key was used before, same body */
	bool has_answer;
	struct message answer;	 /* with has_answer */
	struct answer_job job;	 /* id 0: nothing is owed */
};

/*
 * Stores the message and, unless `later`, answers it.  When only the
 * answering fails the message stays acknowledged: OK without has_answer,
 * the answer is owed.  INVALID with field "Idempotency-Key" when the key was
 * used with another body; CONFLICT while the first request still runs.
 */
enum rc chat_post(struct chat *c, const struct chat_post *in,
    struct chat_posted *out, struct err *e) MUST_CHECK;

/* Runs an owed answer.  NOT_FOUND: not owed any more. */
enum rc chat_answer(struct chat *c, const struct answer_job *job,
    struct message *out, struct err *e) MUST_CHECK;

/* Answers whose process was lost: one at a call.  NOT_FOUND: none. */
enum rc chat_answer_due(struct chat *c, struct err *e) MUST_CHECK;

/* Tells readers that the conversation has moved: after the commit. */
#define CHAT_CHANNEL "biwoco_event"
void chat_notify(struct scope *s, int64_t conversation_id, int64_t seq);

#endif
