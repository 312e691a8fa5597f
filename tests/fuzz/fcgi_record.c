/*
 * FastCGI records: any bytes, split by their own first byte.  What is checked
 * beside crashes: nothing is read beyond what came, whatever the pieces the
 * result is the same, and limits hold.
 *
 *   clang -fsanitize=fuzzer,address,undefined -Ilib tests/fuzz/fcgi_record.c
 */
#include "base/base.h"

#include "io/fcgi_record.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct result {
	struct fcgi_reader reader;
	enum fcgi_step step;
	size_t used;
	size_t replied;
};

/* Pieces of exactly their size, so that the sanitizer sees each overrun. */
static void
feed(struct result *r, uint8_t *params, const uint8_t *p, size_t n,
    size_t piece)
{
	memset(r, 0, sizeof(*r));
	fcgi_reader_init(&r->reader, params);
	while (n > 0 && r->step == FCGI_STEP_MORE) {
		size_t now = n < piece ? n : piece, used;
		uint8_t *exact = malloc(now);

		assert(exact != NULL);
		memcpy(exact, p, now);
		r->step = fcgi_reader_feed(&r->reader, exact, now, &used);
		free(exact);
		assert(used > 0 && used <= now);
		assert(r->reader.reply_len <= FCGI_REPLY_MAX);
		r->replied += r->reader.reply_len;
		r->reader.reply_len = 0;
		r->used += used;
		p += used;
		n -= used;
	}
}

/* Each pair lies within the parameters, and they end with the last one. */
static void
walk(const struct result *r, const uint8_t *params)
{
	struct fcgi_pair pair;
	size_t at = 0, n = 0;

	assert(r->reader.params_len <= FCGI_PARAMS_MAX);
	assert(!r->reader.too_large || r->reader.params_len == 0);
	while (fcgi_pair_next(params, r->reader.params_len, &at, &pair)) {
		assert((const uint8_t *)pair.value + pair.value_len <=
		    params + r->reader.params_len);
		assert(memchr(pair.name, '\0', pair.name_len) == NULL);
		n++;
	}
	assert(at == r->reader.params_len && n <= FCGI_PAIRS_MAX);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t params[FCGI_PARAMS_MAX], again[FCGI_PARAMS_MAX];
	struct result whole, split;

	if (size < 2)
		return 0;
	feed(&whole, params, data + 1, size - 1, size);
	feed(&split, again, data + 1, size - 1, (size_t)data[0] + 1);
	assert(whole.step == split.step && whole.used == split.used);
	assert(whole.replied == split.replied);
	assert(whole.reader.params_len == split.reader.params_len);
	if (whole.step != FCGI_STEP_REQUEST)
		return 0;
	walk(&whole, params);
	assert(memcmp(params, again, whole.reader.params_len) == 0);
	return 0;
}
