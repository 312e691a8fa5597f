/*
 * For tests of tools: a database with the demo companies' rows, a
 * conversation of each, and a call as the dialogue makes it.
 */
#ifndef TOOL_TEST_H
#define TOOL_TEST_H

#include "scratch.h"

#include "core/tool_rows.h"

/* Conversations 1 to 40, each of a visitor of its own. */
int tool_test_setup(void **state);

struct call {
	const struct tool *tool;
	const char *input; /* JSON */
	const char *email; /* verified, or NULL */
	const char *key;   /* of a change */
	int64_t conversation_id; /* 0: 1 */
};

static inline struct call
call_of(const struct tool *tool, const char *input, const char *email,
    const char *key)
{
	return (struct call){tool, input, email, key, 0};
}

/* Fails the test when the tool fails. */
void tool_test_run(struct scratch *s, struct call call,
    struct tool_result *out);
void tool_test_plan(struct scratch *s, struct call call,
    struct tool_plan *out);

struct tool_context tool_test_context(struct scratch *s, struct call call);

/* "…" in the text; else the test fails with the text. */
void tool_test_says(const char *text, const char *part);

#endif
