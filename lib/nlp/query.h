/*
 * A question made ready for searching: its words with weights, their
 * repaired spelling, synonyms, and the form it has.
 */
#ifndef NLP_QUERY_H
#define NLP_QUERY_H

#include "nlp/words.h"
#include "nlp/passage.h"

#define QUERY_TERMS_MAX 64 /* words beyond are not read */
#define QUERY_ALTS_MAX 10  /* synonyms of one word */
#define QUERY_STEMS_MAX 120 /* of all words and synonyms */

enum query_form {
	QUERY_OTHER,
	QUERY_YES_NO,	/* "Can I …", "Do you …" */
	QUERY_HOW_TO,	/* "How do I …" */
	QUERY_HOW_MUCH, /* a price */
	QUERY_HOW_MANY, /* a number or size */
	QUERY_HOW_LONG, /* a duration */
	QUERY_WHEN,
	QUERY_WHERE,
	QUERY_WHO,
	QUERY_WHICH, /* "Which …", "What … are there" */
	QUERY_WHY,
};

struct query_alt {
	const char *stem;
	double weight; /* below 1: less than the word itself */
	int64_t df;
};

struct query_term {
	const char *word;  /* folded, repaired */
	const char *typed; /* as typed when it was repaired, else NULL */
	const char *stem;
	double weight; /* 1: content; less: question words, topic; 0: none */
	bool number, money;
	bool topic; /* taken over from the question before */
	bool verb;  /* seems to be what somebody does */
	bool hint;  /* not said, only meant ("how much": price) */
	struct query_alt alts[QUERY_ALTS_MAX];
	size_t n_alts;
	int64_t df;  /* passages with it, else with its commonest synonym */
	bool known;  /* df > 0 */
	bool strange; /* no example of an intent has it */
	unsigned meant; /* bits: an example of the likely intent i has it */
	double idf;  /* set by query_weigh */
};

struct query {
	const char *text;
	const char *rewritten; /* after repair and with the topic */
	enum query_form form;
	bool negated; /* "can't", "without" */
	bool offer; /* "do you have …": a passing mention is no answer */
	bool favour; /* an offer that nobody makes: "translate …" */
	struct stemmer *st;
	struct query_term terms[QUERY_TERMS_MAX];
	size_t n;
	size_t n_content; /* words of weight 1 that were said here */
	bool repaired;
	bool hurried; /* words were written out: "pkg" */
	double total; /* sum of weight * idf, without hints */
};

/*
 * The steps, in order.  Parse, expand and add_topic need no database; expand
 * also drops the words that carry nothing.
 */
void query_parse(struct arena *a, const char *language, const char *text,
    struct query *out);

/* Writes out what is typed in a hurry: "cant" is "can not", "pw" is
 * "password", "sooo" is "so"; English only.  False: nothing was. */
bool query_plain_words(struct arena *a, struct stemmer *st, struct words *w);

/* Words that may be typing errors: for those that the vocabulary does not
 * know it is asked for look-alikes, and query_repair takes the best. */
#define QUERY_REPAIRS_MAX 12
struct query_doubts {
	const char *words[QUERY_REPAIRS_MAX], *stems[QUERY_REPAIRS_MAX];
	size_t terms[QUERY_REPAIRS_MAX]; /* of the query */
	size_t n;
};
void query_doubts(const struct query *q, struct query_doubts *out);
void query_repair(struct arena *a, struct query *q,
    const struct query_doubts *doubts, const struct term_guesses *guesses);

/* Puts the words as they are now into `rewritten`. */
void query_rewrite(struct arena *a, struct query *q);

/* "Is my dog a problem?": the last word says nothing. */
void query_drop_trouble(struct query *q);

/* Nobody can say it: "shp", "dta", "dlvry". */
bool query_lacks_vowels(const char *word);

/* Synonyms; "send back" becomes one term (query_synonym.c). */
void query_expand(struct arena *a, struct query *q);

/* One more group of synonyms, before query_expand: "parcel|package > box". */
void query_widen(struct arena *a, struct query *q, const char *group);
/*
 * The groups of a language ("en-GB" has English's): words and phrases with
 * "|" between them, narrower ones behind ">".  Their number; 0: none.
 */
size_t query_synonym_groups(const char *language,
    const char *const **groups);

/* The word stands in the synonyms: it is no typing error. */
bool query_has_synonyms(const char *word);
bool query_group_has(const char *group, const char *word);

/* Adds the words of the question before, at reduced weight. */
void query_add_topic(struct arena *a, struct query *q, const char *words);

/* All stems to search for, each once. */
size_t query_stems(const struct query *q,
    const char *stems[QUERY_STEMS_MAX]);

/* idf from document frequencies in the order of query_stems. */
void query_weigh(struct query *q, const int64_t *df, size_t n,
    int64_t total);

/* Edit distance with swaps (optimal string alignment), bounded by `max`:
 * more is max + 1. */
unsigned query_distance(const char *a, const char *b, unsigned max);

/* common_words.c: everyday words that are never taken for typing errors. */
bool common_word(const char *word);

#endif
