/*
 * What a search finds.  A score is the sum of its parts: BM25F over title,
 * headings and text, likeness in letters, the likeness with the questions an
 * article says it answers, coverage, and nearness of neighbouring words.
 */
#ifndef NLP_RANK_H
#define NLP_RANK_H

#include "nlp/passage.h"
#include "nlp/query.h"

#define RETRIEVE_CANDIDATES 64 /* that are ranked */

#define RETRIEVE_LIKELY_MAX 3

struct retrieve_likely { /* an article that an intent leads to */
	const char *slug;
	double probability; /* that it is meant, 0..1 */
	size_t class;	    /* of the intents' model */
};

struct retrieve_request {
	int64_t scenario_id; /* 0: all of the site */
	const char *language;
	const char *question;
	const char *topic; /* words of the question before, or NULL */
	const char *topic_slug; /* its article, or NULL */
	struct retrieve_likely likely[RETRIEVE_LIKELY_MAX]; /* best first */
	size_t n_likely;
};

struct retrieve_parts { /* what a score is the sum of */
	double title, heading, body, fuzzy, question, others, coverage,
	    proximity, topic, likely, first, steps;
};

struct retrieve_hit {
	const struct passage_hit *passage;
	double score;
	struct retrieve_parts parts;
	double coverage; /* 0..1, of the question's weight */
	double focus;	 /* 0..1, the same by title, heading and questions */
	double question_sim;  /* 0..1, with the likest question */
	const char *question; /* that question, or NULL */
	double likely; /* 0..1, that its article is meant, by the intent */
	bool classed; /* the intents' model knows its article */
	unsigned intent; /* bit of `meant` in the query's terms; 0: none */
	double matched[QUERY_TERMS_MAX]; /* 0..1 by term of the query */
};

struct retrieve_result {
	struct query query;
	struct retrieve_hit *hits; /* best first */
	size_t n;
	int64_t total; /* passages searched */
	int64_t us_query, us_search, us_rank;
};

#endif
