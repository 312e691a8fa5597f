#include "base/base.h"

#include "nlp/feeling.h"

#include "nlp/feeling_token.h"

#define NEGATION_REACH 3 /* words before */
#define DEGREE_REACH 2
#define NEGATION_OPEN 4 /* words after, until a negation is one of its own */

/* A negated praise is blame, a negated blame is a little praise. */
static const double negated_good = -0.75, negated_bad = -0.4;
static const double capitals_factor = 1.25, lengthened_factor = 1.2;
static const double degree_far = 0.6; /* share of the degree two words away */
static const double before_but = 0.5, after_but = 1.3;
static const double masked_valence = -2.8; /* "f**k" */

struct reader {
	const struct feeling_tokens *t;
	struct lexicon_feeling *found; /* for each token, the entry there */
	uint16_t *length;	       /* words of it; 0: none starts here */
	size_t *start_of;	       /* token each hit starts at */
	struct feeling *out;
};

/* Entries, longest first from the left. */
static void
find_entries(struct reader *r)
{
	const struct feeling_tokens *t = r->t;

	for (size_t i = 0; i < t->n;) {
		size_t n = lexicon_match(t->words + i, t->n - i,
		    &r->found[i]);

		if (n == 0 && t->items[i].masked) {
			n = 1;
			r->found[i] = (struct lexicon_feeling){
			    .valence = masked_valence,
			    .degree = 1,
			    .emotion = LEXICON_ANGER,
			};
		}
		r->length[i] = (uint16_t)n;
		i += n == 0 ? 1 : n;
	}
}

static bool
is_feeling(const struct lexicon_feeling *f)
{
	return f->valence < 0 || f->valence > 0 ||
	    f->emotion != LEXICON_NONE;
}

static bool
has_class(const struct reader *r, size_t i, enum lexicon_class c)
{
	return r->length[i] > 0 && (r->found[i].classes & 1u << c) != 0 &&
	    (r->found[i].classes & 1u << LEXICON_PLAIN) == 0;
}

static bool
is_negated(const struct reader *r, size_t i)
{
	for (size_t k = i; k > 0 && i - k < NEGATION_REACH; k--) {
		if (r->t->items[k - 1].ends_clause)
			return false;
		if (has_class(r, k - 1, LEXICON_NEGATOR))
			return true;
	}
	return false;
}

static double
degree_before(const struct reader *r, size_t i)
{
	double factor = 1, share = 1;

	for (size_t k = i; k > 0 && i - k < DEGREE_REACH; k--) {
		if (r->t->items[k - 1].ends_clause)
			break;
		if (has_class(r, k - 1, LEXICON_DEGREE) &&
		    !is_feeling(&r->found[k - 1]))
			factor *= 1 +
			    (r->found[k - 1].degree - 1) * share *
				(r->t->items[k - 1].capitals ? 1.3 : 1);
		share *= degree_far;
	}
	return factor;
}

static double
emphasis(const struct reader *r, size_t i, size_t n)
{
	double factor = 1;

	for (size_t k = i; k < i + n; k++) {
		if (r->t->items[k].capitals && !r->out->shouted)
			factor = capitals_factor;
		if (r->t->items[k].lengthened)
			return lengthened_factor;
	}
	return factor;
}

static void
add_hit(struct reader *r, size_t i)
{
	const struct lexicon_feeling *f = &r->found[i];
	const struct feeling_token *first = &r->t->items[i],
				   *last = first + r->length[i] - 1;
	struct feeling_hit *h = &r->out->hits[r->out->n];
	bool turns = f->marks == 0 || f->valence > 0;

	*h = (struct feeling_hit){
	    .text = first->text,
	    .length = (size_t)(last->text + last->length - first->text),
	    .valence = f->valence * degree_before(r, i) *
		emphasis(r, i, r->length[i]),
	    .emotion = f->emotion,
	    .marks = f->marks,
	    .negated = turns && is_negated(r, i),
	};
	if (h->negated) {
		h->valence *= f->valence > 0 ? negated_good : negated_bad;
		h->emotion = f->valence > 0 ? LEXICON_FRUSTRATION :
					      LEXICON_NONE;
		h->marks = 0;
	}
	r->out->marks |= h->marks;
	r->start_of[r->out->n++] = i;
}

