#include "base/base.h"

#include "trace_print.h"

#include <stdio.h>

static const char *
text_of(const struct json *j, const char *key)
{
	return json_text(json_get(j, key));
}

static double
number_of(const struct json *j, const char *key)
{
	return json_f64(json_get(j, key));
}

static void
print_terms(const struct json *terms)
{
	for (size_t i = 0; i < json_count(terms); i++) {
		const struct json *t = json_item(terms, i);
		const struct json *alts = json_get(t, "synonyms");
		const char *typed = text_of(t, "typed");

		printf("    %-18s weight %.2f  idf %.2f  in %d passages",
		    text_of(t, "word"), number_of(t, "weight"),
		    number_of(t, "idf"), (int)number_of(t, "passages"));
		if (*typed != '\0')
			printf("  (typed \"%s\")", typed);
		for (size_t k = 0; k < json_count(alts); k++)
			printf("%s%s", k == 0 ? "  also " : ", ",
			    json_text(json_item(alts, k)));
		putchar('\n');
	}
}

static void
print_candidates(const struct json *list)
{
	for (size_t i = 0; i < json_count(list); i++) {
		const struct json *c = json_item(list, i);

		printf("  %2zu. %6.2f  %s#%s\n"
		       "      title %.2f, headings %.2f, text %.2f, "
		       "letters %.2f, questions %.2f + %.2f, coverage %.2f, "
		       "near %.2f, "
		       "topic %.2f; covers %.0f%%\n",
		    i + 1, number_of(c, "score"), text_of(c, "slug"),
		    text_of(c, "anchor"), number_of(c, "title"),
		    number_of(c, "headings"), number_of(c, "body"),
		    number_of(c, "letters"),
		    number_of(c, "question"), number_of(c, "others"),
		    number_of(c, "coverage_bonus"),
		    number_of(c, "proximity"), number_of(c, "topic"),
		    100 * number_of(c, "coverage"));
	}
}

static void
print_part(const struct json *p)
{
	const struct json *f = json_get(p, "features");

	printf("  part: %s\n  searched for: %s\n", text_of(p, "question"),
	    text_of(p, "rewritten"));
	print_terms(json_get(p, "terms"));
	printf("  confidence %.2f (coverage %.2f, focus %.2f, full %.2f, "
	       "strength %.2f, unknown %.2f, margin %.2f)%s\n",
	    number_of(p, "confidence"), number_of(f, "coverage"),
	    number_of(f, "focus"), number_of(f, "full"),
	    number_of(f, "strength"), number_of(f, "unknown"),
	    number_of(f, "margin"),
	    json_bool(json_get(p, "chosen")) ? "" : ": not enough");
	print_candidates(json_get(p, "candidates"));
}

static void
print_reading(const struct json *trace)
{
	const struct json *intent = json_get(trace, "intent"),
			  *f = json_get(trace, "feeling"),
			  *words = json_get(f, "words"),
			  *need = json_get(trace, "need"),
			  *reasons = json_get(need, "reasons");

	if (*text_of(intent, "name") != '\0')
		printf("intent %s (%.2f)\n", text_of(intent, "name"),
		    number_of(intent, "confidence"));
	printf("sentiment %.2f, %s, mood %.2f, upset %.2f",
	    number_of(f, "sentiment"), text_of(f, "emotion"),
	    number_of(f, "mood"), number_of(f, "upset"));
	for (size_t i = 0; i < json_count(words); i++)
		printf("%s\"%s\" %+.2f", i == 0 ? ": " : ", ",
		    text_of(json_item(words, i), "text"),
		    number_of(json_item(words, i), "score"));
	printf("\nneed of a person %.2f%s", number_of(need, "score"),
	    json_bool(json_get(need, "escalate")) ? ", asked for" :
	    json_bool(json_get(need, "warn")) ? ", near" : "");
	for (size_t i = 0; i < json_count(reasons); i++)
		printf("%s%s %.2f", i == 0 ? ": " : ", ",
		    text_of(json_item(reasons, i), "reason"),
		    number_of(json_item(reasons, i), "score"));
	putchar('\n');
}

void
trace_print(const struct json *trace)
{
	const struct json *rules = json_get(trace, "rules"),
			  *parts = json_get(trace, "parts"),
			  *tools = json_get(trace, "tools"),
			  *us = json_get(trace, "us");

	printf("engine %s %s, %s, kind %s, confidence %.2f\n",
	    text_of(trace, "engine"), text_of(trace, "version"),
	    text_of(trace, "triage"), text_of(trace, "kind"),
	    number_of(trace, "confidence"));
	print_reading(trace);
	for (size_t i = 0; i < json_count(rules); i++)
		printf("%s%s", i == 0 ? "rules: " : ", ",
		    json_text(json_item(rules, i)));
	if (json_count(rules) > 0)
		putchar('\n');
	for (size_t i = 0; i < json_count(parts); i++)
		print_part(json_item(parts, i));
	for (size_t i = 0; i < json_count(tools); i++)
		printf("tool %s, %d ms\n",
		    text_of(json_item(tools, i), "tool"),
		    (int)number_of(json_item(tools, i), "ms"));
	printf("microseconds: triage %d, retrieve %d, compose %d, tool %d, "
	       "total %d\n",
	    (int)number_of(us, "triage"), (int)number_of(us, "retrieve"),
	    (int)number_of(us, "compose"), (int)number_of(us, "tool"),
	    (int)number_of(us, "total"));
}
