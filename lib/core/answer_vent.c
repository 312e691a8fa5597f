/*
 * Messages that say how the visitor feels and nothing else: "this is
 * ridiculous", "the third time now".  There is nothing to look up; what they
 * need is a word of regret and the offer of a person.
 */
#include "base/base.h"

#include "core/answer_internal.h"

#include <strings.h>

#include "io/i18n.h"

/* Of whom or what somebody speaks who complains of all. */
static const char whom[] = " you your guys people company service support "
    "team shop store bot chat thing stuff whole experience joke time today "
    "now really just such kind sort everything everyone everybody here "
    "again already ever still honestly man god wow omg lol wtf customer "
    "customers business place site website app software product ";

/* How a question begins: "why is it so terrible" wants an answer. */
static const char firsts[] = " how what when where who whom which why can "
    "could do does did is are was were will would may should has have am "
    "cant couldnt isnt arent wont ";

/* Of the frustration that is felt, not of what went wrong. */
static bool
is_weary(const struct feeling_hit *h)
{
	static const char *const words[] = {"frustrat", "annoy", "fed up",
	    "sick of", "tired of"};

	for (size_t i = 0; i < NELEM(words); i++) {
		if (strncasecmp(h->text, words[i], strlen(words[i])) == 0)
			return true;
	}
	return false;
}

/* A feeling, or that it happens again; "charged twice" is a thing to answer
 * however angry it is, and "broken" is one too. */
static bool
is_feeling(const struct feeling_hit *h)
{
	if ((h->marks & 1U << LEXICON_REPEAT) != 0)
		return true;
	return h->valence < 0 && (h->marks & 1U << LEXICON_COMPLAINT) == 0 &&
	    (h->emotion == LEXICON_ANGER || h->emotion == LEXICON_DISGUST ||
		h->emotion == LEXICON_SADNESS || is_weary(h));
}

bool
answer_vents(struct answer_engine *en)
{
	const struct feeling *f = &en->feelings.now;
	char *rest = arena_strdup(en->scope->arena, en->in->question);
	size_t n = 0;
	struct words w;

	if (en->triage.kind != TRIAGE_QUESTION || answer_tool_waits(en) ||
	    f->asks || en->words.n == 0 ||
	    words_in_list(firsts, en->words.items[0].text))
		return false;
	for (size_t i = 0; i < f->n; i++) {
		if (!is_feeling(&f->hits[i]))
			continue;
		memset(rest + (f->hits[i].text - en->in->question), ' ',
		    f->hits[i].length);
		n++;
	}
	if (n == 0)
		return false;
	words_split(en->st, en->scope->arena, rest, false, &w);
	for (size_t i = 0; i < w.n; i++) {
		if (word_role_of(&w.items[i]) == WORD_CONTENT &&
		    !words_in_list(whom, w.items[i].text))
			return false;
	}
	return true;
}

void
answer_to_vent(struct answer_engine *en)
{
	struct answer *out = en->out;

	answer_rule(en, "only feelings");
	en->vents = true;
	if (en->in->waiting) { /* the person who comes will read it */
		out->kind = ANSWER_REFUSAL;
		return;
	}
	out->kind = ANSWER_SMALL_TALK;
	out->confidence = 1;
	buf_puts(&en->text, answer_tone(en, "offer_person",
	    N_("Would you like to talk to a person?")));
	en->after.offered = true;
	out->replies[out->n_replies++] = gettext("Talk to a person");
}
