/*
 * What tools have changed, once a key.  A tool that writes claims its key,
 * acts and notes its result in one transaction: a turn that is answered a
 * second time, after a crash, finds the result and does nothing again.
 */
#ifndef STORE_EFFECT_H
#define STORE_EFFECT_H

#include "io/scope.h"

struct effect_id {
	int64_t conversation_id;
	const char *key; /* names the turn that confirmed it */
};

struct effect {
	const char *tool;
	const char *object; /* "HB-20001" or "" */
	const char *output; /* JSON */
};

/* Inside a transaction.  CONFLICT: it has been done, see effect_get. */
enum rc effect_claim(struct scope *s, struct effect_id id, const char *tool,
    struct err *e) MUST_CHECK;
enum rc effect_set(struct scope *s, struct effect_id id, const char *object,
    const char *output, struct err *e) MUST_CHECK;

/* NOT_FOUND: not done. */
enum rc effect_get(struct scope *s, struct effect_id id, struct effect *out,
    struct err *e) MUST_CHECK;

/* How often the visitor has done it within a day, in all conversations. */
enum rc effect_recent(struct scope *s, int64_t conversation_id,
    const char *tool, int64_t *n, struct err *e) MUST_CHECK;

#endif
