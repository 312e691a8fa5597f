/*
 * How functions fail: a closed list of codes, and one struct that carries
 * the details from where they were found to where they are answered.
 *
 * Who detects a failure fills `struct err` with one of the functions below
 * and returns what it returns; callers in between only pass it on.  Nobody
 * both logs and returns.
 */
#ifndef BASE_RC_H
#define BASE_RC_H

#include "base/base.h"

enum rc {
	RC_OK = 0,
	RC_INVALID,	    /* the input breaks a rule that `err` names */
	RC_UNAUTHENTICATED, /* no or no valid identity */
	RC_DENIED,	    /* identity known, not allowed */
	RC_NOT_FOUND,	    /* not there, or not the caller's */
	RC_CONFLICT,	    /* the thing's state does not allow it */
	RC_TOO_LARGE,	    /* more bytes or items than the limit */
	RC_LIMITED,	    /* too many requests; try later */
	RC_UPSTREAM,	    /* a program we depend on failed */
	RC_TIMEOUT,	    /* a deadline passed */
	RC_BUSY,	    /* overload or database away; try again */
	RC_INTERNAL,	    /* our own fault */
	RC_PARKED,	    /* only in `events`: the answer comes later */
	RC_COUNT_
};

#define ERR_FIELDS_MAX 16 /* a form has no more wrong fields worth naming */

/* One wrong input field. */
struct err_field {
	char name[64];	  /* as in the request: "content" */
	char message[160]; /* may be shown: "is longer than 4,000 characters" */
};

struct err {
	enum rc rc;
	char message[256]; /* a whole sentence that may be shown to anybody */
	char detail[512];  /* for the log only */
	const char *where; /* "lib/io/db.c:123", set by the macros */
	int retry_after;   /* seconds, with LIMITED and BUSY; 0: unknown */
	struct err_field fields[ERR_FIELDS_MAX];
	size_t n_fields;
};

/*
 * Fill `e` (which may be NULL) and return `rc`.  The text may be shown.
 * What `e` held before is gone, wrong fields and retry_after too.
 */
#define err_set(e, rc, ...) err_set_at(ERR_HERE, e, rc, __VA_ARGS__)

/*
 * An own fault or a dependency's: the visitor reads a general sentence, the
 * log gets the text given here.
 */
#define err_log(e, rc, ...) err_log_at(ERR_HERE, e, rc, __VA_ARGS__)

#define ERR_LINE_TEXT(line) #line
#define ERR_LINE(line) ERR_LINE_TEXT(line)
#define ERR_HERE __FILE__ ":" ERR_LINE(__LINE__)

enum rc err_set_at(const char *where, struct err *e, enum rc rc,
    const char *fmt, ...) PRINTF_LIKE(4, 5);
enum rc err_log_at(const char *where, struct err *e, enum rc rc,
    const char *fmt, ...) PRINTF_LIKE(4, 5);

/*
 * Add one wrong field to `e`, which was zeroed at first (or NULL); sets rc
 * INVALID and a general message.  Past ERR_FIELDS_MAX none is added.
 */
enum rc err_field(struct err *e, const char *name, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* "not_found": the code's name in logs and problem types. */
const char *rc_name(enum rc rc);

#endif
