#include "base/base.h"

#include "nlp/entity_internal.h"

#include "base/clock.h"

#define DAYS_OFF_MAX 1000 /* "in 1000 days" is no date any more */

struct hit {
	size_t n; /* tokens; 0: none */
	int64_t first, last; /* days */
	double confidence;
};

static const struct hit nothing;

static struct hit
one_day(size_t n, int64_t day, double confidence)
{
	return (struct hit){n, day, day, confidence};
}

static int64_t
day_of(int64_t year, int month, int day)
{
	return clock_days((struct clock_date){year, month, day});
}

static int
days_in(int64_t year, int month)
{
	return (int)((month == 12 ? day_of(year + 1, 1, 1) :
		day_of(year, month + 1, 1)) - day_of(year, month, 1));
}

static bool
is_date(int64_t year, int64_t month, int64_t day)
{
	return month >= 1 && month <= 12 && day >= 1 && year >= 1 &&
	    year <= 9999 && day <= days_in(year, (int)month);
}

/* Monday of the week, `weeks` later. */
static int64_t
monday(int64_t today, int weeks)
{
	return today - entity_weekday(today) + (int64_t)7 * weeks;
}

static int64_t
add_months(int64_t day, int64_t months)
{
	struct clock_date d = clock_date(day);
	int64_t m = d.year * 12 + d.month - 1 + months;
	int most = days_in(m / 12, (int)(m % 12) + 1);

	return day_of(m / 12, (int)(m % 12) + 1,
	    d.day > most ? most : d.day);
}

/* 0 Monday .. 6 Sunday; -1: no weekday.  Short names are also words. */
static int
weekday_at(const struct entity_text *t, size_t i, double *confidence)
{
	static const struct {
		const char *words;
		int day;
		double confidence;
	} names[] = {
		{" monday mondays moday ", 0, 0.95},
		{" tuesday tuesdays tusday teusday ", 1, 0.95},
		{" wednesday wednesdays wensday wednsday wedesday ", 2, 0.95},
		{" thursday thursdays thurday thrusday ", 3, 0.95},
		{" friday fridays firday ", 4, 0.95},
		{" saturday saturdays saterday satruday ", 5, 0.95},
		{" sunday sundays ", 6, 0.95},
		{" mon ", 0, 0.8}, {" tue tues ", 1, 0.85},
		{" wed weds ", 2, 0.7}, {" thu thur thurs ", 3, 0.85},
		{" fri ", 4, 0.85}, {" sat ", 5, 0.5}, {" sun ", 6, 0.5},
	};

	for (size_t k = 0; k < NELEM(names); k++) {
		if (!entity_in(t, i, names[k].words))
			continue;
		*confidence = names[k].confidence;
		if (*confidence < 0.6 && ((i > 0 && entity_in(t, i - 1,
			" on next this for by until or and ")) || t->n == 1))
			*confidence = 0.8;
		return names[k].day;
	}
	return -1;
}

static int64_t
coming(const struct entity_text *t, int weekday, bool today_counts)
{
	int off = (weekday - entity_weekday(t->now.day) + 7) % 7;

	return t->now.day + (off == 0 && !today_counts ? 7 : off);
}

/* "a week from Tuesday" adds to the day that stands there. */
static struct hit
weekday(const struct entity_text *t, size_t i)
{
	double c = 0;
	int64_t today = t->now.day;
	size_t n = entity_in(t, i, " this coming next last past ") ? 1 : 0;
	int d;

	if (n == 1 && entity_is(t, i + 1, "coming"))
		n = 2;
	d = weekday_at(t, i + n, &c);
	if (d < 0)
		return nothing;
	if (n == 0) {
		size_t week = entity_is(t, i + 1, "of") ? 2 : 1;
		int64_t weeks = 0;

		if (entity_is(t, i + week, "next") &&
		    entity_is(t, i + week + 1, "week"))
			return one_day(week + 2, monday(today, 1) + d,
			    c);
		/* "Thursday in two weeks" */
		if (entity_is(t, i + 1, "in") && entity_cardinal(t, i + 2,
			&weeks) == 1 && weeks < 100 &&
		    entity_in(t, i + 3, " week weeks "))
			return one_day(4, monday(today, (int)weeks) + d, c);
		if (entity_is(t, i + week, "this") &&
		    entity_is(t, i + week + 1, "week"))
			return one_day(week + 2, monday(today, 0) + d,
			    c);
		return one_day(1, coming(t, d, false), c);
	}
	if (entity_is(t, i, "next"))
		return one_day(n + 1, monday(today, 1) + d, 0.9);
	if (entity_in(t, i, " last past "))
		return one_day(n + 1, coming(t, d, true) - 7, 0.9);
	return one_day(n + 1, coming(t, d, true), 0.95);
}

