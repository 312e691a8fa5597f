/* Tools without a database, for the tests of the dialogue engine. */
#ifndef FILL_TOOLS_H
#define FILL_TOOLS_H

#include "core/tools.h"

extern const struct tool *const fill_tools[];
extern const struct tool_verifier fill_tools_verifier; /* code 123456 */

void fill_tools_reset(void);
int fill_tools_ran(void); /* changes and account data since the reset */
const char *fill_tools_input(void); /* of the last run */
const char *fill_tools_key(void);
void fill_tools_set_fee(int dollars);

#endif
