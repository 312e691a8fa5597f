#include "base/base.h"

#include "core/intent_file.h"

#include "base/text.h"
#include "core/source_file.h"

#define NAME_MAX_BYTES 60
#define TITLE_MAX 80 /* characters */
#define DESCRIPTION_MAX 400

struct reader {
	struct arena *arena;
	const char *file;
	int line;
	struct intent_new *out;
	const char **next, **examples;
	struct err *e;
};

static enum rc
expected(const struct reader *r, const char *what)
{
	return err_set(r->e, RC_INVALID, "%.150s:%d: expected %s.", r->file,
	    r->line, what);
}

static char *
take_line(struct arena *a, const char **s)
{
	size_t n = strcspn(*s, "\n");
	char *line = arena_strndup(a, *s, n);

	*s += n + ((*s)[n] == '\n');
	return text_trim(a, line);
}

static bool
is_name(const char *s)
{
	size_t n = strlen(s);

	for (const char *p = s; *p != '\0'; p++) {
		if (*p != '_' && *p != '-' && !text_is_digit(*p) &&
		    (*p < 'a' || *p > 'z'))
			return false;
	}
	return n > 0 && n <= NAME_MAX_BYTES;
}

/* "tool order_status": the kind, and what it needs. */
static enum rc
read_route(struct reader *r, const char *value)
{
	static const struct {
		const char *kind;
		bool has_target;
	} routes[] = {{"tool", true}, {"article", true},
	    {"small_talk", true}, {"person", false}, {"none", false}};
	size_t n = strcspn(value, " ");
	const char *target = text_trim(r->arena,
	    arena_strdup(r->arena, value + n));

	for (size_t i = 0; i < NELEM(routes); i++) {
		if (strlen(routes[i].kind) != n ||
		    strncmp(routes[i].kind, value, n) != 0)
			continue;
		if (routes[i].has_target != is_name(target))
			break;
		r->out->row.route = routes[i].kind;
		r->out->row.target = target;
		return RC_OK;
	}
	return expected(r, "\"tool NAME\", \"article SLUG\", \"person\", "
	    "\"small_talk KIND\" or \"none\" as route");
}

static enum rc
read_next(struct reader *r, const char *value)
{
	r->out->row.next = value;
	while (*value != '\0') {
		size_t n = strcspn(value, ",");
		char *name = text_trim(r->arena,
		    arena_strndup(r->arena, value, n));

		if (r->out->n_next == INTENT_NEXT_MAX)
			return expected(r, "at most 20 names after next");
		if (!is_name(name))
			return expected(r, "names of intents after next");
		r->next[r->out->n_next++] = name;
		value += n + (value[n] == ',');
	}
	return RC_OK;
}

static enum rc
read_value(struct reader *r, const char *key, const char *value)
{
	struct intent *row = &r->out->row;

	if (strchr(value, '\t') != NULL)
		return expected(r, "no tab in a value");
	if (strcmp(key, "title") == 0) {
		row->title = value;
		return text_length(value) <= TITLE_MAX && *value != '\0' ?
		    RC_OK : expected(r, "a title of at most 80 characters");
	}
	if (strcmp(key, "description") == 0) {
		row->description = value;
		return text_length(value) <= DESCRIPTION_MAX ? RC_OK :
		    expected(r, "a description of at most 400 characters");
	}
	if (strcmp(key, "route") == 0)
		return read_route(r, value);
	if (strcmp(key, "next") == 0)
		return read_next(r, value);
	if (strcmp(key, "language") == 0) {
		r->out->language = value;
		return strlen(value) >= 2 && strlen(value) <= 8 &&
			text_is_alpha(value[0]) && text_is_alpha(value[1]) ?
		    RC_OK : expected(r, "a language such as \"en\"");
	}
	return expected(r, "title, description, route, next or language");
}

static enum rc
read_front(struct reader *r, const char **s)
{
	if (strcmp(take_line(r->arena, s), "---") != 0)
		return expected(r, "\"---\" as the first line");
	while (**s != '\0') {
		char *line = take_line(r->arena, s), *colon;
		enum rc rc;

		r->line++;
		if (strcmp(line, "---") == 0)
			return RC_OK;
		if (*line == '\0')
			continue;
		colon = strchr(line, ':');
		if (colon == NULL)
			return expected(r, "\"key: value\" or \"---\"");
		*colon = '\0';
		rc = read_value(r, text_trim(r->arena, line),
		    text_trim(r->arena, colon + 1));
		if (rc != RC_OK)
			return rc;
	}
	return expected(r, "\"---\" after the front matter");
}

