/*
 * A letter as RFC 5322 and MIME (RFC 2045 to 2047): ASCII only, lines of at
 * most 78 characters ended by CRLF.  Nothing of its parts can add a header:
 * control characters become spaces, addresses are checked first.
 */
#ifndef IO_MAIL_TEXT_H
#define IO_MAIL_TEXT_H

#include "base/buf.h"
#include "base/rc.h"

#define MAIL_TEXT_MAX ((size_t)1 << 20)

struct mail {
	const char *from, *to; /* addresses: name@host */
	const char *subject;   /* UTF-8 */
	const char *body;      /* UTF-8, lines ended by LF */
	/* One file with it, or all NULL. */
	const char *file_name; /* letters, digits, "-", "_" and "." */
	const char *file_type; /* "text/calendar; charset=utf-8" */
	const char *file_body;
	const char *token;  /* [0-9a-z]+: Message-ID and boundary */
	int64_t wall_us;    /* for Date */
};

/* INVALID: an address, name or type that cannot stand in a header. */
enum rc mail_text(struct arena *a, const struct mail *m, struct buf *out,
    struct err *e) MUST_CHECK;

#endif
