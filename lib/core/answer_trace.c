#include "base/base.h"

#include "core/answer_internal.h"

#include "base/clock.h"

#define TRACE_MAX ((size_t)128 << 10)
#define TRACE_CANDIDATES 10 /* per part; the rest is only counted */

static void
put_terms(struct json_out *w, const struct answer_part *p)
{
	const struct query *q = &p->found.query;
	const struct retrieve_hit *best = p->evidence.n == 0 ? NULL :
	    &p->found.hits[p->evidence.units[p->evidence.best].hit];

	jw_key(w, "terms");
	jw_list(w);
	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];

		jw_object(w);
		jw_kv_text(w, "word", t->word);
		if (t->typed != NULL)
			jw_kv_text(w, "typed", t->typed);
		jw_kv_text(w, "stem", t->stem);
		jw_kv_f64(w, "weight", t->weight);
		jw_kv_f64(w, "idf", t->idf);
		jw_kv_i64(w, "passages", t->df);
		jw_kv_bool(w, "known", t->known);
		jw_kv_bool(w, "strange", t->strange);
		if (best != NULL)
			jw_kv_f64(w, "said", best->matched[i]);
		if (t->topic)
			jw_kv_bool(w, "from_topic", true);
		jw_key(w, "synonyms");
		jw_list(w);
		for (size_t k = 0; k < t->n_alts; k++)
			jw_text(w, t->alts[k].stem);
		jw_list_end(w);
		jw_object_end(w);
	}
	jw_list_end(w);
}

static void
put_hit(struct json_out *w, const struct retrieve_hit *h)
{
	jw_object(w);
	jw_kv_i64(w, "passage", h->passage->id);
	jw_kv_text(w, "slug", h->passage->slug);
	jw_kv_text(w, "anchor", h->passage->anchor);
	jw_kv_i64(w, "revision", h->passage->revision);
	jw_kv_text(w, "heading", h->passage->heading);
	jw_kv_f64(w, "score", h->score);
	jw_kv_f64(w, "title", h->parts.title);
	jw_kv_f64(w, "headings", h->parts.heading);
	jw_kv_f64(w, "body", h->parts.body);
	jw_kv_f64(w, "letters", h->parts.fuzzy);
	jw_kv_f64(w, "question", h->parts.question);
	jw_kv_f64(w, "coverage_bonus", h->parts.coverage);
	jw_kv_f64(w, "others", h->parts.others);
	jw_kv_f64(w, "proximity", h->parts.proximity);
	jw_kv_f64(w, "topic", h->parts.topic);
	jw_kv_f64(w, "likely", h->parts.likely);
	jw_kv_f64(w, "first", h->parts.first);
	jw_kv_f64(w, "steps", h->parts.steps);
	jw_kv_f64(w, "coverage", h->coverage);
	jw_kv_f64(w, "focus", h->focus);
	jw_kv_text(w, "likest_question", h->question);
	jw_kv_f64(w, "likeness", h->question_sim);
	jw_object_end(w);
}

static void
put_features(struct json_out *w, const struct answer_part *p)
{
	const struct assurance *f = &p->assurance;

	jw_key(w, "features");
	jw_object(w);
	jw_kv_f64(w, "coverage", f->coverage);
	jw_kv_f64(w, "focus", f->focus);
	jw_kv_f64(w, "full", f->full);
	jw_kv_f64(w, "strength", f->strength);
	jw_kv_f64(w, "unknown", f->unknown);
	jw_kv_f64(w, "repaired", f->repaired);
	jw_kv_f64(w, "agreement", f->agreement);
	jw_kv_f64(w, "margin", f->margin);
	jw_kv_f64(w, "near", f->near);
	jw_kv_f64(w, "brief", f->brief);
	jw_kv_f64(w, "likely", f->likely);
	jw_kv_f64(w, "strange", f->strange);
	jw_kv_f64(w, "foreign", f->foreign);
	jw_kv_f64(w, "missing", f->missing);
	jw_kv_bool(w, "hole", f->hole);
	jw_kv_bool(w, "aside", f->aside);
	jw_object_end(w);
	jw_kv_f64(w, "evident", f->evident);
	jw_kv_f64(w, "confidence", f->confidence);
	jw_kv_bool(w, "chosen", f->sure);
}

/* The sentence that would answer, also when it is not sure enough. */
static void
put_best(struct json_out *w, const struct answer_part *p,
    const struct evidence_unit *u)
{
	jw_key(w, "best");
	jw_object(w);
	jw_kv_text(w, "slug", p->found.hits[u->hit].passage->slug);
	jw_kv_text(w, "sentence", u->text);
	jw_kv_f64(w, "score", u->score);
	jw_kv_f64(w, "fit", u->fit);
	jw_object_end(w);
}

static void
put_part(struct json_out *w, const struct answer_part *p)
{
	const struct query *q = &p->found.query;

	jw_object(w);
	jw_kv_text(w, "question", p->text);
	jw_kv_text(w, "rewritten", q->rewritten);
	jw_kv_text(w, "topic", p->topic);
	put_terms(w, p);
	put_features(w, p);
	if (p->evidence.n > 0)
		put_best(w, p, &p->evidence.units[p->evidence.best]);
	jw_kv_i64(w, "searched", p->found.total);
	jw_kv_i64(w, "found", (int64_t)p->found.n);
	jw_key(w, "candidates");
	jw_list(w);
	for (size_t i = 0; i < p->found.n && i < TRACE_CANDIDATES; i++)
		put_hit(w, &p->found.hits[i]);
	jw_list_end(w);
	jw_key(w, "us");
	jw_object(w);
	jw_kv_i64(w, "query", p->found.us_query);
	jw_kv_i64(w, "search", p->found.us_search);
	jw_kv_i64(w, "rank", p->found.us_rank);
	jw_object_end(w);
	jw_object_end(w);
}

