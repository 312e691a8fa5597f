/*
 * A conversation written down as a test: what a visitor says, turn by turn,
 * and what must hold after each.  doc/dialogue-scripts.md tells the format.
 */
#ifndef CORE_SCRIPT_H
#define CORE_SCRIPT_H

#include "base/arena.h"
#include "base/rc.h"

#define SCRIPT_TURNS_MAX 40
#define SCRIPT_EXPECTS_MAX 16 /* of one turn */
#define SCRIPT_CHOICES_MAX 12 /* of one expectation */

#define SCRIPT_CODE "{code}" /* stands for the code of the last letter */

enum script_check {
	SCRIPT_SAYS,	 /* one of the choices stands in the answer */
	SCRIPT_NOT,	 /* none of them does */
	SCRIPT_CITES,	 /* "slug", "slug#anchor" or "none" */
	SCRIPT_TOOL,	 /* "name", "name found", "name not found", "none" */
	SCRIPT_EFFECT,	 /* what is stored: "appointment booked" */
	SCRIPT_KIND,	 /* small_talk evidence tool clarify refusal handoff */
	SCRIPT_INTENT,
	SCRIPT_FEELING,
	SCRIPT_LANGUAGE,
	SCRIPT_STATUS,	 /* of the conversation: bot queued */
	SCRIPT_HANDOFF,	 /* its reason, or "none" */
	SCRIPT_REPLIES,	 /* stands in one of the quick replies; "none" */
	SCRIPT_CHECK_COUNT_
};

/* One line under a turn; one of the choices must hold (of SCRIPT_NOT none). */
struct script_expect {
	enum script_check check;
	int line;
	const char *choices[SCRIPT_CHOICES_MAX];
	size_t n;
};

struct script_turn {
	int line;
	const char *text; /* may hold SCRIPT_CODE */
	struct script_expect *expects;
	size_t n;
};

struct script {
	const char *file;
	const char *scenario;
	int64_t now_us; /* where the clock starts; 0: as it is */
	struct script_turn *turns;
	size_t n;
};

/* INVALID: "FILE:LINE: expected ...". */
enum rc script_parse(struct arena *a, const char *file, const char *text,
    struct script *out, struct err *e) MUST_CHECK;

const char *script_check_name(enum script_check check); /* "says" */

/*
 * Does the text hold the words?  Case, kinds of quotes and dashes, white
 * space, Markdown's asterisks and the marks of citations count for nothing.
 */
bool script_holds(struct arena *a, const char *text, const char *words);

#endif
