#include "base/base.h"

#include "core/kb.h"

#include "base/crypt.h"
#include "base/text.h"
#include "core/kb_index.h"
#include "core/source_file.h"
#include "store/article.h"
#include "store/passage.h"

#define ARENA_FILE_MAX ((size_t)256 << 20) /* for the largest file */

/* The file's name without folder and ".md"; NULL when it makes no slug. */
static const char *
slug_of(struct arena *a, const char *file)
{
	const char *name = strrchr(file, '/');
	size_t n;

	name = name == NULL ? file : name + 1;
	n = strlen(name);
	if (text_ends(name, ".md"))
		n -= 3;
	if (n == 0 || n > 80)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		if (name[i] != '-' && !text_is_digit(name[i]) &&
		    (name[i] < 'a' || name[i] > 'z'))
			return NULL;
	}
	return arena_strndup(a, name, n);
}

static enum rc
save_passages(struct scope *s, struct kb_import *in,
    const struct article_new *article, struct err *e)
{
	struct kb_parts parts;
	enum rc rc = passage_retire(s, article->id, e);

	kb_cut(s->arena, article->slug, article->body, &parts);
	for (size_t i = 0; i < parts.n && rc == RC_OK; i++) {
		const struct kb_part *part = &parts.items[i];
		struct passage_new row = {
			.revision_id = article->revision_id,
			.article_id = article->id,
			.scenario_id = article->scenario_id,
			.language = article->language,
			.ordinal = (int64_t)i + 1,
			.anchor = part->anchor,
			.heading = part->heading,
			.body = part->body,
			.n_words = (int64_t)part->n_words,
		};

		rc = passage_insert(s, &row, e);
	}
	in->n_passages += parts.n;
	return rc;
}

enum rc
kb_save(struct scope *s, struct kb_import *in,
    struct article_new *article, const struct article_state *before,
    struct err *e)
{
	enum rc rc = article_save(s, article, e);

	if (rc != RC_OK)
		return rc;
	if (before->id == 0)
		in->n_new++;
	else
		in->n_changed++;
	return save_passages(s, in, article, e);
}

enum rc
kb_import_text(struct scope *s, struct kb_import *in, const char *file,
    const char *text, struct err *e)
{
	struct kb_front front;
	struct article_state before;
	uint8_t hash[CRYPT_HASH];
	char hex[CRYPT_HASH_HEX];
	const char *slug = slug_of(s->arena, file);
	enum rc rc;

	if (slug == NULL)
		return err_set(e, RC_INVALID,
		    "%s: expected a file name of a-z, 0-9 and -, then .md.",
		    file);
	rc = kb_front_parse(s->arena, file, text, &front, e);
	if (rc == RC_OK)
		rc = article_lock(s, slug, &before, e);
	if (rc != RC_OK)
		return rc;
	if (before.id != 0 && before.scenario_id != in->scenario_id)
		return err_set(e, RC_CONFLICT,
		    "%s: an article of this name belongs to another "
		    "scenario.", file);
	in->n_files++;
	crypt_hash(text, strlen(text), hash);
	crypt_hash_hex(text, strlen(text), hex);
	if (before.source_hash != NULL &&
	    strcmp(before.source_hash, hex) == 0) {
		in->n_unchanged++;
		return RC_OK;
	}
	struct article_new article = {
		.slug = slug,
		.scenario_id = in->scenario_id,
		.category = front.category,
		.language = front.language,
		.title = front.title,
		.summary = front.summary,
		.body = front.body,
		.review_by = front.review_by,
		.tags = front.tags,
		.n_tags = front.n_tags,
		.questions = front.questions,
		.n_questions = front.n_questions,
		.source_hash = hash,
	};
	return kb_save(s, in, &article, &before, e);
}

/* Each file in an arena of its own: a folder may be large. */
static enum rc
import_file(struct scope *s, struct kb_import *in, const char *name,
    struct err *e)
{
	struct arena *a = arena_new(ARENA_FILE_MAX);
	struct scope inner = *s;
	const char *path = arena_printf(a, "%s/%s", in->dir, name);
	char *text;
	size_t len;
	enum rc rc;

	inner.arena = a;
	rc = source_file_read(a, path, &text, &len, e);

	if (rc == RC_OK)
		rc = kb_import_text(&inner, in, path, text, e);
	arena_free(a);
	return rc;
}

enum rc
kb_import_dir(struct scope *s, struct kb_import *in, struct err *e)
{
	struct source_names names;
	enum rc rc = source_dir_list(s->arena, in->dir, ".md", &names, e);

	if (rc == RC_OK && names.n == 0)
		return err_set(e, RC_INVALID,
		    "%s: expected at least one .md file.", in->dir);
	if (rc == RC_OK)
		rc = db_begin(s->db, s->arena, e);
	for (size_t i = 0; i < names.n && rc == RC_OK; i++)
		rc = import_file(s, in, names.items[i], e);
	if (rc == RC_OK && in->n_new + in->n_changed > 0)
		rc = kb_index_publish(s, e);
	if (rc == RC_OK)
		rc = db_commit(s->db, e);
	else
		db_rollback(s->db);
	return rc;
}
