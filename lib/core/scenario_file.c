#include "base/base.h"

#include "core/scenario_file.h"

#include "base/json.h"
#include "base/text.h"
#include "core/source_file.h"

#define ALIASES_MAX 10
#define SORT_DEFAULT 100

/* Texts that a scenario must have, with their longest length. */
static const struct {
	const char *key;
	size_t max; /* code points */
} texts[] = {
	{"slug", 40}, {"name", 60}, {"company", 100}, {"tagline", 120},
	{"description", 2000}, {"accent", 7}, {"welcome", 500},
	{"prompt", 20000}, {"business_context", 20000},
};

static enum rc
check_texts(const char *file, const struct json *j, struct err *e)
{
	for (size_t i = 0; i < NELEM(texts); i++) {
		const struct json *value = json_get(j, texts[i].key);

		if (json_type_of(value) != JSON_TEXT ||
		    *json_text(value) == '\0')
			return err_set(e, RC_INVALID,
			    "%s: expected \"%s\" with a text.", file,
			    texts[i].key);
		if (text_length(json_text(value)) > texts[i].max)
			return err_set(e, RC_INVALID,
			    "%s: \"%s\" is longer than %zu characters.",
			    file, texts[i].key, texts[i].max);
	}
	return RC_OK;
}

static enum rc
check_list(const char *file, const struct json *j, const char *key,
    struct err *e)
{
	const struct json *list = json_get(j, key);

	if (json_type_of(list) != JSON_LIST)
		return err_set(e, RC_INVALID,
		    "%s: expected \"%s\" with a list of texts.", file, key);
	for (size_t i = 0; i < json_count(list); i++) {
		if (json_type_of(json_item(list, i)) != JSON_TEXT)
			return err_set(e, RC_INVALID,
			    "%s: expected only texts in \"%s\".", file, key);
	}
	return RC_OK;
}

static bool
is_slug(const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s != '-' && !text_is_digit(*s) &&
		    (*s < 'a' || *s > 'z'))
			return false;
	}
	return true;
}

static enum rc
check(const char *file, const struct json *j, struct err *e)
{
	static const char *const tones[] = {"greeting", "thanks", "goodbye",
	    "no_evidence", "offer_person", "handoff"};
	enum rc rc = check_texts(file, j, e);

	if (rc == RC_OK && !is_slug(json_text(json_get(j, "slug"))))
		rc = err_set(e, RC_INVALID,
		    "%s: expected a slug of a-z, 0-9 and -.", file);
	if (rc == RC_OK && json_text(json_get(j, "accent"))[0] != '#')
		rc = err_set(e, RC_INVALID,
		    "%s: expected \"accent\" as #rrggbb.", file);
	if (rc == RC_OK)
		rc = check_list(file, j, "aliases", e);
	if (rc == RC_OK)
		rc = check_list(file, j, "sample_questions", e);
	if (rc == RC_OK)
		rc = check_list(file, json_get(j, "triggers"), "keywords", e);
	for (size_t i = 0; i < NELEM(tones) && rc == RC_OK; i++)
		rc = check_list(file, json_get(j, "tone"), tones[i], e);
	if (rc == RC_OK &&
	    json_count(json_get(j, "aliases")) > ALIASES_MAX)
		rc = err_set(e, RC_INVALID, "%s: expected at most %d "
		    "aliases.", file, ALIASES_MAX);
	return rc;
}

enum rc
scenario_file_import(struct scope *s, const char *file, struct scenario *out,
    bool *changed, struct err *e)
{
	const char *aliases[ALIASES_MAX];
	struct scenario_new row = {.aliases = aliases};
	const struct json *list;
	struct json *j;
	struct err why = {0};
	char *text;
	size_t len;
	enum rc rc = source_file_read(s->arena, file, &text, &len, e);

	if (rc != RC_OK)
		return rc;
	if (len > SCENARIO_FILE_MAX)
		return err_set(e, RC_TOO_LARGE, "%s: is larger than 200 KB.",
		    file);
	if (json_read(s->arena, text, len, &j, &why) != RC_OK)
		return err_set(e, RC_INVALID, "%s: %s", file, why.message);
	rc = check(file, j, e);
	if (rc != RC_OK)
		return rc;
	list = json_get(j, "aliases");
	for (size_t i = 0; i < json_count(list); i++)
		aliases[row.n_aliases++] = json_text(json_item(list, i));
	row.row = (struct scenario){
		.slug = json_text(json_get(j, "slug")),
		.name = json_text(json_get(j, "name")),
		.company = json_text(json_get(j, "company")),
		.tagline = json_text(json_get(j, "tagline")),
		.description = json_text(json_get(j, "description")),
		.accent = json_text(json_get(j, "accent")),
		.sort = json_get(j, "sort") != NULL ?
		    json_i64(json_get(j, "sort")) : SORT_DEFAULT,
		.definition = text,
	};
	rc = scenario_upsert(s, &row, changed, e);
	*out = row.row;
	return rc;
}
