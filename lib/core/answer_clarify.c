#include "base/base.h"

#include "core/answer_internal.h"

#include "base/text.h"
#include "io/i18n.h"
#include "nlp/entity.h"

#define NEAR_COVERAGE 0.3 /* of the question, by what is offered */
#define NEAR_LIKELY 0.15  /* ... or by the intents, that it is meant */
#define NEAR_SCORE 0.5	  /* of the best passage's */
#define QUESTION_LIKE 0.5 /* an article's question is offered itself */
#define CLOSE_SCORE 0.94  /* two passages that fit alike */
#define CLOSE_COVERAGE 0.05
#define CLOSE_CONTENT 2   /* words of a question that may be too short */
#define CLOSE_CONFIDENCE 0.87
#define PICK_WORDS 4	  /* "the second one please" */
#define QUESTION_KEPT 400 /* code points */

static const char *
last_heading(const char *path)
{
	const char *last = path, *next;

	while ((next = strstr(last, " > ")) != NULL)
		last = next + strlen(" > ");
	return last;
}

/* The heading alone when it says what it is of: "Reset a router". */
static bool
names_its_article(struct answer_engine *en, const char *heading,
    const char *title)
{
	struct words h, t;

	words_split(en->st, en->scope->arena, heading, false, &h);
	words_split(en->st, en->scope->arena, title, false, &t);
	for (size_t i = 0; i < h.n; i++) {
		for (size_t k = 0; k < t.n; k++) {
			if (word_role_of(&h.items[i]) == WORD_CONTENT &&
			    strcmp(h.items[i].stem, t.items[k].stem) == 0)
				return true;
		}
	}
	return false;
}

/* What stands on a button for this passage. */
static const char *
label_of(struct answer_engine *en, const struct retrieve_hit *h)
{
	const char *heading = last_heading(h->passage->heading);

	if (h->question != NULL && h->question_sim >= QUESTION_LIKE)
		return h->question;
	if (*heading == '\0')
		return h->passage->title;
	if (names_its_article(en, heading, h->passage->title))
		return heading;
	return arena_printf(en->scope->arena, "%s: %s", h->passage->title,
	    heading);
}

/* Whether both fit alike, to this share; that one of them tells the steps
 * does not make the question any clearer. */
static bool
is_like(const struct retrieve_hit *a, const struct retrieve_hit *b,
    double least)
{
	double x = a->score - a->parts.steps, y = b->score - b->parts.steps;

	return x >= least * y && y >= least * x;
}

static bool
is_best_of_article(const struct retrieve_result *r, size_t hit)
{
	for (size_t i = 0; i < hit; i++) {
		if (r->hits[i].passage->article_id ==
		    r->hits[hit].passage->article_id)
			return false;
	}
	return true;
}

static bool
is_near(const struct retrieve_hit *h)
{
	return h->coverage >= NEAR_COVERAGE || h->likely >= NEAR_LIKELY;
}

/* The best passages of different articles that are worth a button. */
static size_t
near_hits(const struct answer_part *p, double least,
    const struct retrieve_hit *hits[DIALOGUE_CHOICES_MAX])
{
	const struct retrieve_result *r = &p->found;
	size_t n = 0;

	for (size_t i = 0; i < r->n && n < DIALOGUE_CHOICES_MAX; i++) {
		const struct retrieve_hit *h = &r->hits[i];

		if (is_near(h) && is_best_of_article(r, i) &&
		    is_like(h, &r->hits[0], least))
			hits[n++] = h;
	}
	return n;
}

static bool
has_reply(const struct answer *out, const char *text)
{
	for (size_t i = 0; i < out->n_replies; i++) {
		if (strcmp(out->replies[i], text) == 0)
			return true;
	}
	return false;
}

void
answer_near_replies(struct answer_engine *en, const struct answer_part *p,
    size_t max)
{
	const struct retrieve_hit *hits[DIALOGUE_CHOICES_MAX];
	size_t n = near_hits(p, NEAR_SCORE, hits);

	for (size_t i = 0; i < n && en->out->n_replies < max; i++) {
		const char *label = label_of(en, hits[i]);

		if (!has_reply(en->out, label))
			en->out->replies[en->out->n_replies++] = label;
	}
}

/* Sure of two things at once: a short question that fits both alike. */
static bool
is_ambiguous(const struct answer_part *p)
{
	const struct retrieve_hit *hits[DIALOGUE_CHOICES_MAX];

	return p->assurance.sure &&
	    p->assurance.confidence < CLOSE_CONFIDENCE && p->topic == NULL &&
	    p->found.query.n_content <= CLOSE_CONTENT &&
	    near_hits(p, CLOSE_SCORE, hits) > 1 &&
	    hits[1]->coverage > hits[0]->coverage - CLOSE_COVERAGE;
}

