#include "base/base.h"

#include "nlp/search_internal.h"
#include "nlp/words.h"

#include <math.h>
#include <stdlib.h>

#define W_ARTICLE 0.9
#define W_COVERAGE 0.7
#define W_QUESTION 1.2
#define W_SAME_QUESTION 1.6 /* nearly the very question */
#define W_OTHERS 0.5 /* of its questions that are like it, too */
#define W_QUESTION_HEADING 1.2
#define W_PROXIMITY 0.6
#define W_TOPIC 0.25
#define W_LIKELY 8.0 /* of an article that an intent leads to */
#define W_FIRST 0.35 /* a question on the whole: its first section */
#define W_STEPS 0.25 /* of the score: what is to be done was asked */
#define STEPS_NEAR 0.02 /* of the question, less than the best one says */
#define STEPS_HEADING 0.9 /* of what its heading says */
#define TAG_CREDIT 0.8 /* of a word that only the tags say */
#define NEAR 8	     /* words that are still near each other */
#define PLACES_MAX 12 /* of a term in a passage that are looked at */
#define HEADING_AT 1000 /* places: title, heading and body are far apart */
#define BODY_AT 2000
#define SLOTS 8192 /* twice SEARCH_MATCHES_MAX */

static_assert(SLOTS >= 2 * SEARCH_MATCHES_MAX, "slots stay half empty");

/* One text of an article or passage, seen by the question. */
struct seen {
	double match[QUERY_TERMS_MAX]; /* 1; a synonym's weight; or 0 */
	double times[QUERY_TERMS_MAX];
};

/* Where the question's own words stand in one passage. */
struct places {
	unsigned at[PLACES_MAX];
	unsigned n;
};

struct text {
	uint32_t *tokens; /* word number twice, plus 1 for joined forms */
	size_t n;
};

struct article_seen {
	uint32_t number;
	struct text title;
	struct seen in_title, in_tags;
	double in_questions[QUERY_TERMS_MAX]; /* by any of them */
	double title_share; /* of the question's weight */
	double question_match[QUERY_TERMS_MAX]; /* by the likest question */
	double question_sim;
	double alike; /* sum of the squared likenesses of all questions */
	const char *question;
	struct text question_words;
};

struct ranker {
	struct search *s;
	struct query *q;
	uint16_t slots[SLOTS]; /* match + 1 by word */
	struct article_seen articles[RETRIEVE_CANDIDATES];
	size_t n_articles;
	struct places places[QUERY_TERMS_MAX];
	double all; /* weight * idf of all terms, topic and hints too */
};

static size_t
slot_of(uint32_t word)
{
	return word * 2654435761u >> 19;
}

static void
fill_slots(struct ranker *r)
{
	for (size_t i = 0; i < r->s->n_matches; i++) {
		size_t at = slot_of(r->s->matches[i].word);

		while (r->slots[at] != 0)
			at = (at + 1) % SLOTS;
		r->slots[at] = (uint16_t)(i + 1);
	}
}

static struct text
read_text(struct ranker *r, struct index_reader *in)
{
	uint32_t n = index_next(in);
	struct text out;

	/* A word takes a byte at least. */
	if (n > (size_t)(in->end - in->at))
		n = (uint32_t)(in->end - in->at);
	out.tokens = arena_array(r->s->arena, n + 1, sizeof(*out.tokens));
	out.n = n;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t token = index_next(in);

		out.tokens[i] = token >> 1 < r->s->ix->n_words ? token : 0;
	}
	return out;
}

static void
see_word(struct ranker *r, uint32_t word, unsigned at, struct seen *out)
{
	for (size_t slot = slot_of(word); r->slots[slot] != 0;
	     slot = (slot + 1) % SLOTS) {
		const struct search_match *m =
		    &r->s->matches[r->slots[slot] - 1];
		struct places *p = &r->places[m->term];

		if (m->word != word)
			continue;
		if ((double)m->weight > out->match[m->term])
			out->match[m->term] = (double)m->weight;
		out->times[m->term] += (double)m->weight;
		if (m->own && p->n < PLACES_MAX)
			p->at[p->n++] = at;
	}
}

static void
see_text(struct ranker *r, const struct text *t, unsigned at,
    struct seen *out)
{
	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < t->n; i++) {
		at += (t->tokens[i] & 1) == 0;
		see_word(r, t->tokens[i] >> 1, at, out);
	}
}

static const struct index_word *
word_of(const struct ranker *r, uint32_t token)
{
	return &r->s->ix->words[token >> 1];
}

static bool
is_meant(const struct ranker *r, uint32_t word)
{
	for (size_t slot = slot_of(word); r->slots[slot] != 0;
	     slot = (slot + 1) % SLOTS) {
		if (r->s->matches[r->slots[slot] - 1].word == word)
			return true;
	}
	return false;
}

