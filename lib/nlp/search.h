/*
 * The search of passages: one function and one ranking for the chat, the
 * help centre, the API and the measurements.
 *
 * The question's words are repaired, widened by synonyms and by look-alikes,
 * and searched for in the passages of the scenario (and of every scenario)
 * in the question's language and in English.  All passages that have one get
 * a quick score by BM25F (Robertson, Zaragoza, Taylor 2004); the best
 * RETRIEVE_CANDIDATES are then ranked word by word (rank.h).
 */
#ifndef NLP_SEARCH_H
#define NLP_SEARCH_H

#include "nlp/index.h"
#include "nlp/rank.h"

/* Needs nothing but the index.  Texts of `out` lie in the index. */
void search_passages(struct arena *a, const struct index *ix,
    const struct retrieve_request *in, struct retrieve_result *out);

/* The text with words that nobody here knows and that look like one that is
 * known written so, and hurried ones written out; `text` itself when there is
 * none. */
const char *search_repaired(struct arena *a, const struct index *ix,
    const char *language, const char *text);

#endif
