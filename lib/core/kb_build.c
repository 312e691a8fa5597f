#include "base/base.h"

#include "core/kb_build.h"

#include "nlp/index_build.h"
#include "store/knowledge.h"

#define PAGE 500 /* passages read at once */
#define ARENA_MAX ((size_t)256 << 20) /* for one page */

static void
add_article(struct index_builder *b, const struct knowledge_passage *p)
{
	const struct index_article_in article = {
		.id = p->article_id,
		.revision = p->revision,
		.scenario_id = p->scenario_id,
		.language = p->language,
		.slug = p->slug,
		.category = p->category,
		.title = p->title,
		.summary = p->summary,
		.tags = p->tags,
		.questions = p->questions,
	};

	index_add_article(b, &article);
}

static void
add_passage(struct index_builder *b, const struct knowledge_passage *p)
{
	const struct index_passage_in passage = {
		.id = p->id,
		.ordinal = p->ordinal,
		.anchor = p->anchor,
		.heading = p->heading,
		.body = p->body,
	};

	index_add_passage(b, &passage);
}

static enum rc
add_passages(struct scope *s, struct index_builder *b, struct err *e)
{
	struct knowledge_page page = {.max = PAGE};
	int64_t article_id = 0;
	enum rc rc;

	do {
		rc = knowledge_passages(s, &page, e);
		for (size_t i = 0; rc == RC_OK && i < page.n; i++) {
			const struct knowledge_passage *p = &page.items[i];

			if (p->article_id != article_id)
				add_article(b, p);
			article_id = p->article_id;
			add_passage(b, p);
		}
		arena_reset(s->arena);
	} while (rc == RC_OK && page.n == PAGE);
	return rc;
}

static enum rc
add_synonyms(struct scope *s, struct index_builder *b, struct err *e)
{
	struct synonym_list list;
	enum rc rc = synonym_list(s, "", &list, e);

	for (size_t i = 0; rc == RC_OK && i < list.n; i++)
		index_add_synonym(b, list.items[i].language,
		    list.items[i].words);
	return rc;
}

enum rc
kb_build(struct scope *s, struct kb_built *out, struct err *e)
{
	struct arena *a = arena_new(ARENA_MAX);
	struct scope inner = *s;
	enum rc rc;

	inner.arena = a;
	*out = (struct kb_built){.builder = index_builder_new()};
	rc = add_passages(&inner, out->builder, e);
	if (rc == RC_OK)
		rc = add_synonyms(&inner, out->builder, e);
	if (rc == RC_OK)
		rc = index_build(out->builder, &out->data, &out->n, e);
	arena_free(a);
	if (rc != RC_OK)
		kb_built_free(out);
	return rc;
}

void
kb_built_free(struct kb_built *b)
{
	index_builder_free(b->builder);
	*b = (struct kb_built){0};
}
