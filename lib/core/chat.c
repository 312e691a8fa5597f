#include "base/base.h"

#include "core/chat.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/crypt.h"
#include "base/log.h"
#include "base/rnd.h"
#include "base/text.h"
#include "core/answer.h"
#include "core/answer_record.h"
#include "io/i18n.h"

void
chat_notify(struct scope *s, int64_t conversation_id, int64_t seq)
{
	char payload[96];

	snprintf(payload, sizeof(payload), "%lld:%lld:%lld",
	    (long long)s->site_id, (long long)conversation_id,
	    (long long)seq);
	db_notify(s->db, CHAT_CHANNEL, payload);
}

/* A new secret; its hash goes into the database. */
static const char *
new_token(struct arena *a, uint8_t hash[CRYPT_HASH])
{
	char *token = arena_alloc(a, RND_TOKEN);

	rnd_token(token);
	crypt_hash(token, strlen(token), hash);
	return token;
}

enum rc
chat_start(struct chat *c, const struct chat_start *in,
    struct chat_started *out, struct err *e)
{
	struct scope *s = c->scope;
	uint8_t visitor_hash[CRYPT_HASH], page_hash[CRYPT_HASH];
	char visitor_id[RND_UUID], id[RND_UUID];
	const char *token = new_token(s->arena, visitor_hash);
	struct conversation_new row = {
		.scenario = in->scenario,
		.token_hash = in->token_hash,
		.new_token_hash = visitor_hash,
		.page_token_hash = page_hash,
		.visitor_public_id = visitor_id,
		.public_id = id,
		.name = in->name,
		.email = in->email,
		.user_id = in->user_id,
		.title = in->title,
		.channel = in->channel,
		.language = in->language,
		.token_days = VISITOR_TOKEN_DAYS,
	};
	enum rc rc;

	rnd_uuid(visitor_id);
	rnd_uuid(id);
	*out = (struct chat_started){
		.page_token = new_token(s->arena, page_hash)};
	rc = conversation_start(s, &row, &out->conversation, e);
	if (rc == RC_NOT_FOUND)
		return err_field(e, "scenario_type", "is not one of the "
		    "active scenarios; GET /api/v1/scenarios lists them");
	if (rc != RC_OK)
		return rc;
	if (row.is_new_visitor)
		out->visitor_token = token;
	else if (in->name != NULL || in->email != NULL)
		return visitor_set_contact(s, out->conversation.visitor_id,
		    in->name, in->email, e);
	return RC_OK;
}

/* What is read of an answer's surroundings, in both ways to it. */
static enum rc
compose(struct chat *c, const struct answer_context *ctx,
    struct answer *out, struct err *e)
{
	struct scope *s = c->scope;
	struct answer_past_list past = {0};
	struct answer_turn *turns;
	const struct json *definition;
	enum rc rc = definition_get(s, c->definitions,
	    (struct definition_key){ctx->scenario_id,
		ctx->scenario_revision},
	    &definition, e);

	if (rc != RC_OK)
		return rc;
	if (ctx->seq > 1) {
		rc = answer_history(s, ctx, ANSWER_HISTORY_MAX, &past, e);
		if (rc != RC_OK)
			return rc;
	}
	turns = arena_array(s->arena, past.n, sizeof(*turns));
	for (size_t i = 0; i < past.n; i++)
		turns[i] = (struct answer_turn){
			past.items[i].visitor, past.items[i].text};
	return answer_builtin(s,
	    &(struct answer_request){
		.scenario_id = ctx->scenario_id,
		.definition = definition,
		.language = ctx->language,
		.question = ctx->content,
		.history = turns,
		.n_history = past.n,
		.dialogue = ctx->dialogue,
		.variant = ctx->conversation_id,
		.message_id = ctx->message_id,
		.waiting = strcmp(ctx->status, "queued") == 0,
	    },
	    out, e);
}

static enum rc
answer_and_store(struct chat *c, const struct answer_job *job,
    const struct answer_context *ctx, struct message *out, struct err *e)
{
	struct scope *s = c->scope;
	struct answer *answer = arena_alloc(s->arena, sizeof(*answer));
	struct answer_new row = {0};
	struct answer_stored stored;
	char *id = arena_alloc(s->arena, RND_UUID);
	/* The answer is in the talk's language, the page in the reader's. */
	const char *page = arena_strdup(s->arena, i18n_current());
	enum rc rc = compose(c, ctx, answer, e);

	if (rc == RC_OK)
		answer_record(s->arena, ctx, answer, &row);
	i18n_language(page);
	if (rc != RC_OK)
		return rc;
	rnd_uuid(id);
	row.public_id = id;
	row.response_ms = (clock_mono_us() - c->started_us) / 1000;
	rc = answer_store(s, job, &row, &stored, e);
	if (rc != RC_OK)
		return rc;
	chat_notify(s, ctx->conversation_id, stored.seq);
	*out = (struct message){
		.id = stored.id,
		.public_id = id,
		.seq = stored.seq,
		.role = "ASSISTANT",
		.content = row.content,
		.metadata = row.metadata,
		.has_tokens = true,
		.has_response_ms = true,
		.response_ms = row.response_ms,
		.created_at = stored.created_at,
		.updated_at = stored.updated_at,
	};
	return RC_OK;
}

