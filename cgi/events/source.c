#include "base/base.h"

#include "cgi/events/events.h"

#include "base/clock.h"
#include "base/text.h"

/* A missed notification is made good within two seconds (K4). */
#define SWEEP_US ((int64_t)1500000)
#define HEALTH_US ((int64_t)5 * 1000000)
#define BACKOFF_MIN_US ((int64_t)200000)
#define BACKOFF_MAX_US ((int64_t)2 * 1000000)

/* Longer than the statement's own limit: then the server itself hangs. */
#define ANSWER_US ((int64_t)12 * 1000000)
#define STEP_US ((int64_t)500000) /* so that connecting can time out */

/* With EVENTS_A_ANSWER within the 20,000 rows that the query returns. */
#define FETCH_CONVERSATIONS 200

bool
source_is_up(const struct source *s)
{
	return s->state == SOURCE_IDLE || s->state == SOURCE_ASKING;
}

static void
handle_new(struct events *ev)
{
	ev->source.db = db_new(ev->app.conf.database_url, "events",
	    DB_LIMITS_WEB);
}

void
source_init(struct events *ev)
{
	ev->source.backoff_us = BACKOFF_MIN_US;
	handle_new(ev);
}

/* Once for each trouble, not once for each attempt. */
static void
complain(struct source *s, const struct err *e)
{
	if (s->complained)
		return;
	s->complained = true;
	log_event(LOG_LEVEL_WARN, "waiting without the database",
	    LOG_TEXT("error", rc_name(e->rc)), LOG_TEXT("detail", e->detail),
	    LOG_TEXT("where", e->where));
}

static void
back_off(struct source *s)
{
	s->retry_us = clock_mono_us() + s->backoff_us;
	s->backoff_us *= 2;
	if (s->backoff_us > BACKOFF_MAX_US)
		s->backoff_us = BACKOFF_MAX_US;
}

/* Whose query failed are asked about again: nobody is forgotten. */
static void
requeue(struct events *ev)
{
	struct waiters *ws = &ev->waiters;
	struct waiter *w;

	while ((w = ws->first[WAITERS_FLIGHT]) != NULL)
		waiters_move(ws, w, w->claim != NULL ? WAITERS_NEW :
		    WAITERS_DIRTY);
}

static void
failed(struct events *ev, const struct err *e)
{
	struct source *s = &ev->source;

	requeue(ev);
	complain(s, e);
	back_off(s);
	if (db_fd(s->db) >= 0 && source_is_up(s)) {
		s->state = SOURCE_IDLE;
		return;
	}
	s->state = SOURCE_AWAY;
	s->connected_us = 0;
}

/* A server that neither answers nor closes: leave it. */
static void
give_up(struct events *ev)
{
	struct err e = {0};

	err_log(&e, RC_TIMEOUT, "no answer to a query in time");
	park_watch(ev->park, -1, false);
	db_free(ev->source.db);
	handle_new(ev);
	ev->source.state = SOURCE_AWAY;
	failed(ev, &e);
}

static void
connect_on(struct events *ev)
{
	struct source *s = &ev->source;
	struct err e = {0};
	enum rc rc;

	s->state = SOURCE_CONNECTING;
	rc = db_connect_step(s->db, &e);
	if (rc == RC_OK)
		rc = db_listen(s->db, CHAT_CHANNEL, &e);
	if (rc == RC_OK) {
		s->state = SOURCE_LISTENING;
		s->asked_us = clock_mono_us();
	} else if (rc != RC_PARKED)
		failed(ev, &e);
}

/* Heard from now on; what was said before is looked for by a sweep. */
static void
listening(struct events *ev)
{
	struct source *s = &ev->source;
	int64_t now = clock_mono_us();

	s->state = SOURCE_IDLE;
	s->connected_us = now;
	s->backoff_us = BACKOFF_MIN_US;
	s->retry_us = 0;
	s->next_sweep_us = now;
	s->next_health_us = now;
	s->sweep++;
	if (s->complained)
		log_event(LOG_LEVEL_INFO, "the database is back");
	s->complained = false;
}

static void
mark(struct events *ev, int64_t conversation_id, int64_t seq)
{
	struct waiter *w = waiters_of(&ev->waiters, conversation_id);

	for (; w != NULL; w = waiters_of_next(w))
		if (w->list == WAITERS_IDLE && w->after < seq)
			waiters_move(&ev->waiters, w, WAITERS_DIRTY);
}

/* "site:conversation:seq"; anything else is not ours. */
static void
hear(struct events *ev, char *payload)
{
	int64_t number[3];
	char *rest = payload;

	for (size_t i = 0; i < NELEM(number); i++) {
		const char *part = strsep(&rest, ":");

		if (part == NULL || !text_to_i64(part, &number[i]))
			return;
	}
	if (rest == NULL && number[0] == ev->app.conf.site_id)
		mark(ev, number[1], number[2]);
}

