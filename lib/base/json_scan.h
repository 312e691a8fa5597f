/*
 * The strict check in front of json-c, in one pass; only json.c calls this.
 * json-c 0.16 in its strict mode still takes single quotes, NaN, Infinity,
 * duplicate keys, \u0000 and unpaired surrogates, and clamps integers.
 */
#ifndef BASE_JSON_SCAN_H
#define BASE_JSON_SCAN_H

#include "base/arena.h"
#include "base/rc.h"

/*
 * OK: one value as json.h demands it, nothing after it but white space.
 * *pairs: there are \uD83D\uDE4F escapes, see json_join_pairs.
 */
enum rc json_scan(struct arena *a, const char *s, size_t n, bool *pairs,
    struct err *e) MUST_CHECK;

#endif
