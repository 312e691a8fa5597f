#include "base/base.h"

#include "command.h"

#include "base/clock.h"
#include "base/log.h"
#include "letters.h"
#include "store/outbox.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>

/* A notification that was missed is made good by then; and retries. */
#define SWEEP_MS 10000
#define STEP_MS 500 /* so that connecting can time out */
#define AWAY_MS 2000 /* before the database is asked again */
#define ARENA_MAX ((size_t)1 << 20)

static volatile sig_atomic_t stopping;

static void
stop(int signal_number UNUSED)
{
	stopping = 1;
}

/* The connection that hears of new letters. */
struct ear {
	struct db *db;
	struct arena *arena;
	bool listening, asked;
};

/* Connects and listens; false: not yet, or the database is away. */
static bool
prick_up(struct ear *ear)
{
	struct db_rows *rows;
	struct err e = {0};
	enum rc rc = RC_OK;

	if (db_fd(ear->db) < 0)
		ear->listening = ear->asked = false;
	if (ear->listening)
		return true;
	if (!ear->asked) {
		rc = db_connect_step(ear->db, &e);
		if (rc == RC_OK)
			rc = db_listen(ear->db, OUTBOX_CHANNEL, &e);
		ear->asked = rc == RC_OK;
	}
	if (!ear->asked)
		return false;
	rc = db_receive(ear->db, ear->arena, &rows, &e);
	ear->listening = rc == RC_OK;
	ear->asked = rc == RC_PARKED;
	return ear->listening;
}

/* Until a letter is announced, a signal comes or `ms` are over. */
static void
wait_letter(struct ear *ear, int ms)
{
	int64_t end = clock_mono_us() + (int64_t)ms * 1000;

	while (!stopping && clock_mono_us() < end) {
		bool ready = prick_up(ear);
		int64_t left = (end - clock_mono_us()) / 1000 + 1;
		struct pollfd fd = {.fd = db_fd(ear->db), .events = POLLIN};

		if (!ready && db_wants_write(ear->db))
			fd.events |= POLLOUT;
		if (!ready && left > STEP_MS)
			left = STEP_MS;
		arena_reset(ear->arena);
		if (ready && db_notification(ear->db, ear->arena) != NULL) {
			while (db_notification(ear->db, ear->arena) != NULL)
				continue;
			return;
		}
		(void)poll(&fd, 1, left > 0 ? (int)left : 0);
	}
}

static int
run_once(struct command_env *env)
{
	struct err e = {0};
	size_t sent;

	if (letters_send(env, &sent, &e) != RC_OK)
		return command_fail(&e);
	if (env->json)
		printf("{\"letters\":%zu}\n", sent);
	return EXIT_DONE;
}

static int
run_on(struct command_env *env)
{
	struct ear ear = {
		.db = db_new(env->conf->owner_database_url, "worker",
		    DB_LIMITS_TOOL),
		.arena = arena_new(ARENA_MAX),
	};
	enum log_level level = LOG_LEVEL_INFO;

	(void)log_level_parse(env->conf->log_level, &level);
	log_init("worker", level);
	(void)signal(SIGTERM, stop);
	(void)signal(SIGINT, stop);
	(void)signal(SIGPIPE, SIG_IGN);
	while (!stopping) {
		struct err e = {0};
		size_t sent;
		enum rc rc = letters_send(env, &sent, &e);

		if (rc == RC_OK && sent > 0)
			log_event(LOG_LEVEL_INFO, "letters sent",
			    LOG_I64("n", (int64_t)sent));
		if (rc != RC_OK)
			log_event(LOG_LEVEL_WARN, "no letters can be sent",
			    LOG_TEXT("error", rc_name(rc)),
			    LOG_TEXT("detail", e.detail));
		wait_letter(&ear, rc == RC_OK ? SWEEP_MS : AWAY_MS);
	}
	db_free(ear.db);
	arena_free(ear.arena);
	return EXIT_DONE;
}

static int
run(struct command_env *env, int argc, char **argv)
{
	bool once = command_flag(&argc, argv, "--once");

	if (argc > 0)
		return command_misuse(&cmd_worker, "unexpected \"%s\"",
		    argv[0]);
	if (*env->conf->mail_url == '\0') {
		fputs("biwoco: mail_url is not set: there is no way to send "
		      "letters\nhint: `biwoco config show` lists all keys\n",
		    stderr);
		return EXIT_REFUSED;
	}
	return once ? run_once(env) : run_on(env);
}

const struct command cmd_worker = {
	.noun = "worker",
	.verb = "",
	.summary = "Send the letters that are due",
	.usage = "worker [--once]\n"
		 "  Sends letters of the outbox as they come, until SIGTERM; "
		 "`biwoco serve`\n"
		 "  runs one. Several do no harm.\n"
		 "  --once  send what is due, then end",
	.run = run,
};
