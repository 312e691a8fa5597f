#include "base/base.h"

#include "core/answer_internal.h"

#include "base/text.h"

#define COLUMNS_MAX 12 /* further ones are not written */
#define SHORT_CELL 4   /* words */
#define SHORT_LABEL 2

/* "a | b | c" by its cells (a bar of the text itself is "\|"). */
struct cells {
	const char *items[COLUMNS_MAX];
	size_t n;
};

static void
cut_cells(struct arena *a, const char *row, struct cells *out)
{
	out->n = 0;
	while (*row != '\0' && out->n < COLUMNS_MAX) {
		const char *end = strstr(row, " | ");
		size_t n = end == NULL ? strlen(row) : (size_t)(end - row);

		out->items[out->n++] = arena_strndup(a, row, n);
		row += n;
		if (end != NULL)
			row += strlen(" | ");
	}
}

/* How many words of the question the label says itself: "3 bedrooms". */
static size_t
asked_for(struct answer_engine *en, const struct query *q, const char *label)
{
	struct words w;
	size_t n = 0;

	words_split(en->st, en->scope->arena, label, true, &w);
	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];
		bool said = false;

		for (size_t k = 0; k < w.n; k++)
			said = said || strcmp(w.items[k].stem, t->stem) == 0;
		n += said && !t->hint && t->weight >= 0.5;
	}
	return n;
}

/* The only column that is asked for, or 0: "for 3 bedrooms". */
static size_t
asked_column(struct answer_engine *en, const struct query *q,
    const struct cells *head)
{
	size_t best = 0, most = 0, least = QUERY_TERMS_MAX, ties = 0;

	if (head->n < 3)
		return 0;
	for (size_t i = 1; i < head->n; i++) {
		size_t n = asked_for(en, q, head->items[i]);

		ties = n > most ? 1 : ties + (n == most);
		if (n > most) {
			most = n;
			best = i;
		}
		if (n < least)
			least = n;
	}
	/* Columns of one kind share a word; a lone word may be chance. */
	return most > 1 && least > 0 && ties == 1 ? best : 0;
}

static bool
is_short(const char *cell)
{
	return words_count(cell) <= SHORT_CELL;
}

/* "Price" inside a sentence is "price"; names stay. */
static const char *
inside(struct arena *a, const char *s)
{
	char *copy = arena_strdup(a, s);

	copy[0] = text_lower(copy[0]);
	return copy;
}

/* All labels alike: one that may be a name keeps the others as they are. */
static void
lower_labels(struct arena *a, struct cells *labels)
{
	for (size_t i = 1; i < labels->n; i++) {
		if (!answer_goes_on(labels->items[i]))
			return;
	}
	for (size_t i = 1; i < labels->n; i++)
		labels->items[i] = inside(a, labels->items[i]);
}

/* "price $29", "delivery time 2-4 days"; "reports: yes". */
static void
put_cell(struct answer_engine *en, const char *label, const char *cell)
{
	bool figure = (text_is_digit(cell[0]) || cell[0] == '$') &&
	    is_short(cell) && words_count(label) <= SHORT_LABEL;

	if (*label != '\0')
		buf_printf(&en->text, figure ? "%s " : "%s: ",
		    label);
	buf_puts(&en->text, cell);
}

static void
put_name(struct answer_engine *en, const char *name)
{
	buf_printf(&en->text, strchr(name, '*') == NULL ? "**%s**" : "%s",
	    name);
}

void
answer_put_row(struct answer_engine *en, const struct query *q,
    const char *head, const char *row)
{
	struct cells labels, cells;
	size_t only;
	bool brief = true;

	cut_cells(en->scope->arena, head, &labels);
	cut_cells(en->scope->arena, row, &cells);
	lower_labels(en->scope->arena, &labels);
	only = asked_column(en, q, &labels);
	put_name(en, cells.n > 0 ? cells.items[0] : "");
	if (only > 0 && only < cells.n) {
		buf_printf(&en->text, ", %s: %s",
		    labels.items[only],
		    cells.items[only]);
		return;
	}
	for (size_t i = 1; i < cells.n; i++)
		brief = brief && is_short(cells.items[i]);
	for (size_t i = 1; i < cells.n; i++) {
		if (*cells.items[i] == '\0')
			continue;
		buf_puts(&en->text, i == 1 ? ": " : brief ? ", " : "; ");
		put_cell(en, cells.n > 2 && i < labels.n ? labels.items[i] :
							   "",
		    cells.items[i]);
	}
}

void
answer_put_table_head(struct answer_engine *en, const char *head)
{
	struct cells cells;

	cut_cells(en->scope->arena, head, &cells);
	buf_printf(&en->text, "| %s |\n|", head);
	for (size_t i = 0; i < cells.n; i++)
		buf_puts(&en->text, "---|");
	buf_putc(&en->text, '\n');
}
