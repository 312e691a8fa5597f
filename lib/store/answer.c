#include "base/base.h"

#include "store/answer.h"

#include "store/sql.h"

/* Longer than any request's deadline, so that nobody overtakes the living. */
#define CLAIM_LEASE_S 15

enum rc
answer_context_get(struct scope *s, const struct answer_job *job,
    struct answer_context *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_answer_context,
	    DB_ARGS(db_i64(job->site_id), db_i64(job->id),
		db_i64(job->attempt)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND,
		    "This answer is not owed any more.");
	*out = (struct answer_context){
		.message_id = db_row_i64(r, 0, "message_id"),
		.seq = db_row_i64(r, 0, "seq"),
		.content = db_row_text(r, 0, "content"),
		.message_public_id = db_row_text(r, 0, "message_public_id"),
		.conversation_id = db_row_i64(r, 0, "conversation_id"),
		.conversation_public_id = db_row_text(r, 0,
		    "conversation_public_id"),
		.status = db_row_text(r, 0, "status"),
		.scenario_id = db_row_i64(r, 0, "scenario_id"),
		.scenario_revision = db_row_i64(r, 0, "scenario_revision"),
		.language = db_row_text(r, 0, "language"),
		.dialogue = db_row_text(r, 0, "dialogue"),
	};
	return RC_OK;
}

enum rc
answer_definition_get(struct scope *s, int64_t scenario_id,
    int64_t revision, const char **definition, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_answer_definition,
	    DB_ARGS(db_i64(s->site_id), db_i64(scenario_id),
		db_i64(revision)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	*definition = db_row_text(r, 0, "definition");
	return RC_OK;
}

enum rc
answer_history(struct scope *s, const struct answer_context *c,
    size_t limit, struct answer_past_list *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_answer_history,
	    DB_ARGS(db_i64(s->site_id), db_i64(c->conversation_id),
		db_i64(c->seq), db_i64((int64_t)limit)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	out->n = db_rows_count(r);
	out->items = arena_array(s->arena, out->n, sizeof(*out->items));
	for (size_t i = 0; i < out->n; i++) {
		size_t row = out->n - 1 - i;

		out->items[i].visitor =
		    strcmp(db_row_text(r, row, "role"), "USER") == 0;
		out->items[i].text = db_row_text(r, row, "content");
	}
	return RC_OK;
}

enum rc
answer_store(struct scope *s, const struct answer_job *job,
    const struct answer_new *in, struct answer_stored *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_answer_store,
	    DB_ARGS(db_i64(job->site_id), db_i64(job->id),
		db_i64(job->attempt), db_text(in->public_id),
		db_text(in->content), db_json(in->metadata),
		db_i64(in->response_ms), db_json(in->dialogue),
		db_json(in->citations), db_json(in->tools),
		db_json(in->trace), db_text(in->gap_question),
		db_text(in->handoff_reason), db_json(in->handoff),
		db_json(in->triage)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND,
		    "This answer is not owed any more.");
	*out = (struct answer_stored){
		.id = db_row_i64(r, 0, "id"),
		.seq = db_row_i64(r, 0, "seq"),
		.created_at = db_row_text(r, 0, "created_at"),
		.updated_at = db_row_text(r, 0, "updated_at"),
		.status = db_row_text(r, 0, "status"),
	};
	return RC_OK;
}

enum rc
answer_job_claim_due(struct scope *s, struct answer_job *out, struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_job_claim_due,
	    DB_ARGS(db_i64(CLAIM_LEASE_S)), &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "No answer is due.");
	out->site_id = db_row_i64(r, 0, "site_id");
	out->id = db_row_i64(r, 0, "id");
	out->attempt = db_row_i64(r, 0, "attempt");
	return RC_OK;
}

enum rc
answer_job_claim(struct scope *s, int64_t job_id, struct answer_job *out,
    struct err *e)
{
	struct db_rows *r;
	enum rc rc = db_run(s->db, s->arena, &SQL_job_claim,
	    DB_ARGS(db_i64(s->site_id), db_i64(job_id),
		db_i64(CLAIM_LEASE_S)),
	    &r, e);

	if (rc != RC_OK)
		return rc;
	if (db_rows_count(r) == 0)
		return err_set(e, RC_NOT_FOUND, "No answer is due.");
	*out = (struct answer_job){
		.site_id = s->site_id,
		.id = job_id,
		.attempt = db_row_i64(r, 0, "attempt"),
	};
	return RC_OK;
}
