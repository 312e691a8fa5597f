#include "base/base.h"

#include "web/peer.h"

#include <arpa/inet.h>

#include "base/crypt.h"
#include "base/text.h"

#define HOPS_MAX 16 /* addresses of one header that are looked at */

static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

/* Both families as 16 bytes; IPv4 is mapped (RFC 4291, 2.5.5.2). */
static bool
parse(const char *s, uint8_t out[16])
{
	if (inet_pton(AF_INET6, s, out) == 1)
		return true;
	memcpy(out, mapped, sizeof(mapped));
	return inet_pton(AF_INET, s, out + 12) == 1;
}

static bool
same_prefix(const uint8_t *x, const uint8_t *y, unsigned bits)
{
	for (unsigned i = 0; i < bits; i++) {
		unsigned shift = 7 - i % 8;

		if (((x[i / 8] ^ y[i / 8]) >> shift) & 1)
			return false;
	}
	return true;
}

/* One "10.0.0.0/8" or "::1". */
static bool
block_has(const char *block, const char *slash, const uint8_t address[16])
{
	uint8_t net[16];
	uint64_t bits = 128;

	if (!parse(block, net))
		return false;
	if (slash != NULL) {
		if (!text_to_u64(slash, &bits) || bits > 128)
			return false;
		if (strchr(block, ':') == NULL)
			bits += 96;
	}
	return bits <= 128 && same_prefix(net, address, (unsigned)bits);
}

static bool
is_proxy(struct arena *a, const char *proxies, const char *address)
{
	uint8_t bytes[16];

	if (proxies == NULL || !parse(address, bytes))
		return false;
	while (*proxies != '\0') {
		size_t n = strcspn(proxies, ",");
		char *block = text_trim(a, arena_strndup(a, proxies, n));
		char *slash = strchr(block, '/');

		if (slash != NULL)
			*slash++ = '\0';
		if (block_has(block, slash, bytes))
			return true;
		proxies += n + (proxies[n] == ',');
	}
	return false;
}

const char *
peer_address(struct arena *a, const char *proxies, const char *remote,
    const char *forwarded)
{
	uint8_t bytes[16];
	char *rest;

	if (remote == NULL || !parse(remote, bytes))
		return "unknown";
	if (forwarded == NULL || !is_proxy(a, proxies, remote))
		return remote;
	rest = arena_strdup(a, forwarded);
	for (int i = 0; i < HOPS_MAX; i++) {
		char *comma = strrchr(rest, ',');
		const char *hop = text_trim(a, comma ? comma + 1 : rest);

		if (!parse(hop, bytes))
			return remote;
		if (!is_proxy(a, proxies, hop) || comma == NULL)
			return hop;
		*comma = '\0';
	}
	return remote;
}

const char *
peer_prefix(struct arena *a, const char *address)
{
	uint8_t bytes[16];

	if (strchr(address, ':') == NULL || !parse(address, bytes))
		return address;
	if (memcmp(bytes, mapped, sizeof(mapped)) == 0)
		return arena_printf(a, "%u.%u.%u.%u", bytes[12], bytes[13],
		    bytes[14], bytes[15]);
	return arena_printf(a, "%02x%02x:%02x%02x:%02x%02x:%02x%02x::/64",
	    bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5],
	    bytes[6], bytes[7]);
}

const char *
peer_origin(struct arena *a, const char *address)
{
	const char *prefix = peer_prefix(a, address);
	char hex[CRYPT_HASH_HEX];

	crypt_hash_hex(prefix, strlen(prefix), hex);
	return arena_printf(a, "%.24s", hex);
}
