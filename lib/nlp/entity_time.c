#include "base/base.h"

#include "nlp/entity_internal.h"

#define DAY_BEGINS (8 * 60) /* of "before ten" and the like */
#define DAY_ENDS (20 * 60)
#define NOON (12 * 60)

enum meridian { UNSAID, AM, PM };

struct hit {
	size_t n; /* tokens; 0: none */
	int from, to; /* minutes of the day; to < 0: one moment */
	double confidence;
};

static const struct hit nothing;

/* "14", "3:30", "3.30", "3" with what is said of morning or afternoon. */
struct clock {
	size_t n;
	int hour, minute;
	bool exact; /* cannot be half a day off */
	bool colon;
	enum meridian said;
};

static enum meridian
meridian_at(const struct entity_text *t, size_t i, size_t *n)
{
	*n = 1;
	if (entity_in(t, i, " am a ") || entity_in(t, i, " pm p ")) {
		enum meridian m = *t->items[i].text == 'a' ? AM : PM;

		if (t->items[i].text[1] == 'm')
			return m;
		if (entity_glued(t, i + 1, ".") &&
		    entity_glued(t, i + 2, "m")) {
			*n = entity_glued(t, i + 3, ".") ? 4 : 3;
			return m;
		}
		if (!t->items[i].space && i > 0 && t->items[i - 1].number)
			return m; /* "3p" */
	}
	*n = 0;
	return UNSAID;
}

static size_t
minutes_at(const struct entity_text *t, size_t i, int *minute)
{
	bool mark = entity_glued(t, i, ":") || entity_glued(t, i, ".");
	int64_t v = entity_number(t, i + 1);

	if (!mark || v < 0 || v > 59 || t->items[i + 1].space ||
	    strlen(t->items[i + 1].text) != 2)
		return 0;
	*minute = (int)v;
	return 2;
}

static struct clock
clock_at(const struct entity_text *t, size_t i)
{
	struct clock c = {0};
	int64_t v = 0;
	size_t n = entity_cardinal(t, i, &v), m;

	if (n != 1 || entity_in(t, i, " a zero "))
		return c;
	c.hour = (int)v;
	/* "1430" only where am or pm or a colon cannot be meant */
	if (t->items[i].number && strlen(t->items[i].text) > 2) {
		if (strlen(t->items[i].text) != 4 || v > 2359 ||
		    v % 100 > 59 || !entity_in(t, i + 1, " hours hrs h "))
			return c;
		return (struct clock){2, (int)(v / 100), (int)(v % 100),
			true, true, UNSAID};
	}
	if (v > 24)
		return c;
	c.n = n;
	if (t->items[i].number) {
		m = minutes_at(t, i + 1, &c.minute);
		c.colon = m > 0 && entity_is(t, i + 1, ":");
		c.n += m;
		c.exact = *t->items[i].text == '0' && c.colon;
	} else if (entity_in(t, i + 1, " thirty fifteen ") ||
	    (entity_is(t, i + 1, "forty") && entity_is(t, i + 2, "five"))) {
		c.minute = entity_is(t, i + 1, "thirty") ? 30 :
		    entity_is(t, i + 1, "fifteen")	 ? 15 : 45;
		c.n += c.minute == 45 ? 2 : 1;
		c.colon = true;
	}
	c.said = meridian_at(t, i + c.n, &m);
	c.n += m;
	if (entity_is(t, i + c.n, "oclock")) {
		c.n++;
		c.colon = true;
		c.said = c.said != UNSAID ? c.said :
					    meridian_at(t, i + c.n, &m);
		c.n += c.said != UNSAID ? m : 0;
	}
	c.exact = c.exact || c.hour > 12 || c.said != UNSAID;
	if (c.said != UNSAID && (c.hour > 12 || c.hour == 0))
		c.n = 0;
	return c;
}

/* What the rest of the message says of the half of the day. */
static enum meridian
said_elsewhere(const struct entity_text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		if (entity_in(t, i, " morning mornings "))
			return AM;
		if (entity_in(t, i, " afternoon evening tonight night "))
			return PM;
	}
	return UNSAID;
}

static int
minute_of(const struct clock *c, enum meridian m)
{
	int hour = c->hour;

	if (c->said != UNSAID)
		m = c->said;
	else if (c->exact)
		return hour * 60 + c->minute;
	if (m == UNSAID)
		m = hour >= 7 && hour <= 11 ? AM : PM;
	if (m == AM)
		hour = hour == 12 ? 0 : hour;
	else if (hour < 12)
		hour += 12;
	return hour * 60 + c->minute;
}

