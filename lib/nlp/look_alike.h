/*
 * Words of an index that look like a given one: by four-letter pieces for
 * the search ("waterproofing" finds "waterproof"), by typing errors for the
 * repair of questions.
 */
#ifndef NLP_LOOK_ALIKE_H
#define NLP_LOOK_ALIKE_H

#include "nlp/index.h"
#include "nlp/query.h"

#define LOOK_ALIKES_MAX 16 /* of one word; the rest is hardly alike */

struct look_alike {
	uint32_t word;	/* number in the index */
	float likeness; /* 0..1: Dice's coefficient of the pieces */
};

/* What counting needs, once for all words of a question: a large vocabulary
 * takes a megabyte. */
struct look_alike_work {
	uint8_t *common; /* pieces shared, by word; all 0 between calls */
	uint32_t *touched;
};
void look_alike_begin(struct look_alike_work *w, const struct index *ix,
    struct arena *a);

/* Best first; the word itself is among them. */
size_t look_alikes(const struct index *ix, struct look_alike_work *w,
    int language, const char *word, struct look_alike out[LOOK_ALIKES_MAX]);

/* Known words at most two typing errors from the doubtful ones, for those
 * that the index has not. */
void look_alike_guesses(const struct index *ix, struct arena *a, int language,
    const struct query_doubts *doubts, struct term_guesses *out);

#endif
