#include "base/base.h"

#include "command.h"

#include "core/kb.h"
#include "core/kb_synonym.h"
#include "store/knowledge.h"

#include <stdio.h>

static int
kb_reindex_all(struct command_env *env, int argc, char **argv)
{
	struct kb_import in = {0};
	struct err e = {0};

	if (argc != 0)
		return command_misuse(&cmd_kb_reindex, "unexpected \"%s\"",
		    argv[0]);
	if (kb_reindex(env->scope, &in, &e) != RC_OK)
		return command_fail(&e);
	if (env->json)
		printf("{\"articles\":%zu,\"changed\":%zu}\n", in.n_files,
		    in.n_changed);
	else if (!env->quiet)
		printf("%zu articles, %zu cut in another way\n", in.n_files,
		    in.n_changed);
	return EXIT_DONE;
}

static int
import_synonyms(struct command_env *env, const char *path,
    const char *language)
{
	struct kb_synonym_import in = {.path = path,
	    .language = language != NULL ? language : "en"};
	struct err e = {0};

	if (kb_synonyms_import(env->scope, &in, &e) != RC_OK)
		return command_fail(&e);
	if (env->json)
		printf("{\"groups\":%zu,\"changed\":%s}\n", in.n,
		    in.changed ? "true" : "false");
	else if (!env->quiet)
		printf("%zu groups%s\n", in.n,
		    in.changed ? "" : ", as before");
	return EXIT_DONE;
}

static int
list_synonyms(struct command_env *env, const char *language)
{
	struct synonym_list list;
	struct err e = {0};

	if (synonym_list(env->scope, language != NULL ? language : "", &list,
		&e) != RC_OK)
		return command_fail(&e);
	for (size_t i = 0; i < list.n; i++)
		printf("%s\t%s\n", list.items[i].language,
		    list.items[i].words);
	return EXIT_DONE;
}

static int
kb_synonyms(struct command_env *env, int argc, char **argv)
{
	const char *language = command_option(&argc, argv, "--lang");

	if (argc == 2 && strcmp(argv[0], "import") == 0)
		return import_synonyms(env, argv[1], language);
	if (argc == 1 && strcmp(argv[0], "list") == 0)
		return list_synonyms(env, language);
	return command_misuse(&cmd_kb_synonyms,
	    "expected \"import FILE\" or \"list\"");
}

const struct command cmd_kb_reindex = {"kb", "reindex",
    "Cut all articles anew and make the search index",
    "kb reindex\n"
    "\n"
    "Imports do this for what has changed; needed after an update that cuts "
    "or\nreads texts in another way.",
    kb_reindex_all};
const struct command cmd_kb_synonyms = {"kb", "synonyms",
    "Words that may stand for each other",
    "kb synonyms import FILE [--lang CODE] | kb synonyms list\n"
    "\n"
    "  biwoco kb synonyms import sql/seed/synonyms/en.txt\n"
    "\n"
    "One group a line: parcel|package > box.  The file holds all groups of\n"
    "the language (en).  Those built in stay.",
    kb_synonyms};
