#include "base/base.h"

#include "base/conf.h"

#include "base/conf_file.h"
#include "base/log.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* configure sets these; the values here serve a run from the source tree. */
#ifndef SYSCONFDIR
#define SYSCONFDIR "/etc"
#endif
#ifndef PKGDATADIR
#define PKGDATADIR "."
#endif
#ifndef RUNSTATEDIR
#define RUNSTATEDIR "/run"
#endif

#define SECRET_MIN 32  /* 128 bits if written in hexadecimal */
#define ROLE_MAX 63    /* PostgreSQL's NAMEDATALEN less one */
#define VALUE_SHOWN 60 /* of a wrong value, in a message */

enum conf_type { CONF_TEXT, CONF_I64, CONF_BOOL };

/* How much of a value conf_list and messages may show. */
enum conf_secrecy { CONF_OPEN, CONF_PASSWORD, CONF_HIDDEN };

static bool
is_any(const char *s)
{
	return *s != '\0';
}

static bool
is_secret(const char *s)
{
	return text_length(s) >= SECRET_MIN;
}

static bool
is_base_url(const char *s)
{
	const char *host = s;

	if (text_starts(s, "https://"))
		host += strlen("https://");
	else if (text_starts(s, "http://"))
		host += strlen("http://");
	if (host == s || strcspn(host, "/") == 0 || text_ends(s, "/"))
		return false;
	for (; *host != '\0'; host++) {
		if (!text_is_alpha(*host) && !text_is_digit(*host) &&
		    strchr("-._~:/[]", *host) == NULL)
			return false;
	}
	return true;
}

/* Only what an address list holds; web/auth reads each address itself. */
static bool
is_address_list(const char *s)
{
	return s[strspn(s, "0123456789abcdefABCDEF.:/, ")] == '\0';
}

/* These go into a Content-Security-Policy: nothing that could end it. */
static bool
is_origin_list(const char *s)
{
	for (; *s != '\0'; s++) {
		if (!text_is_alpha(*s) && !text_is_digit(*s) &&
		    strchr("-.:/*, ", *s) == NULL)
			return false;
	}
	return true;
}

/* It goes into a GRANT, where no parameter can stand. */
static bool
is_role(const char *s)
{
	const char *letters = "abcdefghijklmnopqrstuvwxyz_0123456789";

	return !text_is_digit(*s) && *s != '\0' && strlen(s) <= ROLE_MAX &&
	    s[strspn(s, letters)] == '\0';
}

static bool
is_level(const char *s)
{
	enum log_level level;

	return log_level_parse(s, &level);
}

static bool
is_mail_url(const char *s)
{
	static const char *const forms[] = {"smtp://", "smtps://",
	    "sendmail:/", "file:///"};

	for (size_t i = 0; i < NELEM(forms); i++) {
		if (text_starts(s, forms[i]) && s[strlen(forms[i])] != '\0')
			return true;
	}
	return *s == '\0';
}

static bool
is_email_or_none(const char *s)
{
	return *s == '\0' || text_is_email(s);
}

struct conf_key {
	const char *name;
	enum conf_type type;
	size_t offset;
	const char *fallback; /* NULL: must be given */
	int64_t min, max;     /* CONF_I64 */
	bool (*is_ok)(const char *); /* CONF_TEXT */
	const char *expect;	     /* completes "must be …" */
	enum conf_secrecy secrecy;
	const char *env; /* another variable that is read as well */
	const char *about;
};

#define AT(member) .offset = offsetof(struct conf, member)
#define DSN "a libpq URL such as postgresql:///biwoco"

