/*
 * The wish for a person, in any wording: "operator!!", "can someone real
 * help", "quiero hablar con una persona".  Patterns over words, written for
 * this program; no training.  English, and the plain wordings in Spanish,
 * French, German, Vietnamese and Arabic.
 */
#ifndef NLP_WISH_H
#define NLP_WISH_H

#include "nlp/words.h"

/* `rule`: what matched, for the trace; static text. */
bool wish_for_person(const struct words *words, const char **rule);

/* Names somebody, a machine or talking: no wish by itself, but it bears out
 * a guess that is not quite sure. */
bool wish_hinted(const struct words *words);

#endif
