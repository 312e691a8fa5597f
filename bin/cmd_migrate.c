#include "base/base.h"

#include "command.h"

#include "store/migrate.h"

#include <stdio.h>

/* The schema's files stand beside the templates. */
static const char *
migrations_dir(struct command_env *env, int *argc, char **argv)
{
	const char *dir = command_option(argc, argv, "--dir");

	return dir != NULL ? dir :
	    arena_printf(env->scope->arena, "%s/sql/migrations",
		env->conf->data_dir);
}

static int
run_migrate(struct command_env *env, int argc, char **argv)
{
	bool dry_run = command_flag(&argc, argv, "--dry-run");
	const char *dir = migrations_dir(env, &argc, argv);
	struct migration_list list;
	struct arena *a = env->scope->arena;
	struct err e = {0};

	if (argc != 0)
		return command_misuse(&cmd_migrate, "unexpected \"%s\"",
		    argv[0]);
	if (migrate_list(env->owner, a, dir, &list, &e) != RC_OK)
		return command_fail(&e);
	for (size_t i = 0; i < list.n && !env->quiet && !env->json; i++) {
		if (!list.items[i].applied)
			printf("%s %s\n", dry_run ? "pending" : "applying",
			    list.items[i].name);
	}
	if (!dry_run && migrate_run(env->owner, a, dir, env->conf->web_role,
			    &list, &e) != RC_OK)
		return command_fail(&e);
	if (env->json)
		printf("{\"files\":%zu,\"%s\":%zu}\n", list.n,
		    dry_run ? "pending" : "applied", list.n_pending);
	else if (!env->quiet && list.n_pending == 0)
		puts("up to date");
	return EXIT_DONE;
}

const struct command cmd_migrate = {"migrate", "",
    "Bring the database schema up to date",
    "migrate [--dry-run] [--dir DIR]", run_migrate};
