#include "base/base.h"

#include "web/wire.h"

static const char *const roles[] = {
	"USER", "ASSISTANT", "AGENT", "SYSTEM", NULL};
static const char *const classic_statuses[] = {
	"ACTIVE", "ESCALATED", "COMPLETED", NULL};
static const char *const states[] = {"bot", "queued", "assigned", "waiting",
	"snoozed", "resolved", "closed", NULL};
static const char *const votes[] = {"up", "down", NULL};
static const char *const event_types[] = {"message", "message_delta",
	"message_done", "typing", "presence", "status", "feedback", "error",
	NULL};

static const struct schema_field conversation_fields[] = {
	{.name = "id", .type = FIELD_UUID, .required = true},
	{.name = "scenario_type", .type = FIELD_TEXT, .required = true,
	    .about = "Classic name, such as ECOMMERCE"},
	{.name = "scenario", .type = FIELD_TEXT, .required = true,
	    .about = "The scenario's own name in addresses"},
	{.name = "user_id", .type = FIELD_TEXT, .nullable = true,
	    .about = "The integrator's name for the visitor"},
	{.name = "title", .type = FIELD_TEXT, .nullable = true},
	{.name = "status", .type = FIELD_ENUM, .required = true,
	    .allowed = classic_statuses},
	{.name = "state", .type = FIELD_ENUM, .required = true,
	    .allowed = states, .about = "The finer status behind `status`"},
	{.name = "language", .type = FIELD_TEXT},
	{.name = "last_seq", .type = FIELD_I64,
	    .about = "Sequence number of the newest event"},
	{.name = "created_at", .type = FIELD_TIME, .required = true},
	{.name = "updated_at", .type = FIELD_TIME, .required = true},
};

const struct schema wire_conversation_schema = {
	.name = "Conversation",
	.about = "One talk of a visitor with a company.",
	.fields = conversation_fields,
	.n_fields = NELEM(conversation_fields),
};

static const struct schema_field citation_fields[] = {
	{.name = "number", .type = FIELD_I64, .required = true,
	    .about = "As in the text: [1]"},
	{.name = "title", .type = FIELD_TEXT, .required = true},
	{.name = "heading", .type = FIELD_TEXT},
	{.name = "url", .type = FIELD_TEXT, .required = true,
	    .about = "Opens the article with the passage highlighted"},
	{.name = "quote", .type = FIELD_TEXT, .required = true},
	{.name = "revision", .type = FIELD_I64},
};

static const struct schema citation_schema = {
	.name = "Citation",
	.about = "Where a claim of an answer comes from.",
	.fields = citation_fields,
	.n_fields = NELEM(citation_fields),
};

static const struct schema_field metadata_fields[] = {
	{.name = "model", .type = FIELD_TEXT,
	    .about = "Which engine answered: \"built-in\" without a model"},
	{.name = "tokens_used", .type = FIELD_I64},
	{.name = "confidence", .type = FIELD_F64, .about = "0 to 1"},
	{.name = "kind", .type = FIELD_TEXT,
	    .about = "small_talk, evidence, tool, refusal, clarify or handoff"},
	{.name = "asks", .type = FIELD_BOOL,
	    .about = "The assistant asks back, for a tool or an answer"},
	{.name = "citations", .type = FIELD_OBJECT, .list = true,
	    .of = &citation_schema},
	{.name = "quick_replies", .type = FIELD_TEXT, .list = true,
	    .about = "Likely next questions"},
};

static const struct schema metadata_schema = {
	.name = "MessageMetadata",
	.about = "How a message came to be; empty for the visitor's own.",
	.fields = metadata_fields,
	.n_fields = NELEM(metadata_fields),
};

static const struct schema_field feedback_fields[] = {
	{.name = "vote", .type = FIELD_ENUM, .required = true,
	    .allowed = votes},
	{.name = "comment", .type = FIELD_TEXT, .nullable = true},
};