/* All keys there are, in the order in which they are shown. */
static const struct conf_key KEYS[] = {
	{"database_url", CONF_TEXT, AT(database_url),
	    .fallback = "postgresql:///biwoco", .is_ok = is_any,
	    .expect = DSN, .secrecy = CONF_PASSWORD, .env = "DATABASE_URL",
	    .about = "database of the programs, as role biwoco_web"},
	{"owner_database_url", CONF_TEXT, AT(owner_database_url),
	    .fallback = "", .expect = DSN, .secrecy = CONF_PASSWORD,
	    .about = "database as the owner of its tables, for migrations; "
		     "empty: database_url"},
	{"base_url", CONF_TEXT, AT(base_url),
	    .fallback = "http://localhost:8080", .is_ok = is_base_url,
	    .expect = "https://host or https://host/path without a slash "
		      "at the end",
	    .about = "public address; links and redirects begin with it"},
	{"data_dir", CONF_TEXT, AT(data_dir), .fallback = PKGDATADIR,
	    .is_ok = is_any, .expect = "a folder",
	    .about = "folder that holds templates, sql and static"},
	{"run_dir", CONF_TEXT, AT(run_dir),
	    .fallback = RUNSTATEDIR "/biwoco", .is_ok = is_any,
	    .expect = "a folder", .about = "folder for sockets and locks"},
	{"cache_dir", CONF_TEXT, AT(cache_dir), .fallback = "",
	    .expect = "a folder",
	    .about = "folder for files that are made from the database and "
		     "can be made again; empty: run_dir/cache"},
	{"secret", CONF_TEXT, AT(secret), .is_ok = is_secret,
	    .expect = "32 characters or more", .secrecy = CONF_HIDDEN,
	    .about = "signs CSRF tokens; the same on all nodes"},
	{"trusted_proxies", CONF_TEXT, AT(trusted_proxies), .fallback = "",
	    .is_ok = is_address_list,
	    .expect = "addresses or CIDR blocks with commas between",
	    .about = "proxies whose X-Forwarded-For is believed"},
	{"embed_origins", CONF_TEXT, AT(embed_origins), .fallback = "",
	    .is_ok = is_origin_list,
	    .expect = "origins (https://host) with commas between",
	    .about = "sites that may show the widget"},
	{"web_role", CONF_TEXT, AT(web_role), .fallback = "biwoco_web",
	    .is_ok = is_role,
	    .expect = "a role name of small letters, digits and _",
	    .about = "database role that migrations grant rights to"},
	{"log_level", CONF_TEXT, AT(log_level), .fallback = "info",
	    .is_ok = is_level, .expect = "debug, info, warn or error",
	    .about = "least level that is logged"},
	{"mail_url", CONF_TEXT, AT(mail_url), .fallback = "",
	    .is_ok = is_mail_url,
	    .expect = "smtp://[user:password@]host[:port], smtps://..., "
		      "sendmail:/path or file:///folder",
	    .secrecy = CONF_PASSWORD,
	    .about = "how letters are sent (biwoco worker); empty: none"},
	{"mail_from", CONF_TEXT, AT(mail_from), .fallback = "",
	    .is_ok = is_email_or_none, .expect = "name@host",
	    .about = "sender of letters; needed with mail_url"},
	{"site_id", CONF_I64, AT(site_id), .fallback = "1", .min = 1,
	    .max = INT64_MAX, .about = "site that this installation serves"},
	{"api_processes", CONF_I64, AT(api_processes), .fallback = "4",
	    .min = 1, .max = 256, .about = "processes of the API"},
	{"portal_processes", CONF_I64, AT(portal_processes),
	    .fallback = "4", .min = 1, .max = 256,
	    .about = "processes of the visitors' pages"},
	{"recycle_requests", CONF_I64, AT(recycle_requests),
	    .fallback = "10000", .min = 1, .max = 1000000000,
	    .about = "requests after which a process is replaced"},
	{"rate_percent", CONF_I64, AT(rate_percent), .fallback = "100",
	    .min = 0, .max = 100000,
	    .about = "rate limits in percent of those shipped; 0: none"},
	{"events_max", CONF_I64, AT(events_max), .fallback = "10000",
	    .min = 1, .max = 1000000,
	    .about = "waiting requests a node holds at once"},
	{"cookie_secure", CONF_BOOL, AT(cookie_secure), .fallback = "true",
	    .about = "cookies over TLS only; false for development"},
	{"hsts", CONF_BOOL, AT(hsts), .fallback = "false",
	    .about = "send Strict-Transport-Security; needs TLS"},
};

static_assert(NELEM(KEYS) == CONF_KEYS, "struct conf has room for each row");

/* What conf_load works with; `pairs` are the file's lines. */
struct load {
	struct arena *arena;
	struct conf_pairs pairs;
	struct err *e;
};

/* A value found: its text, and where in words that an operator knows. */
struct found {
	const char *value; /* NULL: nowhere */
	const char *source;
};

