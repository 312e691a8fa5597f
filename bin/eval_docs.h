/* Documents of a file as a search index, for the tasks that ask them. */
#ifndef BIN_EVAL_DOCS_H
#define BIN_EVAL_DOCS_H

#include "eval.h"
#include "nlp/index.h"

#define EVAL_PARTS 10 /* the documents are left out by tenths */

struct eval_docs {
	const struct eval_rows *rows; /* id, title, text */
	const char *language;	      /* NULL: English */
	const char *const *learned; /* questions of each, one a line; or NULL */
	size_t without; /* the documents of this tenth; EVAL_PARTS: none */
};

/*
 * Each document is an article whose slug is its id, cut into passages as an
 * import does.  The index lives in the run's arena; `bytes` may be NULL.
 */
enum rc eval_docs_index(struct eval *ev, const struct eval_docs *in,
    struct index *out, size_t *bytes, struct err *e) MUST_CHECK;

#endif
