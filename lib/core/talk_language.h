/*
 * The language of a talk (A14): that of the visitor, held on to.  A short or
 * unclear message never changes it; a clear sentence does, or two messages in
 * a row.  No database: what is known of the talk is given.
 */
#ifndef CORE_TALK_LANGUAGE_H
#define CORE_TALK_LANGUAGE_H

#include "nlp/words.h"

struct talk_message {
	const char *text;
	const struct words *words; /* of the text */
	const char *talk;	   /* language so far; at first the browser's */
	const char *const *before; /* visitor's earlier ones, oldest first */
	size_t n_before;
	const char *const *languages; /* in which the site answers; NULL: any
					 that can be told */
	size_t n_languages;
};

struct talk_language {
	const char *language; /* to answer in, and of the talk from now on */
	const char *written;  /* of this message, as far as known */
	double confidence;    /* of `written`, 0..1 */
	bool changed;
};

void talk_language(struct arena *a, const struct talk_message *m,
    struct talk_language *out);

#endif
