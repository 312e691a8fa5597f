/*
 * X-Forwarded-For behind a proxy: any text.  What comes out is an address,
 * and never one of the proxies unless all are (E2).
 */
#include "base/base.h"

#include <arpa/inet.h>

#include "web/peer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_address(const char *s)
{
	uint8_t bytes[16];

	return inet_pton(AF_INET, s, bytes) == 1 ||
	    inet_pton(AF_INET6, s, bytes) == 1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	const char *s = arena_strndup(a, (const char *)data, size);
	const char *line = strchr(s, '\n');
	const char *list = line != NULL ? line + 1 : "10.0.0.0/8, fd00::/8";
	const char *one = line != NULL ?
	    arena_strndup(a, s, (size_t)(line - s)) : s;

	assert(is_address(peer_address(a, "10.0.0.0/8, fd00::/8", "10.1.1.1",
	    one)));
	assert(is_address(peer_address(a, list, "10.1.1.1", one)));
	assert(strcmp(peer_address(a, "192.0.2.1", "10.1.1.1", one),
	    "10.1.1.1") == 0);
	assert(peer_prefix(a, one) != NULL);
	(void)peer_address(a, list, one, list);
	arena_free(a);
	return 0;
}
