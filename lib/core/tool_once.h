/*
 * Changes that happen once.  The change, the note that it was made and the
 * letter that tells of it are one transaction: a process that dies leaves all
 * of it or nothing, and the same turn answered again finds the note and gives
 * the same result.
 */
#ifndef CORE_TOOL_ONCE_H
#define CORE_TOOL_ONCE_H

#include "core/tools.h"
#include "store/outbox.h"

struct tool_act {
	const char *tool; /* its name */
	/*
	 * Changes the tables and fills `out`.  out->found false: nothing was
	 * changed, out->text says why.  CONFLICT: somebody else was quicker
	 * by a moment: it is called again, in a new transaction.
	 */
	enum rc (*change)(struct tool_context *c, struct tool_result *out,
	    struct err *e);
	/* What was made or changed, which the conversation may see from
	 * then on; or NULL. */
	const char *(*object)(struct tool_context *c,
	    const struct tool_result *out);
};

enum rc tool_once(struct tool_context *c, const struct tool_act *act,
    struct tool_result *out, struct err *e) MUST_CHECK;

/* A letter that goes out when the change is committed; nothing where no mail
 * is set up. */
enum rc tool_letter(struct tool_context *c, const struct outbox_new *letter,
    struct err *e) MUST_CHECK;

#endif
