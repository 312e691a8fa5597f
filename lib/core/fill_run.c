#include "base/base.h"

#include "core/fill_internal.h"

#include "base/clock.h"
#include "base/crypt.h"
#include "io/i18n.h"

static const char *
fingerprint(struct arena *a, const char *text)
{
	char *hex = arena_alloc(a, CRYPT_HASH_HEX);

	crypt_hash_hex(text, strlen(text), hex);
	hex[32] = '\0'; /* 128 bits tell two apart */
	return hex;
}

static const char *
input_of(const struct fill *f)
{
	return json_print(f->arena, f->context->input);
}

/* A field that the schema refuses is asked for again. */
static enum rc
refused(struct fill *f, enum rc rc, struct err *e)
{
	if (rc == RC_INVALID && e != NULL && e->n_fields > 0) {
		const struct tool_slot *slot = fill_slot(f,
		    e->fields[0].name);

		if (slot != NULL) {
			f->note = arena_printf(f->arena, "%s %s.",
			    _(slot->label), e->fields[0].message);
			return fill_ask_again(f, slot->name, e);
		}
	}
	return fill_failed(f, rc, e);
}

/* "- Date: Tuesday, November 24" for each slot. */
static const char *
summary(struct fill *f)
{
	struct buf b;

	buf_init(&b, f->arena, FILL_TEXT_MAX);
	for (size_t i = 0; i < f->tool->n_slots; i++) {
		const struct tool_slot *slot = &f->tool->slots[i];
		const struct fill_value *v = fill_get(f->task, slot->name);

		if (v != NULL && *v->value != '\0' && slot->label != NULL)
			buf_printf(&b, "%s- %s: %s", b.len > 0 ? "\n" : "",
			    _(slot->label), tool_plain(f->arena, v->label));
	}
	return b.len > 0 ? b.data : "";
}

/* What would happen now; NULL text: it cannot, and that is said. */
static enum rc
look(struct fill *f, struct tool_plan *plan, const char **hash,
    struct err *e)
{
	enum rc rc = fill_input(f, e);

	*hash = "";
	if (rc == RC_OK)
		rc = tool_prepare(f->context, f->tool, plan, e);
	if (rc != RC_OK)
		return rc;
	if (!plan->possible)
		return RC_OK;
	if (plan->text == NULL || *plan->text == '\0')
		plan->text = summary(f);
	*hash = fingerprint(f->arena, arena_printf(f->arena, "%s\n%s\n%s",
	    f->tool->name, input_of(f), plan->text));
	return RC_OK;
}

static enum rc
impossible(struct fill *f, const struct tool_plan *plan, struct err *e)
{
	fill_rule(f, "not possible");
	f->out->kind = FILL_ANSWER;
	if (plan->retry_slot != NULL && !f->again) {
		f->note = plan->text;
		return fill_ask_again(f, plan->retry_slot, e);
	}
	buf_puts(&f->out->text, plan->text);
	fill_remember(f);
	fill_end(f);
	return RC_OK;
}

static enum rc
ask_to_confirm(struct fill *f, const struct tool_plan *plan,
    const char *hash)
{
	const char *question = plan->question != NULL ? plan->question :
							_("Shall I do that?");
	const char *p = plan->text;

	if (!fill_count(f, FILL_ASK_CONFIRM))
		return RC_OK;
	fill_rule(f, "confirm");
	f->out->kind = FILL_ANSWER;
	f->task->confirm = hash;
	f->task->confirm_id = f->in->message_id;
	if (f->note != NULL)
		buf_printf(&f->out->text, "%s ", f->note);
	if (f->task->asks > 0)
		buf_puts(&f->out->text, _("Please answer yes or no. "));
	if (strchr(p, '\n') != NULL || *p == '-')
		buf_printf(&f->out->text, "%s%s\n\n%s",
		    f->out->text.len > 0 ? "\n\n" : "", p, question);
	else
		buf_printf(&f->out->text, "%s%s%s", p, *p != '\0' ? " " : "",
		    question);
	fill_reply(f, _("Yes"));
	fill_reply(f, _("No"));
	return RC_OK;
}

enum rc
fill_confirm(struct fill *f, struct err *e)
{
	struct tool_plan plan;
	const char *hash;
	enum rc rc = look(f, &plan, &hash, e);

	if (rc != RC_OK)
		return refused(f, rc, e);
	if (!plan.possible)
		return impossible(f, &plan, e);
	return ask_to_confirm(f, &plan, hash);
}

/* An agent has to do it: the wish goes to the queue in words. */
static enum rc
hand_over(struct fill *f, const struct tool_plan *plan)
{
	fill_rule(f, "approval");
	buf_printf(&f->out->text, _("A person from our team has to approve "
	    "this. I have passed on what you want:\n\n%s\n\n"), plan->text);
	f->out->kind = FILL_HANDOFF;
	f->out->handoff = "asked";
	fill_state_clear(f->state);
	return RC_OK;
}

