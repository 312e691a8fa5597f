#include "base/base.h"

#include "core/retrieve.h"

#include "base/clock.h"
#include "store/passage.h"

#include <stdlib.h>

/* "3 17 0" as numbers. */
static size_t
read_frequencies(const char *s, int64_t *out, size_t max)
{
	size_t n = 0;

	while (*s != '\0' && n < max) {
		char *end;

		out[n++] = strtoll(s, &end, 10);
		if (end == s)
			break;
		s = *end == ' ' ? end + 1 : end;
	}
	return n;
}

static enum rc
repair(struct scope *s, struct query *q, struct err *e)
{
	struct query_doubts doubts;
	struct term_guesses guesses;
	enum rc rc;

	query_doubts(q, &doubts);
	if (doubts.n == 0)
		return RC_OK;
	rc = term_repair(s, doubts.words, doubts.stems, doubts.n, &guesses,
	    e);
	if (rc == RC_OK)
		query_repair(s->arena, q, &doubts, &guesses);
	return rc;
}

enum rc
retrieve_passages(struct scope *s, const struct retrieve_request *in,
    struct retrieve_result *out, struct err *e)
{
	const char *stems[QUERY_STEMS_MAX];
	const char *languages[] = {in->language, "en"};
	int64_t df[QUERY_STEMS_MAX];
	struct passage_hits hits;
	int64_t started = clock_mono_us(), asked, found;
	enum rc rc;

	*out = (struct retrieve_result){0};
	query_parse(s->arena, in->language, in->question, &out->query);
	rc = repair(s, &out->query, e);
	if (rc != RC_OK)
		return rc;
	query_expand(s->arena, &out->query);
	if (in->topic != NULL)
		query_add_topic(s->arena, &out->query, in->topic);
	asked = clock_mono_us();
	struct passage_search search = {
		.scenario_id = in->scenario_id,
		.languages = languages,
		.n_languages = strcmp(in->language, "en") == 0 ? 1 : 2,
		.stems = stems,
		.n_stems = query_stems(&out->query, stems),
		.max = RETRIEVE_CANDIDATES,
	};
	rc = passage_candidates(s, &search, &hits, e);
	if (rc != RC_OK)
		return rc;
	found = clock_mono_us();
	out->total = hits.total;
	query_weigh(&out->query, df,
	    read_frequencies(hits.frequencies, df, QUERY_STEMS_MAX),
	    hits.total);
	rank_passages(s->arena, in, &hits, out);
	out->us_query = asked - started;
	out->us_database = found - asked;
	out->us_rank = clock_mono_us() - found;
	return RC_OK;
}
