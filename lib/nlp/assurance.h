/*
 * How sure the best evidence answers the question: a logistic function of a
 * few figures, the same for every knowledge base.
 */
#ifndef NLP_ASSURANCE_H
#define NLP_ASSURANCE_H

#include "nlp/evidence.h"

/* From here on one answers; below one asks what was meant, and below the
 * second one says that one does not know. */
#define ASSURANCE_THRESHOLD 0.645
#define ASSURANCE_MAYBE 0.53

struct assurance { /* all 0..1 */
	double coverage;  /* of the question by the passage and its article */
	double focus;	  /* the same by title, headings, tags, questions */
	double full;	  /* by the sentence with its heading and title */
	double strength;  /* by the sentence, less for common words */
	double unknown;	  /* in words that no passage has */
	double repaired;  /* in words taken for typing errors; not weighed */
	double agreement; /* of the best passages on one article */
	double margin;	  /* to the best passage of another article */
	double near;	  /* words of the question that stay together */
	double brief;	  /* of one or two words only */
	double likely;	  /* that its article is meant, by the intent */
	double strange;	  /* in words that no example of an intent has */
	double foreign;	  /* the same of its own intent, nor the passage */
	double missing;	  /* of the heaviest word that is not said */
	double confidence;
	double evident; /* the confidence without what the intent tells */
	bool hole; /* what the question is about is not said */
	bool aside; /* no title, heading, tag or question says it */
	bool sure, maybe;
};

/* No evidence: confidence 0. */
void assurance_judge(const struct retrieve_result *found,
    const struct evidence *e, struct assurance *out);

#endif
