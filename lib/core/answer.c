#include "base/base.h"

#include "core/answer.h"

#include "base/clock.h"
#include "base/text.h"
#include "core/answer_internal.h"
#include "io/i18n.h"

void
answer_rule(struct answer_engine *en, const char *rule)
{
	if (en->n_rules < ANSWER_RULES_MAX)
		en->rules[en->n_rules++] = rule;
}

const char *
answer_tone(const struct answer_engine *en, const char *list,
    const char *fallback)
{
	const struct json *sentences =
	    json_get(json_get(en->in->definition, "tone"), list);
	size_t n = json_count(sentences);
	uint64_t pick = (uint64_t)en->in->variant + en->in->n_history / 2;

	/* The scenario speaks its own language; ours we know in others. */
	if (answer_is_foreign(en) && gettext(fallback) != fallback)
		return gettext(fallback);
	if (n == 0)
		return fallback;
	return json_text(json_item(sentences, (size_t)(pick % n)));
}

static void
small_talk(struct answer_engine *en)
{
	struct answer *out = en->out;
	const char *list = "greeting",
		   *fallback = N_("Hello. What can I help you with?");

	if (en->triage.kind == TRIAGE_THANKS) {
		list = "thanks";
		fallback = N_("You're welcome.");
	} else if (en->triage.kind == TRIAGE_GOODBYE ||
	    en->triage.kind == TRIAGE_NO) {
		list = "goodbye";
		fallback = N_("Goodbye.");
	}
	out->kind = ANSWER_SMALL_TALK;
	out->confidence = 1;
	out->text = answer_tone(en, list, fallback);
	/* A greeting opens a talk: show what can be asked. */
	if (en->triage.kind == TRIAGE_GREETING && !answer_is_foreign(en)) {
		const struct json *samples = json_get(en->in->definition,
		    "sample_questions");

		for (size_t i = 0; i < json_count(samples) &&
		     out->n_replies < ANSWER_REPLIES_MAX; i++)
			out->replies[out->n_replies++] =
			    json_text(json_item(samples, i));
	}
}

static void
identity(struct answer_engine *en)
{
	const char *company =
	    json_text(json_get(en->in->definition, "company"));

	en->out->kind = ANSWER_SMALL_TALK;
	en->out->confidence = 1;
	/* "Yes" to a dialogue's question must not mean a person. */
	en->after.offered = !answer_tool_waits(en);
	if (*company == '\0')
		buf_puts(&en->text,
		    _("I am an automated assistant, not a person."));
	else
		buf_printf(&en->text,
		    _("I am the automated assistant of %s, not a person."),
		    company);
	if (!answer_tool_waits(en))
		buf_printf(&en->text, " %s", answer_tone(en, "offer_person",
		    N_("Would you like to talk to a person?")));
}

void
answer_hand_off(struct answer_engine *en, const char *reason)
{
	en->out->kind = ANSWER_HANDOFF;
	en->out->handoff = reason;
	en->out->confidence = 1;
	buf_puts(&en->text, answer_tone(en, "handoff",
	    N_("I have asked a person to join this conversation.")));
	answer_rule(en, "handoff");
}

/* A trigger word: a person is asked for; what is known helps meanwhile. */
static enum rc
keyword(struct answer_engine *en, const char *reason, struct err *e)
{
	enum rc rc = answer_first_steps(en, e);

	if (rc != RC_OK)
		return rc;
	answer_hand_off(en, reason);
	return RC_OK;
}

/* Danger is met with what is known first; a threat is no question. */
static enum rc
at_once(struct answer_engine *en, struct err *e)
{
	const char *reason = en->need.reasons[0].name;

	if (strcmp(reason, "safety") == 0)
		return keyword(en, reason, e);
	answer_hand_off(en, reason);
	return RC_OK;
}

static bool
may_want_tool(enum triage_kind kind)
{
	return kind == TRIAGE_QUESTION || kind == TRIAGE_YES;
}

static enum rc
dispatch(struct answer_engine *en, struct err *e)
{
	bool handled = false;
	enum rc rc;

	if (en->triage.kind != TRIAGE_PERSON &&
	    en->triage.kind != TRIAGE_KEYWORD && answer_needs_person_now(en))
		return at_once(en, e);
	if (en->triage.kind == TRIAGE_PERSON) {
		answer_hand_off(en, "asked");
		return RC_OK;
	}
	if (en->triage.kind == TRIAGE_KEYWORD)
		return keyword(en, "keyword", e);
	if (en->triage.kind == TRIAGE_YES && en->before.offered &&
	    !answer_tool_waits(en)) {
		answer_rule(en, "offer accepted");
		answer_hand_off(en, "asked");
		return RC_OK;
	}
	if (answer_vents(en)) {
		answer_to_vent(en);
		return RC_OK;
	}
	/* What a dialogue waits for comes before what words alone say. */
	if (answer_tool_waits(en) || may_want_tool(en->triage.kind)) {
		rc = answer_goes_on_about(en, &handled, e);
		if (rc == RC_OK && !handled)
			rc = answer_tool(en, &handled, e);
		if (rc != RC_OK || handled)
			return rc;
	}
	switch (en->triage.kind) {
	case TRIAGE_IDENTITY:
		identity(en);
		return RC_OK;
	case TRIAGE_YES:
	case TRIAGE_QUESTION:
	case TRIAGE_KIND_COUNT_:
		return answer_from_evidence(en, e);
	default:
		small_talk(en);
		return RC_OK;
	}
}

static void
read_out(struct answer_engine *en)
{
	const struct answer_feelings *f = &en->feelings;

	en->out->reasons = answer_need_reasons(en);
	en->out->reading = (struct answer_reading){
		.language = en->in->language,
		.written = en->written,
		.sentiment = f->sentiment.score,
		.mood = f->trend.mean,
		.upset = f->emotion.upset,
		.emotion = emotion_name(f->emotion.kind),
		.need = en->need.score,
		.warn = en->need.warn,
		.intent = en->in->intent,
	};
}

enum rc
answer_builtin(struct scope *s, const struct answer_request *in,
    struct answer *out, struct err *e)
{
	struct answer_engine *en = arena_alloc(s->arena, sizeof(*en));
	enum rc rc;

	*out = (struct answer){0};
	*en = (struct answer_engine){.scope = s, .in = in, .out = out,
	    .us_started = clock_mono_us()};
	buf_init(&en->text, s->arena, ANSWER_TEXT_MAX);
	dialogue_read(s->arena, in->dialogue, &en->before);
	en->after = en->before;
	en->after.offered = false;
	en->after.n_choices = 0;
	answer_language(en);
	triage_message(s->arena,
	    &(struct triage_ask){en->st, en->in->language, &en->words,
		in->definition}, &en->triage);
	if (en->triage.rule != NULL)
		answer_rule(en, en->triage.rule);
	answer_feel(en);
	rc = answer_guess(en, e);
	if (rc != RC_OK)
		return rc;
	en->us_triage = clock_mono_us() - en->us_started;
	rc = dispatch(en, e);
	if (rc != RC_OK)
		return rc;
	answer_needs_person(en);
	answer_tool_resume(en);
	answer_next(en);
	read_out(en);
	if (out->text == NULL)
		out->text = text_trim(s->arena, en->text.data);
	out->dialogue = dialogue_write(s->arena, &en->after);
	out->trace = answer_trace(en);
	return RC_OK;
}
