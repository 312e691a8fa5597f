/* Typing errors made by chance, for training and measuring. */
#ifndef NLP_TYPING_H
#define NLP_TYPING_H

#include "base/arena.h"

/* A copy with `n` of them: letters left out, struck twice, swapped with
 * their neighbour or struck on a key beside. */
char *typing_errors(struct arena *a, const char *text, size_t n,
    uint64_t *chance);

#endif
