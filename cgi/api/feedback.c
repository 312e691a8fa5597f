#include "base/base.h"

#include "cgi/api/api.h"

#include "store/feedback.h"
#include "web/wire.h"

#define COMMENT_MAX 1000

static const char *const votes[] = {"up", "down", NULL};

struct feedback_body {
	const char *vote, *comment;
};

static const struct schema_field feedback_fields[] = {
	{.name = "vote", .type = FIELD_ENUM, .required = true,
	    .offset = offsetof(struct feedback_body, vote),
	    .allowed = votes, .about = "Was the answer helpful?"},
	{.name = "comment", .type = FIELD_TEXT, .multiline = true,
	    .offset = offsetof(struct feedback_body, comment),
	    .max = COMMENT_MAX},
};

const struct schema api_feedback_schema = {
	.name = "FeedbackSet",
	.about = "A vote on an answer; it may be changed for a day.",
	.fields = feedback_fields,
	.n_fields = NELEM(feedback_fields),
	.size = sizeof(struct feedback_body),
};

static const struct schema_field feedback_reply_fields[] = {
	{.name = "message_id", .type = FIELD_UUID, .required = true},
	{.name = "vote", .type = FIELD_ENUM, .required = true,
	    .allowed = votes},
	{.name = "comment", .type = FIELD_TEXT, .nullable = true},
	{.name = "created_at", .type = FIELD_TIME, .required = true},
	{.name = "updated_at", .type = FIELD_TIME, .required = true},
};

const struct schema api_feedback_reply_schema = {
	.name = "Feedback",
	.about = "The vote as it is stored.",
	.fields = feedback_reply_fields,
	.n_fields = NELEM(feedback_reply_fields),
};

struct survey_body {
	int64_t rating;
	const char *comment;
};

static const struct schema_field survey_fields[] = {
	{.name = "rating", .type = FIELD_I64, .required = true,
	    .offset = offsetof(struct survey_body, rating), .min = 1,
	    .max = 5, .about = "1: very bad, 5: very good"},
	{.name = "comment", .type = FIELD_TEXT, .multiline = true,
	    .offset = offsetof(struct survey_body, comment),
	    .max = COMMENT_MAX},
};

const struct schema api_survey_schema = {
	.name = "SurveySet",
	.about = "How satisfied the visitor is; may be changed for a day.",
	.fields = survey_fields,
	.n_fields = NELEM(survey_fields),
	.size = sizeof(struct survey_body),
};

static const struct schema_field survey_reply_fields[] = {
	{.name = "rating", .type = FIELD_I64, .required = true,
	    .nullable = true},
	{.name = "comment", .type = FIELD_TEXT, .nullable = true},
};

const struct schema api_survey_reply_schema = {
	.name = "Survey",
	.about = "The survey as it is stored; rating is null when it was "
	    "not filled in.",
	.fields = survey_reply_fields,
	.n_fields = NELEM(survey_reply_fields),
};

enum rc
api_feedback(struct req *q, struct res *r, struct err *e)
{
	const struct feedback_body *in = q->body;
	struct access by = req_access(q, req_param(q, "message_id"));
	struct feedback f = {
		.vote = strcmp(in->vote, "up") == 0 ? 1 : -1,
		.comment = in->comment,
	};
	struct json_out *w = &r->json;
	enum rc rc = feedback_set(&q->scope, by, &f, e);

	if (rc != RC_OK)
		return rc;
	chat_notify(&q->scope, f.conversation_id, f.seq);
	jw_object(w);
	jw_kv_text(w, "message_id", by.public_id);
	jw_kv_text(w, "vote", f.vote > 0 ? "up" : "down");
	jw_kv_text(w, "comment", f.comment);
	jw_kv_text(w, "created_at", wire_time(q->arena, f.created_at));
	jw_kv_text(w, "updated_at", wire_time(q->arena, f.updated_at));
	jw_object_end(w);
	return RC_OK;
}

static void
write_survey(struct json_out *w, int64_t rating, const char *comment)
{
	jw_object(w);
	jw_key(w, "rating");
	if (rating == 0)
		jw_null(w);
	else
		jw_i64(w, rating);
	jw_kv_text(w, "comment", comment);
	jw_object_end(w);
}

enum rc
api_survey(struct req *q, struct res *r, struct err *e)
{
	const struct survey_body *in = q->body;
	struct access by = req_access(q, req_param(q, "conversation_id"));
	enum rc rc = survey_set(&q->scope, by,
	    &(struct survey){.rating = in->rating, .comment = in->comment},
	    e);

	if (rc != RC_OK)
		return rc;
	write_survey(&r->json, in->rating, in->comment);
	return RC_OK;
}

enum rc
api_survey_get(struct req *q, struct res *r, struct err *e)
{
	struct access by = req_access(q, req_param(q, "conversation_id"));
	struct conversation c;
	struct survey s;
	enum rc rc = conversation_get(&q->scope, by, &c, e);

	if (rc != RC_OK)
		return rc;
	rc = survey_get(&q->scope, by, &s, e);
	if (rc != RC_OK)
		return rc;
	write_survey(&r->json, s.rating, s.comment);
	return RC_OK;
}
