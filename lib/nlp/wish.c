#include "base/base.h"

#include "nlp/wish.h"

#include "nlp/wish_lists.h"

/* Whom somebody may want.  Strong ones are wanted for nothing else. */
static const char strong_nouns[] =
    " human humans agent agents representative representatives rep reps "
    "operator operators supervisor superior receptionist csr "
    "representitive representive operater hooman hoomans ";
static const char weak_nouns[] =
    " person people manager managers staff employee employees advisor "
    "adviser advisors advisers specialist specialists someone somebody "
    "anyone anybody colleague colleagues consultant assistant guy guys lady "
    "man woman department team member support service expert experts boss "
    "professional executive dispatcher coordinator technician owner "
    "helpdesk reception individual sb ";
static const char chief_nouns[] =
    " manager supervisor superior boss person human operator ";
/* Verbs that need a person at the other end. */
static const char talk_verbs[] =
    " talk talking talked speak speaking spoke chat chatting converse "
    "discuss communicate communicating deal dealing touch hold reach ";
/* Verbs that move the visitor: "transfer me", never "transfer money". */
static const char move_verbs[] =
    " connect transfer transferred put forward redirect escalate escalated "
    "pass patch hand switch connected move refer bring direct route ";
static const char wish_verbs[] =
    " want need get give let reach prefer rather like wish call request "
    "demand require involve contact ";
static const char real[] =
    " real live actual living human physical breathing proper genuine "
    "nonrobotic non humane ";
static const char real_nouns[] =
    " person people human humans agent agents being beings support help "
    "representative rep operator someone somebody advisor chat robotic "
    "assistance assistant contact employee staff ";
static const char machine_nouns[] =
    " bot bots chatbot chatbots robot robots machine machines computer "
    "computers ai automated automation algorithm robotic ";

static const char *const person_phrases[] = {
    "call me back", "can you call me back", "have someone call",
    "have somebody call", "give me a call", "phone me back", "ring me back",
    "hand me over", "hand over to", "pass me on", "put me through",
    "not a bot", "not a robot", "not a machine", "no bot", "no bots",
    "no more bots", "no robots", "stop the bot", "turn off the bot",
    "switch off the bot", "hate bots", "hate robots", "hate this bot",
    "hate chatbots", "instead of a bot", "instead of a robot",
    "instead of a machine", "rather than a bot", "rather than a robot",
    "rather than a machine", "escalate this", "escalate my", "escalate to",
    "please escalate", "customer service please", "customer support please",
    "customer care please", "need assistance from a", "contact a human",
    "contact an agent", "contact a person", "contact a representative",
    "contact a real person", "is anyone there", "is anybody there",
    "is someone there", "anyone real", "anybody real", "someone real",
    "somebody real", "is there anyone there", "is there anyone here",
    "is there anyone i can", "is there anyone to talk",
    "is there anyone real", "is there anyone available",
    "is there anybody there", "is there anybody here",
    "is there anybody i can", "is there a human", "is there someone i can",
    "is there a person i can", "is there a real", "are there any humans",
    "any humans there", "any human there", "human assistance", "human agent",
    "human support", "human help", "human being", "speak to a human",
    "where is your manager", "who is your manager", "who is your supervisor",
    "someone in charge", "somebody in charge", "someone higher up",
    "someone with authority", "someone on the line", "somebody on the line",
    "someone else on the line", "someone on the phone", "get someone on",
    "get somebody on", "someone who understands", "someone who actually",
    "somebody who actually", "someone that actually", "someone with a brain",
    "someone competent", "somebody competent", "from a human",
    "from a person", "from a real", "by a human", "by a person", "by a real",
    "can a human", "could a human", "can an agent", "could an agent",
    "can a representative", "could a representative", "can a manager",
    "could a manager", "have a human call", "have a human look",
    "have an agent call", "have your manager call", "request a call",
    "request a callback", "want a callback", "need a callback",
    "like a callback", "callback please", "talk to staff",
    "one of your colleagues", "one of your agents", "one of your staff",
    "live chat please", "chat to someone", "any agent", "any agents"};

