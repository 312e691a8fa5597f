#include "base/base.h"

#include "core/fill_internal.h"

#include "base/text.h"
#include "io/i18n.h"

#define NAME_MAX 80 /* code points of a person's name */
#define NAME_WORDS_MAX 6
#define FLAG_LETTERS_MIN 4 /* of a label that is looked for in a text */
#define CORRECTION_WORDS 8
#define ZIP_ALONE 0.45 /* five digits that can be nothing else here */

/* All is said, or shown for confirmation: what comes now are changes. */
static bool
is_reviewed(const struct fill *f)
{
	return strcmp(f->task->asked, FILL_ASK_CONFIRM) == 0 ||
	    strcmp(f->task->asked, FILL_ASK_CHANGE) == 0;
}

static bool
kind_of(enum slot_type type, enum entity_kind *out)
{
	static const int kinds[] = {
		[SLOT_TEXT] = -1,
		[SLOT_ORDER] = ENTITY_ORDER,
		[SLOT_INVOICE] = ENTITY_REFERENCE,
		[SLOT_REFERENCE] = ENTITY_REFERENCE,
		[SLOT_EMAIL] = ENTITY_EMAIL,
		[SLOT_PHONE] = ENTITY_PHONE,
		[SLOT_DATE] = ENTITY_DATE,
		[SLOT_TIME] = ENTITY_TIME,
		[SLOT_QUANTITY] = ENTITY_QUANTITY,
		[SLOT_SIZE] = ENTITY_SIZE,
		[SLOT_MONEY] = ENTITY_MONEY,
		[SLOT_ZIP] = ENTITY_ZIP,
		[SLOT_NAME] = -1,
		[SLOT_CHOICE] = -1,
		[SLOT_YES_NO] = -1,
	};

	if (kinds[type] < 0)
		return false;
	*out = (enum entity_kind)kinds[type];
	return true;
}

static bool
overlap(const struct entity *x, const struct entity *y)
{
	return x->from < y->to && y->from < x->to;
}

/* A find that no slot has taken; marks it as used. */
static const char *
use_entity(struct fill *f, enum entity_kind kind, double least)
{
	size_t best = ENTITY_MAX;

	for (size_t i = 0; i < f->found.n; i++) {
		const struct entity *x = &f->found.items[i];

		if (f->used[i] || x->kind != kind || x->confidence < least)
			continue;
		if (best == ENTITY_MAX ||
		    x->confidence > f->found.items[best].confidence)
			best = i;
	}
	if (best == ENTITY_MAX)
		return NULL;
	for (size_t i = 0; i < f->found.n; i++) {
		if (overlap(&f->found.items[i], &f->found.items[best]))
			f->used[i] = true;
	}
	return f->found.items[best].value;
}

/* A name as somebody answers it: "my name is Jo Lee", "Jo Lee". */
static const char *
name_in(struct arena *a, const char *text)
{
	static const char *const leads[] = {"my name is ", "the name is ",
	    "name is ", "i am ", "i'm ", "im ", "it's ", "its ", "this is ",
	    "call me ", "name: ", "it is ", "under "};
	const char *s = text_trim(a, text);
	size_t n;
	bool letter = false;

	for (size_t i = 0; i < NELEM(leads); i++) {
		n = strlen(leads[i]);
		if (strlen(s) > n &&
		    text_equal_ci(arena_strndup(a, s, n), leads[i]))
			s += n;
	}
	n = strcspn(s, ",;!?\n@");
	while (n > 0 && (s[n - 1] == '.' || text_is_space(s[n - 1])))
		n--;
	s = arena_strndup(a, s, n);
	for (const char *p = s; *p != '\0'; p++) {
		if (text_is_digit(*p))
			return NULL;
		letter = letter || text_is_alpha(*p) ||
		    ((unsigned char)*p & 0x80) != 0;
	}
	return letter && text_length(s) <= NAME_MAX &&
	    words_count(s) <= NAME_WORDS_MAX ? s : NULL;
}

static const char *
label_of(struct arena *a, enum slot_type type, const char *value)
{
	switch (type) {
	case SLOT_DATE:
		return tool_day_text(a, value);
	case SLOT_TIME:
		return tool_time_text(a, value);
	case SLOT_YES_NO:
		return strcmp(value, "true") == 0 ? _("yes") : _("no");
	case SLOT_MONEY: {
		size_t n = strlen(value);

		if (n < 3)
			return arena_printf(a, "$0.%02d", value[0] - '0');
		return arena_printf(a, "$%.*s.%s", (int)(n - 2), value,
		    value + n - 2);
	}
	default:
		return value;
	}
}

