#include "base/base.h"

#include "command.h"

#include "core/intent_file.h"
#include "core/intent_train.h"
#include "core/kb.h"
#include "core/kb_synonym.h"
#include "core/scenario_file.h"
#include "core/source_file.h"

#include <stdio.h>

/* The demo tables' rows; the file is one of our own. */
static enum rc
run_demo(struct command_env *env, const char *file, struct err *e)
{
	char *text;
	size_t len;
	enum rc rc;

	if (!source_exists(file))
		return RC_OK;
	rc = source_file_read(env->scope->arena, file, &text, &len, e);
	return rc == RC_OK ? db_script(env->owner, text, e) : rc;
}

static enum rc
seed_intents(struct command_env *env, const char *dir,
    struct intent_import *in, struct err *e)
{
	in->dir = dir;
	return source_exists(dir) ? intent_import_dir(env->scope, in, e) :
				    RC_OK;
}

static enum rc
seed_scenario(struct command_env *env, const char *folder, struct err *e)
{
	struct arena *a = env->scope->arena;
	struct kb_import in = {
	    .dir = arena_printf(a, "%s/articles", folder)};
	struct intent_import intents = {0};
	struct scenario sc;
	bool changed;
	enum rc rc = scenario_file_import(env->scope,
	    arena_printf(a, "%s/scenario.json", folder), &sc, &changed, e);

	if (rc != RC_OK)
		return rc;
	in.scenario_id = intents.scenario_id = sc.id;
	rc = kb_import_dir(env->scope, &in, e);
	if (rc == RC_OK)
		rc = seed_intents(env, arena_printf(a, "%s/intents", folder),
		    &intents, e);
	if (rc == RC_OK)
		rc = run_demo(env, arena_printf(a, "%s/demo.sql", folder), e);
	if (rc != RC_OK)
		return rc;
	if (env->json)
		printf("{\"scenario\":\"%s\",\"revision\":%d,\"files\":%zu,"
		       "\"new\":%zu,\"changed\":%zu,\"passages\":%zu,"
		       "\"intents\":%zu}\n",
		    sc.slug, (int)sc.revision, in.n_files, in.n_new,
		    in.n_changed, in.n_passages, intents.n_intents);
	else if (!env->quiet)
		printf("%s: revision %d%s; %zu articles (%zu new, "
		       "%zu changed); %zu intents\n",
		    sc.slug, (int)sc.revision, changed ? " (new)" : "",
		    in.n_files, in.n_new, in.n_changed,
		    intents.n_intents);
	return RC_OK;
}

/* DIR/synonyms/en.txt: the site's groups in that language. */
static enum rc
seed_synonyms(struct command_env *env, const char *dir, struct err *e)
{
	struct arena *a = env->scope->arena;
	const char *folder = arena_printf(a, "%s/synonyms", dir);
	struct source_names names = {0};
	enum rc rc = RC_OK;

	if (source_exists(folder))
		rc = source_dir_list(a, folder, ".txt", &names, e);
	for (size_t i = 0; rc == RC_OK && i < names.n; i++) {
		struct kb_synonym_import in = {
			.path = arena_printf(a, "%s/%s", folder,
			    names.items[i]),
			.language = arena_strndup(a, names.items[i],
			    strlen(names.items[i]) - strlen(".txt")),
		};

		rc = kb_synonyms_import(env->scope, &in, e);
	}
	return rc;
}

static int
seed(struct command_env *env, int argc, char **argv)
{
	struct arena *a = env->scope->arena;
	bool untrained = command_flag(&argc, argv, "--untrained");
	struct intent_trained trained = {0};
	struct source_names names;
	struct err e = {0};
	size_t n = 0;

	if (argc != 1)
		return command_misuse(&cmd_seed, "expected one folder");
	if (source_dir_list(a, argv[0], "", &names, &e) != RC_OK)
		return command_fail(&e);
	for (size_t i = 0; i < names.n; i++) {
		const char *folder = arena_printf(a, "%s/%s", argv[0],
		    names.items[i]);

		if (!source_exists(arena_printf(a, "%s/scenario.json",
			folder)))
			continue;
		n++;
		if (seed_scenario(env, folder, &e) != RC_OK)
			return command_fail(&e);
	}
	if (seed_synonyms(env, argv[0], &e) != RC_OK)
		return command_fail(&e);
	/* Only where what they are trained from has changed. */
	if (!untrained && intent_train_all(env->scope, &trained, &e) != RC_OK)
		return command_fail(&e);
	if (n > 0)
		return EXIT_DONE;
	err_set(&e, RC_INVALID,
	    "%s: expected folders with a scenario.json.", argv[0]);
	return command_fail(&e);
}

const struct command cmd_seed = {"seed", "",
    "Load scenarios with their articles and demo data",
    "seed DIR [--untrained]\n"
    "\n"
    "  biwoco seed sql/seed\n"
    "\n"
    "May be run again: what has not changed stays as it is.\n"
    "  --untrained  leave the intents' training to `intents train`",
    seed};
