#include "base/base.h"

#include "command.h"

#include "base/json.h"
#include "core/kb.h"
#include "core/retrieve.h"
#include "store/article.h"
#include "store/scenario.h"

#include <stdio.h>

#define SEARCH_SHOWN 10
#define OUTPUT_MAX ((size_t)8 << 20)

/* --scenario SLUG; 0 with no option. */
static int
find_scenario(struct command_env *env, const char *name, int64_t *id)
{
	struct err e = {0};
	struct scenario sc;

	*id = 0;
	if (name == NULL)
		return EXIT_DONE;
	if (scenario_get(env->scope, name, &sc, &e) != RC_OK)
		return command_fail(&e);
	*id = sc.id;
	return EXIT_DONE;
}

static void
print_import(const struct command_env *env, const struct kb_import *in)
{
	if (env->json)
		printf("{\"files\":%zu,\"new\":%zu,\"changed\":%zu,"
		       "\"unchanged\":%zu,\"passages\":%zu}\n",
		    in->n_files, in->n_new, in->n_changed, in->n_unchanged,
		    in->n_passages);
	else if (!env->quiet)
		printf("%zu files: %zu new, %zu changed, %zu unchanged; "
		       "%zu passages\n",
		    in->n_files, in->n_new, in->n_changed, in->n_unchanged,
		    in->n_passages);
}

static int
kb_import(struct command_env *env, int argc, char **argv)
{
	const char *name = command_option(&argc, argv, "--scenario");
	struct kb_import in = {0};
	struct err e = {0};
	int status;

	if (argc != 1)
		return command_misuse(&cmd_kb_import, "expected one folder");
	status = find_scenario(env, name, &in.scenario_id);
	if (status != EXIT_DONE)
		return status;
	in.dir = argv[0];
	if (kb_import_dir(env->scope, &in, &e) != RC_OK)
		return command_fail(&e);
	print_import(env, &in);
	return EXIT_DONE;
}

static void
print_article(struct command_env *env, const struct article *a)
{
	struct json_out w;
	struct buf b;

	if (!env->json) {
		printf("%-36s %3d  %-24.24s %s\n", a->slug, (int)a->revision,
		    a->category, a->title);
		return;
	}
	buf_init(&b, env->scope->arena, OUTPUT_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_text(&w, "slug", a->slug);
	jw_kv_i64(&w, "revision", a->revision);
	jw_kv_text(&w, "category", a->category);
	jw_kv_text(&w, "language", a->language);
	jw_kv_text(&w, "title", a->title);
	jw_kv_text(&w, "review_by", a->review_by);
	jw_kv_text(&w, "updated_at", a->updated_at);
	jw_object_end(&w);
	puts(b.data);
}

static int
kb_list(struct command_env *env, int argc, char **argv)
{
	const char *name = command_option(&argc, argv, "--scenario");
	struct article_page page = {.after_category = "", .after_slug = ""};
	struct article_list list;
	struct err e = {0};
	int status = find_scenario(env, name, &page.scenario_id);

	if (status != EXIT_DONE)
		return status;
	if (argc != 0)
		return command_misuse(&cmd_kb_list, "unexpected \"%s\"",
		    argv[0]);
	do {
		if (article_list(env->scope, &page, &list, &e) != RC_OK)
			return command_fail(&e);
		for (size_t i = 0; i < list.n; i++)
			print_article(env, &list.items[i]);
		if (list.n > 0) {
			page.after_category = list.items[list.n - 1].category;
			page.after_slug = list.items[list.n - 1].slug;
		}
	} while (list.n == ARTICLE_LIST_MAX);
	return EXIT_DONE;
}

static void
print_hit(struct command_env *env, const struct retrieve_hit *h)
{
	struct json_out w;
	struct buf b;

	if (!env->json) {
		printf("%6.2f  %3.0f%%  /help/%s#%s\n        %s%s%s\n",
		    h->score, h->coverage * 100, h->passage->slug,
		    h->passage->anchor, h->passage->title,
		    *h->passage->heading != '\0' ? " > " : "",
		    h->passage->heading);
		return;
	}
	buf_init(&b, env->scope->arena, OUTPUT_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_f64(&w, "score", h->score);
	jw_kv_f64(&w, "coverage", h->coverage);
	jw_kv_text(&w, "slug", h->passage->slug);
	jw_kv_text(&w, "anchor", h->passage->anchor);
	jw_kv_i64(&w, "revision", h->passage->revision);
	jw_kv_text(&w, "title", h->passage->title);
	jw_kv_text(&w, "heading", h->passage->heading);
	jw_kv_text(&w, "body", h->passage->body);
	jw_object_end(&w);
	puts(b.data);
}

static int
kb_search(struct command_env *env, int argc, char **argv)
{
	const char *name = command_option(&argc, argv, "--scenario");
	struct retrieve_request request = {.language = "en"};
	struct retrieve_result *found =
	    arena_alloc(env->scope->arena, sizeof(*found));
	struct err e = {0};
	int status;

	if (argc != 1)
		return command_misuse(&cmd_kb_search,
		    "expected one question in quotes");
	status = find_scenario(env, name, &request.scenario_id);
	if (status != EXIT_DONE)
		return status;
	request.question = argv[0];
	if (retrieve_passages(env->scope, &request, found, &e) != RC_OK)
		return command_fail(&e);
	for (size_t i = 0; i < found->n && i < SEARCH_SHOWN; i++)
		print_hit(env, &found->hits[i]);
	if (found->n > 0)
		return EXIT_DONE;
	if (!env->quiet)
		fputs("biwoco: nothing found\n", stderr);
	return EXIT_NOT_FOUND;
}

const struct command cmd_kb_import = {"kb", "import",
    "Import a folder of Markdown articles",
    "kb import DIR [--scenario SLUG]\n"
    "\n"
    "  biwoco kb import sql/seed/ecommerce/articles --scenario ecommerce\n"
    "\n"
    "Unchanged files make no revision. All or nothing.",
    kb_import};
const struct command cmd_kb_list = {"kb", "list", "List the articles",
    "kb list [--scenario SLUG]", kb_list};
const struct command cmd_kb_search = {"kb", "search",
    "Show which passages would answer a question",
    "kb search \"QUESTION\" [--scenario SLUG]\n"
    "\n"
    "  biwoco kb search \"how much is shipping\" --scenario ecommerce",
    kb_search};
