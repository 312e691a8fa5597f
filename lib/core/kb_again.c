#include "base/base.h"

#include "core/kb.h"

#include "base/crypt.h"
#include "core/kb_index.h"
#include "store/article.h"
#include "store/knowledge.h"
#include "store/passage.h"

#define ARENA_ARTICLE_MAX ((size_t)256 << 20)

static bool
is_same(const struct kb_parts *parts, const struct passage_list *list)
{
	if (parts->n != list->n)
		return false;
	for (size_t i = 0; i < parts->n; i++) {
		const struct kb_part *part = &parts->items[i];
		const struct passage *p = &list->items[i];

		if (strcmp(part->anchor, p->anchor) != 0 ||
		    strcmp(part->heading, p->heading) != 0 ||
		    strcmp(part->body, p->body) != 0)
			return false;
	}
	return true;
}

/* One a line, as an array. */
static const char **
split_lines(struct arena *a, const char *s, size_t *n)
{
	const char **out = arena_array(a, KB_LIST_MAX, sizeof(*out));

	*n = 0;
	while (*s != '\0' && *n < KB_LIST_MAX) {
		size_t len = strcspn(s, "\n");

		out[(*n)++] = arena_strndup(a, s, len);
		s += len + (s[len] == '\n');
	}
	return out;
}

static void
read_hash(const char *hex, uint8_t out[CRYPT_HASH])
{
	for (size_t i = 0; hex != NULL && i < CRYPT_HASH &&
	     hex[2 * i] != '\0'; i++) {
		static const char digits[] = "0123456789abcdef";

		out[i] = (uint8_t)((strchr(digits, hex[2 * i]) - digits) << 4 |
		    (strchr(digits, hex[2 * i + 1]) - digits));
	}
}

/* The same text as a new revision: citations of the old parts stay valid. */
static enum rc
cut_again(struct scope *s, struct kb_import *in, const struct article *a,
    struct err *e)
{
	struct article_state before;
	uint8_t hash[CRYPT_HASH] = {0};
	struct article_new new = {
		.slug = a->slug,
		.scenario_id = a->scenario_id,
		.category = a->category,
		.language = a->language,
		.title = a->title,
		.summary = a->summary,
		.body = a->body,
		.review_by = a->review_by,
		.source_hash = hash,
	};
	enum rc rc = article_lock(s, a->slug, &before, e);

	if (rc != RC_OK)
		return rc;
	read_hash(before.source_hash, hash);
	new.tags = split_lines(s->arena, a->tags, &new.n_tags);
	new.questions = split_lines(s->arena, a->questions,
	    &new.n_questions);
	return kb_save(s, in, &new, &before, e);
}

static enum rc
look_at(struct scope *s, struct kb_import *in, const char *slug,
    struct err *e)
{
	struct scope inner = *s;
	struct passage_list list;
	struct kb_parts parts;
	struct article a;
	enum rc rc;

	inner.arena = arena_new(ARENA_ARTICLE_MAX);
	rc = article_get(&inner, slug, 0, &a, e);
	if (rc == RC_OK)
		rc = passage_of_revision(&inner, a.revision_id, &list, e);
	if (rc == RC_OK) {
		in->n_files++;
		kb_cut(inner.arena, slug, a.body, &parts);
		if (is_same(&parts, &list))
			in->n_unchanged++;
		else
			rc = cut_again(&inner, in, &a, e);
	}
	arena_free(inner.arena);
	return rc;
}

static enum rc
look_at_all(struct scope *s, struct kb_import *in, struct err *e)
{
	struct article_page page = {.after_category = "", .after_slug = "",
	    .max = ARTICLE_LIST_MAX};
	struct article_list list;

	do {
		enum rc rc = article_list(s, &page, &list, e);

		for (size_t i = 0; rc == RC_OK && i < list.n; i++)
			rc = look_at(s, in, list.items[i].slug, e);
		if (rc != RC_OK)
			return rc;
		if (list.n > 0) {
			page.after_category = list.items[list.n - 1].category;
			page.after_slug = list.items[list.n - 1].slug;
		}
	} while (list.n == ARTICLE_LIST_MAX);
	return RC_OK;
}

enum rc
kb_reindex(struct scope *s, struct kb_import *in, struct err *e)
{
	enum rc rc = db_begin(s->db, s->arena, e);

	if (rc == RC_OK)
		rc = look_at_all(s, in, e);
	if (rc == RC_OK)
		rc = knowledge_touch(s, e);
	if (rc == RC_OK)
		rc = kb_index_publish(s, e);
	if (rc == RC_OK)
		return db_commit(s->db, e);
	db_rollback(s->db);
	return rc;
}
