/*
 * A text as the features that classifiers count: words, stems, pairs of
 * words, and runs of characters inside words, so that a typing error costs
 * some of a word and not all of it.  Text is folded by Unicode (NFKC, case);
 * Chinese, Japanese and Thai give pairs of characters in place of words.
 *
 * A feature is a 64-bit hash with its block; blocks are scaled apart from
 * each other (classify.h).
 */
#ifndef NLP_FEATURES_H
#define NLP_FEATURES_H

#include "nlp/concept.h"
#include "nlp/repair.h"

enum feature_block {
	FEATURE_WORD,	/* single words, and two in a row */
	FEATURE_STEM,	/* the same of stems, with marks for start and end */
	FEATURE_SKIP,	/* two stems with one between them */
	FEATURE_PAIR,	/* two stems near each other in any order */
	FEATURE_CHARS,	/* 2 to 5 characters inside a padded word */
	FEATURE_CONCEPT, /* concepts, and two of them in any order */
	FEATURE_BLOCKS
};

#define FEATURES_MAX 8192      /* different ones of a text; the rest is not
				  counted */
#define FEATURE_WORDS_MAX 256  /* words of a text that are read */
#define FEATURE_PAIR_REACH 12  /* words between the two of a pair, plus one */

struct feature {
	uint64_t key; /* never 0; the block is part of it */
	uint32_t count;
	uint32_t block;
};

struct features {
	struct feature *items; /* block by block */
	size_t n;
};

/* How texts are read; the same for training and predicting. */
struct feature_reader {
	const char *language; /* chooses the stemmer */
	struct concepts concepts;
	/* What typing errors are repaired by; NULL: they stay. */
	const struct repair_vocabulary *known;
};

/* The key of a single word or stem. */
uint64_t feature_key(const char *text, enum feature_block block);

void features_of(struct arena *a, const struct feature_reader *r,
    const char *text, struct features *out);

/* Of each word by itself: it, its stem, its concept; as they are written. */
void features_alone(struct arena *a, const struct feature_reader *r,
    const char *words, struct features *out);

#endif
