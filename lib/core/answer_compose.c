#include "base/base.h"

#include "core/answer_internal.h"

#include "base/text.h"

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

/* The next cell of "a | b | c" (a bar of the text itself is "\|"). */
static const char *
take_cell(struct arena *a, const char **row)
{
	const char *end = strstr(*row, " | ");
	const char *cell;

	if (end == NULL) {
		cell = *row;
		*row += strlen(*row);
		return cell;
	}
	cell = arena_strndup(a, *row, (size_t)(end - *row));
	*row = end + strlen(" | ");
	return cell;
}

/* "- **Canada express**: Price $29; Delivery time 2-4 business days" */
static void
put_row(struct answer_engine *en, const char *head, const char *row)
{
	struct arena *a = en->scope->arena;
	bool two = strstr(row, " | ") != NULL &&
	    strstr(strstr(row, " | ") + 3, " | ") == NULL;
	size_t n = 0;

	take_cell(a, &head);
	buf_printf(&en->text, "- %s", take_cell(a, &row));
	while (*row != '\0') {
		const char *label = take_cell(a, &head);
		const char *cell = take_cell(a, &row);

		buf_puts(&en->text, n++ == 0 ? ": " : "; ");
		if (!two && *label != '\0')
			buf_printf(&en->text, "%s: ", label);
		buf_puts(&en->text, cell);
	}
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
put_table_head(struct answer_engine *en, const char *head)
{
	size_t columns = 0;

	buf_printf(&en->text, "| %s |\n|", head);
	while (*head != '\0') {
		take_cell(en->scope->arena, &head);
		columns++;
	}
	while (columns-- > 0)
		buf_puts(&en->text, "---|");
	buf_putc(&en->text, '\n');
}

static void
put_rows(struct answer_engine *en, const struct answer_part *p,
    const struct evidence_unit *units, size_t n)
{
	const char *head = table_head(p, &units[0]);
	struct run run = {&units[0], &units[n - 1]};

	buf_puts(&en->text, "\n\n");
	if (n >= TABLE_FROM)
		put_table_head(en, head);
	for (size_t i = 0; i < n; i++) {
		if (n >= TABLE_FROM)
			buf_printf(&en->text, "| %s", units[i].rich);
		else
			put_row(en, head, units[i].rich);
		if (i == n - 1)
			put_citation(en, p, &run);
		buf_puts(&en->text, n >= TABLE_FROM ? " |\n" : "\n");
	}
	buf_putc(&en->text, '\n');
}

static void
put_items(struct answer_engine *en, const struct answer_part *p,
    const struct evidence_unit *units, size_t n)
{
	struct run run = {&units[0], &units[n - 1]};

	buf_puts(&en->text, "\n\n");
	for (size_t i = 0; i < n; i++) {
		if (units[i].kind == MARKDOWN_STEP)
			buf_printf(&en->text, "%zu. ", i + 1);
		else
			buf_puts(&en->text, "- ");
		buf_puts(&en->text, units[i].rich);
		if (i == n - 1)
			put_citation(en, p, &run);
		buf_putc(&en->text, '\n');
	}
	buf_putc(&en->text, '\n');
}

static void
put_sentences(struct answer_engine *en, const struct answer_part *p,
    const struct evidence_unit *units, size_t n)
{
	struct run run = {&units[0], &units[n - 1]};

	for (size_t i = 0; i < n; i++) {
		if (en->text.len > 0 &&
		    !text_is_space(en->text.data[en->text.len - 1]))
			buf_putc(&en->text, ' ');
		buf_puts(&en->text, units[i].rich);
	}
	put_citation(en, p, &run);
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
put_units(struct answer_engine *en, const struct answer_part *p,
    const struct answer_choice *choice, size_t hit)
{
	const struct evidence_unit *units = p->evidence.units;

	for (size_t i = 0; i < choice->n;) {
		const struct evidence_unit *u = &units[choice->units[i]];
		size_t n = 1;

		while (i + n < choice->n &&
		    choice->units[i + n] == choice->units[i] + n &&
		    units[choice->units[i + n]].hit == u->hit &&
		    style_of(&units[choice->units[i + n]]) == style_of(u))
			n++;
		i += n;
		if (u->hit != hit)
			continue;
		if (style_of(u) == 2)
			put_rows(en, p, u, n);
		else if (style_of(u) == 1)
			put_items(en, p, u, n);
		else
			put_sentences(en, p, u, n);
	}
}

void
answer_compose(struct answer_engine *en, const struct answer_part *p)
{
	struct answer_choice choice;
	size_t main_hit = p->evidence.units[p->evidence.best].hit;

	answer_select(en->scope->arena, p, &choice);
	if (choice.verdict == 1)
		buf_puts(&en->text, "Yes. ");
	else if (choice.verdict == -1)
		buf_puts(&en->text, "No. ");
	else if (choice.verdict == 2)
		buf_puts(&en->text, "It depends. ");
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

		if (!p->chosen)
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
