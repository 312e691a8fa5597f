#include "base/base.h"

#include "core/tool_say.h"

#include "base/text.h"

/* Words of shopping and booking that say nothing of what is wanted. */
static const char *const idle[] = {"afternoon", "appointment", "new",
    "available", "below", "evening", "friday", "monday", "morning", "noon",
    "saturday", "sunday", "thursday", "tuesday", "wednesday", "week",
    "weekend",
    "book", "booking", "buck", "bucks", "budget", "buy", "carry", "charge",
    "cheap", "cheaper", "cheapest", "compatible", "cost", "costs", "dollar",
    "dollars", "estimate", "fit", "fits", "free", "inventory", "item",
    "items", "left", "max", "maximum", "offer", "order", "price", "prices",
    "product", "products", "purchase", "quote", "range", "schedule",
    "search", "sell", "selling", "service", "sold", "stock", "store",
    "under", "usd", "visit", "with", "within"};

const char *
tool_money(struct arena *a, int64_t cents)
{
	const char *sign = cents < 0 ? "-" : "";
	long long whole = (long long)((cents < 0 ? -cents : cents) / 100);
	int rest = (int)((cents < 0 ? -cents : cents) % 100);
	const char *part = rest == 0 ? "" : arena_printf(a, ".%02d", rest);

	if (whole >= 1000000)
		return arena_printf(a, "%s$%lld,%03lld,%03lld%s", sign,
		    whole / 1000000, whole / 1000 % 1000, whole % 1000,
		    part);
	if (whole >= 1000)
		return arena_printf(a, "%s$%lld,%03lld%s", sign,
		    whole / 1000, whole % 1000, part);
	return arena_printf(a, "%s$%lld%s", sign, whole, part);
}

const char *
tool_amount(struct arena *a, int64_t cents)
{
	return cents % 100 != 0 ? tool_money(a, cents) :
	    arena_printf(a, "%s.00", tool_money(a, cents));
}

static int
hour_of(const char *clock)
{
	return (clock[0] - '0') * 10 + (clock[1] - '0');
}

static const char *
hour_text(struct arena *a, const char *clock)
{
	int h = hour_of(clock) % 12;

	h = h == 0 ? 12 : h;
	if (strcmp(clock + 2, ":00") == 0)
		return arena_printf(a, "%d", h);
	return arena_printf(a, "%d%s", h, clock + 2);
}

const char *
tool_window(struct arena *a, const char *starts, const char *ends)
{
	bool am = hour_of(starts) < 12, ends_am = hour_of(ends) < 12;

	return arena_printf(a, "%s%s to %s %s", hour_text(a, starts),
	    am == ends_am ? "" : am ? " am" : " pm", hour_text(a, ends),
	    ends_am ? "am" : "pm");
}

void
tool_words(const struct tool_context *c, const char *text,
    struct tool_words *out)
{
	struct arena *a = c->scope->arena;
	struct words w;

	*out = (struct tool_words){0};
	words_split(stemmer_open(a, c->language), a, text, false, &w);
	for (size_t i = 0; i < w.n && out->n < TOOL_WORDS_MAX; i++) {
		const struct word *t = &w.items[i];

		if (t->money || t->text[0] == '\0' ||
		    (t->text[1] == '\0' && !text_is_digit(t->text[0])) ||
		    word_role_of(t) == WORD_EMPTY ||
		    text_is_one_of(t->text, idle, NELEM(idle)) ||
		    (word_role_of(t) == WORD_WEAK &&
			strcmp(t->text, "case") != 0))
			continue;
		out->items[out->n++] = t->text;
	}
}

const char *
tool_text_of(const struct json *row, const char *key)
{
	return json_text(json_get(row, key));
}

int64_t
tool_i64_of(const struct json *row, const char *key)
{
	return json_i64(json_get(row, key));
}

bool
tool_bool_of(const struct json *row, const char *key)
{
	return json_bool(json_get(row, key));
}

bool
tool_is(const struct json *row, const char *key, const char *value)
{
	return strcmp(tool_text_of(row, key), value) == 0;
}

void
tool_say(struct tool_context *c, struct tool_result *out, bool found,
    const char *text, const struct json *data)
{
	struct arena *a = c->scope->arena;

	out->found = found;
	out->text = text;
	out->output = data == NULL ?
	    (found ? "{\"found\":true}" : "{\"found\":false}") :
	    arena_printf(a, "{\"found\":%s,\"data\":%s}",
		found ? "true" : "false", json_print(a, data));
}

void
tool_refuse(struct tool_plan *out, const char *why)
{
	*out = (struct tool_plan){.possible = false, .text = why};
}
