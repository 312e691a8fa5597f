#include "base/base.h"

#include "nlp/selection.h"

#include "base/text.h"
#include "nlp/form_fit.h"

#define SENTENCES_MAX 4
#define MORE_SENTENCES 0.85 /* of the best score, in the same passage */
#define OTHER_PASSAGE 0.9   /* of the best score, in another one */
#define OTHER_ARTICLE 0.4   /* of the question said by one of another article */
#define SHORT_ANSWER 30	    /* words: one more sentence makes it clearer */
#define ROWS_MAX 12
#define ITEMS_MAX 12

struct selector {
	struct arena *arena;
	const struct retrieve_result *found;
	const struct evidence *e;
	bool *chosen; /* by unit */
	size_t n_sentences;
};

static const struct evidence_unit *
unit(const struct selector *s, size_t i)
{
	return &s->e->units[i];
}

static bool
is_row(const struct evidence_unit *u)
{
	return u->kind == MARKDOWN_TABLE_ROW;
}

static bool
is_item(const struct evidence_unit *u)
{
	return u->kind == MARKDOWN_BULLET || u->kind == MARKDOWN_STEP;
}

static unsigned
block_of(const struct selector *s, size_t i)
{
	const struct evidence_unit *u = unit(s, i);

	return s->e->lines[u->hit].items[u->line].block;
}

static void
choose(struct selector *s, size_t i)
{
	if (!s->chosen[i] && unit(s, i)->kind == MARKDOWN_PARAGRAPH)
		s->n_sentences++;
	s->chosen[i] = true;
}

/* The sentence, and what it leans on. */
static void
choose_sentence(struct selector *s, size_t i)
{
	choose(s, i);
	while (unit(s, i)->leans && i > 0 &&
	    unit(s, i - 1)->hit == unit(s, i)->hit &&
	    unit(s, i - 1)->kind == MARKDOWN_PARAGRAPH &&
	    s->n_sentences < SENTENCES_MAX)
		choose(s, --i);
}

/* The first and last unit of the list or table around i. */
static void
block_range(const struct selector *s, size_t i, size_t *from, size_t *to)
{
	*from = *to = i;
	while (*from > 0 && unit(s, *from - 1)->hit == unit(s, i)->hit &&
	    block_of(s, *from - 1) == block_of(s, i))
		(*from)--;
	while (*to + 1 < s->e->n && unit(s, *to + 1)->hit == unit(s, i)->hit
	    && block_of(s, *to + 1) == block_of(s, i))
		(*to)++;
}

/* The sentence before a list or table that introduces it. */
static void
choose_lead(struct selector *s, size_t from)
{
	const struct evidence_unit *before;

	if (from == 0)
		return;
	before = unit(s, from - 1);
	if (before->hit == unit(s, from)->hit &&
	    before->kind == MARKDOWN_PARAGRAPH &&
	    (text_ends(before->text, ":") || before->leads))
		choose(s, from - 1);
}

static void
choose_items(struct selector *s, size_t i)
{
	size_t from, to;

	block_range(s, i, &from, &to);
	choose_lead(s, from);
	for (size_t k = from; k <= to && k < from + ITEMS_MAX; k++)
		choose(s, k);
}

/* The rows that say what the headings do not; all when none does. */
static void
choose_rows(struct selector *s, size_t i)
{
	size_t from, to, n = 0;
	double most = 0;

	block_range(s, i, &from, &to);
	for (size_t k = from; k <= to; k++) {
		if (is_row(unit(s, k)) && unit(s, k)->specific > most)
			most = unit(s, k)->specific;
	}
	for (size_t k = from; k <= to && n < ROWS_MAX; k++) {
		if (is_row(unit(s, k)) &&
		    unit(s, k)->specific >= most * 0.8) {
			choose(s, k);
			n++;
		}
	}
	choose_lead(s, from);
}

static bool
wants_value(enum query_form form)
{
	return form_wants_figure(form) || form == QUERY_WHICH;
}

