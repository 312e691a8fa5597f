/*
 * Which units of the evidence make the answer: the best one, what it leans
 * on, the list or rows it announces, another case of the same thing.
 */
#ifndef NLP_SELECTION_H
#define NLP_SELECTION_H

#include "nlp/evidence.h"

#define SELECTION_UNITS_MAX 24

struct selection {
	size_t units[SELECTION_UNITS_MAX]; /* of the evidence, ascending */
	size_t n;
	int verdict; /* yes/no questions: 1, -1; 2: it depends; 0: unsaid */
};

void selection_make(struct arena *a, const struct retrieve_result *found,
    const struct evidence *e, struct selection *out);

#endif