/* Things that numbers count, or what follows a house number. */
static bool
is_counted(const struct entity_text *t, size_t i)
{
	if (entity_in(t, i, " % $ people person days day weeks week months "
		"month years year minutes min mins items pieces dollars "
		"bucks inch inches mm cm percent business working stars "
		"rooms times miles least most all first once "))
		return true;
	for (size_t k = i; k < i + 3; k++) {
		if (entity_in(t, k, " street st avenue ave road rd drive "
				    "lane ln blvd court "))
			return true;
	}
	return false;
}

/* "2-4pm", "between 2 and 4", "from 9 to 11". */
static struct hit
range(const struct entity_text *t, size_t i)
{
	size_t open = entity_in(t, i, " between from ") ? 1 : 0;
	struct clock a = clock_at(t, i + open), b;
	enum meridian other = said_elsewhere(t);
	int from, to;

	if (a.n == 0 || !entity_in(t, i + open + a.n,
		open ? " to - until till and through " : " to - until till "))
		return nothing;
	b = clock_at(t, i + open + a.n + 1);
	if (b.n == 0 || is_counted(t, i + open + a.n + 1 + b.n))
		return nothing;
	if (!a.exact && !b.exact && !a.colon && open == 0 && !(i > 0 &&
		entity_in(t, i - 1, " at around about , day ")) &&
	    other == UNSAID && t->n > a.n + b.n + 1)
		return nothing; /* "2-4" of what? */
	/* "2-4pm" are both in the afternoon, "11-1pm" are not. */
	if (a.said == UNSAID && !a.exact && b.said != UNSAID)
		other = b.said == PM && a.hour % 12 > b.hour % 12 ? AM :
								   b.said;
	from = minute_of(&a, other);
	to = minute_of(&b, said_elsewhere(t));
	if (to <= from && b.said == UNSAID && to + NOON > from)
		to += NOON;
	if (to <= from || to > 24 * 60)
		return nothing;
	return (struct hit){open + a.n + 1 + b.n, from, to, 0.93};
}

/* "half past two", "quarter to five", "ten past three". */
static struct hit
spoken(const struct entity_text *t, size_t i)
{
	size_t n = entity_is(t, i, "a") ? 1 : 0, m;
	int64_t off = 0;
	struct clock c;
	int at, sign;

	if (entity_is(t, i + n, "half"))
		off = 30, m = 1;
	else if (entity_is(t, i + n, "quarter"))
		off = 15, m = 1;
	else
		m = entity_cardinal(t, i + n, &off);
	if (m == 0 || off < 1 || off > 30)
		return nothing;
	n += m;
	sign = entity_in(t, i + n, " past after ") ? 1 :
	    entity_in(t, i + n, " to til of ")	   ? -1 : 0;
	if (sign == 0 || (t->items[i].number && off % 5 != 0) ||
	    (off != 30 && off != 15 && entity_is(t, i + n, "to") &&
		t->items[i].number))
		return nothing;
	c = clock_at(t, i + n + 1);
	if (c.n == 0 || c.minute != 0)
		return nothing;
	at = minute_of(&c, said_elsewhere(t)) + sign * (int)off;
	return (struct hit){n + 1 + c.n, at, -1, 0.93};
}

static struct hit
part_of_day(const struct entity_text *t, size_t i)
{
	static const struct {
		const char *words[3];
		int from, to;
		double confidence;
	} parts[] = {
		{{"first", "thing"}, 480, 600, 0.75},
		{{"after", "work"}, 1020, 1200, 0.8},
		{{"before", "work"}, 420, 540, 0.8},
		{{"after", "lunch"}, 780, 1020, 0.8},
		{{"before", "lunch"}, 480, 720, 0.8},
		{{"before", "noon"}, 480, 720, 0.9},
		{{"after", "noon"}, 720, 1020, 0.8},
		{{"late", "morning"}, 600, 720, 0.85},
		{{"early", "morning"}, 480, 600, 0.85},
		{{"late", "afternoon"}, 900, 1080, 0.85},
		{{"early", "afternoon"}, 720, 900, 0.85},
		{{"end", "of", "day"}, 960, 1080, 0.7},
		{{"noon"}, 720, -1, 0.9}, {{"midday"}, 720, -1, 0.9},
		{{"midnight"}, 0, -1, 0.85}, {{"lunchtime"}, 720, 780, 0.8},
		{{"lunch"}, 720, 780, 0.5}, {{"morning"}, 480, 720, 0.75},
		{{"mornings"}, 480, 720, 0.75},
		{{"afternoon"}, 720, 1020, 0.75},
		{{"afternoons"}, 720, 1020, 0.75},
		{{"evening"}, 1020, 1260, 0.75},
		{{"evenings"}, 1020, 1260, 0.75},
		{{"tonight"}, 1080, 1320, 0.75}, {{"night"}, 1080, 1320, 0.6},
	};

	if (i > 0 && entity_is(t, i - 1, "good"))
		return nothing; /* a greeting */
	for (size_t k = 0; k < NELEM(parts); k++) {
		size_t n = 0;

		while (n < 3 && parts[k].words[n] != NULL &&
		    entity_is(t, i + n, parts[k].words[n]))
			n++;
		if (n == 3 || parts[k].words[n] == NULL)
			return (struct hit){n, parts[k].from, parts[k].to,
				parts[k].confidence};
	}
	return nothing;
}

