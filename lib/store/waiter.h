/*
 * What the waiting program asks, for many parked readers at once and without
 * waiting: each function sends one query (db_send), whose rows come by
 * db_receive and are read with the function beside it.
 */
#ifndef STORE_WAITER_H
#define STORE_WAITER_H

#include "io/db.h"

#define WAITER_BATCH_MAX 1000 /* readers or conversations a query */

/* Readers who say that they may read: the tokens' hashes as hex text. */
struct waiter_claims {
	const char **conversation_public_ids;
	const char **token_hashes;
	int64_t *after_seqs;
	size_t n;
};
enum rc waiter_check_send(struct db *db, int64_t site_id,
    const struct waiter_claims *in, struct err *e) MUST_CHECK;

struct waiter_found {
	int64_t n;		 /* which claim, from 1 */
	int64_t conversation_id; /* 0: not there, or not the reader's */
	int64_t last_seq;
	int64_t visitor_id;
};
void waiter_found_from_row(const struct db_rows *r, size_t i,
    struct waiter_found *out);

/* Events of each conversation after its own number, at most `limit_each`,
 * by conversation and number; rows for event_from_row. */
struct waiter_places {
	int64_t *conversation_ids;
	int64_t *after_seqs; /* not for waiter_moved_send */
	size_t n;
};
enum rc waiter_events_send(struct db *db, int64_t site_id,
    const struct waiter_places *in, int64_t limit_each, struct err *e)
    MUST_CHECK;

/* The newest number of each conversation. */
enum rc waiter_moved_send(struct db *db, int64_t site_id,
    const struct waiter_places *in, struct err *e) MUST_CHECK;

struct waiter_moved {
	int64_t conversation_id, last_seq;
};
void waiter_moved_from_row(const struct db_rows *r, size_t i,
    struct waiter_moved *out);

enum rc waiter_health_send(struct db *db, struct err *e) MUST_CHECK;

struct waiter_health {
	int64_t schema_version; /* 0: an empty database */
	int64_t owed;		/* answers that are owed */
	double oldest_owed_s;
};
void waiter_health_from_row(const struct db_rows *r,
    struct waiter_health *out);

/* The same, waiting for the answer: for plain CGI. */
enum rc waiter_health_get(struct db *db, struct arena *a,
    struct waiter_health *out, struct err *e) MUST_CHECK;

#endif
