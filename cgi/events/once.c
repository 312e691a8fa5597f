#include "base/base.h"

#include "cgi/events/events.h"

#include "base/clock.h"
#include "web/wire.h"

#include <stdio.h>
#include <unistd.h>

#define DEADLINE_S 12 /* as the other programs: then the process ends */

enum rc
once_wait(struct req *q, struct res *r, struct err *e)
{
	const struct wire_wait *in = q->query;
	struct access by = req_access(q, req_param(q, "conversation_id"));
	struct scope scope = q->scope;
	struct event_list list;
	enum rc rc;

	scope.db = events_of(q)->source.db;
	rc = event_list(&scope, by,
	    (struct message_range){in->after, EVENTS_A_ANSWER}, &list, e);
	if (rc != RC_OK)
		return rc;
	wire_events_at_once(&r->json, &list, in->after);
	return RC_OK;
}

void
once_health(struct events *ev, struct arena *a)
{
	struct source *s = &ev->source;
	struct err e = {0};

	if (waiter_health_get(s->db, a, &s->health, &e) == RC_OK)
		s->health_us = clock_mono_us();
	else
		log_event(LOG_LEVEL_WARN, "not ready",
		    LOG_TEXT("detail", e.detail));
}

int
once_main(struct events *ev)
{
	struct arena *a = ev->request_arena;
	struct fcgi *f = arena_alloc(a, sizeof(*f));

	alarm(DEADLINE_S);
	gateway_init_cgi(f, a);
	(void)!serve_request(ev, f, a);
	(void)!fwrite(f->out.data, 1, f->out.len, stdout);
	return fflush(stdout) == 0 ? 0 : 1;
}