static void
hear_all(struct events *ev)
{
	const char *payload;

	arena_reset(ev->rows_arena);
	while ((payload = db_notification(ev->source.db, ev->rows_arena)) !=
	    NULL) {
		hear(ev, arena_strdup(ev->rows_arena, payload));
		arena_reset(ev->rows_arena);
	}
}

/* The new readers: who may read what? */
static enum rc
ask_check(struct events *ev, struct err *e)
{
	struct source *s = &ev->source;
	struct waiter_claims in = {s->texts, s->hashes, s->afters, 0};
	struct waiter *w;

	while (in.n < WAITER_BATCH_MAX &&
	    (w = ev->waiters.first[WAITERS_NEW]) != NULL) {
		s->texts[in.n] = w->claim->conversation_public_id;
		s->hashes[in.n] = w->claim->token_hash;
		s->afters[in.n] = w->after;
		w->place = (uint32_t)in.n++;
		waiters_move(&ev->waiters, w, WAITERS_FLIGHT);
	}
	return waiter_check_send(s->db, ev->app.conf.site_id, &in, e);
}

static void
take_check(struct events *ev, const struct db_rows *rows)
{
	struct waiter_found found;
	struct waiter *w;

	while ((w = ev->waiters.first[WAITERS_FLIGHT]) != NULL) {
		assert(w->place < db_rows_count(rows));
		waiter_found_from_row(rows, w->place, &found);
		assert(found.n == (int64_t)w->place + 1);
		wait_checked(ev, w, &found);
	}
}

/* All that wait for one conversation travel together. */
static int64_t
take_along(struct events *ev, int64_t conversation_id)
{
	struct waiter *w = waiters_of(&ev->waiters, conversation_id);
	int64_t least = INT64_MAX;

	for (; w != NULL; w = waiters_of_next(w)) {
		if (w->list != WAITERS_DIRTY)
			continue;
		waiters_move(&ev->waiters, w, WAITERS_FLIGHT);
		if (w->after < least)
			least = w->after;
	}
	return least;
}

static enum rc
ask_events(struct events *ev, struct err *e)
{
	struct source *s = &ev->source;
	struct waiter_places in = {s->ids, s->afters, 0};
	const struct waiter *w;

	while (in.n < FETCH_CONVERSATIONS &&
	    (w = ev->waiters.first[WAITERS_DIRTY]) != NULL) {
		s->ids[in.n] = w->conversation_id;
		s->afters[in.n] = take_along(ev, w->conversation_id);
		in.n++;
	}
	return waiter_events_send(s->db, ev->app.conf.site_id, &in,
	    EVENTS_A_ANSWER, e);
}

/* One conversation's events, to each of its readers what it lacks. */
static void
hand_out(struct events *ev, const struct event *items, size_t n)
{
	struct waiter *w, *next;

	w = waiters_of(&ev->waiters, items[0].conversation_id);
	for (; w != NULL; w = next) {
		size_t from = 0;

		next = waiters_of_next(w);
		if (w->list != WAITERS_FLIGHT)
			continue;
		while (from < n && items[from].seq <= w->after)
			from++;
		if (from < n)
			wait_send_events(ev, w, items + from, n - from);
		else /* cut off by readers who lack more, now served */
			waiters_move(&ev->waiters, w, WAITERS_DIRTY);
	}
}

static void
take_events(struct events *ev, const struct db_rows *rows)
{
	size_t n = db_rows_count(rows), from = 0;
	struct event *items = arena_array(ev->rows_arena, n,
	    sizeof(*items));
	struct waiter *w;

	for (size_t i = 0; i < n; i++)
		event_from_row(rows, i, &items[i]);
	for (size_t i = 1; i <= n; i++) {
		if (i < n && items[i].conversation_id ==
		    items[from].conversation_id)
			continue;
		hand_out(ev, items + from, i - from);
		from = i;
	}
	/* Nothing after all: it was rolled back, or aged out. */
	while ((w = ev->waiters.first[WAITERS_FLIGHT]) != NULL) {
		if (w->until_us <= clock_mono_us())
			wait_send_empty(ev, w);
		else
			waiters_move(&ev->waiters, w, WAITERS_IDLE);
	}
}

/* A piece of the sweep: the idle list turns round once. */
static enum rc
ask_moved(struct events *ev, struct err *e)
{
	struct source *s = &ev->source;
	struct waiter_places in = {s->ids, NULL, 0};
	struct waiter *w;

	while (in.n < WAITER_BATCH_MAX &&
	    (w = ev->waiters.first[WAITERS_IDLE]) != NULL &&
	    w->swept != s->sweep) {
		w->swept = s->sweep;
		s->ids[in.n++] = w->conversation_id;
		waiters_move(&ev->waiters, w, WAITERS_IDLE);
	}
	return waiter_moved_send(s->db, ev->app.conf.site_id, &in, e);
}

