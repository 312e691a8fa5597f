/*
 * Token buckets in this process, by a visitor's token hash: they bound who
 * polls without waiting.  A small table: a newcomer takes the place of the
 * fullest bucket nearby, which had the least to lose.
 */
#ifndef CGI_EVENTS_BUCKET_H
#define CGI_EVENTS_BUCKET_H

#include "base/base.h"

#define BUCKETS 4096	   /* 64 KiB */
#define BUCKET_NEIGHBOURS 8 /* places a key may stand in */

struct bucket {
	uint64_t key; /* 0: free */
	float tokens;
	uint32_t ms; /* when `tokens` was true; wraps after 49 days */
};

struct buckets {
	float per_second, burst; /* burst 0: no limit */
	struct bucket items[BUCKETS];
};

/* One token, if there is one. */
bool buckets_take(struct buckets *b, const uint8_t *hash, int64_t now_us);

#endif
