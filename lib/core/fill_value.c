#include "base/base.h"

#include "core/fill_internal.h"

#include <stdlib.h>

#include "base/text.h"

#define INPUT_MAX ((size_t)16 << 10)

const struct fill_value *
fill_get(const struct fill_task *t, const char *slot)
{
	for (size_t i = 0; i < t->n; i++) {
		if (strcmp(t->values[i].slot, slot) == 0)
			return &t->values[i];
	}
	return NULL;
}

void
fill_unset(struct fill *f, const char *slot)
{
	struct fill_task *t = f->task;
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		if (strcmp(t->values[i].slot, slot) != 0)
			t->values[n++] = t->values[i];
	}
	t->n = n;
}

void
fill_set(struct fill *f, const struct tool_slot *slot,
    const struct fill_value *v)
{
	struct arena *a = f->arena;

	fill_unset(f, slot->name);
	if (f->task->n == TOOL_SLOTS_MAX)
		return;
	f->task->values[f->task->n++] = (struct fill_value){
		.slot = slot->name,
		.value = text_cut(a, v->value, FILL_VALUE_MAX),
		.label = text_cut(a, v->label, FILL_VALUE_MAX),
		.said = text_cut(a, v->said, FILL_VALUE_MAX),
	};
	f->n_taken++;
}

const struct tool_slot *
fill_slot(const struct fill *f, const char *name)
{
	for (size_t i = 0; i < f->tool->n_slots; i++) {
		if (strcmp(f->tool->slots[i].name, name) == 0)
			return &f->tool->slots[i];
	}
	return NULL;
}

/* The filled slots as the JSON object that the tool's schema describes. */
enum rc
fill_input(struct fill *f, struct err *e)
{
	struct json_out w;
	struct buf b;

	buf_init(&b, f->arena, INPUT_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	for (size_t i = 0; i < f->task->n; i++) {
		const struct fill_value *v = &f->task->values[i];
		const struct schema_field *field =
		    schema_field(f->tool->input, v->slot);

		if (field == NULL || *v->value == '\0')
			continue;
		if (field->type == FIELD_I64)
			jw_kv_i64(&w, v->slot, strtoll(v->value, NULL, 10));
		else if (field->type == FIELD_BOOL)
			jw_kv_bool(&w, v->slot,
			    strcmp(v->value, "true") == 0);
		else
			jw_kv_text(&w, v->slot, v->value);
	}
	jw_object_end(&w);
	return json_read(f->arena, b.data, b.len, &f->context->input, e);
}

/* What a talk stays about from one tool to the next. */
static bool
is_lasting(enum slot_type type)
{
	return type == SLOT_ORDER || type == SLOT_REFERENCE ||
	    type == SLOT_INVOICE || type == SLOT_EMAIL ||
	    type == SLOT_PHONE || type == SLOT_ZIP || type == SLOT_NAME;
}

void
fill_remember(struct fill *f)
{
	struct fill_state *s = f->state;

	for (size_t i = 0; i < f->task->n; i++) {
		const struct fill_value *v = &f->task->values[i];
		const struct tool_slot *slot = fill_slot(f, v->slot);
		size_t at = 0;

		if (slot == NULL || !is_lasting(slot->type) ||
		    *v->value == '\0')
			continue;
		while (at < s->n_known &&
		    s->known[at].type != (int64_t)slot->type)
			at++;
		if (at == FILL_KNOWN_MAX)
			continue;
		if (at == s->n_known)
			s->n_known++;
		s->known[at] = (struct fill_known){(int64_t)slot->type,
			v->value, v->label};
	}
}

static bool
says_it(const struct words *w)
{
	static const char *const words[] = {"it", "that", "this", "same",
	    "again", "one"};

	for (size_t i = 0; i < w->n; i++) {
		for (size_t k = 0; k < NELEM(words); k++) {
			if (strcmp(w->items[i].text, words[k]) == 0)
				return true;
		}
	}
	return false;
}

static const struct fill_known *
known_of(const struct fill *f, enum slot_type type)
{
	for (size_t k = 0; k < f->state->n_known; k++) {
		if (f->state->known[k].type == (int64_t)type)
			return &f->state->known[k];
	}
	return NULL;
}

/* "Cancel it" means the order that was talked about.  A thing's number is
 * taken over where the words point to it, or the change is confirmed. */
enum rc
fill_recall(struct fill *f, struct err *e)
{
	enum rc rc = RC_OK;
	const char *note = f->note; /* on what this message says */
	bool it = says_it(f->in->words),
	     points = it || (f->tool->policy & TOOL_CHANGES) != 0;
	const struct fill_task *last = &f->state->last;
	bool same = it && last->tool != NULL &&
	    strcmp(last->tool, f->tool->name) == 0;

	for (size_t i = 0; i < f->tool->n_slots && rc == RC_OK; i++) {
		const struct tool_slot *slot = &f->tool->slots[i];
		const struct fill_known *known = known_of(f, slot->type);
		bool thing = slot->type == SLOT_ORDER ||
		    slot->type == SLOT_REFERENCE ||
		    slot->type == SLOT_INVOICE;

		if (fill_get(f->task, slot->name) != NULL ||
		    (thing && !points) || f->open == slot)
			continue;
		/* The thing named last, by whichever tool. */
		if (same && slot->required && !(thing && known != NULL) &&
		    fill_get(last, slot->name) != NULL)
			fill_set(f, slot, fill_get(last, slot->name));
		else if (known != NULL)
			rc = fill_accept(f, slot, known->value, false, e);
	}
	/* What was not said now is not complained of. */
	if (f->offer.n == 0)
		f->note = note;
	return rc;
}
