/*
 * Words of other languages than English as they carry meaning in a question,
 * and how questions are asked in them: es fr de pt it nl vi ar.
 */
#ifndef NLP_WORD_WORLD_H
#define NLP_WORD_WORLD_H

#include "nlp/query.h"
#include "nlp/words.h"

/* false: there is no list for the language. */
bool word_world_role(const char *language, const char *text,
    enum word_role *out);

/* QUERY_OTHER where nothing is known; never QUERY_YES_NO. */
enum query_form word_world_form(const char *language, const struct words *w);

/* A word such as "días" or "Stunde" is among them. */
bool word_world_tells_time(const char *language, const struct words *w);

/* "precio"; NULL: not known. */
const char *word_world_price(const char *language);

#endif
