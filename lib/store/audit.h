/* Who did what; the web programs may only insert. */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "io/scope.h"

struct audit {
	const char *actor;  /* "visitor", "cli" */
	const char *action; /* "conversation.delete" */
	const char *object; /* its external id */
	const char *request_id;
};

enum rc audit_insert(struct scope *s, const struct audit *in, struct err *e)
    MUST_CHECK;

#endif
