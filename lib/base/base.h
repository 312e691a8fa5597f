/*
 * What every file includes first: the standard headers that C11 lacks sense
 * without, and the few attributes and macros the project allows itself.
 */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Elements of an array (never of a pointer). */
#define NELEM(a) (sizeof(a) / sizeof((a)[0]))

/* The format string is argument `f`, its values start at argument `v`. */
#define PRINTF_LIKE(f, v) __attribute__((format(printf, f, v)))

/* The result must be looked at. */
#define MUST_CHECK __attribute__((warn_unused_result))

#define NORETURN __attribute__((noreturn))

#define UNUSED __attribute__((unused))

#endif
