/* Times as a reader sees them, in the site's time zone, named. */
#ifndef WEB_WHEN_H
#define WEB_WHEN_H

#include "base/arena.h"

/* The zone of this process's site: an IANA name; unknown ones are UTC. */
void when_zone(const char *name);

struct when {
	const char *clock; /* "14:32" */
	const char *day;   /* "Tuesday, 4 March 2026" */
	const char *full;  /* "Tuesday, 4 March 2026, 14:32 UTC" */
	const char *iso;   /* RFC 3339 in UTC */
	const char *zone;  /* "UTC" */
};

/* Of PostgreSQL's timestamp text. */
struct when when_of(struct arena *a, const char *timestamp);

#endif
