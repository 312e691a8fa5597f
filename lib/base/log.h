/*
 * One JSON object a line on stderr: ts, level, program, msg, then the pairs.
 * Values are escaped and cut at LOG_VALUE_MAX; no message texts, addresses
 * or keys belong into a log.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/base.h"

enum log_level { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, LOG_LEVEL_WARN,
	LOG_LEVEL_ERROR };

#define LOG_VALUE_MAX 1024

void log_init(const char *program, enum log_level least);
bool log_level_parse(const char *name, enum log_level *out);

/* A pair with NULL or "" for its text is left out. */
struct log_pair {
	const char *key;
	const char *text;
	int64_t number;
	bool is_number;
};
#define LOG_TEXT(k, v) ((struct log_pair){.key = (k), .text = (v)})
#define LOG_I64(k, v)                                                  \
	((struct log_pair){.key = (k), .number = (v), .is_number = true})

/* log_event(LOG_LEVEL_INFO, "started", LOG_I64("pid", 7)); */
#define log_event(level, msg, ...)                                     \
	log_pairs(level, msg,                                          \
	    (const struct log_pair[]){__VA_ARGS__ __VA_OPT__(, )       \
		    LOG_TEXT(NULL, NULL)})
void log_pairs(enum log_level level, const char *msg,
    const struct log_pair *pairs); /* ends at key NULL */

/* Says why and exits with 70; for what must not happen. */
NORETURN void log_die(const char *fmt, ...) PRINTF_LIKE(1, 2);

#endif
