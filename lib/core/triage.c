#include "base/base.h"

#include "core/triage.h"

#include "nlp/wish.h"

#define SMALL_TALK_WORDS 9 /* longer messages say more than thanks */

/* Word lists: blanks around each word, so that " hi " is found as a whole. */
static const struct {
	enum triage_kind kind;
	const char *key;     /* at least one of these must be said */
	const char *filler;  /* and nothing else than these */
} small_talk[] = {
	{TRIAGE_THANKS,
	    " thanks thank thx thankyou ty cheers appreciate appreciated "
	    "helpful gracias merci danke ",
	    " you u so much very a lot many for your the help that this it "
	    "was is all ok okay great good perfect awesome nice cool "
	    "wonderful helped helps again really i fine got alright very bye "
	    "have day "
	    "and quick answer reply information info support time bot sir "
	    "to know "},
	{TRIAGE_GOODBYE,
	    " bye goodbye cya farewell ciao adios byebye ",
	    " for now good day night see you later have a nice great "
	    "ok okay all that s is it thanks thank the and take care then "
	    "one weekend evening "},
	{TRIAGE_GOODBYE, " later soon tomorrow around ",
	    " see you talk to ya u cu ok then "},
	{TRIAGE_GOODBYE, " all it everything ",
	    " that s is was for now no ok i need needed nothing else thats "},
	{TRIAGE_GREETING,
	    " hi hello hey hiya howdy greetings yo hola bonjour hallo morning "
	    "afternoon evening gday ",
	    " there good day to you all bot team everyone everybody sir "
	    "madam folks how are doing today is going it anybody anyone here "
	    "again assistant what s up please "},
	{TRIAGE_THANKS,
	    " great perfect awesome excellent wonderful fantastic super cool "
	    "nice ",
	    " that s is was ok okay very so helps helped works worked all "
	    "good it this job work one a "},
	{TRIAGE_THANKS, " ok okay alright understood fine noted ",
	    " got it i see that s is good then all right "},
	{TRIAGE_YES,
	    " yes yeah yep yup sure please absolutely definitely yea ya "
	    "correct ",
	    " do that ok okay i would like want of course go ahead it "
	    "thanks thank you a person ask them now me connect so the is "
	    "right "},
	{TRIAGE_NO, " no nope nah ",
	    " thanks thank you not now that s is all ok okay it fine i m "
	    "good need don t do "},
};

static bool
in_list(const char *list, const char *word)
{
	size_t n = strlen(word);
	const char *p = list;

	while ((p = strstr(p, word)) != NULL) {
		if (p > list && p[-1] == ' ' && p[n] == ' ')
			return true;
		p++;
	}
	return false;
}

static bool
is_small_talk(const struct words *w, enum triage_kind *kind)
{
	if (w->n == 0 || w->n > SMALL_TALK_WORDS)
		return false;
	for (size_t r = 0; r < NELEM(small_talk); r++) {
		bool key = false, all = true;

		for (size_t i = 0; i < w->n && all; i++) {
			bool k = in_list(small_talk[r].key,
			    w->items[i].text);

			key = key || k;
			all = k || in_list(small_talk[r].filler,
					w->items[i].text);
		}
		if (key && all) {
			*kind = small_talk[r].kind;
			return true;
		}
	}
	return false;
}

static bool
phrase_at(const struct words *w, size_t i, const char *phrase)
{
	while (*phrase != '\0') {
		size_t n = strcspn(phrase, " ");

		if (i == w->n || strlen(w->items[i].text) != n ||
		    strncmp(w->items[i].text, phrase, n) != 0)
			return false;
		i++;
		phrase += n + (phrase[n] == ' ');
	}
	return true;
}

static bool
asks_identity(const struct words *w)
{
	static const char *const phrases[] = {"are you a bot",
	    "are you a robot", "are you human", "are you a human",
	    "are you real", "are you a real person", "are you an ai",
	    "are you ai", "are you a person", "are you a machine",
	    "am i talking to a bot", "am i talking to a human",
	    "am i talking to a real person", "am i talking to a robot",
	    "am i talking to a person", "who are you", "what are you",
	    "is this a bot", "is this a human", "is this a real person",
	    "are you chatgpt"};

	for (size_t i = 0; i < w->n && i < 4; i++) {
		for (size_t p = 0; p < NELEM(phrases); p++) {
			if (phrase_at(w, i, phrases[p]) && w->n <= 9)
				return true;
		}
	}
	return false;
}

/* The trigger's words in a row, by their stems. */
static bool
has_phrase(struct arena *a, struct stemmer *st, const struct words *w,
    const char *phrase)
{
	struct words p;

	words_split(st, a, phrase, false, &p);
	for (size_t i = 0; p.n > 0 && i + p.n <= w->n; i++) {
		size_t k = 0;

		while (k < p.n &&
		    strcmp(w->items[i + k].stem, p.items[k].stem) == 0)
			k++;
		if (k == p.n)
			return true;
	}
	return false;
}

void
triage_message(struct arena *a, struct stemmer *st,
    const struct words *words, const struct json *definition,
    struct triage *out)
{
	const struct json *keywords =
	    json_get(json_get(definition, "triggers"), "keywords");

	*out = (struct triage){TRIAGE_QUESTION, NULL};
	if (asks_identity(words)) {
		*out = (struct triage){TRIAGE_IDENTITY, "identity"};
		return;
	}
	if (wish_for_person(words, &out->rule)) {
		out->kind = TRIAGE_PERSON;
		return;
	}
	out->rule = NULL;
	if (is_small_talk(words, &out->kind)) {
		out->rule = "small talk";
		return;
	}
	for (size_t i = 0; i < json_count(keywords); i++) {
		const char *phrase = json_text(json_item(keywords, i));

		if (has_phrase(a, st, words, phrase)) {
			*out = (struct triage){TRIAGE_KEYWORD, phrase};
			return;
		}
	}
}

const char *
triage_name(enum triage_kind kind)
{
	static const char *const names[TRIAGE_KIND_COUNT_] = {"question",
	    "greeting", "thanks", "goodbye", "yes", "no", "identity",
	    "person", "keyword"};

	return names[kind];
}
