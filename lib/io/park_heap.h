/* Peers by deadline: a binary heap, for park.c alone. */
#ifndef IO_PARK_HEAP_H
#define IO_PARK_HEAP_H

#include "base/base.h"

struct park_timer {
	int64_t deadline_us;
	uint32_t at; /* its place, from 1; 0: not in the heap */
};

struct park_heap {
	struct park_timer **items;
	size_t n, cap;
};

void park_heap_release(struct park_heap *h);

/* Adds it, or moves it to its new deadline. */
void park_heap_set(struct park_heap *h, struct park_timer *t,
    int64_t deadline_us);
void park_heap_remove(struct park_heap *h, struct park_timer *t);

/* The earliest; NULL: none. */
struct park_timer *park_heap_first(const struct park_heap *h);

#endif
