/*
 * Typing errors in words that a model does not know: such a word is read as
 * the known one that is an error away.  An error is a letter left out, one
 * too many, another one, or two swapped (Damerau 1964).  Left as they are:
 * everyday words, words whose stem is known, and all but plain letters.
 */
#ifndef NLP_REPAIR_H
#define NLP_REPAIR_H

#include "nlp/words.h"

#define REPAIR_SHORTEST 3 /* letters; what is shorter is near everything */
#define REPAIR_LONGEST 24 /* letters; what is longer takes too long */

struct repair_vocabulary {
	/* How rare a feature is (feature_key), above 0; 0: not known. */
	double (*rarity)(const void *arg, uint64_t key);
	const void *arg;
};

/* Of the known words that are an error away the least rare one counts.
 * Looks at the first `n` words. */
void repair_words(struct arena *a, const struct repair_vocabulary *v,
    struct stemmer *st, struct word *words, size_t n);

#endif
