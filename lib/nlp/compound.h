/* Words that were typed together: "giftcards", "bathtub". */
#ifndef NLP_COMPOUND_H
#define NLP_COMPOUND_H

#include "nlp/index.h"
#include "nlp/query.h"

/*
 * A word that the index does not know becomes two when it knows both halves,
 * or the second one and the first is an everyday word.
 */
void compound_split(struct arena *a, const struct index *ix, int language,
    struct query *q);

#endif
