/* Sends what is due in the outbox; for `biwoco worker` and `biwoco cron`. */
#ifndef BIN_LETTERS_H
#define BIN_LETTERS_H

#include "command.h"

#define LETTERS_RUN_MAX 500 /* letters of one call; the next goes on */

/*
 * Sends or gives up at most LETTERS_RUN_MAX letters; *sent counts those sent.
 * A letter that fails is tried again after pauses that double, eight times in
 * all, then it is given up with a warning in the log.  Without mail_url
 * nothing is touched.  Fails only when the database does.
 */
enum rc letters_send(struct command_env *env, size_t *sent, struct err *e)
    MUST_CHECK;

#endif
