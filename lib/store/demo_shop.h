/*
 * The demo shop: products and orders.  Rows of some functions come as JSON
 * objects with the keys of the queries (sql/queries/demo_shop.sql).
 */
#ifndef STORE_DEMO_SHOP_H
#define STORE_DEMO_SHOP_H

#include "base/json.h"
#include "io/scope.h"

struct demo_shop_order {
	const char *number;
	const char *status; /* "out_for_delivery", see the migration */
	const char *note;   /* one sentence, or NULL */
	const char *placed_on, *shipped_on, *delivered_on, *cancelled_on,
	    *refunded_on, *expected_on; /* "November 3, 2026" or NULL */
	const char *shipping_method;
	const char *carrier, *tracking_number, *last_scan; /* or NULL */
	const char *items; /* one a line */
};

/* What a stranger may hear of an order. */
enum rc demo_shop_order_get(struct scope *s, const char *number,
    struct demo_shop_order *out, struct err *e) MUST_CHECK;

/* Products, best first. */
#define DEMO_SHOP_HITS_MAX 8
struct demo_shop_hits {
	struct json *items[DEMO_SHOP_HITS_MAX];
	size_t n;
};
struct demo_shop_search {
	const char *const *words;
	size_t n;
	const char *said;  /* the message: names of devices are looked for */
	int64_t max_cents; /* 0: whatever it costs */
};
enum rc demo_shop_find(struct scope *s, const struct demo_shop_search *in,
    struct demo_shop_hits *out, struct err *e) MUST_CHECK;

/* An order of the customer with this verified address; else NOT_FOUND. */
struct demo_shop_own {
	const char *number, *email;
};
enum rc demo_shop_order_own(struct scope *s, struct demo_shop_own own,
    struct json **out, struct err *e) MUST_CHECK;

/* These change it; NOT_FOUND: not theirs, or too late. */
enum rc demo_shop_order_cancel(struct scope *s, struct demo_shop_own own,
    struct err *e) MUST_CHECK;
enum rc demo_shop_order_address(struct scope *s, struct demo_shop_own own,
    const char *address, struct err *e) MUST_CHECK;
enum rc demo_shop_order_size(struct scope *s, struct demo_shop_own own,
    int64_t line, const char *size, struct err *e) MUST_CHECK;

struct demo_shop_return {
	struct demo_shop_own own;
	int64_t line, quantity;
	const char *reason, *wish; /* as in demo.shop_return */
	bool opened;
	int64_t fee_cents, refund_cents;
	const char *number, *send_by; /* filled in */
};
/* NOT_FOUND: not theirs, not delivered, or not so many left. */
enum rc demo_shop_return_insert(struct scope *s, struct demo_shop_return *r,
    struct err *e) MUST_CHECK;

#endif