static enum rc
wrong(struct load *l, const struct conf_key *k, const struct found *f,
    const char *expect)
{
	if (k->secrecy != CONF_OPEN)
		return err_set(l->e, RC_INVALID,
		    "%.120s: %s must be %s\nhint: %s", f->source, k->name,
		    expect, k->about);
	return err_set(l->e, RC_INVALID,
	    "%.100s: %s must be %s, not \"%s\"\nhint: %s", f->source, k->name,
	    expect, text_cut(l->arena, f->value, VALUE_SHOWN), k->about);
}

static bool
parse_i64(const char *s, int64_t *out)
{
	bool minus = *s == '-';

	if (!text_to_i64(s + minus, out))
		return false;
	*out = minus ? -*out : *out;
	return true;
}

static bool
parse_bool(const char *s, bool *out)
{
	static const char *const WORDS[] = {"false", "true", "no", "yes",
	    "off", "on", "0", "1"};

	for (size_t i = 0; i < NELEM(WORDS); i++) {
		if (text_equal_ci(s, WORDS[i])) {
			*out = i % 2 == 1;
			return true;
		}
	}
	return false;
}

static enum rc
store(struct load *l, const struct conf_key *k, const struct found *f,
    struct conf *out)
{
	char *at = (char *)out + k->offset;
	int64_t number;
	bool flag;

	switch (k->type) {
	case CONF_TEXT:
		if (k->is_ok != NULL && !k->is_ok(f->value))
			return wrong(l, k, f, k->expect);
		memcpy(at, &f->value, sizeof(f->value));
		return RC_OK;
	case CONF_I64:
		if (!parse_i64(f->value, &number) || number < k->min ||
		    number > k->max)
			return wrong(l, k, f,
			    arena_printf(l->arena,
				"a whole number from %" PRId64 " to %" PRId64,
				k->min, k->max));
		memcpy(at, &number, sizeof(number));
		return RC_OK;
	case CONF_BOOL:
		if (!parse_bool(f->value, &flag))
			return wrong(l, k, f, "true or false");
		memcpy(at, &flag, sizeof(flag));
		return RC_OK;
	}
	return RC_OK;
}

/* The value itself, or the text of the file that KEY_FILE names. */
static enum rc
resolve(struct load *l, const struct found *direct, const struct found *named,
    struct found *out)
{
	if (direct->value != NULL && named->value != NULL)
		return err_set(l->e, RC_INVALID,
		    "%.100s and %.100s are both given\n"
		    "hint: keep one of them",
		    direct->source, named->source);
	*out = *direct;
	if (named->value == NULL)
		return RC_OK;
	out->source = arena_printf(l->arena, "%s (%s)", named->value,
	    named->source);
	return conf_file_value(l->arena, named->value, named->source,
	    &out->value, l->e);
}

/* As in most programs, a variable that is set to nothing is not set. */
static const char *
env_get(const char *name)
{
	const char *value = getenv(name);

	return value == NULL || value[0] == '\0' ? NULL : value;
}

static struct found
from_env(struct load *l, const char *key, const char *suffix)
{
	char *name = arena_printf(l->arena, "BIWOCO_%s%s", key, suffix);

	for (char *c = name; *c != '\0'; c++) {
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - ('a' - 'A'));
	}
	return (struct found){env_get(name), name};
}

static struct found
from_file(struct load *l, const char *key, const char *suffix)
{
	const char *name = arena_printf(l->arena, "%s%s", key, suffix);
	const struct conf_pair *p = conf_pairs_get(&l->pairs, name);

	if (p == NULL)
		return (struct found){NULL, NULL};
	return (struct found){p->value,
	    arena_printf(l->arena, "%s:%d", l->pairs.path, p->line)};
}

static enum rc
load_key(struct load *l, const struct conf_key *k, struct conf *out)
{
	struct found direct = from_env(l, k->name, "");
	struct found named = from_env(l, k->name, "_FILE");
	struct found f;
	enum rc rc = resolve(l, &direct, &named, &f);

	if (rc == RC_OK && f.value == NULL && k->env != NULL)
		f = (struct found){env_get(k->env), k->env};
	if (rc == RC_OK && f.value == NULL) {
		direct = from_file(l, k->name, "");
		named = from_file(l, k->name, "_file");
		rc = resolve(l, &direct, &named, &f);
	}
	if (rc != RC_OK)
		return rc;
	if (f.value == NULL)
		f = (struct found){k->fallback, "default"};
	if (f.value == NULL)
		return err_set(l->e, RC_INVALID,
		    "%s is not set; it must be %s\n"
		    "hint: write \"%s = ...\" into the configuration file; "
		    "`openssl rand -hex 32` makes one",
		    k->name, k->expect, k->name);
	out->sources[k - KEYS] = f.source;
	return store(l, k, &f, out);
}

