#include "base/base.h"

#include "nlp/form_fit.h"

#include "base/text.h"
#include "nlp/word_world.h"

static bool
has_stem(const struct words *w, const char *const *stems, size_t n)
{
	for (size_t i = 0; i < w->n; i++) {
		for (size_t k = 0; k < n; k++) {
			if (strcmp(w->items[i].stem, stems[k]) == 0)
				return true;
		}
	}
	return false;
}

static bool
is_asked(const struct query *q, const char *stem)
{
	for (size_t i = 0; i < q->n; i++) {
		if (strcmp(q->terms[i].stem, stem) == 0)
			return true;
	}
	return false;
}

static bool
is_number_word(const char *word)
{
	static const char *const words[] = {"one", "two", "three", "four",
	    "five", "six", "seven", "eight", "nine", "ten", "eleven",
	    "twelve", "twenty", "thirty", "forty", "fifty", "hundred",
	    "thousand", "million", "billion", "dozen", "half", "once",
	    "twice", "no", "none", "unlimited"};

	for (size_t i = 0; i < NELEM(words); i++) {
		if (strcmp(word, words[i]) == 0)
			return true;
	}
	return false;
}

/* A number that the question does not say; 0.8 for one in words. */
static double
number_fit(const struct query *q, const struct words *w, bool money)
{
	double best = 0;

	for (size_t i = 0; i < w->n; i++) {
		const struct word *word = &w->items[i];

		if (is_asked(q, word->stem))
			continue;
		if (word->number && (!money || word->money))
			return 1;
		if (!money && is_number_word(word->text))
			best = 0.8;
	}
	return best;
}

static bool
is_year(const struct word *w)
{
	return w->number && strlen(w->text) == 4 &&
	    (w->text[0] == '1' || w->text[0] == '2');
}

/* The question's own word counts as said: "which day" wants no "day". */
static double
time_fit(const struct query *q, const struct words *w, bool duration)
{
	static const char *const units[] = {"day", "hour", "minut", "week",
	    "month", "year", "second", "decad", "centuri", "annual",
	    "daili", "weekli", "monthli", "yearli", "immedi", "onc",
	    "instant", "today"};
	static const char *const points[] = {"p.m", "am", "pm", "monday",
	    "tuesday", "wednesday", "thursday", "friday", "saturday",
	    "sunday", "midnight", "noon", "weekend", "januari", "februari",
	    "march", "april", "june", "juli", "august", "septemb",
	    "octob", "novemb", "decemb", "morn", "even", "until", "befor",
	    "after"};
	bool number = number_fit(q, w, false) > 0.9;

	for (size_t i = 0; !duration && i < w->n; i++) {
		if (is_year(&w->items[i]) && !is_asked(q, w->items[i].stem))
			return 1;
	}
	if (!duration && has_stem(w, points, NELEM(points)))
		return number ? 1 : 0.7;
	if (has_stem(w, units, NELEM(units)) ||
	    word_world_tells_time(stemmer_language(q->st), w))
		return number ? 1 : 0.6;
	return 0;
}

/* A capital inside the sentence that the question has not: a name. */
static double
name_fit(const struct query *q, const char *text)
{
	const char *s = text;

	while (*s != '\0') {
		char word[WORD_BYTES_MAX + 1];
		size_t n = 0;
		bool first = s == text;

		while (*s != '\0' && !text_is_alpha(*s))
			s++;
		first = first || s == text;
		while (n < WORD_BYTES_MAX && text_is_alpha(s[n])) {
			word[n] = text_lower(s[n]);
			n++;
		}
		word[n] = '\0';
		if (n > 1 && !first && *s >= 'A' && *s <= 'Z' &&
		    !is_asked(q, stem_word(q->st, word)))
			return 1;
		s += n;
	}
	return 0;
}

bool
form_wants_figure(enum query_form form)
{
	return form == QUERY_HOW_MUCH || form == QUERY_HOW_MANY ||
	    form == QUERY_HOW_LONG || form == QUERY_WHEN;
}

static double
price_fit(const struct query *q, const struct words *w, const char *text)
{
	static const char *const free_of[] = {"free", "none", "includ",
	    "noth", "percent"};

	if (number_fit(q, w, true) > 0 || strchr(text, '%') != NULL)
		return 1;
	return number_fit(q, w, false) > 0 ||
		has_stem(w, free_of, NELEM(free_of)) ? 0.6 : 0;
}

static double
task_fit(const char *text, enum markdown_kind kind)
{
	if (kind == MARKDOWN_TABLE_ROW)
		return 0;
	return text_ends(text, ":")	? 1 :
	    kind == MARKDOWN_STEP	? 0.8 :
	    strstr(text, " > ") != NULL ? 0.8 : 0.2;
}

double
form_fit(const struct query *q, const struct words *w, const char *text,
    enum markdown_kind kind)
{
	static const char *const reason[] = {"becaus", "reason", "caus",
	    "so", "sinc", "due", "led", "result"};
	static const char *const place[] = {"under", "page", "at", "menu",
	    "street", "box", "site", "websit", "bottom", "top", "area",
	    "in", "near", "locat"};

	switch (q->form) {
	case QUERY_HOW_MUCH:
		return price_fit(q, w, text);
	case QUERY_HOW_MANY:
		return number_fit(q, w, false);
	case QUERY_HOW_LONG:
		return time_fit(q, w, true);
	case QUERY_WHEN:
		return time_fit(q, w, false);
	case QUERY_HOW_TO:
		return task_fit(text, kind);
	case QUERY_WHY:
		return has_stem(w, reason, NELEM(reason)) ? 1 : 0;
	case QUERY_WHERE:
		return has_stem(w, place, NELEM(place)) ? 0.8 : 0;
	case QUERY_WHO:
		return name_fit(q, text);
	default:
		/* "Sink won't drain": what is to be done is asked. */
		return q->negated ? task_fit(text, kind) : 0.2;
	}
}
