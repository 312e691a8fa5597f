/*
 * Memory whose life is one request, one job or one parked wait: allocated
 * piece by piece, released at once.
 *
 * arena_alloc never returns NULL: when memory ends, or the arena's limit is
 * passed, the process says so in one log line and exits (it is one of
 * several and is restarted).  Limits on input are set so that no request can
 * come near.  With --enable-debug each piece is its own malloc, so that
 * AddressSanitizer sees every overrun.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/base.h"

struct arena;

#define ARENA_REQUEST_MAX ((size_t)32 << 20) /* one web request */

struct arena *arena_new(size_t limit_bytes);
void arena_free(struct arena *a);

/* Runs the deferred functions (last first) and empties it for reuse. */
void arena_reset(struct arena *a);

/* Zeroed, aligned for any type. */
void *arena_alloc(struct arena *a, size_t n) __attribute__((malloc));
void *arena_array(struct arena *a, size_t n, size_t size);
void *arena_dup(struct arena *a, const void *p, size_t n);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
    PRINTF_LIKE(2, 0);

/* Call fn(p) when the arena is reset or freed: foreign objects end here. */
void arena_defer(struct arena *a, void (*fn)(void *), void *p);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *a);

#endif
