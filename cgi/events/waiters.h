/*
 * The parked readers: found by conversation and by visitor, and each in one
 * list that says what it waits for.  Some 170 bytes a reader with its peer.
 */
#ifndef CGI_EVENTS_WAITERS_H
#define CGI_EVENTS_WAITERS_H

#include "base/crypt.h"
#include "base/rnd.h"
#include "io/park.h"

enum waiter_list {
	WAITERS_NEW,	/* nobody knows yet whether it may read */
	WAITERS_IDLE,	/* has seen all there is */
	WAITERS_DIRTY,	/* there is something newer: to be fetched */
	WAITERS_FLIGHT, /* part of the query that runs */
	WAITERS_LISTS_,
};

/* What must be kept until the reader is checked. */
struct waiter_claim {
	char conversation_public_id[RND_UUID];
	char token_hash[CRYPT_HASH_HEX];
};

struct waiter {
	struct park_request *request;
	int64_t conversation_id, visitor_id; /* 0: not checked */
	int64_t after;
	int64_t until_us; /* when an empty answer is due */
	struct waiter *next_conversation, *next_visitor; /* of the slot */
	struct waiter *prev, *next; /* of the list */
	struct waiter_claim *claim; /* NULL: checked */
	char *request_id;  /* that came along; NULL: none */
	char *headers;	   /* for the answer (CORS); NULL: none */
	uint32_t place;	   /* in the query that runs */
	uint32_t swept;	   /* the sweep that looked at it last */
	uint8_t list;
	bool is_head; /* HEAD, not GET */
};

struct waiters {
	size_t n;
	size_t mask; /* slots less one, a power of two less one */
	struct waiter **conversations, **visitors;
	struct waiter *first[WAITERS_LISTS_], *last[WAITERS_LISTS_];
};

void waiters_init(struct waiters *ws, size_t max);
void waiters_release(struct waiters *ws); /* all are gone */

/* Takes over `w` (from calloc) into WAITERS_NEW; waiters_remove frees it. */
void waiters_add(struct waiters *ws, struct waiter *w);
void waiters_remove(struct waiters *ws, struct waiter *w);

/* To the end of a list. */
void waiters_move(struct waiters *ws, struct waiter *w, enum waiter_list l);

/* Checked: the claim is dropped, the reader can be found from now on. */
void waiters_identify(struct waiters *ws, struct waiter *w,
    int64_t conversation_id, int64_t visitor_id);

/* The readers of a conversation, one after the other; NULL ends. */
struct waiter *waiters_of(const struct waiters *ws, int64_t conversation_id);
struct waiter *waiters_of_next(const struct waiter *w);

/* How many the visitor has, and the one that waits longest. */
size_t waiters_of_visitor(const struct waiters *ws, int64_t visitor_id,
    struct waiter **oldest);

#endif
