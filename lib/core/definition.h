/*
 * Scenario definitions, parsed once a process: revisions are frozen, so a
 * cached one is never stale.
 */
#ifndef CORE_DEFINITION_H
#define CORE_DEFINITION_H

#include "base/json.h"
#include "io/scope.h"

struct definitions;

#define DEFINITIONS_MAX 32 /* kept at once; the oldest makes room */

struct definitions *definitions_new(void);
void definitions_free(struct definitions *d);

/*
 * Lives until DEFINITIONS_MAX others were asked for: use it within one
 * request.  `d` NULL: read into the request's arena.
 */
struct definition_key {
	int64_t scenario_id, revision;
};

enum rc definition_get(struct scope *s, struct definitions *d,
    struct definition_key key, const struct json **out, struct err *e)
    MUST_CHECK;

#endif
