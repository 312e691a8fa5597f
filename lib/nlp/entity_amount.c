#include "base/base.h"

#include "nlp/entity_internal.h"

#define QUANTITY_MAX 9999
#define CENTS_MAX INT64_C(100000000000)

/* "1,200.50" or "75" from i: cents; tokens read. */
static size_t
amount_at(const struct entity_text *t, size_t i, int64_t *cents)
{
	int64_t whole = entity_number(t, i);
	size_t n = 1;

	if (whole < 0 || whole > CENTS_MAX / 1000)
		return 0;
	while (entity_glued(t, i + n, ",") && i + n + 1 < t->n &&
	    !t->items[i + n + 1].space && t->items[i + n + 1].number &&
	    strlen(t->items[i + n + 1].text) == 3 && whole < CENTS_MAX) {
		whole = whole * 1000 + t->items[i + n + 1].value;
		n += 2;
	}
	*cents = whole * 100;
	if (entity_glued(t, i + n, ".") && entity_number(t, i + n + 1) >= 0 &&
	    !t->items[i + n + 1].space &&
	    strlen(t->items[i + n + 1].text) <= 2) {
		int64_t part = t->items[i + n + 1].value;

		*cents += strlen(t->items[i + n + 1].text) == 1 ? part * 10 :
								  part;
		n += 2;
	}
	if (entity_in(t, i + n, " k ") && !t->items[i + n].space) {
		*cents *= 1000;
		n++;
	}
	return n;
}

static void
find_money(struct entity_text *t)
{
	static const char units[] =
	    " dollars dollar bucks buck usd us$ euro euros eur ";

	for (size_t i = 0; i < t->n; i++) {
		bool sign = entity_in(t, i, " $ \xe2\x82\xac ");
		size_t at = i + (sign ? 1 : 0), n;
		int64_t cents = 0;

		n = amount_at(t, at, &cents);
		if (n == 0) {
			n = t->items[i].word ?
			    entity_cardinal(t, at, &cents) : 0;
			cents *= 100;
		}
		if (n == 0)
			continue;
		if (entity_in(t, at + n, units))
			n++;
		else if (entity_in(t, at + n, " cents cent ")) {
			cents /= 100;
			n++;
		} else if (!sign) {
			i = at + n - 1;
			continue;
		}
		entity_add(t, ENTITY_MONEY, i, at - i + n, 0.95,
		    arena_printf(t->arena, "%lld", (long long)cents));
		i = at + n - 1;
	}
}

/* A measure's unit at i, as the shop writes it; tokens read. */
static size_t
unit_at(const struct entity_text *t, size_t i, const char **unit)
{
	static const struct {
		const char *words, *unit;
	} units[] = {
		{" inch inches \" \xe2\x80\x9d ", "-inch"},
		{" mm millimeter millimeters millimetre millimetres ", " mm"},
		{" cm centimeter centimeters ", " cm"},
		{" m meter meters metre metres ", " m"},
		{" ft foot feet ", " ft"},
		{" gb gigabyte gigabytes ", " GB"},
		{" tb terabyte terabytes ", " TB"},
	};
	size_t n = entity_glued(t, i, "-") ? 1 : 0;

	for (size_t k = 0; k < NELEM(units); k++) {
		if (entity_in(t, i + n, units[k].words)) {
			*unit = units[k].unit;
			return n + 1;
		}
	}
	return 0;
}

static size_t
measure_at(struct entity_text *t, size_t i)
{
	const char *unit = "", *part = "";
	size_t n = 1, m;
	int64_t v;

	if (!t->items[i].number)
		n = entity_cardinal(t, i, &v);
	else
		v = t->items[i].value;
	if (n == 0 || v < 0)
		return 0;
	if (entity_glued(t, i + n, ".") && entity_number(t, i + n + 1) >= 0 &&
	    !t->items[i + n + 1].space) {
		part = arena_printf(t->arena, ".%s", t->items[i + n + 1].text);
		n += 2;
	}
	m = unit_at(t, i + n, &unit);
	if (m == 0 || (strcmp(unit, " m") == 0 && v > 99))
		return 0;
	entity_add(t, ENTITY_SIZE, i, n + m, 0.85,
	    arena_printf(t->arena, "%lld%s%s", (long long)v, part, unit));
	return n + m;
}

