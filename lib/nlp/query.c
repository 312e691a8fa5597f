#include "base/base.h"

#include "nlp/query.h"

#include "base/buf.h"
#include "base/text.h"
#include "nlp/word_world.h"

#include <math.h>

#define WEAK_WEIGHT 0.3
#define ASKING_WEIGHT 0.12 /* "how much": the form says it already */
#define TOPIC_WEIGHT 0.6
#define HINT_WEIGHT 0.35
#define VERB_UNKNOWN 0.5 /* nobody here says it, but its object may do */
#define YOUR_PEOPLE 0.5
#define PHRASE_IDF 1.4
#define IDF_MIN 0.2 /* of words that stand nearly everywhere */

/* The first words of a question say what kind of answer is expected. */
static const struct {
	const char *start;
	enum query_form form;
} forms[] = {
	{"how much", QUERY_HOW_MUCH},
	{"how many", QUERY_HOW_MANY},
	{"how big", QUERY_HOW_MANY},
	{"how large", QUERY_HOW_MANY},
	{"how wide", QUERY_HOW_MANY},
	{"how heavy", QUERY_HOW_MANY},
	{"how far", QUERY_HOW_MANY},
	{"how old", QUERY_HOW_MANY},
	{"how long", QUERY_HOW_LONG},
	{"how fast", QUERY_HOW_LONG},
	{"how quick", QUERY_HOW_LONG},
	{"how soon", QUERY_HOW_LONG},
	{"how late", QUERY_WHEN},
	{"how often", QUERY_HOW_LONG},
	{"how can", QUERY_HOW_TO},
	{"how do", QUERY_HOW_TO},
	{"how to", QUERY_HOW_TO},
	{"how should", QUERY_HOW_TO},
	{"how would", QUERY_HOW_TO},
	{"what do i have to do", QUERY_HOW_TO},
	{"what do i need to do", QUERY_HOW_TO},
	{"where", QUERY_WHERE},
	{"when", QUERY_WHEN},
	{"what time", QUERY_WHEN},
	{"what hour", QUERY_WHEN},
	{"until when", QUERY_WHEN},
	{"who", QUERY_WHO},
	{"which", QUERY_WHICH},
	{"what", QUERY_WHICH},
	{"why", QUERY_WHY},
};

static const char *const yes_no_starts[] = {"am", "are", "can", "could",
    "did", "do", "does", "has", "have", "is", "may", "must", "should",
    "was", "were", "will", "would"};

static bool
starts_with_words(const struct words *w, size_t from, const char *phrase)
{
	while (*phrase != '\0') {
		size_t n = strcspn(phrase, " ");

		if (from == w->n ||
		    strncmp(w->items[from].text, phrase, n) != 0)
			return false;
		from++;
		phrase += n + (phrase[n] == ' ');
	}
	return true;
}

/* "What does a drain cleaning cost?", "what would you charge for it" */
static bool
asks_for_price(const struct words *w, size_t what)
{
	static const char *const helpers[] = {"do", "does", "did", "will",
	    "would"};
	static const char *const verbs[] = {"cost", "charge"};
	size_t i = what + 1;

	if (strcmp(w->items[what].text, "what") != 0 || i >= w->n ||
	    !text_is_one_of(w->items[i].text, helpers, NELEM(helpers)))
		return false;
	for (; i < w->n && !w->items[i - 1].ends_clause; i++) {
		if (text_is_one_of(w->items[i].text, verbs, NELEM(verbs)))
			return true;
	}
	return false;
}

/* The form of the last clause that has one: "Hi, I ordered it. How long?" */
static enum query_form
form_of(const struct words *w)
{
	enum query_form form = QUERY_OTHER;
	bool begins = true;

	for (size_t i = 0; i < w->n; i++) {
		enum query_form found = QUERY_OTHER;

		for (size_t f = 0; f < NELEM(forms); f++) {
			if (found == QUERY_OTHER &&
			    starts_with_words(w, i, forms[f].start))
				found = forms[f].form;
		}
		if (found == QUERY_WHICH && asks_for_price(w, i))
			found = QUERY_HOW_MUCH;
		/* Inside a clause only "how much" and "how long" are sure. */
		if (!begins && found != QUERY_HOW_MUCH &&
		    found != QUERY_HOW_LONG && found != QUERY_HOW_MANY)
			found = QUERY_OTHER;
		for (size_t y = 0; begins && found == QUERY_OTHER &&
		     y < NELEM(yes_no_starts); y++) {
			if (strcmp(w->items[i].text, yes_no_starts[y]) == 0)
				found = QUERY_YES_NO;
		}
		if (found != QUERY_OTHER && form == QUERY_OTHER)
			form = found;
		/* "Do you have a store near me": where, not whether. */
		if (form == QUERY_YES_NO && strncmp(w->items[i].text,
		    "near", strlen("near")) == 0)
			form = QUERY_WHERE;
		begins = w->items[i].ends_clause ||
		    (begins && word_role(w->items[i].text) == WORD_EMPTY &&
			found == QUERY_OTHER);
	}
	return form;
}