/* The idf of a word that the question has not. */
static double
rarity(const struct index *ix, uint32_t word)
{
	double all = (double)ix->n_passages;
	double n = (double)ix->words[word].n_passages;

	return n >= all ? 0 : log(1 + (all - n + 0.5) / (n + 0.5));
}

/* Dice's likeness of the question with one that the article answers. */
static double
likeness(struct ranker *r, const struct text *t, const struct seen *seen)
{
	const struct query *q = r->q;
	double common = 0, ours = 0, extra = 0;

	for (size_t i = 0; i < q->n; i++) {
		double weight = q->terms[i].weight * q->terms[i].idf;

		common += seen->match[i] * weight;
		if (!q->terms[i].hint)
			ours += weight;
	}
	for (size_t i = 0; i < t->n; i++) {
		uint8_t role = word_of(r, t->tokens[i])->role;
		uint32_t word = t->tokens[i] >> 1;

		if (role != WORD_EMPTY && (t->tokens[i] & 1) == 0 &&
		    !is_meant(r, word))
			extra += rarity(r->s->ix, word) *
			    (role == WORD_CONTENT ? 1 : 0.15);
	}
	if (common > ours)
		common = ours;
	return ours <= 0 ? 0 : 2 * common / (ours + common + extra);
}

static void
take_question(struct ranker *r, struct article_seen *a, const struct text *t,
    const char *line)
{
	struct seen seen;
	double sim;

	see_text(r, t, 0, &seen);
	for (size_t i = 0; i < r->q->n; i++) {
		if (seen.match[i] > a->in_questions[i])
			a->in_questions[i] = seen.match[i];
	}
	sim = likeness(r, t, &seen);
	a->alike += sim * sim;
	if (sim <= a->question_sim)
		return;
	a->question_sim = sim;
	a->question = line;
	a->question_words = *t;
	memcpy(a->question_match, seen.match, sizeof(seen.match));
}

static void
read_article(struct ranker *r, const struct index_article *row,
    struct article_seen *out)
{
	const struct index *ix = r->s->ix;
	struct index_reader in = index_read(ix, INDEX_FORWARD, row->forward);
	const char *line = index_string(ix, row->questions);
	struct text t;

	out->title = read_text(r, &in);
	see_text(r, &out->title, 0, &out->in_title);
	for (size_t i = 0; i < r->q->n; i++)
		out->title_share += out->in_title.match[i] *
		    r->q->terms[i].weight * r->q->terms[i].idf;
	out->title_share = r->all > 0 ? out->title_share / r->all : 0;
	/* A title of its own may be the question itself. */
	if (row->title_share >= 1)
		take_question(r, out, &out->title,
		    index_string(ix, row->title));
	t = read_text(r, &in);
	see_text(r, &t, 0, &out->in_tags);
	for (uint32_t i = 0; i < row->n_questions && *line != '\0'; i++) {
		size_t n = strcspn(line, "\n");

		t = read_text(r, &in);
		take_question(r, out, &t, arena_strndup(r->s->arena, line,
		    n));
		line += n + (line[n] == '\n');
	}
}

static const struct article_seen *
article_of(struct ranker *r, uint32_t number)
{
	struct article_seen *a;

	for (size_t i = 0; i < r->n_articles; i++) {
		if (r->articles[i].number == number)
			return &r->articles[i];
	}
	a = &r->articles[r->n_articles++];
	a->number = number;
	read_article(r, &r->s->ix->articles[number], a);
	return a;
}

/* Smallest distance of two terms in the passage; 0: not both there. */
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
pair_nearness(const struct ranker *r, size_t i, size_t k)
{
	const struct query_term *t = &r->q->terms[i], *u = &r->q->terms[k];
	double weight = t->weight * t->idf, other = u->weight * u->idf;
	unsigned d;

	if (t->hint || u->hint)
		return 0;
	d = nearest(&r->places[i], &r->places[k]);
	if (d == 0 || d > NEAR)
		return 0;
	return (weight < other ? weight : other) / (double)d;
}

/* Words next to each other in the question, and those with one between. */
static double
proximity(const struct ranker *r)
{
	double sum = 0;

	for (size_t i = 0; i + 1 < r->q->n; i++) {
		sum += pair_nearness(r, i, i + 1);
		if (i + 2 < r->q->n)
			sum += pair_nearness(r, i, i + 2) / 2;
	}
	return sum;
}

static double
clamp(double v)
{
	return v < 0 ? 0 : v > 1 ? 1 : v;
}

struct scales {
	double title; /* times that a word of the title counts */
	double questions;
	double body; /* what the times there are divided by */
};

