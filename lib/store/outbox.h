/* Letters to send: queued by tools, sent by `biwoco worker`. */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include "io/scope.h"

#define OUTBOX_CHANNEL "biwoco_mail" /* NOTIFY after the commit */

struct outbox_new {
	int64_t conversation_id; /* 0: none */
	const char *email, *subject, *body;
	const char *file_name, *file_type, *file_body; /* all or none */
};

struct outbox_letter {
	int64_t site_id, id;
	int64_t attempt; /* 1 at first */
	int64_t age_s;	 /* since it was queued */
	const char *token; /* the same at each attempt: for Message-ID */
	const char *email, *subject, *body;
	const char *file_name, *file_type, *file_body;
};

enum rc outbox_add(struct scope *s, const struct outbox_new *l,
    struct err *e) MUST_CHECK;

/* The letter that is due longest, of any site; NOT_FOUND: none is due.
 * Nobody else gets it for `lease_s` seconds. */
enum rc outbox_lease(struct scope *s, int64_t lease_s,
    struct outbox_letter *out, struct err *e) MUST_CHECK;

/* It was sent, or will not be (error not ""): its text is forgotten. */
enum rc outbox_done(struct scope *s, const struct outbox_letter *l,
    const char *error, struct err *e) MUST_CHECK;

/* To be tried again after a pause. */
enum rc outbox_again(struct scope *s, const struct outbox_letter *l,
    int64_t pause_s, const char *error, struct err *e) MUST_CHECK;

/* Removes what ended so many days ago, at most `max`. */
enum rc outbox_prune(struct scope *s, int64_t days, int64_t max,
    struct err *e) MUST_CHECK;

#endif
