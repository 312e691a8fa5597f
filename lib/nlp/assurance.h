/*
 * How sure the best evidence answers the question: a logistic function of a
 * few figures, the same for every knowledge base.
 */
#ifndef NLP_ASSURANCE_H
#define NLP_ASSURANCE_H

#include "nlp/evidence.h"

/* Below it one rather says that one does not know. */
#define ASSURANCE_THRESHOLD 0.42

struct assurance {
	double coverage, focus, strength, unknown, agreement;
	double question_sim, own, full; /* told, but not weighed */
	double confidence; /* 0..1 */
	bool sure;
};

/* No evidence: confidence 0. */
void assurance_judge(const struct retrieve_result *found,
    const struct evidence *e, struct assurance *out);

#endif
