/*
 * What a message names: numbers of orders, addresses, days, times, amounts.
 * Rules over words, written for American English as people type it; no
 * training, no database.  Each find has its place, a value in one form and a
 * confidence; finds of different kinds may share a place ("43215" is an
 * order number and a ZIP code): who knows what is asked for chooses.
 *
 * ENTITY_ORDER      "#12345", "order no. 12345", bare 4 to 12 digits: digits
 * ENTITY_REFERENCE  "HB-10042", "inv 2026 42": capitals, dashes kept
 * ENTITY_EMAIL      in lower case
 * ENTITY_PHONE      ten digits or more: "+16145550142"
 * ENTITY_ZIP        five digits, four more are dropped: "43215"
 * ENTITY_DATE       "2026-11-24", or first and last day of a span with "/"
 * ENTITY_TIME       "15:00", or a span "14:00-16:00"
 * ENTITY_QUANTITY   whole number: "2"
 * ENTITY_SIZE       "XL", "15-inch", "42 mm", "9" (after "size")
 * ENTITY_MONEY      cents: "7500"
 *
 * Days (relative to now, which the caller gives in local time):
 * - "Friday": the coming one; said on a Friday, a week later.  "this
 *   Friday": the coming one, today counts.  "next Friday": the Friday of the
 *   next week; weeks begin on Monday.  "last Friday": the one that has gone.
 * - "the 5th": this month's, or the next month's once it has gone.  "Dec 3":
 *   the coming one, today counts.  "3/12": month first, as in the US; "25/12"
 *   can only be the day first.  Three parts with dots: day first.
 * - "in two weeks": the same weekday.  "next week", "this weekend", "in
 *   December", "end of the month": spans.  "as soon as possible", "any day":
 *   the span of ENTITY_SOON_DAYS from today.
 * Times:
 * - Without am or pm: 7 to 11 in the morning, 12 noon, 1 to 6 in the
 *   afternoon, unless the message says morning, afternoon, evening or night,
 *   or writes a zero before ("07:30") or an hour past 12.
 * - morning 8-12, afternoon 12-17, evening 17-21, night 18-22, lunch 12-13,
 *   after work 17-20, first thing 8-10; "after 3" to 20:00, "before 10" from
 *   8:00; "noon", "midnight", "half past two", "quarter to five".
 * - A bare number is a time only after "at", "around", "by" and the like, or
 *   after a day; else it stays below ENTITY_SURE.
 */
#ifndef NLP_ENTITY_H
#define NLP_ENTITY_H

#include "base/arena.h"

#define ENTITY_MAX 48 /* finds in one message; the rest is not read */
#define ENTITY_SOON_DAYS 14
#define ENTITY_SURE 0.6 /* from here on it is meant without being asked for */
#define ENTITY_ASKED 0.2 /* enough when exactly this was asked for */

enum entity_kind {
	ENTITY_ORDER, ENTITY_REFERENCE, ENTITY_EMAIL, ENTITY_PHONE,
	ENTITY_ZIP, ENTITY_DATE, ENTITY_TIME, ENTITY_QUANTITY, ENTITY_SIZE,
	ENTITY_MONEY, ENTITY_KIND_COUNT_
};

struct entity {
	enum entity_kind kind;
	size_t from, to; /* bytes of the text */
	const char *value;
	double confidence; /* 0..1 */
};

struct entity_now {
	int64_t day; /* since 1970-01-01, local; see base/clock.h */
	int minute;  /* of the day */
};

struct entity_list {
	struct entity items[ENTITY_MAX];
	size_t n; /* in no order */
};

/* All that the text names.  `text` is valid UTF-8. */
void entity_find(struct arena *a, const char *text, struct entity_now now,
    struct entity_list *out);

/* The surest of a kind (the first of equals), or NULL below `least`. */
const struct entity *entity_best(const struct entity_list *list,
    enum entity_kind kind, double least);

const char *entity_kind_name(enum entity_kind kind); /* "order" */

/*
 * What a reply to a question says.  The rest is what stands beside it: "no,
 * Wednesday" is a no with the rest "Wednesday".
 */
enum entity_answer {
	ENTITY_UNSAID,
	ENTITY_YES,    /* "yep", "go ahead", "sounds good" */
	ENTITY_NO,     /* "nope", "that's wrong" */
	ENTITY_CANCEL, /* "never mind", "forget it", "stop" */
};
struct entity_reply {
	enum entity_answer answer;
	const char *rest;  /* "" when there is nothing else */
	bool correction;   /* "no,", "actually", "I meant", "make it" */
};
void entity_reply(struct arena *a, const char *text,
    struct entity_reply *out);

/*
 * Which of the labels is meant: "2", "the second one", "the last", "the
 * cheaper one" (by the amounts in the labels), or the label's own words.
 */
#define ENTITY_PICK_UNKNOWN (-1)
#define ENTITY_PICK_NONE (-2) /* "neither", "none of these" */
#define ENTITY_PICK_ANY (-3)  /* "whatever", "you choose" */
int entity_pick(struct arena *a, const char *text, const char *const *labels,
    size_t n);

/*
 * Names with typing errors against a list.  Words that many names share
 * count little, numbers must be exact.  Candidates from the best down.
 */
#define ENTITY_NAMES_MAX 8
struct entity_name {
	const char *name;
	const char *also; /* further words for it, or NULL; they count less */
};
struct entity_candidate {
	size_t index; /* of the list */
	double score; /* 0..1: share of the name that is said */
};
struct entity_candidates {
	struct entity_candidate items[ENTITY_NAMES_MAX];
	size_t n;
	bool sure; /* the first is clearly ahead and well said */
};
void entity_names(struct arena *a, const char *text,
    const struct entity_name *names, size_t n,
    struct entity_candidates *out);

#endif
