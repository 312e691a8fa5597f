#include "base/base.h"

#include "core/fill_internal.h"

#include "base/clock.h"
#include "base/text.h"
#include "io/i18n.h"

#define FOLLOW_UP_WORDS 8
#define BARE_WORDS 5 /* "53601 please": longer says something else */
#define WISH_MAX 300 /* code points kept of the message that began it */

void
fill_rule(struct fill *f, const char *rule)
{
	if (f->out->n_rules < FILL_RULES_MAX)
		f->out->rules[f->out->n_rules++] = rule;
}

const char *
fill_tone(const struct fill *f, const char *list, const char *fallback)
{
	const struct json *sentences = json_get(json_get(
	    f->context->definition, "tone"), list);
	size_t n = json_count(sentences);

	return n == 0 ? fallback : json_text(json_item(sentences,
	    (size_t)(f->in->pick % n)));
}

void
fill_reply(struct fill *f, const char *text)
{
	if (f->out->n_replies < FILL_REPLIES_MAX)
		f->out->replies[f->out->n_replies++] = text;
}

struct entity_now
fill_now(const struct tool_context *c)
{
	struct clock_local l = clock_local(c->now_us, c->time_zone);

	return (struct entity_now){l.day, l.minute};
}

static const struct tool *
named(const struct fill *f, const char *name)
{
	for (size_t i = 0; f->in->tools[i] != NULL; i++) {
		if (strcmp(f->in->tools[i]->name, name) == 0)
			return f->in->tools[i];
	}
	return NULL;
}

/* "How do I measure my wrist": no list of things says how. */
static bool
asks_how_to(const struct words *w)
{
	static const char *const seconds[] = {"do", "does", "can", "to",
	    "should"};

	return w->n > 2 && strcmp(w->items[0].text, "how") == 0 &&
	    text_is_one_of(w->items[1].text, seconds, NELEM(seconds));
}

/* A guess starts nothing that needs a name or changes something where the
 * visitor asks how it is in general: an article tells that. */
static bool
may_guess(const struct tool *tool, const struct words *words)
{
	if ((tool->policy & (TOOL_CHANGES | TOOL_ACCOUNT)) == 0)
		return !asks_how_to(words);
	return !tool_asked_in_general(words);
}

static bool
is_wanted(const struct fill *f, const struct tool *t)
{
	const struct tool_message m = {f->in->text, f->in->words};

	return f->in->told ? t->wanted != NULL && t->wanted(&m) :
			     tool_wanted(t, &m);
}

/* Patterns first: they are exact.  A guess counts when it is sure. */
static const struct tool *
wish(const struct fill *f, bool guess)
{
	const struct fill_turn *in = f->in;

	for (size_t i = 0; in->tools[i] != NULL; i++) {
		if (is_wanted(f, in->tools[i]))
			return in->tools[i];
	}
	for (size_t i = 0; guess && in->tools[i] != NULL; i++) {
		if (in->intent != NULL &&
		    in->confidence >= FILL_INTENT_MIN &&
		    may_guess(in->tools[i], in->words) &&
		    tool_has_intent(in->tools[i], in->intent))
			return in->tools[i];
	}
	return NULL;
}

static void
say(struct fill *f, const char *text)
{
	f->out->kind = FILL_ANSWER;
	buf_puts(&f->out->text, text);
}

static enum rc
start(struct fill *f, const struct tool *tool, struct err *e)
{
	enum rc rc;

	f->tool = tool;
	*f->task = (struct fill_task){.tool = tool->name,
	    .wish = text_cut(f->arena, f->in->text, WISH_MAX), .asked = "",
	    .confirm = "", .email = "", .turns = 1};
	f->asked = "";
	rc = fill_unlock(f, e);
	if (rc != RC_OK)
		return rc;
	rc = fill_take(f, f->in->text, e);
	if (rc == RC_OK)
		rc = fill_recall(f, e);
	return rc == RC_OK ? fill_advance(f, e) : fill_failed(f, rc, e);
}

/* Another tool in the middle: the one that waits goes on afterwards. */
static enum rc
change_tool(struct fill *f, const struct tool *tool, struct err *e)
{
	fill_rule(f, "other tool");
	f->state->paused = *f->task;
	return start(f, tool, e);
}

static enum rc
cancel(struct fill *f)
{
	const char *title = _(f->tool->title);

	fill_rule(f, "cancelled");
	fill_remember(f);
	say(f, (f->tool->policy & TOOL_CHANGES) != 0 ?
	    _("All right, I have changed nothing.") :
	    arena_printf(f->arena, _("All right, I leave %s."), title));
	fill_end(f);
	return RC_OK;
}

