#include "base/base.h"

#include "core/kb.h"

#include "base/text.h"

struct front_reader {
	struct arena *arena;
	const char *file;
	int line;
	struct kb_front *out;
	bool in_questions;
	struct err *e;
};

static char *
take_line(struct arena *a, const char **s)
{
	size_t n = strcspn(*s, "\n");
	char *line = arena_strndup(a, *s, n);

	*s += n + ((*s)[n] == '\n');
	return text_trim(a, line);
}

static enum rc
expected(struct front_reader *r, const char *what)
{
	return err_set(r->e, RC_INVALID, "%s:%d: expected %s.", r->file,
	    r->line, what);
}

static bool
is_date(const char *s)
{
	for (int i = 0; i < 10; i++) {
		if (i == 4 || i == 7 ? s[i] != '-' : !text_is_digit(s[i]))
			return false;
	}
	return s[10] == '\0';
}

static bool
is_language(const char *s)
{
	return strlen(s) >= 2 && strlen(s) <= 8 && text_is_alpha(s[0]) &&
	    text_is_alpha(s[1]);
}

static enum rc
read_tags(struct front_reader *r, const char *value)
{
	while (*value != '\0') {
		size_t n = strcspn(value, ",");
		char *tag = text_trim(r->arena,
		    arena_strndup(r->arena, value, n));

		if (r->out->n_tags == KB_LIST_MAX)
			return expected(r, "at most 50 tags");
		if (*tag != '\0')
			r->out->tags[r->out->n_tags++] = tag;
		value += n + (value[n] == ',');
	}
	return RC_OK;
}

static enum rc
read_value(struct front_reader *r, const char *key, const char *value)
{
	struct kb_front *f = r->out;
	const struct {
		const char *key;
		const char **to;
		size_t max; /* code points */
	} texts[] = {
		{"title", &f->title, 200},
		{"category", &f->category, 80},
		{"summary", &f->summary, 400},
	};

	for (size_t i = 0; i < NELEM(texts); i++) {
		if (strcmp(key, texts[i].key) != 0)
			continue;
		if (text_length(value) > texts[i].max)
			return err_set(r->e, RC_INVALID,
			    "%s:%d: %s is longer than %zu characters.",
			    r->file, r->line, key, texts[i].max);
		*texts[i].to = value;
		return RC_OK;
	}
	if (strcmp(key, "language") == 0) {
		f->language = value;
		return is_language(value) ? RC_OK :
		    expected(r, "a language such as \"en\"");
	}
	if (strcmp(key, "review_by") == 0) {
		f->review_by = value;
		return is_date(value) ? RC_OK :
		    expected(r, "a date such as 2027-06-30");
	}
	if (strcmp(key, "tags") == 0)
		return read_tags(r, value);
	if (strcmp(key, "questions") == 0) {
		r->in_questions = true;
		return *value == '\0' ? RC_OK :
		    expected(r, "nothing after \"questions:\", then a list");
	}
	return err_set(r->e, RC_INVALID,
	    "%s:%d: \"%.40s\" is no known key; expected title, category, "
	    "language, tags, review_by, summary or questions.",
	    r->file, r->line, key);
}

static enum rc
read_line(struct front_reader *r, char *line)
{
	char *colon;

	if (*line == '\0')
		return RC_OK;
	if (line[0] == '-' && text_is_space(line[1])) {
		if (!r->in_questions)
			return expected(r, "\"key: value\"; only questions "
					   "has a list");
		if (r->out->n_questions == KB_LIST_MAX)
			return expected(r, "at most 50 questions");
		r->out->questions[r->out->n_questions++] =
		    text_trim(r->arena, line + 1);
		return RC_OK;
	}
	r->in_questions = false;
	colon = strchr(line, ':');
	if (colon == NULL)
		return expected(r, "\"key: value\" or \"---\"");
	*colon = '\0';
	return read_value(r, text_trim(r->arena, line),
	    text_trim(r->arena, colon + 1));
}

enum rc
kb_front_parse(struct arena *a, const char *file, const char *text,
    struct kb_front *out, struct err *e)
{
	struct front_reader r = {.arena = a, .file = file, .line = 1,
	    .out = out, .e = e};
	const char *s = text;
	bool closed = false;

	*out = (struct kb_front){.summary = ""};
	if (strcmp(take_line(a, &s), "---") != 0)
		return expected(&r, "\"---\" as the first line");
	while (*s != '\0' && !closed) {
		char *line = take_line(a, &s);
		enum rc rc;

		r.line++;
		closed = strcmp(line, "---") == 0;
		rc = closed ? RC_OK : read_line(&r, line);
		if (rc != RC_OK)
			return rc;
	}
	if (!closed)
		return expected(&r, "\"---\" after the front matter");
	if (out->title == NULL || *out->title == '\0')
		return expected(&r, "\"title: …\" in the front matter");
	if (out->category == NULL || *out->category == '\0')
		return expected(&r, "\"category: …\" in the front matter");
	if (out->language == NULL)
		return expected(&r, "\"language: …\" in the front matter");
	out->body = s;
	if (*text_trim(a, s) == '\0')
		return expected(&r, "text after the front matter");
	return RC_OK;
}
