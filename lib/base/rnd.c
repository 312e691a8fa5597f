#include "base/base.h"

#include "base/rnd.h"

#include <sodium.h>
#include <stdio.h>

void
rnd_bytes(void *out, size_t n)
{
	randombytes_buf(out, n);
}

uint32_t
rnd_below(uint32_t limit)
{
	assert(limit > 0);
	return randombytes_uniform(limit);
}

void
rnd_uuid(char *out)
{
	uint8_t b[16];
	int n;

	randombytes_buf(b, sizeof(b));
	b[6] = (uint8_t)((b[6] & 0x0F) | 0x40); /* version 4 */
	b[8] = (uint8_t)((b[8] & 0x3F) | 0x80); /* variant of RFC 4122 */
	n = snprintf(out, RND_UUID,
	    "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
	    "%02x%02x%02x%02x%02x%02x",
	    b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10],
	    b[11], b[12], b[13], b[14], b[15]);
	assert(n == RND_UUID - 1);
	(void)n;
}

void
rnd_token(char *out)
{
	uint8_t b[32];

	randombytes_buf(b, sizeof(b));
	(void)sodium_bin2base64(out, RND_TOKEN, b, sizeof(b),
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(b, sizeof(b));
}
