#include "base/base.h"

#include "nlp/wish.h"
#include "nlp/wish_lists.h"

/*
 * A person is wanted in odd words: somebody with a pulse, past the machine,
 * one of those who sit in the office.  Each rule looks at the words around
 * word i.
 */
static const char persons[] =
    " person human someone somebody anyone anybody sb one ";
static const char roles[] =
    " person human someone somebody sb whoever manager management advisor "
    "adviser agent specialist specialists expert experts technician plumber "
    "electrician staff employee colleague colleagues owner boss director "
    "operator dispatcher dispatch team department office desk reception "
    "helpdesk support care service sales billing accounting complaints member "
    "people supervisor ";
static const char places[] =
    " office team staff company support side department crew management "
    "billing sales service shop store desk people headquarters ";
static const char machines[] =
    " bot bots chatbot robot robots machine machines computer computers ai "
    "software program script autoresponder ";
static const char fillers[] =
    " me us a an the your our some any real this that these all please up "
    "over in touch through thru on with to of back just for actual other ";
static const char polite[] = " please pls plz now asap just ok okay thanks ";

static bool
at(const struct words *w, size_t i, const char *list)
{
	return i < w->n && words_in_list(list, w->items[i].text);
}

/* Word i is the last of the message or of its clause. */
static bool
is_last(const struct words *w, size_t i)
{
	while (i + 1 < w->n && !w->items[i].ends_clause &&
	    at(w, i + 1, polite))
		i++;
	return i + 1 >= w->n || w->items[i].ends_clause;
}

static bool
among(const struct words *w, size_t from, size_t to, const char *list)
{
	for (size_t i = from; i < to && i < w->n; i++) {
		if (at(w, i, list))
			return true;
	}
	return false;
}

static bool
before(const struct words *w, size_t i, size_t reach, const char *list)
{
	return among(w, i > reach ? i - reach : 0, i, list);
}

static size_t
past_fillers(const struct words *w, size_t i)
{
	while (at(w, i, fillers))
		i++;
	return i;
}

/* "Get past this robot", "let's skip the bot". */
static bool
past_machine(const struct words *w, size_t i)
{
	size_t k = past_fillers(w, i + 1);

	return at(w, i, " past around skip bypass beat avoid ditch ") &&
	    at(w, k, machines) &&
	    (is_last(w, k) || at(w, k + 1, " and to so i "));
}

/* "I am done with you", "fed up with this machine". */
static bool
done_with_machine(const struct words *w, size_t i)
{
	size_t k = past_fillers(w, i + 1);

	return at(w, i, " done finished fed sick tired ") &&
	    at(w, k - 1, " with of this the these ") &&
	    (at(w, k, " you ") || at(w, k, machines)) && is_last(w, k);
}

/* "I refuse to talk to software", "uneasy sharing that with a machine". */
static bool
not_to_machine(const struct words *w, size_t i)
{
	return at(w, i, machines) && before(w, i, 4, " to with ") &&
	    before(w, i, 7, " talk talking speak speaking chat chatting "
			    "explain explaining sharing share deal dealing "
			    "discuss discussing arguing argue ") &&
	    before(w, i, 12, " refuse rather hate not dont never stop tired "
			     "sick uncomfortable instead avoid ");
}

/* "Somebody with a pulse", "a being of flesh and blood". */
static bool
is_alive(const struct words *w, size_t i)
{
	if (words_phrase_at(w, i, "flesh and blood") ||
	    words_phrase_at(w, i, "living being") ||
	    words_phrase_at(w, i, "living soul") ||
	    words_phrase_at(w, i, "living person") ||
	    words_phrase_at(w, i, "not a computer") ||
	    words_phrase_at(w, i, "not a program") ||
	    words_phrase_at(w, i, "not an ai"))
		return true;
	return before(w, i, 3, persons) && (words_phrase_at(w, i,
	    "with a pulse") || words_phrase_at(w, i, "with a heartbeat") ||
	    words_phrase_at(w, i, "with a heart") ||
	    words_phrase_at(w, i, "with a soul") ||
	    words_phrase_at(w, i, "who breathes") ||
	    words_phrase_at(w, i, "that breathes"));
}

/* "Let me have a word with whoever is in charge", "a phone call with". */
static bool
word_with(const struct words *w, size_t i)
{
	size_t k = i + 2;

	if (!(words_phrase_at(w, i, "word with") ||
		words_phrase_at(w, i, "words with") ||
		words_phrase_at(w, i, "call with") ||
		words_phrase_at(w, i, "conversation with")))
		return false;
	while (at(w, k, fillers) || at(w, k, " one "))
		k++;
	return at(w, k, roles) || at(w, k + 1, roles);
}

