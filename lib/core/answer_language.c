/*
 * The languages of an answer (A14): that of the message, that of the talk and
 * that of what is cited.
 */
#include "base/base.h"

#include "core/answer_internal.h"

#include "core/talk_language.h"
#include "io/i18n.h"
#include "nlp/detect.h"

#define DEFINITION_LANGUAGE "en" /* where a scenario does not name its own */

/* The visitor's messages, oldest first. */
static size_t
visitor_texts(const struct answer_request *in, const char **out)
{
	size_t n = 0;

	for (size_t i = 0; i < in->n_history; i++) {
		if (in->history[i].visitor)
			out[n++] = in->history[i].text;
	}
	return n;
}

/* Words by the stems of the language they are written in. */
static void
split(struct answer_engine *en, const char *language)
{
	struct arena *a = en->scope->arena;

	en->st = stemmer_open(a, language);
	words_split(en->st, a, en->in->question, false, &en->words);
}

void
answer_language(struct answer_engine *en)
{
	struct arena *a = en->scope->arena;
	struct answer_request *in = arena_dup(a, en->in, sizeof(*en->in));
	const char **before = arena_array(a, in->n_history + 1,
	    sizeof(*before));
	struct talk_message m = {.text = in->question, .words = &en->words,
	    .talk = in->language, .before = before,
	    .n_before = visitor_texts(in, before)};
	struct talk_language talk;

	/* A name or an address that was asked for is in any language. */
	if (answer_tool_waits(en)) {
		m.languages = &in->language;
		m.n_languages = 1;
	}
	split(en, in->language);
	talk_language(a, &m, &talk);
	en->written = talk.written;
	if (strcmp(en->written, in->language) != 0)
		split(en, en->written);
	if (talk.changed)
		answer_rule(en, "language");
	in->language = talk.language;
	en->in = in;
	if (i18n_is_language(in->language))
		i18n_language(in->language);
}

static const char *
definition_language(const struct answer_engine *en)
{
	const char *language =
	    json_text(json_get(en->in->definition, "language"));

	return *language == '\0' ? DEFINITION_LANGUAGE : language;
}

bool
answer_is_foreign(const struct answer_engine *en)
{
	return strcmp(en->in->language, definition_language(en)) != 0;
}

void
answer_say_language(struct answer_engine *en, const struct answer_part *p)
{
	const struct evidence *e = &p->evidence;
	const char *const candidates[] = {en->in->language,
	    definition_language(en)};
	struct language_ask ask = {
		.text = p->found.hits[e->units[e->best].hit].passage->body,
		.candidates = candidates,
		.n_candidates = NELEM(candidates),
	};
	struct language_guess guess;

	if (!answer_is_foreign(en))
		return;
	language_detect(en->scope->arena, &ask, &guess);
	if (guess.code == NULL || strcmp(guess.code, en->in->language) == 0)
		return;
	buf_printf(&en->text, "%s\n\n",
	    _("I found this in another language only:"));
	answer_rule(en, "other language");
}
