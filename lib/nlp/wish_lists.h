/*
 * Looking at lists of words, for wish*.c alone.  A list has blanks around
 * each of its words, so that " hi " is found as a whole.
 */
#ifndef NLP_WISH_LISTS_H
#define NLP_WISH_LISTS_H

#include "nlp/words.h"

bool wish_in_list(const char *list, const char *word);

/* The words of `phrase` stand in a row from word i on. */
bool wish_phrase_at(const struct words *w, size_t i, const char *phrase);

/* The rule that finds a wish in odd words at word i, or NULL. */
const char *wish_in_odd_words(const struct words *w, size_t i, bool negated);

/* The plain wordings in other languages than English. */
bool wish_in_world(const struct words *w, const char **rule);

#endif