static void
score_term(struct ranker *r, size_t i, const struct article_seen *a,
    const struct seen *heading, const struct seen *body,
    const struct scales *by, struct retrieve_hit *out)
{
	const struct query_term *t = &r->q->terms[i];
	double w = t->weight * t->idf;
	double in_heading = heading->match[i];
	double in_tags = a->in_tags.match[i] > in_heading ?
	    a->in_tags.match[i] - in_heading : 0;
	double title = by->title * a->in_title.match[i] +
	    W_TAGS * in_tags + by->questions * a->in_questions[i];
	double times = body->times[i] / by->body;
	double section;

	/* "Policy" is in the title: a section on conditions is not meant. */
	if (a->in_title.match[i] >= 1 && in_heading < 1)
		in_heading = 0;
	section = W_HEADING * in_heading + times;

	if (title > 0)
		out->parts.title += W_ARTICLE * w * (K1 + 1) * title /
		    (K1 + title);
	if (section <= 0)
		return;
	w *= (K1 + 1) / (K1 + section);
	out->parts.heading += w * W_HEADING * in_heading;
	out->parts.body += w * times;
}

/* How much of the term the passage has; `said`: by its headings alone. */
static double
match_of(size_t i, const struct article_seen *a, const struct seen *heading,
    const struct seen *body, double *said)
{
	double title = a->in_title.match[i], tags = a->in_tags.match[i];
	double match = title > heading->match[i] ? title : heading->match[i];

	if (TAG_CREDIT * (tags - heading->match[i]) > match)
		match = TAG_CREDIT * (tags - heading->match[i]);
	if (a->question_sim > 0.5 && a->question_match[i] > match)
		match = a->question_match[i];
	*said = match;
	return clamp(body->times[i]) > match ? clamp(body->times[i]) : match;
}

static void
score_terms(struct ranker *r, uint32_t number,
    const struct article_seen *a, const struct seen *heading,
    const struct seen *body, struct retrieve_hit *out)
{
	const struct index *ix = r->s->ix;
	const struct index_article *row = &ix->articles[a->number];
	const struct scales by = {
		.title = search_title_times(ix, row),
		.questions = W_QUESTIONS * search_article_share(row),
		.body = search_body_norm(ix, number),
	};
	double covered = 0, focus = 0;

	for (size_t i = 0; i < r->q->n; i++) {
		const struct query_term *t = &r->q->terms[i];
		double w = t->weight * t->idf, said;

		score_term(r, i, a, heading, body, &by, out);
		out->matched[i] = match_of(i, a, heading, body, &said);
		if (t->hint)
			continue;
		focus += w * said;
		covered += w * out->matched[i];
	}
	out->coverage = r->q->total <= 0 ? 0 : clamp(covered / r->q->total);
	out->focus = r->q->total <= 0 ? 0 : clamp(focus / r->q->total);
}

/* Share of the likest question's words that the heading has: that section is
 * meant, even where the visitor's own words fit another one as well. */
static double
question_in_heading(struct ranker *r, const struct text *question,
    const struct text *heading)
{
	size_t all = 0, found = 0;

	for (size_t i = 0; i < question->n; i++) {
		const struct index_word *w = word_of(r, question->tokens[i]);
		bool has = false;

		if (w->role != WORD_CONTENT)
			continue;
		all++;
		for (size_t k = 0; k < heading->n && !has; k++)
			has = word_of(r, heading->tokens[k])->stem == w->stem;
		found += has;
	}
	return all == 0 ? 0 : (double)found / (double)all;
}

static struct passage_hit *
hit_of(struct ranker *r, const struct index_passage *p)
{
	const struct index *ix = r->s->ix;
	const struct index_article *a = &ix->articles[p->article];
	struct passage_hit *hit = arena_alloc(r->s->arena, sizeof(*hit));

	*hit = (struct passage_hit){
		.id = p->id,
		.article_id = a->id,
		.ordinal = p->ordinal,
		.n_words = p->n_words,
		.revision = a->revision,
		.anchor = index_string(ix, p->anchor),
		.heading = index_string(ix, p->heading),
		.body = index_string(ix, p->body),
		.slug = index_string(ix, a->slug),
		.category = index_string(ix, a->category),
		.title = index_string(ix, a->title),
		.summary = index_string(ix, a->summary),
		.questions = index_string(ix, a->questions),
	};
	return hit;
}

static void
find_likely(const struct ranker *r, struct retrieve_hit *out)
{
	const struct retrieve_request *in = r->s->in;

	for (size_t i = 0; i < in->n_likely; i++) {
		if (strcmp(in->likely[i].slug, out->passage->slug) != 0)
			continue;
		out->likely = clamp(in->likely[i].probability);
		out->intent = 1U << i;
		return;
	}
}

