/* The word lists of small_talk.c: one row a language and kind. */
#ifndef NLP_SMALL_TALK_WORDS_H
#define NLP_SMALL_TALK_WORDS_H

#include "nlp/small_talk.h"

/* A message of the kind has one of `key`, and nothing but both lists. */
struct small_talk_row {
	const char *language;
	enum small_talk kind;
	const char *key, *filler; /* blanks around each word */
};

extern const struct small_talk_row small_talk_rows[];
extern const size_t small_talk_n_rows;

#endif
