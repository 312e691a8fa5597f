#include "base/base.h"

#include "command.h"

#include "base/log.h"
#include "io/supervise.h"

#include <stdlib.h>

#ifndef LIBEXECDIR
#define LIBEXECDIR "/usr/local/libexec/biwoco"
#endif

/*
 * Connections that may queue for the pages and the API: what is beyond is
 * refused at once, and lighttpd says 503.  A process serves some hundred a
 * second, so the last in this queue waits about a second at the worst.
 */
#define WEB_BACKLOG 256

/* All readers come back at once when the waiting program restarts. */
#define EVENTS_BACKLOG 8192
#define EVENTS_SPARE 4096 /* descriptors beside those of waiting readers */

static const char usage[] =
    "serve [--programs DIR]\n"
    "  Runs the web programs on sockets in run_dir until SIGTERM.\n"
    "  SIGHUP replaces them one by one, without losing a request.\n"
    "  --programs DIR  where portal.fcgi, api.fcgi and events.fcgi lie";

static struct supervise_program
program(struct command_env *env, const char *dir, const char *name,
    size_t processes)
{
	struct arena *a = env->scope->arena;

	return (struct supervise_program){
		.name = name,
		.path = arena_printf(a, "%s/%s.fcgi", dir, name),
		.socket = arena_printf(a, "%s/%s.sock", env->conf->run_dir,
		    name),
		.backlog = WEB_BACKLOG,
		.processes = processes,
	};
}

/* A service tells more than a command does. */
static void
log_as_service(const struct conf *conf)
{
	enum log_level level = LOG_LEVEL_INFO;

	(void)log_level_parse(conf->log_level, &level);
	log_init("serve", level);
}

static int
run(struct command_env *env, int argc, char **argv)
{
	const char *dir = command_option(&argc, argv, "--programs");
	const struct conf *conf = env->conf;
	struct err e = {0};

	if (argc > 0)
		return command_misuse(&cmd_serve, "unexpected \"%s\"",
		    argv[0]);
	if (dir == NULL)
		dir = LIBEXECDIR;
	log_as_service(conf);
	if (!conf->cookie_secure)
		log_event(LOG_LEVEL_WARN, "cookies are sent without TLS: "
		    "cookie_secure = false is for development");
	/* The programs read the same file. */
	if (env->conf_path != NULL &&
	    setenv("BIWOCO_CONFIG", env->conf_path, 1) != 0)
		log_die("out of memory");
	struct supervise_program programs[] = {
		program(env, dir, "portal", (size_t)conf->portal_processes),
		program(env, dir, "api", (size_t)conf->api_processes),
		program(env, dir, "events", 1),
	};
	struct supervise_program *events = &programs[2];
	events->backlog = conf->events_max > EVENTS_BACKLOG ?
	    (int)conf->events_max : EVENTS_BACKLOG;
	events->descriptors = (size_t)conf->events_max + EVENTS_SPARE;
	const struct supervise_plan plan = {
		.lock = arena_printf(env->scope->arena, "%s/serve.lock",
		    conf->run_dir),
		.programs = programs,
		.n_programs = NELEM(programs),
	};
	return supervise(env->scope->arena, &plan, &e) == RC_OK ? EXIT_DONE :
	    command_fail(&e);
}

const struct command cmd_serve = {
	.noun = "serve",
	.verb = "",
	.summary = "Run the web programs and keep them running",
	.usage = usage,
	.run = run,
};
