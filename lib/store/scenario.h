/* Scenarios and the frozen definitions that answers are given under. */
#ifndef STORE_SCENARIO_H
#define STORE_SCENARIO_H

#include "io/scope.h"

#define SCENARIO_LIST_MAX 100 /* of one site, all on one page */

struct scenario {
	int64_t id;
	const char *slug;
	const char *alias; /* classic name "ECOMMERCE"; NULL: none */
	const char *name, *company, *tagline, *description, *accent;
	int64_t sort;
	int64_t revision;
	const char *definition; /* scenario.json of that revision */
};

struct scenario_list {
	struct scenario *items;
	size_t n;
};

/* Active ones only; `name` is a slug or alias in any case. */
enum rc scenario_get(struct scope *s, const char *name, struct scenario *out,
    struct err *e) MUST_CHECK;
enum rc scenario_list(struct scope *s, struct scenario_list *out,
    struct err *e) MUST_CHECK;

struct scenario_new {
	struct scenario row; /* id, alias and revision are not read */
	const char *const *aliases;
	size_t n_aliases;
};

/* Fills id and revision; `changed`: the definition is a new revision. */
enum rc scenario_upsert(struct scope *s, struct scenario_new *in,
    bool *changed, struct err *e) MUST_CHECK;

#endif
