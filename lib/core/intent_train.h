/*
 * Trains the intent models of scenarios, one for each language that has
 * examples, when these have changed.  Only the command line links this: the
 * trainer's library is large.
 */
#ifndef CORE_INTENT_TRAIN_H
#define CORE_INTENT_TRAIN_H

#include "io/scope.h"

struct intent_trained {
	size_t n_trained, n_unchanged;
};

/* Adds to the counts.  A language with fewer than two intents is passed
 * over. */
enum rc intent_train_scenario(struct scope *s, int64_t scenario_id,
    struct intent_trained *out, struct err *e) MUST_CHECK;

/* All active scenarios of the site. */
enum rc intent_train_all(struct scope *s, struct intent_trained *out,
    struct err *e) MUST_CHECK;

#endif