/* Names in the file: a key of the table, or one with _file behind it. */
static enum rc
check_names(struct load *l)
{
	for (size_t i = 0; i < l->pairs.n; i++) {
		const struct conf_pair *p = &l->pairs.items[i];
		size_t n = strlen(p->key), known = 0;

		if (text_ends(p->key, "_file"))
			n -= strlen("_file");
		while (known < NELEM(KEYS) &&
		    (strlen(KEYS[known].name) != n ||
			memcmp(KEYS[known].name, p->key, n) != 0))
			known++;
		if (known == NELEM(KEYS))
			return err_set(l->e, RC_INVALID,
			    "%.120s:%d: \"%.40s\" is not a known key\n"
			    "hint: `biwoco config show` lists all keys",
			    l->pairs.path, p->line, p->key);
	}
	return RC_OK;
}

enum rc
conf_load(struct arena *a, const char *path, struct conf *out, struct err *e)
{
	struct load l = {.arena = a, .e = e};
	enum rc rc =
	    conf_file_read(a, path, SYSCONFDIR "/biwoco/biwoco.conf",
		&l.pairs, e);

	memset(out, 0, sizeof(*out));
	if (rc == RC_OK)
		rc = check_names(&l);
	for (size_t i = 0; rc == RC_OK && i < NELEM(KEYS); i++)
		rc = load_key(&l, &KEYS[i], out);
	if (rc == RC_OK && *out->mail_url != '\0' && *out->mail_from == '\0')
		return err_set(e, RC_INVALID, "mail_url is set, mail_from "
		    "is not\nhint: mail_from is the sender of letters, "
		    "support@example.com");
	if (rc == RC_OK && out->owner_database_url[0] == '\0')
		out->owner_database_url = out->database_url;
	if (rc == RC_OK && out->cache_dir[0] == '\0')
		out->cache_dir = arena_printf(a, "%s/cache", out->run_dir);
	return rc;
}

/* "postgresql://web:***@host/db"; other forms with a password: not at all. */
static void
mask_password(char *out, size_t size, const char *url)
{
	const char *user = strstr(url, "://");
	const char *at = strrchr(url, '@');
	const char *colon;

	if (strstr(url, "password") != NULL) {
		(void)snprintf(out, size, "(hidden)");
		return;
	}
	colon = user != NULL ? strchr(user + 3, ':') : NULL;
	if (at == NULL || colon == NULL || colon > at)
		(void)snprintf(out, size, "%s", url);
	else
		(void)snprintf(out, size, "%.*s:***%s", (int)(colon - url),
		    url, at);
}

static void
show(const struct conf *c, const struct conf_key *k, char *out, size_t size)
{
	const char *at = (const char *)c + k->offset;
	const char *text;
	int64_t number;
	bool flag;

	switch (k->type) {
	case CONF_TEXT:
		memcpy(&text, at, sizeof(text));
		if (k->secrecy == CONF_HIDDEN)
			text = "(hidden)";
		if (k->secrecy == CONF_PASSWORD)
			mask_password(out, size, text);
		else
			(void)snprintf(out, size, "%s", text);
		return;
	case CONF_I64:
		memcpy(&number, at, sizeof(number));
		(void)snprintf(out, size, "%" PRId64, number);
		return;
	case CONF_BOOL:
		memcpy(&flag, at, sizeof(flag));
		(void)snprintf(out, size, "%s", flag ? "true" : "false");
		return;
	}
}

void
conf_list(const struct conf *c,
    void (*fn)(void *arg, const char *key, const char *value,
	const char *source, const char *about),
    void *arg)
{
	for (size_t i = 0; i < NELEM(KEYS); i++) {
		char value[1024];

		show(c, &KEYS[i], value, sizeof(value));
		fn(arg, KEYS[i].name, value, c->sources[i], KEYS[i].about);
	}
}