static size_t
letter_size_at(struct entity_text *t, size_t i)
{
	static const struct {
		const char *word, *size;
		double confidence;
	} sizes[] = {
		{"xs", "XS", 0.85}, {"s", "S", 0.35}, {"m", "M", 0.35},
		{"l", "L", 0.35}, {"xl", "XL", 0.85}, {"xxl", "XXL", 0.85},
		{"xxxl", "XXXL", 0.85}, {"small", "S", 0.65},
		{"medium", "M", 0.65}, {"large", "L", 0.65},
	};
	bool after = i > 0 && entity_in(t, i - 1, " size a in the is ") &&
	    !(entity_is(t, i - 1, "a") && t->items[i].to -
		t->items[i].from == 1);
	size_t extra = entity_in(t, i, " extra x ") ? 1 : 0;

	if (extra == 1 && entity_is(t, i + 1, "-"))
		extra = 2;
	for (size_t k = 0; k < NELEM(sizes); k++) {
		bool two = entity_glued(t, i + extra + 1, "/");
		const char *value = sizes[k].size;

		if (!entity_is(t, i + extra, sizes[k].word))
			continue;
		if (extra > 0 && strlen(value) == 1)
			value = arena_printf(t->arena, "X%s", value);
		if (two && strlen(value) == 1 &&
		    entity_in(t, i + extra + 2, " l m xl ")) {
			value = *value == 'S' ? "S/M" :
			    entity_is(t, i + extra + 2, "l") ? "M/L" : "L/XL";
			entity_add(t, ENTITY_SIZE, i, 3, 0.9, value);
			return 3;
		}
		if (i > 0 && !t->items[i].space &&
		    !entity_in(t, i - 1, " / "))
			return 0; /* "it's" or "3 m" in one piece */
		entity_add(t, ENTITY_SIZE, i, extra + 1,
		    extra > 0 || after ? 0.85 : sizes[k].confidence, value);
		return extra + 1;
	}
	return 0;
}

static void
find_sizes(struct entity_text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t n = measure_at(t, i);

		if (n == 0)
			n = letter_size_at(t, i);
		/* "2XL" is written XXL. */
		if (n == 0 && entity_number(t, i) == 2 &&
		    entity_is(t, i + 1, "xl") && !t->items[i + 1].space) {
			entity_add(t, ENTITY_SIZE, i, 2, 0.9, "XXL");
			n = 2;
		}
		if (n == 0 && entity_is(t, i, "size") &&
		    entity_number(t, i + 1) >= 0) {
			entity_add(t, ENTITY_SIZE, i + 1, 1, 0.85,
			    t->items[i + 1].text);
			n = 2;
		}
		i += n > 0 ? n - 1 : 0;
	}
}

void
entity_find_amounts(struct entity_text *t)
{
	find_money(t);
	find_sizes(t);
}

/* Of a name ("the one", "Studio 700"), a rating or an age it is none. */
static double
quantity_confidence(const struct entity_text *t, size_t i, size_t n)
{
	if (entity_in(t, i + n, " x pieces pcs piece units unit items copies "
	    "pairs faucets toilets rooms seats users people licenses "
	    "licences keys months years drains outlets fans fixtures "
	    "windows bathrooms bedrooms "))
		return 0.85;
	if ((i > 0 && entity_in(t, i - 1, " x quantity qty buy order need "
					  "want take ")) || n > 1)
		return 0.75;
	if (entity_is(t, i, "one") || entity_is(t, i, "zero"))
		return 0.3;
	return t->items[i].number ? 0.4 : 0.5;
}

void
entity_find_quantities(struct entity_text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		int64_t v = 0;
		size_t n = entity_cardinal(t, i, &v);

		if (n == 0 && entity_in(t, i, " both single ")) {
			v = entity_is(t, i, "both") ? 2 : 1;
			n = 1;
			entity_add(t, ENTITY_QUANTITY, i, n, 0.6,
			    v == 2 ? "2" : "1");
			continue;
		}
		if (n == 0)
			continue;
		if (v <= QUANTITY_MAX && !entity_taken(t, i) &&
		    !(t->items[i].number && strlen(t->items[i].text) > 4))
			entity_add(t, ENTITY_QUANTITY, i, n,
			    quantity_confidence(t, i, n),
			    arena_printf(t->arena, "%lld", (long long)v));
		i += n - 1;
	}
}
