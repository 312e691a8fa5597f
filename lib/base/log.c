#include "base/base.h"

#include "base/log.h"

#include "base/clock.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/*
 * A line is written by one write(2), so that lines of several processes do
 * not mix, and is built on the stack, so that it works without memory.
 */
#define LINE_MAX_BYTES 16384
#define LINE_TAIL 32 /* room kept for "cut":true and the closing brace */

#define EXIT_SOFTWARE 70 /* sysexits.h: internal software error */

/* Set once at start; logging is the one thing every function may do. */
static struct {
	const char *program;
	enum log_level least;
} state = {"biwoco", LOG_LEVEL_INFO};

static const char *const LEVELS[] = {"debug", "info", "warn", "error"};

struct line {
	char text[LINE_MAX_BYTES];
	size_t len;
	bool full;
};

void
log_init(const char *program, enum log_level least)
{
	state.program = program;
	state.least = least;
}

bool
log_level_parse(const char *name, enum log_level *out)
{
	for (size_t i = 0; i < NELEM(LEVELS); i++) {
		if (text_equal_ci(name, LEVELS[i])) {
			*out = (enum log_level)i;
			return true;
		}
	}
	return false;
}

static void
add(struct line *l, const char *s, size_t n)
{
	if (l->full || n > sizeof(l->text) - LINE_TAIL - l->len) {
		l->full = true;
		return;
	}
	memcpy(l->text + l->len, s, n);
	l->len += n;
}

static void
add_escape(struct line *l, uint32_t cp)
{
	char escape[8];
	int n = snprintf(escape, sizeof(escape), "\\u%04x", (unsigned)cp);

	add(l, escape, (size_t)n);
}

/* Control characters, C1 and line separators: they move a terminal or a
 * viewer, though JSON would allow some of them. */
static bool
is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 ||
	    cp == 0x2029;
}

/* One character at s; returns its bytes. */
static size_t
add_char(struct line *l, const char *s)
{
	const char *next = s;
	uint32_t cp = text_next(&next);
	size_t n = (size_t)(next - s);

	if (is_control(cp) || !text_is_valid(s, n))
		add_escape(l, text_is_valid(s, n) ? cp : 0xFFFD);
	else if (cp == '"' || cp == '\\')
		add(l, cp == '"' ? "\\\"" : "\\\\", 2);
	else
		add(l, s, n);
	return n;
}

/* How many bytes stay as they are: nearly always all of them. */
static size_t
plain_length(const char *s, size_t max)
{
	size_t n = 0;

	while (n < max && s[n] >= 0x20 && s[n] < 0x7F && s[n] != '"' &&
	    s[n] != '\\')
		n++;
	return n;
}

static void
add_text(struct line *l, const char *s)
{
	size_t done = plain_length(s, LOG_VALUE_MAX);

	add(l, "\"", 1);
	add(l, s, done);
	while (s[done] != '\0' && done < LOG_VALUE_MAX)
		done += add_char(l, s + done);
	if (s[done] != '\0')
		add(l, "…", strlen("…"));
	add(l, "\"", 1);
}

/* A whole pair or nothing, so that the line stays valid JSON. */
static void
add_pair(struct line *l, const struct log_pair *p)
{
	size_t before = l->len;
	char number[24];
	int n;

	if (!p->is_number && (p->text == NULL || p->text[0] == '\0'))
		return;
	add(l, before == 1 ? "" : ",", before == 1 ? 0 : 1);
	add_text(l, p->key);
	add(l, ":", 1);
	if (!p->is_number) {
		add_text(l, p->text);
	} else {
		n = snprintf(number, sizeof(number), "%lld",
		    (long long)p->number);
		add(l, number, (size_t)n);
	}
	if (l->full)
		l->len = before;
}

static void
write_line(struct line *l)
{
	static const char CUT[] = ",\"cut\":true";
	size_t done = 0;

	/* LINE_TAIL bytes were kept for this. */
	if (l->full) {
		memcpy(l->text + l->len, CUT, sizeof(CUT) - 1);
		l->len += sizeof(CUT) - 1;
	}
	memcpy(l->text + l->len, "}\n", 2);
	l->len += 2;
	while (done < l->len) {
		ssize_t n = write(STDERR_FILENO, l->text + done,
		    l->len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return; /* nowhere left to complain */
		done += (size_t)n;
	}
}

void
log_pairs(enum log_level level, const char *msg, const struct log_pair *pairs)
{
	int saved = errno;
	char ts[CLOCK_TEXT];
	struct line l;

	if (level < state.least)
		return;
	clock_format(clock_wall_us(), ts);
	l.text[0] = '{';
	l.len = 1;
	l.full = false;
	add_pair(&l, &LOG_TEXT("ts", ts));
	add_pair(&l, &LOG_TEXT("level", LEVELS[level]));
	add_pair(&l, &LOG_TEXT("program", state.program));
	add_pair(&l, &LOG_TEXT("msg", msg));
	for (; pairs->key != NULL; pairs++)
		add_pair(&l, pairs);
	write_line(&l);
	errno = saved;
}

void
log_die(const char *fmt, ...)
{
	char text[LOG_VALUE_MAX];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	log_event(LOG_LEVEL_ERROR, text, LOG_TEXT("fatal", "yes"));
	/* Not exit: nothing half done may be flushed as if it were whole. */
	_exit(EXIT_SOFTWARE);
}
