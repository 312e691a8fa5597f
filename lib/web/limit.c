#include "base/base.h"

#include "web/limit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/crypt.h"
#include "base/log.h"
#include "store/rate.h"
#include "web/peer.h"

#define LEASES 64	     /* callers a process remembers */
#define LEASE_US 1000000     /* unused tokens are lost after this */
#define LEASE_SHARE 16	     /* at most 1/16 of a bucket at once */
#define KEY_MAX 64

/* Requests a minute and at once; 0: no bucket of this kind. */
static const struct policy {
	const char *name;
	int64_t visitor_minute, visitor_burst;
	int64_t address_minute, address_burst;
} policies[LIMIT_CLASSES_] = {
	[LIMIT_READ] = {"read", 600, 600, 3000, 3000},
	[LIMIT_POST] = {"post", 60, 60, 600, 600},
	[LIMIT_START] = {"start", 0, 0, 60, 60},
	[LIMIT_SEARCH] = {"search", 120, 120, 600, 600},
};

struct lease {
	char key[KEY_MAX];
	int64_t left, batch;
	int64_t until_us;
	double tokens; /* in the tightest bucket when they were taken */
};

struct limiter {
	int64_t percent;
	struct lease leases[LEASES];
};

struct limiter *
limiter_new(int64_t percent)
{
	struct limiter *l = calloc(1, sizeof(*l));

	if (l == NULL)
		log_die("out of memory");
	l->percent = percent;
	return l;
}

void
limiter_free(struct limiter *l)
{
	free(l);
}

const char *
limit_name(enum limit_class c)
{
	return policies[c].name;
}

const char *
limit_describe(struct arena *a, enum limit_class c)
{
	const struct policy *p = &policies[c];

	if (p->name == NULL)
		return "no limit";
	if (p->visitor_minute == 0)
		return arena_printf(a, "%lld a minute for each address",
		    (long long)p->address_minute);
	return arena_printf(a,
	    "%lld a minute for each visitor, %lld for each address",
	    (long long)p->visitor_minute, (long long)p->address_minute);
}

/* A key that tells nothing of the token or the address. */
static const char *
bucket_key(struct arena *a, const char *class, char kind, const void *p,
    size_t n)
{
	char hex[CRYPT_HASH_HEX];

	crypt_hash_hex(p, n, hex);
	return arena_printf(a, "%s:%c:%.24s", class, kind, hex);
}

/* Never nothing: a bucket of 0 would shut out everybody for ever. */
static int64_t
scaled(const struct limiter *l, int64_t n)
{
	int64_t share = n * l->percent / 100;

	return share > 0 ? share : 1;
}

static size_t
buckets_for(const struct limiter *l, struct req *q, struct rate_bucket *out)
{
	const struct policy *p = &policies[q->route->limit];
	const char *prefix = peer_prefix(q->arena, q->address);
	size_t n = 0;

	out[n++] = (struct rate_bucket){
		.key = bucket_key(q->arena, p->name, 'a', prefix,
		    strlen(prefix)),
		.per_minute = scaled(l, p->address_minute),
		.burst = scaled(l, p->address_burst),
	};
	if (q->identity.source != IDENTITY_NONE && p->visitor_minute > 0)
		out[n++] = (struct rate_bucket){
			.key = bucket_key(q->arena, p->name, 't',
			    q->identity.hash, ACCESS_HASH),
			.per_minute = scaled(l, p->visitor_minute),
			.burst = scaled(l, p->visitor_burst),
		};
	return n;
}

/* The caller's lease, or the slot that makes room for it. */
static struct lease *
lease_for(struct limiter *l, const struct rate_bucket *b, size_t n)
{
	const char *key = b[n - 1].key;
	struct lease *oldest = &l->leases[0];

	for (size_t i = 0; i < LEASES; i++) {
		struct lease *s = &l->leases[i];

		if (strcmp(s->key, key) == 0)
			return s;
		if (s->until_us < oldest->until_us)
			oldest = s;
	}
	*oldest = (struct lease){.batch = 0};
	snprintf(oldest->key, sizeof(oldest->key), "%s", key);
	return oldest;
}

static bool
all_allowed(struct lease *s, const struct rate_bucket *b, size_t n)
{
	bool allowed = true;

	s->tokens = b[0].tokens;
	for (size_t i = 0; i < n; i++) {
		allowed = allowed && b[i].allowed;
		if (b[i].tokens < s->tokens)
			s->tokens = b[i].tokens;
	}
	return allowed;
}

/* Asks the database for a batch; for one alone when the batch is refused. */
static enum rc
take(struct req *q, struct lease *s, struct rate_bucket *b, size_t n,
    struct err *e)
{
	int64_t now = clock_mono_us(), most = b[n - 1].burst / LEASE_SHARE;
	int64_t batch = s->until_us > now ? s->batch * 2 : 1;
	enum rc rc;

	if (batch > most)
		batch = most;
	if (batch < 1)
		batch = 1;
	for (;;) {
		rc = rate_take(&q->scope, b, n, batch, e);
		if (rc != RC_OK)
			return rc;
		if (all_allowed(s, b, n))
			break;
		if (batch == 1) {
			s->until_us = 0;
			return err_set(e, RC_LIMITED, "Too many requests in "
			    "a short time. Wait a little and try again.");
		}
		batch = 1;
	}
	s->batch = batch;
	s->left = batch;
	s->until_us = now + LEASE_US;
	return RC_OK;
}

static void
tell(struct res *r, const struct policy *p, const struct rate_bucket *b,
    const struct lease *s)
{
	double left = s->tokens < 0 ? 0 : s->tokens;

	res_headerf(r, "RateLimit-Policy", "\"%s\";q=%lld;w=60", p->name,
	    (long long)b->burst);
	res_headerf(r, "RateLimit", "\"%s\";r=%lld", p->name,
	    (long long)left + s->left);
}

enum rc
limit_check(struct limiter *l, struct req *q, struct res *r, struct err *e)
{
	const struct policy *p = &policies[q->route->limit];
	struct rate_bucket b[2];
	struct lease *s;
	size_t n;
	enum rc rc;

	if (p->name == NULL || l->percent == 0)
		return RC_OK;
	n = buckets_for(l, q, b);
	s = lease_for(l, b, n);
	if (s->left == 0 || s->until_us < clock_mono_us()) {
		s->left = 0;
		rc = take(q, s, b, n, e);
		if (rc == RC_LIMITED && e != NULL)
			e->retry_after = (int)(60 / (b[n - 1].per_minute + 1)
			    + 1);
		if (rc != RC_OK)
			return rc;
	}
	s->left--;
	tell(r, p, &b[n - 1], s);
	return RC_OK;
}
