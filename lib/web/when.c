#include "base/base.h"

#include "web/when.h"

#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "io/i18n.h"

static const char *const months[] = {N_("January"), N_("February"),
	N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
	N_("August"), N_("September"), N_("October"), N_("November"),
	N_("December")};
static const char *const days[] = {N_("Sunday"), N_("Monday"),
	N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"),
	N_("Saturday")};

void
when_zone(const char *name)
{
	/* A process serves one site, so the process's zone may be its. */
	setenv("TZ", name, 1);
	tzset();
}

struct when
when_of(struct arena *a, const char *timestamp)
{
	struct when w = {"", "", "", "", ""};
	int64_t us;
	struct tm tm;
	time_t t;
	char *iso;

	if (timestamp == NULL || !clock_parse(timestamp, &us))
		return w;
	t = (time_t)(us / 1000000);
	localtime_r(&t, &tm);
	iso = arena_alloc(a, CLOCK_TEXT);
	clock_format(us, iso);
	w.iso = iso;
	w.zone = arena_strdup(a, tm.tm_zone);
	w.clock = arena_printf(a, "%02d:%02d", tm.tm_hour, tm.tm_min);
	w.day = arena_printf(a, "%s, %d %s %d", _(days[tm.tm_wday]),
	    tm.tm_mday, _(months[tm.tm_mon]), tm.tm_year + 1900);
	w.full = arena_printf(a, "%s, %s %s", w.day, w.clock, w.zone);
	return w;
}
