/* What the tools' answers share: amounts, windows, words, rows of text. */
#ifndef CORE_TOOL_SAY_H
#define CORE_TOOL_SAY_H

#include "core/tools.h"

/* "$24.99", "$1,250"; cents of US dollars. */
const char *tool_money(struct arena *a, int64_t cents);

/* With cents always: "$60.00", as invoices have it. */
const char *tool_amount(struct arena *a, int64_t cents);

/* "8 to 10 am", "10 am to 12 pm": from "08:00", "10:00". */
const char *tool_window(struct arena *a, const char *starts,
    const char *ends);

/* Words that carry meaning, folded: for the demo tables' searches. */
#define TOOL_WORDS_MAX 12
struct tool_words {
	const char *items[TOOL_WORDS_MAX];
	size_t n;
};
void tool_words(const struct tool_context *c, const char *text,
    struct tool_words *out);

/* Members of a row. */
const char *tool_text_of(const struct json *row, const char *key);
int64_t tool_i64_of(const struct json *row, const char *key);
bool tool_bool_of(const struct json *row, const char *key);
bool tool_is(const struct json *row, const char *key, const char *value);

/* The result: a sentence and the JSON `{"found": …, "rows": …}`; data NULL:
 * {"found": false}. */
void tool_say(struct tool_context *c, struct tool_result *out, bool found,
    const char *text, const struct json *data);

/* Why it cannot be done. */
void tool_refuse(struct tool_plan *out, const char *why);

#endif
