#include "base/base.h"

#include "cgi/events/bucket.h"

static void
refill(const struct buckets *b, struct bucket *k, uint32_t now_ms)
{
	float more = (float)(uint32_t)(now_ms - k->ms) * b->per_second / 1000;

	k->ms = now_ms;
	k->tokens += more;
	if (k->tokens > b->burst)
		k->tokens = b->burst;
}

/* The key's bucket, or the one it may take over. */
static struct bucket *
find(struct buckets *b, uint64_t key, uint32_t now_ms)
{
	struct bucket *best = NULL;

	for (size_t i = 0; i < BUCKET_NEIGHBOURS; i++) {
		struct bucket *k = &b->items[(key + i) % BUCKETS];

		refill(b, k, now_ms);
		if (k->key == key)
			return k;
		if (best == NULL || k->tokens > best->tokens)
			best = k;
	}
	*best = (struct bucket){key, b->burst, now_ms};
	return best;
}

bool
buckets_take(struct buckets *b, const uint8_t *hash, int64_t now_us)
{
	struct bucket *k;
	uint64_t key;

	if (b->burst <= 0)
		return true;
	memcpy(&key, hash, sizeof(key));
	k = find(b, key | 1, (uint32_t)(now_us / 1000));
	if (k->tokens < 1)
		return false;
	k->tokens -= 1;
	return true;
}
