/* One-time codes and whose mailbox a conversation is verified for. */
#ifndef STORE_CODE_H
#define STORE_CODE_H

#include "io/scope.h"

struct code_new {
	int64_t conversation_id;
	const char *email;
	const char *origin; /* hash of the network that asks, or "" */
	const char *salt;   /* hex */
	const char *hash;   /* hex HMAC of the code under the salt */
	int64_t minutes;    /* it is good for */
	/* At most so many an hour. */
	int64_t hourly_email, hourly_visitor, hourly_origin;
	/* Filled in: */
	bool issued; /* false: too many */
	bool known;  /* a customer's address */
	const char *company; /* of the conversation's scenario */
};

struct code_tried {
	int64_t id;
	const char *email, *salt, *hash;
	int64_t tries; /* this one included */
};

enum rc code_issue(struct scope *s, struct code_new *c, struct err *e)
    MUST_CHECK;

/* Counts a try of the newest code; NOT_FOUND: used, too old, too often. */
enum rc code_try(struct scope *s, int64_t conversation_id, int64_t tries_max,
    struct code_tried *out, struct err *e) MUST_CHECK;

/* It was right: verified for so many hours. */
enum rc code_use(struct scope *s, int64_t code_id, int64_t hours,
    struct err *e) MUST_CHECK;

/* What became of the newest code; NOT_FOUND: there is none. */
struct code_state {
	const char *email;
	int64_t tries;
	bool is_over; /* used or too old */
};
enum rc code_newest(struct scope *s, int64_t conversation_id,
    struct code_state *out, struct err *e) MUST_CHECK;

/* NOT_FOUND: not verified. */
enum rc verification_get(struct scope *s, int64_t conversation_id,
    const char **email, struct err *e) MUST_CHECK;

/* Removes codes a day old, at most `max`. */
enum rc code_prune(struct scope *s, int64_t max, struct err *e) MUST_CHECK;

#endif
