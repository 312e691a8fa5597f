/*
 * The configuration: environment BIWOCO_KEY, then the file, then defaults.
 * `key = value` a line, `#` comments; an unknown key is an error with its
 * line number.  Any key may be given as KEY_FILE, the name of a file that
 * holds the value.  DATABASE_URL is read where BIWOCO_DATABASE_URL is not
 * set; a variable set to nothing counts as not set.
 *
 * The file is BIWOCO_CONFIG, else ./biwoco.conf, else
 * $XDG_CONFIG_HOME/biwoco/biwoco.conf, else SYSCONFDIR/biwoco/biwoco.conf.
 * The table of all keys stands in conf.c and prints the documentation.
 */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include "base/arena.h"
#include "base/rc.h"

#define CONF_KEYS 21 /* rows of the table, members of struct conf */

struct conf {
	const char *database_url;	/* libpq URL or conninfo */
	const char *owner_database_url; /* for migrate; default database_url */
	const char *base_url;		/* public, "https://host[/path]" */
	const char *data_dir;		/* templates, sql and static inside */
	const char *run_dir;		/* sockets, locks */
	const char *cache_dir;		/* files made from the database */
	const char *secret;		/* 32 characters or more */
	const char *trusted_proxies;	/* addresses or CIDR, by comma */
	const char *embed_origins;	/* widget hosts, by comma */
	const char *web_role;		/* gets the grants of a migration */
	const char *log_level;
	const char *mail_url;		/* see io/mail.h; "": none */
	const char *mail_from;
	int64_t site_id;
	int64_t api_processes;
	int64_t portal_processes;
	int64_t recycle_requests;	/* a process ends after so many */
	int64_t rate_percent;		/* 100: as shipped; 0: no limits */
	int64_t events_max;		/* parked requests a node */
	bool cookie_secure;		/* false only for development */
	bool hsts;
	/* Where each value came from, in the table's order: for conf_list. */
	const char *sources[CONF_KEYS];
};

/* `path` NULL: search as above.  The result lives in `a`.  An error's message
 * is for the operator: "file:line: what", and "hint: …" in a second line. */
enum rc conf_load(struct arena *a, const char *path, struct conf *out,
    struct err *e) MUST_CHECK;

/* Calls fn for each key: value as text (secrets masked) and where from. */
void conf_list(const struct conf *c,
    void (*fn)(void *arg, const char *key, const char *value,
	const char *source, const char *about),
    void *arg);

#endif
