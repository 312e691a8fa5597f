#include "base/base.h"

#include "base/rnd.h"

#include <sodium.h>

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
	static const char HEX[] = "0123456789abcdef";
	uint8_t b[16];

	randombytes_buf(b, sizeof(b));
	b[6] = (uint8_t)((b[6] & 0x0F) | 0x40); /* version 4 */
	b[8] = (uint8_t)((b[8] & 0x3F) | 0x80); /* variant of RFC 4122 */
	for (size_t i = 0; i < sizeof(b); i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*out++ = '-';
		*out++ = HEX[b[i] >> 4];
		*out++ = HEX[b[i] & 15];
	}
	*out = '\0';
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