/* The key was used before: the same answer, or a clear refusal. */
static enum rc
post_again(struct chat *c, const struct chat_post *in,
    const struct message_new *m, struct chat_posted *out, struct err *e)
{
	struct scope *s = c->scope;
	struct access answer;
	const char *conversation;
	enum rc rc = message_by_key(s, in->conversation, m, &out->message, e);

	if (rc != RC_OK)
		return rc;
	if (!out->message.same_body)
		return err_field(e, "Idempotency-Key",
		    "was used with another text; use a new key");
	out->repeated = true;
	if (out->message.answer_public_id != NULL) {
		answer = (struct access){out->message.answer_public_id,
			in->conversation.token_hash};
		out->has_answer = true;
		return message_get(s, answer, &out->answer, &conversation, e);
	}
	if (out->message.is_running) {
		rc = err_set(e, RC_CONFLICT, "The first request with this "
		    "key is still being answered.");
		if (e != NULL)
			e->retry_after = 1;
		return rc;
	}
	if (out->message.job_id == 0)
		return RC_OK;
	rc = answer_job_claim(s, out->message.job_id, &out->job, e);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* Stores the message, or finds what an earlier request stored. */
static enum rc
post_store(struct chat *c, const struct chat_post *in,
    struct chat_posted *out, struct err *e)
{
	struct scope *s = c->scope;
	uint8_t hash[CRYPT_HASH];
	char *id = arena_alloc(s->arena, RND_UUID);
	struct message_new m = {
		.public_id = id,
		.content = in->content,
		.client_key = in->client_key,
		.body_hash = in->client_key != NULL ? hash : NULL,
	};
	enum rc rc;

	rnd_uuid(id);
	crypt_hash(in->content, strlen(in->content), hash);
	rc = message_post(s, in->conversation, &m, &out->message, e);
	if (rc == RC_CONFLICT && in->client_key != NULL)
		return post_again(c, in, &m, out, e);
	if (rc != RC_OK)
		return rc;
	if (out->message.job_id != 0)
		out->job = (struct answer_job){s->site_id,
			out->message.job_id, out->message.attempt};
	return RC_OK;
}

enum rc
chat_post(struct chat *c, const struct chat_post *in,
    struct chat_posted *out, struct err *e)
{
	const struct message_posted *m = &out->message;
	struct answer_context ctx;
	enum rc rc;

	*out = (struct chat_posted){0};
	rc = post_store(c, in, out, e);
	if (rc != RC_OK || out->has_answer)
		return rc;
	if (out->job.id == 0 || in->later) {
		chat_notify(c->scope, m->conversation_id, m->seq);
		return RC_OK;
	}
	if (out->repeated)
		rc = chat_answer(c, &out->job, &out->answer, e);
	else {
		ctx = (struct answer_context){
			.message_id = m->id,
			.seq = m->seq,
			.content = in->content,
			.message_public_id = m->public_id,
			.conversation_id = m->conversation_id,
			.conversation_public_id = in->conversation.public_id,
			.status = m->status,
			.scenario_id = m->scenario_id,
			.scenario_revision = m->scenario_revision,
			.language = m->language,
			.dialogue = m->dialogue,
		};
		rc = answer_and_store(c, &out->job, &ctx, &out->answer, e);
	}
	out->has_answer = rc == RC_OK;
	if (rc == RC_OK)
		return RC_OK;
	/* The message is safe; its answer is owed and will be made. */
	log_event(LOG_LEVEL_WARN, "answer postponed",
	    LOG_I64("job_id", out->job.id), LOG_TEXT("reason", rc_name(rc)),
	    LOG_TEXT("detail", e != NULL ? e->detail : ""));
	chat_notify(c->scope, m->conversation_id, m->seq);
	return RC_OK;
}

enum rc
chat_answer(struct chat *c, const struct answer_job *job,
    struct message *out, struct err *e)
{
	struct answer_context ctx;
	enum rc rc = answer_context_get(c->scope, job, &ctx, e);

	if (rc != RC_OK)
		return rc;
	return answer_and_store(c, job, &ctx, out, e);
}

enum rc
chat_answer_due(struct chat *c, struct err *e)
{
	struct scope scope = *c->scope;
	struct chat there = *c;
	struct answer_job job;
	struct message answer;
	enum rc rc = answer_job_claim_due(&scope, &job, e);

	if (rc != RC_OK)
		return rc;
	scope.site_id = job.site_id;
	there.scope = &scope;
	return chat_answer(&there, &job, &answer, e);
}
