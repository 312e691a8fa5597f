/* A trace (doc/answering.md) as text for a person. */
#ifndef BIN_TRACE_PRINT_H
#define BIN_TRACE_PRINT_H

#include "base/json.h"

void trace_print(const struct json *trace);

#endif
