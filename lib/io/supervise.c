#include "base/base.h"

#include "io/supervise.h"

#include "base/clock.h"
#include "base/log.h"
#include "io/supervise_socket.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SECOND_US ((int64_t)1000000)
#define GRACE_US (10 * SECOND_US) /* between SIGTERM and SIGKILL */
#define PAUSE_MIN_US (SECOND_US / 10)
#define PAUSE_MAX_US (5 * SECOND_US)

/* Who lived so long did not die of its start. */
#define LIFE_GOOD_US (5 * SECOND_US)
/* Recycled: a process that did its share, however quickly. */
#define LIFE_SHARE_US (SECOND_US / 10)
/* A replacement that is alive after this takes over. */
#define PROVEN_US (SECOND_US / 2)

#define EXIT_NO_EXEC 127
#define SUPERVISE_ARGUMENTS_MAX 8

/* One place for a process. */
struct slot {
	const struct supervise_program *program;
	int socket;
	pid_t pid;	 /* 0: none */
	pid_t old;	 /* that `pid` replaces; 0: none */
	int64_t started_us;
	int64_t due_us;	 /* when to start, without pid */
	int64_t pause_us; /* before the next start, when it dies early */
};

/* A rolling restart, one slot after the other. */
enum roll_phase {
	ROLL_NONE,
	ROLL_START, /* the next slot's turn */
	ROLL_PROVE, /* does the new process stay alive? */
	ROLL_STOP,  /* the old one was asked to stop */
};

struct state {
	const struct supervise_plan *plan;
	struct slot *slots;
	size_t n_slots;
	enum roll_phase roll;
	size_t rolling;	 /* the slot whose turn it is */
	bool roll_again; /* another SIGHUP came meanwhile */
	bool stopping;
	int64_t kill_us; /* when who was asked to stop gets SIGKILL */
	struct relief *relief;
	int signals; /* descriptor that tells of them */
	sigset_t before;
};

/* As many as the program needs, as far as we may. */
static void
raise_descriptors(size_t wanted)
{
	struct rlimit limit;

	if (wanted == 0 || getrlimit(RLIMIT_NOFILE, &limit) != 0 ||
	    limit.rlim_cur >= wanted)
		return;
	limit.rlim_cur = wanted;
	if (limit.rlim_max < wanted) {
		struct rlimit more = {wanted, wanted};

		if (setrlimit(RLIMIT_NOFILE, &more) == 0)
			return;
		limit.rlim_cur = limit.rlim_max;
	}
	(void)setrlimit(RLIMIT_NOFILE, &limit); /* the program warns */
}

/* In the child; nothing here comes back. */
NORETURN static void
become(const struct state *st, const struct slot *s, pid_t parent)
{
	char *argv[SUPERVISE_ARGUMENTS_MAX + 2] = {
	    (char *)(uintptr_t)s->program->path};
	int null = open("/dev/null", O_RDWR);

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(0); /* it died before we asked */
	for (int i = 1; i < NSIG; i++)
		(void)signal(i, SIG_DFL);
	sigprocmask(SIG_SETMASK, &st->before, NULL);
	raise_descriptors(s->program->descriptors);
	for (size_t i = 0; s->program->arguments != NULL &&
	     s->program->arguments[i] != NULL; i++) {
		if (i == SUPERVISE_ARGUMENTS_MAX)
			_exit(EXIT_NO_EXEC);
		argv[i + 1] = (char *)(uintptr_t)s->program->arguments[i];
	}
	if (null < 0 || dup2(s->program->socket != NULL ? s->socket : null,
		STDIN_FILENO) < 0 ||
	    dup2(null, STDOUT_FILENO) < 0)
		_exit(EXIT_NO_EXEC);
	if (null > STDERR_FILENO)
		close(null);
	execv(argv[0], argv);
	_exit(EXIT_NO_EXEC);
}

