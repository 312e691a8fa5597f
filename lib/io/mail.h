/*
 * Sends letters.  libcurl is seen only here, and only by programs that send
 * (`biwoco worker`): web programs put letters into the outbox.
 *
 * A mail address ("mail_url") is one of
 *	smtp://[user[:password]@]host[:port]	STARTTLS where it is offered;
 *						with a user never without,
 *						but on this machine
 *	smtps://[user[:password]@]host[:port]	TLS from the beginning
 *	sendmail:/usr/sbin/sendmail		a program, the letter on stdin
 *	file:///folder				a file TOKEN.eml a letter
 */
#ifndef IO_MAIL_H
#define IO_MAIL_H

#include "io/mail_text.h"

#define MAIL_SECONDS 30 /* a letter takes at most */

/*
 * OK: taken over by the server, program or folder.  INVALID: it never will
 * be (a wrong address, refused for good).  UPSTREAM, TIMEOUT: try again.
 */
enum rc mail_send(struct arena *a, const char *url, const struct mail *m,
    struct err *e) MUST_CHECK;

#endif
