/*
 * A text as its words: folded, cut at everything that is no letter or digit,
 * with stems.  "#12345" and "$14.99" are numbers; "e-mail" is "email";
 * "don't" is "do" and "not"; Chinese, Japanese and Thai give pairs of
 * characters.
 */
#ifndef NLP_WORDS_H
#define NLP_WORDS_H

#include "nlp/stem.h"

#define WORDS_MAX 4000 /* of one text; the rest is not read */
#define WORD_BYTES_MAX 64 /* longer ones are cut */

/* Words as they carry meaning in a question. */
enum word_role {
	WORD_CONTENT,
	WORD_WEAK,  /* question words and the like: reduced weight */
	WORD_EMPTY, /* articles, auxiliaries, politeness: dropped */
};

struct word {
	const char *text; /* folded */
	const char *stem;
	bool number;
	bool money;  /* written with a currency sign */
	bool joined; /* "pickup" made from "pick-up", besides its parts */
	bool ends_clause; /* followed by . , ; : ? ! */
	bool has_role;	  /* of a language of its own, not English */
	enum word_role role; /* where has_role */
};

struct words {
	struct word *items;
	size_t n;
};

/* `joined`: also give the joined forms (for what is stored). */
void words_split(struct stemmer *st, struct arena *a, const char *text,
    bool joined, struct words *out);

/* "opened-headphones": ASCII letters, digits and single dashes. */
char *words_slug(struct arena *a, const char *text);

/* Words between white space, for limits. */
size_t words_count(const char *text);

/* Of an English word. */
enum word_role word_role(const char *text);

/* The same by the word or its base form, "needed", "made", or by the words
 * of its own language (word_world.h). */
enum word_role word_role_of(const struct word *w);

/* Is the word in a list with blanks around each of its words?  So " hi " is
 * found as a whole. */
bool words_in_list(const char *list, const char *word);

/* The words of `phrase` stand in a row from word i on. */
bool words_phrase_at(const struct words *w, size_t i, const char *phrase);

#endif
