#include "base/base.h"

#include "command.h"

#include "base/crypt.h"
#include "base/log.h"
#include "core/kb_index.h"
#include "core/intent_use.h"
#include "eval.h"
#include "nlp/query.h"

#include <getopt.h>
#include <stdio.h>

#define ARENA_MAX ((size_t)1 << 30) /* an import may be large */
#define GUESS_ERRORS 2		    /* typing errors of a "did you mean" */

/* In the order in which --help shows them. */
static const struct command *const commands[] = {
	&cmd_migrate,
	&cmd_seed,
	&cmd_serve,
	&cmd_cron,
	&cmd_worker,
	&cmd_config_show,
	&cmd_config_check,
	&cmd_kb_import,
	&cmd_kb_list,
	&cmd_kb_search,
	&cmd_kb_reindex,
	&cmd_kb_synonyms,
	&cmd_intents_import,
	&cmd_intents_train,
	&cmd_intents_list,
	&cmd_intents_test,
	&cmd_ask,
	&cmd_trace,
	&cmd_eval,
};

static void
print_help(FILE *out)
{
	fputs("biwoco: the assistant's command line\n\n"
	      "  biwoco migrate\n"
	      "  biwoco seed sql/seed\n"
	      "  biwoco ask --scenario ecommerce "
	      "\"What's your return policy?\"\n\n"
	      "commands:\n", out);
	for (size_t i = 0; i < NELEM(commands); i++)
		fprintf(out, "  %-8s %-8s %s\n", commands[i]->noun,
		    commands[i]->verb, commands[i]->summary);
	fputs("\noptions, before or after the command:\n"
	      "  --config FILE  read this configuration\n"
	      "  --json         print JSON, one object a line\n"
	      "  -q, --quiet    print only what was asked for\n"
	      "  -h, --help     this page; after a command: its own\n"
	      "      --version  print the version\n\n"
	      "exit status: 0 done, 1 failed, 2 wrong usage, 3 not found, "
	      "4 refused, 75 try later\n", out);
}

/* The command of these words; *used: how many they were. */
static const struct command *
find_command(int argc, char **argv, int *used)
{
	for (size_t i = 0; i < NELEM(commands); i++) {
		const struct command *c = commands[i];

		if (argc < 1 || strcmp(argv[0], c->noun) != 0)
			continue;
		*used = *c->verb == '\0' ? 1 : 2;
		if (*used == 1 ||
		    (argc > 1 && strcmp(argv[1], c->verb) == 0))
			return c;
	}
	return NULL;
}

static void
suggest(const char *noun, const char *verb)
{
	unsigned least = GUESS_ERRORS * 2 + 1;
	const struct command *best = NULL;

	for (size_t i = 0; i < NELEM(commands); i++) {
		const struct command *c = commands[i];
		unsigned d = query_distance(noun, c->noun, GUESS_ERRORS);

		if (d > GUESS_ERRORS)
			continue;
		if (*c->verb != '\0')
			d += query_distance(verb, c->verb, GUESS_ERRORS);
		if (d < least) {
			least = d;
			best = c;
		}
	}
	if (best != NULL)
		fprintf(stderr, "hint: did you mean \"%s%s%s\"?\n",
		    best->noun, *best->verb != '\0' ? " " : "", best->verb);
}

static int
unknown_command(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";

	fprintf(stderr, "biwoco: there is no command \"%s%s%s\"\n", argv[0],
	    *verb != '\0' ? " " : "", verb);
	suggest(argv[0], verb);
	fputs("hint: `biwoco --help` lists all\n", stderr);
	return EXIT_USAGE;
}

