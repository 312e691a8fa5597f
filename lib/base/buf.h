/*
 * A growing byte buffer inside an arena, with a maximum.  Past the maximum
 * nothing more is added and `overflow` stays set: writers need not check
 * each call, whoever sends the buffer checks once.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"

struct buf {
	struct arena *arena;
	char *data; /* always NUL-terminated */
	size_t len;
	size_t cap;
	size_t max;
	bool overflow;
};

void buf_init(struct buf *b, struct arena *a, size_t max);
void buf_add(struct buf *b, const void *p, size_t n);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Text with the five HTML characters escaped; for text and attributes. */
void buf_html(struct buf *b, const char *s, size_t n);

/* Percent-encoded for one path segment or query value (RFC 3986). */
void buf_url(struct buf *b, const char *s);

void buf_clear(struct buf *b);

#endif
