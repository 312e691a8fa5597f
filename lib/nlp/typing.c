#include "base/base.h"

#include "nlp/typing.h"

#include "base/text.h"
#include "nlp/chance.h"

#define EDITS 4

static bool
is_letter(const char *text, size_t i)
{
	return text_is_alpha(text[i]) || text_is_digit(text[i]);
}

/* A key beside it on the usual keyboard; itself when it is no letter. */
static char
key_beside(char c, uint64_t *chance)
{
	static const char *const keys[] = {"qwertyuiop", "asdfghjkl",
	    "zxcvbnm"};

	for (size_t r = 0; r < NELEM(keys); r++) {
		const char *at = strchr(keys[r], text_lower(c));
		bool left = chance_below(chance, 2) == 0;

		if (c == '\0' || at == NULL)
			continue;
		if (at[1] == '\0' || (left && at > keys[r]))
			return at[-1];
		return at[1];
	}
	return c;
}

static void
edit(char *text, size_t at, uint64_t *chance)
{
	size_t rest = strlen(text + at) + 1;
	char c = text[at];

	switch (chance_below(chance, EDITS)) {
	case 0: /* left out */
		memmove(text + at, text + at + 1, rest - 1);
		return;
	case 1: /* struck twice */
		memmove(text + at + 1, text + at, rest);
		return;
	case 2: /* swapped with the next */
		if (is_letter(text, at + 1)) {
			text[at] = text[at + 1];
			text[at + 1] = c;
			return;
		}
		memmove(text + at, text + at + 1, rest - 1);
		return;
	default:
		text[at] = key_beside(c, chance);
	}
}

char *
typing_errors(struct arena *a, const char *text, size_t n, uint64_t *chance)
{
	size_t len = strlen(text);
	char *out = arena_alloc(a, len + n + 1);

	memcpy(out, text, len);
	for (size_t done = 0; done < n; done++) {
		size_t start = strlen(out), letters = 0, which;

		for (size_t i = 0; i < start; i++)
			letters += is_letter(out, i);
		if (letters == 0)
			break;
		which = chance_below(chance, letters);
		for (size_t i = 0; i < start; i++) {
			if (is_letter(out, i) && which-- == 0) {
				edit(out, i, chance);
				break;
			}
		}
	}
	return out;
}