static enum rc
resolve(struct fill *f, const struct tool_slot *slot, const char *said,
    bool asked, struct err *e)
{
	struct tool_choices c = {0};
	enum rc rc = fill_input(f, e);

	if (rc == RC_OK)
		rc = slot->resolve(f->context, slot, said, asked, &c, e);
	if (rc != RC_OK)
		return rc;
	if (c.n > 0 && c.sure) {
		fill_set(f, slot, &(struct fill_value){
		    .value = c.items[0].value, .label = c.items[0].label,
		    .said = said});
		f->note = c.note != NULL ? c.note : f->note;
	} else if (f->open == NULL && (c.n > 0 || c.note != NULL)) {
		f->open = slot;
		f->offer = c;
		f->note = c.note;
	}
	return RC_OK;
}

enum rc
fill_accept(struct fill *f, const struct tool_slot *slot, const char *said,
    bool asked, struct err *e)
{
	if (slot->resolve != NULL && f->locked)
		return RC_OK;
	if (slot->resolve != NULL)
		return resolve(f, slot, said, asked, e);
	if (slot->type == SLOT_DATE && strchr(said, '/') != NULL) {
		if (f->open != NULL)
			return RC_OK;
		f->open = slot;
		f->offer = (struct tool_choices){0};
		f->note = _("I need one day for that.");
		return RC_OK;
	}
	fill_set(f, slot, &(struct fill_value){.value = said,
	    .label = label_of(f->arena, slot->type, said), .said = said});
	return RC_OK;
}

/* One of the row's fixed choices. */
static enum rc
take_fixed(struct fill *f, const struct tool_slot *slot, const char *text,
    bool asked)
{
	const char *labels[TOOL_CHOICES_MAX];
	struct entity_name names[TOOL_CHOICES_MAX];
	struct entity_candidates c;
	size_t n = 0;
	int at = ENTITY_PICK_UNKNOWN;

	for (; n < TOOL_CHOICES_MAX && slot->choices[n].value != NULL; n++) {
		labels[n] = slot->choices[n].label;
		names[n] = (struct entity_name){labels[n],
			slot->choices[n].value};
	}
	if (asked)
		at = entity_pick(f->arena, text, labels, n);
	if (at == ENTITY_PICK_ANY)
		at = 0;
	entity_names(f->arena, text, names, n, &c);
	if (at < 0 && c.n > 0 && c.sure)
		at = (int)c.items[0].index;
	if (at >= 0)
		fill_set(f, slot, &(struct fill_value){
		    .value = slot->choices[at].value,
		    .label = slot->choices[at].label, .said = labels[at]});
	return RC_OK;
}

/* A choice that the last answer offered; true: it was one. */
static bool
take_offered(struct fill *f, const struct tool_slot *slot, const char *text)
{
	const char *labels[TOOL_CHOICES_MAX];
	enum entity_kind kind;
	const struct entity *clear;
	int at;

	for (size_t i = 0; i < f->task->n_choices; i++)
		labels[i] = f->task->choices[i].label;
	at = entity_pick(f->arena, text, labels, f->task->n_choices);
	if (at == ENTITY_PICK_ANY)
		at = 0;
	if (at < 0)
		return false;
	/* "4 pm" is a time before it is the fourth. */
	clear = kind_of(slot->type, &kind) ?
	    entity_best(&f->found, kind, ENTITY_SURE) : NULL;
	if (clear != NULL && !text_equal_ci(text, labels[at]))
		return false;
	if (clear != NULL)
		(void)use_entity(f, kind, ENTITY_SURE);
	fill_set(f, slot, &(struct fill_value){
	    .value = f->task->choices[at].value,
	    .label = f->task->choices[at].label, .said = labels[at]});
	return true;
}

static bool
has_type(const struct fill *f, enum slot_type type)
{
	for (size_t i = 0; i < f->tool->n_slots; i++) {
		if (f->tool->slots[i].type == type)
			return true;
	}
	return false;
}

