#include "base/base.h"

#include "core/tools.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/text.h"

static const char *const days[] = {"Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const months[] = {"January", "February", "March", "April",
    "May", "June", "July", "August", "September", "October", "November",
    "December"};

static bool
read_day(const char *value, struct clock_date *out)
{
	long long year;
	int n = 0;

	return sscanf(value, "%4lld-%2d-%2d%n", &year, &out->month, &out->day,
		   &n) == 3 && n == 10 && out->month >= 1 &&
	    out->month <= 12 && out->day >= 1 && out->day <= 31 &&
	    (out->year = year) > 0;
}

const char *
tool_day_text(struct arena *a, const char *value)
{
	struct clock_date d;
	int64_t day;

	if (!read_day(value, &d) || (value[10] != '\0' && value[10] != '/'))
		return value;
	if (value[10] == '/')
		return arena_printf(a, "%s to %s", tool_day_text(a,
		    arena_strndup(a, value, 10)), tool_day_text(a,
		    value + 11));
	day = clock_days(d);
	return arena_printf(a, "%s, %s %d", days[((day + 3) % 7 + 7) % 7],
	    months[d.month - 1], d.day);
}

static const char *
moment(struct arena *a, int hour, int minute)
{
	const char *half = hour % 24 < 12 ? "am" : "pm";
	int h = hour % 12 == 0 ? 12 : hour % 12;

	if (minute == 0)
		return arena_printf(a, "%d %s", h, half);
	return arena_printf(a, "%d:%02d %s", h, minute, half);
}

const char *
tool_time_text(struct arena *a, const char *value)
{
	int h1, m1, h2, m2, n = 0;

	if (sscanf(value, "%2d:%2d%n", &h1, &m1, &n) != 2 || n != 5)
		return value;
	if (value[5] == '\0')
		return moment(a, h1, m1);
	if (sscanf(value + 5, "-%2d:%2d%n", &h2, &m2, &n) != 2 || n != 6 ||
	    value[11] != '\0')
		return value;
	return arena_printf(a, "%s to %s", moment(a, h1, m1),
	    moment(a, h2, m2));
}