/* What stands after "but" counts more than what stands before. */
static void
weigh_but(struct reader *r, size_t but)
{
	size_t from = but, to = but;

	while (from > 0 && !r->t->items[from - 1].ends_sentence)
		from--;
	while (to < r->t->n && !r->t->items[to].ends_sentence)
		to++;
	for (size_t i = 0; i < r->out->n; i++) {
		if (r->start_of[i] >= from && r->start_of[i] < but)
			r->out->hits[i].valence *= before_but;
		else if (r->start_of[i] > but && r->start_of[i] <= to)
			r->out->hits[i].valence *= after_but;
	}
}

/* "I cannot open it": a negation that no feeling follows. */
static bool
is_open_negation(const struct reader *r, size_t i)
{
	if (!has_class(r, i, LEXICON_NOT) || is_feeling(&r->found[i]))
		return false;
	for (size_t k = i + 1; k < r->t->n && k <= i + NEGATION_OPEN; k++) {
		if (r->t->items[k - 1].ends_clause)
			break;
		if (r->length[k] > 0 && is_feeling(&r->found[k]))
			return false;
	}
	return true;
}

static bool
word_is(const struct feeling_tokens *t, size_t i, enum lexicon_class c)
{
	return (t->words[i].classes & 1u << c) != 0;
}

/* Small words, whatever entry they are part of. */
static void
count_words(const struct feeling_tokens *t, struct feeling *out)
{
	for (size_t i = 0; i < t->n; i++) {
		out->you += word_is(t, i, LEXICON_YOU);
		out->self += word_is(t, i, LEXICON_SELF);
		out->absolute += word_is(t, i, LEXICON_ABSOLUTE);
		out->has_but = out->has_but || word_is(t, i, LEXICON_BUT);
		out->capitals += t->items[i].capitals;
		out->durations += i > 0 && word_is(t, i, LEXICON_TIME) &&
		    word_is(t, i - 1, LEXICON_NUMBER);
	}
	/* A greeting may stand before the question. */
	for (size_t i = 0; i < t->n && i < 3; i++)
		out->opens_as_question = out->opens_as_question ||
		    word_is(t, i, LEXICON_QUESTION) ||
		    word_is(t, i, LEXICON_AUXILIARY);
}

void
feeling_read(struct arena *a, const char *text, struct feeling *out)
{
	struct feeling_tokens t;
	struct reader r = {.t = &t, .out = out};

	feeling_tokens(a, text, &t);
	*out = (struct feeling){
	    .words = t.n,
	    .exclamations = t.exclamations,
	    .questions = t.questions,
	    .mixed_signs = t.mixed_signs,
	    .asks = t.asks,
	    .shouted = t.upper > 8 && t.upper > 4 * t.lower,
	};
	r.found = arena_array(a, t.n, sizeof(*r.found));
	r.length = arena_array(a, t.n, sizeof(*r.length));
	r.start_of = arena_array(a, t.n, sizeof(*r.start_of));
	out->hits = arena_array(a, t.n, sizeof(*out->hits));
	find_entries(&r);
	count_words(&t, out);
	for (size_t i = 0; i < t.n; i++) {
		if (r.length[i] > 0 && is_feeling(&r.found[i]))
			add_hit(&r, i);
		else if (r.length[i] > 0 && r.found[i].marks != 0)
			out->marks |= r.found[i].marks;
		else
			out->negations += is_open_negation(&r, i);
	}
	for (size_t i = 0; i < t.n; i++) {
		if (has_class(&r, i, LEXICON_BUT))
			weigh_but(&r, i);
	}
}
