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

#endif