static void
start(struct state *st, struct slot *s)
{
	pid_t parent = getpid(), pid = fork();

	if (pid == 0)
		become(st, s, parent);
	s->started_us = clock_mono_us();
	if (pid < 0) {
		log_event(LOG_LEVEL_ERROR, "cannot start a process",
		    LOG_TEXT("name", s->program->name),
		    LOG_TEXT("error", strerror(errno)));
		s->due_us = s->started_us + PAUSE_MAX_US;
		return;
	}
	s->pid = pid;
	log_event(LOG_LEVEL_INFO, "process started",
	    LOG_TEXT("name", s->program->name), LOG_I64("pid", pid));
}

static void
log_end(const struct slot *s, pid_t pid, int status, bool expected)
{
	bool fine = expected || (WIFEXITED(status) &&
	    WEXITSTATUS(status) == 0);

	log_event(fine ? LOG_LEVEL_INFO : LOG_LEVEL_WARN, "process ended",
	    LOG_TEXT("name", s->program->name), LOG_I64("pid", pid),
	    LOG_I64("status", WIFEXITED(status) ? WEXITSTATUS(status) : -1),
	    LOG_I64("signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0),
	    LOG_I64("ran_ms", (clock_mono_us() - s->started_us) / 1000));
}

/* When a process that has died comes back. */
static void
plan_restart(struct slot *s, int status)
{
	int64_t now = clock_mono_us(), life = now - s->started_us;
	bool recycled = WIFEXITED(status) && WEXITSTATUS(status) == 0 &&
	    life >= LIFE_SHARE_US;

	s->due_us = now;
	if (life >= LIFE_GOOD_US || recycled) {
		s->pause_us = 0;
		return;
	}
	s->pause_us = s->pause_us == 0 ? PAUSE_MIN_US : s->pause_us * 2;
	if (s->pause_us > PAUSE_MAX_US)
		s->pause_us = PAUSE_MAX_US;
	s->due_us += s->pause_us;
}

static void
ask_to_stop(pid_t pid)
{
	if (pid > 0)
		(void)kill(pid, SIGTERM);
}

static void
begin_roll(struct state *st)
{
	if (st->stopping)
		return;
	if (st->roll != ROLL_NONE) {
		st->roll_again = true;
		return;
	}
	log_event(LOG_LEVEL_INFO, "rolling restart");
	st->roll = ROLL_START;
	st->rolling = 0;
}

/* The new process died at once: the old one stays, and so do the others. */
static void
abandon_roll(struct state *st)
{
	struct slot *s = &st->slots[st->rolling];

	log_event(LOG_LEVEL_ERROR, "the new process does not stay alive: "
	    "the rolling restart is given up, the old ones keep running",
	    LOG_TEXT("name", s->program->name));
	s->pid = s->old;
	s->old = 0;
	s->started_us = clock_mono_us() - LIFE_GOOD_US;
	st->roll = ROLL_NONE;
	st->roll_again = false;
}

static void
roll_start(struct state *st)
{
	struct slot *s = &st->slots[st->rolling];

	if (st->rolling == st->n_slots) {
		log_event(LOG_LEVEL_INFO, "rolling restart ended");
		st->roll = ROLL_NONE;
		if (st->roll_again)
			begin_roll(st);
		st->roll_again = false;
		return;
	}
	if (s->pid == 0) { /* dead: what comes back is new by itself */
		st->rolling++;
		return;
	}
	s->old = s->pid;
	s->pid = 0;
	start(st, s);
	st->roll = ROLL_PROVE;
	if (s->pid == 0)
		abandon_roll(st);
}

/* One slot at a time: never twice as many database connections. */
static void
roll(struct state *st, int64_t now)
{
	while (st->roll == ROLL_START)
		roll_start(st);
	struct slot *s = &st->slots[st->rolling];
	if (st->roll == ROLL_PROVE && now - s->started_us >= PROVEN_US) {
		ask_to_stop(s->old);
		st->kill_us = now + GRACE_US;
		st->roll = ROLL_STOP;
	}
	if (st->roll == ROLL_STOP && s->old != 0 && now >= st->kill_us) {
		(void)kill(s->old, SIGKILL);
		st->kill_us = now + GRACE_US;
	}
	if (st->roll == ROLL_STOP && s->old == 0) {
		st->rolling++;
		st->roll = ROLL_START;
	}
}

static void
ended(struct state *st, struct slot *s, pid_t pid, int status)
{
	log_end(s, pid, status, st->stopping || pid == s->old);
	if (pid == s->old) {
		s->old = 0;
		return;
	}
	s->pid = 0;
	if (st->stopping)
		return;
	if (st->roll == ROLL_PROVE && s->old != 0)
		abandon_roll(st);
	else
		plan_restart(s, status);
}

static void
reap(struct state *st)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (size_t i = 0; i < st->n_slots; i++)
			if (st->slots[i].pid == pid ||
			    st->slots[i].old == pid) {
				ended(st, &st->slots[i], pid, status);
				break;
			}
}

