/*
 * The sentences, list items and table rows of the best passages, each with
 * how well it answers the question.
 */
#ifndef NLP_EVIDENCE_H
#define NLP_EVIDENCE_H

#include "nlp/markdown.h"
#include "nlp/rank.h"

#define EVIDENCE_PASSAGES 4 /* that are read for one question */
#define EVIDENCE_UNITS_MAX 400

struct evidence_unit {
	size_t hit;  /* of retrieve_result */
	size_t line; /* of that passage */
	enum markdown_kind kind;
	const char *text; /* plain words */
	const char *rich; /* as Markdown */
	size_t start, end; /* code points in the passage's plain text */
	bool leads;  /* first sentence of its section */
	bool leans;  /* begins with "It", "This", "If": needs the one before */
	double own;  /* 0..1 of the question in its own words */
	double asked; /* 0..1 of what was said now, not of the topic's words */
	double full; /* 0..1 with its headings and title */
	double specific; /* own words that the headings do not say */
	double mass;	 /* own words, weighed by rarity, not as a share */
	double near;	 /* 0..1, neighbours of the question are so here */
	double fit;	 /* 0..1, holds what the form of question asks for */
	double score;
	double level; /* the score without what only its place gave it */
};

struct evidence {
	struct markdown_lines lines[EVIDENCE_PASSAGES]; /* by hit */
	size_t n_hits;
	struct evidence_unit *units; /* in reading order, hit by hit */
	size_t n;
	size_t best; /* index of the highest score; n is 0: none */
};

void evidence_collect(struct arena *a, const struct retrieve_result *found,
    struct evidence *out);

/* Bytes of the sentence at s; "8 a.m. to 6 p.m." does not end one. */
size_t evidence_sentence(const char *s);

/* -1: says no, 1: says yes or that something can be done, 0: neither. */
int evidence_polarity(struct arena *a, struct stemmer *st,
    const char *sentence);

#endif
