/*
 * Query strings, forms and paths: any bytes.  What comes out is valid text,
 * nothing is read beyond the end, and what was refused is left out.
 */
#include "base/base.h"

#include "base/text.h"
#include "web/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	/* Of exactly its size, so that the sanitizer sees each overrun. */
	const char *s = arena_dup(a, data, size);
	struct schema_pairs pairs;
	struct err e = {0};
	enum rc rc = form_read(a, s, size, &pairs, &e);
	const char *path = form_decode(a, s, size, false);

	assert(rc == RC_OK || (rc == RC_INVALID && e.message[0] != '\0'));
	assert(pairs.n <= FORM_PAIRS_MAX);
	for (size_t i = 0; i < pairs.n; i++) {
		const struct schema_pair *p = &pairs.items[i];

		assert(text_is_valid(p->name, strlen(p->name)));
		assert(text_is_valid(p->value, strlen(p->value)));
	}
	for (; path != NULL && *path != '\0'; path++)
		assert((unsigned char)*path >= 0x20 && *path != 0x7f);
	arena_free(a);
	return 0;
}
