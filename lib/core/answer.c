#include "base/base.h"

#include "core/answer.h"

#include "base/clock.h"
#include "base/text.h"
#include "core/answer_internal.h"
#include "io/i18n.h"

#define REPLY_COVERAGE 0.35 /* of a refusal's "did you mean" questions */

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

static void
refuse(struct answer_engine *en)
{
	struct answer *out = en->out;

	out->kind = ANSWER_REFUSAL;
	out->gap = true;
	buf_printf(&en->text, "%s %s",
	    answer_tone(en, "no_evidence",
		N_("I could not find an answer to that.")),
	    answer_tone(en, "offer_person",
		N_("Would you like to talk to a person?")));
	en->after.offered = true;
	en->after.refusals = en->before.refusals + 1;
	answer_rule(en, "no evidence");
	/* Near misses help on: what the best articles do answer. */
	for (size_t i = 0; i < en->n_parts; i++) {
		const struct retrieve_result *r = &en->parts[i].found;

		for (size_t k = 0; k < r->n && k < 3; k++) {
			const struct retrieve_hit *h = &r->hits[k];

			if (h->question != NULL && h->coverage >=
			    REPLY_COVERAGE && out->n_replies < 2 &&
			    (out->n_replies == 0 || strcmp(h->question,
				out->replies[0]) != 0))
				out->replies[out->n_replies++] = h->question;
		}
	}
}

/* The words of the question that the next one may refer to. */
static const char *
topic_of(struct answer_engine *en, const struct answer_part *p)
{
	const struct query *q = &p->found.query;
	struct buf b;
	size_t n = 0;

	buf_init(&b, en->scope->arena, 1024);
	for (size_t i = 0; i < q->n && n < DIALOGUE_TOPIC_WORDS; i++) {
		if (q->terms[i].weight < 0.5 || q->terms[i].hint ||
		    !q->terms[i].known)
			continue;
		buf_printf(&b, "%s%s", n++ > 0 ? " " : "", q->terms[i].word);
	}
	return b.len > 0 ? b.data : "";
}

static void
remember(struct answer_engine *en, const struct answer_part *p)
{
	const struct retrieve_hit *hit =
	    &p->found.hits[p->evidence.units[p->evidence.best].hit];

	en->after.topic = topic_of(en, p);
	en->after.slug = hit->passage->slug;
	en->after.question = p->found.query.rewritten;
	en->after.refusals = 0;
}

/* Each part on its own; a part that leans on the talk gets its topic. */
static enum rc
search_parts(struct answer_engine *en, struct err *e)
{
	struct dialogue_parts parts;
	const char *topic = *en->before.topic != '\0' ? en->before.topic :
							NULL;

	dialogue_split(en->scope->arena, en->st, en->in->question, &parts);
	if (parts.n > 1)
		answer_rule(en, "two questions");
	for (size_t i = 0; i < parts.n; i++) {
		struct answer_part *p = &en->parts[en->n_parts++];
		struct words words;
		enum rc rc;

		p->text = parts.text[i];
		words_split(en->st, en->scope->arena, p->text, false, &words);
		if (topic != NULL && dialogue_is_follow_up(&words)) {
			p->topic = topic;
			answer_rule(en, "follow-up");
		}
		rc = answer_search(en, p, e);
		if (rc != RC_OK)
			return rc;
		if (p->found.query.n_content > 0)
			topic = topic_of(en, p);
		if (p->found.query.repaired)
			answer_rule(en, "spelling");
	}
	return RC_OK;
}

