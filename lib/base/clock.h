/*
 * Time comes from here, so that tests can move it.  Order and deadlines use
 * the monotonic clock; what is stored uses the database's clock.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/arena.h"

int64_t clock_mono_us(void); /* microseconds, never goes back */
int64_t clock_wall_us(void); /* microseconds since 1970, UTC */

/* "2026-11-22T14:36:00.123Z" (RFC 3339) in `out` of CLOCK_TEXT bytes. */
#define CLOCK_TEXT 32
void clock_format(int64_t wall_us, char *out);

/* Reads what clock_format and PostgreSQL's ISO style write. */
bool clock_parse(const char *s, int64_t *wall_us);

/* Tests: add to both clocks. */
void clock_shift(int64_t us);

#endif
