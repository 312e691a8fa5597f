#include "base/base.h"

#include "nlp/entity_internal.h"

#include <stdlib.h>

#define WORDS_OF_NUMBER 6 /* "I'll take number two please" */

static bool
says(const struct entity_text *t, const char *list)
{
	for (size_t i = 0; i < t->n; i++) {
		if (entity_in(t, i, list))
			return true;
	}
	return false;
}

static bool
says_both(const struct entity_text *t, const char *first, const char *second)
{
	for (size_t i = 0; i + 1 < t->n; i++) {
		if (entity_in(t, i, first) && entity_in(t, i + 1, second))
			return true;
	}
	return false;
}

static bool
is_none(const struct entity_text *t)
{
	return says(t, " none neither ") ||
	    says_both(t, " something anything ", " else ") ||
	    says_both(t, " not ", " listed there any these ") ||
	    says_both(t, " other another different ", " one ones product "
		"time order day ");
}

static bool
is_any(const struct entity_text *t)
{
	return says(t, " whatever whichever either anything any ") ||
	    says_both(t, " you ", " choose decide pick ") ||
	    says_both(t, " dont doesnt ", " care mind matter ") ||
	    says_both(t, " no ", " preference ");
}

/* The amount in a label; -1: none. */
static int64_t
price_of(struct arena *a, const char *label)
{
	struct entity_list list;
	const struct entity *money;

	entity_find(a, label, (struct entity_now){0}, &list);
	money = entity_best(&list, ENTITY_MONEY, ENTITY_SURE);
	return money == NULL ? -1 : strtoll(money->value, NULL, 10);
}

/* "The cheaper one" needs an amount in each label. */
static int
by_price(struct arena *a, const struct entity_text *t,
    const char *const *labels, size_t n)
{
	bool low = says(t, " cheap cheaper cheapest lowest lower least "),
	     high = says(t, " expensive dearer pricier priciest dearest ") ||
	    says_both(t, " most more ", " expensive ");
	int best = ENTITY_PICK_UNKNOWN;
	int64_t best_price = 0;

	if (says(t, " least less ") && high) {
		low = true;
		high = false;
	}
	for (size_t i = 0; (low || high) && i < n; i++) {
		int64_t p = price_of(a, labels[i]);

		if (p < 0)
			return ENTITY_PICK_UNKNOWN;
		if (best < 0 || (low ? p < best_price : p > best_price)) {
			best = (int)i;
			best_price = p;
		}
	}
	return best;
}

static int
by_place(const struct entity_text *t, size_t n)
{
	int64_t v;

	if (says(t, " last latter latest ") &&
	    !says_both(t, " last ", " name week month ") && n > 0)
		return (int)n - 1;
	if (says(t, " former earliest soonest "))
		return 0;
	for (size_t i = 0; i < t->n; i++) {
		size_t k = entity_ordinal(t, i, &v);

		if (k > 0 && v >= 1 && (size_t)v <= n)
			return (int)v - 1;
		if (k > 0)
			return ENTITY_PICK_UNKNOWN;
	}
	if (t->n > WORDS_OF_NUMBER)
		return ENTITY_PICK_UNKNOWN;
	for (size_t i = 0; i < t->n; i++) {
		bool alone = t->n == 1 || (i > 0 && entity_in(t, i - 1,
			" number no option # choice take pick want nr the ")) ||
		    (i == 0 && entity_in(t, 1, " please . ) , "));

		if (alone && entity_cardinal(t, i, &v) == 1 && v >= 1 &&
		    (size_t)v <= n &&
		    !(entity_is(t, i, "one") && i > 0 &&
			entity_is(t, i - 1, "the")))
			return (int)v - 1;
	}
	return ENTITY_PICK_UNKNOWN;
}

/* The whole label, typed or clicked. */
static int
by_label(struct arena *a, const struct entity_text *t,
    const char *const *labels, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct entity_text l;
		size_t k = 0, m = 0;

		entity_split(a, labels[i], &l);
		for (; k < l.n && m < t->n; k++, m++) {
			if (strcmp(l.items[k].text, t->items[m].text) != 0)
				break;
		}
		while (m < t->n && entity_in(t, m, " . ! please "))
			m++;
		if (k == l.n && m == t->n && l.n > 0)
			return (int)i;
	}
	return ENTITY_PICK_UNKNOWN;
}

static bool
has_word(const struct entity_text *label, const char *word)
{
	for (size_t i = 0; i < label->n; i++) {
		if (strcmp(label->items[i].text, word) == 0)
			return true;
	}
	return false;
}

/* A word that one label alone has: "the 700". */
static int
by_own_word(struct arena *a, const struct entity_text *t,
    const char *const *labels, size_t n)
{
	struct entity_text *split = arena_array(a, n, sizeof(*split));
	int found = ENTITY_PICK_UNKNOWN;

	for (size_t i = 0; i < n; i++)
		entity_split(a, labels[i], &split[i]);
	for (size_t k = 0; k < t->n; k++) {
		size_t with = 0, which = 0;

		if ((!t->items[k].word && !t->items[k].number) ||
		    strlen(t->items[k].text) < 2 ||
		    entity_in(t, k, " the one of to at in on is it my for "))
			continue;
		for (size_t i = 0; i < n; i++) {
			if (has_word(&split[i], t->items[k].text)) {
				with++;
				which = i;
			}
		}
		if (with != 1)
			continue;
		if (found >= 0 && found != (int)which)
			return ENTITY_PICK_UNKNOWN;
		found = (int)which;
	}
	return found;
}

static int
by_words(struct arena *a, const char *text, const char *const *labels,
    size_t n)
{
	struct entity_name *names = arena_array(a, n, sizeof(*names));
	struct entity_candidates c;

	for (size_t i = 0; i < n; i++)
		names[i].name = labels[i];
	entity_names(a, text, names, n, &c);
	/* Said in part is enough where nothing else comes near. */
	if (c.n > 0 && (c.sure || c.n == 1 ||
		c.items[0].score - c.items[1].score >= 0.2))
		return (int)c.items[0].index;
	return ENTITY_PICK_UNKNOWN;
}

int
entity_pick(struct arena *a, const char *text, const char *const *labels,
    size_t n)
{
	struct entity_text t;
	int found;

	entity_split(a, text, &t);
	found = by_label(a, &t, labels, n);
	if (found < 0)
		found = by_price(a, &t, labels, n);
	if (found < 0 && t.n <= 10)
		found = by_place(&t, n);
	if (found < 0 && t.n <= 8)
		found = by_own_word(a, &t, labels, n);
	if (found < 0)
		found = by_words(a, text, labels, n);
	if (found >= 0)
		return found;
	if (t.n <= 8 && is_none(&t))
		return ENTITY_PICK_NONE;
	if (t.n <= 8 && is_any(&t))
		return ENTITY_PICK_ANY;
	return ENTITY_PICK_UNKNOWN;
}
