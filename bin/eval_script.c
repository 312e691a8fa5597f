#include "base/base.h"

#include "eval_script.h"

#include "base/text.h"
#include "store/trace.h"

#define FOUND_MAX ((size_t)64 << 10)

/* Of "kind": "evidence", and of "intent": {"name": "refund", ...}. */
static const char *
trace_text(const struct script_seen *seen, const char *key,
    const char *member)
{
	const struct json *value = json_get(seen->trace, key);

	return json_text(json_type_of(value) == JSON_OBJECT ?
		json_get(value, member) : value);
}

/* That of the visitor; the conversation's where none was noted. */
static const char *
language_found(const struct script_seen *seen)
{
	const char *read = trace_text(seen, "language", "code");

	return *read == '\0' ? seen->language : read;
}

/* Members of one list of the trace or the metadata, read one by one. */
struct item {
	struct arena *arena;
	const struct json *json;
};

/* "opened-headphones#fees" of a citation, "order_status not found" of a
 * tool's call, a quick reply. */
static const char *
citation_name(struct item i)
{
	return arena_printf(i.arena, "%s#%s",
	    json_text(json_get(i.json, "slug")),
	    json_text(json_get(i.json, "anchor")));
}

static const char *
tool_name(struct item i)
{
	const struct json *output = json_get(i.json, "output");
	bool found = json_bool(json_get(output, "found"));

	return arena_printf(i.arena, "%s %s",
	    json_text(json_get(i.json, "tool")),
	    found ? "found" : "not found");
}

static const char *
reply_name(struct item i)
{
	return json_text(i.json);
}

static bool
is_citation(struct item i, const char *choice)
{
	const char *name = citation_name(i);

	return strcmp(name, choice) == 0 ||
	    strcmp(json_text(json_get(i.json, "slug")), choice) == 0;
}

static bool
is_tool(struct item i, const char *choice)
{
	return strcmp(tool_name(i), choice) == 0 ||
	    strcmp(json_text(json_get(i.json, "tool")), choice) == 0;
}

static bool
is_reply(struct item i, const char *choice)
{
	return script_holds(i.arena, reply_name(i), choice);
}

/* Checks of lists: where it is, what an item is called, what fits it. */
struct list_check {
	const char *key;
	bool in_metadata;
	const char *(*name)(struct item i);
	bool (*fits)(struct item i, const char *choice);
};

static const struct list_check *
list_check_of(enum script_check check)
{
	static const struct list_check cites = {"chosen", false,
	    citation_name, is_citation};
	static const struct list_check tools = {"tools", false, tool_name,
	    is_tool};
	static const struct list_check replies = {"quick_replies", true,
	    reply_name, is_reply};

	switch (check) {
	case SCRIPT_CITES:
		return &cites;
	case SCRIPT_TOOL:
		return &tools;
	case SCRIPT_REPLIES:
		return &replies;
	default:
		return NULL;
	}
}

static const struct json *
list_of(const struct script_seen *seen, const struct list_check *l)
{
	return json_get(l->in_metadata ? seen->metadata : seen->trace,
	    l->key);
}

static bool
list_has(const struct script_seen *seen, const struct list_check *l,
    const char *choice)
{
	const struct json *list = list_of(seen, l);

	if (strcmp(choice, "none") == 0)
		return json_count(list) == 0;
	for (size_t i = 0; i < json_count(list); i++) {
		struct item item = {seen->arena, json_item(list, i)};

		if (l->fits(item, choice))
			return true;
	}
	return false;
}

static const char *
list_found(const struct script_seen *seen, const struct list_check *l)
{
	const struct json *list = list_of(seen, l);
	struct buf b;

	buf_init(&b, seen->arena, FOUND_MAX);
	for (size_t i = 0; i < json_count(list); i++) {
		struct item item = {seen->arena, json_item(list, i)};

		buf_puts(&b, i == 0 ? "" : ", ");
		buf_puts(&b, l->name(item));
	}
	return json_count(list) == 0 ? "none" : b.data;
}

static bool
effects_have(const struct script_seen *seen, const char *choice)
{
	for (size_t i = 0; i < seen->effects.n; i++) {
		if (strcmp(seen->effects.names[i], choice) == 0)
			return true;
	}
	return seen->effects.n == 0 && strcmp(choice, "none") == 0;
}

static const char *
effects_found(const struct script_seen *seen)
{
	struct buf b;

	buf_init(&b, seen->arena, FOUND_MAX);
	for (size_t i = 0; i < seen->effects.n; i++)
		buf_printf(&b, "%s%s", i == 0 ? "" : ", ",
		    seen->effects.names[i]);
	return seen->effects.n == 0 ? "none" : b.data;
}

/* Of the checks that compare one word. */
static const char *
word_found(const struct script_seen *seen, enum script_check check)
{
	switch (check) {
	case SCRIPT_EFFECT:
		return effects_found(seen);
	case SCRIPT_KIND:
		return trace_text(seen, "kind", "name");
	case SCRIPT_INTENT:
		return trace_text(seen, "intent", "name");
	case SCRIPT_FEELING:
		return trace_text(seen, "feeling", "label");
	case SCRIPT_LANGUAGE:
		return language_found(seen);
	case SCRIPT_STATUS:
		return seen->status;
	case SCRIPT_HANDOFF:
		return *seen->handoff == '\0' ? "none" : seen->handoff;
	default:
		return "";
	}
}

const char *
script_found(const struct script_seen *seen, enum script_check check)
{
	const struct list_check *l = list_check_of(check);

	return l != NULL ? list_found(seen, l) : word_found(seen, check);
}

static bool
fits(const struct script_seen *seen, enum script_check check,
    const char *choice)
{
	const struct list_check *l = list_check_of(check);

	if (l != NULL)
		return list_has(seen, l, choice);
	if (check == SCRIPT_EFFECT)
		return effects_have(seen, choice);
	if (check == SCRIPT_SAYS || check == SCRIPT_NOT)
		return script_holds(seen->arena, seen->text, choice);
	return strcmp(word_found(seen, check), choice) == 0;
}

bool
script_met(const struct script_seen *seen, const struct script_expect *x)
{
	for (size_t i = 0; i < x->n; i++) {
		if (fits(seen, x->check, x->choices[i]))
			return x->check != SCRIPT_NOT;
	}
	return x->check == SCRIPT_NOT;
}

static enum rc
read_json(struct arena *a, const char *text, const struct json **out,
    struct err *e)
{
	struct json *j = NULL;
	enum rc rc = text == NULL ? RC_OK :
				    json_read(a, text, strlen(text), &j, e);

	*out = j;
	return rc;
}

enum rc
script_seen_get(struct scope *s, const struct message *answer,
    struct script_seen *out, struct err *e)
{
	struct script_state state;
	struct trace trace;
	enum rc rc = script_state_get(s, answer->public_id, &state, e);

	if (rc == RC_OK)
		rc = trace_get(s, answer->public_id, &trace, e);
	if (rc != RC_OK)
		return rc;
	*out = (struct script_seen){.arena = s->arena,
		.text = answer->content, .status = state.status,
		.language = state.language, .handoff = state.handoff};
	rc = script_effects_list(s, answer->public_id, &out->effects, e);
	if (rc == RC_OK)
		rc = read_json(s->arena, answer->metadata, &out->metadata, e);
	if (rc == RC_OK)
		rc = read_json(s->arena, trace.data, &out->trace, e);
	return rc;
}
