#include "base/base.h"

#include "core/kb_synonym.h"

#include "base/text.h"
#include "core/kb_index.h"
#include "core/source_file.h"
#include "store/knowledge.h"

/* Words with one sign between them, and none empty: "a|b > c". */
static bool
is_group(const char *s)
{
	size_t words = 0, narrower = 0;

	while (*s != '\0') {
		size_t n = strcspn(s, "|>");
		size_t letters = n;

		while (letters > 0 && text_is_space(s[letters - 1]))
			letters--;
		if (letters == 0)
			return false;
		words++;
		s += n;
		narrower += *s == '>';
		if (*s == '\0')
			break;
		s++;
		s += strspn(s, " ");
		if (*s == '\0')
			return false;
	}
	return words > 1 && narrower < 2;
}

static size_t
lines_in(const char *s)
{
	size_t n = 1;

	for (; *s != '\0'; s++)
		n += *s == '\n';
	return n;
}

enum rc
kb_synonyms_parse(struct arena *a, const char *file, const char *text,
    struct kb_synonyms *out, struct err *e)
{
	size_t line = 0;

	*out = (struct kb_synonyms){.groups = arena_array(a, lines_in(text),
	    sizeof(*out->groups))};
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		const char *group = text_trim(a, text_fold(a,
		    arena_strndup(a, text, n)));

		line++;
		text += n + (text[n] == '\n');
		if (*group == '\0' || *group == '#')
			continue;
		if (!is_group(group) || text_length(group) > KB_SYNONYM_MAX)
			return err_set(e, RC_INVALID, "%.100s:%zu: expected "
			    "words such as \"parcel|package > box\", at most "
			    "%d characters.", file, line, KB_SYNONYM_MAX);
		if (out->n == SYNONYMS_MAX)
			return err_set(e, RC_TOO_LARGE, "%.100s:%zu: a site "
			    "has at most %d groups.", file, line,
			    SYNONYMS_MAX);
		out->groups[out->n++] = group;
	}
	return RC_OK;
}

static bool
is_same(const struct synonym_list *list, const struct kb_synonyms *in)
{
	if (list->n != in->n)
		return false;
	for (size_t i = 0; i < in->n; i++) {
		if (strcmp(list->items[i].words, in->groups[i]) != 0)
			return false;
	}
	return true;
}

static enum rc
replace(struct scope *s, struct kb_synonym_import *in,
    const struct kb_synonyms *groups, struct err *e)
{
	struct synonym_list before;
	enum rc rc = synonym_list(s, in->language, &before, e);

	if (rc != RC_OK || is_same(&before, groups))
		return rc;
	in->changed = true;
	rc = synonym_replace(s, in->language, groups->groups, groups->n, e);
	return rc == RC_OK ? kb_index_publish(s, e) : rc;
}

enum rc
kb_synonyms_import(struct scope *s, struct kb_synonym_import *in,
    struct err *e)
{
	struct kb_synonyms groups;
	char *text;
	size_t len;
	enum rc rc = source_file_read(s->arena, in->path, &text, &len, e);

	if (rc == RC_OK)
		rc = kb_synonyms_parse(s->arena, in->path, text, &groups, e);
	if (rc == RC_OK)
		rc = db_begin(s->db, s->arena, e);
	if (rc != RC_OK)
		return rc;
	in->n = groups.n;
	rc = replace(s, in, &groups, e);
	if (rc == RC_OK)
		return db_commit(s->db, e);
	db_rollback(s->db);
	return rc;
}
