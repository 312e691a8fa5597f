/*
 * Who a conversation is verified for: whoever reads a mailbox.  A code of
 * six digits goes to the address; it is good for ten minutes and five tries,
 * for this conversation alone, and stored as an HMAC under a salt of its own.
 *
 * Tools that show account data ask verify_email and filter by what it says,
 * in SQL.  Neither the visitor's own word nor the API's `user_id` is ever
 * taken for it.
 *
 * Nobody learns from these functions, nor from how long they take, whether an
 * address is a customer's: the letter alone tells, to whoever reads it.
 */
#ifndef CORE_VERIFY_H
#define CORE_VERIFY_H

#include "io/scope.h"

#define VERIFY_DIGITS 6
#define VERIFY_MINUTES 10
#define VERIFY_TRIES 5
#define VERIFY_HOURS 12 /* that a conversation stays verified */

enum verify_sent {
	VERIFY_SENT,	   /* if it is a customer's, a letter is queued */
	VERIFY_TOO_MANY,   /* codes in the past hour */
	VERIFY_NO_MAIL,	   /* no mail is set up: offer a person */
	VERIFY_NO_ADDRESS, /* that is no e-mail address */
};

enum verify_checked {
	VERIFY_RIGHT,
	VERIFY_WRONG, /* may be tried again */
	VERIFY_OVER,  /* none, too old, used, or tried too often: a new one */
};

enum rc verify_send(struct scope *s, int64_t conversation_id,
    const char *email, enum verify_sent *out, struct err *e) MUST_CHECK;

/* `code` as the visitor typed it: spaces and dashes are passed over. */
enum rc verify_check(struct scope *s, int64_t conversation_id,
    const char *code, enum verify_checked *out, struct err *e) MUST_CHECK;

/* The verified address, in lower case; NULL: none. */
enum rc verify_email(struct scope *s, int64_t conversation_id,
    const char **email, struct err *e) MUST_CHECK;

/* The address whose code is waited for; NULL: none. */
enum rc verify_pending(struct scope *s, int64_t conversation_id,
    const char **email, struct err *e) MUST_CHECK;

/* What to say, in the reader's language; never differs by the address. */
const char *verify_sent_text(enum verify_sent sent);
const char *verify_checked_text(enum verify_checked checked);

#endif
