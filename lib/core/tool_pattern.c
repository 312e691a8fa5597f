#include "base/base.h"

#include "core/tools.h"

/* The word list[0..n) (or two, joined by "_") at place i? */
static bool
is_at(const struct words *w, size_t i, const char *word, size_t n)
{
	const char *joint = memchr(word, '_', n);
	size_t first = joint == NULL ? n : (size_t)(joint - word);
	const struct word *t;

	if (i >= w->n)
		return false;
	t = &w->items[i];
	if ((strlen(t->text) != first || memcmp(t->text, word, first) != 0) &&
	    (strlen(t->stem) != first || memcmp(t->stem, word, first) != 0))
		return false;
	return joint == NULL ||
	    is_at(w, i + 1, joint + 1, n - first - 1);
}

/* One of "a|b|c" at a place from `from` to before `to`. */
static bool
is_said(const struct words *w, const char *group, size_t n, size_t to)
{
	for (size_t at = 0; at < n;) {
		const char *bar = memchr(group + at, '|', n - at);
		size_t len = bar == NULL ? n - at :
					   (size_t)(bar - group) - at;

		for (size_t i = 0; i < to; i++) {
			if (is_at(w, i, group + at, len))
				return true;
		}
		at += len + 1;
	}
	return false;
}

bool
tool_asked_in_general(const struct words *all)
{
	static const char leads[] = "and|then|so|but|ok|okay|well|also";
	static const char firsts[] = "why|what|who|which|how|does|do|is|are|"
				     "when|explain|if";
	static const char own[] = "my|our|mine|i_want|i_need|please";
	static const char how[] = "how|why|explain|if";
	struct words w = *all;

	while (w.n > 0 && is_said(&w, leads, strlen(leads), 1)) {
		w.items++;
		w.n--;
	}
	if (w.n < 2 || !is_said(&w, firsts, strlen(firsts), 1))
		return false;
	return is_said(&w, how, strlen(how), 1) ||
	    !is_said(&w, own, strlen(own), w.n);
}

static bool
matches(const char *pattern, const struct words *w)
{
	if (pattern[0] == '?' && pattern[1] == ' ')
		pattern += 2;
	else if (tool_asked_in_general(w))
		return false;
	while (*pattern != '\0') {
		size_t n = strcspn(pattern, " ");
		bool never = *pattern == '-', first = *pattern == '^';
		size_t mark = never || first ? 1 : 0;

		if (is_said(w, pattern + mark, n - mark,
			first && w->n > 0 ? 1 : w->n) == never)
			return false;
		pattern += n + (pattern[n] == ' ');
	}
	return true;
}

static bool
matches_any(const char *const *patterns, const struct words *w)
{
	for (size_t i = 0; patterns != NULL && patterns[i] != NULL; i++) {
		if (matches(patterns[i], w))
			return true;
	}
	return false;
}

bool
tool_wanted(const struct tool *t, const struct tool_message *m)
{
	return matches_any(t->patterns, m->words) ||
	    (t->wanted != NULL && t->wanted(m));
}

bool
tool_wanted_again(const struct tool *t, const struct words *words)
{
	return matches_any(t->again, words);
}

bool
tool_has_intent(const struct tool *t, const char *intent)
{
	for (size_t i = 0; t->intents != NULL && t->intents[i] != NULL; i++) {
		if (strcmp(t->intents[i], intent) == 0)
			return true;
	}
	return false;
}
