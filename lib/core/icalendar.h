/*
 * One event as an iCalendar file (RFC 5545, 5546): CRLF, lines folded at 75
 * octets between characters, times in UTC.  The same UID with a higher
 * SEQUENCE replaces what the reader's calendar has; CANCEL takes it out.
 */
#ifndef CORE_ICALENDAR_H
#define CORE_ICALENDAR_H

#include "base/buf.h"

#define ICALENDAR_TYPE "text/calendar; charset=utf-8; method=PUBLISH"
#define ICALENDAR_TYPE_CANCEL "text/calendar; charset=utf-8; method=CANCEL"
#define ICALENDAR_MAX ((size_t)16 << 10)

struct icalendar_event {
	const char *uid;
	int64_t sequence; /* 0, then one more with each change */
	bool cancelled;
	int64_t start_s, end_s; /* since 1970 */
	int64_t stamp_us;	/* when the file is made */
	const char *summary, *location, *description;
};

void icalendar_write(struct buf *out, const struct icalendar_event *ev);

#endif
