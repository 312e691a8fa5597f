/*
 * Escapes in JSON text (RFC 8259, section 7); only json.c and json_scan.c
 * call this.
 */
#ifndef BASE_JSON_ESCAPE_H
#define BASE_JSON_ESCAPE_H

#include "base/arena.h"

/* The four hexadecimal digits at p, -1 if they are not there. */
int32_t json_hex4(const char *p, size_t n);

/* Writes a checked text without its escapes; never longer.  Returns bytes. */
size_t json_unescape(const char *s, size_t n, char *out);

/*
 * A copy of a checked JSON document with each \uD83D\uDE4F as the character
 * itself; *n becomes its length.
 */
char *json_join_pairs(struct arena *a, const char *s, size_t *n);

#endif
