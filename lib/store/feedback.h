/* Votes on answers and the survey at the end: changeable for a day. */
#ifndef STORE_FEEDBACK_H
#define STORE_FEEDBACK_H

#include "io/scope.h"

struct feedback {
	int64_t vote; /* -1 or 1 */
	const char *comment; /* NULL: keep what is there */
	/* Filled in: */
	const char *conversation_public_id;
	int64_t conversation_id, seq; /* of the event that tells of it */
	const char *created_at, *updated_at;
};

/* NOT_FOUND; CONFLICT when the day to change it is over. */
enum rc feedback_set(struct scope *s, struct access message,
    struct feedback *io, struct err *e) MUST_CHECK;

struct survey {
	int64_t rating; /* 1 to 5; 0: not filled in */
	const char *comment;
	/* Only by survey_get: */
	const char *created_at, *updated_at;
	bool can_change; /* its day is not over */
};

enum rc survey_set(struct scope *s, struct access conversation,
    const struct survey *in, struct err *e) MUST_CHECK;

/* rating 0 when there is none (or no such conversation). */
enum rc survey_get(struct scope *s, struct access conversation,
    struct survey *out, struct err *e) MUST_CHECK;

#endif
