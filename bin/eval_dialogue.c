#include "base/base.h"

#include "eval.h"

#include "base/clock.h"
#include "base/crypt.h"
#include "base/text.h"
#include "core/chat.h"
#include "core/source_file.h"
#include "eval_script.h"

#include <math.h>
#include <sys/stat.h>

#define FOLDERS_DEEP 4
#define SCRIPTS_MAX 10000
#define TURNS_TIMED_MAX 100000

struct play {
	struct eval *ev;
	const struct script *script;
	struct access conversation;
	size_t n_failed; /* turns of this script */
};

struct tally {
	struct script *scripts;
	size_t n_scripts, n_scripts_failed;
	size_t n_turns, n_turns_failed;
	double *ms; /* of each turn */
};

static enum rc
add_script(struct eval *ev, struct tally *t, const char *path, struct err *e)
{
	char *text;
	size_t len;
	enum rc rc;

	if (t->n_scripts == SCRIPTS_MAX)
		return err_set(e, RC_TOO_LARGE, "more than %d scripts",
		    SCRIPTS_MAX);
	rc = source_file_read(ev->arena, path, &text, &len, e);
	if (rc != RC_OK)
		return rc;
	return script_parse(ev->arena, arena_strdup(ev->arena, path), text,
	    &t->scripts[t->n_scripts++], e);
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* A file, or a folder with "*.txt" and folders in it. */
static enum rc
add_path(struct eval *ev, struct tally *t, const char *path, int deep,
    struct err *e)
{
	struct source_names names;
	enum rc rc;

	if (text_ends(path, ".txt"))
		return add_script(ev, t, path, e);
	rc = source_dir_list(ev->arena, path, "", &names, e);
	for (size_t i = 0; rc == RC_OK && i < names.n; i++) {
		const char *inner = arena_printf(ev->arena, "%s/%s", path,
		    names.items[i]);

		if (text_ends(inner, ".txt") ||
		    (is_folder(inner) && deep > 1))
			rc = add_path(ev, t, inner, deep - 1, e);
	}
	return rc;
}

/* A new conversation of a new visitor. */
static enum rc
start(struct play *p, struct err *e)
{
	struct arena *a = p->ev->arena;
	struct scope scope = *p->ev->scope;
	struct chat chat = {.scope = &scope, .started_us = clock_mono_us()};
	uint8_t *hash = arena_alloc(a, CRYPT_HASH);
	struct chat_started started;
	enum rc rc;

	scope.arena = a;
	rc = chat_start(&chat,
	    &(struct chat_start){.scenario = p->script->scenario,
		.channel = "api", .language = "en"},
	    &started, e);
	if (rc == RC_OK) {
		crypt_hash(started.visitor_token,
		    strlen(started.visitor_token), hash);
		p->conversation = (struct access){
			started.conversation.public_id, hash};
	}
	return rc;
}

static void
tell_turn(struct play *p, const struct script_turn *turn,
    const struct script_seen *seen)
{
	if (p->ev->json || p->ev->quiet)
		return;
	printf("%s:%d: > %s\n", p->script->file, turn->line, turn->text);
	printf("    the bot: %s\n    (%s, intent %s, cites %s, tool %s)\n",
	    seen->text, script_found(seen, SCRIPT_KIND),
	    script_found(seen, SCRIPT_INTENT),
	    script_found(seen, SCRIPT_CITES),
	    script_found(seen, SCRIPT_TOOL));
}

static void
tell_expect(struct play *p, const struct script_expect *x,
    const struct script_seen *seen)
{
	const char *found = script_found(seen, x->check);

	if (p->ev->json || p->ev->quiet)
		return;
	printf("%s:%d: expected %s:", p->script->file, x->line,
	    script_check_name(x->check));
	for (size_t i = 0; i < x->n; i++)
		printf("%s %s", i == 0 ? "" : " |", x->choices[i]);
	if (*found != '\0')
		printf("; it was %s", found);
	putchar('\n');
}

static bool
judge(struct play *p, const struct script_turn *turn,
    const struct script_seen *seen)
{
	size_t n_failed = 0;

	for (size_t i = 0; i < turn->n; i++) {
		if (script_met(seen, &turn->expects[i]))
			continue;
		if (n_failed++ == 0)
			tell_turn(p, turn, seen);
		tell_expect(p, &turn->expects[i], seen);
	}
	return n_failed == 0;
}

/* The visitor reads the code in the letter, if there is one. */
static const char *
words_of(struct play *p, struct scope *s, const struct script_turn *turn)
{
	const char *at = strstr(turn->text, SCRIPT_CODE), *code;
	struct err e = {0};

	if (at == NULL || script_code_get(s, p->conversation.public_id, &code,
			      &e) != RC_OK)
		return turn->text;
	return arena_printf(s->arena, "%.*s%s%s", (int)(at - turn->text),
	    turn->text, code, at + strlen(SCRIPT_CODE));
}

/*
 * Posts the turn as the API does.  Memory, definitions and all that is read
 * from the database begin anew: as if the process had been started for it.
 */
static enum rc
say(struct play *p, const struct script_turn *turn, double *ms, bool *passed,
    struct err *e)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	struct scope scope = *p->ev->scope;
	struct definitions *definitions = definitions_new();
	struct chat chat = {&scope, definitions, 0};
	struct chat_posted posted;
	struct script_seen seen;
	const char *words;
	enum rc rc;

	scope.arena = a;
	words = words_of(p, &scope, turn);
	chat.started_us = clock_mono_us();
	rc = chat_post(&chat,
	    &(struct chat_post){.conversation = p->conversation,
		.content = words},
	    &posted, e);
	*ms = (double)(clock_mono_us() - chat.started_us) / 1000;
	if (rc == RC_OK && !posted.has_answer)
		rc = err_set(e, RC_INTERNAL, "%.150s:%d: there was no "
		    "answer", p->script->file, turn->line);
	if (rc == RC_OK)
		rc = script_seen_get(&scope, &posted.answer, &seen, e);
	if (rc == RC_OK)
		*passed = judge(p, turn, &seen);
	definitions_free(definitions);
	arena_free(a);
	return rc;
}

