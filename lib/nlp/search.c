#include "base/base.h"

#include "nlp/search_internal.h"

#include "base/clock.h"
#include "nlp/compound.h"
#include "nlp/look_alike.h"

#include <math.h>
#include <stdlib.h>

#define FUZZY_WEIGHT_MIN 0.3 /* lighter words are not widened */
#define FUZZY_PASSAGES 4000 /* nor words of more passages: it takes time */

/* The passages that one term was found in. */
struct found {
	float *times; /* by passage: weighed times; 0 for most */
	uint32_t *passages;
	size_t n;
};

/* The title of an article with one section is mostly the question; that of a
 * long one says little about each section, as do titles of many articles. */
double
search_article_share(const struct index_article *a)
{
	return a->n_passages < 2 ? 1 : pow((double)a->n_passages, -SPREAD);
}

double
search_title_times(const struct index *ix, const struct index_article *a)
{
	double norm = 1 - TITLE_NORM + TITLE_NORM * (double)a->title_words /
	    ((double)ix->meta->title_words + 1);

	if (!(a->title_share > 0) || a->title_share > 1)
		return 0;
	return W_TITLE * (double)a->title_share / norm *
	    search_article_share(a);
}

double
search_body_norm(const struct index *ix, uint32_t passage)
{
	double length = (double)ix->quick[passage].length;

	return 1 - BODY_NORM + BODY_NORM * (length >= 0 ? length : 1);
}

/* What one posting adds, in times as if in a body of ordinary length. */
static double
weighed_times(const struct index *ix, const struct index_posting *at)
{
	double times = at->body / search_body_norm(ix, at->passage);
	const struct index_article *a;
	uint32_t article;

	if (at->fields == 0)
		return times;
	article = ix->passages[at->passage].article;
	if (article >= ix->n_articles)
		return times;
	a = &ix->articles[article];
	if (at->fields & INDEX_TITLE)
		times += search_title_times(ix, a);
	if (at->fields & INDEX_TAGS)
		times += W_TAGS;
	if (at->fields & INDEX_HEADING)
		times += W_HEADING;
	if (at->fields & INDEX_QUESTIONS)
		times += W_QUESTIONS * search_article_share(a);
	return times;
}

static void
find_word(const struct search *s, uint32_t word, double weight,
    struct found *f)
{
	const struct index *ix = s->ix;
	struct index_postings p = index_postings(ix, &ix->words[word]);
	struct index_posting at;

	while (index_posting_next(&p, &at)) {
		uint32_t group = ix->quick[at.passage].group;

		if (group >= ix->n_groups || !s->groups[group])
			continue;
		/* A damaged row may repeat itself. */
		if (f->times[at.passage] <= 0 && f->n < ix->n_passages)
			f->passages[f->n++] = at.passage;
		f->times[at.passage] += (float)(weight *
		    weighed_times(ix, &at)) + 1e-6f;
	}
}

/* Adds the term's gain to `scores` and empties `f` for the next. */
static void
gain(struct found *f, double weight, float *scores)
{
	for (size_t i = 0; i < f->n; i++) {
		uint32_t p = f->passages[i];
		double times = f->times[p];

		scores[p] += (float)(weight * times * (K1 + 1) /
		    (times + K1));
		f->times[p] = 0;
	}
	f->n = 0;
}

static void
score_stems(struct search *s, struct found *f, float *scores)
{
	size_t m = 0;

	for (size_t i = 0; i < s->q->n; i++) {
		const struct query_term *t = &s->q->terms[i];

		for (; m < s->n_matches && s->matches[m].term == i; m++)
			find_word(s, s->matches[m].word,
			    (double)s->matches[m].weight, f);
		gain(f, t->weight * t->idf, scores);
	}
}

/* A word of half the passages tells none of them from the others. */
static void
find_alike(const struct search *s, const struct look_alike *like,
    struct found *f)
{
	if (s->ix->words[like->word].n_passages <= FUZZY_PASSAGES)
		find_word(s, like->word, (double)like->likeness, f);
}

/* The same by the letters: the more a word looks like the term's. */
static void
score_letters(struct search *s, struct found *f, int64_t total)
{
	struct look_alike_work work;

	look_alike_begin(&work, s->ix, s->arena);
	for (size_t i = 0; i < s->q->n; i++) {
		const struct query_term *t = &s->q->terms[i];
		double n;

		if (t->hint || t->number || t->weight < FUZZY_WEIGHT_MIN ||
		    strchr(t->word, ' ') != NULL)
			continue;
		for (size_t k = 0; k < s->n_languages; k++) {
			struct look_alike like[LOOK_ALIKES_MAX];
			size_t count = look_alikes(s->ix, &work,
			    s->languages[k], t->word, like);

			for (size_t j = 0; j < count; j++)
				find_alike(s, &like[j], f);
		}
		n = (double)f->n;
		gain(f, W_FUZZY * t->weight *
		    log(1 + ((double)total - n + 0.5) / (n + 0.5)), s->fuzzy);
	}
}

static int
by_score(const void *a, const void *b)
{
	const struct search_candidate *x = a, *y = b;

	if (x->score < y->score || x->score > y->score)
		return x->score > y->score ? -1 : 1;
	return x->passage < y->passage ? -1 : 1;
}

static int
by_score_upwards(const void *a, const void *b)
{
	return by_score(b, a);
}

/* `best` is a heap whose first is the least: `c` takes its place. */
static void
replace_least(struct search_candidate *best, size_t n,
    struct search_candidate c)
{
	size_t at = 0;

