/* The demo shop's orders, as a stranger may hear of them. */
#ifndef STORE_DEMO_SHOP_H
#define STORE_DEMO_SHOP_H

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

enum rc demo_shop_order_get(struct scope *s, const char *number,
    struct demo_shop_order *out, struct err *e) MUST_CHECK;

#endif
