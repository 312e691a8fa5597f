/*
 * What the two halves of the waiting loop share; nobody else includes it.
 *
 *   park.c       the loop: accepting, deadlines, stopping
 *   park_peer.c  one peer: its request in, its answer out
 */
#ifndef IO_PARK_INTERNAL_H
#define IO_PARK_INTERNAL_H

#include "io/park.h"
#include "io/park_heap.h"

#define PARK_BYTES ((size_t)64 << 10) /* read at once */
#define PARK_ANSWER_MAX ((size_t)16 << 20)

enum peer_state {
	PEER_READING, /* its request is coming in */
	PEER_HELD,
	PEER_WRITING, /* its answer did not fit into the socket */
	PEER_CLOSED,  /* freed at the end of the round */
};

struct intake;
struct rest;

struct park_request {
	struct park_timer timer; /* first: a timer is its peer */
	int fd;
	uint16_t id;
	uint8_t state;
	union {
		void *held;		   /* HELD */
		struct rest *rest;	   /* WRITING */
		struct park_request *next; /* CLOSED */
	};
	struct intake *intake; /* READING; HELD when odd bytes came */
};

struct park {
	const struct park_hooks *hooks;
	void *arg;
	int epoll;
	int watched;
	bool listening, stopping;
	size_t n_peers, max_peers, n_spare;
	int64_t accept_again_us, stop_us;
	struct park_heap heap;
	struct park_request *closed;
	struct intake *spare;
	struct arena *scratch; /* one answer */
	uint8_t bytes[PARK_BYTES];
};

/* park.c */
void park_control(struct park *p, int op, int fd, uint32_t events, void *ptr);

/* park_peer.c */
void peer_new(struct park *p, int fd);
void peer_event(struct park *p, struct park_request *r, uint32_t events);
void peer_close(struct park *p, struct park_request *r);
void peer_drop(struct park *p, struct park_request *r);
void peer_spares_free(struct park *p);

#endif
