#include "base/base.h"

#include "nlp/rank.h"

#include "base/text.h"

#include <stdlib.h>

/* Field weights and saturation of BM25F; found by trying on seed questions. */
#define W_TITLE 1.6
#define W_TAGS 2.2
#define W_HEADING 3.4
#define W_BODY 0.6
#define K1 2.4
#define BODY_NORM 0.6  /* how much long passages are held down */
#define BODY_WORDS 70  /* of an ordinary passage */
#define W_COVERAGE 0.7
#define W_QUESTION 0.6
#define W_SAME_QUESTION 0.8 /* nearly the very question */
#define W_QUESTION_HEADING 0.5
#define W_PROXIMITY 0.6
#define W_TOPIC 0.25
#define W_FIRST 0.12 /* a question on the whole: its first section */
#define TAG_CREDIT 0.8 /* of a word that only the tags say */
#define NEAR 6	     /* words that are still near each other */
#define PLACES_MAX 12 /* of a stem in a text that are looked at */
#define IDF_UNKNOWN 4.5 /* of a word that the question has not */

/* Where one stem stands in one passage. */
struct places {
	unsigned tags; /* times in headings and tags */
	unsigned body;
	unsigned at[PLACES_MAX]; /* in the body */
	unsigned n;
};

struct stem_table {
	const char *stems[QUERY_STEMS_MAX];
	size_t n;
	unsigned char slots[512]; /* index + 1 by hash */
};

struct article_words {
	int64_t article_id;
	struct words title;
	double title_match[QUERY_TERMS_MAX];
	double title_share; /* of the question's weight */
	double question_match[QUERY_TERMS_MAX]; /* by the likest question */
	double question_sim;
	const char *question;
	struct words question_words;
};

struct ranker {
	struct arena *arena;
	const struct retrieve_request *in;
	struct query *q;
	struct stem_table table;
	struct places places[QUERY_STEMS_MAX];
	struct article_words articles[RETRIEVE_ARTICLES_MAX];
	size_t n_articles;
	double all; /* weight * idf of all terms, topic and hints too */
};

static size_t
slot_of(const char *s, size_t n)
{
	uint32_t h = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return h % 512;
}

static void
table_fill(struct stem_table *t, const struct query *q)
{
	t->n = query_stems(q, t->stems);
	for (size_t i = 0; i < t->n; i++) {
		size_t at = slot_of(t->stems[i], strlen(t->stems[i]));

		while (t->slots[at] != 0)
			at = (at + 1) % 512;
		t->slots[at] = (unsigned char)(i + 1);
	}
}

/* The stem's number, or -1. */
static int
table_find(const struct stem_table *t, const char *s, size_t n)
{
	for (size_t at = slot_of(s, n); t->slots[at] != 0;
	     at = (at + 1) % 512) {
		const char *stem = t->stems[t->slots[at] - 1];

		if (strncmp(stem, s, n) == 0 && stem[n] == '\0')
			return t->slots[at] - 1;
	}
	return -1;
}

/* Positions such as "1A,7C,9" after a stem; where they end. */
static const char *
read_places(const char *s, struct places *p)
{
	while (text_is_digit(*s)) {
		unsigned at = 0;

		for (; text_is_digit(*s); s++)
			at = at * 10 + (unsigned)(*s - '0');
		if (*s == 'B' && p != NULL)
			p->tags++;
		if (*s == 'C' && p != NULL) {
			p->body++;
			if (p->n < PLACES_MAX)
				p->at[p->n++] = at;
		}
		s += *s >= 'A' && *s <= 'D';
		s += *s == ',';
	}
	return s;
}

static void
read_terms(struct ranker *r, const char *s)
{
	memset(r->places, 0, r->table.n * sizeof(*r->places));
	while (*s == '\'') {
		const char *end = strchr(s + 1, '\'');
		int i;

		if (end == NULL || end[1] != ':')
			return;
		i = table_find(&r->table, s + 1, (size_t)(end - s - 1));
		s = read_places(end + 2, i < 0 ? NULL : &r->places[i]);
		s += *s == ' ';
	}
}

static const struct places *
places_of(const struct ranker *r, const char *stem)
{
	int i = table_find(&r->table, stem, strlen(stem));

	return i < 0 ? NULL : &r->places[i];
}

/* How well a list of words has the term: 1, a synonym's weight, or 0. */
static double
match_in(const struct words *w, const struct query_term *t)
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
meant_by_query(const struct query *q, const struct word *w)
{
	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];

		if (strcmp(t->stem, w->stem) == 0)
			return true;
		for (size_t k = 0; k < t->n_alts; k++) {
			if (strcmp(t->alts[k].stem, w->stem) == 0)
				return true;
		}
	}
	return false;
}

