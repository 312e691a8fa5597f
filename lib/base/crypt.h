/*
 * Hashes and comparison in constant time; libsodium is seen only here.
 * Tokens are random (rnd_token) and stored as their hash only.
 */
#ifndef BASE_CRYPT_H
#define BASE_CRYPT_H

#include "base/base.h"

void crypt_init(void); /* once per process, before anything else here */

#define CRYPT_HASH 32	  /* bytes of a SHA-256 */
#define CRYPT_HASH_HEX 65 /* its hex text with NUL */
void crypt_hash(const void *p, size_t n, uint8_t out[CRYPT_HASH]);
void crypt_hash_hex(const void *p, size_t n, char out[CRYPT_HASH_HEX]);

/* SipHash-2-4 under a fixed key: tells versions of our own files apart, many
 * times faster; whoever wants two alike can make them. */
#define CRYPT_FINGERPRINT_HEX 17
void crypt_fingerprint_hex(const void *p, size_t n,
    char out[CRYPT_FINGERPRINT_HEX]);

/* HMAC-SHA-256 (RFC 2104) as hex. */
void crypt_mac_hex(const uint8_t key[CRYPT_HASH], const char *text,
    char out[CRYPT_HASH_HEX]);

/* Equal strings, in constant time for equal lengths. */
bool crypt_equal(const char *a, const char *b);

/* Derives a sub-key for one purpose from the installation's secret. */
void crypt_derive(const char *secret, const char *purpose,
    uint8_t out[CRYPT_HASH]);

#endif
