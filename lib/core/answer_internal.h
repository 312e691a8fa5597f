/* The pieces of answer_builtin, which only its own files include. */
#ifndef CORE_ANSWER_INTERNAL_H
#define CORE_ANSWER_INTERNAL_H

#include "core/answer.h"
#include "core/dialogue.h"
#include "core/intent_use.h"
#include "core/retrieve.h"
#include "core/tools.h"
#include "core/triage.h"
#include "nlp/assurance.h"
#include "nlp/emotion.h"
#include "nlp/escalate.h"
#include "nlp/sentiment.h"

#define ANSWER_ENGINE "built-in"
#define ANSWER_ENGINE_VERSION "1"
#define ANSWER_TEXT_MAX ((size_t)16 << 10)
#define ANSWER_RULES_MAX 24 /* names of rules that fired, for the trace */

struct answer_part {
	const char *text;
	const char *topic; /* words taken over, or NULL */
	const char *slug; /* with a topic: the article of the talk */
	struct retrieve_result found;
	struct evidence evidence;
	struct assurance assurance;
};

struct answer_feelings {
	struct feeling now; /* what the message shows */
	struct sentiment sentiment; /* of the message */
	struct emotion emotion;
	struct escalate_message messages[ANSWER_HISTORY_MAX + 1];
	size_t n; /* the visitor's, the newest last */
	struct sentiment_trend trend;
	unsigned repeats; /* of the same question before */
};

struct answer_engine {
	struct scope *scope;
	const struct answer_request *in; /* its language: of the answer */
	const char *written; /* language of the message */
	struct answer *out;
	struct stemmer *st;
	struct words words;
	struct triage triage;
	struct intent_guesses guesses;
	struct answer_feelings feelings;
	struct escalation need; /* of a person */
	struct dialogue before, after;
	struct answer_part *looked_up; /* before a tool; NULL: nothing yet */
	struct answer_part parts[DIALOGUE_PARTS_MAX];
	size_t n_parts;
	struct buf text;
	const struct fill_out *aside; /* a dialogue that is to go on */
	bool vents; /* only feelings: nothing was asked */
	bool joins; /* the next sentence goes on after a comma */
	const char *rules[ANSWER_RULES_MAX];
	size_t n_rules;
	int64_t us_started, us_triage, us_retrieve, us_compose, us_tool;
};

void answer_rule(struct answer_engine *en, const char *rule);

/* A sentence of the scenario's tone, picked by the conversation and its
 * length; `fallback` when the scenario has none. */
const char *answer_tone(const struct answer_engine *en, const char *list,
    const char *fallback);

/* Asks for a person, once an answer. */
void answer_hand_off(struct answer_engine *en, const char *reason);

/* answer_need.c: how the visitor feels; whether a person must come at once
 * (before anything is answered); and whether one must now that it is. */
void answer_feel(struct answer_engine *en);
bool answer_needs_person_now(struct answer_engine *en);
void answer_needs_person(struct answer_engine *en);
/* Does the message say nothing but how the visitor feels?  And the reply. */
bool answer_vents(struct answer_engine *en);
void answer_to_vent(struct answer_engine *en);
const char *answer_need_reasons(struct answer_engine *en); /* JSON list */

/*
 * answer_intent.c: what the visitor wants, which may turn a question into a
 * wish for a person or small talk; the article that a question likely
 * means; quick replies: what is likely wanted next, and what may be meant.
 */
enum rc answer_guess(struct answer_engine *en, struct err *e) MUST_CHECK;
enum rc answer_likely(struct answer_engine *en, const char *question,
    struct retrieve_request *out, struct err *e) MUST_CHECK;
void answer_next(struct answer_engine *en);
void answer_meant(struct answer_engine *en);

/* answer_search.c: one part of the question, from search to confidence. */
enum rc answer_search(struct answer_engine *en, struct answer_part *p,
    struct err *e) MUST_CHECK;
/* Its two halves. */
enum rc answer_search_passages(struct answer_engine *en,
    struct answer_part *p, struct err *e) MUST_CHECK;
void answer_judge(struct answer_engine *en, struct answer_part *p);

/* answer_question.c: the whole answer to a question, also "not known"; and
 * what to do first, when a person is called anyway. */
enum rc answer_from_evidence(struct answer_engine *en, struct err *e)
    MUST_CHECK;
void answer_write_parts(struct answer_engine *en);
enum rc answer_first_steps(struct answer_engine *en, struct err *e)
    MUST_CHECK;

/* answer_clarify.c: asks which of a few things is meant, when it is open and
 * was not asked just before; reads what was chosen; near questions as quick
 * replies, until there are `max`. */
bool answer_clarify(struct answer_engine *en);
enum rc answer_pick(struct answer_engine *en, bool *picked, struct err *e)
    MUST_CHECK;
void answer_near_replies(struct answer_engine *en,
    const struct answer_part *p, size_t max);

/*
 * answer_talk.c: a question searched on its own and with the topic of the
 * talk; answers "and for teams?" from the article of the talk, when that
 * says so, before anything else is tried; keeps what a tool was wanted for.
 */
struct answer_talk {
	const char *topic, *slug; /* words and article, "" */
};
enum rc answer_search_part(struct answer_engine *en, struct answer_part *p,
    const struct answer_talk *talk, struct err *e) MUST_CHECK;
enum rc answer_goes_on_about(struct answer_engine *en, bool *handled,
    struct err *e) MUST_CHECK;
void answer_keep_wish(struct answer_engine *en);

/* The words that the next question may refer to. */
const char *answer_topic_of(struct answer_engine *en, const struct query *q);

/* answer_compose.c: adds the chosen units of a part, with citations. */
void answer_compose(struct answer_engine *en, const struct answer_part *p);
void answer_replies(struct answer_engine *en);

/* May the text go on after a comma, in small letters?  Names keep their
 * capital, and what cannot be told from a name is left alone. */
bool answer_goes_on(const char *text);

/* answer_table.c: a row in words; the head of a table in Markdown. */
void answer_put_row(struct answer_engine *en, const struct query *q,
    const char *head, const char *row);
void answer_put_table_head(struct answer_engine *en, const char *head);

/*
 * answer_tool.c: what the message means to a tool or the dialogue that is
 * going on; not handled: answer it as a question.  At the end
 * answer_tool_resume leads back to a dialogue that was interrupted, or ends
 * it when a person was asked for.
 */
enum rc answer_tool(struct answer_engine *en, bool *handled, struct err *e)
    MUST_CHECK;
bool answer_tool_waits(const struct answer_engine *en);
bool answer_tool_named(struct answer_engine *en);
void answer_tool_resume(struct answer_engine *en);

/* answer_trace.c */
const char *answer_trace(struct answer_engine *en);

/* answer_language.c: chooses the language, also gettext's, and splits the
 * message into words. */
void answer_language(struct answer_engine *en);

/* The talk is in another language than the scenario's own sentences. */
bool answer_is_foreign(const struct answer_engine *en);

/* Says so, before what is cited, when that is in another language. */
void answer_say_language(struct answer_engine *en,
    const struct answer_part *p);

#endif
