#include "base/base.h"

#include "core/fill_internal.h"

#include "base/text.h"
#include "io/i18n.h"

/*
 * Who is it?  Account data is told to somebody who reads the account's
 * mailbox: the visitor types the address, then the code that was sent there.
 * Whether the address is known to the company is never told.
 */

#define CODE_TRIES 5
#define CODE_TEXT_MAX 16

enum rc
fill_unlock(struct fill *f, struct err *e)
{
	struct tool_context *c = f->context;
	enum rc rc = RC_OK;

	f->locked = false;
	if ((f->tool->policy & TOOL_ACCOUNT) == 0)
		return RC_OK;
	if (c->email == NULL && c->verifier != NULL)
		rc = c->verifier->who(c, &c->email, e);
	f->locked = c->email == NULL;
	return rc;
}

enum rc
fill_ask_email(struct fill *f, struct err *e)
{
	const struct tool_verifier *v = f->context->verifier;
	const struct entity *email =
	    entity_best(&f->found, ENTITY_EMAIL, ENTITY_SURE);
	enum rc rc;

	if (v == NULL) {
		fill_give_up(f, _("I can show account data to verified "
		    "visitors only, and cannot verify you here."));
		return RC_OK;
	}
	f->out->kind = FILL_ANSWER;
	if (email == NULL) {
		if (!fill_count(f, FILL_ASK_EMAIL))
			return RC_OK;
		fill_rule(f, "e-mail asked");
		buf_puts(&f->out->text, f->task->asks > 0 ?
		    _("That is no complete e-mail address, such as "
		      "name@example.com. Which one is it registered under?") :
		    _("This is account data, so I need to check that it is "
		      "yours. Which e-mail address is it registered under? "
		      "I will send a code there."));
		return RC_OK;
	}
	if (f->task->codes++ >= FILL_CODES_MAX) {
		fill_give_up(f, _("I have sent several codes already."));
		return RC_OK;
	}
	rc = v->send(f->context, email->value, e);
	if (rc != RC_OK)
		return fill_failed(f, rc, e);
	f->task->email = email->value;
	f->task->asked = FILL_ASK_CODE;
	f->task->asks = 0;
	fill_rule(f, "code sent");
	buf_printf(&f->out->text, _("If %s belongs to an account, a code of "
	    "%d digits is on its way there. Please type it here."),
	    tool_plain(f->arena, email->value), (int)v->code_digits);
	fill_reply(f, _("Send a new code"));
	return RC_OK;
}

/* The digits of "123 456", "my code is 123456"; NULL: no code. */
static const char *
code_in(struct fill *f)
{
	char *out = arena_alloc(f->arena, CODE_TEXT_MAX);
	size_t n = 0, most = (size_t)f->context->verifier->code_digits;

	for (const char *s = f->in->text; *s != '\0'; s++) {
		if (!text_is_digit(*s)) {
			if (n > 0 && n < most && *s != ' ' && *s != '-')
				n = 0;
			continue;
		}
		if (n < CODE_TEXT_MAX - 1)
			out[n++] = *s;
	}
	out[n] = '\0';
	return n == most ? out : NULL;
}

static bool
wants_new_code(const struct words *w)
{
	static const char *const words[] = {"new", "resend", "another",
	    "again", "send", "received", "receive", "arrived", "get", "got",
	    "come"};

	for (size_t i = 0; i < w->n; i++) {
		for (size_t k = 0; k < NELEM(words); k++) {
			if (strcmp(w->items[i].text, words[k]) == 0)
				return true;
		}
	}
	return false;
}

static enum rc
send_again(struct fill *f, struct err *e)
{
	f->found.n = 0;
	f->found.items[f->found.n++] = (struct entity){.kind = ENTITY_EMAIL,
	    .value = f->task->email, .confidence = 1};
	return fill_ask_email(f, e);
}

/* No code in the message. */
enum rc
fill_ask_code(struct fill *f)
{
	f->out->kind = FILL_ANSWER;
	if (!fill_count(f, FILL_ASK_CODE))
		return RC_OK;
	buf_printf(&f->out->text, _("Please type the %d digits from the "
	    "e-mail, or ask for a new code."),
	    (int)f->context->verifier->code_digits);
	fill_reply(f, _("Send a new code"));
	return RC_OK;
}

static enum rc
refuse_code(struct fill *f, const char *why)
{
	int64_t left = CODE_TRIES - ++f->task->asks;

	f->out->kind = FILL_ANSWER;
	if (left <= 0) {
		fill_give_up(f, _("There were too many wrong codes."));
		return RC_OK;
	}
	if (left == 1)
		buf_printf(&f->out->text, _("%s You have one more try, or "
		    "can ask for a new code."), why);
	else
		buf_printf(&f->out->text, _("%s You have %d more tries, or "
		    "can ask for a new code."), why, (int)left);
	fill_reply(f, _("Send a new code"));
	return RC_OK;
}

static enum rc
try_code(struct fill *f, const char *code, struct err *e)
{
	struct tool_context *c = f->context;
	enum tool_check check = CHECK_WRONG;
	enum rc rc = c->verifier->check(c, f->task->email, code, &check, e);

	if (rc != RC_OK)
		return fill_failed(f, rc, e);
	switch (check) {
	case CHECK_RIGHT:
		fill_rule(f, "verified");
		c->email = f->task->email;
		f->locked = false;
		f->task->asked = "";
		f->task->asks = 0;
		rc = fill_take(f, f->task->wish, e);
		return rc == RC_OK ? fill_advance(f, e) :
				     fill_failed(f, rc, e);
	case CHECK_EXPIRED:
		return refuse_code(f, _("That code is not valid any more."));
	case CHECK_SPENT:
		fill_give_up(f, _("There were too many wrong codes."));
		return RC_OK;
	default:
		return refuse_code(f, _("That code is not right."));
	}
}

void
fill_keep(struct fill *f)
{
	f->task->wish = text_cut(f->arena, arena_printf(f->arena, "%s\n%s",
	    f->task->wish, f->in->text), FILL_VALUE_MAX);
}

enum rc
fill_verify_turn(struct fill *f, bool *handled, struct err *e)
{
	bool code = strcmp(f->asked, FILL_ASK_CODE) == 0;
	const char *digits;
	enum rc rc;

	*handled = true;
	entity_find(f->arena, f->in->text, fill_now(f->context), &f->found);
	/* Also another address, which starts anew. */
	if (f->context->verifier == NULL ||
	    entity_best(&f->found, ENTITY_EMAIL, ENTITY_SURE) != NULL)
		return fill_ask_email(f, e);
	digits = code ? code_in(f) : NULL;
	if (digits != NULL)
		return try_code(f, digits, e);
	if (code && wants_new_code(f->in->words))
		return send_again(f, e);
	fill_keep(f);
	rc = code ? RC_OK : fill_take(f, f->in->text, e);
	if (rc == RC_OK && f->n_taken > 0)
		return fill_advance(f, e);
	*handled = false;
	return rc;
}
