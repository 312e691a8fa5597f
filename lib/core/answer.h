/*
 * The built-in engine: one answer to one visitor's message, from passages of
 * the knowledge base, results of tools and the conversation, and from
 * nothing else.  Reads the database, writes nothing: the caller stores the
 * answer, its citations and its trace in one transaction.
 */
#ifndef CORE_ANSWER_H
#define CORE_ANSWER_H

#include "base/json.h"
#include "io/scope.h"

#define ANSWER_HISTORY_MAX 12 /* turns that are looked back at */
#define ANSWER_CITATIONS_MAX 6
#define ANSWER_TOOLS_MAX 4
#define ANSWER_REPLIES_MAX 4

struct answer_turn {
	bool visitor; /* else assistant or agent */
	const char *text;
};

struct answer_intent { /* what the message is about, by the classifier */
	const char *name;  /* NULL: not asked, or out of scope */
	double confidence; /* 0..1 */
};

struct answer_request {
	int64_t scenario_id;
	const struct json *definition; /* scenario.json of the revision */
	const char *language;	       /* of the conversation, "en" */
	const char *question;	       /* valid UTF-8, 1 to 4,000 code points */
	const struct answer_turn *history; /* oldest first, without question */
	size_t n_history;
	const char *dialogue; /* JSON left by the last answer, "{}" at first */
	int64_t variant; /* the conversation's id: picks among tone sentences */
	int64_t message_id;	     /* the visitor's; 0: none is stored */
	struct answer_intent intent; /* routes to tools */
	bool waiting; /* a person has been asked for already */
	bool rehearsal; /* no tool that changes something is run */
};

struct answer_citation {
	int64_t number; /* 1.. as in the text: [1] */
	int64_t passage_id;
	const char *quote; /* exact words of the passage's plain text */
	int64_t quote_start, quote_end; /* code points */
	const char *title;   /* of the article */
	const char *heading; /* of the passage, may be "" */
	const char *slug;
	const char *anchor;
	int64_t revision;
};

struct answer_tool_call {
	const char *tool;
	const char *input, *output; /* JSON */
	int64_t ms;
};

enum answer_kind {
	ANSWER_SMALL_TALK, /* greeting, thanks, goodbye */
	ANSWER_EVIDENCE,   /* cited passages */
	ANSWER_TOOL,	   /* a tool's result, or its question for a slot */
	ANSWER_REFUSAL,	   /* no evidence: says so, offers a person */
	ANSWER_CLARIFY,	   /* asks which of a few things is meant */
	ANSWER_HANDOFF,	   /* the visitor asked for a person, or a trigger */
};

struct answer_reading { /* what was understood of the message */
	const char *language; /* of the answer, and of the talk from now on */
	const char *written;  /* in which the message is, as far as known */
	double sentiment;     /* -1..1 */
	double mood;	      /* -1..1, of all messages, newer ones more */
	double upset;	      /* 0..1 */
	const char *emotion;  /* "anger" "frustration" "worry" "joy"
				 "neutral" */
	double need;	      /* 0..1, of a person */
	bool warn; /* a person will be needed soon */
	struct answer_intent intent;
};

struct answer {
	enum answer_kind kind;
	const char *text;      /* Markdown subset, with [n] after each claim */
	double confidence;     /* 0..1 */
	const char *dialogue;  /* JSON to keep for the next turn */
	const char *trace;     /* JSON object: see doc/answering.md */
	const char *handoff;   /* NULL, or the strongest reason: "asked",
				  "keyword", or one of nlp/escalate.h */
	const char *reasons;   /* all of them, a JSON list */
	struct answer_reading reading;
	bool gap;	       /* enters the gap report */
	struct answer_citation citations[ANSWER_CITATIONS_MAX];
	size_t n_citations;
	struct answer_tool_call tools[ANSWER_TOOLS_MAX];
	size_t n_tools;
	const char *replies[ANSWER_REPLIES_MAX]; /* quick replies, may be 0 */
	size_t n_replies;
};

/* INTERNAL or BUSY only when the database fails. */
enum rc answer_builtin(struct scope *s, const struct answer_request *in,
    struct answer *out, struct err *e) MUST_CHECK;

#endif
