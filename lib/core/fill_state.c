#include "base/base.h"

#include "core/fill.h"

#include "base/text.h"

static const char *
text_of(struct arena *a, const struct json *j, const char *key)
{
	return text_cut(a, json_text(json_get(j, key)), FILL_VALUE_MAX);
}

static int64_t
count_of(const struct json *j, const char *key)
{
	int64_t v = json_i64(json_get(j, key));

	return v < 0 ? 0 : v;
}

static void
task_read(struct arena *a, const struct json *j, struct fill_task *out)
{
	const struct json *values = json_get(j, "values"),
			  *choices = json_get(j, "choices");

	*out = (struct fill_task){
		.tool = text_of(a, j, "tool"),
		.wish = text_of(a, j, "wish"),
		.asked = text_of(a, j, "asked"),
		.asks = count_of(j, "asks"),
		.turns = count_of(j, "turns"),
		.asides = count_of(j, "asides"),
		.codes = count_of(j, "codes"),
		.confirm = text_of(a, j, "confirm"),
		.confirm_id = count_of(j, "confirm_id"),
		.email = text_of(a, j, "email"),
	};
	for (size_t i = 0; i < json_count(values) && i < TOOL_SLOTS_MAX;
	     i++) {
		const struct json *v = json_item(values, i);

		out->values[out->n++] = (struct fill_value){
			.slot = text_of(a, v, "slot"),
			.value = text_of(a, v, "value"),
			.label = text_of(a, v, "label"),
			.said = text_of(a, v, "said"),
		};
	}
	for (size_t i = 0; i < json_count(choices) && i < TOOL_CHOICES_MAX;
	     i++) {
		const struct json *c = json_item(choices, i);

		out->choices[out->n_choices++] = (struct tool_choice){
			text_of(a, c, "value"), text_of(a, c, "label")};
	}
}

void
fill_state_read(struct arena *a, const struct json *j,
    struct fill_state *out)
{
	const struct json *known, *done;

	if (json_i64(json_get(j, "v")) != FILL_VERSION)
		j = NULL;
	*out = (struct fill_state){0};
	task_read(a, json_get(j, "now"), &out->now);
	task_read(a, json_get(j, "paused"), &out->paused);
	task_read(a, json_get(j, "last"), &out->last);
	out->last_age = count_of(j, "last_age");
	known = json_get(j, "known");
	for (size_t i = 0; i < json_count(known) && i < FILL_KNOWN_MAX; i++) {
		const struct json *k = json_item(known, i);

		out->known[out->n_known++] = (struct fill_known){
			.type = json_i64(json_get(k, "type")),
			.value = text_of(a, k, "value"),
			.label = text_of(a, k, "label"),
		};
	}
	done = json_get(j, "done");
	for (size_t i = 0; i < json_count(done) && i < FILL_DONE_MAX; i++) {
		const struct json *d = json_item(done, i);

		out->done[out->n_done++] = (struct fill_done){
			.tool = text_of(a, d, "tool"),
			.input = text_of(a, d, "input"),
			.again = count_of(d, "again"),
		};
	}
}

static void
task_write(struct json_out *w, const char *key, const struct fill_task *t)
{
	if (t->tool == NULL || *t->tool == '\0')
		return;
	jw_key(w, key);
	jw_object(w);
	jw_kv_text(w, "tool", t->tool);
	jw_kv_text(w, "wish", t->wish);
	jw_key(w, "values");
	jw_list(w);
	for (size_t i = 0; i < t->n; i++) {
		jw_object(w);
		jw_kv_text(w, "slot", t->values[i].slot);
		jw_kv_text(w, "value", t->values[i].value);
		jw_kv_text(w, "label", t->values[i].label);
		jw_kv_text(w, "said", t->values[i].said);
		jw_object_end(w);
	}
	jw_list_end(w);
	jw_kv_text(w, "asked", t->asked);
	jw_kv_i64(w, "asks", t->asks);
	jw_kv_i64(w, "turns", t->turns);
	jw_kv_i64(w, "asides", t->asides);
	jw_kv_i64(w, "codes", t->codes);
	jw_key(w, "choices");
	jw_list(w);
	for (size_t i = 0; i < t->n_choices; i++) {
		jw_object(w);
		jw_kv_text(w, "value", t->choices[i].value);
		jw_kv_text(w, "label", t->choices[i].label);
		jw_object_end(w);
	}
	jw_list_end(w);
	jw_kv_text(w, "confirm", t->confirm);
	jw_kv_i64(w, "confirm_id", t->confirm_id);
	jw_kv_text(w, "email", t->email);
	jw_object_end(w);
}

void
fill_state_write(struct json_out *w, const struct fill_state *s)
{
	jw_object(w);
	jw_kv_i64(w, "v", FILL_VERSION);
	task_write(w, "now", &s->now);
	task_write(w, "paused", &s->paused);
	task_write(w, "last", &s->last);
	jw_kv_i64(w, "last_age", s->last_age);
	jw_key(w, "known");
	jw_list(w);
	for (size_t i = 0; i < s->n_known; i++) {
		jw_object(w);
		jw_kv_i64(w, "type", s->known[i].type);
		jw_kv_text(w, "value", s->known[i].value);
		jw_kv_text(w, "label", s->known[i].label);
		jw_object_end(w);
	}
	jw_list_end(w);
	jw_key(w, "done");
	jw_list(w);
	for (size_t i = 0; i < s->n_done; i++) {
		jw_object(w);
		jw_kv_text(w, "tool", s->done[i].tool);
		jw_kv_text(w, "input", s->done[i].input);
		jw_kv_i64(w, "again", s->done[i].again);
		jw_object_end(w);
	}
	jw_list_end(w);
	jw_object_end(w);
}

static const struct fill_task no_task = {.tool = "", .wish = "",
    .asked = "", .confirm = "", .email = ""};

void
fill_state_clear(struct fill_state *s)
{
	s->now = s->paused = no_task;
}

bool
fill_state_is_active(const struct fill_state *s)
{
	return s->now.tool != NULL && *s->now.tool != '\0';
}
