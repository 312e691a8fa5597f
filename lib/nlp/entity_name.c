#include "base/base.h"

#include "nlp/entity_internal.h"

#include <math.h>

#include "nlp/query.h"

#define NAME_WORDS_MAX 24
#define SCORE_LEAST 0.3 /* less is no mention */
#define SCORE_SURE 0.62
#define LEAD_SURE 0.12 /* over the second best */
#define SCORE_ALONE 0.42 /* enough with a lead of LEAD_ALONE */
#define LEAD_ALONE 0.25
#define ALSO_WEIGHT 0.7

struct word_of_name {
	const char *text;
	bool number;
	bool also;
	double weight;
};

struct name {
	struct word_of_name words[NAME_WORDS_MAX];
	size_t n;
};

static void
add_words(struct arena *a, const char *text, bool also, struct name *out)
{
	struct entity_text t;

	entity_split(a, text, &t);
	for (size_t i = 0; i < t.n && out->n < NAME_WORDS_MAX; i++) {
		if (!t.items[i].word && !t.items[i].number)
			continue;
		if (entity_in(&t, i, " the a an of for with and or in to "))
			continue;
		out->words[out->n++] = (struct word_of_name){
			.text = t.items[i].text,
			.number = t.items[i].number, .also = also};
	}
}

/* "tap" and "taps", "repair" and "repairing" are one word. */
static bool
same_stem(const char *x, const char *y)
{
	size_t n = strlen(x), m = strlen(y), k = 0;
	static const char *const ends[] = {"", "s", "es", "ing", "ed", "er"};

	while (k < n && k < m && x[k] == y[k])
		k++;
	if (k < 3)
		return false;
	for (size_t i = 0; i < NELEM(ends); i++) {
		for (size_t j = 0; j < NELEM(ends); j++) {
			if (strcmp(x + k, ends[i]) == 0 &&
			    strcmp(y + k, ends[j]) == 0)
				return true;
		}
	}
	return false;
}

/* 0..1: how well the typed word is the word of a name. */
static double
likeness(const char *typed, const struct word_of_name *w)
{
	size_t n = strlen(w->text);
	unsigned most = n >= 8 ? 2 : n >= 4 ? 1 : 0, off;

	if (strcmp(typed, w->text) == 0)
		return 1;
	if (w->number || most == 0)
		return 0;
	if (same_stem(typed, w->text))
		return 0.95;
	if (strlen(typed) < 3 || common_word(typed))
		return 0;
	off = query_distance(typed, w->text, most);
	return off > most ? 0 : off == 1 ? 0.85 : 0.75;
}

/* The best likeness in the text, also of two words written apart. */
static double
said(const struct entity_text *t, const struct word_of_name *w)
{
	double best = 0;

	for (size_t i = 0; i < t->n; i++) {
		double l = t->items[i].word || t->items[i].number ?
		    likeness(t->items[i].text, w) : 0;

		if (l > best)
			best = l;
		if (w->number || i + 1 >= t->n || !t->items[i].word ||
		    !t->items[i + 1].word || strlen(w->text) < 6)
			continue;
		if (strcmp(arena_printf(t->arena, "%s%s", t->items[i].text,
			t->items[i + 1].text), w->text) == 0)
			return 1;
	}
	return best;
}

/* Rare words of the list tell names apart. */
static void
weigh(struct name *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < names[i].n; k++) {
			struct word_of_name *w = &names[i].words[k];
			size_t df = 0;

			for (size_t j = 0; j < n; j++) {
				for (size_t m = 0; m < names[j].n; m++) {
					if (strcmp(names[j].words[m].text,
						w->text) == 0) {
						df++;
						break;
					}
				}
			}
			w->weight = log(1.5 + (double)n / (double)df);
			if (w->also)
				w->weight *= ALSO_WEIGHT;
		}
	}
}

/* The share of the name that is said.  Further words count only when they
 * are said: they are other ways to say the same. */
static double
score_of(const struct entity_text *t, const struct name *name)
{
	double all = 0, found = 0, also = 0;

	for (size_t k = 0; k < name->n; k++) {
		const struct word_of_name *w = &name->words[k];
		double l = said(t, w);

		if (w->also)
			also += l * w->weight;
		else {
			all += w->weight;
			found += l * w->weight;
		}
	}
	if (all <= 0)
		return 0;
	found = (found + also) / all;
	return found > 1 ? 1 : found;
}

static void
keep_best(struct entity_candidates *out, size_t index, double score)
{
	size_t at = out->n;

	while (at > 0 && out->items[at - 1].score < score)
		at--;
	if (at == ENTITY_NAMES_MAX)
		return;
	if (out->n < ENTITY_NAMES_MAX)
		out->n++;
	memmove(&out->items[at + 1], &out->items[at],
	    (out->n - at - 1) * sizeof(out->items[0]));
	out->items[at] = (struct entity_candidate){index, score};
}

static bool
is_sure(const struct entity_candidates *c)
{
	double best = c->items[0].score,
	       lead = best - (c->n > 1 ? c->items[1].score : 0);

	return (best >= SCORE_SURE && lead >= LEAD_SURE) ||
	    (best >= SCORE_ALONE && lead >= LEAD_ALONE);
}

void
entity_names(struct arena *a, const char *text,
    const struct entity_name *names, size_t n,
    struct entity_candidates *out)
{
	struct name *list = arena_array(a, n, sizeof(*list));
	struct entity_text t;

	*out = (struct entity_candidates){0};
	entity_split(a, text, &t);
	for (size_t i = 0; i < n; i++) {
		add_words(a, names[i].name, false, &list[i]);
		if (names[i].also != NULL)
			add_words(a, names[i].also, true, &list[i]);
	}
	weigh(list, n);
	for (size_t i = 0; i < n; i++) {
		double score = score_of(&t, &list[i]);

		if (score >= SCORE_LEAST)
			keep_best(out, i, score);
	}
	out->sure = out->n > 0 && is_sure(out);
}
