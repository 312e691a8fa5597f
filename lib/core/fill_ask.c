#include "base/base.h"

#include "core/fill_internal.h"

#include "io/i18n.h"

/* Counts how often the same is asked for without anything gained. */
bool
fill_count(struct fill *f, const char *what)
{
	struct fill_task *t = f->task;
	bool same = strcmp(f->asked, what) == 0;

	t->asks = same && (f->n_taken == 0 || f->again) ? t->asks + 1 : 0;
	t->asked = what;
	t->n_choices = 0;
	if (t->asks <= FILL_REPEATS_MAX)
		return true;
	fill_give_up(f, _("I still do not have what I need for that."));
	return false;
}

void
fill_give_up(struct fill *f, const char *why)
{
	fill_rule(f, "gave up");
	buf_printf(&f->out->text, "%s%s %s",
	    f->out->text.len > 0 ? "\n\n" : "", why,
	    fill_tone(f, "offer_person",
		_("Would you like to talk to a person?")));
	f->out->kind = FILL_ANSWER;
	f->out->offered = true;
	f->out->n_replies = 0;
	fill_reply(f, _("Yes"));
	fill_reply(f, _("No"));
	fill_state_clear(f->state);
}

enum rc
fill_failed(struct fill *f, enum rc rc, struct err *e)
{
	switch (rc) {
	case RC_INVALID:
	case RC_DENIED:
	case RC_NOT_FOUND:
	case RC_CONFLICT:
	case RC_TOO_LARGE:
	case RC_LIMITED:
		fill_rule(f, "failed");
		buf_puts(&f->out->text, e == NULL ? _("That is not possible.") :
						    e->message);
		f->out->kind = FILL_ANSWER;
		fill_end(f);
		return RC_OK;
	default:
		return rc;
	}
}

static const char *
question_for(struct fill *f, const struct tool_slot *slot)
{
	const char *ask = slot->ask != NULL ? _(slot->ask) :
	    arena_printf(f->arena, _("Please tell me: %s."), _(slot->label));

	return slot->tone == NULL ? ask : fill_tone(f, slot->tone, ask);
}

/* What can be chosen: numbered, so that a number answers. */
static void
put_choices(struct fill *f, const struct tool_choices *c)
{
	struct fill_task *t = f->task;

	t->n_choices = 0;
	for (size_t i = 0; i < c->n; i++) {
		buf_printf(&f->out->text, "%s%d. %s", i == 0 ? "\n\n" : "\n",
		    (int)i + 1, tool_plain(f->arena, c->items[i].label));
		fill_reply(f, c->items[i].label);
		t->choices[t->n_choices++] = c->items[i];
	}
}

/* What the slot can be chosen from, when nothing usable was said. */
static enum rc
options(struct fill *f, const struct tool_slot *slot, struct tool_choices *c,
    struct err *e)
{
	enum rc rc;

	*c = (struct tool_choices){0};
	if (f->open == slot && (f->offer.n > 0 || f->offer.retry_slot)) {
		*c = f->offer;
		return RC_OK;
	}
	if (slot->choices != NULL) {
		for (; c->n < TOOL_CHOICES_MAX &&
		     slot->choices[c->n].value != NULL; c->n++)
			c->items[c->n] = slot->choices[c->n];
	}
	if (slot->resolve == NULL)
		return RC_OK;
	rc = fill_input(f, e);
	if (rc == RC_OK)
		rc = slot->resolve(f->context, slot, NULL, false, c, e);
	c->sure = false;
	return rc;
}

static enum rc
ask_slot(struct fill *f, const struct tool_slot *slot, struct err *e)
{
	struct tool_choices c;
	const char *note = f->note;
	enum rc rc = options(f, slot, &c, e);

	if (rc != RC_OK)
		return fill_failed(f, rc, e);
	if (c.n == 0 && c.retry_slot != NULL &&
	    strcmp(c.retry_slot, slot->name) != 0 && !f->again) {
		f->note = c.note != NULL ? c.note : note;
		return fill_ask_again(f, c.retry_slot, e);
	}
	if (note == NULL)
		note = c.note;
	if (!fill_count(f, slot->name))
		return RC_OK;
	f->out->kind = FILL_ANSWER;
	fill_rule(f, "slot");
	if (note != NULL)
		buf_printf(&f->out->text, "%s ", note);
	else if (f->task->asks > 0)
		buf_printf(&f->out->text, "%s ", slot->expected != NULL ?
		    _(slot->expected) : _("I did not understand that."));
	else if (f->changed != NULL)
		buf_printf(&f->out->text, _("All right, %s. "),
		    tool_plain(f->arena, f->changed));
	buf_puts(&f->out->text, question_for(f, slot));
	put_choices(f, &c);
	if (slot->type == SLOT_YES_NO) {
		fill_reply(f, _("Yes"));
		fill_reply(f, _("No"));
	} else if (!slot->required)
		fill_reply(f, _("Skip"));
	return RC_OK;
}