/* Dice's likeness of the question with one that the article answers. */
static double
likeness(struct ranker *r, const struct words *w,
    double match[QUERY_TERMS_MAX])
{
	const struct query *q = r->q;
	double common = 0, ours = 0, extra = 0;

	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];
		double weight = t->weight * t->idf;

		match[i] = match_in(w, t);
		common += match[i] * weight;
		if (!t->hint)
			ours += weight;
	}
	for (size_t i = 0; i < w->n; i++) {
		enum word_role role = word_role_of(&w->items[i]);

		if (role != WORD_EMPTY && !meant_by_query(q, &w->items[i]))
			extra += IDF_UNKNOWN *
			    (role == WORD_CONTENT ? 1 : 0.15);
	}
	if (common > ours)
		common = ours;
	return ours <= 0 ? 0 : 2 * common / (ours + common + extra);
}

static void
read_questions(struct ranker *r, const char *questions,
    struct article_words *out)
{
	while (*questions != '\0') {
		size_t n = strcspn(questions, "\n");
		const char *line = arena_strndup(r->arena, questions, n);
		double match[QUERY_TERMS_MAX], sim;
		struct words words;

		words_split(r->q->st, r->arena, line, false, &words);
		sim = likeness(r, &words, match);
		if (sim > out->question_sim) {
			out->question_sim = sim;
			out->question = line;
			out->question_words = words;
			memcpy(out->question_match, match, sizeof(match));
		}
		questions += n + (questions[n] == '\n');
	}
}

static const struct article_words *
article_of(struct ranker *r, const struct passage_hit *p)
{
	struct article_words *aw;

	for (size_t i = 0; i < r->n_articles; i++) {
		if (r->articles[i].article_id == p->article_id)
			return &r->articles[i];
	}
	aw = &r->articles[r->n_articles++];
	aw->article_id = p->article_id;
	words_split(r->q->st, r->arena, p->title, true, &aw->title);
	for (size_t i = 0; i < r->q->n; i++) {
		const struct query_term *t = &r->q->terms[i];

		aw->title_match[i] = match_in(&aw->title, t);
		aw->title_share += aw->title_match[i] * t->weight * t->idf;
	}
	aw->title_share = r->all > 0 ? aw->title_share / r->all : 0;
	read_questions(r, p->questions, aw);
	return aw;
}

/* Times the term or its best synonym stands in the body; tagged: 0..1. */
static double
times_in_body(const struct ranker *r, const struct query_term *t,
    double *tagged)
{
	const struct places *p = places_of(r, t->stem);
	double best = p == NULL ? 0 : p->body;

	*tagged = p != NULL && p->tags > 0;
	for (size_t k = 0; k < t->n_alts; k++) {
		double w = t->alts[k].weight;

		p = places_of(r, t->alts[k].stem);
		if (p != NULL && w * p->body > best)
			best = w * p->body;
		if (p != NULL && p->tags > 0 && w > *tagged)
			*tagged = w;
	}
	return best;
}

/* Smallest distance of two stems in the body; 0: not both there. */
static unsigned
nearest(const struct places *a, const struct places *b)
{
	unsigned best = 0;

	for (unsigned i = 0; i < a->n; i++) {
		for (unsigned k = 0; k < b->n; k++) {
			unsigned d = a->at[i] > b->at[k] ?
			    a->at[i] - b->at[k] : b->at[k] - a->at[i];

			if (d > 0 && (best == 0 || d < best))
				best = d;
		}
	}
	return best;
}

static double
proximity(const struct ranker *r)
{
	const struct query *q = r->q;
	double sum = 0;

	for (size_t i = 0; i + 1 < q->n; i++) {
		const struct query_term *t = &q->terms[i], *u = &t[1];
		const struct places *a = places_of(r, t->stem),
				    *b = places_of(r, u->stem);
		unsigned d;

		if (a == NULL || b == NULL || t->hint || u->hint)
			continue;
		d = nearest(a, b);
		if (d > 0 && d <= NEAR) {
			double idf = t->weight * t->idf < u->weight * u->idf ?
			    t->weight * t->idf : u->weight * u->idf;

			sum += idf / (double)d;
		}
	}
	return sum;
}

static double
clamp(double v)
{
	return v < 0 ? 0 : v > 1 ? 1 : v;
}

