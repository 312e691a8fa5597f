#include "base/base.h"

#include "core/talk_language.h"

#include "nlp/detect.h"
#include "nlp/small_talk.h"

#define SURE 0.7	/* of a message that counts at all */
#define CLEAR 0.9	/* of one that changes a talk by itself */
#define CLEAR_WORDS 5

/* A text of enough words, in a language that is told with some confidence. */
static bool
is_sure(const struct language_guess *g)
{
	return g->code != NULL && g->confidence >= SURE &&
	    (g->words >= LANGUAGE_WORDS_SURE || g->by_script);
}

static struct language_guess
guess(struct arena *a, const struct talk_message *m, const char *text)
{
	struct language_ask ask = {.text = text, .prior = m->talk};
	struct language_guess g;

	language_detect(a, &ask, &g);
	return g;
}

static bool
is_answered(const struct talk_message *m, const char *code)
{
	if (m->languages == NULL)
		return true;
	for (size_t i = 0; i < m->n_languages; i++) {
		if (strcmp(m->languages[i], code) == 0)
			return true;
	}
	return false;
}

/* The message before was in this language already. */
static bool
is_second(struct arena *a, const struct talk_message *m, const char *code)
{
	struct language_guess g;

	if (m->n_before == 0)
		return false;
	g = guess(a, m, m->before[m->n_before - 1]);
	return is_sure(&g) && strcmp(g.code, code) == 0;
}

static bool
changes(struct arena *a, const struct talk_message *m,
    const struct language_guess *g)
{
	if (!is_sure(g) || strcmp(g->code, m->talk) == 0 ||
	    !is_answered(m, g->code))
		return false;
	/* Nothing to hold on to yet, or letters that leave no doubt. */
	if (m->n_before == 0 ||
	    (g->by_script && !language_same_script(g->code, m->talk)))
		return true;
	if (g->words >= CLEAR_WORDS && g->confidence >= CLEAR)
		return true;
	return is_second(a, m, g->code);
}

void
talk_language(struct arena *a, const struct talk_message *m,
    struct talk_language *out)
{
	struct language_guess g = guess(a, m, m->text);
	const char *spoken;
	enum small_talk kind = small_talk_find(m->words, m->talk, &spoken);

	*out = (struct talk_language){.language = m->talk,
	    .written = m->talk};
	if (kind != SMALL_TALK_NONE) {
		if (spoken == NULL)
			spoken = m->talk;
		out->written = spoken;
		out->confidence = 1;
		/* "Hola" opens a Spanish talk; "hi" is said in all. */
		if (m->n_before == 0 && kind == SMALL_TALK_GREETING &&
		    strcmp(spoken, "en") != 0 && is_answered(m, spoken))
			out->language = spoken;
	} else {
		if (is_sure(&g)) {
			out->written = g.code;
			out->confidence = g.confidence;
		}
		if (changes(a, m, &g))
			out->language = g.code;
	}
	out->changed = strcmp(out->language, m->talk) != 0;
}