/* "Put me thru to the office", "forward my case to the support team", "may I
 * be connected with an advisor". */
static bool
put_through(const struct words *w, size_t i)
{
	size_t k = i + 1;
	bool moved = at(w, i, " connected transferred forwarded put passed ") &&
	    before(w, i, 3, " be get ") && before(w, i, 4, " i we me us ");

	if (!moved && !at(w, i, " put connect transfer forward pass route "
				"hand direct redirect patch send give get "))
		return false;
	if (!moved && at(w, k, " my our the ") && !at(w, i, " give get ") &&
	    at(w, k + 1, " case ticket issue problem complaint question chat "
			 "request matter conversation "))
		k += 2;
	else if (!moved && at(w, k, " me us "))
		k++;
	else if (!moved)
		return false;
	if (!at(w, k, " to with over on through thru in "))
		return false;
	while (at(w, k, fillers) || at(w, k, " one "))
		k++;
	return at(w, k, roles) || (!at(w, k, machines) &&
	    !at(w, k, " another ") &&
	    (at(w, k + 1, roles) || at(w, k + 1, places)));
}

/* "Could a technician ring me", no question whether it is done. */
static bool
rings_me(const struct words *w, size_t i)
{
	size_t k = i + 1;

	while (k < i + 5 && !at(w, k, " call ring phone contact text buzz "))
		k++;
	return at(w, i, " person human someone somebody sb technician plumber "
			"electrician staff advisor adviser manager colleague "
			"employee specialist office dispatcher owner boss ") &&
	    at(w, k, " call ring phone contact text buzz ") &&
	    at(w, k + 1, " me us ") &&
	    before(w, i, 4, " can could would may please have get want need "
			    "like let tell ask should ") &&
	    !before(w, i, 3, " will does did do has why if when ") &&
	    !among(w, k + 2, k + 5, " before when if prior after once ahead "
				    "until first while ");
}

/* "Please ring me", "can you phone me today". */
static bool
ring_me(const struct words *w, size_t i)
{
	bool asked = i == 0 ||
	    at(w, i - 1, " please just pls and so kindly ") ||
	    (at(w, i - 1, " you ") && i > 1 &&
		at(w, i - 2, " can could would "));

	return asked && at(w, i, " ring phone call ") &&
	    at(w, i + 1, " me us ") &&
	    (is_last(w, i + 1) ||
		at(w, i + 2, " back on at today tomorrow about soon instead "
			     "tonight regarding please ")) &&
	    !among(w, i + 2, i + 5, " before when if once ");
}

/* "Someone from your office", unless it tells of one. */
static bool
from_office(const struct words *w, size_t i)
{
	size_t k = i + 2;

	if (!at(w, i, persons) && !at(w, i, " colleague employee member "
					    "people lady guy human "))
		return false;
	if (!at(w, i + 1, " from of in at "))
		return false;
	k = past_fillers(w, k);
	while (at(w, k + 1, places))
		k++;
	return at(w, k, places) &&
	    !before(w, i, 3, " will does did do has is are was when if ") &&
	    (is_last(w, k) ||
		at(w, past_fillers(w, k + 1), " call ring phone contact help "
		    "talk speak look explain reach get email answer chat "
		    "join take handle assist reply write "));
}

/* "I need a person for this", "get me somebody", "fetch a colleague". */
static bool
wants_one(const struct words *w, size_t i)
{
	size_t k = past_fillers(w, i + 1);

	if (!at(w, i, " need want get fetch give prefer require find send ") ||
	    at(w, 0, " how what where which when do does will ") ||
	    at(w, k - 1, " to in on with up for over "))
		return false;
	if (at(w, i, " send "))
		return at(w, k, " person human ") && is_last(w, k);
	if (at(w, k, " person human "))
		return is_last(w, k) ||
		    at(w, k + 1, " for here from now instead on not ");
	if (at(w, k, " colleague employee "))
		return before(w, k, 3, " your ") || at(w, k + 1, " of ");
	return at(w, k, " someone somebody sb ") &&
	    (is_last(w, k) || at(w, k + 1, " else instead real "));
}

