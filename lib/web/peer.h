/*
 * The client's address (security E2): the peer's, unless the peer is one of
 * the configured proxies; then the last address of X-Forwarded-For that is
 * not one of them.
 */
#ifndef WEB_PEER_H
#define WEB_PEER_H

#include "base/arena.h"

/* `proxies`: addresses or CIDR blocks by comma, NULL or "": none.
 * `remote`: the peer; `forwarded`: the header's value or NULL.  What is no
 * address comes back as "unknown". */
const char *peer_address(struct arena *a, const char *proxies,
    const char *remote, const char *forwarded);

/* The part that one household or server shares: IPv4 /32, IPv6 /64. */
const char *peer_prefix(struct arena *a, const char *address);

/* A name of that part which does not tell it: hex. */
const char *peer_origin(struct arena *a, const char *address);

#endif
