#include "base/base.h"

#include "nlp/evidence.h"

#include "base/text.h"

#define NEAR_BEST 0.45	/* passages with less of the best score are not read */
#define HEADING_CREDIT 0.6 /* of a word that only the heading says */
#define TITLE_CREDIT 0.5
#define LEAD_BONUS 0.2
#define WEAK_LEAD_BONUS 0.05 /* a figure was asked for and it has none */
#define FIRST_BONUS 0.3 /* on a whole article: its first sentence */
#define FORM_BONUS 0.18
#define VALUE_BONUS 0.34 /* who asks for a figure wants a figure */
#define LONG_SENTENCE 45 /* words; longer ones say many things */

struct collector {
	struct arena *arena;
	const struct retrieve_result *found;
	struct evidence *out;
	size_t hit;
	double heading[QUERY_TERMS_MAX]; /* matched by it, by term */
	double title[QUERY_TERMS_MAX];
	double head[QUERY_TERMS_MAX]; /* by the table's head, in its rows */
	double all; /* weight * idf of all terms */
	double general; /* 1: the title says all that was asked */
	bool section_begun;
};

static bool
is_abbreviation(const char *s, size_t n)
{
	static const char *const known[] = {"No", "St", "Dr", "Mr", "Mrs",
	    "Ms", "vs", "approx", "incl", "min", "max", "Inc", "Ltd", "Co"};
	size_t from = n;

	while (from > 0 && !text_is_space(s[from - 1]) && s[from - 1] != '(')
		from--;
	/* "a.m", "e.g", "U.S", and initials. */
	if (n - from == 1 || (n - from == 3 && s[from + 1] == '.'))
		return text_is_alpha(s[from]);
	for (size_t i = 0; i < NELEM(known); i++) {
		if (strlen(known[i]) == n - from &&
		    strncmp(known[i], s + from, n - from) == 0)
			return true;
	}
	return false;
}

size_t
evidence_sentence(const char *s)
{
	size_t n = 0;

	for (; s[n] != '\0'; n++) {
		size_t end = n + 1;
		char next;

		if (strchr(".!?", s[n]) == NULL)
			continue;
		while (s[end] != '\0' && strchr(")\"'", s[end]) != NULL)
			end++;
		if (s[end] == '\0')
			return end;
		if (!text_is_space(s[end]))
			continue;
		next = s[end + 1];
		if (next >= 'a' && next <= 'z')
			continue;
		if (s[n] == '.' && is_abbreviation(s, n))
			continue;
		return end;
	}
	return n;
}

static bool
begins_with(const char *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(words[i]);

		if (strncmp(s, words[i], len) == 0 && !text_is_alpha(s[len]))
			return true;
	}
	return false;
}

/* "In apartments it is …": without the sentence before, what is? */
static bool
says_it_early(const char *s)
{
	const char *it = strstr(s, " it ");
	size_t blanks = 0;

	for (const char *p = s; it != NULL && p < it; p++)
		blanks += *p == ' ';
	return it != NULL && blanks < 2 && strncmp(s, "If ", 3) != 0;
}

static bool
leans_on_previous(const char *s)
{
	static const char *const words[] = {"It", "Its", "This", "That",
	    "These", "Those", "They", "Their", "Then", "Otherwise",
	    "Instead", "However", "In that case", "In both cases", "Both",
	    "The same", "Also", "Therefore", "Such", "He", "She",
	    "The refund then", "You then", "The fee pays", "One", "Others",
	    "The latter"};

	return begins_with(s, words, NELEM(words)) || says_it_early(s);
}

/* The term in these words: 1, its best synonym's weight, or 0. */
static double
match_of(const struct words *w, const struct query_term *t)
{
	double best = 0;

	for (size_t i = 0; i < w->n; i++) {
		if (strcmp(w->items[i].stem, t->stem) == 0)
			return 1;
		for (size_t k = 0; k < t->n_alts; k++) {
			if (t->alts[k].weight > best &&
			    strcmp(w->items[i].stem, t->alts[k].stem) == 0)
				best = t->alts[k].weight;
		}
	}
	return best;
}

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
has_number(const struct words *w, bool money)
{
	for (size_t i = 0; i < w->n; i++) {
		if (w->items[i].number && (!money || w->items[i].money))
			return true;
	}
	return false;
}

/* 1 when the words hold what the question's form asks for. */
static double
form_fit(const struct query *q, const struct words *w, const char *text,
    enum markdown_kind kind)
{
	static const char *const time[] = {"day", "hour", "minut", "week",
	    "month", "year", "second", "immedi", "onc", "today", "p.m",
	    "am", "pm", "monday", "midnight"};
	static const char *const reason[] = {"becaus", "reason", "caus",
	    "so", "sinc"};
	static const char *const place[] = {"under", "page", "at", "menu",
	    "street", "box", "site", "websit", "bottom", "top", "area"};
	static const char *const free_of[] = {"free", "none", "includ",
	    "noth"};

