/*
 * The dialogue that fills a tool's slots: takes what a message says, asks
 * for what is missing, has changes confirmed, finds out who the visitor is,
 * runs the tool.  Nothing is kept in memory between two messages: the state
 * is JSON in conversation.dialogue (doc/dialogue.md).
 *
 * It never loops: a question is put at most FILL_REPEATS_MAX times again,
 * then a person is offered and the dialogue ends; so it does after
 * FILL_TURNS_MAX messages.
 */
#ifndef CORE_FILL_H
#define CORE_FILL_H

#include "core/tools.h"

#define FILL_VERSION 1
#define FILL_REPEATS_MAX 2
#define FILL_TURNS_MAX 40
#define FILL_ASIDES_MAX 3 /* questions about other things in a row */
#define FILL_CODES_MAX 3  /* one-time codes sent in one dialogue */
#define FILL_LAST_MAX 2 /* messages that the last tool can be meant by */
#define FILL_INTENT_MIN 0.5 /* of a guess that starts a tool by itself */
#define FILL_KNOWN_MAX 6
#define FILL_DONE_MAX 4
#define FILL_RULES_MAX 8
#define FILL_CALLS_MAX 3
#define FILL_REPLIES_MAX 4
#define FILL_TEXT_MAX ((size_t)8 << 10)
#define FILL_VALUE_MAX 400 /* code points kept of what was typed */

/* Asked for besides a slot's name. */
#define FILL_ASK_CONFIRM "@confirm"
#define FILL_ASK_CHANGE "@change" /* "no": what is to be different? */
#define FILL_ASK_EMAIL "@email"
#define FILL_ASK_CODE "@code"

struct fill_value {
	const char *slot;
	const char *value; /* as in the input; "": passed over */
	const char *label; /* as the visitor reads it */
	const char *said;  /* what it was made of, to look it up again */
};

/* One tool that is being filled; tool "": none. */
struct fill_task {
	const char *tool;
	const char *wish; /* the message that began it */
	struct fill_value values[TOOL_SLOTS_MAX];
	size_t n;
	const char *asked; /* slot or FILL_ASK_*; "" at first */
	int64_t asks;	   /* the same again, in a row */
	int64_t turns, asides, codes;
	struct tool_choice choices[TOOL_CHOICES_MAX]; /* offered for it */
	size_t n_choices;
	const char *confirm; /* fingerprint of what was shown */
	int64_t confirm_id;  /* message that was answered by showing it */
	const char *email;   /* that a code was sent to */
};

struct fill_known { /* said in this talk, for the next tool */
	int64_t type;  /* enum slot_type */
	const char *value, *label;
};

struct fill_done {
	const char *tool, *input; /* fingerprint of the last input */
	int64_t again;		  /* how often it was wanted again */
};

struct fill_state {
	struct fill_task now, paused;
	struct fill_task last; /* that only read: "and 90210?" asks it again */
	int64_t last_age;      /* messages since */
	struct fill_known known[FILL_KNOWN_MAX];
	size_t n_known;
	struct fill_done done[FILL_DONE_MAX];
	size_t n_done;
};

/* From and to a JSON value; what cannot be read counts as empty. */
void fill_state_read(struct arena *a, const struct json *j,
    struct fill_state *out);
void fill_state_write(struct json_out *w, const struct fill_state *s);
void fill_state_clear(struct fill_state *s); /* nothing is going on */
bool fill_state_is_active(const struct fill_state *s);

struct fill_turn {
	struct tool_context *context; /* input, decoded and key are set here */
	const struct tool *const *tools; /* those that serve, NULL at the end */
	const char *text;
	const struct words *words;
	const char *intent; /* the classifier's guess, or NULL */
	double confidence;
	bool told; /* an article answers it: its words start no tool */
	bool small_talk; /* a greeting, thanks: no wish in it */
	bool goodbye;
	bool rehearsal;	    /* no tool that changes something is run */
	int64_t message_id; /* of the visitor's message: makes the key */
	uint64_t pick;	    /* which of the tone's sentences */
};

enum fill_kind {
	FILL_NOTHING, /* no tool's matter */
	FILL_ASIDE,   /* answer it otherwise, then say `resume` */
	FILL_ANSWER,
	FILL_HANDOFF, /* a person has to do it: after the text */
};

struct fill_call {
	const char *tool, *input, *output;
	int64_t us;
};

struct fill_out {
	enum fill_kind kind;
	struct buf text; /* Markdown */
	const char *resume;
	const char *handoff; /* reason */
	const char *replies[FILL_REPLIES_MAX];
	size_t n_replies;
	struct fill_call calls[FILL_CALLS_MAX];
	size_t n_calls;
	bool offered; /* a person was offered */
	const char *rules[FILL_RULES_MAX];
	size_t n_rules;
};

/* INTERNAL, BUSY and the like only when the database fails; then the state
 * is unchanged for the next attempt. */
enum rc fill_turn(struct fill_state *s, const struct fill_turn *t,
    struct fill_out *out, struct err *e) MUST_CHECK;

#endif
