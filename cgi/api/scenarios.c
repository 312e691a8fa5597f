#include "base/base.h"

#include "cgi/api/api.h"

#include "store/scenario.h"

static const struct schema_field scenario_fields[] = {
	{.name = "id", .type = FIELD_TEXT, .required = true,
	    .about = "Its name in addresses and in scenario_type"},
	{.name = "alias", .type = FIELD_TEXT, .nullable = true,
	    .about = "Classic name, such as ECOMMERCE"},
	{.name = "name", .type = FIELD_TEXT, .required = true},
	{.name = "company", .type = FIELD_TEXT, .required = true},
	{.name = "tagline", .type = FIELD_TEXT},
	{.name = "description", .type = FIELD_TEXT},
	{.name = "accent", .type = FIELD_TEXT, .about = "#rrggbb"},
	{.name = "revision", .type = FIELD_I64},
	{.name = "can_do", .type = FIELD_TEXT, .list = true},
	{.name = "sample_questions", .type = FIELD_TEXT, .list = true},
};

const struct schema api_scenario_schema = {
	.name = "Scenario",
	.about = "A company and what its assistant can do.",
	.fields = scenario_fields,
	.n_fields = NELEM(scenario_fields),
};

/* A list of texts of the definition, as it stands there. */
static void
write_texts(struct json_out *w, const struct json *definition,
    const char *key)
{
	const struct json *list = json_get(definition, key);

	jw_key(w, key);
	jw_list(w);
	for (size_t i = 0; i < json_count(list); i++)
		jw_text(w, json_text(json_item(list, i)));
	jw_list_end(w);
}

static enum rc
write_scenario(struct req *q, struct json_out *w, const struct scenario *s,
    struct err *e)
{
	const struct json *definition;
	enum rc rc = definition_get(&q->scope, q->app->definitions,
	    (struct definition_key){s->id, s->revision}, &definition, e);

	if (rc != RC_OK)
		return rc;
	jw_object(w);
	jw_kv_text(w, "id", s->slug);
	jw_kv_text(w, "alias", s->alias);
	jw_kv_text(w, "name", s->name);
	jw_kv_text(w, "company", s->company);
	jw_kv_text(w, "tagline", s->tagline);
	jw_kv_text(w, "description", s->description);
	jw_kv_text(w, "accent", s->accent);
	jw_kv_i64(w, "revision", s->revision);
	write_texts(w, definition, "can_do");
	write_texts(w, definition, "sample_questions");
	jw_object_end(w);
	return RC_OK;
}

enum rc
api_scenarios(struct req *q, struct res *r, struct err *e)
{
	struct scenario_list list;
	int64_t revisions = 0;
	enum rc rc = scenario_list(&q->scope, &list, e);

	if (rc != RC_OK)
		return rc;
	/* Ids never come back and revisions only rise: the sum tells. */
	for (size_t i = 0; i < list.n; i++)
		revisions += list.items[i].id * 1000 + list.items[i].revision;
	if (res_not_modified(q, r, arena_printf(q->arena, "\"%zu-%lld\"",
		list.n, (long long)revisions)))
		return RC_OK;
	jw_list(&r->json);
	for (size_t i = 0; i < list.n; i++) {
		rc = write_scenario(q, &r->json, &list.items[i], e);
		if (rc != RC_OK)
			return rc;
	}
	jw_list_end(&r->json);
	return RC_OK;
}

enum rc
api_scenario(struct req *q, struct res *r, struct err *e)
{
	struct scenario s;
	enum rc rc = scenario_get(&q->scope, req_param(q, "scenario"), &s,
	    e);

	if (rc != RC_OK)
		return rc;
	return write_scenario(q, &r->json, &s, e);
}
