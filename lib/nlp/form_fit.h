/*
 * Whether words hold what the form of a question asks for: a price for "how
 * much", a name for "who", a day for "when".
 */
#ifndef NLP_FORM_FIT_H
#define NLP_FORM_FIT_H

#include "nlp/markdown.h"
#include "nlp/query.h"

/* 0..1; what the question says itself (its own year, its own names) is no
 * answer. */
double form_fit(const struct query *q, const struct words *w,
    const char *text, enum markdown_kind kind);

/* Asks for a price, number, duration or time. */
bool form_wants_figure(enum query_form form);

#endif