static int
run(const struct command *c, struct command_env *env, int argc, char **argv)
{
	struct arena *a = arena_new(ARENA_MAX);
	struct scope scope = {.arena = a};
	struct conf conf;
	struct err e = {0};
	const char *owner;
	int status;

	if (conf_load(a, env->conf_path, &conf, &e) != RC_OK) {
		status = command_fail(&e);
		arena_free(a);
		return status;
	}
	owner = conf.owner_database_url != NULL &&
	    *conf.owner_database_url != '\0' ? conf.owner_database_url :
					       conf.database_url;
	/* The command line is the operator: it acts as the owner. */
	scope.db = db_new(owner, "biwoco", DB_LIMITS_TOOL);
	scope.site_id = conf.site_id;
	scope.can_mail = *conf.mail_url != '\0';
	scope.index = kb_index_new(conf.cache_dir, true);
	scope.intents = intent_cache_new(conf.cache_dir);
	env->scope = &scope;
	env->owner = scope.db;
	env->conf = &conf;
	status = c->run(env, argc, argv);
	arena_free(a);
	kb_index_free(scope.index);
	intent_cache_free(scope.intents);
	db_free(scope.db);
	if (fflush(stdout) != 0 && status == EXIT_DONE)
		status = EXIT_FAILED;
	return status;
}

enum long_option { OPTION_VERSION = 256, OPTION_CONFIG, OPTION_JSON };

static const struct option options[] = {
	{"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, OPTION_VERSION},
	{"config", required_argument, NULL, OPTION_CONFIG},
	{"json", no_argument, NULL, OPTION_JSON},
	{"quiet", no_argument, NULL, 'q'},
	{NULL, 0, NULL, 0},
};

/* Options before the command's words; -1: go on. */
static int
read_options(int argc, char **argv, struct command_env *env, bool *help)
{
	int option;

	while ((option = getopt_long(argc, argv, "+hq", options, NULL)) !=
	    -1) {
		switch (option) {
		case 'h':
			*help = true;
			break;
		case 'q':
			env->quiet = true;
			break;
		case OPTION_VERSION:
			puts("biwoco " PACKAGE_VERSION);
			return EXIT_DONE;
		case OPTION_CONFIG:
			env->conf_path = optarg;
			break;
		case OPTION_JSON:
			env->json = true;
			break;
		default:
			fputs("hint: `biwoco --help` lists the options\n",
			    stderr);
			return EXIT_USAGE;
		}
	}
	return -1;
}

/* The general options are also taken after the command. */
static void
read_late_options(int *argc, char **argv, struct command_env *env, bool *help)
{
	const char *path = command_option(argc, argv, "--config");

	if (path != NULL)
		env->conf_path = path;
	env->json = command_flag(argc, argv, "--json") || env->json;
	env->quiet = command_flag(argc, argv, "--quiet") || env->quiet;
	env->quiet = command_flag(argc, argv, "-q") || env->quiet;
	*help = command_flag(argc, argv, "--help") || *help;
	*help = command_flag(argc, argv, "-h") || *help;
}

int
main(int argc, char **argv)
{
	struct command_env env = {0};
	const struct command *c;
	bool help = false;
	int used = 0, status = read_options(argc, argv, &env, &help);

	if (status >= 0)
		return status;
	argc -= optind;
	argv += optind;
	read_late_options(&argc, argv, &env, &help);
	if (argc == 0) {
		print_help(help ? stdout : stderr);
		return help ? EXIT_DONE : EXIT_USAGE;
	}
	c = find_command(argc, argv, &used);
	if (c == NULL)
		return unknown_command(argc, argv);
	if (help && c == &cmd_eval)
		return eval_help(argc - used, argv + used);
	if (help) {
		printf("%s\n\nusage: biwoco %s\n", c->summary, c->usage);
		return EXIT_DONE;
	}
	log_init("biwoco", LOG_LEVEL_WARN);
	crypt_init();
	/* Measuring needs neither configuration nor database. */
	if (c == &cmd_eval && !eval_needs_database(argc - used, argv + used))
		return c->run(&env, argc - used, argv + used);
	return run(c, &env, argc - used, argv + used);
}
