/* Sites: the brand that owns scenarios, visitors and knowledge. */
#ifndef STORE_SITE_H
#define STORE_SITE_H

#include "io/scope.h"

struct site {
	int64_t id;
	const char *slug, *name;
	const char *language;  /* "en" */
	const char *time_zone; /* IANA name */
	const char *accents;   /* of its scenarios; changes with them */
};

/* See db_ahead. */
void site_get_ahead(struct scope *s);
enum rc site_get(struct scope *s, struct site *out, struct err *e)
    MUST_CHECK;

#endif
