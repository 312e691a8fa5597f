/* The software company: does the service work? */
#include "base/base.h"

#include "core/tool_rows.h"

#include "base/text.h"
#include "core/tool_account.h"
#include "core/tool_field.h"
#include "core/tool_say.h"
#include "io/i18n.h"

struct status_input {
	const char *component;
};

static const struct schema_field fields[] = {
	TOOL_TEXT_OR_NOT(status_input, component, 20, "Code of a component; "
	    "without it all of them", "\"api\""),
};

static const struct schema input_schema = {
	.name = "ServiceStatusInput",
	.about = "Which component",
	.fields = fields,
	.n_fields = NELEM(fields),
	.size = sizeof(struct status_input),
};

static const char *
state_text(const struct json *s)
{
	if (tool_is(s, "status", "operational"))
		return _("works normally");
	if (tool_is(s, "status", "degraded"))
		return _("is slower than usual or shows single errors");
	if (tool_is(s, "status", "partial_outage"))
		return _("fails for some customers or functions");
	if (tool_is(s, "status", "major_outage"))
		return _("fails for most customers");
	return _("is under planned maintenance");
}

static const char *
region_text(const struct json *i)
{
	if (tool_is(i, "region", "eu"))
		return _("EU region");
	if (tool_is(i, "region", "us"))
		return _("US region");
	return _("both regions");
}

/* Those asked about, and always those that do not work. */
static size_t
put_components(struct buf *b, const struct json *list, const char *asked)
{
	size_t n = 0;

	for (size_t i = 0; i < json_count(list); i++) {
		const struct json *s = json_item(list, i);
		bool works = tool_is(s, "status", "operational");

		if (works && (asked == NULL || !tool_is(s, "code", asked)))
			continue;
		buf_printf(b, _("\n- **%s** %s, since %s (%g%% available in "
		    "the past 30 days)."), tool_text_of(s, "name"),
		    state_text(s), tool_text_of(s, "since"),
		    json_f64(json_get(s, "uptime_30d")));
		n += !works;
	}
	return n;
}

static void
put_incidents(struct buf *b, const struct json *list)
{
	struct arena *a = b->arena;

	for (size_t i = 0; i < json_count(list); i++) {
		const struct json *x = json_item(list, i);
		bool planned = tool_is(x, "status", "scheduled");

		buf_printf(b, planned ?
		    _("\n- Planned for %s (%s): %s. %s") :
		    _("\n- Since %s (%s): %s. %s"),
		    tool_text_of(x, "started"), region_text(x),
		    tool_plain(a, tool_text_of(x, "title")),
		    tool_plain(a, tool_text_of(x, "update")));
	}
}

static enum rc
run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	const struct status_input *in = c->decoded;
	struct json *all;
	struct buf b, parts;
	size_t bad;
	enum rc rc = demo_software_status(c->scope, &all, e);

	if (rc != RC_OK)
		return rc;
	buf_init(&b, c->scope->arena, 16 << 10);
	buf_init(&parts, c->scope->arena, 16 << 10);
	bad = put_components(&parts, json_get(all, "components"),
	    in->component);
	put_incidents(&parts, json_get(all, "incidents"));
	buf_puts(&b, bad == 0 ? _("All parts of the service work "
	    "normally.") : _("Not everything works normally right now:"));
	buf_printf(&b, "\n%s\n\n%s", parts.len > 0 ? parts.data : "",
	    _("Always up to date: status.stintloom.example"));
	tool_say(c, out, true, b.data, all);
	return RC_OK;
}

/* A component by its name or further words for it. */
static enum rc
resolve(struct tool_context *c, const struct tool_slot *slot UNUSED,
    const char *said, bool asked UNUSED, struct tool_choices *out,
    struct err *e)
{
	struct arena *a = c->scope->arena;
	const struct json *list, *best = NULL;
	struct tool_words words;
	struct json *all;
	size_t most = 0;
	enum rc rc;

	*out = (struct tool_choices){0};
	if (said == NULL)
		return RC_OK;
	rc = demo_software_status(c->scope, &all, e);
	if (rc != RC_OK)
		return rc;
	tool_words(c, said, &words);
	list = json_get(all, "components");
	for (size_t i = 0; i < json_count(list); i++) {
		const struct json *s = json_item(list, i);
		const char *names = text_fold(a, arena_printf(a, " %s %s ",
		    tool_text_of(s, "name"), tool_text_of(s, "keywords")));
		size_t n = 0;

		for (size_t k = 0; k < words.n; k++)
			n += strstr(names, arena_printf(a, " %s ",
			    words.items[k])) != NULL;
		if (n > most) {
			most = n;
			best = s;
		}
	}
	if (best == NULL)
		return RC_OK;
	out->items[0] = (struct tool_choice){tool_text_of(best, "code"),
	    tool_text_of(best, "name")};
	out->n = 1;
	out->sure = true;
	return RC_OK;
}

static const struct tool_slot slots[] = {
	{
		.name = "component",
		.type = SLOT_CHOICE,
		.quiet = true,
		.label = N_("Component"),
		.resolve = resolve,
	},
};
static const char *const intents[] = {"service_status", NULL};
static const char *const patterns[] = {
	"? is|are|seems down|offline|unavailable|outage -how|key",
	"? ^is|are slow|working|reachable|up -how|key|sign|signing",
	"? outage|incident|downtime|maintenance -how|promise|refund|credit",
	"? status service|system|page|api|app|platform|stintloom -order",
	NULL};

const struct tool tool_service_status = {
	.name = "service_status",
	.title = N_("the service's status"),
	.description = "Present state of the service's components, open "
		       "incidents and planned maintenance.",
	.scenarios = account_scenarios,
	.policy = TOOL_READS,
	.input = &input_schema,
	.slots = slots,
	.n_slots = NELEM(slots),
	.intents = intents,
	.patterns = patterns,
	.run = run,
};
