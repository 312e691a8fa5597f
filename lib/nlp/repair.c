#include "base/base.h"

#include "nlp/repair.h"

#include "base/text.h"
#include "nlp/features.h"
#include "nlp/query.h"

struct search {
	const struct repair_vocabulary *known;
	char word[REPAIR_LONGEST + 2]; /* the neighbour that is tried */
	char best[REPAIR_LONGEST + 2];
	double least; /* rarity of the best; 0: none yet */
};

static double
rarity_of(const struct repair_vocabulary *v, const char *text,
    enum feature_block block)
{
	return v->rarity(v->arg, feature_key(text, block));
}

static void
try_word(struct search *s)
{
	double rarity = rarity_of(s->known, s->word, FEATURE_WORD);

	if (rarity <= 0 || (s->least > 0 && rarity >= s->least))
		return;
	s->least = rarity;
	memcpy(s->best, s->word, sizeof(s->best));
}

static void
try_letters(struct search *s, size_t at)
{
	for (char c = 'a'; c <= 'z'; c++) {
		s->word[at] = c;
		try_word(s);
	}
}

/* One letter was left out. */
static void
try_longer(struct search *s, const char *word, size_t n)
{
	for (size_t i = 0; i <= n; i++) {
		memcpy(s->word, word, i);
		memcpy(s->word + i + 1, word + i, n - i + 1);
		try_letters(s, i);
	}
}

/* One letter is another, one too many, or swapped with the next. */
static void
try_others(struct search *s, const char *word, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		memcpy(s->word, word, n + 1);
		try_letters(s, i);
		memcpy(s->word + i, word + i + 1, n - i);
		try_word(s);
		if (i + 1 == n)
			break;
		memcpy(s->word, word, n + 1);
		s->word[i] = word[i + 1];
		s->word[i + 1] = word[i];
		try_word(s);
	}
}

static bool
may_be_wrong(const struct repair_vocabulary *v, const struct word *w)
{
	size_t n = strlen(w->text);

	if (n < REPAIR_SHORTEST || n > REPAIR_LONGEST || w->number)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!text_is_alpha(w->text[i]))
			return false;
	}
	return rarity_of(v, w->text, FEATURE_WORD) <= 0 &&
	    rarity_of(v, w->stem, FEATURE_STEM) <= 0 &&
	    !common_word(w->text) && !common_word(w->stem);
}

void
repair_words(struct arena *a, const struct repair_vocabulary *v,
    struct stemmer *st, struct word *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct search s = {.known = v};
		const char *text = words[i].text;

		if (!may_be_wrong(v, &words[i]))
			continue;
		try_longer(&s, text, strlen(text));
		try_others(&s, text, strlen(text));
		if (s.least <= 0)
			continue;
		words[i].text = arena_strndup(a, s.best, strlen(s.best));
		words[i].stem = stem_word(st, words[i].text);
	}
}
