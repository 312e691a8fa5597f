/*
 * JSON bodies: any bytes.  What is taken can be written and read again, and
 * is then the same (D5); a schema's reading of it does not crash either.
 */
#include "base/base.h"

#include "base/json.h"
#include "base/schema.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct body {
	const char *content, *email, *id, *vote;
	int64_t rating;
	bool flag;
};

static const char *const VOTES[] = {"up", "down", NULL};

static const struct schema_field FIELDS[] = {
	{.name = "content", .type = FIELD_TEXT, .multiline = true, .min = 1,
	    .max = 4000, .offset = offsetof(struct body, content)},
	{.name = "email", .type = FIELD_EMAIL,
	    .offset = offsetof(struct body, email)},
	{.name = "id", .type = FIELD_UUID,
	    .offset = offsetof(struct body, id)},
	{.name = "vote", .type = FIELD_ENUM, .allowed = VOTES,
	    .offset = offsetof(struct body, vote)},
	{.name = "rating", .type = FIELD_I64, .min = 1, .max = 5,
	    .offset = offsetof(struct body, rating)},
	{.name = "flag", .type = FIELD_BOOL,
	    .offset = offsetof(struct body, flag)},
};

static const struct schema SCHEMA = {.name = "Body",
    .fields = FIELDS,
    .n_fields = NELEM(FIELDS),
    .size = sizeof(struct body)};

static void
check_body(struct arena *a, const struct json *j)
{
	struct body b;
	struct err e = {0};
	enum rc rc = schema_from_json(&SCHEMA, a, j, &b, &e);

	assert(rc == RC_OK || rc == RC_INVALID);
	if (rc != RC_OK)
		return;
	if (b.content != NULL) {
		assert(text_is_valid(b.content, strlen(b.content)));
		assert(text_length(b.content) <= 4000);
	}
	assert(b.rating >= 0 && b.rating <= 5);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	const char *s = arena_dup(a, data, size);
	struct err e = {0};
	struct json *j = NULL, *again = NULL;
	enum rc rc = json_read(a, s, size, &j, &e);

	assert(rc == RC_OK || rc == RC_INVALID || rc == RC_TOO_LARGE);
	if (rc == RC_OK && j != NULL) {
		const char *out = json_print(a, j);

		assert(json_read(a, out, strlen(out), &again, &e) == RC_OK ||
		    strlen(out) > JSON_SIZE_MAX);
		if (again != NULL)
			assert(strcmp(json_print(a, again), out) == 0);
		check_body(a, j);
	}
	arena_free(a);
	return 0;
}