	for (size_t next = 1; next < n; next = at * 2 + 1) {
		next += next + 1 < n &&
		    by_score(&best[next + 1], &best[next]) > 0;
		if (by_score(&best[next], &c) < 0)
			break;
		best[at] = best[next];
		at = next;
	}
	best[at] = c;
}

/* The best of all, in any order; how many. */
static size_t
choose(const float *scores, const float *fuzzy, size_t n,
    struct search_candidate best[RETRIEVE_CANDIDATES])
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct search_candidate c = {(uint32_t)i,
		    scores[i] + fuzzy[i]};

		if (c.score <= 0)
			continue;
		if (kept < RETRIEVE_CANDIDATES) {
			best[kept++] = c;
			if (kept == RETRIEVE_CANDIDATES)
				qsort(best, kept, sizeof(*best),
				    by_score_upwards);
		} else if (by_score(&c, &best[0]) < 0) {
			replace_least(best, kept, c);
		}
	}
	return kept;
}

/* The site's own synonyms, which go before those built in. */
static void
widen(struct search *s)
{
	const struct index *ix = s->ix;

	for (size_t i = 0; i < ix->n_synonyms; i++) {
		const struct index_synonym *syn = &ix->synonyms[i];

		if (strcmp(index_string(ix, syn->language),
			s->in->language) == 0)
			query_widen(s->arena, s->q,
			    index_string(ix, syn->group));
	}
}

static bool
is_likely(const struct search *s, uint32_t article)
{
	const char *slug = index_string(s->ix, s->ix->articles[article].slug);

	for (size_t i = 0; i < s->in->n_likely; i++) {
		if (strcmp(s->in->likely[i].slug, slug) == 0)
			return true;
	}
	return false;
}

/* The passages of articles that intents lead to are ranked in any case: what
 * the visitor says need not stand in them. */
static void
raise_likely(const struct search *s, float *scores)
{
	const struct index *ix = s->ix;
	bool *likely = arena_array(s->arena, ix->n_articles + 1,
	    sizeof(*likely));
	float most = 1;

	if (s->in->n_likely == 0)
		return;
	for (uint32_t i = 0; i < ix->n_articles; i++)
		likely[i] = is_likely(s, i);
	for (size_t i = 0; i < ix->n_passages; i++)
		most = scores[i] > most ? scores[i] : most;
	for (size_t i = 0; i < ix->n_passages; i++) {
		const struct index_passage *p = &ix->passages[i];

		if (p->article < ix->n_articles && likely[p->article] &&
		    p->group < ix->n_groups && s->groups[p->group])
			scores[i] += most;
	}
}

/* The question's words, without typing errors. */
static void
read_question(struct search *s)
{
	struct query_doubts doubts;
	struct term_guesses guesses;
	struct query *q = s->q;

	query_parse(s->arena, s->in->language, s->in->question, q);
	search_open(s);
	for (size_t k = 0; k < s->n_languages; k++) {
		if (s->stemmers[k] == q->st)
			compound_split(s->arena, s->ix, s->languages[k], q);
	}
	query_doubts(q, &doubts);
	for (size_t k = 0; k < s->n_languages && doubts.n > 0; k++) {
		if (s->stemmers[k] != q->st)
			continue;
		look_alike_guesses(s->ix, s->arena, s->languages[k], &doubts,
		    &guesses);
		query_repair(s->arena, q, &doubts, &guesses);
	}
}

const char *
search_repaired(struct arena *a, const struct index *ix,
    const char *language, const char *text)
{
	const struct retrieve_request in = {.language = language,
	    .question = text};
	struct search s = {.arena = a, .ix = ix, .in = &in,
	    .q = arena_alloc(a, sizeof(*s.q))};

	read_question(&s);
	if (!s.q->repaired && !s.q->hurried)
		return text;
	query_rewrite(a, s.q);
	return s.q->rewritten;
}

static void
prepare(struct search *s)
{
	struct query *q = s->q;

	read_question(s);
	query_drop_trouble(q);
	widen(s);
	query_expand(s->arena, q);
	if (s->in->topic != NULL)
		query_add_topic(s->arena, q, s->in->topic);
}

void
search_passages(struct arena *a, const struct index *ix,
    const struct retrieve_request *in, struct retrieve_result *out)
{
	struct search_candidate best[RETRIEVE_CANDIDATES];
	struct search s = {.arena = a, .ix = ix, .in = in, .q = &out->query};
	int64_t started = clock_mono_us(), asked, found;
	struct found f;
	float *scores;
	size_t n = ix->n_passages, kept;

	*out = (struct retrieve_result){0};
	prepare(&s);
	asked = clock_mono_us();
	search_weigh(&s, &out->total);
	search_match_words(&s);
	scores = arena_array(a, n + 1, sizeof(*scores));
	s.fuzzy = arena_array(a, n + 1, sizeof(*s.fuzzy));
	f = (struct found){.times = arena_array(a, n + 1, sizeof(*f.times)),
	    .passages = arena_array(a, n + 1, sizeof(*f.passages))};
	score_stems(&s, &f, scores);
	score_letters(&s, &f, out->total);
	raise_likely(&s, scores);
	kept = choose(scores, s.fuzzy, n, best);
	found = clock_mono_us();
	search_rank(&s, best, kept, out);
	out->us_query = asked - started;
	out->us_search = found - asked;
	out->us_rank = clock_mono_us() - found;
}
