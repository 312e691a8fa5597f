#include "base/base.h"

#include "nlp/wish.h"

/* Lists have blanks around each word, so that " hi " is found as a whole. */
static bool
in_list(const char *list, const char *word)
{
	size_t n = strlen(word);
	const char *p = list;

	while ((p = strstr(p, word)) != NULL) {
		if (p > list && p[-1] == ' ' && p[n] == ' ')
			return true;
		p++;
	}
	return false;
}

/* Whom somebody may want; the verbs that make it a wish follow below. */
static const char strong_nouns[] =
    " human humans agent agents representative representatives rep reps "
    "operator supervisor superior receptionist ";
static const char weak_nouns[] =
    " person people manager staff employee advisor adviser specialist "
    "someone somebody anyone anybody colleague consultant assistant guy "
    "lady man woman department team member support service expert boss "
    "professional executive dispatcher coordinator technician owner ";
static const char talk_verbs[] =
    " talk talking speak speaking chat chatting connect connected transfer "
    "transferred put forward redirect escalate escalated discuss ";
static const char wish_verbs[] =
    " want need get give let reach prefer rather like wish call request "
    "demand bring switch involve ";
static const char real[] =
    " real live actual living human physical breathing proper genuine ";
static const char real_nouns[] =
    " person people human humans agent agents being beings support help "
    "representative rep operator someone somebody advisor chat ";

/* A noun of the list within a few words after i; 0: none. */
static size_t
noun_after(const struct words *w, size_t i, const char *list, size_t reach)
{
	for (size_t k = i + 1; k < w->n && k <= i + reach; k++) {
		if (in_list(list, w->items[k].text))
			return k;
		if (w->items[k - 1].ends_clause && k > i + 1)
			return 0;
	}
	return 0;
}

/* "talk to me", "talk about it" are no wish; "talk to/with somebody" is. */
static bool
has_direction(const struct words *w, size_t from, size_t to)
{
	for (size_t i = from + 1; i < to; i++) {
		if (in_list(" to with me through us ", w->items[i].text))
			return true;
	}
	return false;
}

static bool
said_with_not(const struct words *w, size_t i)
{
	for (size_t k = i > 3 ? i - 3 : 0; k < i; k++) {
		if (in_list(" not never without nobody ", w->items[k].text))
			return true;
	}
	return false;
}

/* A few words and one of them names a person: "agent please". */
static bool
is_bare_noun(const struct words *w)
{
	bool noun = false;

	if (w->n > 4)
		return false;
	for (size_t i = 0; i < w->n; i++) {
		const char *t = w->items[i].text;
		bool n = in_list(strong_nouns, t) ||
		    (in_list(real, t) && i + 1 < w->n &&
			in_list(real_nouns, w->items[i + 1].text));

		noun = noun || n;
		if (!n && !in_list(" please pls now a an the real live person "
				   "i want need get me agent support customer "
				   "service chat asap just ", t))
			return false;
	}
	return noun;
}

static bool
phrase_at(const struct words *w, size_t i, const char *phrase)
{
	while (*phrase != '\0') {
		size_t n = strcspn(phrase, " ");

		if (i == w->n || strlen(w->items[i].text) != n ||
		    strncmp(w->items[i].text, phrase, n) != 0)
			return false;
		i++;
		phrase += n + (phrase[n] == ' ');
	}
	return true;
}

static const char *const person_phrases[] = {"call me back", "call me please",
    "can you call me", "could you call me", "please call me",
    "someone call me", "have someone call", "somebody call me",
    "give me a call", "phone me", "hand me over", "hand over to",
    "pass me on", "pass me to", "put me through", "not a bot",
    "not a robot", "not a machine", "no bot", "no bots", "stop the bot",
    "hate bots", "hate this bot", "instead of a bot", "instead of a robot",
    "talk to your manager", "speak to your manager", "escalate this",
    "escalate my", "please escalate", "customer service please",
    "customer support please", "need assistance from a",
    "talk to customer service", "speak to customer service",
    "talk to customer support", "speak to customer support",
    "speak with customer service", "speak with customer support",
    "talk with customer service", "talk to support", "speak to support",
    "speak with support", "connect me with support",
    "connect me to support", "contact a human", "contact an agent",
    "contact a person", "contact a representative", "is anyone there",
    "is there anyone", "is there anybody", "is there a human",
    "is there someone i can", "is there a person", "are there any humans"};

bool
wish_for_person(const struct words *w, const char **rule)
{
	*rule = "noun alone";
	if (is_bare_noun(w))
		return true;
	for (size_t i = 0; i < w->n; i++) {
		const char *t = w->items[i].text;
		size_t noun;

		for (size_t p = 0; p < NELEM(person_phrases); p++) {
			*rule = person_phrases[p];
			if (phrase_at(w, i, person_phrases[p]))
				return true;
		}
		if (said_with_not(w, i))
			continue;
		*rule = "talk to a person";
		if (in_list(talk_verbs, t)) {
			noun = noun_after(w, i, strong_nouns, 6);
			if (noun == 0) {
				noun = noun_after(w, i, weak_nouns, 6);
				if (noun != 0 && !has_direction(w, i, noun))
					noun = 0;
			}
			if (noun != 0)
				return true;
		}
		*rule = "real person";
		if (in_list(real, t) && i + 1 < w->n &&
		    in_list(real_nouns, w->items[i + 1].text) &&
		    !in_list(" are is you ", w->items[0].text))
			return true;
		*rule = "wants an agent";
		if (in_list(wish_verbs, t) &&
		    noun_after(w, i, strong_nouns, 4) != 0 &&
		    !in_list(" how what where which ", w->items[0].text))
			return true;
	}
	return false;
}
