#include "base/base.h"

#include "tool_test.h"

#include "base/clock.h"
#include "base/crypt.h"
#include "core/source_file.h"

#include <stdlib.h>

static const struct {
	const char *tool_prefix, *zone;
} zones[] = {
	{"service", "America/Chicago"},
	{"saas", "Europe/Dublin"},
	{"ecommerce", "America/New_York"},
};

static void
load(struct scratch *s, const char *slug)
{
	const char *top = getenv("srcdir");
	struct err e = {0};
	char *demo;
	size_t n;

	scratch_do(s, arena_printf(s->life, "insert into scenario (site_id, "
	    "slug, name, company) values (1, '%s', '%s', 'The Company')",
	    slug, slug));
	if (source_file_read(s->life, arena_printf(s->life,
		"%s/sql/seed/%s/demo.sql", top == NULL ? "." : top, slug),
		&demo, &n, &e) != RC_OK ||
	    db_script(s->admin, demo, &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
}

int
tool_test_setup(void **state)
{
	struct scratch *s;

	crypt_init();
	if (scratch_setup_migrated(state) != 0)
		return -1;
	s = *state;
	load(s, "ecommerce");
	load(s, "saas");
	load(s, "service");
	scratch_do(s, "insert into visitor (site_id, public_id) select 1, "
	    "gen_random_uuid() from generate_series(1, 40);"
	    "insert into conversation (site_id, public_id, visitor_id, "
	    "scenario_id, scenario_revision) select 1, gen_random_uuid(), "
	    "i, (select min(id) from scenario), 1 from "
	    "generate_series(1, 40) i;"
	    "insert into demo.home_staff (code, name, role, email) values "
	    "('HS99', 'Test Person', 'Nobody', 'test@example.com')");
	return 0;
}

static const char *
zone_of(const struct tool *t)
{
	for (size_t i = 0; i < NELEM(zones); i++) {
		if (strcmp(t->scenarios[0], zones[i].tool_prefix) == 0)
			return zones[i].zone;
	}
	return "UTC";
}

struct tool_context
tool_test_context(struct scratch *s, struct call call)
{
	struct scope *scope = arena_alloc(s->arena, sizeof(*scope));
	static const char definition[] = "{\"company\": \"The Company\"}";
	struct json *d = NULL, *input = NULL;
	struct err e = {0};

	*scope = (struct scope){.db = s->db, .arena = s->arena,
	    .site_id = 1, .can_mail = true};
	if (json_read(s->arena, definition, strlen(definition), &d, &e) !=
		RC_OK ||
	    json_read(s->arena, call.input, strlen(call.input), &input,
		&e) != RC_OK)
		fail_msg("%s", e.message);
	return (struct tool_context){
		.scope = scope,
		.definition = d,
		.conversation_id = call.conversation_id == 0 ? 1 :
		    call.conversation_id,
		.now_us = clock_wall_us(),
		.time_zone = zone_of(call.tool),
		.language = "en",
		.email = call.email,
		.input = input,
		.key = call.key,
	};
}

void
tool_test_run(struct scratch *s, struct call call,
    struct tool_result *out)
{
	struct tool_context c = tool_test_context(s, call);
	struct err e = {0};

	if (tool_run(&c, call.tool, out, &e) != RC_OK)
		fail_msg("%s: %s %s %s", call.tool->name, e.message,
		    e.detail, e.n_fields > 0 ? e.fields[0].message : "");
}

void
tool_test_plan(struct scratch *s, struct call call,
    struct tool_plan *out)
{
	struct tool_context c = tool_test_context(s, call);
	struct err e = {0};

	if (tool_prepare(&c, call.tool, out, &e) != RC_OK)
		fail_msg("%s: %s %s", call.tool->name, e.message, e.detail);
}

void
tool_test_says(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("\"%s\" is not in: %s", part, text);
}
