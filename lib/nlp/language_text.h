/*
 * A text as language detection reads it: its letters in lower case, word by
 * word, and how many there are of each script.  Numbers, addresses and links
 * belong to no language and are left out.
 *
 * The n-grams of a word are the runs of 1 to 5 of its letters, where a space
 * at both ends counts as a letter, and the whole word when it is longer
 * (Cavnar and Trenkle, "N-Gram-Based Text Categorization", 1994).
 */
#ifndef NLP_LANGUAGE_TEXT_H
#define NLP_LANGUAGE_TEXT_H

#include "base/arena.h"

#define LANGUAGE_BYTES_MAX 1200 /* of a text; what follows is not read */
#define LANGUAGE_WORDS_MAX 160 /* likewise */
#define LANGUAGE_WORD_MAX 24	/* letters of a word; the rest is not read */
#define LANGUAGE_GRAM_MAX 5	/* letters of an n-gram */
#define LANGUAGE_WORD_GRAMS \
	((LANGUAGE_WORD_MAX + 2) * LANGUAGE_GRAM_MAX + 1)

enum language_script {
	SCRIPT_LATIN,
	SCRIPT_CYRILLIC,
	SCRIPT_ARABIC,
	SCRIPT_GREEK,
	SCRIPT_HEBREW,
	SCRIPT_DEVANAGARI,
	SCRIPT_THAI,
	SCRIPT_HANGUL,
	SCRIPT_KANA,
	SCRIPT_HAN,
	SCRIPT_OTHER,
	SCRIPT_COUNT_
};

struct language_word {
	uint32_t letters[LANGUAGE_WORD_MAX + 2]; /* a space at both ends */
	size_t n;				 /* with the spaces */
	enum language_script script;		 /* of its first letter */
};

struct language_text {
	struct language_word *words;
	size_t n;
	size_t letters[SCRIPT_COUNT_];
};

/* `s` is valid UTF-8. */
void language_text_read(struct arena *a, const char *s,
    struct language_text *out);

/* The n-grams as 64-bit hashes; how many, LANGUAGE_WORD_GRAMS at most. */
size_t language_grams(const struct language_word *w, uint64_t *out);

#endif
