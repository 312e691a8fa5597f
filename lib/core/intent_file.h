/*
 * Intents as files (doc/intents.md): a folder of NAME.md, front matter with
 * title, description, route, next and language, then an example a line.
 */
#ifndef CORE_INTENT_FILE_H
#define CORE_INTENT_FILE_H

#include "store/intent.h"

#define INTENT_FILE_EXAMPLES_MAX 5000
#define INTENT_NEXT_MAX 20
#define INTENT_TEXT_MAX 500 /* characters of an example */

/* `name` is the file's name without folder and ".md"; `file` is named in
 * errors: "order_status.md:3: expected …". */
enum rc intent_file_parse(struct arena *a, const char *file,
    const char *name, const char *text, struct intent_new *out,
    struct err *e) MUST_CHECK;

struct intent_import {
	int64_t scenario_id;
	const char *dir;
	size_t n_intents, n_examples; /* out */
};

/* All *.md of a folder in one transaction; intents of files that are gone
 * are removed. */
enum rc intent_import_dir(struct scope *s, struct intent_import *in,
    struct err *e) MUST_CHECK;

#endif
