/*
 * Words that may stand for each other as one number: "refund" and
 * "reimburse" are the same concept.  The map lies in a model's file, so that
 * nothing is parsed when a program starts; training makes it from the
 * synonyms of the language (query_synonym.c).
 */
#ifndef NLP_CONCEPT_H
#define NLP_CONCEPT_H

#include "base/arena.h"

struct concept_slot {
	uint32_t print;	  /* upper half of the stem's hash */
	uint32_t concept; /* 0: free; else its number, from 1 */
};

/* A hash table by the stems' hashes; empty: n_slots 0. */
struct concepts {
	const struct concept_slot *slots;
	uint32_t n_slots; /* a power of two, at most half full */
};

void concepts_make(struct arena *a, const char *language,
    struct concepts *out);

/* 0: none. */
uint32_t concept_find(const struct concepts *c, uint64_t hash);

/* The hash of a stem, the same in features.c. */
uint64_t concept_hash(const char *stem);

#endif
