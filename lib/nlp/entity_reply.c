#include "base/base.h"

#include "nlp/entity_internal.h"

#include "base/text.h"

#define PHRASE_MAX 6 /* words */

struct phrase {
	const char *words[PHRASE_MAX];
	bool alone; /* only when nothing else is said */
};

/* Longer ones stand before the shorter ones that they begin with. */
static const struct phrase cancels[] = {
	{{"never", "mind"}, false}, {{"nevermind"}, false},
	{{"nvm"}, false}, {{"forget", "about", "it"}, false},
	{{"forget", "about", "that"}, false}, {{"forget", "it"}, false},
	{{"forget", "that"}, false}, {{"stop"}, true},
	{{"stop", "it"}, false}, {{"stop", "this"}, false},
	{{"please", "stop"}, true}, {{"cancel"}, true},
	{{"cancel", "that"}, true}, {{"cancel", "this"}, true},
	{{"cancel", "it"}, true}, {{"please", "cancel"}, true},
	{{"cancel", "please"}, true}, {{"cancel", "everything"}, true},
	{{"abort"}, true}, {{"quit"}, true}, {{"exit"}, true},
	{{"i", "changed", "my", "mind"}, true},
	{{"i", "have", "changed", "my", "mind"}, true},
	{{"ive", "changed", "my", "mind"}, true},
	{{"changed", "my", "mind"}, true}, {{"leave", "it"}, true},
	{{"drop", "it"}, true}, {{"dont", "bother"}, false},
	{{"not", "any", "more"}, true}, {{"not", "anymore"}, true},
	{{"i", "dont", "want", "to"}, true},
	{{"i", "dont", "want", "to", "anymore"}, true},
	{{"i", "dont", "want", "to", "any", "more"}, true},
	{{"i", "dont", "want", "it", "anymore"}, true},
	{{"i", "dont", "want", "this"}, true},
	{{"i", "dont", "want", "that"}, true},
	{{"i", "dont", "want", "it"}, true},
	{{"no", "longer", "needed"}, true}, {{"skip", "it"}, true},
	{{"ill", "do", "it", "later"}, true}, {{"maybe", "later"}, true},
	{{"another", "time"}, true}, {{"not", "now"}, true},
};

static const struct phrase yeses[] = {
	{{"yes"}, false}, {{"yeah"}, false}, {{"yea"}, false},
	{{"yep"}, false}, {{"yup"}, false}, {{"ya"}, true}, {{"y"}, true},
	{{"ye"}, true}, {{"yess"}, false}, {{"yes", "yes"}, false},
	{{"sure"}, false}, {{"sure", "thing"}, false}, {{"ok"}, false},
	{{"okay"}, false}, {{"k"}, true}, {{"okey"}, false},
	{{"absolutely"}, false}, {{"definitely"}, false},
	{{"of", "course"}, false}, {{"certainly"}, false},
	{{"go", "ahead"}, false}, {{"go", "for", "it"}, false},
	{{"do", "it"}, false}, {{"please", "do"}, false},
	{{"do", "that"}, false}, {{"confirm"}, false},
	{{"confirmed"}, false}, {{"i", "confirm"}, false},
	{{"correct"}, false}, {{"thats", "correct"}, false},
	{{"that", "is", "correct"}, false}, {{"thats", "right"}, false},
	{{"that", "is", "right"}, false}, {{"right"}, true},
	{{"all", "correct"}, false}, {{"exactly"}, false},
	{{"sounds", "good"}, false}, {{"sounds", "great"}, false},
	{{"looks", "good"}, false}, {{"looks", "right"}, false},
	{{"perfect"}, false}, {{"great"}, true}, {{"good"}, true},
	{{"that", "works"}, false}, {{"works", "for", "me"}, false},
	{{"thats", "fine"}, false}, {{"that", "is", "fine"}, false},
	{{"fine"}, true}, {{"fine", "by", "me"}, false}, {{"alright"}, false},
	{{"all", "right"}, false}, {{"book", "it"}, false},
	{{"lets", "do", "it"}, false}, {{"please"}, true},
	{{"agreed"}, false}, {{"i", "agree"}, false},
	{{"affirmative"}, false}, {{"yes", "i", "do"}, false},
	{{"i", "do"}, true}, {{"i", "am"}, true}, {{"it", "is"}, true},
	{{"true"}, true}, {{"uh", "huh"}, false}, {{"for", "sure"}, false},
	{{"why", "not"}, true}, {{"si"}, true}, {{"\xf0\x9f\x91\x8d"}, false},
};

static const struct phrase noes[] = {
	{{"no"}, false}, {{"nope"}, false}, {{"nah"}, false},
	{{"n"}, true}, {{"no", "no"}, false}, {{"no", "way"}, false},
	{{"no", "thanks"}, false}, {{"no", "thank", "you"}, false},
	{{"not", "really"}, false}, {{"of", "course", "not"}, false},
	{{"please", "dont"}, false}, {{"dont", "do", "it"}, false},
	{{"dont", "do", "that"}, false}, {{"do", "not"}, false},
	{{"dont"}, true}, {{"wrong"}, false}, {{"thats", "wrong"}, false},
	{{"that", "is", "wrong"}, false}, {{"not", "correct"}, false},
	{{"thats", "not", "right"}, false}, {{"not", "right"}, true},
	{{"thats", "not", "correct"}, false}, {{"incorrect"}, false},
	{{"not", "quite"}, false}, {{"negative"}, true},
	{{"its", "not"}, true}, {{"i", "dont"}, true},
	{{"i", "do", "not"}, true}, {{"i", "am", "not"}, true},
	{{"false"}, true}, {{"not", "yet"}, true}, {{"neither"}, true},
	{{"nothing"}, true}, {{"none"}, true}, {{"i", "havent"}, true},
	{{"\xf0\x9f\x91\x8e"}, false},
};

