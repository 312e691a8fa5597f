/*
 * From a question to ranked passages: the question's words are repaired and
 * widened by synonyms, PostgreSQL gives the passages with their rarest stems
 * (never all words at once: that would find nearly nothing), and the ranking
 * is our own (nlp/rank.h).
 */
#ifndef CORE_RETRIEVE_H
#define CORE_RETRIEVE_H

#include "io/scope.h"
#include "nlp/rank.h"

/* OK also when nothing is found. */
enum rc retrieve_passages(struct scope *s, const struct retrieve_request *in,
    struct retrieve_result *out, struct err *e) MUST_CHECK;

#endif
