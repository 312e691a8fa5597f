/*
 * What the parts of the builder share: index_build.c reads texts into words,
 * index_write.c makes postings and rows of them, index_finish.c the words'
 * own tables and the block.
 */
#ifndef NLP_INDEX_INTERNAL_H
#define NLP_INDEX_INTERNAL_H

#include "nlp/index_build.h"
#include "nlp/words.h"

/* A growing array inside the builder's arena. */
struct vector {
	void *items;
	size_t n, cap, size;
};
void *vector_add(struct arena *a, struct vector *v, const void *items,
    size_t n);

struct build_word {
	const char *text;
	uint32_t stem;
	uint32_t n_passages; /* set by index_write.c */
	uint16_t language;
	uint8_t role;
	bool number, posted; /* false: too common to be looked for */
};

struct build_stem {
	const char *text;
	uint32_t language;
};

/* A run of tokens: the words of one text. */
struct build_text {
	size_t at;
	uint32_t n;
};

/* A token: the word's number twice, plus 1 for "pickup" of "pick-up". */
struct build_article {
	struct index_article row;
	size_t texts, n_texts; /* title, tags, questions */
	size_t title_of; /* the first article of this title */
};

struct build_passage {
	struct index_passage row;
	struct build_text heading, body;
};

/* Open addressing by index_hash: number of the item + 1. */
struct slots {
	uint32_t *items;
	size_t cap;
};

struct index_builder {
	struct arena *arena;
	struct arena *scratch; /* of one text */
	struct vector words;	 /* struct build_word */
	struct vector stems;	 /* struct build_stem */
	struct vector tokens;	 /* uint32_t */
	struct vector texts;	 /* struct build_text, of the articles */
	struct vector articles;	 /* struct build_article */
	struct vector passages;	 /* struct build_passage */
	struct vector groups;	 /* struct index_group */
	struct vector languages; /* uint32_t: strings */
	struct vector synonyms;	 /* struct index_synonym */
	struct vector strings;	 /* char */
	struct slots word_slots, stem_slots, title_slots;
	struct vector titles; /* uint32_t: articles of a title */
	int64_t scenario_id; /* of the article added last */
	double title_words, heading_words, body_words; /* sums */
};

/* One word in one passage. */
struct index_entry {
	uint32_t passage;
	uint16_t body;
	uint8_t fields;
};

struct index_writer {
	struct index_builder *b;
	struct arena *arena;
	struct index_head head;
	struct vector out; /* bytes */
	uint32_t *order, *rank; /* words by frequency, and back */
	struct index_word *words; /* in their new order */
	struct index_entry *entries;
	size_t *from; /* of each word in `entries`, and the end */
	struct vector stem_words; /* uint32_t, by stem */
	struct index_stem *stems;
	uint32_t *seen; /* passage + 1 that a word was last found in */
};

const struct build_word *build_word(const struct index_writer *w, uint32_t n);
void index_put_number(struct arena *a, struct vector *v, uint32_t n);
void index_put_section(struct index_writer *w, enum index_section section,
    const void *data, size_t n);
void index_put_vector(struct index_writer *w, enum index_section section,
    const struct vector *v);
void index_write_passages(struct index_writer *w);

#endif