static void
begin_stop(struct state *st)
{
	if (st->stopping)
		return;
	log_event(LOG_LEVEL_INFO, "stopping");
	st->stopping = true;
	st->kill_us = clock_mono_us() + GRACE_US;
	for (size_t i = 0; i < st->n_slots; i++) {
		ask_to_stop(st->slots[i].pid);
		ask_to_stop(st->slots[i].old);
	}
}

static void
keep_alive(struct state *st, int64_t now)
{
	for (size_t i = 0; i < st->n_slots; i++)
		if (st->slots[i].pid == 0 && now >= st->slots[i].due_us)
			start(st, &st->slots[i]);
}

static void
kill_all(struct state *st)
{
	log_event(LOG_LEVEL_WARN, "killing what did not stop in time");
	for (size_t i = 0; i < st->n_slots; i++) {
		if (st->slots[i].pid != 0)
			(void)kill(st->slots[i].pid, SIGKILL);
		if (st->slots[i].old != 0)
			(void)kill(st->slots[i].old, SIGKILL);
	}
	st->kill_us = clock_mono_us() + GRACE_US;
}

static bool
is_running(const struct state *st)
{
	for (size_t i = 0; i < st->n_slots; i++)
		if (st->slots[i].pid != 0 || st->slots[i].old != 0)
			return true;
	return false;
}

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* When something is due although no signal comes. */
static int64_t
next_due(const struct state *st)
{
	int64_t due = clock_mono_us() + 60 * SECOND_US;

	if (st->stopping)
		return st->kill_us;
	for (size_t i = 0; i < st->n_slots; i++) {
		const struct slot *s = &st->slots[i];

		if (s->pid == 0)
			due = earlier(due, s->due_us);
		if (s->old != 0 && st->roll == ROLL_PROVE)
			due = earlier(due, s->started_us + PROVEN_US);
	}
	if (st->roll == ROLL_STOP)
		due = earlier(due, st->kill_us);
	return st->roll == ROLL_START ? 0 : due;
}

static void
take_signals(struct state *st)
{
	struct signalfd_siginfo got;

	while (read(st->signals, &got, sizeof(got)) == (ssize_t)sizeof(got))
		switch (got.ssi_signo) {
		case SIGTERM:
		case SIGINT:
			begin_stop(st);
			break;
		case SIGHUP:
			begin_roll(st);
			break;
		default:
			break; /* SIGCHLD: looked at in any case */
		}
}

static void
wait_event(struct state *st)
{
	int64_t us = earlier(next_due(st), relief_due(st->relief)) -
	    clock_mono_us();
	struct timespec t = {0};
	struct pollfd fds[] = {
		{.fd = st->signals, .events = POLLIN},
		{.fd = relief_fd(st->relief), .events = POLLIN},
	};

	if (us > 0)
		t = (struct timespec){us / SECOND_US,
			(us % SECOND_US) * 1000};
	(void)ppoll(fds, NELEM(fds), &t, NULL);
	take_signals(st);
	relief_run(st->relief);
}

static void
run(struct state *st)
{
	while (!st->stopping || is_running(st)) {
		int64_t now = clock_mono_us();

		if (st->stopping && now >= st->kill_us)
			kill_all(st);
		if (!st->stopping) {
			keep_alive(st, now);
			roll(st, now);
		}
		wait_event(st);
		reap(st);
	}
}

