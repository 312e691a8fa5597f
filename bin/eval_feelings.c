#include "base/base.h"

#include "eval_feelings.h"

#include "base/clock.h"
#include "base/text.h"

#include <stdlib.h>

#define READINGS 10

double
feelings_us(struct arena *scratch, const char *text)
{
	struct sentiment s;
	int64_t start;

	sentiment_score(scratch, text, &s);
	start = clock_mono_us();
	for (int i = 0; i < READINGS; i++)
		sentiment_score(scratch, text, &s);
	return (double)(clock_mono_us() - start) / READINGS;
}

enum feelings_polarity
feelings_polarity_of(const char *label)
{
	static const struct {
		const char *start;
		enum feelings_polarity polarity;
	} names[] = {{"neg", FEELINGS_NEGATIVE}, {"neu", FEELINGS_NEUTRAL},
	    {"pos", FEELINGS_POSITIVE}};
	char start[4] = "";

	for (size_t i = 0; i < 3 && label[i] != '\0'; i++)
		start[i] = text_lower(label[i]);
	for (size_t i = 0; i < NELEM(names); i++) {
		if (strcmp(start, names[i].start) == 0)
			return names[i].polarity;
	}
	return FEELINGS_UNKNOWN;
}

bool
feelings_are_numbers(const struct eval_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		const char *s = rows->items[i].fields[0];
		char *end;

		(void)strtod(s, &end);
		if (end == s || *end != '\0')
			return false;
	}
	return true;
}
