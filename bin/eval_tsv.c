#include "base/base.h"

#include "base/text.h"
#include "eval.h"

#include <errno.h>

#define READ_FIRST ((size_t)64 << 10) /* doubled as a file needs it */

static void
close_file(void *p)
{
	fclose(p);
}

/* The whole file as bytes with a NUL behind them. */
static enum rc
read_all(struct eval *ev, FILE *f, const char *name, char **data, size_t *len,
    struct err *e)
{
	size_t cap = READ_FIRST;
	char *all = arena_alloc(ev->arena, cap);

	*len = 0;
	for (;;) {
		size_t n = fread(all + *len, 1, cap - 1 - *len, f);
		char *more;

		*len += n;
		if (n == 0)
			break;
		if (*len < cap - 1)
			continue;
		if (cap >= EVAL_FILE_MAX)
			return err_set(e, RC_TOO_LARGE,
			    "%.150s: is larger than 512 MB", name);
		more = arena_alloc(ev->arena, cap * 2);
		memcpy(more, all, *len);
		all = more;
		cap *= 2;
	}
	if (ferror(f))
		return err_set(e, RC_INVALID, "%.150s: %s", name,
		    strerror(errno));
	all[*len] = '\0';
	*data = all;
	return RC_OK;
}

enum rc
eval_bad_row(const struct eval_rows *rows, size_t i, struct err *e,
    const char *expected)
{
	return err_set(e, RC_INVALID, "%.150s:%zu: expected %.80s",
	    rows->file, rows->items[i].line, expected);
}

/* Cuts the line into its fields, in place. */
static bool
cut_fields(char *line, size_t n_fields, struct eval_row *row)
{
	size_t n = 0;

	for (;;) {
		char *tab = strchr(line, '\t');

		if (n == n_fields)
			return false;
		row->fields[n++] = line;
		if (tab == NULL)
			return n == n_fields;
		*tab = '\0';
		line = tab + 1;
	}
}

static enum rc
read_line(struct eval_rows *rows, char *line, size_t len, size_t n_fields,
    struct err *e)
{
	struct eval_row *row = &rows->items[rows->n];
	size_t i = rows->n++;
	char expected[80];

	if (!text_is_valid(line, len))
		return eval_bad_row(rows, i, e, "text in UTF-8");
	if (len > 0 && line[len - 1] == '\r')
		line[len - 1] = '\0';
	if (!cut_fields(line, n_fields, row)) {
		(void)snprintf(expected, sizeof(expected),
		    "%zu fields with tabs between them", n_fields);
		return eval_bad_row(rows, i, e, expected);
	}
	if (*row->fields[0] == '\0')
		return eval_bad_row(rows, i, e, "a first field");
	return RC_OK;
}

/* Of the first line. */
static size_t
count_fields(const char *data)
{
	size_t n = 1;

	for (; *data != '\0' && *data != '\n'; data++)
		n += *data == '\t' && n < EVAL_FIELDS_MAX;
	return n;
}

enum rc
eval_tsv(struct eval *ev, const char *file, size_t n_fields,
    struct eval_rows *out, struct err *e)
{
	bool is_stdin = strcmp(file, "-") == 0;
	FILE *f = is_stdin ? stdin : fopen(file, "re");
	char *data = NULL, *end;
	size_t len = 0, n_lines = 0;
	enum rc rc;

	assert(n_fields <= EVAL_FIELDS_MAX);
	*out = (struct eval_rows){.file = is_stdin ? "standard input" : file};
	if (f == NULL)
		return err_set(e, RC_INVALID, "%.150s: %s", file,
		    strerror(errno));
	if (!is_stdin)
		arena_defer(ev->arena, close_file, f);
	rc = read_all(ev, f, out->file, &data, &len, e);
	if (rc != RC_OK)
		return rc;
	end = data + len;
	if (n_fields == EVAL_FIELDS_OF_FIRST)
		n_fields = count_fields(data);
	out->n_fields = n_fields;
	for (const char *s = data; s < end; s++)
		n_lines += *s == '\n';
	out->items = arena_array(ev->arena, n_lines + 1, sizeof(*out->items));
	for (char *line = data; line < end;) {
		char *stop = memchr(line, '\n', (size_t)(end - line));

		if (stop == NULL)
			stop = end;
		*stop = '\0';
		out->items[out->n].line = out->n + 1;
		rc = read_line(out, line, (size_t)(stop - line), n_fields, e);
		if (rc != RC_OK)
			return rc;
		line = stop + 1;
	}
	if (out->n == 0)
		return err_set(e, RC_INVALID, "%.150s: has no rows",
		    out->file);
	return RC_OK;
}
