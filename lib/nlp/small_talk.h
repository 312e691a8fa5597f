/*
 * Messages that ask nothing: greetings, thanks, goodbyes, yes and no, in en
 * es fr de vi ar pt it nl.  Word lists written for this program; a message is
 * small talk when all of its words are.
 */
#ifndef NLP_SMALL_TALK_H
#define NLP_SMALL_TALK_H

#include "nlp/words.h"

enum small_talk {
	SMALL_TALK_NONE, /* says more than that */
	SMALL_TALK_GREETING,
	SMALL_TALK_THANKS,
	SMALL_TALK_GOODBYE,
	SMALL_TALK_YES,
	SMALL_TALK_NO,
};

/*
 * `language` is the talk's; English counts in every talk, and so does a
 * greeting, thanks or goodbye of any language above: "Hola" may open a talk
 * that began as an English one.
 */
enum small_talk small_talk_kind(const struct words *words,
    const char *language);

/* The same, and the language whose words they were; NULL: none, or several
 * others ("hallo" is German and Dutch). */
enum small_talk small_talk_find(const struct words *words,
    const char *language, const char **found);

#endif