/* "Let a person handle it", "better if a person looked at this". */
static bool
person_does(const struct words *w, size_t i)
{
	return at(w, i, " person human ") && i > 0 &&
	    at(w, i - 1, " a real actual ") &&
	    before(w, i, 5, " let have if want wish prefer like rather get "
			    "need can could ") &&
	    among(w, i + 1, i + 3, " review reviewed check checked look "
				   "looked looks handle handles handled read "
				   "reads decide decides answer answers deal "
				   "help picks answered ");
}

/* "A number where a person picks up", "anybody there who reads this". */
static bool
somebody_there(const struct words *w, size_t i)
{
	if (!at(w, i, persons))
		return false;
	if (words_phrase_at(w, i + 1, "picks up") ||
	    words_phrase_at(w, i + 1, "to talk to") ||
	    words_phrase_at(w, i + 1, "to speak to") ||
	    words_phrase_at(w, i + 1, "to speak with"))
		return true;
	if (at(w, i + 1, " there here ") && at(w, i + 2, " who that "))
		return true;
	return at(w, i + 1, " who ") &&
	    at(w, i + 2, " does understands reads decides knows listens "
			 "cares ") && (is_last(w, i + 2) ||
		at(w, i + 2, " understands listens cares "));
}

/* "People I can talk to". */
static bool
can_talk_to(const struct words *w, size_t i)
{
	return (at(w, i, " people ") || at(w, i, persons)) &&
	    at(w, i + 1, " i we ") && at(w, i + 2, " can could may ") &&
	    at(w, i + 3, " talk speak chat call ") &&
	    !before(w, i, 2, " which how what ");
}

/* "You can't help me, who can?" */
static bool
who_can(const struct words *w, size_t i)
{
	return at(w, i, " who ") && at(w, i + 1, " can could will ") &&
	    is_last(w, i + 1) && before(w, i, 6, " help understand ") &&
	    before(w, i, 8, " not useless ");
}

/* "..., a person", "a person please". */
static bool
person_alone(const struct words *w, size_t i)
{
	return at(w, i, " person human ") && i > 0 &&
	    at(w, i - 1, " a an real actual ") &&
	    (i == 1 || w->items[i - 2].ends_clause) &&
	    (is_last(w, i) || words_phrase_at(w, i + 1, "i mean"));
}

/* "Get Lisa from support". */
static bool
colleague_named(const struct words *w, size_t i)
{
	return at(w, i, " get fetch reach ") &&
	    !at(w, i + 1, " a an the my our any it this that me refund ") &&
	    (at(w, i + 2, " from ") || at(w, i + 3, " from ")) &&
	    among(w, i + 3, i + 6, " support office sales billing ") &&
	    before(w, i, 3, " can could please you to ");
}

/* "Transfer please", "connect me". */
static bool
bare_command(const struct words *w, size_t i)
{
	bool me = false, verb = false, asked = false;

	if (i != 0 || w->n > 4)
		return false;
	for (size_t k = 0; k < w->n; k++) {
		if (at(w, k, " me us "))
			me = true;
		else if (at(w, k, " transfer connect escalate forward "))
			verb = true;
		else if (at(w, k, polite))
			asked = true;
		else
			return false;
	}
	return verb && (me || asked);
}

static const struct {
	const char *name;
	bool (*holds)(const struct words *w, size_t i);
	bool negatable;
} rules[] = {
	{"past the machine", past_machine, false},
	{"done with the machine", done_with_machine, false},
	{"not to a machine", not_to_machine, false},
	{"somebody alive", is_alive, false},
	{"a word with", word_with, true},
	{"put through", put_through, true},
	{"to be rung", rings_me, true},
	{"ring me", ring_me, true},
	{"someone from the office", from_office, true},
	{"wants somebody", wants_one, true},
	{"a person does it", person_does, true},
	{"somebody there", somebody_there, false},
	{"people to talk to", can_talk_to, true},
	{"who can", who_can, false},
	{"a person alone", person_alone, true},
	{"somebody named", colleague_named, true},
	{"bare command", bare_command, true},
};

const char *
wish_in_odd_words(const struct words *w, size_t i, bool negated)
{
	for (size_t r = 0; r < NELEM(rules); r++) {
		if (!(negated && rules[r].negatable) && rules[r].holds(w, i))
			return rules[r].name;
	}
	return NULL;
}

bool
wish_hinted(const struct words *w)
{
	return among(w, 0, w->n, persons) || among(w, 0, w->n, machines) ||
	    among(w, 0, w->n, " people employee colleague staff agent "
			      "manager boss supervisor advisor talk speak "
			      "call ring phone ");
}
