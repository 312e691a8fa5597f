#include "base/base.h"

#include "command.h"

#include "base/text.h"
#include "eval.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

/* All tasks, in the order of the help; each owner adds a row. */
static const struct eval_task *const tasks[] = {
	&eval_answers,
	&eval_dialogue,
	&eval_emotion,
	&eval_escalation,
	&eval_language,
	&eval_intents,
	&eval_search,
	&eval_sentiment,
	&eval_wish,
	NULL,
};

#define COUNT_MAX INT64_C(1000000)

enum kind { KIND_TEXT, KIND_COUNT, KIND_SHARE };

static const struct option {
	const char *name;
	enum kind kind;
	size_t offset;
	const char *value; /* of the usage */
	const char *about;
} options[] = {
	{"train", KIND_TEXT, offsetof(struct eval, train), "FILE",
	    "learn from these rows"},
	{"dev", KIND_TEXT, offsetof(struct eval, dev), "FILE",
	    "choose what is to be chosen on these rows"},
	{"test", KIND_TEXT, offsetof(struct eval, test), "FILE",
	    "measure on these rows"},
	{"oos", KIND_TEXT, offsetof(struct eval, oos), "LABEL",
	    "the label of what fits no class"},
	{"examples", KIND_COUNT, offsetof(struct eval, examples), "N",
	    "learn from N rows of each class only"},
	{"folds", KIND_COUNT, offsetof(struct eval, folds), "K",
	    "measure on each Kth part, learning from the others"},
	{"typos", KIND_COUNT, offsetof(struct eval, typos), "N",
	    "N random edits in each text that is measured"},
	{"docs", KIND_TEXT, offsetof(struct eval, docs), "FILE",
	    "documents: id, title, body"},
	{"queries", KIND_TEXT, offsetof(struct eval, queries), "FILE",
	    "questions: id, text"},
	{"qrels", KIND_TEXT, offsetof(struct eval, qrels), "FILE",
	    "what is right: question, document, grade"},
	{"learn", KIND_TEXT, offsetof(struct eval, learn), "FILE",
	    "past questions to learn from, as --qrels"},
	{"answers", KIND_TEXT, offsetof(struct eval, answers), "FILE",
	    "answers: question, document, texts joined by a bar"},
	{"run", KIND_TEXT, offsetof(struct eval, run), "FILE",
	    "write what was found to FILE"},
	{"predictions", KIND_TEXT, offsetof(struct eval, predictions),
	    "FILE", "write what was predicted to FILE"},
	{"lang", KIND_TEXT, offsetof(struct eval, lang), "CODE",
	    "the language of the texts (en)"},
	{"languages", KIND_TEXT, offsetof(struct eval, languages), "CODES",
	    "the languages there may be, joined by commas"},
	{"seed", KIND_COUNT, offsetof(struct eval, seed), "N",
	    "of all chances (1): the same seed, the same result"},
	{"fail-under", KIND_SHARE, offsetof(struct eval, fail_under), "X",
	    "end with status 1 when the result is below X"},
};

/* Options that every task takes. */
static const char general[] = "seed fail-under";

static bool
is_in(const char *name, const char *list)
{
	size_t n = strlen(name);

	for (const char *s = list; *s != '\0'; s += *s == ' ') {
		size_t len = strcspn(s, " ");

		if (len == n && memcmp(s, name, n) == 0)
			return true;
		s += len;
	}
	return false;
}

static const struct eval_task *
find_task(int argc, char **argv)
{
	for (size_t i = 0; argc > 0 && tasks[i] != NULL; i++) {
		if (strcmp(argv[0], tasks[i]->name) == 0)
			return tasks[i];
	}
	return NULL;
}

bool
eval_needs_database(int argc, char **argv)
{
	const struct eval_task *t = find_task(argc, argv);

	return t != NULL && t->database;
}

static void
print_usage(const struct eval_task *t, FILE *out)
{
	fprintf(out, "usage: biwoco eval %s", t->name);
	if (t->operands != NULL)
		fprintf(out, " %s", t->operands);
	for (size_t i = 0; i < NELEM(options); i++) {
		if (is_in(options[i].name, t->options))
			fprintf(out, " [--%s %s]", options[i].name,
			    options[i].value);
	}
	fputs(" [--seed N] [--fail-under X] [--json]\n", out);
}

int
eval_help(int argc, char **argv)
{
	const struct eval_task *t = find_task(argc, argv);

	if (t == NULL) {
		printf("%s\n\nusage: biwoco %s\n\ntasks:\n",
		    cmd_eval.summary, cmd_eval.usage);
		for (size_t i = 0; tasks[i] != NULL; i++)
			printf("  %-11s %s\n", tasks[i]->name,
			    tasks[i]->summary);
		return EXIT_DONE;
	}
	printf("%s\n\n", t->summary);
	print_usage(t, stdout);
	printf("\n%s\n", t->usage);
	for (size_t i = 0; i < NELEM(options); i++) {
		if (is_in(options[i].name, t->options) ||
		    is_in(options[i].name, general))
			printf("  --%-12s %-6s %s\n", options[i].name,
			    options[i].value, options[i].about);
	}
	return EXIT_DONE;
}

