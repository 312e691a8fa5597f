#include "base/base.h"

#include "web/app.h"

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "core/kb_index.h"
#include "core/intent_use.h"
#include "io/i18n.h"
#include "web/dispatch.h"
#include "web/peer.h"

#define REQUEST_DEADLINE_S 12	 /* then the process ends and is restarted */
#define IDLE_MS 2000		 /* without a request: look what is owed */
#define LIFE_MAX ((size_t)4 << 20) /* configuration and the like */

static void
on_term(int sig UNUSED)
{
	fcgi_stop();
}

static void
catch_signals(void)
{
	struct sigaction sa = {.sa_handler = on_term};

	/* Without SA_RESTART: accept must come back. */
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
}

/* "https://host:port" and "/path" of the public address. */
static void
split_base_url(struct app *app)
{
	const char *url = app->conf.base_url;
	const char *host = strstr(url, "://");
	const char *path;
	size_t n;

	if (host == NULL)
		log_die("base_url must start with http:// or https://");
	path = strchr(host + 3, '/');
	n = path != NULL ? (size_t)(path - url) : strlen(url);
	app->origin = arena_strndup(app->life, url, n);
	if (path == NULL)
		path = "";
	n = strlen(path);
	while (n > 0 && path[n - 1] == '/')
		n--;
	app->base_path = arena_strndup(app->life, path, n);
	app->conf.base_url = arena_printf(app->life, "%s%s", app->origin,
	    app->base_path);
}

static void
app_open(struct app *app, const struct app_program *p)
{
	enum log_level level;
	struct err e = {0};

	app->program = p;
	app->life = arena_new(LIFE_MAX);
	if (conf_load(app->life, NULL, &app->conf, &e) != RC_OK)
		log_die("%s %s", e.message, e.detail);
	if (log_level_parse(app->conf.log_level, &level))
		log_init(p->name, level);
	app->db = db_new(app->conf.database_url, p->name, DB_LIMITS_WEB);
	if (app->is_cgi)
		db_set_once(app->db);
	crypt_init();
	i18n_init(NULL);
	route_check(&p->routes);
	split_base_url(app);
	crypt_derive(app->conf.secret, "csrf", app->csrf_key);
	app->pages = page_set_new(arena_printf(app->life, "%s/templates",
	    app->conf.data_dir), false);
	app->definitions = definitions_new();
	app->intents = intent_cache_new(app->conf.cache_dir);
	app->limiter = limiter_new(app->conf.rate_percent);
	app->index = kb_index_new(app->conf.cache_dir, !app->is_cgi);
}

static void
app_close(struct app *app)
{
	limiter_free(app->limiter);
	intent_cache_free(app->intents);
	definitions_free(app->definitions);
	page_set_free(app->pages);
	kb_index_free(app->index);
	db_free(app->db);
	arena_free(app->life);
}

struct chat
app_chat(struct req *q)
{
	q->scope.origin = peer_origin(q->arena, q->address);
	return (struct chat){
		.scope = &q->scope,
		.definitions = q->app->definitions,
		.started_us = q->started_us,
	};
}

const char *
app_url(struct req *q, const char *path)
{
	return arena_printf(q->arena, "%s%s", q->app->conf.base_url, path);
}

struct idle {
	struct app *app;
	struct arena *arena;
	int64_t served; /* requests until now */
	int64_t rested; /* until memory was given back */
};

/* What requests took stays with malloc for the next ones, and the pages of
 * models and index that they read stay mapped; when no more come the system
 * gets both back. */
static void
rest(const struct app *app)
{
	intent_cache_rest(app->intents);
	kb_index_rest(app->index);
	malloc_trim(0);
}

static void
on_idle(void *arg)
{
	struct idle *idle = arg;

	alarm(REQUEST_DEADLINE_S);
	dispatch_owed(idle->app, idle->arena);
	alarm(0);
	arena_reset(idle->arena);
	if (idle->rested != idle->served)
		rest(idle->app);
	idle->rested = idle->served;
}

int
app_main(const struct app_program *p, int argc UNUSED, char **argv UNUSED)
{
	struct app app = {0};
	struct fcgi *fcgi;
	struct arena *arena;
	struct idle idle = {.app = &app};

	log_init(p->name, LOG_LEVEL_INFO);
	catch_signals();
	fcgi = fcgi_new();
	app.is_cgi = fcgi_is_cgi(fcgi);
	app_open(&app, p);
	arena = arena_new(ARENA_REQUEST_MAX);
	idle.arena = arena;
	fcgi_on_idle(fcgi, IDLE_MS, on_idle, &idle);
	/* A memory leak of a library cannot grow for ever: the supervisor
	 * starts a new process. */
	while (idle.served < app.conf.recycle_requests && fcgi_accept(fcgi)) {
		alarm(REQUEST_DEADLINE_S);
		dispatch(&app, fcgi, arena);
		alarm(0);
		arena_reset(arena);
		idle.served++;
	}
	arena_free(arena);
	fcgi_free(fcgi);
	app_close(&app);
	return 0;
}
