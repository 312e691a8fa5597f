/*
 * A text cut for the lexicon: words with apostrophes, numbers, emoticons and
 * emoji; links and addresses of mail are left out.  Used by feeling.c alone.
 */
#ifndef NLP_FEELING_TOKEN_H
#define NLP_FEELING_TOKEN_H

#include "base/arena.h"
#include "nlp/lexicon.h"

struct feeling_token {
	const char *text; /* in the text as given */
	uint32_t length;
	bool capitals;	 /* three letters or more, all capitals */
	bool lengthened; /* "sooo" */
	bool masked;	 /* "f**k" */
	bool ends_clause;
	bool ends_sentence;
};

struct feeling_tokens {
	struct feeling_token *items;
	struct lexicon_word *words; /* one for each token */
	size_t n, cap;
	size_t upper, lower; /* letters, ASCII */
	unsigned exclamations, questions;
	bool mixed_signs, asks;
};

void feeling_tokens(struct arena *a, const char *text,
    struct feeling_tokens *out);

#endif
