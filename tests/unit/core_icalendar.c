/* lib/core/icalendar: RFC 5545, read back strictly. */
#include "base/base.h"

#include "core/icalendar.h"

#include "base/text.h"

#include "unit.h"

static const struct icalendar_event plain = {
	.uid = "HB-20001@biwoco",
	.sequence = 2,
	.start_s = 1795442400,
	.end_s = 1795449600,
	.stamp_us = (int64_t)1795370700 * 1000000,
	.summary = "Single drain cleaning",
	.location = "1 Elm Street, 53601",
	.description = "Arrival window; see \\ you\nsoon",
};

static const char *
made(struct arena *a, const struct icalendar_event *ev)
{
	struct buf b;

	buf_init(&b, a, ICALENDAR_MAX);
	icalendar_write(&b, ev);
	assert_false(b.overflow);
	return b.data;
}

static void
an_event_is_written_as_the_standard_says(void **state)
{
	assert_string_equal(made(*state, &plain),
	    "BEGIN:VCALENDAR\r\n"
	    "VERSION:2.0\r\n"
	    "PRODID:-//BIWOCO//BIWOCO//EN\r\n"
	    "METHOD:PUBLISH\r\n"
	    "BEGIN:VEVENT\r\n"
	    "UID:HB-20001@biwoco\r\n"
	    "DTSTAMP:20261122T180500Z\r\n"
	    "DTSTART:20261123T140000Z\r\n"
	    "DTEND:20261123T160000Z\r\n"
	    "SEQUENCE:2\r\n"
	    "STATUS:CONFIRMED\r\n"
	    "SUMMARY:Single drain cleaning\r\n"
	    "LOCATION:1 Elm Street\\, 53601\r\n"
	    "DESCRIPTION:Arrival window\\; see \\\\ you\\nsoon\r\n"
	    "END:VEVENT\r\n"
	    "END:VCALENDAR\r\n");
}

static void
a_cancelled_event_says_so(void **state)
{
	struct icalendar_event ev = plain;
	const char *text;

	ev.cancelled = true;
	text = made(*state, &ev);
	assert_non_null(strstr(text, "\r\nMETHOD:CANCEL\r\n"));
	assert_non_null(strstr(text, "\r\nSTATUS:CANCELLED\r\n"));
}

/* Lines of 75 octets at most; unfolded, the text is whole again. */
static void
long_lines_are_folded_between_characters(void **state)
{
	struct arena *a = *state;
	char *longest = arena_alloc(a, 601);
	struct icalendar_event ev = plain;
	const char *text;
	struct buf whole;
	size_t octets = 0;

	for (size_t i = 0; i < 600; i += 3)
		memcpy(longest + i, i % 2 == 0 ? "\xe1\xba\xa1" : "abc", 3);
	ev.description = longest;
	text = made(a, &ev);
	buf_init(&whole, a, ICALENDAR_MAX);
	for (const char *s = text; *s != '\0'; s++) {
		if (*s == '\r') {
			assert_int_equal(s[1], '\n');
			assert_true(octets <= 75);
			octets = 0;
			s++;
			if (s[1] == ' ')
				octets = 1, s++;
			else
				buf_putc(&whole, '\n');
			continue;
		}
		assert_int_not_equal(*s, '\n');
		octets++;
		buf_putc(&whole, *s);
	}
	assert_true(text_is_valid(whole.data, whole.len));
	assert_non_null(strstr(whole.data, arena_printf(a,
	    "\nDESCRIPTION:%s\n", longest)));
	/* A fold never cuts a character. */
	for (const char *s = text; (s = strstr(s, "\r\n ")) != NULL; s += 3)
		assert_true(((unsigned char)s[3] & 0xc0) != 0x80);
}

static void
control_characters_make_no_line(void **state)
{
	struct icalendar_event ev = plain;
	const char *text;

	ev.summary = "x\r\nATTENDEE:mailto:x@example.com\x07";
	text = made(*state, &ev);
	assert_null(strstr(text, "\nATTENDEE"));
	assert_non_null(strstr(text,
	    "SUMMARY:x \\nATTENDEE:mailto:x@example.com \r\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(an_event_is_written_as_the_standard_says),
		UNIT_TEST(a_cancelled_event_says_so),
		UNIT_TEST(long_lines_are_folded_between_characters),
		UNIT_TEST(control_characters_make_no_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
