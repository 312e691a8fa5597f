/*
 * Whether a person should take over (spec H1): a pure function over facts of
 * the whole talk.  Each reason has a score of its own, 0..1; together they
 * are 1 - (1 - a)(1 - b)...  From `threshold` on the talk escalates, from
 * `warn_at` on agents are warned before it does.  A wish for a person,
 * threats, legal steps, danger and self-harm escalate at once.
 */
#ifndef NLP_ESCALATE_H
#define NLP_ESCALATE_H

#include "nlp/feeling.h"

#define ESCALATE_THRESHOLD 0.65
#define ESCALATE_WARN_AT 0.45
#define ESCALATE_REASONS_MAX 12

/* One message of the visitor, as escalate_read gives it. */
struct escalate_message {
	double score;	/* sentiment, -1..1 */
	double upset;	/* emotion.h, 0..1 */
	unsigned marks; /* bits 1 << enum lexicon_mark */
};

/* Everything zero is a talk without any reason. */
struct escalate_facts {
	const struct escalate_message *messages; /* oldest first; the last
						    is the newest */
	size_t n;
	const char *wants_person; /* rule of wish.h in the newest message;
				     NULL: no wish */
	const char *keyword; /* trigger word of the scenario in the newest
				message; NULL: none */
	const char *rule;    /* name of a rule of the site that holds; NULL */
	unsigned repeats;    /* how often the newest question was asked
				before */
	unsigned refusals;   /* answers refused in a row, up to now */
	unsigned low_confidence; /* answers in a row that were given, but
				    with low confidence */
	double waited;	/* seconds that the visitor has waited for a person
			   or for an answer, longest of the talk */
	bool vip;
	double threshold, warn_at; /* 0: the defaults above */
};

struct escalate_reason {
	const char *name;   /* "person", "keyword", "rule", "threat",
			       "legal", "safety", "self-harm", "fraud",
			       "negative", "trend", "repeated", "refused",
			       "low confidence", "waited", "leaving", "vip" */
	const char *detail; /* the rule or word, or NULL */
	double score;	    /* 0..1 */
};

struct escalation {
	bool escalate;
	bool warn; /* not yet, but near */
	bool immediate; /* by a reason that waits for nothing */
	double score;	/* 0..1 */
	struct escalate_reason reasons[ESCALATE_REASONS_MAX]; /* strongest
								 first */
	size_t n;
};

/* The figures of one message (valid UTF-8). */
void escalate_read(struct arena *a, const char *text,
    struct escalate_message *out);

void escalate_decide(const struct escalate_facts *facts,
    struct escalation *out);

#endif
