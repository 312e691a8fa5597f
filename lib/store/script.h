/* What a scripted conversation has stored: read by its checks alone. */
#ifndef STORE_SCRIPT_H
#define STORE_SCRIPT_H

#include "io/scope.h"

struct script_state {
	const char *status;   /* of the conversation */
	const char *language; /* of the conversation */
	const char *handoff;  /* reason asked for with this answer, or "" */
};

/* By the answer's public id. */
enum rc script_state_get(struct scope *s, const char *message_id,
    struct script_state *out, struct err *e) MUST_CHECK;

/* The newest one-time code mailed for a conversation, by its public id;
 * NOT_FOUND: none. */
enum rc script_code_get(struct scope *s, const char *conversation_id,
    const char **code, struct err *e) MUST_CHECK;

/*
 * Names of what has been changed in the demo companies in the transaction
 * that is open: "appointment booked".  By an answer's public id.
 */
struct script_effects {
	const char **names;
	size_t n;
};
enum rc script_effects_list(struct scope *s, const char *message_id,
    struct script_effects *out, struct err *e) MUST_CHECK;

#endif