static void
ask_which(struct answer_engine *en, const struct retrieve_hit *const *hits,
    size_t n)
{
	struct answer *out = en->out;

	out->kind = ANSWER_CLARIFY;
	out->confidence = en->parts[0].assurance.confidence;
	for (size_t i = 0; i < n; i++) {
		const char *label = label_of(en, hits[i]);

		if (has_reply(out, label))
			continue;
		en->after.choices[en->after.n_choices++] =
		    (struct dialogue_choice){.text = label,
			.slug = hits[i]->passage->slug,
			.anchor = hits[i]->passage->anchor};
		out->replies[out->n_replies++] = label;
	}
	out->replies[out->n_replies++] = gettext("Talk to a person");
	en->after.question = arena_strndup(en->scope->arena,
	    en->in->question, text_prefix(en->in->question, QUESTION_KEPT));
	buf_puts(&en->text, out->n_replies > 2 ?
	    answer_tone(en, "clarify", N_("Which of these do you mean?")) :
	    answer_tone(en, "did_you_mean",
		N_("I am not sure that I understood you. Do you mean this?")));
	answer_rule(en, "clarify");
}

bool
answer_clarify(struct answer_engine *en)
{
	const struct answer_part *p = &en->parts[0];
	const struct retrieve_hit *hits[DIALOGUE_CHOICES_MAX];
	size_t n;

	if (en->n_parts != 1 || en->before.n_choices > 0)
		return false;
	if (is_ambiguous(p))
		n = near_hits(p, CLOSE_SCORE, hits);
	else if (p->assurance.maybe)
		n = near_hits(p, NEAR_SCORE, hits);
	else
		return false;
	if (n == 0)
		return false;
	ask_which(en, hits, n);
	return true;
}

/* The chosen article's passages alone, the chosen one first. */
static void
keep_choice(struct retrieve_result *r, const struct dialogue_choice *c)
{
	size_t n = 0, at = 0;
	struct retrieve_hit chosen;

	for (size_t i = 0; i < r->n; i++) {
		if (strcmp(r->hits[i].passage->slug, c->slug) == 0)
			r->hits[n++] = r->hits[i];
	}
	while (at < n && strcmp(r->hits[at].passage->anchor, c->anchor) != 0)
		at++;
	if (n == 0 || at == n) {
		r->n = n > 0 ? n : r->n;
		return;
	}
	chosen = r->hits[at];
	chosen.score = r->hits[0].score;
	memmove(&r->hits[1], &r->hits[0], at * sizeof(chosen));
	r->hits[0] = chosen;
	for (size_t i = 1; i < n; i++)
		r->hits[i].score *= NEAR_SCORE;
	r->n = n;
}

/* A new question may share a word with what was offered: only a few words,
 * or such as the label has itself, choose. */
static bool
may_choose(struct answer_engine *en, const char *label)
{
	struct words w;
	size_t strange = 0;

	words_split(en->st, en->scope->arena, label, true, &w);
	for (size_t i = 0; i < en->words.n; i++) {
		bool said = word_role_of(&en->words.items[i]) != WORD_CONTENT;

		for (size_t k = 0; k < w.n && !said; k++)
			said = strcmp(w.items[k].stem,
				   en->words.items[i].stem) == 0;
		strange += !said;
	}
	return strange == 0 || (strange == 1 && en->words.n <= PICK_WORDS);
}

enum rc
answer_pick(struct answer_engine *en, bool *picked, struct err *e)
{
	const struct dialogue *d = &en->before;
	const char *labels[DIALOGUE_CHOICES_MAX];
	struct answer_part *p = &en->parts[0];
	enum rc rc;
	int at;

	*picked = false;
	if (d->n_choices == 0)
		return RC_OK;
	for (size_t i = 0; i < d->n_choices; i++)
		labels[i] = d->choices[i].text;
	at = entity_pick(en->scope->arena, en->in->question, labels,
	    d->n_choices);
	if (at < 0 || !may_choose(en, labels[at]))
		return RC_OK;
	*p = (struct answer_part){.text = d->question,
	    .topic = d->choices[at].text, .slug = d->choices[at].slug};
	rc = answer_search_passages(en, p, e);
	if (rc != RC_OK)
		return rc;
	keep_choice(&p->found, &d->choices[at]);
	answer_judge(en, p);
	p->assurance.sure = p->evidence.n > 0;
	en->n_parts = 1;
	*picked = true;
	answer_rule(en, "choice");
	return RC_OK;
}
