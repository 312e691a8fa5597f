/*
 * Tools: a table like the routes.  Each row says what the tool is for, what
 * it takes and who may use it; the same rows serve a language model as
 * functions and the built-in engine, which recognises the wish for a tool by
 * patterns and asks for missing slots over several turns.
 */
#ifndef CORE_TOOLS_H
#define CORE_TOOLS_H

#include "base/schema.h"
#include "nlp/words.h"
#include "io/scope.h"

struct tool_message {
	const char *text;
	const struct words *words;
	const char *slot; /* asked for by the last answer, or "" */
};

struct tool_result {
	const char *output; /* JSON, also for the language model */
	const char *text;   /* Markdown for the visitor */
	bool found;
};

struct tool {
	const char *name;	 /* "order_status" */
	const char *description; /* for a language model */
	const struct schema *input;
	const char *const *scenarios; /* slugs, NULL-terminated */
	const char *slot;	      /* the input that is asked for */
	const char *ask;	      /* tone list with the question for it */

	/* Does the message want the tool? */
	bool (*wanted)(const struct tool_message *m);
	/* The slot's value in the message, or NULL. */
	const char *(*extract)(struct arena *a, const struct tool_message *m);
	/* Runs it; OK also when there is nothing (found is false). */
	enum rc (*run)(struct scope *s, const struct json *input,
	    struct tool_result *out, struct err *e);
};

/* All tools, for the model's function list; NULL at the end of the table. */
const struct tool *tool_at(size_t i);
const struct tool *tool_get(const char *name); /* NULL: none */
bool tool_serves(const struct tool *t, const char *scenario_slug);

/* Checks the input against the tool's schema, then runs it. */
enum rc tool_run(struct scope *s, const struct tool *t, const char *input,
    struct tool_result *out, struct err *e) MUST_CHECK;

#endif
