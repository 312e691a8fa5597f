/* A site's search index made from the database; kb_index.h keeps it. */
#ifndef CORE_KB_BUILD_H
#define CORE_KB_BUILD_H

#include "io/scope.h"

struct kb_built {
	const uint8_t *data;
	size_t n;
	struct index_builder *builder; /* holds the bytes */
};

/* Of what the connection sees: in a transaction, its own changes too. */
enum rc kb_build(struct scope *s, struct kb_built *out, struct err *e)
    MUST_CHECK;
void kb_built_free(struct kb_built *b);

#endif