static const struct phrase corrections[] = {
	{{"actually"}, false}, {{"sorry"}, false}, {{"wait"}, false},
	{{"i", "meant"}, false}, {{"i", "mean"}, false}, {{"no"}, false},
	{{"nope"}, false}, {{"make", "it"}, false}, {{"make", "that"}, false},
	{{"change", "it", "to"}, false}, {{"change", "that", "to"}, false},
	{{"change", "the"}, false}, {{"change", "my"}, false},
	{{"correction"}, false}, {{"rather"}, false}, {{"instead"}, false},
	{{"on", "second", "thought"}, false}, {{"but"}, false},
	{{"can", "we", "make", "it"}, false}, {{"scratch", "that"}, false},
	{{"can", "you", "make", "it"}, false}, {{"how", "about"}, false},
	{{"could", "we", "do"}, false}, {{"can", "we", "do"}, false},
	{{"lets", "say"}, false}, {{"lets", "make", "it"}, false},
	{{"better"}, false}, {{"the", "wrong"}, false},
	{{"should", "be"}, false}, {{"should", "have", "been"}, false},
	{{"use"}, false}, {{"not"}, false},
};

static size_t
phrase_at(const struct entity_text *t, size_t i, const struct phrase *list,
    size_t n_list, const struct phrase **found)
{
	size_t best = 0;

	for (size_t k = 0; k < n_list; k++) {
		const struct phrase *p = &list[k];
		size_t n = 0;

		while (n < PHRASE_MAX && p->words[n] != NULL &&
		    entity_is(t, i + n, p->words[n]))
			n++;
		if ((n == PHRASE_MAX || p->words[n] == NULL) && n > best) {
			best = n;
			*found = p;
		}
	}
	return best;
}

/* Politeness and the like, which changes no yes and no no. */
static bool
is_filler(const struct entity_text *t, size_t i)
{
	return entity_in(t, i, " . , ! ? ; : please pls thanks thank you thx "
	    "ty so then that it is s the just now to oh well hi hey uh um "
	    "and very much would be all i want this do me for ahead good "
	    "great ok okay sir yes yeah a actually really like lets let us "
	    "go right with ) ( ");
}

static bool
only_filler(const struct entity_text *t, size_t i)
{
	while (i < t->n && is_filler(t, i))
		i++;
	return i == t->n;
}

/* What stands from i on, without the marks before it. */
static const char *
rest_of(const struct entity_text *t, size_t i)
{
	while (i < t->n && entity_in(t, i, " . , ! ? ; : - "))
		i++;
	return i < t->n ? text_trim(t->arena, t->raw + t->items[i].from) : "";
}

static bool
corrects(const struct entity_text *t)
{
	const struct phrase *p = NULL;

	for (size_t i = 0; i < t->n; i++) {
		if (phrase_at(t, i, corrections, NELEM(corrections), &p) > 0)
			return true;
	}
	return false;
}

/* The list's phrase at the start, after greetings and apologies. */
static bool
begins(const struct entity_text *t, size_t i, const struct phrase *list,
    size_t n_list, struct entity_reply *out)
{
	const struct phrase *p = NULL;
	size_t n = phrase_at(t, i, list, n_list, &p);

	if (n == 0 || (p->alone && !only_filler(t, i + n)))
		return false;
	out->rest = only_filler(t, i + n) ? "" : rest_of(t, i + n);
	return true;
}

/* "Please never mind" and "I said stop": wherever it stands, if short. */
static bool
cancels_anywhere(const struct entity_text *t, struct entity_reply *out)
{
	for (size_t i = 1; i < t->n && t->n <= 8; i++) {
		const struct phrase *p = NULL;
		size_t n = phrase_at(t, i, cancels, NELEM(cancels), &p);

		if (n > 0 && !p->alone) {
			out->rest = rest_of(t, i + n);
			return true;
		}
	}
	return false;
}

void
entity_reply(struct arena *a, const char *text, struct entity_reply *out)
{
	struct entity_text t;
	size_t i = 0;

	*out = (struct entity_reply){.rest = text};
	entity_split(a, text, &t);
	while (entity_in(&t, i, " oh well hi hey um uh ah sorry , . ! ... "
	    "actually hmm ") && i + 1 < t.n)
		i++;
	out->correction = corrects(&t);
	if (begins(&t, i, cancels, NELEM(cancels), out) ||
	    cancels_anywhere(&t, out))
		out->answer = ENTITY_CANCEL;
	else if (begins(&t, i, noes, NELEM(noes), out))
		out->answer = ENTITY_NO;
	else if (begins(&t, i, yeses, NELEM(yeses), out))
		out->answer = ENTITY_YES;
	else
		out->rest = text;
}
