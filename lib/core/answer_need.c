/* How the visitor feels, and whether that or the talk needs a person. */
#include "base/base.h"

#include "core/answer_internal.h"

#include "base/text.h"
#include "io/i18n.h"

#define UPSET_FROM 0.5 /* a calm problem needs no "sorry" */
#define REASONS_BYTES ((size_t)8 << 10)
#define DOUBT_BELOW 0.7 /* an answer of less confidence is a doubtful one */

/* Folded, without the marks at its end. */
static const char *
bare(struct arena *a, const char *text)
{
	char *copy = text_trim(a, text_fold(a, text));
	size_t n = strlen(copy);

	while (n > 0 && strchr("?!. ", copy[n - 1]) != NULL)
		n--;
	copy[n] = '\0';
	return copy;
}

/* How often the visitor has asked exactly this before. */
static unsigned
repeats(struct answer_engine *en)
{
	const char *now = bare(en->scope->arena, en->in->question);
	unsigned times = 0;

	if (strlen(now) <= 3) /* "yes", "ok" */
		return 0;
	for (size_t i = 0; i < en->in->n_history; i++) {
		const struct answer_turn *t = &en->in->history[i];

		times += t->visitor && strcmp(now,
		    bare(en->scope->arena, t->text)) == 0;
	}
	return times;
}

static void
read_mood(struct answer_engine *en)
{
	struct answer_feelings *f = &en->feelings;
	double scores[ANSWER_HISTORY_MAX + 1];

	for (size_t i = 0; i < f->n; i++)
		scores[i] = f->messages[i].score;
	sentiment_trend(scores, f->n, &f->trend);
}

void
answer_feel(struct answer_engine *en)
{
	struct answer_feelings *f = &en->feelings;
	struct arena *a = en->scope->arena;

	for (size_t i = 0; i < en->in->n_history &&
	     f->n < ANSWER_HISTORY_MAX; i++)
		if (en->in->history[i].visitor)
			escalate_read(a, en->in->history[i].text,
			    &f->messages[f->n++]);
	feeling_read(a, en->in->question, &f->now);
	sentiment_of(a, &f->now, &f->sentiment);
	emotion_of(&f->now, &f->emotion);
	f->messages[f->n++] = (struct escalate_message){f->sentiment.score,
		f->emotion.upset, f->now.marks};
	f->repeats = repeats(en);
	read_mood(en);
}

static void
decide(struct answer_engine *en)
{
	const struct json *triggers =
	    json_get(en->in->definition, "triggers");
	const struct answer_feelings *f = &en->feelings;
	const struct escalate_facts facts = {
		.messages = f->messages,
		.n = f->n,
		.wants_person = en->triage.kind == TRIAGE_PERSON ?
		    en->triage.rule : NULL,
		.keyword = en->triage.kind == TRIAGE_KEYWORD ?
		    en->triage.rule : NULL,
		.repeats = f->repeats,
		.refusals = (unsigned)en->after.refusals,
		.low_confidence = (unsigned)en->after.doubts,
		.threshold = json_f64(json_get(triggers, "threshold")),
	};

	escalate_decide(&facts, &en->need);
}

bool
answer_needs_person_now(struct answer_engine *en)
{
	decide(en);
	return en->need.immediate;
}

/* Answers with little behind them, in a row. */
static void
count_doubts(struct answer_engine *en)
{
	bool doubtful = en->out->kind == ANSWER_EVIDENCE &&
	    en->out->confidence < DOUBT_BELOW;

	en->after.doubts = doubtful ? en->before.doubts + 1 : 0;
}

/* Instead of a refusal: that nothing was found, unless it was no question. */
static void
forget_refusal(struct answer_engine *en, bool upset)
{
	buf_clear(&en->text);
	if (!upset)
		buf_printf(&en->text, "%s ", answer_tone(en, "no_evidence",
		    N_("I could not find an answer to that.")));
	en->out->n_replies = 0;
	en->after.offered = false;
}

static void
begin_with_sorry(struct answer_engine *en)
{
	const char *text = arena_strdup(en->scope->arena, en->text.data);

	buf_clear(&en->text);
	buf_printf(&en->text, "%s %s", answer_tone(en, "sorry",
	    N_("I am sorry about the trouble.")), text);
}

void
answer_needs_person(struct answer_engine *en)
{
	bool upset = en->feelings.emotion.upset > UPSET_FROM || en->vents;
	struct answer *out = en->out;

	count_doubts(en);
	decide(en);
	if (out->text != NULL) /* small talk */
		return;
	if (en->need.escalate && out->handoff == NULL && !en->in->waiting) {
		if (out->kind == ANSWER_REFUSAL || en->vents)
			forget_refusal(en, upset);
		else
			buf_puts(&en->text, "\n\n");
		answer_hand_off(en, en->need.reasons[0].name);
	}
	if (upset)
		begin_with_sorry(en);
}

const char *
answer_need_reasons(struct answer_engine *en)
{
	struct buf b;
	struct json_out w;

	buf_init(&b, en->scope->arena, REASONS_BYTES);
	jw_init(&w, &b);
	jw_list(&w);
	for (size_t i = 0; i < en->need.n; i++) {
		const struct escalate_reason *r = &en->need.reasons[i];

		jw_object(&w);
		jw_kv_text(&w, "reason", r->name);
		jw_kv_f64(&w, "score", r->score);
		if (r->detail != NULL)
			jw_kv_text(&w, "detail", r->detail);
		jw_object_end(&w);
	}
	jw_list_end(&w);
	return b.data;
}
