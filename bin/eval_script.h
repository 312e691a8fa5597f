/* One turn of a script against what the assistant has made of it. */
#ifndef BIN_EVAL_SCRIPT_H
#define BIN_EVAL_SCRIPT_H

#include "base/json.h"
#include "core/script.h"
#include "io/scope.h"
#include "store/message.h"
#include "store/script.h"

/* What is known after a turn. */
struct script_seen {
	struct arena *arena;
	const char *text;	     /* of the answer */
	const struct json *trace;    /* doc/answering.md */
	const struct json *metadata; /* as the API shows it */
	const char *status, *language, *handoff;
	struct script_effects effects;
};

/* Reads it from the database. */
enum rc script_seen_get(struct scope *s, const struct message *answer,
    struct script_seen *out, struct err *e) MUST_CHECK;

bool script_met(const struct script_seen *seen,
    const struct script_expect *x);

/* What the failing check looked at, for the operator. */
const char *script_found(const struct script_seen *seen,
    enum script_check check);

#endif