/* "I dumped", "to dump", "you deliver": the word before makes it a verb. */
static bool
is_verb_at(const struct words *w, size_t i)
{
	static const char *const before[] = {"i", "we", "you", "to", "they",
	    "not", "it", "he", "she", "just"};

	for (size_t k = 0; i > 0 && k < NELEM(before); k++) {
		if (strcmp(w->items[i - 1].text, before[k]) == 0)
			return true;
	}
	return false;
}

/* "Are your technicians insured": it is the firm that is asked about. */
static bool
is_your_people(const struct words *w, size_t i)
{
	static const char *const people[] = {"technician", "staff", "employe",
	    "peopl", "person", "team", "worker", "guy", "cleaner", "plumber",
	    "electrician", "driver", "crew"};

	if (i == 0 || strcmp(w->items[i - 1].text, "your") != 0)
		return false;
	for (size_t k = 0; k < NELEM(people); k++) {
		if (strcmp(w->items[i].stem, people[k]) == 0)
			return true;
	}
	return false;
}

/* What people ask of any machine: "translate hello into Spanish". */
static bool
asks_a_favour(const struct words *w)
{
	static const char *const favours[] = {"translate", "write", "sing",
	    "calculate", "solve", "draw", "compose"};

	return w->n > 1 && text_is_one_of(w->items[0].text, favours,
	    NELEM(favours));
}

/* "Do you sell …" */
static bool
asks_for_offer(const struct words *w)
{
	static const char *const verbs[] = {"have", "sell", "offer", "carry",
	    "rent", "make"};
	static const char *const leads[] = {"and", "but", "so", "also"};
	size_t at = w->n > 0 &&
	    text_is_one_of(w->items[0].text, leads, NELEM(leads));

	return w->n >= at + 3 && strcmp(w->items[at].text, "do") == 0 &&
	    strcmp(w->items[at + 1].text, "you") == 0 &&
	    text_is_one_of(w->items[at + 2].text, verbs, NELEM(verbs));
}

static bool
is_question_word(const char *word)
{
	static const char *const words[] = {"how", "many", "much", "long",
	    "what", "when", "where", "which", "who", "why", "often", "soon"};

	for (size_t i = 0; i < NELEM(words); i++) {
		if (strcmp(word, words[i]) == 0)
			return true;
	}
	return false;
}

/* "2 weeks ago", "since 8" tell the visitor's story, not what he asks. */
static bool
is_time_ago(const struct words *w, size_t i)
{
	static const char *const units[] = {"minut", "min", "hour", "day",
	    "week", "month", "year"};

	if (w->items[i].number && i > 0 &&
	    strcmp(w->items[i - 1].text, "since") == 0)
		return true;
	if (w->items[i].number)
		i++;
	if (i + 1 >= w->n || strcmp(w->items[i + 1].text, "ago") != 0)
		return false;
	for (size_t k = 0; k < NELEM(units); k++) {
		if (strcmp(w->items[i].stem, units[k]) == 0)
			return true;
	}
	return false;
}

/* "… once it's here": no number of times. */
static bool
is_as_soon_as(const struct words *w, size_t i)
{
	static const char *const subjects[] = {"i", "it", "its", "it's",
	    "he", "she", "they", "we", "you", "that", "this", "the", "my"};

	if (strcmp(w->items[i].text, "once") != 0 || i + 1 == w->n)
		return false;
	for (size_t k = 0; k < NELEM(subjects); k++) {
		if (strcmp(w->items[i + 1].text, subjects[k]) == 0)
			return true;
	}
	return false;
}

/* "How much" without a noun means the price; it may not be said. */
static void
add_hint(struct query *q, const char *word)
{
	struct query_term *t;

	for (size_t i = 0; i < q->n; i++) {
		if (strcmp(q->terms[i].word, word) == 0)
			return;
	}
	if (q->n == QUERY_TERMS_MAX)
		return;
	t = &q->terms[q->n++];
	*t = (struct query_term){.word = word, .weight = HINT_WEIGHT,
	    .stem = stem_word(q->st, word), .hint = true};
}

void
query_parse(struct arena *a, const char *language, const char *text,
    struct query *out)
{
	const char *price = word_world_price(language);
	struct words words;

	*out = (struct query){.text = text, .rewritten = text,
	    .st = stemmer_open(a, language)};
	words_split(out->st, a, text, false, &words);
	if (stemmer_is_english(out->st)) {
		out->hurried = query_plain_words(a, out->st, &words);
		out->form = form_of(&words);
		price = "price";
	} else
		out->form = word_world_form(language, &words);
	out->favour = asks_a_favour(&words);
	out->offer = out->favour || asks_for_offer(&words);
	for (size_t i = 0; i < words.n && out->n < QUERY_TERMS_MAX - 1; i++) {
		const struct word *w = &words.items[i];
		enum word_role role = word_role_of(w);
		struct query_term *t = &out->terms[out->n++];

		if (is_time_ago(&words, i) || is_as_soon_as(&words, i) ||
		    (out->offer && strcmp(w->text, "offer") == 0))
			role = WORD_EMPTY;
		*t = (struct query_term){
			.word = w->text,
			.stem = w->stem,
			.number = w->number,
			.money = w->money,
			.verb = is_verb_at(&words, i),
			.weight = is_question_word(w->text) ? ASKING_WEIGHT :
			    role == WORD_CONTENT ?
			    is_your_people(&words, i) ? YOUR_PEOPLE : 1 :
			    role == WORD_WEAK ? WEAK_WEIGHT : 0,
		};
		if (strcmp(w->text, "not") == 0 ||
		    strcmp(w->text, "without") == 0)
			out->negated = true;
	}
	if (out->form == QUERY_HOW_MUCH && price != NULL)
		add_hint(out, price);
}

