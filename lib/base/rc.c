#include "base/base.h"

#include "base/rc.h"

#include <stdio.h>

/* One row a code: its name, and what a person reads when err_log is used. */
static const struct {
	const char *name;
	const char *general;
} TABLE[RC_COUNT_] = {
	[RC_OK] = {"ok", ""},
	[RC_INVALID] = {"invalid", "The request is not valid."},
	[RC_UNAUTHENTICATED] = {"unauthenticated", "Please sign in first."},
	[RC_DENIED] = {"denied", "You may not do this."},
	[RC_NOT_FOUND] = {"not_found", "There is nothing here."},
	[RC_CONFLICT] = {"conflict",
	    "The current state does not allow this."},
	[RC_TOO_LARGE] = {"too_large", "The request is too large."},
	[RC_LIMITED] = {"limited",
	    "Too many requests. Please try again later."},
	[RC_UPSTREAM] = {"upstream",
	    "A service we depend on failed. Please try again later."},
	[RC_TIMEOUT] = {"timeout",
	    "This took too long. Please try again."},
	[RC_BUSY] = {"busy",
	    "We are busy at the moment. Please try again shortly."},
	[RC_INTERNAL] = {"internal",
	    "Something went wrong on our side."},
	[RC_PARKED] = {"parked", "The answer comes later."},
};

/*
 * vsnprintf may cut a character in half, and half a character makes the
 * whole reply invalid UTF-8: take the rest of it away too.
 */
static void
print_cut(char *out, size_t size, const char *fmt, va_list ap)
    PRINTF_LIKE(3, 0);

static void
print_cut(char *out, size_t size, const char *fmt, va_list ap)
{
	int n = vsnprintf(out, size, fmt, ap);
	size_t i = size - 1, need;
	unsigned char lead;

	if (n < 0)
		out[0] = '\0';
	if (n < 0 || (size_t)n < size)
		return;
	while (i > 0 && ((unsigned char)out[i - 1] & 0xC0) == 0x80)
		i--;
	if (i == 0)
		return;
	lead = (unsigned char)out[i - 1];
	need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	if (i - 1 + need > size - 1)
		out[i - 1] = '\0';
}

static void
start(struct err *e, enum rc rc, const char *where)
{
	e->rc = rc;
	e->message[0] = '\0';
	e->detail[0] = '\0';
	e->where = where;
	e->retry_after = 0;
	e->n_fields = 0;
}

enum rc
err_set_at(const char *where, struct err *e, enum rc rc, const char *fmt, ...)
{
	va_list ap;

	assert(rc > RC_OK && rc < RC_COUNT_);
	if (e == NULL)
		return rc;
	start(e, rc, where);
	va_start(ap, fmt);
	print_cut(e->message, sizeof(e->message), fmt, ap);
	va_end(ap);
	return rc;
}

enum rc
err_log_at(const char *where, struct err *e, enum rc rc, const char *fmt, ...)
{
	va_list ap;

	assert(rc > RC_OK && rc < RC_COUNT_);
	if (e == NULL)
		return rc;
	start(e, rc, where);
	(void)snprintf(e->message, sizeof(e->message), "%s",
	    TABLE[rc].general);
	va_start(ap, fmt);
	print_cut(e->detail, sizeof(e->detail), fmt, ap);
	va_end(ap);
	return rc;
}

static void
name_cut(char *out, size_t size, const char *fmt, ...) PRINTF_LIKE(3, 4);

static void
name_cut(char *out, size_t size, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print_cut(out, size, fmt, ap);
	va_end(ap);
}

enum rc
err_field(struct err *e, const char *name, const char *fmt, ...)
{
	struct err_field *f;
	va_list ap;

	if (e == NULL)
		return RC_INVALID;
	e->rc = RC_INVALID;
	(void)snprintf(e->message, sizeof(e->message),
	    "Some fields are not valid.");
	if (e->n_fields == ERR_FIELDS_MAX)
		return RC_INVALID;
	f = &e->fields[e->n_fields++];
	name_cut(f->name, sizeof(f->name), "%s", name);
	va_start(ap, fmt);
	print_cut(f->message, sizeof(f->message), fmt, ap);
	va_end(ap);
	return RC_INVALID;
}

const char *
rc_name(enum rc rc)
{
	if ((int)rc < 0 || rc >= RC_COUNT_)
		return "unknown";
	return TABLE[rc].name;
}
