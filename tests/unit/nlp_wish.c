/* H1: the wish for a person, in any wording. */
#include "base/base.h"

#include "nlp/wish.h"

#include "unit.h"

static const char *const wishes[] = {
	"can someone real help",
	"i dont want to talk to a robot",
	"get me your manager",
	"operator!!",
	"representative",
	"speak with agent pls",
	"Are you a bot? I want a human",
	"i cant reach an agent",
	"this bot is useless, give me a person",
	"Quiero hablar con una persona",
	"necesito un agente humano",
	"je veux parler \xc3\xa0 quelqu'un",
	"passez-moi un conseiller svp",
	"Ich m\xc3\xb6" "chte mit einem Mitarbeiter sprechen",
	"kann ich mit einem echten Menschen reden?",
	"t\xc3\xb4i mu\xe1\xbb\x91n g\xe1\xba\xb7p nh\xc3\xa2n vi\xc3\xaan",
	"cho t\xc3\xb4i n\xc3\xb3i chuy\xe1\xbb\x87n v\xe1\xbb\x9bi "
	    "ng\xc6\xb0\xe1\xbb\x9di th\xe1\xba\xadt",
	"\xd8\xa3\xd8\xb1\xd9\x8a\xd8\xaf "
	    "\xd8\xa7\xd9\x84\xd8\xaa\xd8\xad\xd8\xaf\xd8\xab "
	    "\xd9\x85\xd8\xb9 \xd9\x85\xd9\x88\xd8\xb8\xd9\x81",
	"can i talk to a human",
	"let me talk to somebody in billing",
	"human",
	"no more bots",
	"stop sending me to the bot",
	"ffs just give me a person",
	"how do i speak to someone",
	"Please have someone ring me",
	"I'd like somebody to phone me",
	"i need to speak to someone about my bill",
	"Please get someone with a brain to call me",
	"no automated answers, a human being please",
	"Can another agent take a look at it?",
	"how can one skip this chatbot",
	"I am fed up with this machine.",
	"I am not explaining that to a computer again",
	"give me somebody with a heartbeat",
	"flesh and blood, please",
	"I would like a word with whoever runs this",
	"please put us through to your complaints department",
	"forward my question to one of the specialists",
	"could an advisor phone me",
	"please ring me today",
	"anybody from the sales team to explain it?",
	"I need a colleague of yours",
	"I would like a person to look at that",
	"are there people we can call",
	"you do not understand me, who does, who can?",
	"connect me please",
};

static const char *const others[] = {
	"get past the login page",
	"somebody from your office told me to wait",
	"will someone from the office come",
	"can the plumber call me before he comes",
	"call me a taxi",
	"connect me to the wifi",
	"put the order through",
	"a watch with a pulse sensor",
	"can you send someone today",
	"I need somebody who can fix my boiler",
	"forward the invoice to my manager",
	"the machine is done with the wash",
	"does a person need to sign for it",
	"talk to my phone",
	"Can my agent sign the contract?",
	"does my manager account need two step login",
	"I want to talk about my order",
	"can a second person use my account",
	"who is the manager of the store",
	"quiero devolver el pedido de otra persona",
	"how many people can use it",
	"which operator do you use for parcels",
	"I spoke to an agent yesterday and she said it ships today",
	"der Mitarbeiter war nett",
	"is there anyone who can deliver on sunday",
	"can you transfer my plan to another person",
	"Can I bring another person to my appointment?",
	"can the technician talk to my husband",
	"I do not want to talk to a human",
	"Do I need to speak to a representative to change my name?",
	"How many agents does the team plan include?",
	"can I send the parcel to someone else",
};

static bool
wishes_person(struct arena *a, const char *text)
{
	struct words w;
	const char *rule;

	words_split(stemmer_open(a, "en"), a, text, false, &w);
	return wish_for_person(&w, &rule);
}

static void
h1_wishes(void **state)
{
	for (size_t i = 0; i < NELEM(wishes); i++) {
		if (!wishes_person(*state, wishes[i]))
			fail_msg("%s", wishes[i]);
	}
}

static void
h1_no_wishes(void **state)
{
	for (size_t i = 0; i < NELEM(others); i++) {
		if (wishes_person(*state, others[i]))
			fail_msg("%s", others[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(h1_wishes),
		UNIT_TEST(h1_no_wishes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
