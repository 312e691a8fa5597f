/* application/x-www-form-urlencoded text: query strings and forms. */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "base/schema.h"

#define FORM_PAIRS_MAX 64

/*
 * Percent-decoded text of n bytes; NULL unless the result is valid UTF-8
 * without NUL (and, with plus false, without control characters).
 */
char *form_decode(struct arena *a, const char *s, size_t n, bool plus);

/* INVALID: bad encoding or more than FORM_PAIRS_MAX fields. */
enum rc form_read(struct arena *a, const char *s, size_t n,
    struct schema_pairs *out, struct err *e) MUST_CHECK;

#endif
