/* How an answer came to be, frozen when it was stored. */
#ifndef STORE_TRACE_H
#define STORE_TRACE_H

#include "io/scope.h"

struct trace {
	const char *message_id; /* public id of the answer */
	const char *scenario;	/* slug */
	const char *content;
	const char *created_at;
	const char *data; /* JSON, see doc/answering.md; NULL: none stored */
};

enum rc trace_get(struct scope *s, const char *message_id,
    struct trace *out, struct err *e) MUST_CHECK;

#endif
