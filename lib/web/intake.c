#include "base/base.h"

#include "web/intake.h"

#include "web/app.h"
#include "web/form.h"

enum rc
intake_match(struct req *q, struct res *r, int *status, struct err *e)
{
	route_find(q->arena, &q->app->program->routes, q->method, q->path,
	    &q->match);
	q->route = q->match.route;
	if (q->route != NULL)
		return RC_OK;
	if (q->match.allow == NULL)
		return err_set(e, RC_NOT_FOUND,
		    "There is nothing at this address.");
	res_header(r, "Allow", q->match.allow);
	*status = 405;
	return err_set(e, RC_INVALID, "This address takes %s only.",
	    q->match.allow);
}

/*
 * Links to pages get names added on their way (utm_source and the like):
 * what a page does not know, it passes over.  The API refuses it.
 */
static void
drop_unknown(struct arena *a, const struct schema *s,
    struct schema_pairs *pairs)
{
	struct schema_pair *known = arena_array(a, pairs->n, sizeof(*known));
	size_t n = 0;

	for (size_t i = 0; i < pairs->n; i++)
		if (schema_field(s, pairs->items[i].name) != NULL)
			known[n++] = pairs->items[i];
	pairs->items = known;
	pairs->n = n;
}

enum rc
intake_query(struct req *q, struct err *e)
{
	const struct schema *s = q->route->query;
	struct schema_pairs pairs;
	void *out;
	enum rc rc;

	if (s == NULL)
		return RC_OK;
	rc = form_read(q->arena, q->query_string, strlen(q->query_string),
	    &pairs, e);
	if (rc != RC_OK)
		return rc;
	if (q->route->kind == ROUTE_PAGE)
		drop_unknown(q->arena, s, &pairs);
	out = arena_alloc(q->arena, s->size);
	rc = schema_from_pairs(s, q->arena, &pairs, out, e);
	q->query = out;
	return rc;
}