static void
score(struct ranker *r, uint32_t number, struct retrieve_hit *out)
{
	const struct index_passage *p = &r->s->ix->passages[number];
	const struct article_seen *a = article_of(r, p->article);
	struct index_reader in = index_read(r->s->ix, INDEX_FORWARD,
	    p->forward);
	struct text heading = read_text(r, &in), body = read_text(r, &in);
	struct retrieve_parts *parts = &out->parts;
	struct seen in_title, in_heading, in_body;
	double sim = a->question_sim * a->question_sim;

	*out = (struct retrieve_hit){
		.passage = hit_of(r, p),
		.question_sim = a->question_sim,
		.question = a->question,
	};
	memset(r->places, 0, sizeof(r->places));
	see_text(r, &a->title, 0, &in_title);
	see_text(r, &heading, HEADING_AT, &in_heading);
	see_text(r, &body, BODY_AT, &in_body);
	score_terms(r, number, a, &in_heading, &in_body, out);
	parts->fuzzy = (double)r->s->fuzzy[number];
	parts->coverage = W_COVERAGE * r->all * out->coverage *
	    out->coverage;
	parts->question = r->all *
	    (W_QUESTION * sim + W_SAME_QUESTION * sim * sim * sim +
		W_QUESTION_HEADING * sim *
		question_in_heading(r, &a->question_words, &heading));
	parts->others = W_OTHERS * r->all * (a->alike - sim);
	parts->proximity = W_PROXIMITY * proximity(r);
	if (r->s->in->topic_slug != NULL &&
	    strcmp(r->s->in->topic_slug, out->passage->slug) == 0)
		parts->topic = W_TOPIC * r->all;
	find_likely(r, out);
	parts->likely = W_LIKELY * r->all * out->likely;
	if (p->ordinal == 1)
		parts->first = W_FIRST * r->all * a->title_share;
	out->score = parts->title + parts->heading + parts->body +
	    parts->fuzzy + parts->coverage + parts->question +
	    parts->others + parts->proximity + parts->topic +
	    parts->likely + parts->first;
}

/* "How do I return it", not "how do returns work". */
static bool
asks_what_to_do(const struct query *q)
{
	if (q->form != QUERY_HOW_TO || !stemmer_is_english(q->st))
		return q->form == QUERY_HOW_TO;
	for (size_t i = 0; i < q->n; i++) {
		if (q->terms[i].verb && q->terms[i].weight > 0)
			return true;
	}
	return false;
}

static bool
has_steps(const char *body)
{
	return strncmp(body, "1. ", 3) == 0 || strstr(body, "\n1. ") != NULL;
}

/* A passage that tells the steps goes first where it says as much of the
 * question as the best one, and so does its heading. */
static void
raise_steps(const struct query *q, struct retrieve_result *out)
{
	const struct retrieve_hit *best = out->hits;

	if (!asks_what_to_do(q))
		return;
	for (size_t i = 1; i < out->n; i++) {
		if (out->hits[i].score > best->score)
			best = &out->hits[i];
	}
	const double coverage = best->coverage - STEPS_NEAR,
		     focus = best->focus - STEPS_NEAR,
		     heading = best->parts.heading * STEPS_HEADING;
	for (size_t i = 0; i < out->n; i++) {
		struct retrieve_hit *h = &out->hits[i];

		if (h->coverage < coverage || h->focus < focus ||
		    h->parts.heading < heading ||
		    !has_steps(h->passage->body))
			continue;
		h->parts.steps = W_STEPS * h->score;
		h->score += h->parts.steps;
	}
}

static int
by_score(const void *a, const void *b)
{
	const struct retrieve_hit *x = a, *y = b;

	if (x->score > y->score || x->score < y->score)
		return x->score > y->score ? -1 : 1;
	return x->passage->id < y->passage->id ? -1 : 1;
}

void
search_rank(struct search *s, const struct search_candidate *found, size_t n,
    struct retrieve_result *out)
{
	struct ranker *r = arena_alloc(s->arena, sizeof(*r));

	r->s = s;
	r->q = s->q;
	fill_slots(r);
	for (size_t i = 0; i < s->q->n; i++)
		r->all += s->q->terms[i].weight * s->q->terms[i].idf;
	out->hits = arena_array(s->arena, n + 1, sizeof(*out->hits));
	for (size_t i = 0; i < n; i++) {
		if (s->ix->passages[found[i].passage].article <
		    s->ix->n_articles)
			score(r, found[i].passage, &out->hits[out->n++]);
	}
	raise_steps(s->q, out);
	if (out->n > 0)
		qsort(out->hits, out->n, sizeof(*out->hits), by_score);
}
