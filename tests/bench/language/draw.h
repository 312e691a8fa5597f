/*
 * Text by language, and examples drawn from it: a few words in a row, or
 * words one by one.  The same draws each time.
 */
#ifndef BENCH_LANGUAGE_DRAW_H
#define BENCH_LANGUAGE_DRAW_H

#include "nlp/language_text.h"

#define LANGUAGES_MAX 20
#define SOURCES_MAX 16
#define EXAMPLE_WORDS 12
#define EXAMPLE_GRAMS (EXAMPLE_WORDS * LANGUAGE_WORD_GRAMS)

struct source {
	struct language_text *lines;
	size_t n;
	bool is_list; /* a word list */
	double weight;
};

struct vocabulary {
	struct language_word *words;
	double *upto; /* running sum of weights */
	size_t n;
};

struct language {
	const char *code;
	struct source sources[SOURCES_MAX];
	size_t n;
	double weight;
	struct source held; /* measured on, not learned from */
	struct vocabulary vocabulary;
};

struct corpus {
	struct language languages[LANGUAGES_MAX];
	size_t n;
	enum language_script script;
};

struct example {
	struct language_word words[EXAMPLE_WORDS];
	size_t n;
	uint64_t grams[EXAMPLE_GRAMS];
	size_t n_grams;
	size_t language;
};

/* Adds a language: the files FOLDER/CODE.*; `without` names the source that
 * is held out, or is NULL.  Ends the program when there are none. */
void corpus_read(struct corpus *c, const char *folder, const char *code,
    const char *without, struct arena *a);

void corpus_draw(struct corpus *c, struct example *x);

/* Out of what was held out, from a language that has some. */
void corpus_draw_held(struct corpus *c, struct example *x);

/* p, or the end of the program when it is NULL. */
void *must(void *p);

#endif
