/*
 * The compiled lexicon: a trie over words, made by lexicon/generate.awk.
 * Constants only, nothing is read or built when a process starts.  Used by
 * lexicon.c alone.
 */
#ifndef NLP_LEXICON_DATA_H
#define NLP_LEXICON_DATA_H

#include "base/base.h"

#define LEXICON_SLOTS 16384	 /* of the hash table over words */
#define LEXICON_HASH_MOD 16777213 /* the largest prime below 2^24 */
#define LEXICON_FIRST_WORD 4 /* nodes before it start with a class of words */
#define LEXICON_GAP 65535    /* edge symbol: up to three words of any kind */
#define LEXICON_CLASS_SYMBOL 65500 /* plus the number of the class */

struct lexicon_node {
	uint16_t classes; /* bits 1 << enum lexicon_class */
	uint16_t marks;	  /* bits 1 << enum lexicon_mark */
	int8_t tenths;	  /* valence, -40 to 40 */
	uint8_t emotion;  /* enum lexicon_emotion */
	uint8_t degree;	  /* percent; 0: no degree word */
	uint8_t unused;
	uint16_t edges;
	uint16_t first_edge;
};

struct lexicon_edge {
	uint16_t symbol; /* node of the word, class symbol or gap */
	uint16_t node;
};

extern const char lexicon_text[];
extern const uint32_t lexicon_offset[];
extern const uint16_t lexicon_slot[LEXICON_SLOTS]; /* 0: free; word + 1 */
extern const struct lexicon_node lexicon_node[];
extern const struct lexicon_edge lexicon_edge[];
extern const size_t lexicon_words, lexicon_entries;

#endif
