/*
 * The search index of one site: an immutable block of bytes that is built
 * whole from the passages (index_build.h) and read where it lies, usually a
 * mapped file.  Opening looks at the head only.  doc/search.md has the
 * format.
 *
 * Everything read is checked against the block's bounds: a damaged block
 * gives wrong or no hits, never a crash.  index_verify finds damage.
 */
#ifndef NLP_INDEX_H
#define NLP_INDEX_H

#include "base/arena.h"
#include "base/rc.h"

#define INDEX_MAGIC "BIWOIDX" /* eight bytes with its NUL */
#define INDEX_VERSION 2
#define INDEX_BYTE_ORDER 0x01020304u

/* Fields of a passage in which a word may stand, as bits of a posting. */
enum index_field {
	INDEX_TITLE = 1,
	INDEX_TAGS = 2,
	INDEX_QUESTIONS = 4,
	INDEX_HEADING = 8,
};

enum index_section {
	INDEX_META,
	INDEX_LANGUAGES,    /* string of each */
	INDEX_GROUPS,	    /* struct index_group */
	INDEX_ARTICLES,	    /* struct index_article */
	INDEX_PASSAGES,	    /* struct index_passage */
	INDEX_QUICK,	    /* struct index_quick, by passage */
	INDEX_WORDS,	    /* struct index_word, most frequent first */
	INDEX_STEMS,	    /* struct index_stem */
	INDEX_STEM_WORDS,   /* words of each stem */
	INDEX_WORD_SLOTS,   /* hash: number of a word + 1, or 0 */
	INDEX_STEM_SLOTS,
	INDEX_POSTINGS,	    /* varints, by word */
	INDEX_FREQUENCIES,  /* varints, by stem: group and passages */
	INDEX_FORWARD,	    /* varints: the words of a text in order */
	INDEX_GRAMS,	    /* sorted hashes of four letters */
	INDEX_GRAM_ENDS,    /* where the gram's words end */
	INDEX_GRAM_WORDS,   /* varints */
	INDEX_SYNONYMS,	    /* struct index_synonym */
	INDEX_STRINGS,	    /* NUL-terminated */
	INDEX_SECTIONS
};

struct index_meta {
	float title_words, heading_words, body_words; /* mean lengths */
	uint32_t spare;
};

/* Passages of one scenario in one language. */
struct index_group {
	int64_t scenario_id; /* 0: of every scenario */
	uint32_t language;
	uint32_t n_passages;
};

struct index_article {
	int64_t id, revision;
	uint32_t slug, category, title, summary; /* strings */
	uint32_t questions; /* string: one a line */
	uint32_t forward;   /* title, tags, then each question */
	uint32_t n_questions;
	uint32_t language;
	float title_share; /* 1 / articles of the same title */
	uint32_t title_words;
	uint32_t n_passages, spare;
};

struct index_passage {
	int64_t id;
	uint32_t article, group;
	uint32_t ordinal, n_words;
	uint32_t anchor, heading, body; /* strings */
	uint32_t forward; /* heading, then body */
};

/* What is looked at for each posting: small, so that it stays in the cache. */
struct index_quick {
	float length; /* words by those of a mean passage */
	uint32_t group;
};

struct index_word {
	uint32_t text; /* string, folded */
	uint32_t stem;
	uint32_t n_passages;
	uint32_t postings; /* offset */
	uint32_t letters;  /* a bit for each letter, for look-alikes */
	uint16_t language;
	uint8_t role; /* enum word_role */
	uint8_t n_grams; /* 0: not looked up by likeness */
};

struct index_stem {
	uint32_t text;
	uint32_t words, n_words; /* in INDEX_STEM_WORDS */
	uint32_t frequencies;	 /* offset */
	uint32_t language, spare;
};

struct index_synonym {
	uint32_t language, group; /* strings: "en", "parcel|package > box" */
};

struct index_part {
	uint64_t at, n; /* bytes */
};

struct index_head {
	char magic[8];
	uint32_t version, byte_order;
	uint64_t size;	   /* of the whole block */
	uint64_t checksum; /* of what follows the head */
	struct index_part parts[INDEX_SECTIONS];
	uint64_t head_checksum; /* of what is before it */
};

struct index {
	const uint8_t *data;
	const struct index_head *head;
	const struct index_meta *meta;
	const struct index_group *groups;
	const struct index_article *articles;
	const struct index_passage *passages;
	const struct index_quick *quick;
	const struct index_word *words;
	const struct index_stem *stems;
	const uint32_t *languages, *stem_words, *word_slots, *stem_slots,
	    *grams, *gram_ends;
	const struct index_synonym *synonyms;
	size_t n_languages, n_groups, n_articles, n_passages, n_quick, n_words,
	    n_stems, n_stem_words, n_word_slots, n_stem_slots, n_grams,
	    n_synonyms;
	const char *strings;
	size_t n_strings;
};

/* INVALID for what is no index of this version, or not whole.  `data` is
 * aligned to 8 bytes and outlives `out`. */
enum rc index_open(const void *data, size_t n, struct index *out,
    struct err *e) MUST_CHECK;

/* Reads every byte: INVALID when one was changed. */
enum rc index_verify(const struct index *ix, struct err *e) MUST_CHECK;

/* The string, or "" for a place that is none. */
const char *index_string(const struct index *ix, uint32_t at);

/* -1: unknown. */
int index_language(const struct index *ix, const char *code);
const struct index_word *index_word(const struct index *ix, int language,
    const char *text);
const struct index_stem *index_stem(const struct index *ix, int language,
    const char *text);

/* A row of numbers; past its end, or in damaged bytes, all are 0. */
struct index_reader {
	const uint8_t *at, *end;
};
struct index_reader index_read(const struct index *ix,
    enum index_section section, uint32_t at);
uint32_t index_next(struct index_reader *r);

/* The next passage that has the word. */
struct index_posting {
	uint32_t passage;
	uint32_t fields; /* enum index_field */
	uint32_t body;	 /* times in the body */
};
struct index_postings {
	const struct index *ix;
	struct index_reader reader;
	uint32_t left, passage;
};
struct index_postings index_postings(const struct index *ix,
    const struct index_word *w);
bool index_posting_next(struct index_postings *p, struct index_posting *out);

/* Hashes that both sides share. */
uint32_t index_hash(int language, const char *text);
uint32_t index_letters(const char *text);

/* The four-letter pieces of " word "; at most `max`. */
#define INDEX_GRAM_WORD 4 /* code points of a piece */
#define INDEX_WORD_GRAMS 40
size_t index_grams(const char *word, uint32_t *out, size_t max);

/* 64 bits over 8 bytes at a time; not for secrets. */
uint64_t index_checksum(const uint8_t *p, size_t n);

#endif