	switch (q->form) {
	case QUERY_HOW_MUCH:
		return has_number(w, true) || strchr(text, '%') != NULL ? 1 :
		    has_number(w, false) || has_stem(w, free_of,
			NELEM(free_of)) ? 0.6 : 0;
	case QUERY_HOW_MANY:
		return has_number(w, false) ? 1 : 0;
	case QUERY_HOW_LONG:
	case QUERY_WHEN:
		return has_stem(w, time, NELEM(time)) ?
		    has_number(w, false) ? 1 : 0.6 : 0;
	case QUERY_HOW_TO:
		return text_ends(text, ":")	? 1 :
		    kind == MARKDOWN_STEP	? 0.8 :
		    strstr(text, " > ") != NULL ? 0.8 : 0.2;
	case QUERY_WHY:
		return has_stem(w, reason, NELEM(reason)) ? 1 : 0;
	case QUERY_WHERE:
		return has_stem(w, place, NELEM(place)) ? 0.8 : 0;
	default:
		return 0.2;
	}
}

bool
evidence_wants_figure(enum query_form form)
{
	return form == QUERY_HOW_MUCH || form == QUERY_HOW_MANY ||
	    form == QUERY_HOW_LONG || form == QUERY_WHEN;
}

static void
score_unit(struct collector *c, struct evidence_unit *u)
{
	const struct query *q = &c->found->query;
	struct words words;
	double own = 0, full = 0, specific = 0, bonus, place = 0, part;

	words_split(q->st, c->arena, u->text, true, &words);
	for (size_t i = 0; i < q->n; i++) {
		if (u->kind == MARKDOWN_TABLE_HEAD)
			c->head[i] = match_of(&words, &q->terms[i]);
		double w = q->terms[i].weight * q->terms[i].idf;
		double m = match_of(&words, &q->terms[i]);
		double context = HEADING_CREDIT * c->heading[i];

		if (TITLE_CREDIT * c->title[i] > context)
			context = TITLE_CREDIT * c->title[i];
		if (u->kind == MARKDOWN_TABLE_ROW && c->head[i] > context)
			context = c->head[i];
		own += w * m;
		full += w * (m > context ? m : context);
		if (c->heading[i] < 0.5)
			specific += w * m;
	}
	if (c->all <= 0)
		return;
	u->own = own / c->all;
	u->mass = own;
	u->full = full / c->all;
	u->specific = specific / c->all;
	u->fit = form_fit(q, &words, u->text, u->kind);
	bonus = u->fit *
	    (evidence_wants_figure(q->form) ? VALUE_BONUS : FORM_BONUS);
	if (u->leads)
		place = evidence_wants_figure(q->form) && u->fit <= 0 ?
		    WEAK_LEAD_BONUS : LEAD_BONUS;
	if (u->leads && c->found->hits[c->hit].passage->ordinal == 1)
		place += FIRST_BONUS * c->general;
	if (u->kind == MARKDOWN_TABLE_HEAD || u->kind == MARKDOWN_HEADING)
		bonus -= 1;
	if (words.n > LONG_SENTENCE)
		bonus -= 0.05;
	/* Without a word of its own it answers only as the lead. */
	if (u->own <= 0 && !u->leads)
		bonus -= 0.2;
	part = c->found->hits[c->hit].score / c->found->hits[0].score;
	u->score = (u->full + bonus + place) * part;
	u->level = (u->full + bonus) * part;
}

/* The piece of the line's Markdown; plain when it would cut a pair of **. */
static const char *
rich_piece(struct arena *a, const struct markdown_line *line, size_t from,
    size_t to)
{
	const char *s = line->rich + line->rich_at[from];
	size_t n = line->rich_at[to] - line->rich_at[from], stars = 0,
	       ticks = 0, opened = 0, closed = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\\') {
			i++;
			continue;
		}
		stars += s[i] == '*';
		ticks += s[i] == '`';
		opened += s[i] == '[';
		closed += s[i] == ']';
	}
	if (stars % 4 == 0 && ticks % 2 == 0 && opened == closed)
		return arena_strndup(a, s, n);
	return arena_strndup(a, line->text + from, to - from);
}

