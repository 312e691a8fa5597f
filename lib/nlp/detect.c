#include "base/base.h"

#include "nlp/detect.h"

#include "nlp/language_table.h"

#include <math.h>

#define PRIOR_ODDS 3.0	   /* how much likelier the prior language is */
#define SYLLABLE 3	   /* letters that a sign of Han or Kana stands for */
#define KANA_SHARE 0.05	   /* of a Japanese text at least */
#define SCRIPT_SURE 0.99   /* confidence where the script tells */
#define HAN_SURE 0.9	   /* Japanese may be written in Han alone */
#define HAN_SHORT 4	   /* signs */
#define VOTE_WORDS 12	   /* more words count no more */
#define VOTE_DECAY 0.7	   /* of older votes at each new one */

static const struct {
	const char *code;
	enum language_script script;
} known[] = {
	{"en", SCRIPT_LATIN}, {"vi", SCRIPT_LATIN}, {"es", SCRIPT_LATIN},
	{"fr", SCRIPT_LATIN}, {"de", SCRIPT_LATIN}, {"pt", SCRIPT_LATIN},
	{"it", SCRIPT_LATIN}, {"nl", SCRIPT_LATIN}, {"pl", SCRIPT_LATIN},
	{"sv", SCRIPT_LATIN}, {"da", SCRIPT_LATIN}, {"nb", SCRIPT_LATIN},
	{"cs", SCRIPT_LATIN}, {"sk", SCRIPT_LATIN}, {"hu", SCRIPT_LATIN},
	{"ro", SCRIPT_LATIN}, {"tr", SCRIPT_LATIN}, {"id", SCRIPT_LATIN},
	{"fi", SCRIPT_LATIN}, {"ru", SCRIPT_CYRILLIC},
	{"uk", SCRIPT_CYRILLIC}, {"bg", SCRIPT_CYRILLIC},
	{"ar", SCRIPT_ARABIC}, {"fa", SCRIPT_ARABIC}, {"el", SCRIPT_GREEK},
	{"he", SCRIPT_HEBREW}, {"hi", SCRIPT_DEVANAGARI},
	{"th", SCRIPT_THAI}, {"ko", SCRIPT_HANGUL}, {"ja", SCRIPT_KANA},
	{"zh", SCRIPT_HAN},
};

const char *const *
language_codes(void)
{
	static const char *const codes[] = {"en", "vi", "es", "fr", "de",
	    "pt", "it", "nl", "pl", "sv", "da", "nb", "cs", "sk", "hu", "ro",
	    "tr", "id", "fi", "ru", "uk", "bg", "ar", "fa", "el", "he", "hi",
	    "th", "ko", "ja", "zh", NULL};

	static_assert(NELEM(codes) == NELEM(known) + 1, "one row a code");
	return codes;
}

static enum language_script
script_of(const char *code)
{
	for (size_t i = 0; i < NELEM(known); i++) {
		if (strcmp(known[i].code, code) == 0)
			return known[i].script;
	}
	return SCRIPT_OTHER;
}

bool
language_is_known(const char *code)
{
	return script_of(code) != SCRIPT_OTHER;
}

bool
language_same_script(const char *code, const char *other)
{
	return script_of(code) == script_of(other);
}

static bool
is_candidate(const struct language_ask *ask, const char *code)
{
	if (ask->candidates == NULL)
		return true;
	for (size_t i = 0; i < ask->n_candidates; i++) {
		if (strcmp(ask->candidates[i], code) == 0)
			return true;
	}
	return false;
}

static bool
has_candidate(const struct language_ask *ask, enum language_script script)
{
	for (size_t i = 0; i < NELEM(known); i++) {
		if (known[i].script == script &&
		    is_candidate(ask, known[i].code))
			return true;
	}
	return false;
}

static bool
is_of_syllables(enum language_script s)
{
	return s == SCRIPT_HAN || s == SCRIPT_KANA || s == SCRIPT_HANGUL;
}

/* The script with most letters that a candidate is written in. */
static enum language_script
choose_script(const struct language_ask *ask, const struct language_text *t)
{
	enum language_script best = SCRIPT_OTHER;
	size_t letters[SCRIPT_COUNT_], most = 0;

	memcpy(letters, t->letters, sizeof(letters));
	/* Japanese is written in both; a few Kana tell it. */
	if ((double)letters[SCRIPT_KANA] >
	    KANA_SHARE * (double)letters[SCRIPT_HAN]) {
		letters[SCRIPT_KANA] += letters[SCRIPT_HAN];
		letters[SCRIPT_HAN] = 0;
	}
	if (!is_candidate(ask, "zh") && letters[SCRIPT_HAN] > 0) {
		letters[SCRIPT_KANA] += letters[SCRIPT_HAN];
		letters[SCRIPT_HAN] = 0;
	}
	for (enum language_script s = SCRIPT_LATIN; s < SCRIPT_OTHER; s++) {
		size_t n = letters[s] * (is_of_syllables(s) ? SYLLABLE : 1);

		if (n > most && has_candidate(ask, s)) {
			most = n;
			best = s;
		}
	}
	return best;
}

