/* The demo shop's orders: status by order number. */
#ifndef CORE_TOOL_ORDER_H
#define CORE_TOOL_ORDER_H

#include "core/tools.h"

extern const struct tool tool_order_status;

#endif
