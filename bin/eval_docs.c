#include "base/base.h"

#include "eval_docs.h"

#include "core/kb.h"
#include "nlp/index_build.h"

static void
add_document(struct index_builder *b, struct arena *a,
    const struct eval_docs *in, size_t i)
{
	const char *const *f = in->rows->items[i].fields;
	const char *learned = in->learned != NULL ? in->learned[i] : NULL;
	const struct index_article_in article = {
		.id = (int64_t)i + 1,
		.revision = 1,
		.language = in->language != NULL ? in->language : "en",
		.slug = f[0],
		.category = "",
		.title = f[1],
		.summary = "",
		.tags = "",
		.questions = learned != NULL ? learned : "",
	};
	struct kb_parts parts;

	index_add_article(b, &article);
	kb_cut(a, "d", f[2], &parts);
	for (size_t k = 0; k < parts.n; k++) {
		const struct index_passage_in passage = {
			.id = (int64_t)(i * KB_PARTS_MAX + k + 1),
			.ordinal = (int64_t)k + 1,
			.anchor = parts.items[k].anchor,
			.heading = parts.items[k].heading,
			.body = parts.items[k].body,
		};

		index_add_passage(b, &passage);
	}
}

enum rc
eval_docs_index(struct eval *ev, const struct eval_docs *in,
    struct index *out, size_t *bytes, struct err *e)
{
	struct index_builder *b = index_builder_new();
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	const uint8_t *data;
	size_t n;
	enum rc rc;

	for (size_t i = 0; i < in->rows->n; i++) {
		if (i % EVAL_PARTS != in->without)
			add_document(b, a, in, i);
		arena_reset(a);
	}
	arena_free(a);
	rc = index_build(b, &data, &n, e);
	if (rc == RC_OK)
		rc = index_open(arena_dup(ev->arena, data, n), n, out, e);
	index_builder_free(b);
	if (rc == RC_OK && bytes != NULL)
		*bytes = n;
	return rc;
}