/* Not a wish: asking whether it takes a person, or what to be called. */
static const char *const other_phrases[] = {"do i need to speak",
    "do i need to talk", "do i have to speak", "do i have to talk",
    "do i have to call", "must i speak", "must i talk", "should i speak",
    "should i talk", "am i speaking", "am i talking", "are you a human",
    "are you human", "are you a real", "are you real",
    "are you an actual", "is this a real", "do you employ",
    "do you hire",
    "be a real person", "when i spoke", "i spoke to", "i spoke with",
    "i talked to", "i talked with", "i have spoken", "i was talking to",
    "i was speaking", "already spoke", "already talked"};

/* Word i is in the list; false past the end. */
static bool
at(const struct words *w, size_t i, const char *list)
{
	return i < w->n && words_in_list(list, w->items[i].text);
}

/* A noun of the list within a few words after i; 0: none. */
static size_t
noun_after(const struct words *w, size_t i, const char *list, size_t reach)
{
	for (size_t k = i + 1; k < w->n && k <= i + reach; k++) {
		if (at(w, k, list))
			return k;
		if (w->items[k - 1].ends_clause && k > i + 1)
			return 0;
	}
	return 0;
}

static bool
any_between(const struct words *w, size_t from, size_t to, const char *list)
{
	for (size_t i = from; i < to; i++) {
		if (at(w, i, list))
			return true;
	}
	return false;
}

static bool
said_with_not(const struct words *w, size_t i)
{
	for (size_t k = i > 3 ? i - 3 : 0; k < i; k++) {
		/* "I cannot reach an agent" wants one. */
		if (at(w, k, " not never without nobody dont ") &&
		    !(k > 0 && at(w, k - 1, " can could ")))
			return true;
	}
	return false;
}

/* A few words and one of them names a person: "agent please". */
static bool
is_bare_noun(const struct words *w)
{
	bool noun = false;

	if (w->n > 5)
		return false;
	for (size_t i = 0; i < w->n; i++) {
		bool n = at(w, i, strong_nouns) ||
		    (at(w, i, real) && at(w, i + 1, real_nouns)) ||
		    (w->n <= 2 && at(w, i, " manager "));

		noun = noun || n;
		if (!n && !at(w, i, " please pls plz now a an the real live "
				    "person i want need get me agent support "
				    "customer service chat asap just hello hi "
				    "hey ok immediately thanks to manager no "
				    "another different "))
			return false;
	}
	return noun;
}

/* "talk to me", "talk about it" are no wish; "talk to somebody" is. */
static bool
talks_to_person(const struct words *w, size_t i)
{
	size_t noun;

	if (!at(w, i, talk_verbs))
		return false;
	if (noun_after(w, i, strong_nouns, 6) != 0)
		return true;
	noun = noun_after(w, i, weak_nouns, 6);
	return noun != 0 &&
	    any_between(w, i + 1, noun, " to with w through of out ") &&
	    !any_between(w, i + 1, noun, " about money from ");
}

/* "transfer me to support", "put us through to somebody". */
static bool
moves_to_person(const struct words *w, size_t i)
{
	size_t noun;

	if (!at(w, i, move_verbs))
		return false;
	noun = noun_after(w, i, strong_nouns, 6);
	if (noun == 0)
		noun = noun_after(w, i, weak_nouns, 6);
	return noun != 0 &&
	    (any_between(w, i + 1, noun, " me us this ") ||
		at(w, noun, strong_nouns)) &&
	    !any_between(w, i + 1, noun, " money my funds amount ");
}

/* "I want an agent", "get me your manager". */
static bool
wants_noun(const struct words *w, size_t i)
{
	size_t k = i + 1;

	if (!at(w, i, wish_verbs) || at(w, 0, " how what where which "))
		return false;
	if (noun_after(w, i, strong_nouns, 4) != 0)
		return true;
	while (at(w, k, " me us to a an the your some any please to in on "
			"another different just "))
		k++;
	if (!at(w, k, chief_nouns) || w->items[k - 1].ends_clause)
		return false;
	if (at(w, k + 1, " to who that "))
		return at(w, k + 2, " help talk speak chat assist answer look "
				    "handle can ");
	return !at(w, k + 1, " account role login permission access name id "
			     "s for named with ");
}