/* "The box is opened", "not opened", "unopened" for the label "Opened". */
static const char *
flag_in(struct fill *f, const struct tool_slot *slot, const char *text)
{
	static const char *const no[] = {"not ", "never ", "n't ", "isnt ",
	    "hasnt ", "wasnt ", "un"};
	const char *folded = text_fold(f->arena, text);
	char *label = text_fold(f->arena, slot->label);
	const char *at;

	if (text_ends(label, "ed")) /* "open" */
		label[strlen(label) - 2] = '\0';
	if (strlen(label) < FLAG_LETTERS_MIN ||
	    (at = strstr(folded, label)) == NULL)
		return NULL;
	for (size_t i = 0; i < NELEM(no); i++) {
		size_t n = strlen(no[i]);

		if ((size_t)(at - folded) >= n &&
		    strncmp(at - n, no[i], n) == 0)
			return "false";
	}
	return "true";
}

/* What the text has for the slot, or NULL. */
static const char *
candidate(struct fill *f, const struct tool_slot *slot, const char *text,
    bool asked)
{
	enum entity_kind kind;
	const char *said;

	if (kind_of(slot->type, &kind)) {
		said = use_entity(f, kind, asked ? ENTITY_ASKED :
		    kind == ENTITY_ZIP && !has_type(f, SLOT_ORDER) ?
						   ZIP_ALONE : ENTITY_SURE);
		/* "10042" for HB-10042 */
		if (said == NULL && asked && kind == ENTITY_REFERENCE)
			said = use_entity(f, ENTITY_ORDER, ENTITY_ASKED);
		return said;
	}
	switch (slot->type) {
	case SLOT_TEXT:
		return asked && fill_fits(slot, text) ?
		    text_trim(f->arena, text) : NULL;
	case SLOT_NAME:
		return asked ? name_in(f->arena, text) : NULL;
	case SLOT_YES_NO:
		if (!asked || f->reply.answer == ENTITY_UNSAID)
			return flag_in(f, slot, text);
		return f->reply.answer == ENTITY_YES ? "true" : "false";
	default:
		return slot->resolve != NULL ? text : NULL;
	}
}

static enum rc
take_slot(struct fill *f, const struct tool_slot *slot, const char *text,
    bool asked, struct err *e)
{
	const char *said;

	if (asked && f->task->n_choices > 0 && take_offered(f, slot, text))
		return RC_OK;
	/* In the middle of it a question is not full of wishes. */
	if (!asked && slot->type == SLOT_CHOICE && f->task->turns > 1 &&
	    fill_is_question(f))
		return RC_OK;
	if (slot->type == SLOT_CHOICE && slot->resolve == NULL)
		return take_fixed(f, slot, text, asked);
	said = candidate(f, slot, text, asked);
	if (said == NULL || *said == '\0')
		return RC_OK;
	return fill_accept(f, slot, said, asked, e);
}

/* May this message change the filled slot?  A thing found by its form may
 * always; a choice by words only where changes are expected. */
static bool
may_change(const struct fill *f, const struct tool_slot *slot)
{
	enum entity_kind kind;

	if (kind_of(slot->type, &kind))
		return true;
	return slot->type == SLOT_CHOICE && (f->reply.correction ||
	    is_reviewed(f));
}

/* The typed value in a label that was chosen: "15:00" of "3 pm". */
static const char *
typed(struct fill *f, const struct tool_slot *slot, const char *said)
{
	struct entity_list *list;
	const struct entity *x;
	enum entity_kind kind;

	if (!kind_of(slot->type, &kind))
		return said;
	list = arena_alloc(f->arena, sizeof(*list));
	entity_find(f->arena, said, fill_now(f->context), list);
	x = entity_best(list, kind, ENTITY_ASKED);
	return x == NULL ? said : x->value;
}

