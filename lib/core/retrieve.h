/* From a question to ranked passages of the site's search index. */
#ifndef CORE_RETRIEVE_H
#define CORE_RETRIEVE_H

#include "io/scope.h"
#include "nlp/rank.h"

/* OK also when nothing is found. */
enum rc retrieve_passages(struct scope *s, const struct retrieve_request *in,
    struct retrieve_result *out, struct err *e) MUST_CHECK;

/* The text without typing errors, by the words of the articles. */
enum rc retrieve_repaired(struct scope *s, const char *language,
    const char *text, const char **out, struct err *e) MUST_CHECK;

#endif