/* 1..12; 0: no month.  "May", "march" and "sec" need a day beside them. */
static int
month_at(const struct entity_text *t, size_t i)
{
	static const char *const names[] = {" january jan ",
	    " february feb febuary ", " march mar ", " april apr ", " may ",
	    " june jun ", " july jul ", " august aug ",
	    " september sept sep ", " october oct ", " november nov ",
	    " december dec "};

	for (size_t m = 0; m < NELEM(names); m++) {
		if (entity_in(t, i, names[m]))
			return (int)m + 1;
	}
	return 0;
}

/* ", 2026" or "2026" behind; 0: none. */
static size_t
year_at(const struct entity_text *t, size_t i, int64_t *year)
{
	size_t n = entity_is(t, i, ",") ? 1 : 0;

	*year = entity_number(t, i + n);
	if (*year < 1990 || *year > 2100 ||
	    strlen(t->items[i + n].text) != 4 ||
	    entity_in(t, i + n + 1, " dollars usd ") ||
	    (entity_glued(t, i + n + 1, ":")))
		return 0;
	return n + 1;
}

/* The day of a month in the year that is said, or the coming one. */
static struct hit
dated(const struct entity_text *t, size_t i, size_t n, int month,
    int64_t day)
{
	struct clock_date today = clock_date(t->now.day);
	int64_t year;
	size_t m = year_at(t, i + n, &year);
	double c = 0.95;

	if (m == 0) {
		year = today.year;
		if (month < today.month ||
		    (month == today.month && day < today.day))
			year++;
		if (month == 2 && day == 29 && !is_date(year, 2, 29))
			c = 0;
	}
	if (!is_date(year, month, day) || c <= 0)
		return nothing;
	return one_day(n + m, day_of(year, month, (int)day), c);
}

static struct hit
named_month(const struct entity_text *t, size_t i)
{
	int64_t day = 0;
	int month = month_at(t, i);
	size_t n, m, the;

	if (month > 0) { /* "Dec 3rd", "December the 3rd" */
		n = entity_is(t, i + 1, ".") ? 2 : 1;
		n += entity_is(t, i + n, "the") ? 1 : 0;
		m = entity_ordinal(t, i + n, &day);
		if (m == 0) {
			day = entity_number(t, i + n);
			m = 1;
		}
		return day > 0 ? dated(t, i, n + m, month, day) : nothing;
	}
	the = entity_is(t, i, "the") ? 1 : 0;
	n = entity_ordinal(t, i + the, &day);
	if (n == 0 && entity_number(t, i) >= 1 && entity_number(t, i) <= 31) {
		day = t->items[i].value;
		n = 1;
	}
	if (n == 0)
		return nothing;
	n += the;
	if (entity_is(t, i + n, "of"))
		n++;
	month = month_at(t, i + n);
	return month > 0 ? dated(t, i, n + 1, month, day) : nothing;
}

/* "in December": the whole month. */
static struct hit
whole_month(const struct entity_text *t, size_t i)
{
	struct clock_date today = clock_date(t->now.day);
	int month = month_at(t, i);
	int64_t year, first;
	size_t n;

	if (month == 0 || (entity_number(t, i + 1) >= 1 &&
		entity_number(t, i + 1) <= 31))
		return nothing;
	if (entity_in(t, i, " may march mar ") &&
	    !(i > 0 && entity_in(t, i - 1, " in during next this ")))
		return nothing;
	n = 1 + year_at(t, i + 1, &year);
	if (n == 1)
		year = month < today.month ? today.year + 1 : today.year;
	first = day_of(year, month, 1);
	if (first < t->now.day && month == today.month && year == today.year)
		first = t->now.day;
	return (struct hit){n, first,
		day_of(year, month, days_in(year, month)), 0.65};
}

