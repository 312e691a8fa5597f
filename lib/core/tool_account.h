/* What the tools about a customer's own workspaces share. */
#ifndef CORE_TOOL_ACCOUNT_H
#define CORE_TOOL_ACCOUNT_H

#include "core/tools.h"
#include "store/demo_software.h"

extern const char *const account_scenarios[];

/* The slot "workspace": taken without asking when there is one only. */
#define ACCOUNT_SLOT                                                   \
	{.name = "workspace", .type = SLOT_CHOICE, .required = true,   \
	    .label = N_("Workspace"),                                  \
	    .ask = N_("Which workspace is it about?"),                 \
	    .resolve = account_resolve}

enum rc account_resolve(struct tool_context *c, const struct tool_slot *slot,
    const char *said, bool asked, struct tool_choices *out, struct err *e);

/* A workspace of the verified address; else NOT_FOUND. */
enum rc account_get(struct tool_context *c, const char *workspace,
    const struct json **out, struct err *e) MUST_CHECK;

/* The same for another's and for none. */
const char *account_unknown(struct tool_context *c, const char *workspace);

#endif
