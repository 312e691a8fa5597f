#include "base/base.h"

#include "command.h"

#include <stdio.h>

#include "base/clock.h"
#include "core/chat.h"
#include "core/intent_train.h"
#include "core/kb_index.h"
#include "letters.h"
#include "store/code.h"
#include "store/outbox.h"
#include "store/rate.h"
#include "store/visitor.h"

#define ANSWERS_MAX 1000 /* owed answers of one run; the next goes on */
#define TOKENS_BATCH 1000
#define PRUNE_BATCH 10000
#define LETTERS_KEPT_DAYS 30 /* that they were sent, without text */
#define BUCKET_FULL_S 3600 /* untouched so long, a bucket is full again */

/* Answers whose process was lost and that no web program took over. */
static enum rc
answer_owed(struct command_env *env, size_t *n, struct err *e)
{
	struct scope scope = *env->scope;
	struct chat chat = {.scope = &scope};
	enum rc rc = RC_OK;

	scope.arena = arena_new(ARENA_REQUEST_MAX);
	for (*n = 0; *n < ANSWERS_MAX && rc == RC_OK; *n += rc == RC_OK) {
		arena_reset(scope.arena);
		chat.started_us = clock_mono_us();
		rc = chat_answer_due(&chat, e);
	}
	arena_free(scope.arena);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc
forget_tokens(struct command_env *env, size_t *total, struct err *e)
{
	size_t n;

	*total = 0;
	do {
		enum rc rc = visitor_tokens_expire(env->scope, TOKENS_BATCH,
		    &n, e);

		if (rc != RC_OK)
			return rc;
		*total += n;
	} while (n == TOKENS_BATCH);
	return RC_OK;
}

static int
run(struct command_env *env, int argc, char **argv)
{
	size_t answers = 0, tokens = 0, letters = 0;
	struct intent_trained trained = {0};
	struct err e = {0};
	const struct index *ix;
	enum rc rc;

	if (argc > 0)
		return command_misuse(&cmd_cron, "unexpected \"%s\"",
		    argv[0]);
	rc = answer_owed(env, &answers, &e);
	if (rc == RC_OK)
		rc = forget_tokens(env, &tokens, &e);
	if (rc == RC_OK)
		rc = rate_prune(env->scope, BUCKET_FULL_S, &e);
	if (rc == RC_OK)
		rc = letters_send(env, &letters, &e);
	if (rc == RC_OK)
		rc = code_prune(env->scope, PRUNE_BATCH, &e);
	if (rc == RC_OK)
		rc = outbox_prune(env->scope, LETTERS_KEPT_DAYS, PRUNE_BATCH,
		    &e);
	if (rc == RC_OK)
		rc = intent_train_all(env->scope, &trained, &e);
	if (rc == RC_OK)
		rc = kb_index_get(env->scope, &ix, &e);
	if (rc != RC_OK)
		return command_fail(&e);
	if (env->json)
		printf("{\"answers\":%zu,\"tokens\":%zu,"
		       "\"letters\":%zu,\"models\":%zu}\n", answers, tokens,
		    letters, trained.n_trained);
	return EXIT_DONE;
}

const struct command cmd_cron = {
	.noun = "cron",
	.verb = "",
	.summary = "Do what is due: owed answers, letters, expired tokens",
	.usage = "cron\n"
		 "  Safe to run twice or late; silent when all is well.",
	.run = run,
};