/* "the 5th", "on the 5th"; not "the 2nd one". */
static struct hit
day_of_month(const struct entity_text *t, size_t i)
{
	struct clock_date d = clock_date(t->now.day);
	int64_t day = 0, month;
	bool the = entity_is(t, i, "the"),
	     on = i > 0 && entity_in(t, i - 1, " on by for until before "
					       "after from till make ");
	size_t n = entity_ordinal(t, i + (the ? 1 : 0), &day);

	/* "the second" is rather a choice than a day. */
	if (n == 0 || (!t->items[i + (the ? 1 : 0)].number && !(the && on)) ||
	    (i > 0 && month_at(t, i - 1) > 0) ||
	    entity_in(t, i + n + (the ? 1 : 0), " one option item order "
		"time choice window slot street st avenue ave floor message "
		"question product "))
		return nothing;
	month = d.year * 12 + d.month - 1;
	if (day < d.day)
		month++;
	while (!is_date(month / 12, month % 12 + 1, day))
		month++;
	return one_day(n + (the ? 1 : 0), day_of(month / 12,
	    (int)(month % 12) + 1, (int)day), on ? 0.9 : 0.65);
}

/* A two-digit year is of this century. */
static int64_t
full_year(const struct entity_text *t, size_t i)
{
	int64_t year = entity_number(t, i);

	if (year < 0 || (strlen(t->items[i].text) != 4 &&
		strlen(t->items[i].text) != 2))
		return -1;
	return year < 100 ? year + 2000 : year;
}

/* "3/12", "12/3/26", "2026-12-03", "3.12.2026". */
static struct hit
numeric(const struct entity_text *t, size_t i)
{
	const char *mark = i + 1 < t->n ? t->items[i + 1].text : "";
	int64_t a = entity_number(t, i), b = entity_number(t, i + 2);
	int64_t year = -1, swap;
	bool before = i > 0 && entity_in(t, i - 1, " on by for until before "
						  "after from make due ");
	size_t n = 3;

	if (a < 0 || b < 0 || !entity_in(t, i + 1, " / - . ") ||
	    t->items[i + 1].space || t->items[i + 2].space ||
	    (a == 24 && b == 7) ||
	    (i > 0 && !t->items[i].space && !t->items[i - 1].word &&
		!entity_in(t, i - 1, " ( , : ")))
		return nothing;
	if (entity_glued(t, i + 3, mark) && entity_number(t, i + 4) >= 0) {
		if (strlen(t->items[i].text) == 4)
			return is_date(a, b, t->items[i + 4].value) ?
			    one_day(5, day_of(a, (int)b,
				(int)t->items[i + 4].value), 0.97) : nothing;
		year = full_year(t, i + 4);
		n = 5;
	}
	if (n == 3 && (*mark != '/' || entity_in(t, i + 3,
		" inch inches \" hp cup off price of day mile / ")))
		return nothing;
	if (*mark == '.' || (a > 12 && b <= 12)) {
		swap = a;
		a = b;
		b = swap;
	}
	if (n == 5)
		return is_date(year, a, b) ? one_day(5,
		    day_of(year, (int)a, (int)b), 0.95) : nothing;
	if (a < 1 || a > 12)
		return nothing;
	{
		struct hit h = dated(t, i, 3, (int)a, b);

		h.confidence = h.n == 0 ? 0 : before ? 0.95 : 0.75;
		return h;
	}
}

/* "two weeks" at i: days (months as such); tokens read. */
static size_t
distance(const struct entity_text *t, size_t i, int64_t *n_of, char *unit)
{
	size_t n = entity_in(t, i, " a an one ") ? 1 : 0;

	*n_of = 1;
	if (n == 0 || entity_in(t, i + 1, " couple few pair dozen "))
		n = entity_cardinal(t, i, n_of);
	if (n == 0 || *n_of > DAYS_OFF_MAX)
		return 0;
	*unit = entity_in(t, i + n, " day days ") ? 'd' :
	    entity_in(t, i + n, " week weeks wk wks ")	  ? 'w' :
	    entity_in(t, i + n, " month months ") ? 'm' :
	    entity_in(t, i + n, " fortnight ")	  ? 'f' : '\0';
	return *unit == '\0' ? 0 : n + 1;
}

