/* What the tools about a customer's own order share. */
#ifndef CORE_TOOL_OWN_ORDER_H
#define CORE_TOOL_OWN_ORDER_H

#include "core/tools.h"
#include "store/demo_shop.h"

extern const char *const own_order_scenarios[];

/* The slot "number" of each of them. */
#define OWN_ORDER_SLOT                                                 \
	{.name = "number", .type = SLOT_ORDER, .required = true,       \
	    .label = N_("Order number"), .tone = "ask_order",          \
	    .ask = N_("Please tell me the order number."),             \
	    .expected = N_("An order number has five digits, for "     \
			   "example 12345.")}

struct demo_shop_own own_order_key(const struct tool_context *c);

/* NOT_FOUND: none with this number and the verified address. */
enum rc own_order_get(struct tool_context *c, struct json **out,
    struct err *e) MUST_CHECK;

/* "I find no order 12345 ..."; the same for another's and for none. */
const char *own_order_unknown(struct tool_context *c);

/* The item that the message names: SLOT_CHOICE "item", its value the line;
 * taken without asking when the order has one. */
enum rc own_order_item(struct tool_context *c, const struct tool_slot *slot,
    const char *said, bool asked, struct tool_choices *out, struct err *e);
const struct json *own_order_line(const struct json *order,
    const char *line);

#endif