static void
score_terms(struct ranker *r, const struct passage_hit *p,
    const struct article_words *aw, struct retrieve_hit *out)
{
	const struct query *q = r->q;
	double norm = 1 - BODY_NORM +
	    BODY_NORM * (double)p->n_words / BODY_WORDS;
	double covered = 0, focus = 0;
	struct words headings;

	words_split(q->st, r->arena, p->heading, true, &headings);
	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];
		double heading = match_in(&headings, t), match;
		double tagged, body = times_in_body(r, t, &tagged) / norm;
		double tf, gain;
		double title = aw->title_match[i], w = t->weight * t->idf;

		tagged = heading > tagged ? 0 : tagged - heading;
		tf = W_TITLE * title + W_TAGS * tagged +
		    W_HEADING * heading + W_BODY * body;
		gain = tf <= 0 ? 0 : w * (K1 + 1) / (K1 + tf);
		out->parts.title += gain *
		    (W_TITLE * title + W_TAGS * tagged);
		out->parts.heading += gain * W_HEADING * heading;
		out->parts.body += gain * W_BODY * body;
		match = clamp(title > heading ? title : heading);
		if (TAG_CREDIT * tagged > match)
			match = TAG_CREDIT * tagged;
		if (aw->question_sim > 0.5 && aw->question_match[i] > match)
			match = aw->question_match[i];
		if (!t->hint)
			focus += w * match;
		body *= norm; /* a rare mention in a long text counts too */
		if (body > match)
			match = clamp(body);
		out->matched[i] = match;
		if (!t->hint)
			covered += w * match;
	}
	out->coverage = q->total <= 0 ? 0 : clamp(covered / q->total);
	out->focus = q->total <= 0 ? 0 : clamp(focus / q->total);
}

/* Share of the likest question's words that the heading has: that section is
 * meant, even where the visitor's own words fit another one as well. */
static double
question_in_heading(struct ranker *r, const struct words *question,
    const char *heading)
{
	struct words headings;
	size_t all = 0, found = 0;

	words_split(r->q->st, r->arena, heading, true, &headings);
	for (size_t i = 0; i < question->n; i++) {
		bool has = false;

		if (word_role_of(&question->items[i]) != WORD_CONTENT)
			continue;
		all++;
		for (size_t k = 0; k < headings.n && !has; k++)
			has = strcmp(headings.items[k].stem,
				  question->items[i].stem) == 0;
		found += has;
	}
	return all == 0 ? 0 : (double)found / (double)all;
}

static void
score(struct ranker *r, const struct passage_hit *p, struct retrieve_hit *out)
{
	const struct article_words *aw = article_of(r, p);
	struct retrieve_parts *parts = &out->parts;
	double sim;

	*out = (struct retrieve_hit){
		.passage = p,
		.question_sim = aw->question_sim,
		.question = aw->question,
	};
	read_terms(r, p->terms);
	score_terms(r, p, aw, out);
	parts->coverage = W_COVERAGE * r->all * out->coverage *
	    out->coverage;
	sim = aw->question_sim * aw->question_sim;
	parts->question = r->all *
	    (W_QUESTION * sim + W_SAME_QUESTION * sim * sim * sim +
		W_QUESTION_HEADING * sim * question_in_heading(r,
		    &aw->question_words, p->heading));
	parts->proximity = W_PROXIMITY * proximity(r);
	if (r->in->topic_slug != NULL &&
	    strcmp(r->in->topic_slug, p->slug) == 0)
		parts->topic = W_TOPIC * r->all;
	if (p->ordinal == 1)
		parts->first = W_FIRST * r->all * aw->title_share;
	out->score = parts->title + parts->heading + parts->body +
	    parts->coverage + parts->question + parts->proximity +
	    parts->topic + parts->first;
}

static int
by_score(const void *a, const void *b)
{
	const struct retrieve_hit *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return x->passage->id < y->passage->id ? -1 : 1;
}

void
rank_passages(struct arena *a, const struct retrieve_request *in,
    const struct passage_hits *hits, struct retrieve_result *out)
{
	struct ranker *r = arena_alloc(a, sizeof(*r));

	r->arena = a;
	r->in = in;
	r->q = &out->query;
	table_fill(&r->table, &out->query);
	for (size_t i = 0; i < out->query.n; i++)
		r->all += out->query.terms[i].weight *
		    out->query.terms[i].idf;
	out->n = hits->n < RETRIEVE_CANDIDATES ? hits->n :
						 RETRIEVE_CANDIDATES;
	out->hits = arena_array(a, out->n, sizeof(*out->hits));
	for (size_t i = 0; i < out->n; i++)
		score(r, &hits->items[i], &out->hits[i]);
	if (out->n > 0)
		qsort(out->hits, out->n, sizeof(*out->hits), by_score);
}