static int64_t
moved(int64_t day, int64_t n, char unit)
{
	return unit == 'm' ? add_months(day, n) :
	    day + n * (unit == 'd' ? 1 : unit == 'w' ? 7 : 14);
}

static struct hit named_day(const struct entity_text *t, size_t i);

/* "in 3 days", "a week from Tuesday", "two days ago". */
static struct hit
relative(const struct entity_text *t, size_t i)
{
	size_t in = entity_in(t, i, " in within ") ? 1 : 0, n;
	int64_t count;
	char unit;
	struct hit from;

	n = distance(t, i + in, &count, &unit);
	if (n == 0)
		return nothing;
	if (in > 0 && entity_is(t, i + n + 1, "time"))
		n++;
	if (in > 0)
		return one_day(n + 1, moved(t->now.day, count, unit),
		    entity_is(t, i, "in") ? 0.85 : 0.5);
	if (entity_is(t, i + n, "ago"))
		return one_day(n + 1, moved(t->now.day, -count, unit), 0.9);
	if (!entity_in(t, i + n, " from after before "))
		return nothing;
	if (entity_is(t, i + n + 1, "now"))
		return one_day(n + 2, moved(t->now.day, count, unit), 0.9);
	from = named_day(t, i + n + 1);
	if (from.n == 0)
		return nothing;
	if (entity_is(t, i + n, "before"))
		count = -count;
	return one_day(n + 1 + from.n, moved(from.first, count, unit), 0.9);
}

static struct hit
span(const struct entity_text *t, size_t i)
{
	int64_t today = t->now.day, first;
	bool next = entity_in(t, i, " next following "),
	     this = entity_in(t, i, " this the ");
	size_t n = next || this ? 1 : 0;
	struct clock_date d;

	if (entity_in(t, i, " end later ") && (entity_is(t, i + 1, "of") ||
		entity_is(t, i + 1, "this"))) {
		n = entity_in(t, i + 2, " the this ") ? 3 : 2;
		if (entity_is(t, i + n, "week"))
			return (struct hit){n + 1, today,
				monday(today, 0) + 6, 0.6};
		if (!entity_is(t, i + n, "month"))
			return nothing;
		d = clock_date(today);
		return (struct hit){n + 1, today, day_of(d.year, d.month,
		    days_in(d.year, d.month)), 0.6};
	}
	if (entity_in(t, i + n, " weekend weekends ")) {
		first = monday(today, next ? 1 : 0) + 5;
		return (struct hit){n + 1, first < today ? today : first,
			first + 1, 0.8};
	}
	if (n == 0 || entity_is(t, i, "the"))
		return nothing;
	if (entity_is(t, i + 1, "week")) {
		first = monday(today, next ? 1 : 0);
		return (struct hit){2, first < today ? today : first,
			first + 6, 0.8};
	}
	if (!entity_is(t, i + 1, "month"))
		return nothing;
	d = clock_date(next ? add_months(today, 1) : today);
	first = day_of(d.year, d.month, 1);
	return (struct hit){2, first < today ? today : first,
		day_of(d.year, d.month, days_in(d.year, d.month)), 0.7};
}

