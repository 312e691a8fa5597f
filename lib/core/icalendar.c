#include "base/base.h"

#include "core/icalendar.h"

#include "base/text.h"

#include <time.h>

#define LINE_OCTETS 75 /* without the line break (RFC 5545, 3.1) */

/* A content line; `value` is escaped already. */
static void
put_line(struct buf *b, const char *name, const char *value)
{
	size_t octets = strlen(name) + 1;

	buf_printf(b, "%s:", name);
	while (*value != '\0') {
		const char *next = value;

		(void)text_next(&next);
		if (octets + (size_t)(next - value) > LINE_OCTETS) {
			buf_puts(b, "\r\n ");
			octets = 1;
		}
		buf_add(b, value, (size_t)(next - value));
		octets += (size_t)(next - value);
		value = next;
	}
	buf_puts(b, "\r\n");
}

/* TEXT (RFC 5545, 3.3.11); other control characters become spaces. */
static void
put_text(struct buf *b, const char *name, const char *s)
{
	struct buf value;

	buf_init(&value, b->arena, ICALENDAR_MAX);
	for (; *s != '\0'; s++) {
		if (*s == '\n')
			buf_puts(&value, "\\n");
		else if (*s == '\\' || *s == ';' || *s == ',')
			buf_printf(&value, "\\%c", *s);
		else
			buf_putc(&value, (unsigned char)*s < ' ' ||
				*s == 127 ? ' ' : *s);
	}
	put_line(b, name, value.len > 0 ? value.data : "");
}

static void
put_time(struct buf *b, const char *name, int64_t seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;
	char value[32];

	(void)gmtime_r(&t, &tm);
	(void)strftime(value, sizeof(value), "%Y%m%dT%H%M%SZ", &tm);
	put_line(b, name, value);
}

void
icalendar_write(struct buf *out, const struct icalendar_event *ev)
{
	put_line(out, "BEGIN", "VCALENDAR");
	put_line(out, "VERSION", "2.0");
	put_line(out, "PRODID", "-//BIWOCO//BIWOCO//EN");
	put_line(out, "METHOD", ev->cancelled ? "CANCEL" : "PUBLISH");
	put_line(out, "BEGIN", "VEVENT");
	put_text(out, "UID", ev->uid);
	put_time(out, "DTSTAMP", ev->stamp_us / 1000000);
	put_time(out, "DTSTART", ev->start_s);
	put_time(out, "DTEND", ev->end_s);
	put_line(out, "SEQUENCE", arena_printf(out->arena, "%lld",
	    (long long)ev->sequence));
	put_line(out, "STATUS", ev->cancelled ? "CANCELLED" : "CONFIRMED");
	put_text(out, "SUMMARY", ev->summary);
	put_text(out, "LOCATION", ev->location);
	put_text(out, "DESCRIPTION", ev->description);
	put_line(out, "END", "VEVENT");
	put_line(out, "END", "VCALENDAR");
}
