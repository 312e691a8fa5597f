/*
 * What n-grams tell about languages: one table a script, learned by
 * tests/bench/language/train.c from the text of Debian packages (see
 * doc/language.md), part of the program's read-only data, so that nothing is
 * read or parsed at the start and all processes share its pages.
 *
 * A file lib/nlp/tables/NAME.tbl, little-endian: "BLT1"; u32 entries; u32
 * buckets; f32 unit; u32 languages; their codes, 4 bytes each; u16 first
 * entry of each bucket, and the number of entries; u16 low bits of each
 * entry's hash; the entry's weights, 4 bits a language, 8 standing for 0.
 */
#ifndef NLP_LANGUAGE_TABLE_H
#define NLP_LANGUAGE_TABLE_H

#include "nlp/language_text.h"

#define LANGUAGE_TABLE_MAX 24 /* languages of one table */

struct language_table {
	size_t n_languages;
	const char *codes; /* 4 bytes each, NUL behind: language_table_code */
	uint32_t n, n_buckets;
	double unit; /* of a weight */
	const unsigned char *starts, *hashes, *weights;
};

/* false: languages of this script are not told apart by n-grams. */
bool language_table_open(enum language_script script,
    struct language_table *out);

const char *language_table_code(const struct language_table *t, size_t i);

/*
 * Adds the weights of the n-gram to `sums`, one a language, if the table
 * has it.
 */
bool language_table_add(const struct language_table *t, uint64_t gram,
    int *sums);

#endif
