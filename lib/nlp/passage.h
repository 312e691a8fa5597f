/* A passage as the search sees it, and words of the vocabulary. */
#ifndef NLP_PASSAGE_H
#define NLP_PASSAGE_H

#include "base/base.h"

struct passage_hit {
	int64_t id, article_id, ordinal, n_words, revision;
	const char *anchor, *heading, *body, *slug, *category, *title,
	    *summary;
	const char *questions; /* one a line */
};

struct term {
	const char *word, *stem;
	int64_t n_passages;
};

struct term_guess {
	size_t position; /* of the unknown word among those given */
	struct term term;
};

struct term_guesses {
	struct term_guess *items;
	size_t n;
};

#endif