/* "Is my dog a problem?" asks whether the dog may be there. */
void
query_drop_trouble(struct query *q)
{
	static const char *const troubles[] = {"problem", "issue", "trouble"};
	struct query_term *last = &q->terms[q->n - (q->n > 0)];

	if (q->form != QUERY_YES_NO || q->n < 3 ||
	    strcmp(q->terms[1].word, "there") == 0)
		return;
	for (size_t i = 0; i < NELEM(troubles); i++) {
		if (strcmp(last->word, troubles[i]) == 0)
			last->weight = 0;
	}
}

void
query_add_topic(struct arena *a, struct query *q, const char *topic)
{
	bool numbers = false;
	struct words words;
	struct buf b;

	for (size_t i = 0; i < q->n; i++)
		numbers = numbers || q->terms[i].number;
	buf_init(&b, a, 8192);
	buf_puts(&b, q->rewritten);
	words_split(q->st, a, topic, false, &words);
	for (size_t i = 0; i < words.n && q->n < QUERY_TERMS_MAX; i++) {
		const struct word *w = &words.items[i];
		bool said = false;

		for (size_t k = 0; k < q->n; k++)
			said = said || strcmp(q->terms[k].stem, w->stem) == 0;
		/* "and for 4?" after "for 3 bedrooms". */
		if (said || (w->number && numbers) ||
		    word_role_of(w) != WORD_CONTENT)
			continue;
		q->terms[q->n++] = (struct query_term){
			.word = w->text,
			.stem = w->stem,
			.number = w->number,
			.money = w->money,
			.weight = TOPIC_WEIGHT,
			.topic = true,
		};
		buf_printf(&b, "%s%s", b.len > 0 ? " " : "", w->text);
	}
	q->rewritten = b.data != NULL ? b.data : q->text;
	/* "And today?" goes on asking for the price. */
	if (q->form == QUERY_OTHER && text_ends(topic, " price"))
		q->form = QUERY_HOW_MUCH;
}

static void
add_stem(const char **stems, size_t *n, const char *stem)
{
	for (size_t i = 0; i < *n; i++) {
		if (strcmp(stems[i], stem) == 0)
			return;
	}
	if (*n < QUERY_STEMS_MAX)
		stems[(*n)++] = stem;
}

size_t
query_stems(const struct query *q, const char *stems[QUERY_STEMS_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < q->n; i++) {
		add_stem(stems, &n, q->terms[i].stem);
		for (size_t k = 0; k < q->terms[i].n_alts; k++)
			add_stem(stems, &n, q->terms[i].alts[k].stem);
	}
	return n;
}

static int64_t
frequency(const char *const *stems, size_t n, const int64_t *df,
    const char *stem)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(stems[i], stem) == 0)
			return df[i];
	}
	return 0;
}

void
query_weigh(struct query *q, const int64_t *df, size_t n, int64_t total)
{
	const char *stems[QUERY_STEMS_MAX];
	size_t n_stems = query_stems(q, stems);

	if (n_stems > n)
		n_stems = n;
	q->total = 0;
	q->n_content = 0;
	for (size_t i = 0; i < q->n; i++) {
		struct query_term *t = &q->terms[i];
		double N = (double)total, f;

		t->df = frequency(stems, n_stems, df, t->stem);
		for (size_t k = 0; k < t->n_alts; k++) {
			struct query_alt *alt = &t->alts[k];

			alt->df = frequency(stems, n_stems, df, alt->stem);
		}
		/* Only its synonyms are known: they say how rare it is. */
		f = (double)t->df;
		for (size_t k = 0; t->df == 0 && k < t->n_alts; k++) {
			if ((double)t->alts[k].df > f)
				f = (double)t->alts[k].df;
		}
		t->known = f > 0;
		if (!t->known && t->verb)
			t->weight *= VERB_UNKNOWN;
		t->idf = log(1 + (N - f + 0.5) / (f + 0.5));
		/* "credit card" is rarer than "card". */
		if (strchr(t->word, ' ') != NULL)
			t->idf *= PHRASE_IDF;
		if (t->idf < IDF_MIN)
			t->idf = IDF_MIN;
		if (t->hint)
			continue;
		q->total += t->weight * t->idf;
		q->n_content += t->weight >= 1;
	}
}
