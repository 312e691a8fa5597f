#include "base/base.h"

#include "command.h"

#include "base/json.h"
#include "base/log.h"
#include "io/supervise.h"

#include <stdlib.h>

#ifndef LIBEXECDIR
#define LIBEXECDIR "/usr/local/libexec/biwoco"
#endif

/*
 * Connections that may queue for the pages and the API; what is beyond is
 * refused at once.  A busy process answers some sixty a second at the worst,
 * so the last in the queue waits about half a second.
 */
#define QUEUE_PER_PROCESS 32
#define QUEUE_MAX ((size_t)512)

/*
 * Twice the longest queue: a burst that comes before the valve shuts must
 * not fill it, since lighttpd takes EAGAIN for a connection in progress and
 * says 500.  Below the usual net.core.somaxconn of 4096.
 */
#define WEB_BACKLOG 1024

/* What those are told who are refused: their queue is short again soon. */
#define BUSY_HEAD                                                      \
	"Status: 503 Service Unavailable\r\n"                          \
	"Retry-After: 2\r\n"                                           \
	"Content-Security-Policy: default-src 'none'; "                \
	"frame-ancestors 'none'\r\n"                                   \
	"Cache-Control: no-store\r\n"                                  \
	"X-Content-Type-Options: nosniff\r\n"                          \
	"Referrer-Policy: no-referrer\r\n"                             \
	"Cross-Origin-Opener-Policy: same-origin\r\n"                  \
	"Permissions-Policy: camera=(), geolocation=(), "              \
	"microphone=(self)\r\n"
#define BUSY_BODY_MAX 4096

/* All readers come back at once when the waiting program restarts. */
#define EVENTS_BACKLOG 8192
#define EVENTS_SPARE 4096 /* descriptors beside those of waiting readers */

static const char usage[] =
    "serve [--programs DIR]\n"
    "  Runs the web programs on sockets in run_dir until SIGTERM, and with\n"
    "  mail_url one `biwoco worker`.\n"
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

/* This program once more, which sends letters. */
static struct supervise_program
worker(struct command_env *env)
{
	static const char *const arguments[] = {"worker", NULL};

	return (struct supervise_program){
		.name = "worker",
		.path = command_path(env->scope->arena),
		.arguments = arguments,
		.processes = *env->conf->mail_url != '\0' ? 1 : 0,
	};
}

static const char *
busy_answer(struct command_env *env, const char *type, const char *body)
{
	return arena_printf(env->scope->arena, BUSY_HEAD "%s"
	    "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n%s",
	    env->conf->hsts ? "Strict-Transport-Security: "
	    "max-age=31536000\r\n" : "", type, strlen(body), body);
}

/* As web/problem.c says it, but for what only a request knows. */
static const char *
busy_problem(struct command_env *env)
{
	struct arena *a = env->scope->arena;
	struct json_out w;
	struct buf b;

	buf_init(&b, a, BUSY_BODY_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_text(&w, "type", arena_printf(a, "%s/docs#problem-busy",
	    env->conf->base_url));
	jw_kv_text(&w, "title", "Not available for the moment");
	jw_kv_i64(&w, "status", 503);
	jw_kv_text(&w, "detail", "Too many requests wait already. "
	    "Please try again in a few seconds.");
	jw_object_end(&w);
	assert(!b.overflow);
	return busy_answer(env, "application/problem+json", b.data);
}

/* Whoever asks speaks which language is not known before it is read. */
static const char *
busy_page(struct command_env *env)
{
	return busy_answer(env, "text/html; charset=utf-8",
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n"
	    "<title>Very busy</title>\n</head>\n<body>\n<main>\n"
	    "<h1>Very busy</h1>\n<p>Too many visitors are here at the "
	    "same moment. Please load this page again in a few "
	    "seconds.</p>\n</main>\n</body>\n</html>\n");
}

/* Refuses what is beyond the queue. */
static void
relieve(struct command_env *env, struct supervise_program *p,
    const char *answer)
{
	struct arena *a = env->scope->arena;
	struct relief_policy *policy = arena_alloc(a, sizeof(*policy));
	size_t queue = QUEUE_PER_PROCESS * p->processes;

	*policy = (struct relief_policy){
		.side = arena_printf(a, "%s/%s.busy", env->conf->run_dir,
		    p->name),
		.queue_max = queue < QUEUE_MAX ? queue : QUEUE_MAX,
		.answer = answer,
	};
	p->relief = policy;
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
		worker(env),
	};
	relieve(env, &programs[0], busy_page(env));
	relieve(env, &programs[1], busy_problem(env));
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
