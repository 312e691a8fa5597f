#include "base/base.h"

#include "nlp/evidence.h"

#include "base/text.h"
#include "nlp/form_fit.h"

#include <math.h>

#define NEAR_BEST 0.45	/* passages with less of the best score are not read */
#define HEADING_CREDIT 0.6 /* of a word that only the heading says */
#define TITLE_CREDIT 0.5
#define LEAD_BONUS 0.05
#define LEAD_HEADING 0.3 /* what its heading asks, the first sentence says */
#define LEAD_TITLE 0.5 /* of what the heading gives */
#define BEFORE_CREDIT 0.15 /* of a word that the sentence before says */
#define LEANS_CREDIT 0.5 /* the same when it begins with "It" */
#define BEFORE_FADES 0.5
#define MONEY_CREDIT 0.3
#define NEAR_BONUS 0.1
#define TASK_BONUS 0.15
#define WEAK_LEAD_BONUS 0.05 /* a figure was asked for and it has none */
#define FIGURE_FIT 0.7 /* less only speaks of prices, or of times */
#define FIRST_BONUS 0.3 /* on a whole article: its first sentence */
#define FORM_BONUS 0.18
#define VALUE_BONUS 0.34 /* who asks for a figure wants a figure */
#define NEAR 4 /* words that are still near each other */
#define ASKED_BONUS 0.35 /* a follow-up is answered by its own words */
#define OWN_ALL 0.99 /* of the question, by the unit itself */
#define OWN_BONUS 0.05
#define ROW_ASKED 0.9 /* of a follow-up, by the row that it names */
#define ROW_BONUS 0.1
#define HEADED_LEAD 0.9 /* of a word of the heading, by the first sentence */
#define LONG_SENTENCE 45 /* words; longer ones say many things */

struct collector {
	struct arena *arena;
	const struct retrieve_result *found;
	struct evidence *out;
	size_t hit;
	double heading[QUERY_TERMS_MAX]; /* matched by it, by term */
	double title[QUERY_TERMS_MAX];
	double head[QUERY_TERMS_MAX]; /* by the table's head, in its rows */
	double before[QUERY_TERMS_MAX]; /* by the sentences before */
	double all; /* weight * idf of all terms */
	double asked; /* the same without the topic's */
	bool leaning; /* some are the topic's */
	double headed; /* 0..1 of the question by the heading */
	double task; /* TASK_BONUS when the heading names the task */
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

/* "… is not offered there.", "… to these places." */
static bool
points_back(const char *s)
{
	static const char *const words[] = {" there.", " there,",
	    " these ", " those ", " such ", " in both cases",
	    " the same way", " of them", " to them", " for it."};

	for (size_t i = 0; i < NELEM(words); i++) {
		if (strstr(s, words[i]) != NULL)
			return true;
	}
	return false;
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

	return begins_with(s, words, NELEM(words)) || says_it_early(s) ||
	    points_back(s);
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

/* Where each term stands first; 0: nowhere, else the place + 1. */
static double
place_of(const struct words *w, const struct query_term *t, size_t *place)
{
	double best = 0;

	*place = 0;
	for (size_t i = 0; i < w->n; i++) {
		if (strcmp(w->items[i].stem, t->stem) == 0) {
			*place = i + 1;
			/* "for 5 people" is no question of $5. */
			return w->items[i].money && !t->money ? MONEY_CREDIT :
								1;
		}
		for (size_t k = 0; k < t->n_alts; k++) {
			if (t->alts[k].weight > best &&
			    strcmp(w->items[i].stem, t->alts[k].stem) == 0) {
				best = t->alts[k].weight;
				*place = i + 1;
			}
		}
	}
	return best;
}

/* Neighbours in the question that are near each other here too: 0..1. */
static double
nearness(const struct query *q, const size_t *places)
{
	double near = 0, all = 0;
	size_t last = QUERY_TERMS_MAX;

	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];

		if (t->weight < 1 || t->hint)
			continue;
		if (last < QUERY_TERMS_MAX) {
			size_t a = places[last], b = places[i];
			size_t d = a > b ? a - b : b - a;

			all += t->idf;
			if (a > 0 && b > 0 && d > 0 && d <= NEAR)
				near += t->idf / (double)d;
		}
		last = i;
	}
	return all <= 0 ? 0 : near / all;
}

/* What the places around the unit say of term i, as a share of saying it. */
static double
context_of(struct collector *c, const struct evidence_unit *u, size_t i,
    double said)
{
	double credit = u->leans ? LEANS_CREDIT : BEFORE_CREDIT;
	double best = HEADING_CREDIT * c->heading[i], before = c->before[i];

	if (u->kind == MARKDOWN_TABLE_HEAD)
		c->head[i] = said;
	if (TITLE_CREDIT * c->title[i] > best)
		best = TITLE_CREDIT * c->title[i];
	if (u->kind == MARKDOWN_TABLE_ROW && c->head[i] > best)
		best = c->head[i];
	if (credit * before > best)
		best = credit * before;
	c->before[i] = said > BEFORE_FADES * before ? said :
						      BEFORE_FADES * before;
	return best;
}

static bool
is_said_now(const struct query_term *t)
{
	return !t->topic && !t->hint;
}

