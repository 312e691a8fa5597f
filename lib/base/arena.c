#include "base/base.h"

#include "base/arena.h"

#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>

#ifndef ARENA_DEBUG
/*
 * Chunks double from the first size to the last: a parked wait that holds a
 * few hundred bytes stays small, a page soon has room.
 */
#define CHUNK_FIRST ((size_t)4 << 10)
#define CHUNK_LAST ((size_t)64 << 10)

struct chunk {
	struct chunk *next;
	size_t size, used; /* of data */
	_Alignas(max_align_t) unsigned char data[];
};
#endif

struct deferred {
	struct deferred *next;
	void (*fn)(void *);
	void *p;
};

struct arena {
	size_t limit, used;
	struct deferred *deferred; /* last first */
#ifdef ARENA_DEBUG
	void **pieces;
	size_t n_pieces, cap_pieces;
#else
	struct chunk *chunk; /* the newest; the others are full */
	struct chunk *big;   /* pieces too large to share a chunk */
#endif
};

/* Wraps only where arena_alloc refuses n anyway. */
static size_t
round_up(size_t n)
{
	const size_t align = _Alignof(max_align_t);

	return (n + align - 1) & ~(align - 1);
}

struct arena *
arena_new(size_t limit_bytes)
{
	struct arena *a = calloc(1, sizeof(*a));

	if (a == NULL)
		log_die("out of memory: no new arena");
	a->limit = limit_bytes & ~(_Alignof(max_align_t) - 1);
	return a;
}

/* A deferred function may still read arena memory, so it goes first. */
static void
run_deferred(struct arena *a)
{
	while (a->deferred != NULL) {
		struct deferred *d = a->deferred;

		a->deferred = d->next;
		d->fn(d->p);
	}
}

#ifdef ARENA_DEBUG

static void *
piece_new(struct arena *a, size_t n)
{
	void *p = calloc(1, n);

	if (a->n_pieces == a->cap_pieces) {
		a->cap_pieces = a->cap_pieces == 0 ? 64 : a->cap_pieces * 2;
		a->pieces = realloc(a->pieces,
		    a->cap_pieces * sizeof(*a->pieces));
	}
	if (p == NULL || a->pieces == NULL)
		log_die("out of memory: %zu bytes for an arena", n);
	a->pieces[a->n_pieces++] = p;
	return p;
}

void
arena_reset(struct arena *a)
{
	run_deferred(a);
	for (size_t i = 0; i < a->n_pieces; i++)
		free(a->pieces[i]);
	a->n_pieces = 0;
	a->used = 0;
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	arena_reset(a);
	free(a->pieces);
	free(a);
}

#else

static struct chunk *
chunk_new(size_t size)
{
	struct chunk *c = malloc(sizeof(*c) + size);

	if (c == NULL)
		log_die("out of memory: %zu bytes for an arena", size);
	c->next = NULL;
	c->size = size;
	c->used = 0;
	return c;
}

static void
chunks_free(struct chunk *c)
{
	while (c != NULL) {
		struct chunk *next = c->next;

		free(c);
		c = next;
	}
}

/* The rare half of piece_new: the newest chunk has no room. */
static void *
piece_new_chunk(struct arena *a, size_t n)
{
	size_t size = CHUNK_FIRST;
	struct chunk *c;

	if (a->chunk != NULL && a->chunk->size < CHUNK_LAST)
		size = a->chunk->size * 2;
	else if (a->chunk != NULL)
		size = CHUNK_LAST;
	if (n > size / 4) {
		c = chunk_new(n);
		c->next = a->big;
		a->big = c;
		return memset(c->data, 0, n);
	}
	c = chunk_new(size);
	c->next = a->chunk;
	c->used = n;
	a->chunk = c;
	return memset(c->data, 0, n);
}

static void *
piece_new(struct arena *a, size_t size)
{
	size_t n = round_up(size);
	struct chunk *c = a->chunk;
	void *p;

	if (c == NULL || n > c->size - c->used)
		return piece_new_chunk(a, n);
	p = c->data + c->used;
	c->used += n;
	return memset(p, 0, n);
}

/* Keeps the newest, largest chunk: the next request needs no malloc. */
void
arena_reset(struct arena *a)
{
	run_deferred(a);
	chunks_free(a->big);
	a->big = NULL;
	if (a->chunk != NULL) {
		chunks_free(a->chunk->next);
		a->chunk->next = NULL;
		a->chunk->used = 0;
	}
	a->used = 0;
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	run_deferred(a);
	chunks_free(a->big);
	chunks_free(a->chunk);
	free(a);
}

#endif

void *
arena_alloc(struct arena *a, size_t n)
{
	size_t cost = round_up(n);

	if (n > a->limit || cost > a->limit - a->used)
		log_die("arena limit of %zu bytes passed: %zu used, %zu asked",
		    a->limit, a->used, n);
	a->used += cost;
	return piece_new(a, n);
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		log_die("arena array of %zu times %zu bytes", n, size);
	return arena_alloc(a, bytes);
}

void *
arena_dup(struct arena *a, const void *p, size_t n)
{
	void *copy = arena_alloc(a, n);

	if (n > 0)
		memcpy(copy, p, n);
	return copy;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_dup(a, s, strlen(s) + 1);
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	size_t len = strnlen(s, n);
	char *copy = arena_alloc(a, len + 1);

	memcpy(copy, s, len);
	return copy;
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	char small[256];
	va_list again;
	char *out;
	int n;

	va_copy(again, ap);
	n = vsnprintf(small, sizeof(small), fmt, ap);
	assert(n >= 0); /* only a broken format or multibyte text fails */
	out = arena_alloc(a, (size_t)n + 1);
	if ((size_t)n < sizeof(small))
		memcpy(out, small, (size_t)n);
	else
		(void)vsnprintf(out, (size_t)n + 1, fmt, again);
	va_end(again);
	return out;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *out;

	va_start(ap, fmt);
	out = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return out;
}

void
arena_defer(struct arena *a, void (*fn)(void *), void *p)
{
	struct deferred *d = arena_alloc(a, sizeof(*d));

	d->next = a->deferred;
	d->fn = fn;
	d->p = p;
	a->deferred = d;
}

size_t
arena_used(const struct arena *a)
{
	return a->used;
}
