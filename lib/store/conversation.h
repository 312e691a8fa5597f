/* Conversations, always reached through a visitor's token. */
#ifndef STORE_CONVERSATION_H
#define STORE_CONVERSATION_H

#include "io/scope.h"

#define CONVERSATION_LIST_MAX 200

struct conversation {
	int64_t id;
	const char *public_id;
	int64_t visitor_id;
	int64_t scenario_id;
	int64_t scenario_revision;
	const char *scenario; /* slug */
	const char *alias;    /* classic name such as ECOMMERCE, or NULL */
	const char *user_id;  /* the integrator's own, or NULL */
	const char *title;    /* or NULL */
	const char *status;   /* bot queued assigned waiting … */
	const char *language;
	int64_t last_seq;
	int64_t n_messages;
	const char *queued_at; /* or NULL */
	const char *created_at, *updated_at;
	bool is_due; /* an answer is owed */
};

struct conversation_new {
	const char *scenario;	    /* slug or alias, any case */
	const uint8_t *token_hash;  /* of a known visitor, or NULL */
	const uint8_t *new_token_hash, *page_token_hash;
	const char *visitor_public_id, *public_id;
	const char *name, *email;   /* of a new visitor, or NULL */
	const char *user_id, *title;
	const char *channel; /* web api widget */
	const char *language;
	int64_t token_days;
	bool is_new_visitor; /* filled in */
};

/* With its visitor and their tokens, all or nothing.  NOT_FOUND when the
 * scenario is unknown or not active. */
enum rc conversation_start(struct scope *s, struct conversation_new *in,
    struct conversation *out, struct err *e) MUST_CHECK;

enum rc conversation_get(struct scope *s, struct access by,
    struct conversation *out, struct err *e) MUST_CHECK;

/* By the secret in a chat page's address alone. */
enum rc conversation_by_page_token(struct scope *s,
    const uint8_t *token_hash, struct conversation *out, struct err *e)
    MUST_CHECK;

struct conversation_range {
	int64_t before_id; /* INT64_MAX: from the newest */
	int64_t limit;	   /* 1 to CONVERSATION_LIST_MAX */
};

struct conversation_list {
	struct conversation *items;
	size_t n;
};

/* Newest first. */
enum rc conversation_list(struct scope *s, const uint8_t *token_hash,
    struct conversation_range range, struct conversation_list *out,
    struct err *e) MUST_CHECK;

struct conversation_change {
	const char *title;  /* NULL: keep */
	const char *status; /* NULL: keep */
	/* Filled in: */
	int64_t id, last_seq;
	bool status_changed;
};

enum rc conversation_update(struct scope *s, struct access by,
    struct conversation_change *change, struct err *e) MUST_CHECK;

/* Erases it with its messages, citations, traces and votes. */
enum rc conversation_delete(struct scope *s, struct access by,
    struct err *e) MUST_CHECK;

/* Place in the queue for a person, from 1; 0: not queued. */
enum rc conversation_queue_place(struct scope *s, int64_t id,
    int64_t *place, struct err *e) MUST_CHECK;

/* Leaves name (may be NULL) and mail address for the person to come. */
enum rc conversation_set_email(struct scope *s, struct access by,
    const char *name, const char *email, struct err *e) MUST_CHECK;

#endif
