/* Names of classes, each with a number: 0, 1, … in order of arrival. */
#ifndef NLP_LABELS_H
#define NLP_LABELS_H

#include "base/arena.h"

#define LABELS_MAX 4096	 /* classes of one task */
#define LABEL_BYTES_MAX 200 /* of one name */

struct labels {
	struct arena *arena;
	const char **names;
	size_t n, cap;
	uint32_t *slots; /* hash table: number + 1; 0: free */
	size_t n_slots;
};

void labels_init(struct labels *l, struct arena *a);

/* The number of a name, added when it is new; -1: there is no room. */
int labels_add(struct labels *l, const char *name);

/* -1: unknown. */
int labels_find(const struct labels *l, const char *name);

/*
 * "a,b" as numbers, each once; unknown names are added.  `max` at most, the
 * rest is left out; -1: there is no room for a new name.
 */
int labels_split(struct labels *l, const char *joined, int *out, size_t max);

#endif
