#include "base/base.h"

#include "cgi/api/api.h"

#include "web/openapi.h"

static const struct schema_field health_fields[] = {
	{.name = "status", .type = FIELD_TEXT, .required = true,
	    .example = "\"healthy\""},
};

const struct schema api_health_schema = {
	.name = "Health",
	.about = "The process answers; /readyz says whether it can work.",
	.fields = health_fields,
	.n_fields = NELEM(health_fields),
};

enum rc
api_health(struct req *q UNUSED, struct res *r, struct err *e UNUSED)
{
	jw_object(&r->json);
	jw_kv_text(&r->json, "status", "healthy");
	jw_object_end(&r->json);
	return RC_OK;
}

enum rc
api_openapi(struct req *q, struct res *r, struct err *e UNUSED)
{
	if (res_not_modified(q, r, "\"" PACKAGE_VERSION "\""))
		return RC_OK;
	r->cache = "no-cache";
	openapi_print(q, &r->json);
	return RC_OK;
}
