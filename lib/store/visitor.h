/* Visitors: known only by the bearer tokens they hold. */
#ifndef STORE_VISITOR_H
#define STORE_VISITOR_H

#include "io/scope.h"

#define VISITOR_TOKEN_DAYS 30 /* security B3: absolute limit of a token */

/* NULL keeps what is stored. */
enum rc visitor_set_contact(struct scope *s, int64_t visitor_id,
    const char *name, const char *email, struct err *e) MUST_CHECK;

#endif
