#include "base/base.h"

#include "core/tools.h"

#include "core/tool_order.h"

static const struct tool *const table[] = {
	&tool_order_status,
};

const struct tool *
tool_at(size_t i)
{
	return i < NELEM(table) ? table[i] : NULL;
}

const struct tool *
tool_get(const char *name)
{
	for (size_t i = 0; i < NELEM(table); i++) {
		if (strcmp(table[i]->name, name) == 0)
			return table[i];
	}
	return NULL;
}

bool
tool_serves(const struct tool *t, const char *scenario_slug)
{
	for (size_t i = 0; t->scenarios[i] != NULL; i++) {
		if (strcmp(t->scenarios[i], scenario_slug) == 0)
			return true;
	}
	return false;
}

enum rc
tool_run(struct scope *s, const struct tool *t, const char *input,
    struct tool_result *out, struct err *e)
{
	struct json *j;
	void *decoded = arena_alloc(s->arena, t->input->size);
	enum rc rc = json_read(s->arena, input, strlen(input), &j, e);

	*out = (struct tool_result){.output = "{}", .text = ""};
	if (rc == RC_OK)
		rc = schema_from_json(t->input, s->arena, j, decoded, e);
	if (rc != RC_OK)
		return rc;
	return t->run(s, j, out, e);
}