static bool
begins_question(const struct words *w)
{
	static const char *const leads[] = {"and", "but", "so", "then", "ok",
	    "okay", "well", "also", "wait"};
	static const char *const firsts[] = {"what", "whats", "how", "hows",
	    "why", "when", "where", "wheres", "which", "who", "can", "could",
	    "do", "does", "is", "are", "will", "would", "should", "tell"};
	size_t i = 0;

	while (i < w->n &&
	    text_is_one_of(w->items[i].text, leads, NELEM(leads)))
		i++;
	return w->n > i + 2 &&
	    text_is_one_of(w->items[i].text, firsts, NELEM(firsts));
}

bool
fill_is_question(const struct fill *f)
{
	size_t n = strlen(f->in->text);

	while (n > 0 && text_is_space(f->in->text[n - 1]))
		n--;
	return (n > 0 && f->in->text[n - 1] == '?') ||
	    begins_question(f->in->words);
}

/* "What times do you have?": the choices once more. */
static bool
asks_for_choices(const struct fill *f)
{
	static const char *const words[] = {"options", "choices", "available",
	    "times", "list", "free", "slots", "which"};

	for (size_t i = 0; i < f->in->words->n; i++) {
		if (text_is_one_of(f->in->words->items[i].text, words,
			NELEM(words)))
			return true;
	}
	return false;
}

/* Something else: answered from elsewhere, and this goes on; but not for
 * ever. */
static enum rc
aside(struct fill *f)
{
	fill_rule(f, "aside");
	f->out->kind = FILL_ASIDE;
	if (f->in->goodbye || f->task->asides++ >= FILL_ASIDES_MAX) {
		fill_state_clear(f->state);
		return RC_OK;
	}
	fill_resume(f);
	return RC_OK;
}

/* A message that brought nothing that is asked for. */
static enum rc
not_understood(struct fill *f, struct err *e)
{
	const struct tool *other = wish(f, true);
	const struct tool_slot *slot = fill_slot(f, f->asked);

	if (other != NULL && other != f->tool)
		return change_tool(f, other, e);
	if (f->open != NULL && !(f->open->type == SLOT_CHOICE &&
		fill_is_question(f) && !asks_for_choices(f)))
		return fill_advance(f, e);
	if (slot != NULL && slot->resolve != NULL && asks_for_choices(f)) {
		f->again = true;
		return fill_advance(f, e);
	}
	if (fill_is_question(f) || f->in->small_talk)
		return aside(f);
	if (strcmp(f->asked, FILL_ASK_CHANGE) == 0) {
		/* "No" was all: this message is about something else. */
		fill_state_clear(f->state);
		f->out->kind = FILL_NOTHING;
		return RC_OK;
	}
	fill_rule(f, "not understood");
	return fill_advance(f, e);
}

/* "No": what is wrong?  Told, it goes on; else it is left. */
static enum rc
declined(struct fill *f)
{
	fill_rule(f, "declined");
	f->task->asked = FILL_ASK_CHANGE;
	f->task->asks = 0;
	say(f, _("All right, I have not done it. If something in it was "
		 "wrong, tell me what shall be different."));
	return RC_OK;
}

static enum rc
confirm_turn(struct fill *f, struct err *e)
{
	bool plain = *f->reply.rest == '\0';
	const struct tool_slot *slot;
	enum rc rc;

	if (plain && f->reply.answer == ENTITY_YES)
		return fill_confirmed(f, e);
	if (plain && f->reply.answer == ENTITY_NO)
		return declined(f);
	rc = fill_take(f, f->reply.rest, e);
	if (rc != RC_OK)
		return fill_failed(f, rc, e);
	if (f->n_taken > 0 || f->open != NULL)
		return fill_advance(f, e);
	slot = f->reply.correction ? fill_named(f, f->in->text) : NULL;
	if (slot != NULL)
		return fill_ask_again(f, slot->name, e);
	if (f->reply.answer == ENTITY_NO)
		return declined(f);
	/* "Yes, book it for me": more words, but no change in them. */
	if (f->reply.answer == ENTITY_YES && !f->reply.correction &&
	    !fill_is_question(f))
		return fill_confirmed(f, e);
	return not_understood(f, e);
}

