#include "base/base.h"

#include "nlp/labels.h"

#include "base/text.h"

#define SLOTS_FIRST 64 /* a power of two; doubled when half full */

void
labels_init(struct labels *l, struct arena *a)
{
	*l = (struct labels){.arena = a};
}

/* FNV-1a (Fowler, Noll, Vo). */
static uint32_t
hash(const char *s)
{
	uint32_t h = 2166136261u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}

static size_t
find_slot(const struct labels *l, const char *name)
{
	size_t at = hash(name) & (l->n_slots - 1);

	while (l->slots[at] != 0 &&
	    strcmp(l->names[l->slots[at] - 1], name) != 0)
		at = (at + 1) & (l->n_slots - 1);
	return at;
}

static void
grow(struct labels *l)
{
	size_t n = l->n_slots == 0 ? SLOTS_FIRST : l->n_slots * 2;
	const char **names = arena_array(l->arena, n / 2, sizeof(*names));

	if (l->n > 0)
		memcpy(names, l->names, l->n * sizeof(*names));
	l->names = names;
	l->cap = n / 2;
	l->slots = arena_array(l->arena, n, sizeof(*l->slots));
	l->n_slots = n;
	for (size_t i = 0; i < l->n; i++)
		l->slots[find_slot(l, l->names[i])] = (uint32_t)i + 1;
}

int
labels_find(const struct labels *l, const char *name)
{
	return l->n == 0 ? -1 : (int)l->slots[find_slot(l, name)] - 1;
}

int
labels_add(struct labels *l, const char *name)
{
	int found = labels_find(l, name);

	if (found >= 0)
		return found;
	if (l->n == LABELS_MAX)
		return -1;
	if (l->n == l->cap)
		grow(l);
	l->names[l->n] = arena_strdup(l->arena, name);
	l->slots[find_slot(l, name)] = (uint32_t)l->n + 1;
	return (int)l->n++;
}

static bool
has(const int *items, int n, int item)
{
	for (int i = 0; i < n; i++) {
		if (items[i] == item)
			return true;
	}
	return false;
}

int
labels_split(struct labels *l, const char *joined, int *out, size_t max)
{
	int n = 0;

	while (*joined != '\0') {
		size_t len = strcspn(joined, ",");
		char *name = text_trim(l->arena,
		    arena_strndup(l->arena, joined, len));

		if (*name != '\0' && (size_t)n < max) {
			int label = labels_add(l, name);

			if (label < 0)
				return -1;
			if (!has(out, n, label))
				out[n++] = label;
		}
		joined += len + (joined[len] == ',');
	}
	return n;
}