static struct hit
later_today(const struct entity_text *t, size_t i)
{
	int64_t v = 1;
	size_t n;
	int at;

	if (!entity_is(t, i, "in"))
		return nothing;
	if (entity_is(t, i + 1, "half") && entity_is(t, i + 2, "an") &&
	    entity_is(t, i + 3, "hour")) {
		at = t->now.minute + 30;
		return at < 24 * 60 ? (struct hit){4, at, -1, 0.9} : nothing;
	}
	n = entity_in(t, i + 1, " an a ") ? 1 :
					    entity_cardinal(t, i + 1, &v);
	if (n == 0 || v > 24)
		return nothing;
	if (entity_in(t, i + 1 + n, " hour hours hrs "))
		at = t->now.minute + (int)v * 60;
	else
		return nothing;
	return at < 24 * 60 ? (struct hit){n + 2, at, -1, 0.9} : nothing;
}

static bool
follows_day(const struct entity_text *t, size_t i)
{
	for (size_t k = 0; i > 0 && k < t->out->n; k++) {
		const struct entity *f = &t->out->items[k];

		if (f->kind == ENTITY_DATE && f->confidence >= ENTITY_SURE &&
		    (f->to == t->items[i - 1].to ||
			(i > 1 && entity_in(t, i - 1, " , @ ") &&
			    f->to == t->items[i - 2].to)))
			return true;
	}
	return false;
}

/* One time of the day, after what stands before it. */
static struct hit
moment(const struct entity_text *t, size_t i)
{
	size_t before = entity_in(t, i, " at around about by before after "
	    "until till @ past say from ") ? 1 : 0;
	struct clock c = clock_at(t, i + before);
	struct hit h = {0};

	if (before == 1 && c.n == 0 && entity_in(t, i + 1, " around about ")) {
		before = 2;
		c = clock_at(t, i + 2);
	}
	if (c.n == 0 || is_counted(t, i + before + c.n) ||
	    (!c.exact && !c.colon && (c.hour > 12 || c.hour == 0)) ||
	    c.hour * 60 + c.minute > 24 * 60)
		return nothing;
	h.n = before + c.n + (entity_is(t, i + before + c.n, "ish") ? 1 : 0);
	h.from = minute_of(&c, said_elsewhere(t));
	h.to = -1;
	if (c.said != UNSAID || (c.exact && c.colon) || c.colon)
		h.confidence = 0.93;
	else if (before > 0 && (c.exact ? c.hour <= 24 : true))
		h.confidence = entity_in(t, i, " about from say ") ? 0.55 :
								     0.85;
	else if (h.n > c.n)
		h.confidence = 0.8;
	else if (entity_is(t, i + h.n, "in") &&
	    entity_is(t, i + h.n + 1, "the") &&
	    entity_in(t, i + h.n + 2, " morning afternoon evening "))
		h.confidence = 0.9;
	else
		h.confidence = follows_day(t, i) ? 0.7 : 0.3;
	if (entity_in(t, i, " before by ") && h.from > DAY_BEGINS) {
		h.to = h.from;
		h.from = DAY_BEGINS;
	} else if (entity_in(t, i, " after past ") && h.from < DAY_ENDS)
		h.to = DAY_ENDS;
	return h;
}

static const char *
written(struct arena *a, const struct hit *h)
{
	if (h->to < 0)
		return arena_printf(a, "%02d:%02d", h->from / 60 % 24,
		    h->from % 60);
	return arena_printf(a, "%02d:%02d-%02d:%02d", h->from / 60,
	    h->from % 60, h->to / 60, h->to % 60);
}

void
entity_find_times(struct entity_text *t)
{
	static struct hit (*const rules[])(const struct entity_text *,
	    size_t) = {later_today, range, spoken, part_of_day, moment};

	for (size_t i = 0; i < t->n; i++) {
		struct hit h = nothing;

		/* "today" is a day, "tonight" is a time too. */
		if (entity_taken(t, i) && !entity_is(t, i, "tonight") &&
		    !entity_in(t, i, " in at by before after from "))
			continue;
		for (size_t r = 0; r < NELEM(rules) && h.n == 0; r++)
			h = rules[r](t, i);
		if (h.n == 0)
			continue;
		entity_add(t, ENTITY_TIME, i, h.n, h.confidence,
		    written(t->arena, &h));
		i += h.n - 1;
	}
}
