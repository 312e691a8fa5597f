#include "base/base.h"

#include "nlp/wish_lists.h"

#define NOUN_REACH 6 /* words between the verb and whom it is about */
#define WISH_REACH 3 /* words after "I want" */
#define BARE_MAX 4   /* words: "Mitarbeiter bitte" */

/*
 * For each language: verbs of talking or connecting, "I want", whom somebody
 * may want (both in one message, near each other), and what may stand beside
 * a noun that is said alone.  Accents are written and left out, as people
 * type.
 */
static const struct {
	const char *rule, *verbs, *wishes, *nouns, *beside;
} languages[] = {
	{"person (es)",
	    " hablar hablo comunicarme comunicar comunicame contactar "
	    "contactarme conectar conectarme pasar pasame p\xc3\xa1same "
	    "pasarme chatear transferir transfierame transferirme ponme ",
	    " quiero necesito quisiera deme ",
	    " persona humano humana agente operador operadora representante "
	    "alguien supervisor gerente encargado asesor asesora "
	    "empleado ejecutivo ",
	    " por favor una un con real quiero necesito de verdad ahora "
	    "hablar "},
	{"person (fr)",
	    " parler parle contacter joindre transferer "
	    "transf\xc3\xa9rer transf\xc3\xa9rez transferez passez "
	    "mettez discuter echanger \xc3\xa9" "changer ",
	    " veux voudrais aimerais besoin ",
	    " quelqu personne humain humaine conseiller "
	    "conseill\xc3\xa8re agent responsable operateur "
	    "op\xc3\xa9rateur interlocuteur superieur "
	    "sup\xc3\xa9rieur ",
	    " un une s il vous plait pla\xc3\xaet svp je veux vrai vraie "
	    "humain le "},
	{"person (de)",
	    " sprechen reden spreche verbinden verbinde verbindet chatten "
	    "kontaktieren weiterleiten telefonieren durchstellen ",
	    " will m\xc3\xb6" "chte moechte brauche ",
	    " mensch menschen mitarbeiter mitarbeiterin mitarbeitern "
	    "jemandem jemanden berater beraterin sachbearbeiter "
	    "vorgesetzten vorgesetzter chef kundenberater "
	    "ansprechpartner ",
	    " bitte ein einen einem einer echter echten echte mit ich will "
	    "m\xc3\xb6" "chte den der "},
	{"person (it)",
	    " parlare parlo contattare mettermi passatemi passami "
	    "trasferire chattare ",
	    " voglio vorrei ",
	    " persona umano umana operatore operatrice qualcuno responsabile "
	    "consulente ",
	    " un una per favore con reale vera voglio vorrei "},
	{"person (pt)",
	    " falar falo conversar contatar contactar transferir transfere "
	    "passar ",
	    " quero preciso queria ",
	    " pessoa humano humana atendente agente operador alguem "
	    "algu\xc3\xa9m gerente supervisor ",
	    " um uma por favor com real quero preciso de verdade "},
	{"person (nl)",
	    " spreken praten doorverbinden verbinden chatten ",
	    " wil ",
	    " mens medewerker iemand persoon leidinggevende ",
	    " een aub alstublieft graag met echte echt ik wil "},
	{"person (ar)",
	    " \xd8\xa7\xd9\x84\xd8\xaa\xd8\xad\xd8\xaf\xd8\xab "
	    "\xd8\xa3\xd8\xaa\xd8\xad\xd8\xaf\xd8\xab "
	    "\xd8\xa7\xd8\xaa\xd8\xad\xd8\xaf\xd8\xab "
	    "\xd8\xa3\xd8\xaa\xd9\x83\xd9\x84\xd9\x85 "
	    "\xd8\xa7\xd8\xaa\xd9\x83\xd9\x84\xd9\x85 "
	    "\xd8\xad\xd9\x88\xd9\x84\xd9\x86\xd9\x8a "
	    "\xd8\xaa\xd8\xad\xd9\x88\xd9\x8a\xd9\x84\xd9\x8a ",
	    " \xd8\xa3\xd8\xb1\xd9\x8a\xd8\xaf "
	    "\xd8\xa7\xd8\xb1\xd9\x8a\xd8\xaf ",
	    " \xd8\xb4\xd8\xae\xd8\xb5 \xd9\x85\xd9\x88\xd8\xb8\xd9\x81 "
	    "\xd8\xa5\xd9\x86\xd8\xb3\xd8\xa7\xd9\x86 "
	    "\xd8\xa7\xd9\x86\xd8\xb3\xd8\xa7\xd9\x86 "
	    "\xd9\x85\xd9\x85\xd8\xab\xd9\x84 "
	    "\xd9\x88\xd9\x83\xd9\x8a\xd9\x84 \xd8\xa3\xd8\xad\xd8\xaf "
	    "\xd8\xa7\xd8\xad\xd8\xaf "
	    "\xd8\xa7\xd9\x84\xd9\x85\xd8\xaf\xd9\x8a\xd8\xb1 "
	    "\xd9\x85\xd8\xaf\xd9\x8a\xd8\xb1 \xd8\xa8\xd8\xb4\xd8\xae\xd8\xb5 "
	    "\xd9\x84\xd9\x85\xd9\x88\xd8\xb8\xd9\x81 ",
	    " \xd8\xad\xd9\x82\xd9\x8a\xd9\x82\xd9\x8a "
	    "\xd9\x85\xd9\x86 \xd9\x81\xd8\xb6\xd9\x84\xd9\x83 "
	    "\xd8\xae\xd8\xaf\xd9\x85\xd8\xa9 "
	    "\xd8\xa7\xd9\x84\xd8\xb9\xd9\x85\xd9\x84\xd8\xa7\xd8\xa1 "},
};