static bool
has_digit(const char *s)
{
	return strpbrk(s, "0123456789") != NULL;
}

/* All figures of the row stand in the sentence: it would say them twice. */
static bool
says_figures_of(const char *sentence, const char *row)
{
	bool any = false;

	while (*(row += strcspn(row, "0123456789")) != '\0') {
		size_t n = strspn(row, "0123456789.,-");
		char figure[32];

		if (n >= sizeof(figure))
			return false;
		memcpy(figure, row, n);
		while (n > 0 && strchr(".,-", figure[n - 1]) != NULL)
			n--;
		figure[n] = '\0';
		if (strstr(sentence, figure) == NULL)
			return false;
		row += strspn(row, "0123456789.,-");
		any = true;
	}
	return any;
}

/* What is to be done was asked, and the section begins with the answer. */
static bool
leads_to_steps(const struct selector *s, const struct evidence_unit *u)
{
	const struct query *q = &s->found->query;

	return u->kind == MARKDOWN_STEP && unit(s, s->e->best)->leads &&
	    (q->form == QUERY_HOW_TO || q->form == QUERY_WHICH ||
		q->negated);
}

/* A row whose figures a chosen sentence says. */
static void
drop_said_rows(struct selector *s)
{
	for (size_t i = 0; i < s->e->n; i++) {
		if (!s->chosen[i] || !is_row(unit(s, i)))
			continue;
		for (size_t k = 0; k < s->e->n; k++) {
			if (s->chosen[k] &&
			    unit(s, k)->kind == MARKDOWN_PARAGRAPH &&
			    unit(s, k)->hit == unit(s, i)->hit &&
			    says_figures_of(unit(s, k)->text,
				unit(s, i)->text))
				s->chosen[i] = false;
		}
	}
}

/* The sentences say such a figure as was asked for: "until 24 hours" is no
 * price. */
static bool
says_value(const struct selector *s, size_t main_hit)
{
	if (s->found->query.form != QUERY_HOW_MUCH)
		return has_digit(unit(s, s->e->best)->text);
	for (size_t i = 0; i < s->e->n; i++) {
		if (s->chosen[i] && unit(s, i)->hit == main_hit &&
		    unit(s, i)->fit >= 1)
			return true;
	}
	return false;
}

/* A table or list of the main passage that says more than its sentences. */
static void
add_block(struct selector *s, size_t main_hit)
{
	enum query_form form = s->found->query.form;
	const struct evidence_unit *best = unit(s, s->e->best);
	size_t row = s->e->n;
	double most = 0;
	bool value = says_value(s, main_hit), introduced = false;

	for (size_t i = 0; i < s->e->n; i++) {
		const struct evidence_unit *u = unit(s, i);

		if (u->hit != main_hit)
			continue;
		if (s->chosen[i])
			introduced = text_ends(u->text, ":");
		if (is_item(u) && !s->chosen[i] &&
		    (introduced || leads_to_steps(s, u))) {
			choose_items(s, i);
			introduced = false;
		}
		if (is_row(u) && (row == s->e->n || u->specific > most)) {
			row = i;
			most = u->specific;
		}
	}
	if (row == s->e->n || says_figures_of(best->text, unit(s, row)->text))
		return;
	if (introduced || most > best->specific + 0.02 ||
	    (wants_value(form) && !value))
		choose_rows(s, row);
}

static void
add_sentences(struct selector *s, size_t main_hit)
{
	bool figure = form_wants_figure(s->found->query.form);
	const struct evidence_unit *best = unit(s, s->e->best);

	for (size_t i = 0; i < s->e->n; i++) {
		const struct evidence_unit *u = unit(s, i);

		if (u->hit == main_hit && u->kind == MARKDOWN_PARAGRAPH &&
		    !s->chosen[i] && s->n_sentences < SENTENCES_MAX - 1 &&
		    u->own > 0 && u->level >= MORE_SENTENCES * best->level &&
		    (!figure || u->fit > 0.5))
			choose_sentence(s, i);
	}
}

