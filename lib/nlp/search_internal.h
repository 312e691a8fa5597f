/* The parts of search_passages, which only its own files include. */
#ifndef NLP_SEARCH_INTERNAL_H
#define NLP_SEARCH_INTERNAL_H

#include "nlp/search.h"

#define SEARCH_LANGUAGES_MAX 2 /* the question's and English */
#define SEARCH_MATCHES_MAX 4096 /* words of the index for one question */

/*
 * Field weights and saturation of BM25F, shared by the quick score and the
 * ranking.  A word in the title counts as W_TITLE times in the body, and
 * less when other articles have the same title.  Found by trying on public
 * sets of questions and on the seed's, see doc/search.md.
 */
#define W_TITLE 8.0
#define W_TAGS 3.7
#define W_HEADING 5.7
#define W_QUESTIONS 5.0
#define K1 3.0
#define TITLE_NORM 0.3 /* how much long titles are held down */
#define SPREAD 0.5 /* title and questions of an article with many passages */
#define BODY_NORM 0.75
#define W_FUZZY 0.6 /* of likeness in letters beside that in stems */

/* A word of the index that a term of the question stands for. */
struct search_match {
	uint32_t word;
	uint16_t term;
	bool own; /* the same stem, no synonym */
	float weight;
};

struct search {
	struct arena *arena;
	const struct index *ix;
	const struct retrieve_request *in;
	struct query *q;
	bool *groups; /* that are searched */
	int languages[SEARCH_LANGUAGES_MAX];
	struct stemmer *stemmers[SEARCH_LANGUAGES_MAX];
	size_t n_languages;
	struct search_match *matches; /* by term, in its order */
	size_t n_matches;
	float *fuzzy; /* part of the score by passage */
};

/* How often in the body a word of the title counts as, and what the times in
 * the body are divided by; what an article's words count for one passage. */
double search_article_share(const struct index_article *a);
double search_title_times(const struct index *ix,
    const struct index_article *a);
double search_body_norm(const struct index *ix, uint32_t passage);

/* search_terms.c: what is searched in, and for which words. */
void search_open(struct search *s);
void search_weigh(struct search *s, int64_t *total);
void search_match_words(struct search *s);

/* rank.c */
struct search_candidate {
	uint32_t passage;
	float score;
};
void search_rank(struct search *s, const struct search_candidate *found,
    size_t n, struct retrieve_result *out);

#endif
