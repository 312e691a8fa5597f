/* The rows of all tools; tools.c has their order. */
#ifndef CORE_TOOL_ROWS_H
#define CORE_TOOL_ROWS_H

#include "core/tools.h"

/* ecommerce */
extern const struct tool tool_product_search, tool_order_cancel,
    tool_order_change, tool_return_request, tool_refund_status;
/* saas */
extern const struct tool tool_plan_lookup, tool_invoice_lookup,
    tool_api_key_reset, tool_plan_change, tool_service_status;
/* service */
extern const struct tool tool_area_check, tool_quote, tool_free_slots,
    tool_book_appointment, tool_move_appointment, tool_cancel_appointment;

#endif
