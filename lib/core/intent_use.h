/*
 * What a visitor wants: guesses by the scenario's intent model.  Models come
 * from the database; a node keeps each as a file in cache_dir and maps it,
 * a process notices a new one within INTENT_CHECK_US.
 */
#ifndef CORE_INTENT_USE_H
#define CORE_INTENT_USE_H

#include "io/scope.h"
#include "nlp/rank.h"

#define INTENT_CHECK_US INT64_C(1500000)
#define INTENT_GUESSES_MAX 5

/* The models that a process has mapped; struct scope carries it. */
struct intent_cache;

/* `dir` outlives it; the folder is made when it is needed. */
struct intent_cache *intent_cache_new(const char *dir);
void intent_cache_free(struct intent_cache *c);
/* For a process that has nothing to do: see classify_rest. */
void intent_cache_rest(const struct intent_cache *c);

enum intent_route {
	INTENT_NONE,
	INTENT_TOOL,	/* target: the tool's name */
	INTENT_ARTICLE, /* target: the article's slug */
	INTENT_PERSON,
	INTENT_SMALL_TALK, /* target: "greeting", "thanks", … */
};

struct intent_guess {
	const char *name;  /* "order_status" */
	const char *title; /* "Where is my order" */
	enum intent_route route;
	const char *target; /* "" */
	const char *next;   /* names joined by commas */
	double probability; /* of all intents, 0..1 */
	size_t class;	    /* of the model */
};

enum intent_verdict {
	INTENT_OUTSIDE, /* none of them: search, or say so */
	INTENT_ASK,	/* "did you mean A or B?" */
	INTENT_ANSWER,	/* act on the first */
};

#define INTENT_NEXT_SHOWN 4

struct intent_guesses {
	struct intent_guess items[INTENT_GUESSES_MAX]; /* best first */
	size_t n; /* 0: the scenario has no model */
	const char *next[INTENT_NEXT_SHOWN]; /* titles of what is likely to
						come after the first */
	size_t n_next;
	double articles; /* probability of all that lead to an article */
	double confidence; /* that the first is right, 0..1, calibrated */
	enum intent_verdict verdict;
	int64_t version;   /* of the model, for the trace */
	const char *language; /* of the model */
};

/*
 * Texts live in the scope's arena.  Without a model, or without a cache, OK
 * with n 0 and OUTSIDE.  The language's model is taken, else that of its
 * first two letters, else English's.
 */
enum rc intents_guess(struct scope *s, int64_t scenario_id,
    const char *language, const char *text, struct intent_guesses *out,
    struct err *e) MUST_CHECK;

/*
 * Marks the words of a question that no example of any intent has, and those
 * that speak for one of the likely articles: what is asked about a stranger
 * is not what the intent is for.  Marks passages whose article is a class.
 */
enum rc intents_mark(struct scope *s, const struct retrieve_request *in,
    struct retrieve_result *found, struct err *e) MUST_CHECK;

/* The share of a message in words that no example has; 0 without a model. */
enum rc intents_strangeness(struct scope *s, int64_t scenario_id,
    const char *language, const char *text, double *out, struct err *e)
    MUST_CHECK;

#endif