/* "asap", "any day", "the earliest you have". */
static struct hit
soon(const struct entity_text *t, size_t i)
{
	static const struct {
		const char *words[4];
		double confidence;
	} phrases[] = {
		{{"asap"}, 0.7}, {{"as", "soon", "as"}, 0.7},
		{{"right", "away"}, 0.6}, {{"immediately"}, 0.6},
		{{"soonest"}, 0.7}, {{"earliest"}, 0.7},
		{{"first", "available"}, 0.7}, {{"next", "available"}, 0.7},
		{{"any", "day"}, 0.7}, {{"any", "time"}, 0.6},
		{{"anytime"}, 0.6}, {{"whenever"}, 0.6}, {{"soon"}, 0.3},
	};

	for (size_t k = 0; k < NELEM(phrases); k++) {
		size_t n = 0;

		while (n < 4 && phrases[k].words[n] != NULL &&
		    entity_is(t, i + n, phrases[k].words[n]))
			n++;
		if (n == 4 || phrases[k].words[n] == NULL)
			return (struct hit){n, t->now.day,
				t->now.day + ENTITY_SOON_DAYS - 1,
				phrases[k].confidence};
	}
	return nothing;
}

/* The fourth Thursday of November; the other feasts have a fixed day. */
static struct hit
feast(const struct entity_text *t, size_t i)
{
	struct clock_date d = clock_date(t->now.day);
	int64_t day;
	size_t eve = entity_is(t, i + 1, "eve") ? 1 : 0;

	if (entity_in(t, i, " christmas xmas "))
		return dated(t, i, entity_in(t, i + 1, " eve day ") ? 2 : 1,
		    12, eve ? 24 : 25);
	if (entity_is(t, i, "new") && entity_in(t, i + 1, " years year ") &&
	    entity_in(t, i + 2, " eve day "))
		return entity_is(t, i + 2, "eve") ? dated(t, i, 3, 12, 31) :
						    dated(t, i, 3, 1, 1);
	if (entity_is(t, i, "halloween"))
		return dated(t, i, 1, 10, 31);
	if (!entity_is(t, i, "thanksgiving"))
		return nothing;
	for (;; d.year++) {
		day = day_of(d.year, 11, 1);
		day += (3 - entity_weekday(day) + 7) % 7 + 21;
		if (day >= t->now.day)
			return one_day(1, day, 0.95);
	}
}

static struct hit
named_day(const struct entity_text *t, size_t i)
{
	int64_t today = t->now.day;
	size_t the = entity_is(t, i, "the") ? 1 : 0;
	struct hit h;

	if (entity_is(t, i + the, "day") &&
	    entity_is(t, i + the + 1, "after") &&
	    entity_in(t, i + the + 2, " tomorrow tmrw tomorow "))
		return one_day(the + 3, today + 2, 0.97);
	if (entity_is(t, i + the, "day") &&
	    entity_is(t, i + the + 1, "before") &&
	    entity_is(t, i + the + 2, "yesterday"))
		return one_day(the + 3, today - 2, 0.97);
	if (entity_in(t, i, " today todays tonight 2day tday "))
		return one_day(1, today, 0.97);
	if (entity_is(t, i, "this") && entity_in(t, i + 1,
		" morning afternoon evening "))
		return one_day(1, today, 0.9); /* the part is a time */
	if (entity_in(t, i, " tomorrow tomorrows tmrw tmr tomorow tommorow "
			    "tommorrow tomorro tomorrw "))
		return one_day(1, today + 1, 0.97);
	if (entity_is(t, i, "yesterday"))
		return one_day(1, today - 1, 0.97);
	h = weekday(t, i);
	return h.n > 0 ? h : feast(t, i);
}

static const char *
iso(struct arena *a, int64_t day)
{
	struct clock_date d = clock_date(day);

	return arena_printf(a, "%04lld-%02d-%02d", (long long)d.year,
	    d.month, d.day);
}

void
entity_find_dates(struct entity_text *t)
{
	static struct hit (*const rules[])(const struct entity_text *,
	    size_t) = {relative, named_day, numeric, named_month, span,
	    day_of_month, whole_month, soon};

	for (size_t i = 0; i < t->n; i++) {
		struct hit h = nothing;

		for (size_t r = 0; r < NELEM(rules) && h.n == 0; r++)
			h = rules[r](t, i);
		if (h.n == 0)
			continue;
		entity_add(t, ENTITY_DATE, i, h.n, h.confidence,
		    h.first == h.last ? iso(t->arena, h.first) :
		    arena_printf(t->arena, "%s/%s", iso(t->arena, h.first),
			iso(t->arena, h.last)));
		i += h.n - 1;
	}
}
