#include "base/base.h"

#include "core/answer_internal.h"

#include "base/text.h"
#include "nlp/selection.h"

#define TABLE_FROM 5 /* rows; fewer are written as a list */

struct run { /* units that stand together and get one citation */
	const struct evidence_unit *first, *last;
};

static int64_t
cite(struct answer_engine *en, const struct answer_part *p,
    const struct run *run)
{
	const struct passage_hit *hit = p->found.hits[run->first->hit].passage;
	struct arena *a = en->scope->arena;
	const char *plain = markdown_text(a, hit->body);
	size_t from = text_prefix(plain, run->first->start),
	       to = text_prefix(plain, run->last->end);
	struct answer_citation *c;

	if (en->out->n_citations == ANSWER_CITATIONS_MAX)
		return 0;
	c = &en->out->citations[en->out->n_citations++];
	*c = (struct answer_citation){
		.number = (int64_t)en->out->n_citations,
		.passage_id = hit->id,
		.quote = arena_strndup(a, plain + from, to - from),
		.quote_start = (int64_t)run->first->start,
		.quote_end = (int64_t)run->last->end,
		.title = hit->title,
		.heading = hit->heading,
		.slug = hit->slug,
		.anchor = hit->anchor,
		.revision = hit->revision,
	};
	return c->number;
}

static void
put_citation(struct answer_engine *en, const struct answer_part *p,
    const struct run *run)
{
	int64_t n = cite(en, p, run);

	if (n > 0)
		buf_printf(&en->text, " [%d]", (int)n);
}

static const char *
table_head(const struct answer_part *p, const struct evidence_unit *u)
{
	const struct markdown_lines *lines = &p->evidence.lines[u->hit];

	for (size_t i = u->line; i > 0; i--) {
		if (lines->items[i - 1].kind == MARKDOWN_TABLE_HEAD)
			return lines->items[i - 1].rich;
	}
	return "";
}

static void
put_blank(struct answer_engine *en)
{
	if (en->text.len > 0 &&
	    !text_is_space(en->text.data[en->text.len - 1]))
		buf_putc(&en->text, ' ');
}

/* Chosen units that are written together. */
struct group {
	const struct evidence_unit *const *units;
	size_t n;
};

/* The citation after unit i, when the next one does not follow on it. */
static void
cite_at(struct answer_engine *en, const struct answer_part *p,
    const struct group *g, size_t i, size_t *from)
{
	struct run run = {g->units[*from], g->units[i]};

	if (i + 1 < g->n && g->units[i + 1] == g->units[i] + 1)
		return;
	put_citation(en, p, &run);
	*from = i + 1;
}

/* One row reads as a sentence: "**Express**: price $29, …." */
static void
put_lone_row(struct answer_engine *en, const struct answer_part *p,
    const struct group *g)
{
	size_t from = 0;

	put_blank(en);
	answer_put_row(en, &p->found.query, table_head(p, g->units[0]),
	    g->units[0]->rich);
	if (!text_ends(en->text.data, "."))
		buf_putc(&en->text, '.');
	cite_at(en, p, g, 0, &from);
}

static void
put_rows(struct answer_engine *en, const struct answer_part *p,
    const struct group *g)
{
	const char *head = table_head(p, g->units[0]);
	bool table = g->n >= TABLE_FROM;
	size_t from = 0;

	if (g->n == 1) {
		put_lone_row(en, p, g);
		return;
	}
	buf_puts(&en->text, "\n\n");
	if (table)
		answer_put_table_head(en, head);
	for (size_t i = 0; i < g->n; i++) {
		buf_puts(&en->text, table ? "| " : "- ");
		if (table)
			buf_puts(&en->text, g->units[i]->rich);
		else
			answer_put_row(en, &p->found.query, head,
			    g->units[i]->rich);
		cite_at(en, p, g, i, &from);
		buf_puts(&en->text, table ? " |\n" : "\n");
	}
	buf_putc(&en->text, '\n');
}

static void
put_items(struct answer_engine *en, const struct answer_part *p,
    const struct group *g)
{
	size_t from = 0;

	buf_puts(&en->text, "\n\n");
	for (size_t i = 0; i < g->n; i++) {
		if (g->units[i]->kind == MARKDOWN_STEP)
			buf_printf(&en->text, "%zu. ", i + 1);
		else
			buf_puts(&en->text, "- ");
		buf_puts(&en->text, g->units[i]->rich);
		cite_at(en, p, g, i, &from);
		buf_putc(&en->text, '\n');
	}
	buf_putc(&en->text, '\n');
}

/* After "Yes," a sentence begins small. */
static void
put_first(struct answer_engine *en, const char *sentence)
{
	if (en->joins) {
		buf_putc(&en->text, text_lower(*sentence));
		sentence++;
	}
	en->joins = false;
	buf_puts(&en->text, sentence);
}

