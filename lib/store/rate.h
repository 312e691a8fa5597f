/* Token buckets in the database: the same limits on every node. */
#ifndef STORE_RATE_H
#define STORE_RATE_H

#include "io/scope.h"

#define RATE_KEYS_MAX 4

struct rate_bucket {
	const char *key;    /* class and a hash; see web/limit */
	int64_t per_minute; /* refill */
	int64_t burst;	    /* size */
	/* Filled in: */
	bool allowed;
	double tokens; /* left */
};

/* Takes `cost` tokens from each of n buckets in one statement. */
enum rc rate_take(struct scope *s, struct rate_bucket *buckets, size_t n,
    int64_t cost, struct err *e) MUST_CHECK;

/* Removes buckets not touched for so long that they are full again. */
enum rc rate_prune(struct scope *s, int64_t older_than_s, struct err *e)
    MUST_CHECK;

#endif
