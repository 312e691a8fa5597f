#include "base/base.h"

#include "base/clock.h"

#include <stdlib.h>
#include <time.h>

#define US_SECOND INT64_C(1000000)
#define ZONE_MAX 64

/* Not a path: the C library opens what the name says. */
static bool
is_zone(const char *zone)
{
	size_t n = zone == NULL ? 0 : strlen(zone);

	return n > 0 && n < ZONE_MAX && zone[0] != '/' && zone[0] != '.' &&
	    strstr(zone, "..") == NULL &&
	    strspn(zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			 "0123456789/_+-") == n;
}

/* The C library knows one zone at a time, by the environment; programs here
 * have one thread. */
struct clock_local
clock_local(int64_t wall_us, const char *zone)
{
	time_t t = (time_t)(wall_us / US_SECOND);
	const char *old = getenv("TZ");
	char kept[ZONE_MAX + 1] = "";
	struct tm tm = {0};
	int failed;

	if (old != NULL && strlen(old) <= ZONE_MAX)
		memcpy(kept, old, strlen(old) + 1);
	failed = setenv("TZ", is_zone(zone) ? zone : "UTC", 1);
	tzset();
	if (failed != 0 || localtime_r(&t, &tm) == NULL)
		tm = (struct tm){.tm_year = 70, .tm_mday = 1};
	if (old != NULL)
		setenv("TZ", kept, 1);
	else
		unsetenv("TZ");
	tzset();
	return (struct clock_local){
		.day = clock_days((struct clock_date){
		    (int64_t)tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday}),
		.minute = tm.tm_hour * 60 + tm.tm_min,
	};
}
