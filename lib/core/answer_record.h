/* An answer of either engine as the rows and the JSON that are stored. */
#ifndef CORE_ANSWER_RECORD_H
#define CORE_ANSWER_RECORD_H

#include "core/answer.h"
#include "store/answer.h"

/* The name that `model` carries for the built-in engine. */
#define ANSWER_MODEL_BUILTIN "built-in"

/*
 * Fills content, metadata, dialogue, citations, tools, trace, gap_question
 * and handoff_reason of `row`.  A visitor who waits for a person already is
 * not offered one again: the refusal becomes a receipt.
 */
void answer_record(struct arena *a, const struct answer_context *ctx,
    const struct answer *answer, struct answer_new *row);

#endif
