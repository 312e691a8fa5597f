/*
 * `biwoco eval TASK`: how well a skill of lib/nlp does on labelled text.  The
 * same library calls that the chat makes; no database, network or key, but
 * for the one task that plays whole conversations.
 *
 * A task is a file bin/eval_<task>.c with a `struct eval_task`, declared at
 * the end of this header, and a row in cmd_eval.c.  The frame reads the
 * options, opens the output file, and takes the figures: as text while they
 * come, or as one JSON object at the end.  Exit status: 0, 1 below
 * --fail-under, 2 on misuse and unreadable input.
 */
#ifndef BIN_EVAL_H
#define BIN_EVAL_H

#include "command.h"

#include "base/json.h"
#include "nlp/measure.h"

#include <stdio.h>

#define EVAL_ARENA_MAX ((size_t)4 << 30) /* an operator's own data */
#define EVAL_FILE_MAX ((size_t)512 << 20)
#define EVAL_LABELS_MAX 32 /* of one text */

struct eval {
	struct arena *arena; /* ends with the run */
	bool json, quiet;

	/* Only with a task that names operands. */
	struct scope *scope;   /* NULL unless the task needs a database */
	char **operands;
	int n_operands;

	/* Options; NULL: not given, numbers: their default. */
	const char *train, *dev, *test;
	const char *oos;	 /* the label of what fits no class */
	const char *predictions; /* file to write, likewise `run` */
	const char *docs, *queries, *qrels, *learn, *answers, *run;
	const char *lang;      /* "de" */
	const char *languages; /* "en,de,fr" */
	int64_t examples;      /* of a class at most; 0: all */
	int64_t folds;	       /* 0: not given */
	int64_t typos;	       /* random edits in each text tested */
	int64_t seed;
	double fail_under; /* NAN: not given */

	FILE *out; /* of --predictions or --run, else NULL */

	/* The report. */
	struct buf text;
	struct json_out writer;
	double result; /* what --fail-under looks at; NAN: none yet */
};

struct eval_task {
	const char *name;
	const char *summary; /* one line, a verb in front */
	const char *options; /* names it takes: "train dev test oos" */
	const char *usage;   /* lines below "usage: biwoco eval NAME …" */
	const char *operands; /* "DIR...", or NULL: it takes none */
	bool database; /* works on the one of the configuration */
	/* INVALID with a message for the operator, or OK. */
	enum rc (*run)(struct eval *ev, struct err *e);
};

/* Does the task argv names need the database? */
bool eval_needs_database(int argc, char **argv);

/* The help of `biwoco eval`, or of the task argv names. */
int eval_help(int argc, char **argv);

/*
 * A file of lines with `n_fields` fields between tabs, valid UTF-8; "-" is
 * standard input, for one option a run.  A carriage return before the line's
 * end is dropped.  What is wrong is told with the line's number.
 */
#define EVAL_FIELDS_MAX 4
#define EVAL_FIELDS_OF_FIRST 0 /* as many as the first row has */
struct eval_row {
	size_t line;
	const char *fields[EVAL_FIELDS_MAX];
};
struct eval_rows {
	const char *file;
	struct eval_row *items;
	size_t n;
	size_t n_fields; /* of each row */
};
enum rc eval_tsv(struct eval *ev, const char *file, size_t n_fields,
    struct eval_rows *out, struct err *e) MUST_CHECK;

/* INVALID that names the file and the row's line. */
enum rc eval_bad_row(const struct eval_rows *rows, size_t i, struct err *e,
    const char *expected);

/*
 * A row of the output file, if one was asked for; the fields' tabs and line
 * ends must be gone (those of eval_tsv have none).
 */
void eval_write(struct eval *ev, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* gold TAB predicted TAB confidence TAB text */
void eval_write_label(struct eval *ev, const char *gold,
    const char *predicted, double confidence, const char *text);

/* One figure: "accuracy 0.9312" or a member of the JSON object. */
void eval_put(struct eval *ev, const char *name, double value);
void eval_put_count(struct eval *ev, const char *name, int64_t value);
void eval_put_text(struct eval *ev, const char *name, const char *value);

/* The figure that --fail-under looks at: the last one named so. */
void eval_put_result(struct eval *ev, const char *name, double value);

/*
 * What every task with labels prints: items, accuracy, macro- and micro-F1,
 * calibration error, worst classes, most confused pairs.  The measure has
 * been ended.
 */
void eval_put_measure(struct eval *ev, const struct measure *m,
    const struct labels *names);

/* p50_us and p99_us of the times of single predictions. */
void eval_put_times(struct eval *ev, double *us, size_t n);

/* The tasks, one file each. */
extern const struct eval_task eval_answers, eval_dialogue, eval_intents;
extern const struct eval_task eval_emotion, eval_escalation, eval_sentiment;
extern const struct eval_task eval_language, eval_search, eval_wish;

#endif
