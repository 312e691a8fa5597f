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
	const char *definition; /* scenario.json of it; NULL in a list */
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

struct scenario_figures {
	int64_t scenario_id;
	int64_t conversations, answers, sourced, median_ms;
};

struct scenario_figures_list {
	struct scenario_figures *items;
	size_t n;
};

/* Of the last `days` days; scenarios without conversations are missing. */
enum rc scenario_figures(struct scope *s, int64_t days,
    struct scenario_figures_list *out, struct err *e) MUST_CHECK;

struct scenario_count {
	int64_t scenario_id, n;
};

struct scenario_counts {
	struct scenario_count *items;
	size_t n;
};

/* Published articles that each active scenario answers from. */
enum rc scenario_articles(struct scope *s, struct scenario_counts *out,
    struct err *e) MUST_CHECK;

#endif
