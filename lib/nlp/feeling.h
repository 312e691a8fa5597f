/*
 * What the lexicon finds in a text, with negation, degree words, capitals,
 * lengthened words and "but" taken into account: the ground that sentiment,
 * emotion and escalation stand on.  English, and whatever the lexicon has.
 *
 * Rules after Hutto and Gilbert, "VADER" (2014), and Taboada et al.,
 * "Lexicon-based methods for sentiment analysis" (2011); lexicon, weights
 * and complaint patterns are this program's own.
 */
#ifndef NLP_FEELING_H
#define NLP_FEELING_H

#include "base/arena.h"
#include "nlp/lexicon.h"

#define FEELING_TOKENS_MAX 1200 /* words of one text; the rest is not read */

/* An entry of the lexicon, found. */
struct feeling_hit {
	const char *text; /* in the text as given */
	size_t length;	  /* bytes */
	double valence;	  /* after all rules, about -6 to 6 */
	enum lexicon_emotion emotion;
	unsigned marks; /* bits 1 << enum lexicon_mark */
	bool negated;
};

struct feeling {
	struct feeling_hit *hits;
	size_t n;
	size_t words;
	size_t negations;    /* without any feeling to turn: "cannot open" */
	unsigned marks;	     /* of all hits */
	unsigned exclamations, questions; /* signs */
	bool mixed_signs;    /* "?!" or "??" */
	bool shouted;	     /* all in capitals */
	bool asks;	     /* the last sentence ends in "?" */
	bool opens_as_question; /* "how", "can you" */
	bool has_but;
	/* Words that have no feeling but tell of one. */
	size_t you, self, absolute;
	size_t capitals;  /* words all in capitals */
	size_t durations; /* "three weeks" */
};

/* `text` is valid UTF-8 and must live as long as the hits. */
void feeling_read(struct arena *a, const char *text, struct feeling *out);

#endif
