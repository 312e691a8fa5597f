/* The pieces of fill_turn, which only its own files include. */
#ifndef CORE_FILL_INTERNAL_H
#define CORE_FILL_INTERNAL_H

#include "core/fill.h"
#include "nlp/entity.h"


struct fill {
	struct fill_state *state;
	struct fill_task *task; /* state->now */
	const struct fill_turn *in;
	struct fill_out *out;
	struct tool_context *context;
	struct arena *arena;
	const struct tool *tool; /* of the task, or NULL */
	struct entity_list found;
	struct entity_reply reply;
	const char *asked; /* what the last answer asked for */
	/* What this message brought. */
	size_t n_taken;		/* slots filled or changed */
	bool again;		/* what was given could not be used */
	bool locked;		/* account data, and nobody is verified: no
				 * resolver is called */
	bool used[ENTITY_MAX];	/* finds that went into a slot */
	const struct tool_slot *open; /* has choices to offer, or a note */
	struct tool_choices offer;
	const char *note;
	const char *changed; /* label of a slot that was changed, or NULL */
};

/* fill.c */
void fill_rule(struct fill *f, const char *rule);
const char *fill_tone(const struct fill *f, const char *list,
    const char *fallback);
void fill_reply(struct fill *f, const char *text);
bool fill_is_question(const struct fill *f);
struct entity_now fill_now(const struct tool_context *c);

/* fill_value.c: the values of the task. */
const struct fill_value *fill_get(const struct fill_task *t,
    const char *slot);
void fill_set(struct fill *f, const struct tool_slot *slot,
    const struct fill_value *v);
void fill_unset(struct fill *f, const char *slot);
const struct tool_slot *fill_slot(const struct fill *f, const char *name);
enum rc fill_input(struct fill *f, struct err *e); /* context->input */
void fill_remember(struct fill *f); /* for the next tool */
enum rc fill_recall(struct fill *f, struct err *e);

/* fill_take.c: takes the values out of a text, and changes filled ones. */
enum rc fill_take(struct fill *f, const char *text, struct err *e);
/* `said` for the slot: fills it, or leaves an offer or a note. */
enum rc fill_accept(struct fill *f, const struct tool_slot *slot,
    const char *said, bool asked, struct err *e);
/* "4 Main Street, Jo Lee, jo@example.com": several slots in the reply to a
 * question for free words; false: it is not that. */
bool fill_split(struct fill *f, const struct tool_slot *asked,
    const char *text);
bool fill_fits(const struct tool_slot *slot, const char *text);
/* Does the text name the slot to be changed, without a value? */
const struct tool_slot *fill_named(struct fill *f, const char *text);

/* fill_ask.c */
enum rc fill_advance(struct fill *f, struct err *e); /* the next step */
enum rc fill_ask_again(struct fill *f, const char *slot, struct err *e);
bool fill_count(struct fill *f, const char *what); /* false: gave up */
void fill_give_up(struct fill *f, const char *why);
void fill_end(struct fill *f); /* the paused task goes on */
void fill_resume(struct fill *f); /* writes out->resume */
/* A failure that the visitor may read ends the task; else it is returned. */
enum rc fill_failed(struct fill *f, enum rc rc, struct err *e);

/* fill_run.c */
enum rc fill_confirm(struct fill *f, struct err *e); /* asks */
enum rc fill_confirmed(struct fill *f, struct err *e); /* "yes" */
enum rc fill_run(struct fill *f, struct err *e);

/* fill_verify.c */
enum rc fill_unlock(struct fill *f, struct err *e); /* who is it by now? */
/* What the message says is kept until it may be looked up. */
void fill_keep(struct fill *f);
enum rc fill_ask_email(struct fill *f, struct err *e);
enum rc fill_ask_code(struct fill *f);
enum rc fill_verify_turn(struct fill *f, bool *handled, struct err *e);

#endif