static void
take_moved(struct events *ev, const struct db_rows *rows)
{
	struct waiter_moved moved;

	for (size_t i = 0; i < db_rows_count(rows); i++) {
		waiter_moved_from_row(rows, i, &moved);
		mark(ev, moved.conversation_id, moved.last_seq);
	}
}

static void
take_health(struct events *ev, const struct db_rows *rows)
{
	struct source *s = &ev->source;

	waiter_health_from_row(rows, &s->health);
	s->health_us = clock_mono_us();
	s->next_health_us = s->health_us + HEALTH_US;
}

static bool
wants_sweep(struct events *ev, int64_t now)
{
	struct source *s = &ev->source;
	const struct waiter *w = ev->waiters.first[WAITERS_IDLE];

	if (now >= s->next_sweep_us) {
		s->sweep++;
		s->next_sweep_us = now + SWEEP_US;
	}
	return w != NULL && w->swept != s->sweep;
}

static bool
wants(struct events *ev, enum source_ask ask, int64_t now)
{
	switch (ask) {
	case ASK_EVENTS:
		return ev->waiters.first[WAITERS_DIRTY] != NULL;
	case ASK_CHECK:
		return ev->waiters.first[WAITERS_NEW] != NULL;
	case ASK_MOVED:
		return wants_sweep(ev, now);
	default:
		return now >= ev->source.next_health_us;
	}
}

static enum rc
send_ask(struct events *ev, enum source_ask ask, struct err *e)
{
	switch (ask) {
	case ASK_EVENTS:
		return ask_events(ev, e);
	case ASK_CHECK:
		return ask_check(ev, e);
	case ASK_MOVED:
		return ask_moved(ev, e);
	default:
		return waiter_health_send(ev->source.db, e);
	}
}

static void
ask_next(struct events *ev)
{
	struct source *s = &ev->source;
	int64_t now = clock_mono_us();
	struct err e = {0};

	if (now < s->retry_us)
		return;
	for (size_t i = 1; i <= ASKS_; i++) {
		enum source_ask ask = (s->ask + i) % ASKS_;

		if (!wants(ev, ask, now))
			continue;
		s->ask = ask;
		s->asked_us = now;
		s->state = SOURCE_ASKING;
		if (send_ask(ev, ask, &e) != RC_OK)
			failed(ev, &e);
		return;
	}
}

static void
receive(struct events *ev)
{
	struct source *s = &ev->source;
	struct db_rows *rows = NULL;
	struct err e = {0};
	enum rc rc;

	arena_reset(ev->rows_arena);
	rc = db_receive(s->db, ev->rows_arena, &rows, &e);
	if (rc == RC_PARKED) {
		if (clock_mono_us() > s->asked_us + ANSWER_US)
			give_up(ev);
		return;
	}
	if (rc != RC_OK) {
		failed(ev, &e);
		return;
	}
	if (s->state == SOURCE_LISTENING) {
		listening(ev);
		return;
	}
	s->state = SOURCE_IDLE;
	s->backoff_us = BACKOFF_MIN_US;
	if (s->ask == ASK_EVENTS)
		take_events(ev, rows);
	else if (s->ask == ASK_CHECK)
		take_check(ev, rows);
	else if (s->ask == ASK_MOVED)
		take_moved(ev, rows);
	else
		take_health(ev, rows);
}

/* The rows of a query come before the notifications of what it did not
 * see, so in this order none finds its reader missing. */
static void
step(struct events *ev)
{
	struct source *s = &ev->source;
	struct err e = {0};

	if (s->state == SOURCE_AWAY && clock_mono_us() < s->retry_us)
		return;
	if (s->state == SOURCE_AWAY || s->state == SOURCE_CONNECTING)
		connect_on(ev);
	if (s->state == SOURCE_LISTENING || s->state == SOURCE_ASKING)
		receive(ev);
	if (s->state != SOURCE_IDLE)
		return;
	hear_all(ev);
	if (db_fd(s->db) < 0) {
		err_log(&e, RC_BUSY, "the database closed the connection");
		failed(ev, &e);
		return;
	}
	ask_next(ev);
}

static int64_t
next_call(const struct source *s)
{
	int64_t now = clock_mono_us();

	switch (s->state) {
	case SOURCE_AWAY:
		return s->retry_us;
	case SOURCE_IDLE:
		if (s->retry_us > now)
			return s->retry_us;
		return s->next_sweep_us < s->next_health_us ?
		    s->next_sweep_us : s->next_health_us;
	default:
		return now + STEP_US;
	}
}

int64_t
source_round(struct events *ev)
{
	struct source *s = &ev->source;

	step(ev);
	park_watch(ev->park, db_fd(s->db), db_wants_write(s->db));
	return next_call(s);
}