/* A short answer gets the sentence that follows, if it is of the same text. */
static void
add_following(struct selector *s)
{
	size_t i = s->e->best;
	const struct evidence_unit *u = unit(s, i), *next;

	if (s->n_sentences != 1 || u->kind != MARKDOWN_PARAGRAPH ||
	    i + 1 >= s->e->n || words_count(u->text) > SHORT_ANSWER)
		return;
	next = unit(s, i + 1);
	if (next->hit == u->hit && next->line == u->line)
		choose(s, i + 1);
}

static bool
said_already(const struct selector *s, const char *text)
{
	for (size_t i = 0; i < s->e->n; i++) {
		if (s->chosen[i] && strcmp(unit(s, i)->text, text) == 0)
			return true;
	}
	return false;
}

static int64_t
article_of(const struct selector *s, const struct evidence_unit *u)
{
	return s->found->hits[u->hit].passage->article_id;
}

/* Another passage that answers as well: another case of the same thing. */
static void
add_other_passage(struct selector *s, size_t main_hit)
{
	const struct evidence_unit *best = unit(s, s->e->best);
	size_t other = s->e->n;

	for (size_t i = 0; i < s->e->n; i++) {
		const struct evidence_unit *u = unit(s, i);

		if (u->hit == main_hit || u->kind != MARKDOWN_PARAGRAPH ||
		    u->level < OTHER_PASSAGE * best->level ||
		    u->own < 0.8 * best->own || text_ends(u->text, ":") ||
		    said_already(s, u->text))
			continue;
		if ((!u->leads && u->specific <= 0) ||
		    (u->own < OTHER_ARTICLE &&
			article_of(s, u) != article_of(s, best)))
			continue;
		if (other == s->e->n || u->score > unit(s, other)->score)
			other = i;
	}
	if (other < s->e->n && s->n_sentences < SENTENCES_MAX)
		choose_sentence(s, other);
}

static int
verdict_of(const struct selector *s)
{
	const struct query *q = &s->found->query;
	const struct evidence_unit *best = unit(s, s->e->best);
	int verdict = 0;

	if (q->form != QUERY_YES_NO || q->negated ||
	    strstr(q->text, " or ") != NULL ||
	    best->kind != MARKDOWN_PARAGRAPH || best->full < 0.9 ||
	    best->own < 0.55)
		return 0;
	verdict = evidence_polarity(s->arena, q->st, best->text);
	for (size_t i = 0; i < s->e->n; i++) {
		const struct evidence_unit *u = unit(s, i);

		if (s->chosen[i] && u->hit != best->hit &&
		    u->kind == MARKDOWN_PARAGRAPH && verdict != 0 &&
		    evidence_polarity(s->arena, q->st, u->text) == -verdict)
			return 2;
	}
	return verdict;
}

void
selection_make(struct arena *a, const struct retrieve_result *found,
    const struct evidence *e, struct selection *out)
{
	struct selector s = {.arena = a, .found = found, .e = e};
	size_t main_hit;

	*out = (struct selection){0};
	if (e->n == 0)
		return;
	s.chosen = arena_array(a, e->n, sizeof(*s.chosen));
	main_hit = unit(&s, e->best)->hit;
	if (is_row(unit(&s, e->best)))
		choose_rows(&s, e->best);
	else if (is_item(unit(&s, e->best)))
		choose_items(&s, e->best);
	else
		choose_sentence(&s, e->best);
	add_sentences(&s, main_hit);
	add_following(&s);
	add_block(&s, main_hit);
	add_other_passage(&s, main_hit);
	drop_said_rows(&s);
	out->verdict = verdict_of(&s);
	for (size_t i = 0; i < e->n; i++) {
		if (s.chosen[i] && out->n < SELECTION_UNITS_MAX)
			out->units[out->n++] = i;
	}
}
