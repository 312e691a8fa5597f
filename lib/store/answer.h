/* What an owed answer is made from, and its storing in one statement. */
#ifndef STORE_ANSWER_H
#define STORE_ANSWER_H

#include "io/scope.h"

struct answer_job {
	int64_t site_id;
	int64_t id;
	int64_t attempt; /* the fence: only this attempt may store */
};

struct answer_context {
	int64_t message_id;
	int64_t seq;
	const char *content;
	const char *message_public_id;
	int64_t conversation_id;
	const char *conversation_public_id;
	const char *status;
	int64_t scenario_id, scenario_revision;
	const char *language;
	const char *dialogue; /* JSON */
};

struct answer_past {
	bool visitor;
	const char *text;
};

struct answer_past_list {
	struct answer_past *items; /* oldest first */
	size_t n;
};

/* NOT_FOUND: the job is done, or another attempt's by now. */
enum rc answer_context_get(struct scope *s, const struct answer_job *job,
    struct answer_context *out, struct err *e) MUST_CHECK;

/* The definition's JSON text. */
enum rc answer_definition_get(struct scope *s, int64_t scenario_id,
    int64_t revision, const char **definition, struct err *e) MUST_CHECK;

enum rc answer_history(struct scope *s, const struct answer_context *c,
    size_t limit, struct answer_past_list *out, struct err *e) MUST_CHECK;

struct answer_new {
	const char *public_id;
	const char *content;
	const char *metadata; /* JSON, as the API shows it */
	int64_t response_ms;
	const char *dialogue;  /* JSON */
	const char *citations; /* JSON list, see the query */
	const char *tools;     /* JSON list */
	const char *trace;     /* JSON */
	const char *gap_question;   /* NULL: no gap */
	const char *handoff_reason; /* NULL: none */
	const char *handoff; /* JSON {"score", "reasons"} */
	const char *triage;  /* JSON, see the query */
};

struct answer_stored {
	int64_t id;
	int64_t seq;
	const char *created_at, *updated_at;
	const char *status; /* of the conversation */
};

/* NOT_FOUND: the job was not this attempt's any more, or an agent has taken
 * over; CONFLICT: the message has its answer.  Nothing is stored then. */
enum rc answer_store(struct scope *s, const struct answer_job *job,
    const struct answer_new *in, struct answer_stored *out, struct err *e)
    MUST_CHECK;

/* One answer whose process was lost, of any site; NOT_FOUND: none is due. */
enum rc answer_job_claim_due(struct scope *s, struct answer_job *out,
    struct err *e) MUST_CHECK;

/* A known one; NOT_FOUND: done, or still leased. */
enum rc answer_job_claim(struct scope *s, int64_t job_id,
    struct answer_job *out, struct err *e) MUST_CHECK;

#endif