static enum rc
set_option(struct eval *ev, const struct option *o, const char *value,
    struct err *e)
{
	char *at = (char *)ev + o->offset, *end;
	int64_t count;
	double number;

	switch (o->kind) {
	case KIND_TEXT:
		memcpy(at, &value, sizeof(value));
		return RC_OK;
	case KIND_COUNT:
		if (!text_to_i64(value, &count) || count < 0 ||
		    count > COUNT_MAX)
			return err_set(e, RC_INVALID,
			    "--%s \"%.40s\": expected a whole number from 0 "
			    "to 1000000", o->name, value);
		memcpy(at, &count, sizeof(count));
		return RC_OK;
	case KIND_SHARE:
		number = strtod(value, &end);
		if (*value == '\0' || *end != '\0' || !isfinite(number))
			return err_set(e, RC_INVALID,
			    "--%s \"%.40s\": expected a number such as 0.9",
			    o->name, value);
		memcpy(at, &number, sizeof(number));
		return RC_OK;
	}
	return RC_OK;
}

static enum rc
read_options(struct eval *ev, const struct eval_task *t, int *argc,
    char **argv, struct err *e)
{
	int n_stdin = 0;

	for (size_t i = 0; i < NELEM(options); i++) {
		const struct option *o = &options[i];
		const char *value;

		if (!is_in(o->name, t->options) && !is_in(o->name, general))
			continue;
		value = command_option(argc, argv,
		    arena_printf(ev->arena, "--%s", o->name));
		if (value != NULL && set_option(ev, o, value, e) != RC_OK)
			return RC_INVALID;
		n_stdin += value != NULL && strcmp(value, "-") == 0;
	}
	ev->operands = argv;
	ev->n_operands = *argc;
	if (*argc > 0 && (t->operands == NULL || argv[0][0] == '-'))
		return err_set(e, RC_INVALID, "unexpected \"%.60s\"",
		    argv[0]);
	if (n_stdin > 1)
		return err_set(e, RC_INVALID,
		    "\"-\" was given %d times; standard input can be read "
		    "once", n_stdin);
	return RC_OK;
}

static void
close_file(void *p)
{
	fclose(p);
}

static enum rc
open_output(struct eval *ev, struct err *e)
{
	const char *file = ev->predictions != NULL ? ev->predictions :
						     ev->run;

	if (file == NULL)
		return RC_OK;
	ev->out = fopen(file, "we");
	if (ev->out == NULL)
		return err_set(e, RC_INVALID, "%.200s cannot be written: %s",
		    file, strerror(errno));
	arena_defer(ev->arena, close_file, ev->out);
	return RC_OK;
}

/* Runs the task and prints what it put. */
static int
run_task(struct eval *ev, const struct eval_task *t, int argc, char **argv)
{
	struct err e = {0};
	enum rc rc = read_options(ev, t, &argc, argv, &e);

	if (rc == RC_OK)
		rc = open_output(ev, &e);
	if (rc != RC_OK) {
		fprintf(stderr, "biwoco: %s\n", e.message);
		print_usage(t, stderr);
		return EXIT_USAGE;
	}
	buf_init(&ev->text, ev->arena, EVAL_FILE_MAX);
	jw_init(&ev->writer, &ev->text);
	jw_object(&ev->writer);
	eval_put_text(ev, "task", t->name);
	if (t->run(ev, &e) != RC_OK) {
		fprintf(stderr, "biwoco: %s\n", e.message);
		if (e.detail[0] != '\0')
			fprintf(stderr, "detail: %s\n", e.detail);
		return EXIT_USAGE;
	}
	jw_object_end(&ev->writer);
	if (ev->json)
		puts(ev->text.data);
	if (ev->out != NULL && fflush(ev->out) != 0) {
		fprintf(stderr, "biwoco: not all was written: %s\n",
		    strerror(errno));
		return EXIT_FAILED;
	}
	if (isnan(ev->fail_under) || ev->result >= ev->fail_under)
		return EXIT_DONE;
	fprintf(stderr, "biwoco: %.4f is below %.4f\n", ev->result,
	    ev->fail_under);
	return EXIT_FAILED;
}

static int
run(struct command_env *env, int argc, char **argv)
{
	const struct eval_task *t = find_task(argc, argv);
	struct eval ev = {.scope = env->scope, .json = env->json,
	    .quiet = env->quiet, .seed = 1, .fail_under = NAN, .result = NAN};
	int status;

	if (t == NULL) {
		if (argc == 0)
			return command_misuse(&cmd_eval, "expected a task");
		return command_misuse(&cmd_eval,
		    "there is no task \"%.40s\"", argv[0]);
	}
	ev.arena = arena_new(EVAL_ARENA_MAX);
	status = run_task(&ev, t, argc - 1, argv + 1);
	arena_free(ev.arena);
	return status;
}

const struct command cmd_eval = {
	.noun = "eval",
	.verb = "",
	.summary = "Measure a language skill on labelled text",
	.usage = "eval TASK [OPTIONS] [--json]\n"
		 "\n"
		 "  biwoco eval intents --train F.tsv --test G.tsv\n"
		 "  biwoco eval TASK --help\n"
		 "\n"
		 "Only `eval dialogue` needs configuration and database.\n"
		 "exit status: 0, 1 below --fail-under, 2 wrong usage or "
		 "input",
	.run = run,
};
