/* The survey at the end, and votes on single answers without script. */
#include "base/base.h"

#include "cgi/portal/portal.h"

#include "io/i18n.h"
#include "store/feedback.h"

struct rate_query {
	bool done;
};

static const struct schema_field rate_query_fields[] = {
	{.name = "done", .type = FIELD_BOOL,
	    .offset = offsetof(struct rate_query, done)},
};

const struct schema portal_rate_query_schema = {
	.name = "RateQuery",
	.fields = rate_query_fields,
	.n_fields = NELEM(rate_query_fields),
	.size = sizeof(struct rate_query),
};

struct rate_form {
	int64_t rating;
	const char *comment;
};

static const struct schema_field rate_fields[] = {
	{.name = "rating", .type = FIELD_I64, .required = true, .min = 1,
	    .max = 5, .offset = offsetof(struct rate_form, rating)},
	{.name = "comment", .type = FIELD_TEXT, .multiline = true,
	    .max = PORTAL_COMMENT_MAX,
	    .offset = offsetof(struct rate_form, comment)},
};

const struct schema portal_rate_schema = {
	.name = "RateForm",
	.fields = rate_fields,
	.n_fields = NELEM(rate_fields),
	.size = sizeof(struct rate_form),
};

static const char *const votes[] = {"1", "-1", NULL};

struct feedback_form {
	const char *vote, *comment;
};

static const struct schema_field feedback_fields[] = {
	{.name = "vote", .type = FIELD_ENUM, .required = true,
	    .offset = offsetof(struct feedback_form, vote),
	    .allowed = votes},
	{.name = "comment", .type = FIELD_TEXT, .multiline = true,
	    .max = PORTAL_COMMENT_MAX,
	    .offset = offsetof(struct feedback_form, comment)},
};

const struct schema portal_feedback_schema = {
	.name = "FeedbackForm",
	.fields = feedback_fields,
	.n_fields = NELEM(feedback_fields),
	.size = sizeof(struct feedback_form),
};

const struct schema portal_feedback_query_schema = {
	.name = "FeedbackQuery",
	.fields = rate_query_fields,
	.n_fields = NELEM(rate_query_fields),
	.size = sizeof(struct rate_query),
};

static enum rc
show(struct req *q, struct res *r, const struct err *wrong, struct err *e)
{
	const struct rate_query *in = q->query;
	struct talk t;
	struct survey s;
	struct page *p;
	enum rc rc = talk_get(q, &t, e);

	if (rc == RC_OK)
		rc = survey_get(&q->scope, t.by, &s, e);
	if (rc == RC_OK)
		rc = talk_page(q, &t, "portal/rate.cs", wrong != NULL ?
		    _("Error: rate the conversation") :
		    _("Rate the conversation"), &p, e);
	if (rc != RC_OK)
		return rc;
	page_i64(p, "rate.value", s.rating);
	page_text(p, "rate.comment", wrong != NULL ?
	    req_form(q, "comment") : s.comment);
	page_bool(p, "rate.done", in != NULL && in->done);
	page_bool(p, "rate.given", s.rating != 0);
	page_bool(p, "rate.can_change", s.can_change);
	if (wrong != NULL) {
		portal_errors(p, wrong);
		page_text(p, "rate.error", wrong->fields[0].message);
	}
	return view_send(q, r, p, e);
}

enum rc
portal_rate(struct req *q, struct res *r, struct err *e)
{
	return show(q, r, NULL, e);
}

enum rc
portal_rate_invalid(struct req *q, struct res *r, struct err *e)
{
	struct err wrong = *e;

	*e = (struct err){0};
	return show(q, r, &wrong, e);
}

enum rc
portal_rate_post(struct req *q, struct res *r, struct err *e)
{
	const struct rate_form *in = q->body;
	struct talk t;
	enum rc rc = talk_get(q, &t, e);

	if (rc == RC_OK)
		rc = survey_set(&q->scope, t.by,
		    &(struct survey){
			.rating = in->rating, .comment = in->comment},
		    e);
	if (rc != RC_OK)
		return rc;
	talk_redirect(q, r, "/rate?done=1");
	return RC_OK;
}

enum rc
portal_feedback(struct req *q, struct res *r, struct err *e)
{
	const struct rate_query *in = q->query;
	struct talk t;
	struct message m;
	const char *conversation;
	struct page *p;
	enum rc rc = talk_get(q, &t, e);

	if (rc == RC_OK)
		rc = message_get(&q->scope,
		    req_access(q, req_param(q, "message_id")), &m,
		    &conversation, e);
	if (rc == RC_OK)
		rc = talk_page(q, &t, "portal/feedback.cs",
		    _("Your vote"), &p, e);
	if (rc != RC_OK)
		return rc;
	page_text(p, "message.id", m.public_id);
	page_text(p, "message.author", _("Assistant (automated)"));
	page_text(p, "message.html", speech_html(q, &t, &m));
	page_i64(p, "feedback.vote", m.vote);
	page_text(p, "feedback.comment", m.vote_comment);
	page_bool(p, "feedback.done", in->done);
	return view_send(q, r, p, e);
}

enum rc
portal_feedback_post(struct req *q, struct res *r, struct err *e)
{
	const struct feedback_form *in = q->body;
	const char *id = req_param(q, "message_id");
	struct feedback f = {
		.vote = strcmp(in->vote, "1") == 0 ? 1 : -1,
		.comment = in->comment,
	};
	enum rc rc = feedback_set(&q->scope, req_access(q, id), &f, e);

	if (rc != RC_OK)
		return rc;
	chat_notify(&q->scope, f.conversation_id, f.seq);
	talk_redirect(q, r, arena_printf(q->arena, "/feedback/%s%s", id,
	    in->comment != NULL ? "?done=1" : ""));
	return RC_OK;
}
