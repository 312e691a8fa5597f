#include "base/base.h"

#include "web/cors.h"

#include "base/text.h"
#include "web/app.h"

static bool
listed(struct arena *a, const char *list, const char *origin)
{
	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, ",");

		if (strcmp(text_trim(a, arena_strndup(a, list, n)),
			origin) == 0)
			return true;
		list += n + (list[n] == ',');
	}
	return false;
}

bool
cors_answer(struct req *q, struct res *r)
{
	const char *origin = req_header(q, "Origin");
	bool options = strcmp(q->method, "OPTIONS") == 0;
	struct route_match m;

	if (origin != NULL && res_header_safe(origin) &&
	    listed(q->arena, q->app->conf.embed_origins, origin)) {
		res_header(r, "Access-Control-Allow-Origin", origin);
		res_header(r, "Vary", "Origin");
		if (options) {
			res_header(r, "Access-Control-Allow-Methods",
			    "GET, POST, PUT, DELETE");
			res_header(r, "Access-Control-Allow-Headers",
			    "Authorization, Content-Type, Idempotency-Key, "
			    "Prefer, If-None-Match");
			res_header(r, "Access-Control-Max-Age", "600");
		}
	}
	if (!options)
		return false;
	route_find(q->arena, &q->app->program->routes, "OPTIONS", q->path,
	    &m);
	if (m.allow == NULL)
		return false;
	res_header(r, "Allow", m.allow);
	r->status = 204;
	return true;
}