/* Only what was shown is done: when it would be something else by now, it
 * is shown again. */
enum rc
fill_confirmed(struct fill *f, struct err *e)
{
	struct tool_plan plan;
	const char *hash;
	enum rc rc = look(f, &plan, &hash, e);

	if (rc != RC_OK)
		return refused(f, rc, e);
	if (!plan.possible)
		return impossible(f, &plan, e);
	if (strcmp(hash, f->task->confirm) != 0) {
		f->note = _("Something has changed since I asked.");
		return ask_to_confirm(f, &plan, hash);
	}
	if ((f->tool->policy & TOOL_APPROVAL) != 0)
		return hand_over(f, &plan);
	return fill_run(f, e);
}

/* Names the question that was confirmed: an answer that is made a second
 * time, and a second "yes" sent at once, have the same. */
static const char *
key_of(struct fill *f)
{
	char *hex = arena_alloc(f->arena, CRYPT_HASH_HEX);
	const char *text = arena_printf(f->arena, "%lld:%lld:%s:%s",
	    (long long)f->context->conversation_id,
	    (long long)f->task->confirm_id, f->tool->name, input_of(f));

	crypt_hash_hex(text, strlen(text), hex);
	return hex;
}

/* The tool's last call; a new place when there is none. */
static struct fill_done *
done_of(struct fill *f)
{
	struct fill_state *s = f->state;

	for (size_t i = 0; i < s->n_done; i++) {
		if (strcmp(s->done[i].tool, f->tool->name) == 0)
			return &s->done[i];
	}
	if (s->n_done == FILL_DONE_MAX) {
		memmove(&s->done[0], &s->done[1],
		    (FILL_DONE_MAX - 1) * sizeof(s->done[0]));
		s->n_done--;
	}
	s->done[s->n_done] = (struct fill_done){.tool = f->tool->name,
	    .input = ""};
	return &s->done[s->n_done++];
}

/* Wanted before with the same input: a change is not made again, and who
 * asks the same for the fourth time needs a person. */
static bool
is_repeated(struct fill *f)
{
	struct fill_done *d = done_of(f);
	const char *input = fingerprint(f->arena, input_of(f));

	if (strcmp(d->input, input) != 0) {
		d->input = input;
		d->again = 0;
		return false;
	}
	d->again++;
	f->out->kind = FILL_ANSWER;
	if (d->again > FILL_REPEATS_MAX) {
		d->again = 0;
		d->input = "";
		fill_rule(f, "repeated");
		f->out->kind = FILL_HANDOFF;
		f->out->handoff = "repeated";
		fill_state_clear(f->state);
		return true;
	}
	if ((f->tool->policy & TOOL_CHANGES) == 0)
		return false;
	fill_rule(f, "done before");
	buf_puts(&f->out->text, _("I have done exactly that already, so I "
	    "have not done it again."));
	fill_end(f);
	return true;
}

static enum rc
call(struct fill *f, struct tool_result *result, struct err *e)
{
	int64_t started = clock_mono_us();
	enum rc rc;

	f->context->key = key_of(f);
	rc = tool_run(f->context, f->tool, result, e);
	f->context->key = NULL;
	if (rc != RC_OK)
		return rc;
	f->out->calls[f->out->n_calls++] = (struct fill_call){
		.tool = f->tool->name, .input = input_of(f),
		.output = result->output, .us = clock_mono_us() - started};
	fill_rule(f, f->tool->name);
	return RC_OK;
}

enum rc
fill_run(struct fill *f, struct err *e)
{
	struct tool_result result;
	const char *retry;
	enum rc rc = fill_input(f, e);

	if (rc != RC_OK)
		return rc;
	f->out->kind = FILL_ANSWER;
	if (f->in->rehearsal && (f->tool->policy & TOOL_CHANGES) != 0) {
		buf_printf(&f->out->text, "This is a rehearsal: %s is not "
		    "run.", f->tool->name);
		fill_end(f);
		return RC_OK;
	}
	if (is_repeated(f))
		return RC_OK;
	rc = call(f, &result, e);
	if (rc != RC_OK)
		return refused(f, rc, e);
	retry = result.found ? NULL : result.retry_slot;
	if (!result.found)
		done_of(f)->input = ""; /* nothing was done */
	if (retry != NULL && !f->again) {
		buf_puts(&f->out->text, result.text);
		fill_unset(f, retry);
		f->again = true;
		(void)fill_count(f, retry);
		return RC_OK;
	}
	buf_puts(&f->out->text, result.text);
	fill_remember(f);
	f->state->last = *f->task;
	f->state->last_age = 0;
	fill_end(f);
	return RC_OK;
}