static void
put_tools(struct json_out *w, const struct answer *out)
{
	jw_key(w, "tools");
	jw_list(w);
	for (size_t i = 0; i < out->n_tools; i++) {
		jw_object(w);
		jw_kv_text(w, "tool", out->tools[i].tool);
		jw_kv_raw(w, "input", out->tools[i].input);
		jw_kv_raw(w, "output", out->tools[i].output);
		jw_kv_i64(w, "ms", out->tools[i].ms);
		jw_object_end(w);
	}
	jw_list_end(w);
}

static void
put_chosen(struct json_out *w, const struct answer *out)
{
	jw_key(w, "chosen");
	jw_list(w);
	for (size_t i = 0; i < out->n_citations; i++) {
		const struct answer_citation *c = &out->citations[i];

		jw_object(w);
		jw_kv_i64(w, "number", c->number);
		jw_kv_i64(w, "passage", c->passage_id);
		jw_kv_text(w, "slug", c->slug);
		jw_kv_text(w, "anchor", c->anchor);
		jw_kv_i64(w, "from", c->quote_start);
		jw_kv_i64(w, "to", c->quote_end);
		jw_object_end(w);
	}
	jw_list_end(w);
}

static void
put_feeling(struct json_out *w, const struct answer_feelings *f)
{
	jw_key(w, "feeling");
	jw_object(w);
	jw_kv_f64(w, "sentiment", f->sentiment.score);
	jw_kv_text(w, "label", sentiment_name(f->sentiment.label));
	jw_kv_f64(w, "mood", f->trend.mean);
	jw_kv_f64(w, "slope", f->trend.slope);
	jw_kv_text(w, "emotion", emotion_name(f->emotion.kind));
	jw_kv_f64(w, "upset", f->emotion.upset);
	jw_key(w, "words");
	jw_list(w);
	for (size_t i = 0; i < f->sentiment.n; i++) {
		jw_object(w);
		jw_kv_text(w, "text", f->sentiment.reasons[i].text);
		jw_kv_f64(w, "score", f->sentiment.reasons[i].score);
		jw_object_end(w);
	}
	jw_list_end(w);
	jw_object_end(w);
}

static void
put_reading(struct json_out *w, const struct answer_engine *en)
{
	const struct answer_reading *r = &en->out->reading;

	jw_kv_text(w, "language", r->language);
	jw_kv_text(w, "written", r->written);
	jw_key(w, "intent");
	jw_object(w);
	jw_kv_text(w, "name", r->intent.name);
	jw_kv_f64(w, "confidence", r->intent.confidence);
	jw_kv_i64(w, "model", en->guesses.version);
	jw_key(w, "guesses");
	jw_list(w);
	for (size_t i = 0; i < en->guesses.n; i++) {
		jw_object(w);
		jw_kv_text(w, "name", en->guesses.items[i].name);
		jw_kv_f64(w, "probability", en->guesses.items[i].probability);
		jw_object_end(w);
	}
	jw_list_end(w);
	jw_object_end(w);
	put_feeling(w, &en->feelings);
	jw_key(w, "need");
	jw_object(w);
	jw_kv_f64(w, "score", r->need);
	jw_kv_bool(w, "escalate", en->need.escalate);
	jw_kv_bool(w, "warn", r->warn);
	jw_kv_raw(w, "reasons", en->out->reasons);
	jw_object_end(w);
}

static void
put_times(struct json_out *w, const struct answer_engine *en)
{
	jw_key(w, "us");
	jw_object(w);
	jw_kv_i64(w, "triage", en->us_triage);
	jw_kv_i64(w, "retrieve", en->us_retrieve);
	jw_kv_i64(w, "compose", en->us_compose);
	jw_kv_i64(w, "tool", en->us_tool);
	jw_kv_i64(w, "total", clock_mono_us() - en->us_started);
	jw_object_end(w);
}

static const char *
kind_name(enum answer_kind kind)
{
	static const char *const names[] = {"small_talk", "evidence", "tool",
	    "refusal", "clarify", "handoff"};

	return names[kind];
}

const char *
answer_trace(struct answer_engine *en)
{
	struct json_out w;
	struct buf b;

	buf_init(&b, en->scope->arena, TRACE_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_text(&w, "engine", ANSWER_ENGINE);
	jw_kv_text(&w, "version", ANSWER_ENGINE_VERSION);
	jw_kv_text(&w, "question", en->in->question);
	jw_kv_text(&w, "triage", triage_name(en->triage.kind));
	put_reading(&w, en);
	jw_kv_text(&w, "kind", kind_name(en->out->kind));
	jw_kv_f64(&w, "confidence", en->out->confidence);
	jw_kv_f64(&w, "threshold", ASSURANCE_THRESHOLD);
	jw_key(&w, "rules");
	jw_list(&w);
	for (size_t i = 0; i < en->n_rules; i++)
		jw_text(&w, en->rules[i]);
	jw_list_end(&w);
	jw_key(&w, "parts");
	jw_list(&w);
	for (size_t i = 0; i < en->n_parts; i++)
		put_part(&w, &en->parts[i]);
	jw_list_end(&w);
	put_chosen(&w, en->out);
	put_tools(&w, en->out);
	put_times(&w, en);
	jw_object_end(&w);
	return b.overflow ? "{\"engine\":\"built-in\",\"error\":\"too long\"}" :
			    b.data;
}
