/*
 * What one request or job works with, handed down from the program's loop
 * through core to store: never stored anywhere that outlives it.
 */
#ifndef IO_SCOPE_H
#define IO_SCOPE_H

#include "io/db.h"

struct intent_cache;
struct kb_index;

struct scope {
	struct db *db;
	struct kb_index *index; /* the process's search index, for core */
	struct arena *arena;
	struct intent_cache *intents; /* the process's models, for core */
	int64_t site_id;
	const char *origin; /* hash of the network that asks; NULL: unknown */
	bool can_mail;	    /* letters in the outbox will be sent */
};

/*
 * A thing and the proof that the caller may touch it: always together in one
 * statement, so that another's thing and one that does not exist give the
 * same answer.
 */
#define ACCESS_HASH 32 /* bytes of a token's SHA-256 */

struct access {
	const char *public_id;	   /* uuid text */
	const uint8_t *token_hash; /* ACCESS_HASH bytes */
};

#endif
