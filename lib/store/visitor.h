/* Visitors: known only by the bearer tokens they hold. */
#ifndef STORE_VISITOR_H
#define STORE_VISITOR_H

#include "io/scope.h"

#define VISITOR_TOKEN_DAYS 30 /* security B3: absolute limit of a token */

/* NULL keeps what is stored. */
enum rc visitor_set_contact(struct scope *s, int64_t visitor_id,
    const char *name, const char *email, struct err *e) MUST_CHECK;

/* One more secret for the address of a chat page; NOT_FOUND as ever. */
enum rc visitor_page_token_insert(struct scope *s, struct access conversation,
    const uint8_t *page_token_hash, struct err *e) MUST_CHECK;

/* Removes at most `max` tokens that are over, of any site. */
enum rc visitor_tokens_expire(struct scope *s, int64_t max, size_t *n,
    struct err *e) MUST_CHECK;

#endif