static enum rc
change_turn(struct fill *f, struct err *e)
{
	const struct tool_slot *slot;
	enum rc rc;

	if (*f->reply.rest == '\0' && f->reply.answer == ENTITY_YES)
		return fill_advance(f, e);
	if (*f->reply.rest == '\0' && f->reply.answer == ENTITY_NO)
		return cancel(f);
	rc = fill_take(f, f->in->text, e);
	if (rc != RC_OK)
		return fill_failed(f, rc, e);
	if (f->n_taken > 0 || f->open != NULL)
		return fill_advance(f, e);
	slot = fill_named(f, f->in->text);
	if (slot != NULL && !fill_is_question(f))
		return fill_ask_again(f, slot->name, e);
	return not_understood(f, e);
}

/* A slot that need not be filled is passed over by "no", "skip". */
static bool
passes_over(const struct fill *f)
{
	return (f->reply.answer == ENTITY_NO && *f->reply.rest == '\0') ||
	    text_equal_ci(f->in->text, "skip") ||
	    text_equal_ci(f->in->text, "skip it") ||
	    text_equal_ci(f->in->text, "skip this");
}

static enum rc
slot_turn(struct fill *f, struct err *e)
{
	const struct tool_slot *slot = fill_slot(f, f->asked);
	const struct tool_slot *named_slot;
	enum rc rc;

	if (slot != NULL && !slot->required && slot->type != SLOT_YES_NO &&
	    passes_over(f)) {
		fill_set(f, slot, &(struct fill_value){.value = "",
		    .label = "", .said = ""});
		return fill_advance(f, e);
	}
	/* Who it is, before that was asked. */
	if (f->locked && f->context->verifier != NULL) {
		entity_find(f->arena, f->in->text, fill_now(f->context),
		    &f->found);
		if (entity_best(&f->found, ENTITY_EMAIL, ENTITY_SURE) !=
		    NULL) {
			fill_keep(f);
			return fill_ask_email(f, e);
		}
	}
	/* A question is no free text. */
	if (slot != NULL && fill_is_question(f) && (slot->type == SLOT_TEXT ||
		slot->type == SLOT_NAME))
		return not_understood(f, e);
	rc = fill_take(f, f->in->text, e);
	if (rc != RC_OK)
		return fill_failed(f, rc, e);
	if (f->n_taken > 0)
		return fill_advance(f, e);
	named_slot = f->reply.correction ? fill_named(f, f->in->text) : NULL;
	if (named_slot != NULL && named_slot != slot && !fill_is_question(f))
		return fill_ask_again(f, named_slot->name, e);
	return not_understood(f, e);
}

/* "Cancel it" when it is asked "shall I cancel the order?" is no way out. */
static bool
is_cancelled(const struct fill *f)
{
	bool about = strstr(f->tool->name, "cancel") != NULL &&
	    strcmp(f->asked, FILL_ASK_CONFIRM) == 0;
	const char *folded = text_fold(f->arena, f->in->text);
	const struct tool_slot *slot = fill_slot(f, f->asked);

	/* A change of mind is also a reason to return something. */
	if (slot != NULL && (slot->type == SLOT_CHOICE ||
		slot->type == SLOT_TEXT) &&
	    strstr(folded, "changed my mind") != NULL)
		return false;
	return f->reply.answer == ENTITY_CANCEL && !(about &&
	    strstr(folded, "cancel") != NULL);
}

static bool
is_verifying(const struct fill *f)
{
	return strcmp(f->asked, FILL_ASK_EMAIL) == 0 ||
	    strcmp(f->asked, FILL_ASK_CODE) == 0;
}

static enum rc
go_on(struct fill *f, struct err *e)
{
	bool handled = false;
	const struct tool *other;
	enum rc rc = RC_OK;

	f->task->turns++;
	if (is_cancelled(f))
		return cancel(f);
	if (f->task->turns > FILL_TURNS_MAX) {
		fill_give_up(f, _("This takes longer than it should."));
		return RC_OK;
	}
	rc = fill_unlock(f, e);
	if (rc != RC_OK)
		return rc;
	/* Another wish in so many words is no reply, unless it fills the
	 * slot that is asked for. */
	other = wish(f, false);
	if (is_verifying(f)) {
		rc = fill_verify_turn(f, &handled, e);
		if (rc != RC_OK || handled)
			return rc;
		if (other != NULL && other != f->tool)
			return change_tool(f, other, e);
		if (fill_is_question(f) || f->in->small_talk)
			return aside(f);
		return strcmp(f->asked, FILL_ASK_CODE) == 0 ?
		    fill_ask_code(f) : fill_advance(f, e);
	}
	if (strcmp(f->asked, FILL_ASK_CONFIRM) == 0 ||
	    strcmp(f->asked, FILL_ASK_CHANGE) == 0) {
		if (f->locked) /* not verified any more */
			return fill_advance(f, e);
		if (other != NULL && other != f->tool && !f->reply.correction)
			return change_tool(f, other, e);
		return strcmp(f->asked, FILL_ASK_CONFIRM) == 0 ?
		    confirm_turn(f, e) : change_turn(f, e);
	}
	return slot_turn(f, e);
}

