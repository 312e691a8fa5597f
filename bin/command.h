/*
 * The commands of `biwoco`: one row each.  A handler gets its arguments
 * after the two words, prints data on stdout and returns an exit status;
 * failures are told by command_fail.
 */
#ifndef BIN_COMMAND_H
#define BIN_COMMAND_H

#include "base/conf.h"
#include "io/scope.h"

/* Exit status; anything else than done has said why on stderr. */
enum exit_status {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2,
	EXIT_NOT_FOUND = 3,
	EXIT_REFUSED = 4,
	EXIT_LATER = 75, /* lock held, database away: try again */
};

struct command_env {
	struct scope *scope;	 /* as the web programs' role */
	struct db *owner;	 /* for migrations and demo data */
	const struct conf *conf;
	const char *conf_path;	 /* of --config, or NULL */
	bool json;
	bool quiet;
};

struct command {
	const char *noun, *verb; /* verb "": the noun alone */
	const char *summary;	 /* one line, a verb in front */
	const char *usage; /* "kb import DIR --scenario SLUG" and more lines */
	int (*run)(struct command_env *env, int argc, char **argv);
};

/* Says what failed (and a hint), and gives the status for it. */
int command_fail(const struct err *e);

/* "biwoco: …" with the usage; EXIT_USAGE. */
int command_misuse(const struct command *c, const char *fmt, ...)
    PRINTF_LIKE(2, 3);

/*
 * Takes "--name VALUE" or "--name=VALUE" out of the arguments; NULL: absent.
 * Ends at "--".  `command_flag` the same without a value.
 */
const char *command_option(int *argc, char **argv, const char *name);
bool command_flag(int *argc, char **argv, const char *name);

/* The running program's own file, to start it once more. */
const char *command_path(struct arena *a);

/* The rows of each file. */
extern const struct command cmd_intents_import, cmd_intents_list;
extern const struct command cmd_intents_test, cmd_intents_train;
extern const struct command cmd_kb_import, cmd_kb_list, cmd_kb_search;
extern const struct command cmd_kb_reindex, cmd_kb_synonyms;
extern const struct command cmd_seed, cmd_serve, cmd_ask, cmd_trace;
extern const struct command cmd_cron, cmd_eval, cmd_worker;
extern const struct command cmd_migrate, cmd_config_show, cmd_config_check;

#endif