/* Vietnamese writes its words in pieces: whole phrases. */
static const char *const vietnamese[] = {
    "g\xe1\xba\xb7p nh\xc3\xa2n vi\xc3\xaan",
    "g\xe1\xba\xb7p ng\xc6\xb0\xe1\xbb\x9di",
    "v\xe1\xbb\x9bi nh\xc3\xa2n vi\xc3\xaan",
    "v\xe1\xbb\x9bi ng\xc6\xb0\xe1\xbb\x9di th\xe1\xba\xadt",
    "v\xe1\xbb\x9bi con ng\xc6\xb0\xe1\xbb\x9di",
    "ng\xc6\xb0\xe1\xbb\x9di th\xe1\xba\xadt",
    "n\xc3\xb3i chuy\xe1\xbb\x87n v\xe1\xbb\x9bi ng\xc6\xb0\xe1\xbb\x9di",
    "nh\xc3\xa2n vi\xc3\xaan h\xe1\xbb\x97 tr\xe1\xbb\xa3",
    "nh\xc3\xa2n vi\xc3\xaan t\xc6\xb0 v\xe1\xba\xa5n",
    "t\xc6\xb0 v\xe1\xba\xa5n vi\xc3\xaan",
    "t\xe1\xbb\x95ng \xc4\x91\xc3\xa0i vi\xc3\xaan",
    "g\xe1\xba\xb7p qu\xe1\xba\xa3n l\xc3\xbd", "gap nhan vien",
    "gap nguoi that", "noi chuyen voi nguoi", "noi chuyen voi nhan vien",
    "tu van vien", "tong dai vien"};

static bool
names_person(const struct words *w, const char *verbs, const char *wishes,
    const char *nouns)
{
	for (size_t i = 0; i < w->n; i++) {
		size_t from = i > NOUN_REACH ? i - NOUN_REACH : 0;

		if (!words_in_list(nouns, w->items[i].text))
			continue;
		for (size_t k = from; k < w->n && k <= i + NOUN_REACH; k++) {
			if (words_in_list(verbs, w->items[k].text) ||
			    (k < i && k + WISH_REACH >= i &&
				words_in_list(wishes, w->items[k].text)))
				return true;
		}
	}
	return false;
}

static bool
is_bare(const struct words *w, const char *nouns, const char *beside)
{
	size_t found = 0;

	for (size_t i = 0; i < w->n && w->n <= BARE_MAX; i++) {
		bool noun = words_in_list(nouns, w->items[i].text);

		found += noun;
		if (!noun && !words_in_list(beside, w->items[i].text))
			return false;
	}
	return found > 0;
}

bool
wish_in_world(const struct words *w, const char **rule)
{
	for (size_t l = 0; l < NELEM(languages); l++) {
		*rule = languages[l].rule;
		if (names_person(w, languages[l].verbs, languages[l].wishes,
			languages[l].nouns) ||
		    is_bare(w, languages[l].nouns, languages[l].beside))
			return true;
	}
	*rule = "person (vi)";
	for (size_t i = 0; i < w->n; i++) {
		for (size_t p = 0; p < NELEM(vietnamese); p++) {
			if (words_phrase_at(w, i, vietnamese[p]))
				return true;
		}
	}
	return false;
}
