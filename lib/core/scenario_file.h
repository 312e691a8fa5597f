/* scenario.json (doc/seed-format.md): checked, then stored as a revision. */
#ifndef CORE_SCENARIO_FILE_H
#define CORE_SCENARIO_FILE_H

#include "store/scenario.h"

#define SCENARIO_FILE_MAX ((size_t)200 << 10) /* a prompt, not a book */

/* `file` is named in errors; changed: a new revision was made. */
enum rc scenario_file_import(struct scope *s, const char *file,
    struct scenario *out, bool *changed, struct err *e) MUST_CHECK;

#endif
