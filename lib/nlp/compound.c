#include "base/base.h"

#include "nlp/compound.h"

#define HALF_MIN 3 /* letters */
#define EVERYDAY_WEIGHT 0.3 /* of a half that only English knows */

static bool
is_known(const struct index *ix, int language, struct query *q,
    const char *word)
{
	return index_word(ix, language, word) != NULL ||
	    index_stem(ix, language, stem_word(q->st, word)) != NULL;
}

static bool
may_be_compound(const struct index *ix, int language, struct query *q,
    const struct query_term *t)
{
	if (t->weight < 1 || t->number || t->hint || t->topic ||
	    strlen(t->word) < 2 * HALF_MIN || common_word(t->word) ||
	    query_has_synonyms(t->word))
		return false;
	for (const char *s = t->word; *s != '\0'; s++) {
		if (*s < 'a' || *s > 'z')
			return false;
	}
	return !is_known(ix, language, q, t->word);
}

/* Where the second half begins, the most even cut first; 0: nowhere. */
static size_t
cut_of(struct arena *a, const struct index *ix, int language,
    struct query *q, const char *word)
{
	size_t n = strlen(word), best = 0, uneven = n;

	for (size_t at = HALF_MIN; at + HALF_MIN <= n; at++) {
		const char *first = arena_strndup(a, word, at);
		size_t d = at > n - at ? at - (n - at) : n - at - at;

		if (d < uneven && is_known(ix, language, q, word + at) &&
		    (common_word(first) || is_known(ix, language, q, first))) {
			best = at;
			uneven = d;
		}
	}
	return best;
}

static void
split(struct arena *a, const struct index *ix, int language, struct query *q,
    size_t i, size_t at)
{
	struct query_term *t = &q->terms[i];
	const char *first = arena_strndup(a, t->word, at);
	const char *second = t->word + at;

	memmove(t + 1, t, (q->n - i) * sizeof(*t));
	q->n++;
	t[0].word = first;
	t[0].stem = stem_word(q->st, first);
	if (!is_known(ix, language, q, first))
		t[0].weight = EVERYDAY_WEIGHT;
	t[1].word = second;
	t[1].stem = stem_word(q->st, second);
}

void
compound_split(struct arena *a, const struct index *ix, int language,
    struct query *q)
{
	for (size_t i = 0; i < q->n && q->n < QUERY_TERMS_MAX - 1; i++) {
		size_t at;

		if (!may_be_compound(ix, language, q, &q->terms[i]))
			continue;
		at = cut_of(a, ix, language, q, q->terms[i].word);
		if (at > 0)
			split(a, ix, language, q, i++, at);
	}
}
