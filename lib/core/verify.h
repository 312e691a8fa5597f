/*
 * Who a conversation is verified for: whoever reads a mailbox.  A code of
 * six digits goes to the address; it is good for ten minutes and five tries,
 * for this conversation alone, and stored as an HMAC under a salt of its own.
 *
 * Tools that show account data filter by the verified address, in SQL.
 * Neither the visitor's own word nor the API's `user_id` is ever taken for
 * it.
 *
 * Nobody learns from these functions whether an address is a customer's: the
 * letter alone tells, to whoever reads it.
 */
#ifndef CORE_VERIFY_H
#define CORE_VERIFY_H

#include "core/tools.h"

#define VERIFY_DIGITS 6
#define VERIFY_MINUTES 10
#define VERIFY_TRIES 5
#define VERIFY_HOURS 12 /* that a conversation stays verified */

/* By a code to the mailbox; NULL where no mail is set up, so that nobody can
 * be verified and a person has to help. */
const struct tool_verifier *verify_by_mail(const struct scope *s);

/*
 * LIMITED: too many codes in the past hour, for the address, by the visitor
 * or from the network.  INVALID: that is no e-mail address.
 */
enum rc verify_send(struct scope *s, int64_t conversation_id,
    const char *email, struct err *e) MUST_CHECK;

/* `code` as typed: spaces and dashes are passed over.  It must be the newest
 * one, and sent to this address. */
struct verify_try {
	int64_t conversation_id;
	const char *email, *code;
};
enum rc verify_check(struct scope *s, const struct verify_try *t,
    enum tool_check *out, struct err *e) MUST_CHECK;

/* The verified address, in lower case; NULL: none. */
enum rc verify_email(struct scope *s, int64_t conversation_id,
    const char **email, struct err *e) MUST_CHECK;

#endif
