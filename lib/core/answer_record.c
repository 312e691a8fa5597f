#include "base/base.h"

#include "core/answer_record.h"

#include "io/i18n.h"

#define RECORD_MAX ((size_t)512 << 10) /* citations, trace and the like */

static const char *const kind_names[] = {
	[ANSWER_SMALL_TALK] = "small_talk",
	[ANSWER_EVIDENCE] = "evidence",
	[ANSWER_TOOL] = "tool",
	[ANSWER_REFUSAL] = "refusal",
	[ANSWER_CLARIFY] = "clarify",
	[ANSWER_HANDOFF] = "handoff",
};

/* "/help/SLUG?revision=3#anchor": opens the passage highlighted. */
static const char *
citation_url(struct arena *a, const struct answer_citation *c)
{
	return arena_printf(a, "/help/%s?revision=%lld#%s", c->slug,
	    (long long)c->revision, c->anchor);
}

static void
metadata_citations(struct arena *a, const struct answer *answer,
    struct json_out *w)
{
	jw_key(w, "citations");
	jw_list(w);
	for (size_t i = 0; i < answer->n_citations; i++) {
		const struct answer_citation *c = &answer->citations[i];

		jw_object(w);
		jw_kv_i64(w, "number", c->number);
		jw_kv_text(w, "title", c->title);
		jw_kv_text(w, "heading", c->heading);
		jw_kv_text(w, "url", citation_url(a, c));
		jw_kv_text(w, "quote", c->quote);
		jw_kv_i64(w, "revision", c->revision);
		jw_object_end(w);
	}
	jw_list_end(w);
}

/* A question of the assistant's: what a tool or an answer still needs. */
static bool
asks(const struct answer *answer)
{
	return answer->kind == ANSWER_CLARIFY ||
	    (answer->kind == ANSWER_TOOL && answer->n_tools == 0);
}

static const char *
metadata(struct arena *a, const struct answer *answer)
{
	struct buf b;
	struct json_out w;

	buf_init(&b, a, RECORD_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_text(&w, "model", ANSWER_MODEL_BUILTIN);
	jw_kv_i64(&w, "tokens_used", 0);
	jw_kv_f64(&w, "confidence", answer->confidence);
	jw_kv_text(&w, "kind", kind_names[answer->kind]);
	jw_kv_bool(&w, "asks", asks(answer));
	metadata_citations(a, answer, &w);
	jw_key(&w, "quick_replies");
	jw_list(&w);
	for (size_t i = 0; i < answer->n_replies; i++)
		jw_text(&w, answer->replies[i]);
	jw_list_end(&w);
	jw_object_end(&w);
	return b.data;
}

static const char *
citation_rows(struct arena *a, const struct answer *answer)
{
	struct buf b;
	struct json_out w;

	buf_init(&b, a, RECORD_MAX);
	jw_init(&w, &b);
	jw_list(&w);
	for (size_t i = 0; i < answer->n_citations; i++) {
		const struct answer_citation *c = &answer->citations[i];

		jw_object(&w);
		jw_kv_i64(&w, "number", c->number);
		jw_kv_i64(&w, "passage_id", c->passage_id);
		jw_kv_text(&w, "quote", c->quote);
		jw_kv_i64(&w, "quote_start", c->quote_start);
		jw_kv_i64(&w, "quote_end", c->quote_end);
		jw_object_end(&w);
	}
	jw_list_end(&w);
	return b.data;
}

static const char *
tool_rows(struct arena *a, const struct answer *answer)
{
	struct buf b;
	struct json_out w;

	buf_init(&b, a, RECORD_MAX);
	jw_init(&w, &b);
	jw_list(&w);
	for (size_t i = 0; i < answer->n_tools; i++) {
		const struct answer_tool_call *t = &answer->tools[i];

		jw_object(&w);
		jw_kv_text(&w, "tool", t->tool);
		jw_kv_raw(&w, "input", t->input);
		jw_kv_raw(&w, "output", t->output);
		jw_kv_i64(&w, "ms", t->ms);
		jw_object_end(&w);
	}
	jw_list_end(&w);
	return b.data;
}

static const char *
handoff(struct arena *a, const struct answer *answer)
{
	struct buf b;
	struct json_out w;

	buf_init(&b, a, RECORD_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_f64(&w, "score", answer->reading.need);
	jw_kv_raw(&w, "reasons", answer->reasons);
	jw_object_end(&w);
	return b.data;
}

static const char *
triage(struct arena *a, const struct answer_reading *r)
{
	struct buf b;
	struct json_out w;

	buf_init(&b, a, RECORD_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_text(&w, "language", r->language);
	jw_kv_text(&w, "written", r->written);
	jw_kv_f64(&w, "sentiment", r->sentiment);
	jw_kv_f64(&w, "mood", r->mood);
	jw_kv_text(&w, "emotion", r->emotion);
	jw_kv_f64(&w, "upset", r->upset);
	jw_kv_f64(&w, "need", r->need);
	jw_kv_bool(&w, "warn", r->warn);
	if (r->intent.name != NULL) {
		jw_kv_text(&w, "intent", r->intent.name);
		jw_kv_f64(&w, "intent_confidence", r->intent.confidence);
	}
	jw_object_end(&w);
	return b.data;
}

void
answer_record(struct arena *a, const struct answer_context *ctx,
    const struct answer *answer, struct answer_new *row)
{
	bool waiting = strcmp(ctx->status, "queued") == 0;

	row->content = answer->text;
	if (waiting && (answer->kind == ANSWER_REFUSAL ||
		answer->kind == ANSWER_HANDOFF))
		row->content = _("Thank you, I have added this for the "
		    "person who will answer you.");
	row->metadata = metadata(a, answer);
	row->dialogue = answer->dialogue;
	row->citations = citation_rows(a, answer);
	row->tools = tool_rows(a, answer);
	row->trace = answer->trace;
	row->gap_question = answer->gap ? ctx->content : NULL;
	row->handoff_reason = answer->handoff;
	row->handoff = handoff(a, answer);
	row->triage = triage(a, &answer->reading);
}
