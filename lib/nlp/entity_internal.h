/* The pieces of entity_find, which only its own files include. */
#ifndef NLP_ENTITY_INTERNAL_H
#define NLP_ENTITY_INTERNAL_H

#include "nlp/entity.h"

#define ENTITY_TOKENS_MAX 1000

/* A run of letters, a run of digits, or one other character. */
struct entity_token {
	const char *text; /* ASCII in lower case, without apostrophes */
	size_t from, to;  /* bytes of the raw text */
	bool word, number;
	bool space;    /* white space before it, or the text's start */
	int64_t value; /* of a number with up to 15 digits, else -1 */
};

struct entity_text {
	struct arena *arena;
	const char *raw;
	struct entity_token *items;
	size_t n;
	struct entity_now now;
	struct entity_list *out;
};

void entity_split(struct arena *a, const char *raw, struct entity_text *out);

/* Past the end all of these say no. */
bool entity_is(const struct entity_text *t, size_t i, const char *word);
/* One of a list with blanks around each word: " at by ". */
bool entity_in(const struct entity_text *t, size_t i, const char *list);
bool entity_glued(const struct entity_text *t, size_t i, const char *mark);
int64_t entity_number(const struct entity_text *t, size_t i); /* or -1 */

/* A whole number at i in digits or words ("twenty one", "a couple of");
 * tokens read, 0 for none. */
size_t entity_cardinal(const struct entity_text *t, size_t i,
    int64_t *value);
/* 1 to 31 as "3rd", "third", "twenty-first". */
size_t entity_ordinal(const struct entity_text *t, size_t i,
    int64_t *value);

void entity_add(struct entity_text *t, enum entity_kind kind, size_t first,
    size_t n_tokens, double confidence, const char *value);
/* Is the token part of a sure find? */
bool entity_taken(const struct entity_text *t, size_t i);

void entity_find_numbers(struct entity_text *t); /* orders, ZIPs, phones */
void entity_find_amounts(struct entity_text *t); /* money, sizes */
void entity_find_dates(struct entity_text *t);
void entity_find_times(struct entity_text *t);
void entity_find_quantities(struct entity_text *t); /* what is left */

/* Of the calendar, proleptic Gregorian; Monday is 0. */
int entity_weekday(int64_t day);

#endif