static void
write_parts(struct answer_engine *en)
{
	int64_t started = clock_mono_us();
	size_t written = 0;
	double confidence = 1;

	for (size_t i = 0; i < en->n_parts; i++) {
		struct answer_part *p = &en->parts[i];

		if (!p->assurance.sure)
			continue;
		if (written++ > 0) {
			buf_printf(&en->text, "\n\n%s ",
			    answer_tone(en, "also", N_("Also:")));
		}
		answer_say_language(en, p);
		answer_compose(en, p);
		remember(en, p);
		if (p->assurance.confidence < confidence)
			confidence = p->assurance.confidence;
	}
	en->out->confidence = confidence;
	/* One of two questions has no answer: say so. */
	if (written < en->n_parts) {
		buf_printf(&en->text, "\n\n%s %s",
		    answer_tone(en, "no_evidence",
			N_("I could not find an answer to the other "
			   "question.")),
		    answer_tone(en, "offer_person",
			N_("Would you like to talk to a person?")));
		en->out->gap = true;
		en->after.offered = true;
	}
	en->us_compose = clock_mono_us() - started;
}

static enum rc
from_evidence(struct answer_engine *en, struct err *e)
{
	bool any = false;
	enum rc rc = search_parts(en, e);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < en->n_parts; i++) {
		any = any || en->parts[i].assurance.sure;
		if (en->parts[i].assurance.confidence > en->out->confidence)
			en->out->confidence = en->parts[i].assurance.confidence;
	}
	if (!any) {
		refuse(en);
		return RC_OK;
	}
	en->out->kind = ANSWER_EVIDENCE;
	write_parts(en);
	answer_replies(en);
	return RC_OK;
}

/* What an article begins with is what to do first: its list, or its lead.
 * A section whose heading the visitor named is meant itself. */
static void
prefer_first_steps(struct answer_part *p)
{
	struct evidence *e = &p->evidence;
	int64_t article =
	    p->found.hits[e->units[e->best].hit].passage->article_id;
	bool steps = false, found = false;

	if (p->found.hits[e->units[e->best].hit].parts.heading > 0)
		return;
	for (size_t i = 0; i < e->n && !steps; i++) {
		const struct evidence_unit *u = &e->units[i];
		const struct passage_hit *hit = p->found.hits[u->hit].passage;

		if (hit->article_id != article || hit->ordinal != 1)
			continue;
		steps = u->kind == MARKDOWN_STEP;
		if (steps || (u->leads && !found))
			e->best = i;
		found = true;
	}
}

/* A trigger word: a person is asked for; what is known helps meanwhile. */
static enum rc
keyword(struct answer_engine *en, const char *reason, struct err *e)
{
	enum rc rc = search_parts(en, e);

	if (rc != RC_OK)
		return rc;
	/* First what to do at once, then who comes. */
	for (size_t i = 0; i < en->n_parts; i++) {
		struct answer_part *p = &en->parts[i];

		if (!p->assurance.sure)
			continue;
		prefer_first_steps(p);
		answer_compose(en, p);
		remember(en, p);
		buf_puts(&en->text, "\n\n");
		break;
	}
	answer_hand_off(en, reason);
	return RC_OK;
}

static enum rc
answer_question(struct answer_engine *en, struct err *e)
{
	bool handled = false;
	enum rc rc = answer_tool(en, &handled, e);

	if (rc != RC_OK || handled)
		return rc;
	return from_evidence(en, e);
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
	/* What a dialogue waits for comes before what words alone say. */
	if (answer_tool_waits(en) || may_want_tool(en->triage.kind)) {
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
		return answer_question(en, e);
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
	answer_language(en);
	triage_message(s->arena,
	    &(struct triage_ask){en->st, en->in->language, &en->words,
		in->definition}, &en->triage);
	if (en->triage.rule != NULL)
		answer_rule(en, en->triage.rule);
	answer_feel(en);
	en->us_triage = clock_mono_us() - en->us_started;
	rc = dispatch(en, e);
	if (rc != RC_OK)
		return rc;
	answer_needs_person(en);
	answer_tool_resume(en);
	read_out(en);
	if (out->text == NULL)
		out->text = text_trim(s->arena, en->text.data);
	out->dialogue = dialogue_write(s->arena, &en->after);
	out->trace = answer_trace(en);
	return RC_OK;
}
