#include "base/base.h"

#include "cgi/events/waiters.h"

#include "base/log.h"

#include <stdlib.h>

#define SLOTS_MIN 1024
#define SLOTS_MAX ((size_t)1 << 20)

static struct waiter **
slots_new(size_t n)
{
	struct waiter **slots = calloc(n, sizeof(struct waiter *));

	if (slots == NULL)
		log_die("out of memory for %zu slots", n);
	return slots;
}

void
waiters_init(struct waiters *ws, size_t max)
{
	size_t n = SLOTS_MIN;

	while (n < max && n < SLOTS_MAX)
		n *= 2;
	*ws = (struct waiters){.mask = n - 1};
	ws->conversations = slots_new(n);
	ws->visitors = slots_new(n);
}

void
waiters_release(struct waiters *ws)
{
	assert(ws->n == 0);
	free(ws->conversations);
	free(ws->visitors);
}

/* Ids are given in order: their low bits spread well by themselves. */
static struct waiter **
slot(const struct waiters *ws, struct waiter **slots, int64_t id)
{
	return &slots[(size_t)id & ws->mask];
}

static void
list_remove(struct waiters *ws, struct waiter *w)
{
	if (w->prev != NULL)
		w->prev->next = w->next;
	else
		ws->first[w->list] = w->next;
	if (w->next != NULL)
		w->next->prev = w->prev;
	else
		ws->last[w->list] = w->prev;
}

static void
list_append(struct waiters *ws, struct waiter *w, enum waiter_list l)
{
	w->list = (uint8_t)l;
	w->next = NULL;
	w->prev = ws->last[l];
	if (w->prev != NULL)
		w->prev->next = w;
	else
		ws->first[l] = w;
	ws->last[l] = w;
}

void
waiters_move(struct waiters *ws, struct waiter *w, enum waiter_list l)
{
	list_remove(ws, w);
	list_append(ws, w, l);
}

void
waiters_add(struct waiters *ws, struct waiter *w)
{
	list_append(ws, w, WAITERS_NEW);
	ws->n++;
}

void
waiters_identify(struct waiters *ws, struct waiter *w,
    int64_t conversation_id, int64_t visitor_id)
{
	struct waiter **c = slot(ws, ws->conversations, conversation_id);
	struct waiter **v = slot(ws, ws->visitors, visitor_id);

	assert(w->claim != NULL && conversation_id != 0);
	free(w->claim);
	w->claim = NULL;
	w->conversation_id = conversation_id;
	w->visitor_id = visitor_id;
	/* The newest first: so a visitor's last one is the oldest. */
	w->next_conversation = *c;
	*c = w;
	w->next_visitor = *v;
	*v = w;
}

static void
forget(struct waiters *ws, struct waiter *w)
{
	struct waiter **c = slot(ws, ws->conversations, w->conversation_id);
	struct waiter **v = slot(ws, ws->visitors, w->visitor_id);

	while (*c != w)
		c = &(*c)->next_conversation;
	*c = w->next_conversation;
	while (*v != w)
		v = &(*v)->next_visitor;
	*v = w->next_visitor;
}

void
waiters_remove(struct waiters *ws, struct waiter *w)
{
	list_remove(ws, w);
	if (w->claim == NULL)
		forget(ws, w);
	ws->n--;
	free(w->claim);
	free(w->request_id);
	free(w->headers);
	free(w);
}

static struct waiter *
same_conversation(struct waiter *w, int64_t conversation_id)
{
	while (w != NULL && w->conversation_id != conversation_id)
		w = w->next_conversation;
	return w;
}

struct waiter *
waiters_of(const struct waiters *ws, int64_t conversation_id)
{
	return same_conversation(*slot(ws, ws->conversations,
	    conversation_id), conversation_id);
}

struct waiter *
waiters_of_next(const struct waiter *w)
{
	return same_conversation(w->next_conversation, w->conversation_id);
}

size_t
waiters_of_visitor(const struct waiters *ws, int64_t visitor_id,
    struct waiter **oldest)
{
	struct waiter *w = *slot(ws, ws->visitors, visitor_id);
	size_t n = 0;

	*oldest = NULL;
	for (; w != NULL; w = w->next_visitor) {
		if (w->visitor_id != visitor_id)
			continue;
		*oldest = w;
		n++;
	}
	return n;
}