/* What was given for the slot could not be used: once more. */
enum rc
fill_ask_again(struct fill *f, const char *slot, struct err *e)
{
	const struct tool_slot *again = fill_slot(f, slot);

	if (again == NULL) {
		fill_give_up(f, f->note == NULL ? _("That did not work.") :
						  f->note);
		return RC_OK;
	}
	fill_unset(f, slot);
	f->again = true;
	f->open = NULL;
	return ask_slot(f, again, e);
}

static bool
is_missing(struct fill *f, const struct tool_slot *slot)
{
	if (fill_get(f->task, slot->name) != NULL ||
	    (slot->quiet && !slot->required))
		return false;
	return slot->needed == NULL || slot->needed(f->context);
}

/* Which thing it is about can be asked before it is known who asks. */
static enum rc
ask_locked(struct fill *f, struct err *e)
{
	bool told = entity_best(&f->found, ENTITY_EMAIL, ENTITY_SURE) != NULL;

	for (size_t i = 0; !told && i < f->tool->n_slots; i++) {
		const struct tool_slot *slot = &f->tool->slots[i];

		if (slot->required && slot->resolve == NULL &&
		    (slot->type == SLOT_ORDER ||
			slot->type == SLOT_INVOICE ||
			slot->type == SLOT_REFERENCE) &&
		    fill_get(f->task, slot->name) == NULL &&
		    f->context->verifier != NULL)
			return ask_slot(f, slot, e);
	}
	return fill_ask_email(f, e);
}

enum rc
fill_advance(struct fill *f, struct err *e)
{
	enum rc rc = fill_unlock(f, e);

	if (rc != RC_OK)
		return rc;
	if (f->locked)
		return ask_locked(f, e);
	if (f->open != NULL && f->offer.n == 0 &&
	    f->offer.retry_slot != NULL)
		return fill_ask_again(f, f->offer.retry_slot, e);
	if (f->open != NULL && fill_get(f->task, f->open->name) == NULL)
		return ask_slot(f, f->open, e);
	rc = fill_input(f, e);
	for (size_t i = 0; i < f->tool->n_slots && rc == RC_OK; i++) {
		if (is_missing(f, &f->tool->slots[i]))
			return ask_slot(f, &f->tool->slots[i], e);
	}
	if (rc != RC_OK)
		return rc;
	if ((f->tool->policy & (TOOL_CHANGES | TOOL_APPROVAL)) != 0)
		return fill_confirm(f, e);
	return fill_run(f, e);
}

/* The question that waits, said again after something else. */
static const char *
waiting_question(struct fill *f, const struct tool *tool)
{
	const char *asked = f->task->asked;

	if (strcmp(asked, FILL_ASK_CONFIRM) == 0) {
		fill_reply(f, _("Yes"));
		fill_reply(f, _("No"));
		return _("shall I go ahead as I described? Please answer yes "
			 "or no.");
	}
	if (strcmp(asked, FILL_ASK_CHANGE) == 0)
		return _("what shall be different?");
	if (strcmp(asked, FILL_ASK_EMAIL) == 0)
		return _("which e-mail address is it registered under?");
	if (strcmp(asked, FILL_ASK_CODE) == 0)
		return _("please type the code from the e-mail.");
	for (size_t i = 0; i < tool->n_slots; i++) {
		if (strcmp(tool->slots[i].name, asked) == 0)
			return question_for(f, &tool->slots[i]);
	}
	return _("what else do you need?");
}

static const struct tool *
tool_named(const struct fill *f, const char *name)
{
	for (size_t i = 0; f->in->tools[i] != NULL; i++) {
		if (strcmp(f->in->tools[i]->name, name) == 0)
			return f->in->tools[i];
	}
	return NULL;
}

void
fill_resume(struct fill *f)
{
	const struct tool *tool = tool_named(f, f->task->tool);

	if (tool == NULL)
		return;
	f->out->n_replies = 0;
	for (size_t i = 0; i < f->task->n_choices; i++)
		fill_reply(f, f->task->choices[i].label);
	f->out->resume = arena_printf(f->arena, _("Back to %s: %s"),
	    _(tool->title), waiting_question(f, tool));
}

void
fill_end(struct fill *f)
{
	struct fill_task paused = f->state->paused;

	fill_state_clear(f->state);
	if (paused.tool == NULL || *paused.tool == '\0')
		return;
	f->state->now = paused;
	fill_resume(f);
	if (f->out->resume == NULL) {
		fill_state_clear(f->state);
		return;
	}
	buf_printf(&f->out->text, "\n\n%s", f->out->resume);
	f->out->resume = NULL;
}
