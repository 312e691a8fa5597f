/* The waiting program: FastCGI on the socket at descriptor 0, or plain CGI. */
#include "base/base.h"

#include "cgi/events/events.h"

#include "base/clock.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>

#define LIFE_MAX ((size_t)4 << 20)
#define ROWS_ARENA_MAX ((size_t)64 << 20) /* structs of 10,000 events */
#define SPARE_DESCRIPTORS 64 /* database, log, epoll, what libraries open */
#define ARRIVING_MAX 2048    /* peers beside those that wait */
#define POLLS_PER_SECOND 10
#define POLLS_BURST 50

static void
on_request(void *arg, struct park_request *request,
    const struct park_input *in)
{
	struct events *ev = arg;
	struct arena *a = ev->request_arena;
	struct fcgi *f;

	arena_reset(a);
	f = arena_alloc(a, sizeof(*f));
	gateway_init(f, a, request, in);
	if (serve_request(ev, f, a) != RC_PARKED)
		park_answer(ev->park, request, f->out.data, f->out.len);
}

static void
on_expired(void *arg, void *held)
{
	wait_expired(arg, held);
}

static void
on_left(void *arg, void *held)
{
	wait_send_empty(arg, held);
}

static void
on_gone(void *arg, void *held)
{
	struct events *ev = arg;

	waiters_remove(&ev->waiters, held);
}

static void
on_stopping(void *arg)
{
	struct events *ev = arg;

	log_event(LOG_LEVEL_INFO, "stopping",
	    LOG_I64("waiting", (int64_t)ev->waiters.n));
	wait_stop(ev);
}

static int64_t
on_round(void *arg)
{
	struct events *ev = arg;

	/* Its readers have their answers; no more questions. */
	return park_is_stopping(ev->park) ? INT64_MAX : source_round(ev);
}

static const struct park_hooks hooks = {
	.request = on_request,
	.expired = on_expired,
	.left = on_left,
	.gone = on_gone,
	.stopping = on_stopping,
	.round = on_round,
};

static bool
is_listening_socket(int fd)
{
	int on = 0;
	socklen_t n = sizeof(on);

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &on, &n) == 0 &&
	    on != 0;
}

/* "/support" of "https://host/support"; conf has checked the form. */
static const char *
base_path(const char *base_url)
{
	const char *host = strstr(base_url, "://");
	const char *path = host == NULL ? NULL : strchr(host + 3, '/');

	return path == NULL ? "" : path;
}

static void
events_open(struct events *ev)
{
	enum log_level level = LOG_LEVEL_INFO;
	struct app *app = &ev->app;
	struct err e = {0};

	log_init("events", level);
	crypt_init();
	route_check(&events_program.routes);
	app->program = &events_program;
	app->life = arena_new(LIFE_MAX);
	if (conf_load(app->life, NULL, &app->conf, &e) != RC_OK)
		log_die("%s %s", e.message, e.detail);
	if (log_level_parse(app->conf.log_level, &level))
		log_init("events", level);
	app->base_path = base_path(app->conf.base_url);
	ev->buckets.per_second = POLLS_PER_SECOND *
	    (float)app->conf.rate_percent / 100;
	ev->buckets.burst = POLLS_BURST *
	    (float)app->conf.rate_percent / 100;
	ev->schema_known = ready_schema_known(app->conf.data_dir);
	ev->request_arena = arena_new(ARENA_REQUEST_MAX);
	ev->answer_arena = arena_new(ARENA_REQUEST_MAX);
	ev->rows_arena = arena_new(ROWS_ARENA_MAX);
	source_init(ev);
}

static void
events_close(struct events *ev)
{
	db_free(ev->source.db);
	arena_free(ev->rows_arena);
	arena_free(ev->answer_arena);
	arena_free(ev->request_arena);
	arena_free(ev->app.life);
	free(ev);
}

/* As many peers as descriptors allow: more wait in the backlog. */
static size_t
peers_max(const struct events *ev)
{
	size_t wanted = (size_t)ev->app.conf.events_max + ARRIVING_MAX;
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		log_die("getrlimit failed");
	if (limit.rlim_cur < wanted + SPARE_DESCRIPTORS) {
		log_event(LOG_LEVEL_WARN, "few file descriptors: fewer "
		    "readers can wait; hint: raise the limit (nofile) of "
		    "biwoco serve", LOG_I64("limit", (int64_t)limit.rlim_cur),
		    LOG_I64("events_max", ev->app.conf.events_max));
		if (limit.rlim_cur < 2 * SPARE_DESCRIPTORS)
			log_die("not enough file descriptors");
		wanted = (size_t)limit.rlim_cur - SPARE_DESCRIPTORS;
	}
	return wanted;
}

static void
serve_fastcgi(struct events *ev)
{
	ev->park = park_new(&hooks, ev, peers_max(ev));
	waiters_init(&ev->waiters, (size_t)ev->app.conf.events_max);
	park_run(ev->park);
	park_free(ev->park);
	waiters_release(&ev->waiters);
}

int
main(void)
{
	struct events *ev = calloc(1, sizeof(*ev));
	int status = 0;

	if (ev == NULL)
		log_die("out of memory");
	events_open(ev);
	if (is_listening_socket(PARK_LISTEN_FD))
		serve_fastcgi(ev);
	else if (getenv("GATEWAY_INTERFACE") != NULL)
		status = once_main(ev);
	else
		log_die("neither FastCGI (a listening socket at descriptor "
		    "0) nor CGI; hint: biwoco serve starts this program");
	events_close(ev);
	return status;
}
