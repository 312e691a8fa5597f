#include "base/base.h"

#include "core/triage.h"

#include "nlp/small_talk.h"
#include "nlp/wish.h"

static bool
asks_identity(const struct words *w)
{
	static const char *const phrases[] = {"are you a bot",
	    "are you a robot", "are you human", "are you a human",
	    "are you real", "are you a real person", "are you an ai",
	    "are you ai", "are you a person", "are you a machine",
	    "am i talking to a bot", "am i talking to a human",
	    "am i talking to a real person", "am i talking to a robot",
	    "am i talking to a person", "who are you", "what are you",
	    "is this a bot", "is this a human", "is this a real person",
	    "are you chatgpt"};

	for (size_t i = 0; i < w->n && i < 4; i++) {
		for (size_t p = 0; p < NELEM(phrases); p++) {
			if (words_phrase_at(w, i, phrases[p]) && w->n <= 9)
				return true;
		}
	}
	return false;
}

/* The trigger's words in a row, by their stems. */
static bool
has_phrase(struct arena *a, struct stemmer *st, const struct words *w,
    const char *phrase)
{
	struct words p;

	words_split(st, a, phrase, false, &p);
	for (size_t i = 0; p.n > 0 && i + p.n <= w->n; i++) {
		size_t k = 0;

		while (k < p.n &&
		    strcmp(w->items[i + k].stem, p.items[k].stem) == 0)
			k++;
		if (k == p.n)
			return true;
	}
	return false;
}

/* TRIAGE_QUESTION when it says more. */
static enum triage_kind
small_talk(const struct triage_ask *ask)
{
	static const enum triage_kind kinds[] = {
		[SMALL_TALK_NONE] = TRIAGE_QUESTION,
		[SMALL_TALK_GREETING] = TRIAGE_GREETING,
		[SMALL_TALK_THANKS] = TRIAGE_THANKS,
		[SMALL_TALK_GOODBYE] = TRIAGE_GOODBYE,
		[SMALL_TALK_YES] = TRIAGE_YES,
		[SMALL_TALK_NO] = TRIAGE_NO,
	};

	return kinds[small_talk_kind(ask->words, ask->language)];
}

void
triage_message(struct arena *a, const struct triage_ask *ask,
    struct triage *out)
{
	const struct json *keywords =
	    json_get(json_get(ask->definition, "triggers"), "keywords");

	*out = (struct triage){TRIAGE_QUESTION, NULL};
	if (asks_identity(ask->words)) {
		*out = (struct triage){TRIAGE_IDENTITY, "identity"};
		return;
	}
	if (wish_for_person(ask->words, &out->rule)) {
		out->kind = TRIAGE_PERSON;
		return;
	}
	out->rule = NULL;
	out->kind = small_talk(ask);
	if (out->kind != TRIAGE_QUESTION) {
		out->rule = "small talk";
		return;
	}
	for (size_t i = 0; i < json_count(keywords); i++) {
		const char *phrase = json_text(json_item(keywords, i));

		if (has_phrase(a, ask->st, ask->words, phrase)) {
			*out = (struct triage){TRIAGE_KEYWORD, phrase};
			return;
		}
	}
}

const char *
triage_name(enum triage_kind kind)
{
	static const char *const names[TRIAGE_KIND_COUNT_] = {"question",
	    "greeting", "thanks", "goodbye", "yes", "no", "identity",
	    "person", "keyword"};

	return names[kind];
}
