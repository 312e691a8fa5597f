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

/* Days since 1970-01-01 of a date, and back; years 0 and later. */
struct clock_date {
	int64_t year;
	int month, day; /* 1.. */
};
int64_t clock_days(struct clock_date date);
struct clock_date clock_date(int64_t days);

/*
 * Local time: the moment as days since 1970 and the minute of that day in a
 * zone of the system's database ("America/New_York"); UTC when the zone is
 * NULL or unknown.
 */
struct clock_local {
	int64_t day;
	int minute;
};
struct clock_local clock_local(int64_t wall_us, const char *zone);

/* Tests: add to both clocks. */
void clock_shift(int64_t us);

#endif
