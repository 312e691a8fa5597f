#include "base/base.h"

#include "core/script.h"

#include "base/clock.h"
#include "base/text.h"

static const char *const names[SCRIPT_CHECK_COUNT_] = {
	[SCRIPT_SAYS] = "says",
	[SCRIPT_NOT] = "not",
	[SCRIPT_CITES] = "cites",
	[SCRIPT_TOOL] = "tool",
	[SCRIPT_EFFECT] = "effect",
	[SCRIPT_KIND] = "kind",
	[SCRIPT_INTENT] = "intent",
	[SCRIPT_FEELING] = "feeling",
	[SCRIPT_LANGUAGE] = "language",
	[SCRIPT_STATUS] = "status",
	[SCRIPT_HANDOFF] = "handoff",
	[SCRIPT_REPLIES] = "replies",
};

struct reader {
	struct arena *arena;
	int line;
	struct script *out;
	struct err *e;
};

const char *
script_check_name(enum script_check check)
{
	return names[check];
}

static enum rc
expected(const struct reader *r, const char *what)
{
	return err_set(r->e, RC_INVALID, "%.150s:%d: expected %s",
	    r->out->file, r->line, what);
}

/* "2026-11-23 10:00", in UTC. */
static enum rc
read_now(struct reader *r, const char *value)
{
	const char *iso = arena_printf(r->arena, "%s:00Z", value);

	if (!clock_parse(iso, &r->out->now_us))
		return expected(r, "a time such as \"now: 2026-11-23 10:00\"");
	return RC_OK;
}

static enum rc
read_head(struct reader *r, const char *key, const char *value)
{
	if (strcmp(key, "scenario") == 0) {
		r->out->scenario = value;
		return RC_OK;
	}
	if (strcmp(key, "now") == 0)
		return read_now(r, value);
	return expected(r, "\"scenario:\", \"now:\", or a turn that begins "
	    "with \">\"");
}

static enum rc
read_choices(struct reader *r, struct script_expect *x, const char *value)
{
	for (;;) {
		size_t n = strcspn(value, "|");
		const char *one = text_trim(r->arena,
		    arena_strndup(r->arena, value, n));

		if (*one == '\0')
			return expected(r, "words on both sides of \"|\"");
		if (x->n == SCRIPT_CHOICES_MAX)
			return expected(r, "at most 12 choices");
		x->choices[x->n++] = one;
		if (value[n] == '\0')
			return RC_OK;
		value += n + 1;
	}
}

static enum rc
read_expect(struct reader *r, const char *key, const char *value)
{
	struct script_turn *t = &r->out->turns[r->out->n - 1];
	struct script_expect *x;

	for (int i = 0; i < SCRIPT_CHECK_COUNT_; i++) {
		if (strcmp(key, names[i]) != 0)
			continue;
		if (t->n == SCRIPT_EXPECTS_MAX)
			return expected(r, "at most 16 lines under a turn");
		x = &t->expects[t->n++];
		*x = (struct script_expect){
			.check = (enum script_check)i, .line = r->line};
		return read_choices(r, x, value);
	}
	return expected(r, "says, not, cites, tool, effect, kind, intent, "
	    "feeling, language, status, handoff or replies");
}

static enum rc
read_turn(struct reader *r, const char *text)
{
	struct script *s = r->out;

	if (s->scenario == NULL)
		return expected(r, "\"scenario:\" before the first turn");
	if (*text == '\0')
		return expected(r, "what the visitor says behind \">\"");
	if (s->n == SCRIPT_TURNS_MAX)
		return expected(r, "at most 40 turns");
	s->turns[s->n++] = (struct script_turn){
		.line = r->line,
		.text = text,
		.expects = arena_array(r->arena, SCRIPT_EXPECTS_MAX,
		    sizeof(struct script_expect)),
	};
	return RC_OK;
}

static enum rc
read_line(struct reader *r, char *line)
{
	char *colon, *value;

	if (*line == '\0' || *line == '#')
		return RC_OK;
	if (*line == '>')
		return read_turn(r, text_trim(r->arena, line + 1));
	colon = strchr(line, ':');
	if (colon == NULL)
		return expected(r, "\"key: value\", \"> what the visitor "
		    "says\" or \"# a remark\"");
	*colon = '\0';
	value = text_trim(r->arena, colon + 1);
	if (*value == '\0')
		return expected(r, "a value behind the colon");
	return r->out->n == 0 ? read_head(r, line, value) :
				read_expect(r, line, value);
}

enum rc
script_parse(struct arena *a, const char *file, const char *text,
    struct script *out, struct err *e)
{
	struct reader r = {.arena = a, .out = out, .e = e};
	enum rc rc = RC_OK;

	*out = (struct script){.file = file,
		.turns = arena_array(a, SCRIPT_TURNS_MAX,
		    sizeof(*out->turns))};
	while (*text != '\0' && rc == RC_OK) {
		size_t n = strcspn(text, "\n");

		r.line++;
		rc = read_line(&r,
		    text_trim(a, arena_strndup(a, text, n)));
		text += n + (text[n] == '\n');
	}
	if (rc == RC_OK && out->n == 0)
		return expected(&r, "at least one turn");
	return rc;
}

/* Past a citation's mark "[12]"; else the same place. */
static const char *
skip_mark(const char *s)
{
	const char *p = s;

	if (*p++ != '[' || !text_is_digit(*p))
		return s;
	while (text_is_digit(*p))
		p++;
	return *p == ']' ? p + 1 : s;
}

static const char *
plain(struct arena *a, const char *text)
{
	char *out = arena_alloc(a, strlen(text) + 1), *w = out;

	while (*text != '\0') {
		const char *next = skip_mark(text);

		if (next != text && w > out && w[-1] == ' ')
			w--;
		if (next == text && *text != '*')
			*w++ = *text;
		text = next == text ? text + 1 : next;
	}
	*w = '\0';
	return text_fold(a, out);
}

bool
script_holds(struct arena *a, const char *text, const char *words)
{
	return strstr(plain(a, text), plain(a, words)) != NULL;
}
