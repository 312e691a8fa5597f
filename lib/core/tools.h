/*
 * Tools: a table like the routes.  One static row says what a tool is for,
 * what it takes, how to ask for that, what must be confirmed and who may use
 * it.  The same rows serve a language model as functions and the built-in
 * engine, which fills the slots over several turns (core/fill.h).
 * doc/dialogue.md tells how to add one.
 *
 * The callbacks of a row read and write through `context->scope` only and
 * keep nothing between two turns.
 */
#ifndef CORE_TOOLS_H
#define CORE_TOOLS_H

#include "base/schema.h"
#include "nlp/words.h"
#include "io/scope.h"

#define TOOL_SLOTS_MAX 12
#define TOOL_CHOICES_MAX 8 /* more cannot be read in a chat */

/* What a slot holds, and so how it is found in a message (nlp/entity.h).
 * In the input they are JSON text unless another type is named. */
enum slot_type {
	SLOT_TEXT,     /* free words: the whole reply when it is asked for */
	SLOT_ORDER,    /* "12345" */
	SLOT_INVOICE,  /* "INV-2026-0042", as typed in capitals */
	SLOT_REFERENCE, /* "HB-10042", "R-20014": letters and digits */
	SLOT_EMAIL,    /* lower case */
	SLOT_PHONE,    /* "+16145550142" */
	SLOT_DATE,     /* "2026-11-24" */
	SLOT_TIME,     /* "15:00", "14:00-16:00" when a span was said */
	SLOT_QUANTITY, /* whole number (FIELD_I64) */
	SLOT_SIZE,     /* "XL", "15-inch", "42 mm" */
	SLOT_MONEY,    /* cents (FIELD_I64) */
	SLOT_ZIP,      /* "43215" */
	SLOT_NAME,     /* of a person: the whole reply when it is asked for */
	SLOT_CHOICE,   /* one of `choices`, or what `resolve` makes of it */
	SLOT_YES_NO,   /* true or false (FIELD_BOOL) */
};

/* A value and how the visitor reads it. */
struct tool_choice {
	const char *value; /* goes into the input: "AUR-ST700" */
	const char *label; /* "Aurio Studio 700", at most 60 code points */
};

/* What a resolver makes of the visitor's words. */
struct tool_choices {
	struct tool_choice items[TOOL_CHOICES_MAX];
	size_t n;
	bool sure;	  /* items[0] is meant: taken without asking */
	const char *note; /* a sentence said before the question, or NULL:
			   * "Tuesday at 3 pm is taken." */
	const char *retry_slot; /* n = 0: this one must be asked for again,
				 * e.g. the date; NULL: the slot itself */
};

struct tool;
struct tool_slot;
struct tool_verifier;

/* Who wants what, where and when; handed to each callback. */
struct tool_context {
	struct scope *scope;
	const struct json *definition; /* of the scenario */
	int64_t conversation_id;       /* 0: none is stored (biwoco ask) */
	int64_t now_us;		       /* UTC */
	const char *time_zone;	       /* "America/New_York" */
	const char *language;
	const char *email;   /* of the verified visitor, or NULL */
	struct json *input;  /* the slots filled so far, by their names */
	const void *decoded; /* prepare, run: struct of tool->input */
	const char *key;     /* run of a change: see below */
	const struct tool_verifier *verifier; /* NULL: nobody can be */
};

/* A slot filled so far as text; "" when it is not. */
const char *tool_value(const struct tool_context *c, const char *slot);

struct tool_slot {
	const char *name; /* of the schema's field */
	enum slot_type type;
	bool required;
	bool quiet; /* not required and never asked for: taken when said */
	bool numbered; /* SLOT_TEXT: has a digit in it, as addresses have */
	const char *label;    /* "Date", for the summary and corrections */
	const char *tone;     /* list of the scenario's tone with the question,
			       * or NULL */
	const char *ask;      /* the question when the scenario has none */
	const char *expected; /* said when a reply does not fit: "An order
			       * number has five digits, for example 12345." */
	const struct tool_choice *choices; /* fixed ones, value NULL ends */

	/*
	 * Turns words into an id, with the database.  `said` is the value
	 * found by the slot's type, or the whole message for SLOT_CHOICE
	 * (and SLOT_TEXT, SLOT_NAME when asked for); NULL: what can be
	 * offered, for the question's quick replies.  `asked`: the slot was
	 * asked for, so the message is an answer to that; else it is any
	 * message, and n = 0 without note says that nothing was in it.
	 * Slots before this one in the row are filled by then when they
	 * were said.  n = 0 with a note: no such thing, and why.
	 */
	enum rc (*resolve)(struct tool_context *c,
	    const struct tool_slot *slot, const char *said, bool asked,
	    struct tool_choices *out, struct err *e);
	/* Is the slot needed with what is filled so far?  NULL: always. */
	bool (*needed)(const struct tool_context *c);
};

/* What is checked before a change is confirmed. */
struct tool_plan {
	bool possible;
	const char *text; /* possible: what will happen and what it costs, a
			   * Markdown sentence or list, without the question;
			   * else why not */
	const char *question;	/* or NULL: "Shall I do that?" */
	const char *retry_slot; /* impossible: ask for this one again */
};

