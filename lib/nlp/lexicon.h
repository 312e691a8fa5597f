/*
 * The lexicon of feelings: words and phrases of everyday reviews and of
 * customer service with a valence, an emotion and marks.  The source is
 * lib/nlp/lexicon (its README.md tells the format); one entry covers the
 * regular forms of its word (-s, -ed, -ing, -ly, -er, -est).
 */
#ifndef NLP_LEXICON_H
#define NLP_LEXICON_H

#include "base/base.h"

enum lexicon_emotion {
	LEXICON_NONE,
	LEXICON_ANGER,
	LEXICON_FRUSTRATION,
	LEXICON_WORRY,
	LEXICON_SADNESS,
	LEXICON_DISGUST,
	LEXICON_SURPRISE,
	LEXICON_JOY,
	LEXICON_EMOTIONS_
};

/* What an entry tells besides its valence; bits 1 << mark. */
enum lexicon_mark {
	LEXICON_COMPLAINT, /* a fact that is a complaint */
	LEXICON_REPEAT,	   /* it happened, or was said, before */
	LEXICON_WAIT,	   /* waiting, late */
	LEXICON_LEAVE,	   /* going to leave, or to warn others */
	LEXICON_LEGAL,
	LEXICON_THREAT,
	LEXICON_SELFHARM,
	LEXICON_SAFETY,
	LEXICON_FRAUD,
	LEXICON_THANKS,
	LEXICON_SARCASM,
	LEXICON_DEMAND, /* "right now", "I demand" */
	LEXICON_CORRECTION, /* "that is not what I asked" */
	LEXICON_POLITE,
	LEXICON_MARKS_
};

/* What a word does to others; bits 1 << class. */
enum lexicon_class {
	LEXICON_NEGATOR,
	LEXICON_NOT, /* negates a verb: "not", "didn't", "never" */
	LEXICON_BUT,
	LEXICON_ORDINAL,
	LEXICON_TIME,
	LEXICON_NUMBER,
	LEXICON_QUESTION,
	LEXICON_DEGREE,
	LEXICON_PLAIN,
	LEXICON_YOU,	  /* speaks to the company: "you", "your" */
	LEXICON_SELF,	  /* "I", "my", "we" */
	LEXICON_ABSOLUTE, /* "every", "nothing", "ever" */
	LEXICON_AUXILIARY, /* starts a question: "can", "is" */
	LEXICON_CLASSES_
};

#define LEXICON_UNKNOWN 0

/* Nodes of a word: its own entry and the one of its base form. */
struct lexicon_word {
	uint16_t exact, base; /* LEXICON_UNKNOWN: none */
	uint16_t classes;     /* of the word as written */
};

struct lexicon_feeling {
	double valence; /* -4 to 4 */
	double degree;	/* factor of a degree word, 1: none */
	unsigned classes, marks;
	enum lexicon_emotion emotion;
};

/* `s` is folded to lower case, `n` bytes. */
struct lexicon_word lexicon_find(const char *s, size_t n);

/* An exact entry only: emoticons, emoji.  False: none. */
bool lexicon_has(const char *s, size_t n, struct lexicon_word *out);

/*
 * The longest entry that starts at words[0]; how many words it takes, 0 when
 * none has a feeling, a degree or a class.
 */
size_t lexicon_match(const struct lexicon_word *words, size_t n,
    struct lexicon_feeling *out);

/* Words and phrases in the lexicon; a base form counts once. */
size_t lexicon_size(void);

/* Word `i` of those the lexicon knows, for the tests; NULL at the end. */
const char *lexicon_word_at(size_t i);

#endif