static enum rc
play_turns(struct play *p, struct tally *t, struct err *e)
{
	enum rc rc = start(p, e);

	for (size_t i = 0; rc == RC_OK && i < p->script->n; i++) {
		bool passed = false;

		if (t->n_turns == TURNS_TIMED_MAX)
			return err_set(e, RC_TOO_LARGE, "more than %d turns",
			    TURNS_TIMED_MAX);
		rc = say(p, &p->script->turns[i], &t->ms[t->n_turns],
		    &passed, e);
		t->n_turns += rc == RC_OK;
		p->n_failed += rc == RC_OK && !passed;
	}
	return rc;
}

/* Plays one script; nothing of it stays in the database. */
static enum rc
play(struct eval *ev, struct tally *t, const struct script *s, struct err *e)
{
	struct play p = {.ev = ev, .script = s};
	int64_t shift = s->now_us == 0 ? 0 : s->now_us - clock_wall_us();
	enum rc rc = db_rehearse(ev->scope->db, e);

	if (rc != RC_OK)
		return rc;
	clock_shift(shift);
	rc = play_turns(&p, t, e);
	clock_shift(-shift);
	db_rehearse_end(ev->scope->db);
	t->n_turns_failed += p.n_failed;
	t->n_scripts_failed += p.n_failed > 0;
	if (rc == RC_OK)
		eval_write(ev, "%s\t%s\t%zu\n",
		    p.n_failed == 0 ? "passed" : "failed", s->file,
		    p.n_failed);
	return rc;
}

static void
report(struct eval *ev, struct tally *t)
{
	double share = 1 - (double)t->n_turns_failed / (double)t->n_turns;

	eval_put_count(ev, "scripts", (int64_t)t->n_scripts);
	eval_put_count(ev, "scripts_passed",
	    (int64_t)(t->n_scripts - t->n_scripts_failed));
	eval_put_count(ev, "scripts_failed", (int64_t)t->n_scripts_failed);
	eval_put_count(ev, "turns", (int64_t)t->n_turns);
	eval_put_count(ev, "turns_failed", (int64_t)t->n_turns_failed);
	eval_put(ev, "p50_ms", measure_percentile(t->ms, t->n_turns, 0.5));
	eval_put(ev, "p99_ms", measure_percentile(t->ms, t->n_turns, 0.99));
	eval_put_result(ev, "turns_share", share);
	if (isnan(ev->fail_under))
		ev->fail_under = 1;
}

static enum rc
run(struct eval *ev, struct err *e)
{
	struct tally t = {
		.scripts = arena_array(ev->arena, SCRIPTS_MAX,
		    sizeof(*t.scripts)),
		.ms = arena_array(ev->arena, TURNS_TIMED_MAX,
		    sizeof(*t.ms)),
	};
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < ev->n_operands; i++)
		rc = add_path(ev, &t, ev->operands[i], FOLDERS_DEEP, e);
	if (rc == RC_OK && t.n_scripts == 0)
		return err_set(e, RC_INVALID,
		    "expected scripts: files or folders with *.txt");
	for (size_t i = 0; rc == RC_OK && i < t.n_scripts; i++)
		rc = play(ev, &t, &t.scripts[i], e);
	if (rc == RC_OK)
		report(ev, &t);
	return rc;
}

const struct eval_task eval_dialogue = {
	.name = "dialogue",
	.summary = "Play scripted conversations and check each answer",
	.options = "predictions",
	.operands = "DIR...",
	.database = true,
	.usage =
	    "Plays the scripts (*.txt, see doc/dialogue-scripts.md) on the\n"
	    "database of the configuration, which keeps nothing of it.\n"
	    "The result is the share of turns that went as written; without\n"
	    "--fail-under any that did not ends with status 1.\n",
	.run = run,
};
