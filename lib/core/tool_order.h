/* The demo shop's orders: status by order number. */
#ifndef CORE_TOOL_ORDER_H
#define CORE_TOOL_ORDER_H

#include "core/tools.h"

extern const struct tool tool_order_status;

/* "12345" from "#12345", "order 12345", "no. 12345"; NULL: none. */
const char *tool_order_number(struct arena *a, const struct tool_message *m);
bool tool_order_wanted(const struct tool_message *m);

#endif