/* How far the unit says term i; its section's heading says it for all. */
static double
asked_by(const struct collector *c, const struct evidence_unit *u, size_t i,
    double said)
{
	double best = c->heading[i] *
	    (u->leads ? HEADED_LEAD : HEADING_CREDIT);

	if (u->kind == MARKDOWN_TABLE_ROW && c->head[i] > best)
		best = c->head[i];
	return said > best ? said : best;
}

/* How much of the question the unit says, itself and with what is around. */
static void
match_unit(struct collector *c, struct evidence_unit *u,
    const struct words *words)
{
	const struct query *q = &c->found->query;
	size_t places[QUERY_TERMS_MAX];

	for (size_t i = 0; i < q->n; i++) {
		double w = q->terms[i].weight * q->terms[i].idf;
		double said = place_of(words, &q->terms[i], &places[i]);
		double context = context_of(c, u, i, said);

		u->mass += w * said;
		u->full += w * (said > context ? said : context);
		if (c->heading[i] < 0.5)
			u->specific += w * said;
		if (is_said_now(&q->terms[i]))
			u->asked += w * asked_by(c, u, i, said);
	}
	u->own = u->mass / c->all;
	u->full /= c->all;
	u->asked = c->asked <= 0 ? 0 : u->asked / c->asked;
	u->specific /= c->all;
	u->near = nearness(q, places);
}

/* For where the unit stands, not for what it says. */
static double
place_bonus(const struct collector *c, const struct evidence_unit *u)
{
	bool figure = form_wants_figure(c->found->query.form);
	double bonus;

	if (!u->leads)
		return 0;
	bonus = figure && u->fit < FIGURE_FIT ? WEAK_LEAD_BONUS :
	    LEAD_BONUS + LEAD_HEADING * c->headed;
	if (c->found->hits[c->hit].passage->ordinal == 1)
		bonus += FIRST_BONUS * c->general;
	return bonus;
}

/* How well the passage fits beside the best one; that their article is likely
 * meant tells nothing where both are of it. */
static double
fit_of(const struct retrieve_result *found, size_t hit)
{
	const struct retrieve_hit *h = &found->hits[hit],
				  *best = &found->hits[0];
	double likely =
	    h->passage->article_id == best->passage->article_id ?
	    h->parts.likely : 0;

	return best->score <= likely ? 1 :
	    (h->score - likely) / (best->score - likely);
}

static void
score_unit(struct collector *c, struct evidence_unit *u)
{
	const struct query *q = &c->found->query;
	struct words words;
	double bonus, part;

	words_split(q->st, c->arena, u->text, true, &words);
	if (c->all <= 0)
		return;
	match_unit(c, u, &words);
	u->fit = form_fit(q, &words, u->text, u->kind);
	bonus = c->task + NEAR_BONUS * u->near + u->fit *
	    (form_wants_figure(q->form) ? VALUE_BONUS : FORM_BONUS);
	if (u->own >= OWN_ALL)
		bonus += OWN_BONUS;
	if (c->leaning)
		bonus += ASKED_BONUS * u->asked;
	/* "And for team?": its row. */
	if (c->leaning && u->kind == MARKDOWN_TABLE_ROW &&
	    u->asked >= ROW_ASKED)
		bonus += ROW_BONUS;
	if (u->kind == MARKDOWN_TABLE_HEAD || u->kind == MARKDOWN_HEADING)
		bonus -= 1;
	if (words.n > LONG_SENTENCE)
		bonus -= 0.05;
	/* Without a word of its own it answers only as the lead. */
	if (u->own <= 0 && !u->leads)
		bonus -= 0.2;
	part = fit_of(c->found, c->hit);
	part *= sqrt(part);
	u->level = (u->full + bonus) * part;
	u->score = u->level + place_bonus(c, u) * part;
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

/* "How do I measure my wrist" under "Measure your wrist": the section whose
 * heading begins with what is to be done. */
static bool
heads_the_task(const struct query *q, const char *path,
    const struct words *heading)
{
	if (q->form != QUERY_HOW_TO || strchr(path, '>') != NULL ||
	    heading->n == 0)
		return false;
	for (size_t i = 0; i < q->n; i++) {
		if (q->terms[i].weight >= 1 && !q->terms[i].hint)
			return strcmp(q->terms[i].stem,
				   heading->items[0].stem) == 0;
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
	c->headed = 0;
	c->task = heads_the_task(q, p->heading, &heading) ? TASK_BONUS : 0;
	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];
		double by_heading;

		c->heading[i] = match_of(&heading, t);
		c->title[i] = match_of(&title, t);
		by_heading = c->heading[i] > LEAD_TITLE * c->title[i] ?
		    c->heading[i] : LEAD_TITLE * c->title[i];
		if (is_said_now(t) || c->asked <= 0)
			c->headed += t->weight * t->idf * by_heading;
		if (t->weight >= 1 && c->title[i] <= 0 && !is_overall(t))
			c->general = 0;
	}
	if (c->all > 0)
		c->headed /= c->all;
	markdown_lines(c->arena, p->body, lines);
	c->section_begun = false;
	memset(c->before, 0, sizeof(c->before));
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
	for (size_t i = 0; i < found->query.n; i++) {
		const struct query_term *t = &found->query.terms[i];

		c.all += t->weight * t->idf;
		c.leaning = c.leaning || t->topic;
		if (is_said_now(t))
			c.asked += t->weight * t->idf;
	}
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
