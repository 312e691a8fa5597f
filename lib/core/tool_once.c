#include "base/base.h"

#include "core/tool_once.h"

#include "io/i18n.h"
#include "store/effect.h"

#define OUTPUT_MAX ((size_t)64 << 10)
#define TRIES_MAX 40 /* as many people as may be free at the same time */

enum rc
tool_letter(struct tool_context *c, const struct outbox_new *letter,
    struct err *e)
{
	struct outbox_new l = *letter;

	if (!c->scope->can_mail)
		return RC_OK;
	l.conversation_id = c->conversation_id;
	return outbox_add(c->scope, &l, e);
}

/* What a later answer to the same turn needs. */
static const char *
note_of(struct tool_context *c, const struct tool_result *r)
{
	struct json_out w;
	struct buf b;

	buf_init(&b, c->scope->arena, OUTPUT_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_text(&w, "text", r->text);
	jw_kv_raw(&w, "output", r->output);
	jw_object_end(&w);
	return b.data;
}

static enum rc
again(struct tool_context *c, struct effect_id id, struct tool_result *out,
    struct err *e)
{
	struct arena *a = c->scope->arena;
	struct effect f;
	struct json *note;
	enum rc rc = effect_get(c->scope, id, &f, e);

	if (rc == RC_OK)
		rc = json_read(a, f.output, strlen(f.output), &note, e);
	if (rc != RC_OK)
		return rc;
	out->found = true;
	out->text = json_text(json_get(note, "text"));
	out->output = json_print(a, json_get(note, "output"));
	return RC_OK;
}

/* All of it in a transaction; *done: there is something to commit. */
static enum rc
attempt(struct tool_context *c, const struct tool_act *act,
    struct effect_id id, struct tool_result *out, struct err *e)
{
	const char *object = "";
	enum rc rc;

	*out = (struct tool_result){.output = "{}", .text = ""};
	rc = act->change(c, out, e);
	if (rc != RC_OK || !out->found)
		return rc;
	if (act->object != NULL)
		object = act->object(c, out);
	return effect_set(c->scope, id, object, note_of(c, out), e);
}

/* One transaction.  CONFLICT: try again. */
static enum rc
transact(struct tool_context *c, const struct tool_act *act,
    struct effect_id id, struct tool_result *out, struct err *e)
{
	struct db *db = c->scope->db;
	enum rc rc = db_begin(db, c->scope->arena, e);

	if (rc != RC_OK)
		return rc;
	rc = effect_claim(c->scope, id, act->tool, e);
	if (rc == RC_CONFLICT) {
		db_rollback(db);
		return again(c, id, out, e);
	}
	if (rc == RC_OK)
		rc = attempt(c, act, id, out, e);
	if (rc == RC_OK && out->found)
		return db_commit(db, e);
	db_rollback(db);
	return rc;
}

enum rc
tool_once(struct tool_context *c, const struct tool_act *act,
    struct tool_result *out, struct err *e)
{
	const struct effect_id id = {c->conversation_id, c->key};
	enum rc rc = RC_CONFLICT;

	if (c->conversation_id == 0 || c->key == NULL) {
		*out = (struct tool_result){.output = "{\"found\":false}",
		    .text = _("That can only be done in a conversation.")};
		return RC_OK;
	}
	for (int i = 0; i < TRIES_MAX && rc == RC_CONFLICT; i++)
		rc = transact(c, act, id, out, e);
	if (rc == RC_OK && out->found)
		db_notify(c->scope->db, OUTBOX_CHANNEL, "");
	return rc;
}