static bool
begins_follow_up(const struct words *w)
{
	static const char *const firsts[] = {"and", "or", "also", "then",
	    "anything"};

	if (w->n > 0 && text_is_one_of(w->items[0].text, firsts, NELEM(firsts)))
		return true;
	return w->n > 2 && strcmp(w->items[1].text, "about") == 0 &&
	    (strcmp(w->items[0].text, "what") == 0 ||
		strcmp(w->items[0].text, "how") == 0);
}

static const struct tool *
last_tool(const struct fill *f)
{
	const struct fill_task *last = &f->state->last;

	return last->tool == NULL ? NULL : named(f, last->tool);
}

/* "Is it paid?" when invoices were shown: the last tool with its values, and
 * what is said besides. */
static bool
asks_again(const struct fill *f)
{
	const struct tool *tool = last_tool(f);

	return tool != NULL && f->state->last_age < FILL_LAST_MAX &&
	    (tool->policy & TOOL_CHANGES) == 0 &&
	    f->in->words->n <= FOLLOW_UP_WORDS &&
	    tool_wanted_again(tool, f->in->words);
}

static enum rc
again(struct fill *f, struct err *e)
{
	enum rc rc;

	f->tool = last_tool(f);
	fill_rule(f, "the same again");
	f->state->now = f->state->last;
	f->state->now.asked = f->asked = "";
	f->state->now.n_choices = 0;
	rc = fill_unlock(f, e);
	if (rc == RC_OK)
		rc = fill_take(f, f->in->text, e);
	return rc == RC_OK ? fill_advance(f, e) : fill_failed(f, rc, e);
}

/* "And 90210?", "what about Friday": the last tool with another value. */
static enum rc
follow_up(struct fill *f, struct err *e)
{
	struct fill_state *s = f->state;
	const struct tool *tool = last_tool(f);
	bool begins = begins_follow_up(f->in->words);
	enum rc rc;

	if (tool == NULL || s->last_age++ >= FILL_LAST_MAX ||
	    (tool->policy & TOOL_CHANGES) != 0 ||
	    f->in->words->n > FOLLOW_UP_WORDS || (!begins &&
		(f->in->words->n > BARE_WORDS || fill_is_question(f))))
		return RC_OK;
	f->tool = tool;
	s->now = s->last;
	s->now.asked = f->asked = "";
	s->now.n_choices = 0;
	f->reply.correction = begins;
	rc = fill_take(f, f->in->text, e);
	if (rc == RC_OK && f->n_taken > 0) {
		fill_rule(f, "same tool");
		return fill_advance(f, e);
	}
	fill_state_clear(s);
	return rc == RC_OK ? rc : fill_failed(f, rc, e);
}

enum rc
fill_turn(struct fill_state *s, const struct fill_turn *t,
    struct fill_out *out, struct err *e)
{
	struct fill *f = arena_alloc(t->context->scope->arena, sizeof(*f));
	int64_t asides = s->now.asides;
	const struct tool *tool;
	enum rc rc;

	*f = (struct fill){.state = s, .task = &s->now, .in = t, .out = out,
	    .context = t->context, .arena = t->context->scope->arena};
	*out = (struct fill_out){0};
	buf_init(&out->text, f->arena, FILL_TEXT_MAX);
	entity_reply(f->arena, t->text, &f->reply);
	if (fill_state_is_active(s)) {
		f->tool = named(f, s->now.tool);
		if (f->tool == NULL)
			fill_state_clear(s);
	}
	if (f->tool == NULL) {
		if (t->small_talk)
			return RC_OK;
		if (asks_again(f))
			return again(f, e);
		tool = wish(f, true);
		if (tool == NULL && f->reply.answer == ENTITY_CANCEL &&
		    *f->reply.rest == '\0') {
			fill_rule(f, "nothing to leave");
			say(f, t->pick % 2 == 0 ?
			    _("All right. Is there anything else I can do "
			      "for you?") :
			    _("No problem. You can ask me anything else at "
			      "any time."));
			return RC_OK;
		}
		return tool == NULL ? follow_up(f, e) : start(f, tool, e);
	}
	f->asked = s->now.asked;
	rc = fill_input(f, e);
	if (rc == RC_OK)
		rc = go_on(f, e);
	if (s->now.asides == asides)
		s->now.asides = 0;
	return rc;
}
