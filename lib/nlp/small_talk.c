#include "base/base.h"

#include "nlp/small_talk.h"

#include "nlp/small_talk_words.h"

#define WORDS_MOST 9 /* longer messages say more than thanks */

static bool
is_row(const struct small_talk_row *row, const struct words *w)
{
	bool key = false;

	for (size_t i = 0; i < w->n; i++) {
		bool k = words_in_list(row->key, w->items[i].text);

		if (!k && !words_in_list(row->filler, w->items[i].text))
			return false;
		key = key || k;
	}
	return key;
}

static bool
is_answer(enum small_talk kind)
{
	return kind == SMALL_TALK_YES || kind == SMALL_TALK_NO;
}

/* In the words of one language. */
static enum small_talk
find_in(const struct words *w, const char *language, bool answers)
{
	for (size_t r = 0; r < small_talk_n_rows; r++) {
		const struct small_talk_row *row = &small_talk_rows[r];

		if (strcmp(row->language, language) == 0 &&
		    (answers || !is_answer(row->kind)) && is_row(row, w))
			return row->kind;
	}
	return SMALL_TALK_NONE;
}

enum small_talk
small_talk_find(const struct words *words, const char *language,
    const char **found)
{
	/* Those with the most speakers first, where kinds differ. */
	static const char *const others[] = {"es", "fr", "de", "pt", "vi",
	    "ar", "it", "nl"};
	enum small_talk kind, first = SMALL_TALK_NONE;
	bool one = true;

	*found = NULL;
	if (words->n == 0 || words->n > WORDS_MOST)
		return SMALL_TALK_NONE;
	*found = language;
	kind = find_in(words, language, true);
	if (kind != SMALL_TALK_NONE)
		return kind;
	*found = "en";
	kind = find_in(words, "en", true);
	if (kind != SMALL_TALK_NONE)
		return kind;
	*found = NULL;
	for (size_t i = 0; i < NELEM(others); i++) {
		kind = find_in(words, others[i], false);
		if (kind == SMALL_TALK_NONE)
			continue;
		one = one && first == SMALL_TALK_NONE;
		if (first == SMALL_TALK_NONE)
			first = kind;
		*found = one ? others[i] : NULL;
	}
	return first;
}

enum small_talk
small_talk_kind(const struct words *words, const char *language)
{
	const char *found;

	return small_talk_find(words, language, &found);
}