static void
add_unit(struct collector *c, size_t line_number, size_t from, size_t to)
{
	struct evidence *e = c->out;
	const struct markdown_line *line =
	    &e->lines[c->hit].items[line_number];
	struct evidence_unit *u;
	char *before;

	while (from < to && text_is_space(line->text[from]))
		from++;
	while (to > from && text_is_space(line->text[to - 1]))
		to--;
	if (to == from || e->n == EVIDENCE_UNITS_MAX)
		return;
	before = arena_strndup(c->arena, line->text, from);
	u = &e->units[e->n++];
	*u = (struct evidence_unit){
		.hit = c->hit,
		.line = line_number,
		.kind = line->kind,
		.text = arena_strndup(c->arena, line->text + from, to - from),
		.rich = rich_piece(c->arena, line, from, to),
		.start = line->start + text_length(before),
	};
	u->end = u->start + text_length(u->text);
	u->leads = line->kind == MARKDOWN_PARAGRAPH && !c->section_begun;
	u->leans = line->kind == MARKDOWN_PARAGRAPH && !u->leads &&
	    leans_on_previous(u->text);
	c->section_begun = true;
	score_unit(c, u);
	if (u->score > e->units[e->best].score)
		e->best = e->n - 1;
}

static void
add_line(struct collector *c, size_t number)
{
	const struct markdown_line *line =
	    &c->out->lines[c->hit].items[number];
	size_t from = 0, n = strlen(line->text);

	if (line->kind != MARKDOWN_PARAGRAPH) {
		add_unit(c, number, 0, n);
		return;
	}
	while (from < n) {
		size_t len = evidence_sentence(line->text + from);

		add_unit(c, number, from, from + len);
		from += len;
	}
}

/* "Refund policy" asks for no more than "refunds" does. */
static bool
is_overall(const struct query_term *t)
{
	static const char *const words[] = {"policy", "policies", "rules",
	    "terms", "conditions", "overview", "details", "general",
	    "basics", "options"};

	for (size_t i = 0; i < NELEM(words); i++) {
		if (strcmp(t->word, words[i]) == 0)
			return true;
	}
	return false;
}

static void
add_passage(struct collector *c)
{
	const struct passage_hit *p = c->found->hits[c->hit].passage;
	const struct query *q = &c->found->query;
	struct markdown_lines *lines = &c->out->lines[c->hit];
	struct words heading, title;

	words_split(q->st, c->arena, p->heading, true, &heading);
	words_split(q->st, c->arena, p->title, true, &title);
	c->general = q->n_content > 0;
	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];

		c->heading[i] = match_of(&heading, t);
		c->title[i] = match_of(&title, t);
		if (t->weight >= 1 && c->title[i] <= 0 && !is_overall(t))
			c->general = 0;
	}
	markdown_lines(c->arena, p->body, lines);
	c->section_begun = false;
	for (size_t i = 0; i < lines->n; i++)
		add_line(c, i);
}

void
evidence_collect(struct arena *a, const struct retrieve_result *found,
    struct evidence *out)
{
	struct collector c = {.arena = a, .found = found, .out = out};

	*out = (struct evidence){0};
	out->units = arena_array(a, EVIDENCE_UNITS_MAX, sizeof(*out->units));
	for (size_t i = 0; i < found->query.n; i++)
		c.all += found->query.terms[i].weight *
		    found->query.terms[i].idf;
	while (c.hit < found->n && c.hit < EVIDENCE_PASSAGES &&
	    found->hits[c.hit].score >= NEAR_BEST * found->hits[0].score) {
		add_passage(&c);
		c.hit++;
	}
	out->n_hits = c.hit;
}

/* The first word that decides does: "can be returned, but not …" is yes. */
int
evidence_polarity(struct arena *a, struct stemmer *st, const char *sentence)
{
	static const char *const no[] = {"cannot", "not", "never", "no",
	    "neither", "nor", "none", "nothing", "nobody", "only",
	    "impossible", "unavailable"};
	static const char *const yes[] = {"can", "may", "accepts", "accept",
	    "offers", "offer", "includes", "supports", "covers", "is",
	    "are", "has", "have", "will", "costs", "charges", "does",
	    "uses", "applies"};
	struct words w;

	words_split(st, a, sentence, false, &w);
	for (size_t i = 0; i < w.n; i++) {
		const char *next = i + 1 < w.n ? w.items[i + 1].text : "";

		/* "not only" and "no later than" deny nothing. */
		if (strcmp(next, "only") == 0 || strcmp(next, "later") == 0)
			continue;
		for (size_t k = 0; k < NELEM(no); k++) {
			if (strcmp(w.items[i].text, no[k]) == 0)
				return -1;
		}
		for (size_t k = 0; k < NELEM(yes); k++) {
			if (strcmp(w.items[i].text, yes[k]) == 0)
				return begins_with(next, no, NELEM(no)) ?
				    -1 : 1;
		}
	}
	return 0;
}
