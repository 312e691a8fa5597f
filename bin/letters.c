#include "base/base.h"

#include "letters.h"

#include "base/clock.h"
#include "base/log.h"
#include "io/mail.h"
#include "store/outbox.h"

#define LEASE_S (2 * MAIL_SECONDS)
#define ATTEMPTS_MAX 8
#define PAUSE_MIN_S 20 /* doubles; the eight attempts take 42 minutes */

static int64_t
pause_after(int64_t attempt)
{
	return PAUSE_MIN_S << (attempt - 1);
}

/* Notes how the attempt ended; a log line never holds the address. */
static enum rc
note_failure(struct scope *s, const struct outbox_letter *l,
    const struct err *failure, struct err *e)
{
	bool over = failure->rc == RC_INVALID || l->attempt >= ATTEMPTS_MAX;

	log_event(LOG_LEVEL_WARN, over ? "letter given up" :
	    "letter not sent yet", LOG_I64("id", l->id),
	    LOG_I64("attempt", l->attempt),
	    LOG_TEXT("error", failure->message));
	if (over)
		return outbox_done(s, l, failure->message, e);
	return outbox_again(s, l, pause_after(l->attempt), failure->message,
	    e);
}

static enum rc
send_one(struct command_env *env, struct scope *s,
    const struct outbox_letter *l, bool *sent, struct err *e)
{
	const struct mail m = {
		.from = env->conf->mail_from,
		.to = l->email,
		.subject = l->subject,
		.body = l->body,
		.file_name = l->file_name,
		.file_type = l->file_type,
		.file_body = l->file_body,
		.token = l->token,
		.wall_us = clock_wall_us(),
	};
	struct err failure = {0};

	*sent = mail_send(s->arena, env->conf->mail_url, &m, &failure) ==
	    RC_OK;
	return *sent ? outbox_done(s, l, "", e) :
	    note_failure(s, l, &failure, e);
}

enum rc
letters_send(struct command_env *env, size_t *sent, struct err *e)
{
	struct scope s = *env->scope;
	struct outbox_letter letter;
	enum rc rc = RC_OK;

	*sent = 0;
	if (*env->conf->mail_url == '\0')
		return RC_OK;
	s.arena = arena_new(ARENA_REQUEST_MAX);
	for (size_t i = 0; i < LETTERS_RUN_MAX && rc == RC_OK; i++) {
		bool ok = false;

		arena_reset(s.arena);
		rc = outbox_lease(&s, LEASE_S, &letter, e);
		if (rc == RC_OK)
			rc = send_one(env, &s, &letter, &ok, e);
		*sent += ok;
	}
	arena_free(s.arena);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}
