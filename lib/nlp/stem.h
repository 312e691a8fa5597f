/*
 * Stems by Snowball (libstemmer, seen only here).  One stemmer for what is
 * stored and what is asked; a language without one keeps its words.
 */
#ifndef NLP_STEM_H
#define NLP_STEM_H

#include "base/arena.h"

struct stemmer;

/* `language` is "en", "de-AT" and so on.  Lives as long as the arena. */
struct stemmer *stemmer_open(struct arena *a, const char *language);

/* The stem of a folded word; irregular English forms go by their base. */
const char *stem_word(struct stemmer *st, const char *word);

bool stemmer_is_english(const struct stemmer *st);

/* As it was opened with. */
const char *stemmer_language(const struct stemmer *st);

#endif
