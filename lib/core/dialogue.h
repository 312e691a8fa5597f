/*
 * What the built-in engine remembers between two messages
 * (conversation.dialogue), and how it reads a message in that light.
 */
#ifndef CORE_DIALOGUE_H
#define CORE_DIALOGUE_H

#include "core/fill.h"

#define DIALOGUE_TOPIC_WORDS 10

#define DIALOGUE_CHOICES_MAX 3
struct dialogue_choice {
	const char *text, *slug, *anchor; /* passage that it stands for */
};

struct dialogue {
	const char *topic;    /* words of the last question, "" */
	const char *slug;     /* article of the last answer, "" */
	const char *question; /* last question as searched for, "" */
	bool offered;	      /* a person was offered by the last answer */
	int64_t refusals;     /* in a row */
	struct fill_state fill; /* the tool that is being filled */
	/* What was asked to choose from, by the last answer only. */
	struct dialogue_choice choices[DIALOGUE_CHOICES_MAX];
	size_t n_choices;
	int64_t doubts;	      /* answers with little behind them, in a row */
};

/* Anything unreadable counts as empty: it is only a memory. */
void dialogue_read(struct arena *a, const char *json, struct dialogue *out);
const char *dialogue_write(struct arena *a, const struct dialogue *d);

/* "And for opened ones?", "what about Friday" and nothing else. */
bool dialogue_goes_on(const struct words *w);

/* "it", "those" and the like: a thing named before. */
bool dialogue_has_pronoun(const struct words *w);

/* So short that the talk may say what it is about. */
bool dialogue_is_short(const struct words *w);

/* "and for opened ones?", "how much is that?": needs the topic. */
bool dialogue_is_follow_up(const struct words *w);

/* Two questions in one message; n is 1 or 2. */
#define DIALOGUE_PARTS_MAX 2
struct dialogue_parts {
	const char *text[DIALOGUE_PARTS_MAX];
	size_t n;
};
void dialogue_split(struct arena *a, struct stemmer *st, const char *message,
    struct dialogue_parts *out);

#endif