/* What was looked up with a changed slot is looked up again. */
static enum rc
look_up_again(struct fill *f, const struct tool_slot *changed, struct err *e)
{
	for (const struct tool_slot *s = changed + 1;
	     s < f->tool->slots + f->tool->n_slots; s++) {
		const struct fill_value *v = fill_get(f->task, s->name);
		const char *said;
		enum rc rc;

		if (v == NULL || s->resolve == NULL || *v->value == '\0')
			continue;
		said = typed(f, s, v->said);
		fill_unset(f, s->name);
		rc = resolve(f, s, said, false, e);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc
change_slot(struct fill *f, const struct tool_slot *slot, const char *text,
    struct err *e)
{
	struct fill_value old = *fill_get(f->task, slot->name);
	const struct fill_value *now;
	size_t taken = f->n_taken;
	enum rc rc = take_slot(f, slot, text, false, e);

	now = fill_get(f->task, slot->name);
	if (rc != RC_OK || now == NULL || f->n_taken == taken)
		return rc;
	if (strcmp(now->value, old.value) == 0) {
		f->n_taken = taken; /* the same once more */
		return RC_OK;
	}
	fill_rule(f, "changed");
	f->changed = now->label;
	return look_up_again(f, slot, e);
}

const struct tool_slot *
fill_named(struct fill *f, const char *text)
{
	const char *folded = text_fold(f->arena, text);

	for (size_t i = 0; i < f->tool->n_slots; i++) {
		const struct tool_slot *slot = &f->tool->slots[i];

		if (slot->label != NULL && strstr(folded,
			text_fold(f->arena, slot->label)) != NULL)
			return slot;
	}
	return NULL;
}

/* "Change the name to Jo Lee", "the reason is ...": free words. */
static enum rc
change_named(struct fill *f, const char *text, struct err *e)
{
	static const char *const marks[] = {" to ", " is ", " should be ",
	    ": "};
	const struct tool_slot *slot = f->reply.correction || is_reviewed(f) ?
	    fill_named(f, text) : NULL;
	enum entity_kind kind;

	if (slot == NULL || kind_of(slot->type, &kind) ||
	    fill_get(f->task, slot->name) == NULL)
		return RC_OK;
	for (size_t i = 0; i < NELEM(marks); i++) {
		const char *at = strstr(text, marks[i]);

		if (at != NULL && at[strlen(marks[i])] != '\0')
			return take_slot(f, slot, at + strlen(marks[i]),
			    true, e);
	}
	return RC_OK;
}

/* "Actually make it 10am" is no street: it changes what was said. */
static bool
only_corrects(const struct fill *f)
{
	enum entity_kind kind;

	if (!f->reply.correction || f->in->words->n > CORRECTION_WORDS)
		return false;
	for (size_t i = 0; i < f->tool->n_slots; i++) {
		const struct tool_slot *slot = &f->tool->slots[i];

		if (fill_get(f->task, slot->name) != NULL &&
		    kind_of(slot->type, &kind) &&
		    entity_best(&f->found, kind, ENTITY_SURE) != NULL)
			return true;
	}
	return false;
}

/* The filled slots that the text changes: what has a form of its own, and
 * only without that what is chosen by words. */
static enum rc
change_slots(struct fill *f, const struct tool_slot *asked, const char *text,
    struct err *e)
{
	enum entity_kind kind;
	enum rc rc = RC_OK;

	for (int choices = 0; choices <= 1; choices++) {
		if (choices == 1 && (f->n_taken > 0 ||
			fill_named(f, text) != NULL))
			return rc;
		for (size_t i = 0; i < f->tool->n_slots && rc == RC_OK; i++) {
			const struct tool_slot *slot = &f->tool->slots[i];
			bool typed_kind = kind_of(slot->type, &kind);

			if (slot != asked && typed_kind == (choices == 0) &&
			    fill_get(f->task, slot->name) != NULL &&
			    may_change(f, slot))
				rc = change_slot(f, slot, text, e);
		}
	}
	return rc;
}

static bool
is_free(const struct tool_slot *slot)
{
	return slot->type == SLOT_TEXT || slot->type == SLOT_NAME;
}

enum rc
fill_take(struct fill *f, const char *text, struct err *e)
{
	const struct tool_slot *asked = fill_slot(f, f->task->asked);
	bool filled[TOOL_SLOTS_MAX], split;
	enum rc rc = RC_OK;

	memset(f->used, 0, sizeof(f->used));
	entity_find(f->arena, text, fill_now(f->context), &f->found);
	if (asked != NULL && is_free(asked) && only_corrects(f))
		asked = NULL;
	for (size_t i = 0; i < f->tool->n_slots; i++)
		filled[i] = fill_get(f->task, f->tool->slots[i].name) != NULL;
	split = asked != NULL && fill_split(f, asked, text);
	if (asked != NULL && !split)
		rc = take_slot(f, asked, text, true, e);
	/* A free reply is the reply, whatever stands in it. */
	if (rc == RC_OK && !split && asked != NULL && f->n_taken > 0 &&
	    asked->type == SLOT_TEXT)
		return RC_OK;
	for (size_t i = 0; i < f->tool->n_slots && rc == RC_OK; i++) {
		const struct tool_slot *slot = &f->tool->slots[i];

		if (slot != asked && !filled[i] &&
		    fill_get(f->task, slot->name) == NULL)
			rc = take_slot(f, slot, text, false, e);
	}
	if (rc == RC_OK)
		rc = change_slots(f, asked, text, e);
	if (rc == RC_OK && f->n_taken == 0)
		rc = change_named(f, text, e);
	return rc;
}
