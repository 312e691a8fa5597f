#include "base/base.h"

#include "nlp/search_internal.h"

static void
add_language(struct search *s, const char *code)
{
	int language = index_language(s->ix, code);

	for (size_t i = 0; i < s->n_languages; i++) {
		if (s->languages[i] == language)
			return;
	}
	if (language < 0)
		return;
	s->languages[s->n_languages] = language;
	s->stemmers[s->n_languages++] = strcmp(code, s->in->language) == 0 ?
	    s->q->st : stemmer_open(s->arena, code);
}

void
search_open(struct search *s)
{
	const struct index *ix = s->ix;

	add_language(s, s->in->language);
	add_language(s, "en");
	s->groups = arena_array(s->arena, ix->n_groups + 1,
	    sizeof(*s->groups));
	for (size_t i = 0; i < ix->n_groups; i++) {
		const struct index_group *g = &ix->groups[i];
		bool wanted = s->in->scenario_id == 0 ||
		    g->scenario_id == 0 ||
		    g->scenario_id == s->in->scenario_id;

		for (size_t k = 0; k < s->n_languages; k++)
			s->groups[i] = s->groups[i] || (wanted &&
			    g->language == (uint32_t)s->languages[k]);
	}
}

/* The stem in one of the languages; another language has its own stems. */
static const struct index_stem *
stem_in(const struct search *s, size_t language, const char *stem,
    const char *word)
{
	if (s->stemmers[language] != s->q->st) {
		if (word == NULL)
			return NULL;
		stem = stem_word(s->stemmers[language], word);
	}
	return index_stem(s->ix, s->languages[language], stem);
}

static int64_t
passages_with(const struct search *s, const struct index_stem *stem)
{
	struct index_reader r;
	int64_t sum = 0;

	if (stem == NULL)
		return 0;
	r = index_read(s->ix, INDEX_FREQUENCIES, stem->frequencies);
	for (;;) {
		uint32_t group = index_next(&r), n;

		if (group == 0)
			return sum;
		n = index_next(&r);
		if (group <= s->ix->n_groups && s->groups[group - 1])
			sum += n;
	}
}

/* The word of the question whose stem it is; NULL: a synonym's. */
static const char *
word_of_stem(const struct query *q, const char *stem)
{
	for (size_t i = 0; i < q->n; i++) {
		if (strcmp(q->terms[i].stem, stem) == 0)
			return q->terms[i].word;
	}
	return NULL;
}

void
search_weigh(struct search *s, int64_t *total)
{
	const char *stems[QUERY_STEMS_MAX];
	int64_t df[QUERY_STEMS_MAX] = {0};
	size_t n = query_stems(s->q, stems);

	*total = 0;
	for (size_t i = 0; i < s->ix->n_groups; i++) {
		if (s->groups[i])
			*total += s->ix->groups[i].n_passages;
	}
	for (size_t i = 0; i < n; i++) {
		const char *word = word_of_stem(s->q, stems[i]);

		for (size_t k = 0; k < s->n_languages; k++)
			df[i] += passages_with(s,
			    stem_in(s, k, stems[i], word));
	}
	query_weigh(s->q, df, n, *total);
}

/* All words of the stem; a word that two ways lead to counts once. */
static void
add_stem(struct search *s, size_t term, const struct index_stem *stem,
    double weight, bool own)
{
	const struct index *ix = s->ix;

	for (uint32_t i = 0; stem != NULL && i < stem->n_words; i++) {
		size_t at = (size_t)stem->words + i;

		if (at >= ix->n_stem_words ||
		    ix->stem_words[at] >= ix->n_words ||
		    s->n_matches == SEARCH_MATCHES_MAX)
			return;
		s->matches[s->n_matches++] = (struct search_match){
			.word = ix->stem_words[at],
			.term = (uint16_t)term,
			.own = own,
			.weight = (float)weight,
		};
	}
}

void
search_match_words(struct search *s)
{
	s->matches = arena_array(s->arena, SEARCH_MATCHES_MAX,
	    sizeof(*s->matches));
	for (size_t i = 0; i < s->q->n; i++) {
		const struct query_term *t = &s->q->terms[i];

		for (size_t k = 0; k < s->n_languages; k++)
			add_stem(s, i, stem_in(s, k, t->stem, t->word), 1,
			    true);
		for (size_t j = 0; j < t->n_alts; j++) {
			for (size_t k = 0; k < s->n_languages; k++)
				add_stem(s, i, stem_in(s, k, t->alts[j].stem,
				    NULL), t->alts[j].weight, false);
		}
	}
}
