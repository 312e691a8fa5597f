/*
 * The demo's software company: plans, accounts, invoices, status.  Rows come
 * as JSON with the keys of the queries (sql/queries/demo_software.sql).
 * What belongs to a customer takes the verified address and is filtered by
 * it.
 */
#ifndef STORE_DEMO_SOFTWARE_H
#define STORE_DEMO_SOFTWARE_H

#include "base/json.h"
#include "io/scope.h"

/* A list of all plans, the smallest first. */
enum rc demo_software_plans(struct scope *s, struct json **out,
    struct err *e) MUST_CHECK;

struct demo_software_feature {
	const char *name, *value;
};
#define DEMO_SOFTWARE_FEATURES_MAX 3
struct demo_software_features {
	struct demo_software_feature items[DEMO_SOFTWARE_FEATURES_MAX];
	size_t n;
};
/* Those features of the plan that the words name. */
struct demo_software_ask {
	const char *plan_code;
	const char *const *words;
	size_t n;
};
enum rc demo_software_plan_feature(struct scope *s,
    const struct demo_software_ask *ask, struct demo_software_features *out,
    struct err *e) MUST_CHECK;

/* A list, empty for a stranger. */
enum rc demo_software_accounts(struct scope *s, const char *email,
    struct json **out, struct err *e) MUST_CHECK;
/* A list, newest first; `number` NULL: all, at most `max`. */
enum rc demo_software_invoices(struct scope *s, const char *email,
    const char *number, int64_t max, struct json **out, struct err *e)
    MUST_CHECK;

/* NOT_FOUND: not the owner, nothing to reset, or asked for lately. */
enum rc demo_software_key_reset(struct scope *s, const char *email,
    const char *workspace, struct err *e) MUST_CHECK;

struct demo_software_change {
	const char *email, *workspace, *plan_code;
	const char *billing; /* "month", "year" or NULL */
	int64_t due_cents;
	bool is_upgrade;
};
/* When it takes effect, in words; NOT_FOUND: no such active workspace. */
enum rc demo_software_plan_change(struct scope *s,
    const struct demo_software_change *c, const char **takes_effect,
    struct err *e) MUST_CHECK;

/* Object: components, incidents. */
enum rc demo_software_status(struct scope *s, struct json **out,
    struct err *e) MUST_CHECK;

#endif
