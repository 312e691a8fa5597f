#include "base/base.h"

#include "cgi/events/events.h"

#include "base/clock.h"
#include "base/text.h"
#include "web/peer.h"

#include <dirent.h>
#include <stdio.h>

/* Three probes missed: what was seen then says nothing about now. */
#define STALE_US ((int64_t)15 * 1000000)

/* An answer is owed for 15 s at most before somebody else takes it over;
 * past this nobody does. */
#define OWED_LATE_S 60.0

#define VERSION_DIGITS 4

/* The loop runs, or nobody would write this. */
enum rc
ready_alive(struct req *q UNUSED, struct res *r, struct err *e UNUSED)
{
	jw_object(&r->json);
	jw_kv_text(&r->json, "status", "alive");
	jw_object_end(&r->json);
	return RC_OK;
}

/* The number of the newest migration this installation came with. */
int64_t
ready_schema_known(const char *data_dir)
{
	char path[1024], digits[VERSION_DIGITS + 1];
	int64_t newest = 0, version;
	const struct dirent *entry;
	DIR *d;

	if (snprintf(path, sizeof(path), "%s/sql/migrations", data_dir) >=
	    (int)sizeof(path))
		return 0;
	d = opendir(path);
	while (d != NULL && (entry = readdir(d)) != NULL) {
		const char *name = entry->d_name;

		if (strlen(name) <= VERSION_DIGITS ||
		    name[VERSION_DIGITS] != '_' || !text_ends(name, ".sql"))
			continue;
		memcpy(digits, name, VERSION_DIGITS);
		digits[VERSION_DIGITS] = '\0';
		if (text_to_i64(digits, &version) && version > newest)
			newest = version;
	}
	if (d != NULL)
		closedir(d);
	return newest;
}

/* Details are for those who run it: they come from this machine. */
static bool
is_local(struct req *q)
{
	const char *address = peer_address(q->arena,
	    q->app->conf.trusted_proxies, fcgi_env(q->fcgi, "REMOTE_ADDR"),
	    req_header(q, "X-Forwarded-For"));

	return text_starts(address, "127.") || strcmp(address, "::1") == 0;
}

static void
check_begin(struct json_out *w, const char *name, const char *status,
    int64_t age_us)
{
	jw_object(w);
	jw_kv_text(w, "name", name);
	jw_kv_text(w, "status", status);
	jw_key(w, "age_ms");
	if (age_us < 0)
		jw_null(w); /* never seen */
	else
		jw_i64(w, age_us / 1000);
}

static void
write_checks(struct json_out *w, const struct events *ev, bool database,
    bool schema)
{
	const struct source *s = &ev->source;
	int64_t age = s->health_us == 0 ? -1 : clock_mono_us() - s->health_us;

	jw_key(w, "checks");
	jw_list(w);
	check_begin(w, "database", database ? "pass" : "fail", age);
	jw_object_end(w);
	check_begin(w, "schema", schema ? "pass" : "fail", age);
	jw_kv_i64(w, "version", s->health.schema_version);
	jw_kv_i64(w, "known", ev->schema_known);
	jw_object_end(w);
	check_begin(w, "answers", s->health.oldest_owed_s > OWED_LATE_S ?
	    "warn" : "pass", age);
	jw_kv_i64(w, "owed", s->health.owed);
	jw_kv_f64(w, "oldest_owed_s", s->health.oldest_owed_s);
	jw_object_end(w);
	jw_list_end(w);
	jw_kv_i64(w, "waiting", (int64_t)ev->waiters.n);
}

/*
 * Late answers only warn: they are made by the requests that come in, so a
 * node that a balancer took out for them would never catch up.  A schema
 * that is newer than ours is served: migrations keep the release before
 * working.
 */
enum rc
ready_handler(struct req *q, struct res *r, struct err *e UNUSED)
{
	struct events *ev = events_of(q);
	const struct source *s = &ev->source;

	if (q->fcgi->is_cgi)
		once_health(ev, q->arena);
	bool database = s->health_us != 0 && (q->fcgi->is_cgi ||
	    (source_is_up(s) && clock_mono_us() - s->health_us < STALE_US));
	bool schema = s->health_us != 0 && ev->schema_known > 0 &&
	    s->health.schema_version >= ev->schema_known;
	bool ready = database && schema;

	r->status = ready ? 200 : 503;
	if (!ready)
		res_header(r, "Retry-After", "2");
	jw_object(&r->json);
	jw_kv_text(&r->json, "status", ready ? "ready" : "not ready");
	if (is_local(q))
		write_checks(&r->json, ev, database, schema);
	jw_object_end(&r->json);
	return RC_OK;
}
