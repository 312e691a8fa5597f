/*
 * What kind of message it is, before any search: small talk, the wish for a
 * person, a scenario's trigger words, or a question.  Patterns over words,
 * written for this program; no training.
 */
#ifndef CORE_TRIAGE_H
#define CORE_TRIAGE_H

#include "base/json.h"
#include "nlp/words.h"

enum triage_kind {
	TRIAGE_QUESTION,
	TRIAGE_GREETING,
	TRIAGE_THANKS,
	TRIAGE_GOODBYE,
	TRIAGE_YES,
	TRIAGE_NO,
	TRIAGE_IDENTITY, /* "Are you a bot?" */
	TRIAGE_PERSON,	 /* wants a person */
	TRIAGE_KEYWORD,	 /* holds a trigger of the scenario */
	TRIAGE_KIND_COUNT_
};

struct triage {
	enum triage_kind kind;
	const char *rule; /* what matched, for the trace */
};

struct triage_ask {
	struct stemmer *st;
	const char *language; /* of the talk */
	const struct words *words;
	const struct json *definition; /* scenario.json */
};

void triage_message(struct arena *a, const struct triage_ask *ask,
    struct triage *out);

const char *triage_name(enum triage_kind kind);

#endif