static const struct schema feedback_schema = {
	.name = "MessageFeedback",
	.about = "The visitor's vote on a message.",
	.fields = feedback_fields,
	.n_fields = NELEM(feedback_fields),
};

static const struct schema_field message_fields[] = {
	{.name = "id", .type = FIELD_UUID, .required = true},
	{.name = "conversation_id", .type = FIELD_UUID, .required = true},
	{.name = "seq", .type = FIELD_I64, .required = true,
	    .about = "Place in the conversation; rises without gaps among "
		"events"},
	{.name = "role", .type = FIELD_ENUM, .required = true,
	    .allowed = roles},
	{.name = "content", .type = FIELD_TEXT, .required = true,
	    .multiline = true,
	    .about = "Markdown for ASSISTANT and AGENT, plain text for USER"},
	{.name = "msg_metadata", .type = FIELD_OBJECT, .required = true,
	    .of = &metadata_schema},
	{.name = "tokens_used", .type = FIELD_I64, .nullable = true},
	{.name = "response_time", .type = FIELD_I64, .nullable = true,
	    .about = "Milliseconds from the question to the stored answer"},
	{.name = "feedback", .type = FIELD_OBJECT, .nullable = true,
	    .of = &feedback_schema},
	{.name = "created_at", .type = FIELD_TIME, .required = true},
	{.name = "updated_at", .type = FIELD_TIME, .required = true},
};

const struct schema wire_message_schema = {
	.name = "Message",
	.about = "What was said.",
	.fields = message_fields,
	.n_fields = NELEM(message_fields),
};

static const struct schema_field event_fields[] = {
	{.name = "seq", .type = FIELD_I64, .required = true},
	{.name = "type", .type = FIELD_ENUM, .required = true,
	    .allowed = event_types},
	{.name = "created_at", .type = FIELD_TIME, .required = true},
	{.name = "message", .type = FIELD_OBJECT,
	    .of = &wire_message_schema, .about = "With type message"},
	{.name = "data", .type = FIELD_OBJECT,
	    .about = "With the other types"},
};

const struct schema wire_event_schema = {
	.name = "Event",
	.about = "Something that happened in a conversation.",
	.fields = event_fields,
	.n_fields = NELEM(event_fields),
};

static const char *const modes[] = {"short", NULL};

static const struct schema_field events_fields[] = {
	{.name = "events", .type = FIELD_OBJECT, .required = true,
	    .list = true, .of = &wire_event_schema},
	{.name = "next", .type = FIELD_I64, .required = true,
	    .about = "The `after` of the next request"},
	{.name = "mode", .type = FIELD_ENUM, .allowed = modes,
	    .about = "\"short\": this server does not wait; come back in "
		"next_ms"},
	{.name = "next_ms", .type = FIELD_I64},
};

const struct schema wire_events_schema = {
	.name = "Events",
	.about = "What is new in a conversation.",
	.fields = events_fields,
	.n_fields = NELEM(events_fields),
};

/* More than the maximum is taken as the maximum, but not any number. */
#define WAIT_ACCEPTED_S 3600

static const struct schema_field wait_fields[] = {
	{.name = "after", .type = FIELD_I64,
	    .offset = offsetof(struct wire_wait, after), .min = 0,
	    .max = INT64_MAX, .about = "The `next` of the answer before"},
	{.name = "wait", .type = FIELD_I64,
	    .offset = offsetof(struct wire_wait, wait), .min = 0,
	    .max = WAIT_ACCEPTED_S, .fallback = WIRE_WAIT_DEFAULT_S,
	    .about = "Seconds to wait for something new, 0 to 55; more is "
		"taken as 55"},
};

const struct schema wire_wait_schema = {
	.name = "EventsQuery",
	.fields = wait_fields,
	.n_fields = NELEM(wait_fields),
	.size = sizeof(struct wire_wait),
};
