#include "base/base.h"

#include "core/definition.h"

#include <stdlib.h>

#include "base/log.h"
#include "store/answer.h"

#define DEFINITION_BYTES_MAX ((size_t)2 << 20) /* text and tree of one */

struct slot {
	int64_t site_id;
	struct definition_key key;
	struct arena *arena; /* NULL: unused */
	const struct json *json;
};

struct definitions {
	struct slot slots[DEFINITIONS_MAX];
	size_t next; /* the slot that makes room */
};

struct definitions *
definitions_new(void)
{
	struct definitions *d = calloc(1, sizeof(*d));

	if (d == NULL)
		log_die("out of memory");
	return d;
}

void
definitions_free(struct definitions *d)
{
	if (d == NULL)
		return;
	for (size_t i = 0; i < NELEM(d->slots); i++)
		if (d->slots[i].arena != NULL)
			arena_free(d->slots[i].arena);
	free(d);
}

static const struct json *
lookup(const struct definitions *d, int64_t site_id, struct definition_key k)
{
	for (size_t i = 0; i < NELEM(d->slots); i++) {
		const struct slot *s = &d->slots[i];

		if (s->arena != NULL && s->site_id == site_id &&
		    s->key.scenario_id == k.scenario_id &&
		    s->key.revision == k.revision)
			return s->json;
	}
	return NULL;
}

static enum rc
read_into(struct scope *s, struct arena *a, struct definition_key key,
    const struct json **out, struct err *e)
{
	const char *text;
	struct json *j;
	enum rc rc = answer_definition_get(s, key.scenario_id, key.revision,
	    &text, e);

	if (rc != RC_OK)
		return rc;
	rc = json_read(a, text, strlen(text), &j, e);
	if (rc != RC_OK)
		return err_log(e, RC_INTERNAL, "scenario %lld revision %lld "
		    "has a definition that is no JSON",
		    (long long)key.scenario_id, (long long)key.revision);
	*out = j;
	return RC_OK;
}

enum rc
definition_get(struct scope *s, struct definitions *d,
    struct definition_key key, const struct json **out, struct err *e)
{
	struct slot *slot;
	enum rc rc;

	if (d == NULL)
		return read_into(s, s->arena, key, out, e);
	*out = lookup(d, s->site_id, key);
	if (*out != NULL)
		return RC_OK;
	slot = &d->slots[d->next];
	if (slot->arena == NULL)
		slot->arena = arena_new(DEFINITION_BYTES_MAX);
	arena_reset(slot->arena);
	slot->key = (struct definition_key){0, 0};
	rc = read_into(s, slot->arena, key, out, e);
	if (rc != RC_OK)
		return rc;
	slot->site_id = s->site_id;
	slot->key = key;
	slot->json = *out;
	d->next = (d->next + 1) % NELEM(d->slots);
	return RC_OK;
}