static size_t
count_words(const struct language_text *t, enum language_script script)
{
	size_t n = 0;

	if (is_of_syllables(script) || script == SCRIPT_THAI)
		return (t->letters[SCRIPT_HAN] + t->letters[SCRIPT_KANA] +
		    t->letters[SCRIPT_HANGUL] + t->letters[SCRIPT_THAI]) / 2;
	for (size_t i = 0; i < t->n; i++)
		n += t->words[i].script == script;
	return n;
}

static void
by_script(const struct language_text *t, enum language_script script,
    struct language_guess *out)
{
	for (size_t i = 0; i < NELEM(known); i++) {
		if (known[i].script == script)
			out->code = known[i].code;
	}
	out->confidence = script == SCRIPT_HAN &&
	    t->letters[SCRIPT_HAN] <= HAN_SHORT ? HAN_SURE : SCRIPT_SURE;
	out->by_script = true;
}

/*
 * Scores become probabilities by the softmax that the table was learned with:
 * sums over the root of how many n-grams there are, as they are not
 * independent of each other.
 */
static void
by_grams(const struct language_ask *ask, const struct language_text *t,
    enum language_script script, struct language_guess *out)
{
	uint64_t grams[LANGUAGE_WORD_GRAMS];
	int sums[LANGUAGE_TABLE_MAX + 1] = {0};
	double z[LANGUAGE_TABLE_MAX], max = -INFINITY, total = 0;
	struct language_table table;
	size_t found = 0;

	(void)language_table_open(script, &table);
	for (size_t i = 0; i < t->n; i++) {
		size_t n;

		if (t->words[i].script != script)
			continue;
		n = language_grams(&t->words[i], grams);
		for (size_t k = 0; k < n; k++)
			found += language_table_add(&table, grams[k], sums);
	}
	for (size_t l = 0; l < table.n_languages; l++) {
		const char *code = language_table_code(&table, l);

		z[l] = -INFINITY;
		if (!is_candidate(ask, code))
			continue;
		z[l] = sums[l] * table.unit /
		    sqrt((double)(found > 0 ? found : 1));
		if (ask->prior != NULL && strcmp(ask->prior, code) == 0)
			z[l] += log(PRIOR_ODDS);
		max = z[l] > max ? z[l] : max;
	}
	for (size_t l = 0; l < table.n_languages; l++)
		total += exp(z[l] - max);
	for (size_t l = 0; l < table.n_languages; l++) {
		double p = exp(z[l] - max) / total;

		if (p > out->confidence) {
			out->second = out->code;
			out->second_confidence = out->confidence;
			out->code = language_table_code(&table, l);
			out->confidence = p;
		} else if (p > out->second_confidence) {
			out->second = language_table_code(&table, l);
			out->second_confidence = p;
		}
	}
}

void
language_detect(struct arena *a, const struct language_ask *ask,
    struct language_guess *out)
{
	struct language_text text;
	struct language_table table;
	enum language_script script;

	*out = (struct language_guess){0};
	language_text_read(a, ask->text, &text);
	script = choose_script(ask, &text);
	if (script == SCRIPT_OTHER)
		return;
	out->words = count_words(&text, script);
	if (language_table_open(script, &table))
		by_grams(ask, &text, script, out);
	else
		by_script(&text, script, out);
}

void
language_vote(struct language_votes *v, const struct language_guess *g)
{
	size_t words = g->words < VOTE_WORDS ? g->words : VOTE_WORDS, i = 0;

	if (g->code == NULL ||
	    (g->words < LANGUAGE_WORDS_SURE && !g->by_script))
		return;
	for (size_t k = 0; k < v->n; k++)
		v->items[k].weight *= VOTE_DECAY;
	while (i < v->n && strcmp(v->items[i].code, g->code) != 0)
		i++;
	if (i == LANGUAGE_VOTES_MAX)
		return;
	if (i == v->n) {
		v->n++;
		v->items[i].code = g->code;
		v->items[i].weight = 0;
	}
	v->items[i].weight += g->confidence * (double)words / VOTE_WORDS;
}

const char *
language_votes_winner(const struct language_votes *v, double *share)
{
	size_t best = 0;
	double sum = 0;

	*share = 0;
	if (v->n == 0)
		return NULL;
	for (size_t i = 0; i < v->n; i++) {
		sum += v->items[i].weight;
		if (v->items[i].weight > v->items[best].weight)
			best = i;
	}
	*share = sum > 0 ? v->items[best].weight / sum : 0;
	return v->items[best].code;
}
