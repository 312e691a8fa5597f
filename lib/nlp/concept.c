#include "base/base.h"

#include "nlp/concept.h"

#include "base/text.h"
#include "nlp/query.h"

#define WORDS_ROOM 2048 /* slots; the synonyms fill less than half */

/* FNV-1a (Fowler, Noll, Vo). */
uint64_t
concept_hash(const char *stem)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (; *stem != '\0'; stem++)
		h = (h ^ (unsigned char)*stem) * UINT64_C(0x100000001b3);
	return h;
}

static size_t
find_slot(const struct concept_slot *slots, size_t n, uint64_t hash)
{
	size_t at = (size_t)hash & (n - 1);
	uint32_t print = (uint32_t)(hash >> 32);

	for (size_t tries = 0; tries < n && slots[at].concept != 0 &&
	    slots[at].print != print; tries++)
		at = (at + 1) & (n - 1);
	return at;
}

uint32_t
concept_find(const struct concepts *c, uint64_t hash)
{
	const struct concept_slot *s;

	if (c->n_slots == 0)
		return 0;
	s = &c->slots[find_slot(c->slots, c->n_slots, hash)];
	return s->print == (uint32_t)(hash >> 32) ? s->concept : 0;
}

/* The first group that has a word is its concept; phrases have none. */
void
concepts_make(struct arena *a, const char *language, struct concepts *out)
{
	struct stemmer *st = stemmer_open(a, language);
	struct concept_slot *slots = arena_array(a, WORDS_ROOM,
	    sizeof(*slots));
	const char *const *groups;
	size_t n_groups = query_synonym_groups(language, &groups), n = 0;

	*out = (struct concepts){.slots = slots};
	for (size_t g = 0; g < n_groups; g++) {
		for (const char *s = groups[g]; *s != '\0';) {
			size_t len = strcspn(s, "|>");
			const char *word = text_trim(a,
			    arena_strndup(a, s, len));
			uint64_t hash = concept_hash(stem_word(st, word));
			struct concept_slot *slot = &slots[find_slot(slots,
			    WORDS_ROOM, hash)];

			s += len + (s[len] != '\0');
			if (*word == '\0' || strpbrk(word, " -'") != NULL ||
			    slot->concept != 0 || n >= WORDS_ROOM / 2)
				continue;
			*slot = (struct concept_slot){
				(uint32_t)(hash >> 32), (uint32_t)g + 1};
			n++;
		}
	}
	out->n_slots = n == 0 ? 0 : WORDS_ROOM;
}