struct tool_result {
	const char *output; /* JSON, also for the language model */
	const char *text;   /* Markdown for the visitor */
	bool found;	    /* there is such a thing; the change was made */
	const char *retry_slot; /* not found: may be given again, or NULL */
};

enum tool_policy {
	TOOL_READS = 0,	      /* tells what anybody may know */
	TOOL_CHANGES = 1,     /* the visitor confirms before it runs */
	TOOL_ACCOUNT = 2,     /* for a verified visitor only, about their own
			       * rows: context->email is set in all callbacks */
	TOOL_APPROVAL = 4,    /* an agent runs it: the wish is handed over */
};

struct tool_message {
	const char *text;
	const struct words *words;
};

struct tool {
	const char *name;	 /* "order_status" */
	const char *title;	 /* "your order's status": "Back to ..." */
	const char *description; /* for a language model */
	const char *const *scenarios; /* slugs, NULL-terminated */
	unsigned policy;	      /* of enum tool_policy */
	const struct schema *input;
	const struct tool_slot *slots; /* in the order of asking */
	size_t n_slots;		       /* at most TOOL_SLOTS_MAX */

	/*
	 * What wants it: names of intents, and word patterns, both
	 * NULL-terminated or NULL.  A pattern is groups between blanks that
	 * all must be said, in any order: "cancel|stop order|purchase".  A
	 * word is compared with the words and their stems.  Before a group:
	 * "-" must not be said, "^" is the first word.  Before the pattern:
	 * "? " it holds too when the message asks in general ("how do I
	 * ...", "what is ..."), which a pattern without it does not.
	 * A two-word group is written with "_": "call_off".
	 */
	const char *const *intents;
	const char *const *patterns;
	/* Patterns of the questions that follow on what it showed: "is it
	 * paid?"  It runs again with the same values; NULL: none. */
	const char *const *again;
	/* What patterns cannot say; NULL: patterns alone. */
	bool (*wanted)(const struct tool_message *m);

	/* With TOOL_CHANGES: checks with the database and says what would
	 * happen.  NULL: the summary of the slots is shown. */
	enum rc (*prepare)(struct tool_context *c, struct tool_plan *out,
	    struct err *e);
	/*
	 * Runs it; OK also when there is nothing (found is false).  With
	 * TOOL_CHANGES it happens at most once for a context->key: the key
	 * is the same when an answer is made again after a crash, and then
	 * the same result is returned.  It checks again what prepare
	 * checked: time has passed.
	 */
	enum rc (*run)(struct tool_context *c, struct tool_result *out,
	    struct err *e);
};

/* Shows that the visitor owns a mail address: a code sent there.  The
 * engine asks for address and code; verify.h has the one of the product. */
enum tool_check {
	CHECK_RIGHT,
	CHECK_WRONG,   /* may try again */
	CHECK_EXPIRED, /* or never sent: a new one is needed */
	CHECK_SPENT,   /* too many wrong ones */
};
struct tool_verifier {
	/* The same answer whether or not the address is known.  LIMITED: too
	 * many were sent lately. */
	enum rc (*send)(struct tool_context *c, const char *email,
	    struct err *e);
	enum rc (*check)(struct tool_context *c, const char *email,
	    const char *code, enum tool_check *out, struct err *e);
	/* Who is verified by now; NULL: nobody. */
	enum rc (*who)(struct tool_context *c, const char **email,
	    struct err *e);
	int64_t code_digits;   /* 6 */
	int64_t valid_seconds; /* the visitor counts as verified that long */
};

/* All tools, for the model's function list; NULL at the end of the table. */
const struct tool *tool_at(size_t i);
const struct tool *tool_get(const char *name); /* NULL: none */
bool tool_serves(const struct tool *t, const char *scenario_slug);

/* By its patterns or its own function. */
bool tool_wanted(const struct tool *t, const struct tool_message *m);
bool tool_wanted_again(const struct tool *t, const struct words *words);
/* "How do I ..." and "Why ..." want an explanation, not the thing done. */
bool tool_asked_in_general(const struct words *w);
bool tool_has_intent(const struct tool *t, const char *intent);

/* Checks context->input against the tool's schema, then runs it; DENIED
 * when the policy wants a verified visitor and there is none. */
enum rc tool_run(struct tool_context *c, const struct tool *t,
    struct tool_result *out, struct err *e) MUST_CHECK;

/* The same check, then prepare. */
enum rc tool_prepare(struct tool_context *c, const struct tool *t,
    struct tool_plan *out, struct err *e) MUST_CHECK;

/* Free text of rows, safe inside Markdown. */
const char *tool_plain(struct arena *a, const char *s);

/* "Tuesday, November 24" from "2026-11-24", "3 pm" from "15:00", "2 pm to
 * 4:30 pm" from "14:00-16:30"; what is neither stays as it is. */
const char *tool_day_text(struct arena *a, const char *value);
const char *tool_time_text(struct arena *a, const char *value);

#endif
