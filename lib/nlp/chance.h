/*
 * Numbers by chance that are the same on every machine for the same seed,
 * for training and measuring; nothing secret (base/rnd.h is for that).
 * SplitMix64 (Steele, Lea, Flood 2014).
 */
#ifndef NLP_CHANCE_H
#define NLP_CHANCE_H

#include "base/base.h"

/* The next of 64 bits; the state starts with the seed. */
uint64_t chance_next(uint64_t *state);

/* 0 … limit - 1. */
size_t chance_below(uint64_t *state, size_t limit);

/* Puts 0 … n - 1 into an order by chance. */
void chance_order(uint64_t *state, size_t *out, size_t n);

#endif
