#include "base/base.h"

#include "base/crypt.h"

#include "base/log.h"

#include <sodium.h>

static_assert(CRYPT_HASH == crypto_hash_sha256_BYTES, "SHA-256");
static_assert(CRYPT_HASH == crypto_auth_hmacsha256_BYTES, "HMAC-SHA-256");

void
crypt_init(void)
{
	if (sodium_init() < 0)
		log_die("libsodium cannot start: no source of random bytes?");
}

void
crypt_hash(const void *p, size_t n, uint8_t out[CRYPT_HASH])
{
	(void)crypto_hash_sha256(out, p, n);
}

void
crypt_hash_hex(const void *p, size_t n, char out[CRYPT_HASH_HEX])
{
	uint8_t hash[CRYPT_HASH];

	crypt_hash(p, n, hash);
	(void)sodium_bin2hex(out, CRYPT_HASH_HEX, hash, sizeof(hash));
}

void
crypt_fingerprint_hex(const void *p, size_t n,
    char out[CRYPT_FINGERPRINT_HEX])
{
	static const uint8_t key[crypto_shorthash_KEYBYTES];
	uint8_t hash[crypto_shorthash_BYTES];

	(void)crypto_shorthash(hash, p, n, key);
	(void)sodium_bin2hex(out, CRYPT_FINGERPRINT_HEX, hash, sizeof(hash));
}

static void
mac(const uint8_t *key, size_t n_key, const char *text,
    uint8_t out[CRYPT_HASH])
{
	crypto_auth_hmacsha256_state state;

	(void)crypto_auth_hmacsha256_init(&state, key, n_key);
	(void)crypto_auth_hmacsha256_update(&state,
	    (const unsigned char *)text, strlen(text));
	(void)crypto_auth_hmacsha256_final(&state, out);
	sodium_memzero(&state, sizeof(state));
}

void
crypt_mac_hex(const uint8_t key[CRYPT_HASH], const char *text,
    char out[CRYPT_HASH_HEX])
{
	uint8_t tag[CRYPT_HASH];

	mac(key, CRYPT_HASH, text, tag);
	(void)sodium_bin2hex(out, CRYPT_HASH_HEX, tag, sizeof(tag));
}

bool
crypt_equal(const char *a, const char *b)
{
	size_t n = strlen(a);

	if (n != strlen(b))
		return false;
	return sodium_memcmp(a, b, n) == 0;
}

/* HMAC with the secret as key is a PRF: one purpose says nothing of another. */
void
crypt_derive(const char *secret, const char *purpose,
    uint8_t out[CRYPT_HASH])
{
	mac((const uint8_t *)secret, strlen(secret), purpose, out);
}