/* Non-blocking: who waited there may have gone before we accept. */
static enum rc
listen_aside(const struct supervise_program *p, int *fd, struct err *e)
{
	if (p->relief == NULL)
		return RC_OK;
	enum rc rc = supervise_listen(p->relief->side, p->backlog, fd, e);
	if (rc == RC_OK && fcntl(*fd, F_SETFL, O_NONBLOCK) != 0)
		return err_set(e, RC_INTERNAL, "fcntl: %s", strerror(errno));
	return rc;
}

/* `fds` are those of the programs, `sides` those beside them. */
static enum rc
open_sockets(const struct supervise_plan *plan, int *fds, int *sides,
    struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < plan->n_programs; i++) {
		const struct supervise_program *p = &plan->programs[i];

		if (access(p->path, X_OK) != 0)
			return err_set(e, RC_INTERNAL, "cannot run %s: %s\n"
			    "hint: --programs DIR, or make install",
			    p->path, strerror(errno));
		if (p->socket == NULL)
			continue;
		rc = supervise_listen(p->socket, p->backlog, &fds[i], e);
		if (rc == RC_OK)
			rc = listen_aside(p, &sides[i], e);
	}
	return rc;
}

static void
make_relief(struct arena *a, struct state *st, const int *fds,
    const int *sides)
{
	struct relief_door doors[RELIEF_DOORS_MAX];
	size_t n = 0;

	for (size_t i = 0; i < st->plan->n_programs; i++) {
		const struct supervise_program *p = &st->plan->programs[i];

		if (p->relief == NULL)
			continue;
		assert(n < NELEM(doors));
		doors[n++] = (struct relief_door){
			.name = p->name,
			.path = p->socket,
			.socket = fds[i],
			.side = sides[i],
			.policy = p->relief,
		};
	}
	if (n > 0)
		st->relief = relief_open(a, doors, n);
}

static void
remove_sockets(const struct supervise_plan *plan)
{
	for (size_t i = 0; i < plan->n_programs; i++) {
		const struct supervise_program *p = &plan->programs[i];

		if (p->socket != NULL)
			(void)unlink(p->socket);
		if (p->relief != NULL)
			(void)unlink(p->relief->side);
	}
}

static void
make_slots(struct arena *a, struct state *st, const int *fds)
{
	const struct supervise_plan *plan = st->plan;

	st->slots = arena_array(a, SUPERVISE_PROCESSES_MAX,
	    sizeof(*st->slots));
	for (size_t i = 0; i < plan->n_programs; i++)
		for (size_t j = 0; j < plan->programs[i].processes; j++) {
			assert(st->n_slots < SUPERVISE_PROCESSES_MAX);
			st->slots[st->n_slots++] = (struct slot){
				.program = &plan->programs[i],
				.socket = fds[i],
			};
		}
}

static enum rc
block_signals(struct state *st, struct err *e)
{
	static const int ours[] = {SIGTERM, SIGINT, SIGHUP, SIGCHLD};
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < NELEM(ours); i++)
		sigaddset(&set, ours[i]);
	sigprocmask(SIG_BLOCK, &set, &st->before);
	st->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return st->signals >= 0 ? RC_OK :
	    err_set(e, RC_INTERNAL, "signalfd: %s", strerror(errno));
}

enum rc
supervise(struct arena *a, const struct supervise_plan *plan, struct err *e)
{
	static const struct rlimit no_core = {0, 0};
	struct state *st = arena_alloc(a, sizeof(*st));
	int *fds = arena_array(a, plan->n_programs, sizeof(*fds));
	int *sides = arena_array(a, plan->n_programs, sizeof(*sides));
	int lock;
	enum rc rc = supervise_lock(plan->lock, &lock, e);

	if (rc != RC_OK)
		return rc;
	/* A core would hold what passed through the process (I6). */
	(void)setrlimit(RLIMIT_CORE, &no_core);
	st->plan = plan;
	rc = open_sockets(plan, fds, sides, e);
	if (rc == RC_OK)
		rc = block_signals(st, e);
	if (rc == RC_OK) {
		make_slots(a, st, fds);
		make_relief(a, st, fds, sides);
		run(st);
		relief_close(st->relief);
		close(st->signals);
		remove_sockets(plan);
		log_event(LOG_LEVEL_INFO, "stopped");
	}
	close(lock);
	return rc;
}
