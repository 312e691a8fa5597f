/* Random bytes of the operating system (getrandom by libsodium). */
#ifndef BASE_RND_H
#define BASE_RND_H

#include "base/base.h"

void rnd_bytes(void *out, size_t n);
uint32_t rnd_below(uint32_t limit); /* 0 .. limit-1, uniform */

/* A random UUID (version 4, RFC 4122) in `out` of RND_UUID bytes. */
#define RND_UUID 37
void rnd_uuid(char *out);

/* 256 random bits as 43 characters base64url. */
#define RND_TOKEN 44
void rnd_token(char *out);

#endif