/* "I don't want to talk to a robot", "... to you". */
static bool
refuses_machine(const struct words *w, size_t i)
{
	size_t from = i > 6 ? i - 6 : 0;
	bool refuses = any_between(w, from, i,
	    " not hate stop dont sick tired enough refuse without never nor "
	    "waste wasting ");

	if (at(w, i, machine_nouns))
		return refuses &&
		    any_between(w, from, i, " talk talking speak speaking "
					    "chat chatting want deal "
					    "dealing with comfortable like "
					    "to from of ");
	return refuses && at(w, i, " you ") &&
	    words_in_list(" to with ", i > 0 ? w->items[i - 1].text : "") &&
	    i > 1 && at(w, i - 2, talk_verbs) &&
	    any_between(w, from, i, " want wanna like ");
}

/* "Can somebody else look at it", "another agent". */
static bool
wants_another(const struct words *w, size_t i)
{
	bool other =
	    (at(w, i, " someone somebody anyone anybody ") &&
		at(w, i + 1, " else ")) ||
	    (at(w, i, " another different ") &&
		(at(w, i + 1, strong_nouns) ||
		    at(w, i + 1, " person colleague advisor employee ")));

	if (!other)
		return false;
	if (any_between(w, i > 3 ? i - 3 : 0, i, " get give want need prefer "
					      "talk speak "))
		return true;
	return any_between(w, i + 2, i + 5, " help look check assist handle "
					 "take confirm answer review ") &&
	    any_between(w, i > 3 ? i - 3 : 0, i, " can could let have may ");
}

/* "Somebody should ring me", "I'd like a person to contact me". */
static bool
wants_call(const struct words *w, size_t i)
{
	size_t k = noun_after(w, i, " call ring phone contact text email ", 3);

	return at(w, i, " someone somebody anyone anybody person agent "
			"manager human ") &&
	    k != 0 && at(w, k + 1, " me us ") &&
	    !any_between(w, k + 2, k + 5, " before when if once ahead ");
}

static const struct {
	const char *name;
	bool (*holds)(const struct words *w, size_t i);
	bool negatable;
} rules[] = {
	{"talk to a person", talks_to_person, true},
	{"moved to a person", moves_to_person, false},
	{"wants an agent", wants_noun, true},
	{"not a machine", refuses_machine, false},
	{"somebody else", wants_another, true},
	{"call me", wants_call, true},
};

static const char *
phrase_of(const struct words *w, size_t i, const char *const *phrases,
    size_t n)
{
	for (size_t p = 0; p < n; p++) {
		if (words_phrase_at(w, i, phrases[p]))
			return phrases[p];
	}
	return NULL;
}

static const char *
rule_at(const struct words *w, size_t i)
{
	const char *phrase =
	    phrase_of(w, i, person_phrases, NELEM(person_phrases));
	bool negated = said_with_not(w, i);

	if (phrase != NULL)
		return phrase;
	for (size_t r = 0; r < NELEM(rules); r++) {
		if (!(negated && rules[r].negatable) && rules[r].holds(w, i))
			return rules[r].name;
	}
	if (!negated && at(w, i, real) && at(w, i + 1, real_nouns))
		return "real person";
	return wish_in_odd_words(w, i, negated);
}

bool
wish_for_person(const struct words *w, const char **rule)
{
	*rule = "noun alone";
	if (is_bare_noun(w))
		return true;
	for (size_t i = 0; i < w->n; i++) {
		/* The clause of such a question is no wish. */
		if (phrase_of(w, i, other_phrases, NELEM(other_phrases))) {
			while (i < w->n && !w->items[i].ends_clause)
				i++;
			continue;
		}
		*rule = rule_at(w, i);
		if (*rule != NULL)
			return true;
	}
	return wish_in_world(w, rule);
}