static enum rc
read_examples(struct reader *r, const char *s)
{
	while (*s != '\0') {
		char *line = take_line(r->arena, &s);

		r->line++;
		if (*line == '\0' || *line == '#')
			continue;
		if (text_length(line) > INTENT_TEXT_MAX)
			return expected(r,
			    "an example of at most 500 characters");
		if (r->out->n_examples == INTENT_FILE_EXAMPLES_MAX)
			return expected(r, "at most 5000 examples");
		r->examples[r->out->n_examples++] = line;
	}
	return r->out->n_examples > 0 ? RC_OK :
	    expected(r, "examples after the front matter, one a line");
}

enum rc
intent_file_parse(struct arena *a, const char *file, const char *name,
    const char *text, struct intent_new *out, struct err *e)
{
	struct reader r = {.arena = a, .file = file, .line = 1, .out = out,
	    .e = e};
	enum rc rc;

	*out = (struct intent_new){.row = {.name = name, .title = "",
	    .description = "", .next = ""}, .language = "en"};
	if (!is_name(name))
		return expected(&r,
		    "a file name of a-z, 0-9, - and _, then .md");
	r.next = arena_array(a, INTENT_NEXT_MAX, sizeof(*r.next));
	r.examples = arena_array(a, INTENT_FILE_EXAMPLES_MAX,
	    sizeof(*r.examples));
	rc = read_front(&r, &text);
	if (rc == RC_OK && *out->row.title == '\0')
		rc = expected(&r, "\"title: …\" in the front matter");
	if (rc == RC_OK && out->row.route == NULL)
		rc = expected(&r, "\"route: …\" in the front matter");
	if (rc == RC_OK)
		rc = read_examples(&r, text);
	out->next = r.next;
	out->examples = r.examples;
	return rc;
}

static enum rc
import_file(struct scope *s, struct intent_import *in, const char *file,
    const char *name, struct err *e)
{
	const char *path = arena_printf(s->arena, "%s/%s", in->dir, file);
	struct intent_new intent;
	char *text;
	size_t n;
	enum rc rc = source_file_read(s->arena, path, &text, &n, e);

	if (rc == RC_OK)
		rc = intent_file_parse(s->arena, path, name, text, &intent,
		    e);
	if (rc != RC_OK)
		return rc;
	intent.scenario_id = in->scenario_id;
	in->n_intents++;
	in->n_examples += intent.n_examples;
	return intent_save(s, &intent, e);
}

static enum rc
import_all(struct scope *s, struct intent_import *in,
    const struct source_names *files, struct err *e)
{
	const char **names = arena_array(s->arena, files->n + 1,
	    sizeof(*names));
	enum rc rc = RC_OK;

	for (size_t i = 0; i < files->n && rc == RC_OK; i++) {
		names[i] = arena_strndup(s->arena, files->items[i],
		    strlen(files->items[i]) - strlen(".md"));
		rc = import_file(s, in, files->items[i], names[i], e);
	}
	if (rc == RC_OK)
		rc = intent_prune(s, in->scenario_id, names, files->n, e);
	return rc;
}

enum rc
intent_import_dir(struct scope *s, struct intent_import *in, struct err *e)
{
	struct source_names files;
	enum rc rc = source_dir_list(s->arena, in->dir, ".md", &files, e);

	if (rc == RC_OK && files.n > INTENT_LIST_MAX)
		rc = err_set(e, RC_TOO_LARGE,
		    "%.150s: holds more than %d intents.", in->dir,
		    INTENT_LIST_MAX);
	if (rc == RC_OK)
		rc = db_begin(s->db, s->arena, e);
	if (rc != RC_OK)
		return rc;
	rc = import_all(s, in, &files, e);
	if (rc == RC_OK)
		rc = db_commit(s->db, e);
	else
		db_rollback(s->db);
	return rc;
}