static void
put_sentences(struct answer_engine *en, const struct answer_part *p,
    const struct group *g)
{
	size_t from = 0;

	for (size_t i = 0; i < g->n; i++) {
		put_blank(en);
		put_first(en, g->units[i]->rich);
		cite_at(en, p, g, i, &from);
	}
}

/* 0: sentences, 1: items, 2: rows, which are written differently. */
static int
style_of(const struct evidence_unit *u)
{
	return u->kind == MARKDOWN_TABLE_ROW		 ? 2 :
	    u->kind == MARKDOWN_BULLET ||
		    u->kind == MARKDOWN_STEP ? 1 : 0;
}

static void
put_group(struct answer_engine *en, const struct answer_part *p,
    const struct group *g)
{
	if (style_of(g->units[0]) == 2)
		put_rows(en, p, g);
	else if (style_of(g->units[0]) == 1)
		put_items(en, p, g);
	else
		put_sentences(en, p, g);
}

/* The chosen units of one passage, sentences, items and rows apart. */
static void
put_units(struct answer_engine *en, const struct answer_part *p,
    const struct selection *choice, size_t hit)
{
	const struct evidence_unit *units[SELECTION_UNITS_MAX];
	size_t n = 0;

	for (size_t i = 0; i < choice->n; i++) {
		const struct evidence_unit *u =
		    &p->evidence.units[choice->units[i]];

		if (u->hit != hit)
			continue;
		if (n > 0 && style_of(units[0]) != style_of(u)) {
			put_group(en, p, &(struct group){units, n});
			n = 0;
		}
		units[n++] = u;
	}
	if (n > 0)
		put_group(en, p, &(struct group){units, n});
}

bool
answer_goes_on(const char *sentence)
{
	char word[WORD_BYTES_MAX + 1];
	size_t n = 0;

	while (n < WORD_BYTES_MAX && text_is_alpha(sentence[n])) {
		word[n] = text_lower(sentence[n]);
		n++;
	}
	word[n] = '\0';
	return n > 0 && !(sentence[0] == 'I' && n == 1) &&
	    (common_word(word) || word_role(word) != WORD_CONTENT);
}

/* "Yes, opened headphones can be …": the answer first. */
static void
put_verdict(struct answer_engine *en, int verdict, const char *first)
{
	static const char *const words[] = {"No", "", "Yes", "It depends"};

	if (verdict == 0)
		return;
	buf_puts(&en->text, words[verdict + 1]);
	en->joins = verdict != 2 && answer_goes_on(first);
	buf_puts(&en->text, en->joins ? ", " : verdict == 2 ? ": " : ". ");
	if (verdict == 2)
		en->joins = answer_goes_on(first);
}

/* The unit that is written first. */
static const char *
first_of(const struct answer_part *p, const struct selection *choice,
    size_t main_hit)
{
	for (size_t i = 0; i < choice->n; i++) {
		const struct evidence_unit *u =
		    &p->evidence.units[choice->units[i]];

		if (u->hit == main_hit)
			return style_of(u) == 0 ? u->rich : "";
	}
	return "";
}

void
answer_compose(struct answer_engine *en, const struct answer_part *p)
{
	struct selection choice;
	size_t main_hit = p->evidence.units[p->evidence.best].hit;

	selection_make(en->scope->arena, &p->found, &p->evidence,
	    &choice);
	put_verdict(en, choice.verdict, first_of(p, &choice, main_hit));
	if (choice.verdict != 0)
		answer_rule(en, "verdict");
	put_units(en, p, &choice, main_hit);
	for (size_t hit = 0; hit < p->evidence.n_hits; hit++) {
		if (hit != main_hit)
			put_units(en, p, &choice, hit);
	}
}

static void
add_reply(struct answer_engine *en, const char *question)
{
	struct answer *out = en->out;

	if (out->n_replies == ANSWER_REPLIES_MAX - 1 ||
	    text_equal_ci(question, en->in->question))
		return;
	for (size_t i = 0; i < out->n_replies; i++) {
		if (text_equal_ci(out->replies[i], question))
			return;
	}
	for (size_t i = 0; i < en->in->n_history; i++) {
		if (en->in->history[i].visitor &&
		    text_equal_ci(en->in->history[i].text, question))
			return;
	}
	out->replies[out->n_replies++] = question;
}

/* What others ask next: the other questions of the cited articles. */
void
answer_replies(struct answer_engine *en)
{
	struct arena *a = en->scope->arena;

	for (size_t i = 0; i < en->n_parts; i++) {
		const struct answer_part *p = &en->parts[i];
		const struct retrieve_hit *hit;
		const char *s;

		if (!p->assurance.sure)
			continue;
		hit = &p->found.hits[p->evidence.units[
		    p->evidence.best].hit];
		s = hit->passage->questions;
		while (*s != '\0') {
			size_t n = strcspn(s, "\n");
			const char *question = arena_strndup(a, s, n);

			if (hit->question == NULL ||
			    hit->question_sim < 0.5 ||
			    strcmp(hit->question, question) != 0)
				add_reply(en, question);
			s += n + (s[n] == '\n');
		}
	}
}
