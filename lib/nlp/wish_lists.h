/* The pieces of wish_for_person, for wish*.c alone. */
#ifndef NLP_WISH_LISTS_H
#define NLP_WISH_LISTS_H

#include "nlp/words.h"

/* The rule that finds a wish in odd words at word i, or NULL. */
const char *wish_in_odd_words(const struct words *w, size_t i, bool negated);

/* The plain wordings in other languages than English. */
bool wish_in_world(const struct words *w, const char **rule);

#endif
