/*
 * The language of a short text: by its script where that tells it, else by
 * the n-grams of its words.  Told apart: en vi es fr de pt it nl pl sv da nb
 * cs sk hu ro tr id fi (Latin letters), ru uk bg, ar fa, el he hi th ko ja
 * zh.  A text in a language that is not known is taken for the likest one,
 * with low confidence.  doc/language.md has the figures.
 */
#ifndef NLP_DETECT_H
#define NLP_DETECT_H

#include "base/arena.h"

#define LANGUAGE_WORDS_SURE 3 /* fewer tell little: keep the talk's language */

struct language_ask {
	const char *text;		/* valid UTF-8 */
	const char *const *candidates; /* codes; NULL: all that are known */
	size_t n_candidates;
	const char *prior; /* of the browser or the talk; NULL: none */
};

struct language_guess {
	const char *code;   /* NULL: no letters, or no candidate fits them */
	double confidence;  /* 0..1, as often right as it says */
	const char *second; /* the runner-up, or NULL */
	double second_confidence;
	size_t words;	/* where there are no spaces: pairs of characters */
	bool by_script; /* no other known language is written so */
};

void language_detect(struct arena *a, const struct language_ask *ask,
    struct language_guess *out);

/* All codes, NULL at the end. */
const char *const *language_codes(void);
bool language_is_known(const char *code);

/* The letters that the language is written in are those of the other one. */
bool language_same_script(const char *code, const char *other);

/*
 * A talk's votes, a message each: long ones count more, old ones less, those
 * below LANGUAGE_WORDS_SURE words not at all unless the script tells.
 */
#define LANGUAGE_VOTES_MAX 8
struct language_votes {
	struct {
		const char *code;
		double weight;
	} items[LANGUAGE_VOTES_MAX];
	size_t n;
};
void language_vote(struct language_votes *v, const struct language_guess *g);

/* The code with most weight, and its share of all; NULL: no votes. */
const char *language_votes_winner(const struct language_votes *v,
    double *share);

#endif
