#include "base/base.h"

#include "io/park_heap.h"

#include "base/log.h"

#include <stdlib.h>

#define FIRST_CAP 64

void
park_heap_release(struct park_heap *h)
{
	free(h->items);
	*h = (struct park_heap){0};
}

static void
place(struct park_heap *h, size_t at, struct park_timer *t)
{
	h->items[at - 1] = t;
	t->at = (uint32_t)at;
}

static struct park_timer *
item(const struct park_heap *h, size_t at)
{
	return h->items[at - 1];
}

static void
move_up(struct park_heap *h, struct park_timer *t)
{
	size_t at = t->at;

	while (at > 1 && item(h, at / 2)->deadline_us > t->deadline_us) {
		place(h, at, item(h, at / 2));
		at /= 2;
	}
	place(h, at, t);
}

static void
move_down(struct park_heap *h, struct park_timer *t)
{
	size_t at = t->at;

	while (at * 2 <= h->n) {
		size_t child = at * 2;

		if (child < h->n && item(h, child + 1)->deadline_us <
		    item(h, child)->deadline_us)
			child++;
		if (item(h, child)->deadline_us >= t->deadline_us)
			break;
		place(h, at, item(h, child));
		at = child;
	}
	place(h, at, t);
}

static void
grow(struct park_heap *h)
{
	if (h->n < h->cap)
		return;
	h->cap = h->cap == 0 ? FIRST_CAP : h->cap * 2;
	h->items = realloc(h->items, h->cap * sizeof(*h->items));
	if (h->items == NULL)
		log_die("out of memory for %zu timers", h->cap);
}

void
park_heap_set(struct park_heap *h, struct park_timer *t, int64_t deadline_us)
{
	t->deadline_us = deadline_us;
	if (t->at == 0) {
		grow(h);
		h->n++;
		place(h, h->n, t);
	}
	move_up(h, t);
	move_down(h, t);
}

void
park_heap_remove(struct park_heap *h, struct park_timer *t)
{
	struct park_timer *last;
	size_t at = t->at;

	if (at == 0)
		return;
	last = item(h, h->n);
	h->n--;
	t->at = 0;
	if (last == t)
		return;
	place(h, at, last);
	move_up(h, last);
	move_down(h, last);
}

struct park_timer *
park_heap_first(const struct park_heap *h)
{
	return h->n == 0 ? NULL : h->items[0];
}
