#include "base/base.h"

#include "command.h"

#include "base/json.h"
#include "core/intent_file.h"
#include "core/intent_train.h"
#include "core/intent_use.h"
#include "store/scenario.h"

#include <stdio.h>

#define OUTPUT_MAX ((size_t)1 << 20)

/* --scenario SLUG; needed. */
static int
take_scenario(struct command_env *env, const struct command *c, int *argc,
    char **argv, struct scenario *out)
{
	const char *name = command_option(argc, argv, "--scenario");
	struct err e = {0};

	if (name == NULL)
		return command_misuse(c, "expected --scenario SLUG");
	if (scenario_get(env->scope, name, out, &e) != RC_OK)
		return command_fail(&e);
	return EXIT_DONE;
}

static int
import(struct command_env *env, int argc, char **argv)
{
	struct intent_import in = {0};
	struct scenario sc;
	struct err e = {0};
	int status = take_scenario(env, &cmd_intents_import, &argc, argv,
	    &sc);

	if (status != EXIT_DONE)
		return status;
	if (argc != 1)
		return command_misuse(&cmd_intents_import,
		    "expected one folder");
	in.scenario_id = sc.id;
	in.dir = argv[0];
	if (intent_import_dir(env->scope, &in, &e) != RC_OK)
		return command_fail(&e);
	if (env->json)
		printf("{\"intents\":%zu,\"examples\":%zu}\n", in.n_intents,
		    in.n_examples);
	else if (!env->quiet)
		printf("%zu intents, %zu examples\n"
		       "hint: `biwoco intents train` makes the model\n",
		    in.n_intents, in.n_examples);
	return EXIT_DONE;
}

static int
train(struct command_env *env, int argc, char **argv)
{
	const char *name = command_option(&argc, argv, "--scenario");
	struct intent_trained done = {0};
	struct scenario sc;
	struct err e = {0};
	enum rc rc;

	if (argc != 0)
		return command_misuse(&cmd_intents_train,
		    "unexpected \"%s\"", argv[0]);
	if (name == NULL) {
		rc = intent_train_all(env->scope, &done, &e);
	} else {
		rc = scenario_get(env->scope, name, &sc, &e);
		if (rc == RC_OK)
			rc = intent_train_scenario(env->scope, sc.id, &done,
			    &e);
	}
	if (rc != RC_OK)
		return command_fail(&e);
	if (env->json)
		printf("{\"trained\":%zu,\"unchanged\":%zu}\n",
		    done.n_trained, done.n_unchanged);
	else if (!env->quiet)
		printf("%zu models trained, %zu unchanged\n", done.n_trained,
		    done.n_unchanged);
	return EXIT_DONE;
}

static void
print_intent(struct command_env *env, const struct intent *t)
{
	struct json_out w;
	struct buf b;

	if (!env->json) {
		printf("%-26s %4lld  %-10s %-24s %s\n", t->name,
		    (long long)t->n_examples, t->route, t->target, t->title);
		return;
	}
	buf_init(&b, env->scope->arena, OUTPUT_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_text(&w, "name", t->name);
	jw_kv_text(&w, "title", t->title);
	jw_kv_text(&w, "description", t->description);
	jw_kv_text(&w, "route", t->route);
	jw_kv_text(&w, "target", t->target);
	jw_kv_text(&w, "next", t->next);
	jw_kv_i64(&w, "examples", t->n_examples);
	jw_object_end(&w);
	puts(b.data);
}

/* For people: when the models were trained, and how good they are. */
static enum rc
print_models(struct command_env *env, int64_t scenario_id, struct err *e)
{
	struct intent_models models;
	enum rc rc = intent_models(env->scope, scenario_id, &models, e);

	for (size_t i = 0; rc == RC_OK && i < models.n; i++) {
		const struct intent_model *m = &models.items[i];

		printf("model %s %lld of %.16s: %lld examples, %s\n",
		    m->language, (long long)m->version, m->trained_at,
		    (long long)m->n_examples, m->score);
	}
	return rc;
}

static int
list(struct command_env *env, int argc, char **argv)
{
	struct intent_list all;
	struct scenario sc;
	struct err e = {0};
	int status = take_scenario(env, &cmd_intents_list, &argc, argv, &sc);

	if (status != EXIT_DONE)
		return status;
	if (argc != 0)
		return command_misuse(&cmd_intents_list,
		    "unexpected \"%s\"", argv[0]);
	if (intent_list(env->scope, sc.id, &all, &e) != RC_OK)
		return command_fail(&e);
	for (size_t i = 0; i < all.n; i++)
		print_intent(env, &all.items[i]);
	if (!env->json && !env->quiet &&
	    print_models(env, sc.id, &e) != RC_OK)
		return command_fail(&e);
	return EXIT_DONE;
}

static const char *const verdicts[] = {
	[INTENT_OUTSIDE] = "outside",
	[INTENT_ASK] = "ask",
	[INTENT_ANSWER] = "answer",
};

static void
print_guesses(struct command_env *env, const struct intent_guesses *g)
{
	struct json_out w;
	struct buf b;

	if (!env->json) {
		printf("%s, confidence %.2f\n", verdicts[g->verdict],
		    g->confidence);
		for (size_t i = 0; i < g->n; i++)
			printf("  %.3f  %-26s %s\n", g->items[i].probability,
			    g->items[i].name, g->items[i].title);
		return;
	}
	buf_init(&b, env->scope->arena, OUTPUT_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_text(&w, "verdict", verdicts[g->verdict]);
	jw_kv_f64(&w, "confidence", g->confidence);
	jw_kv_text(&w, "language", g->language);
	jw_kv_i64(&w, "version", g->version);
	jw_key(&w, "guesses");
	jw_list(&w);
	for (size_t i = 0; i < g->n; i++) {
		jw_object(&w);
		jw_kv_text(&w, "name", g->items[i].name);
		jw_kv_text(&w, "title", g->items[i].title);
		jw_kv_text(&w, "target", g->items[i].target);
		jw_kv_f64(&w, "probability", g->items[i].probability);
		jw_object_end(&w);
	}
	jw_list_end(&w);
	jw_object_end(&w);
	puts(b.data);
}

static int
test(struct command_env *env, int argc, char **argv)
{
	const char *language = command_option(&argc, argv, "--lang");
	struct intent_guesses guesses;
	struct scenario sc;
	struct err e = {0};
	int status = take_scenario(env, &cmd_intents_test, &argc, argv, &sc);

	if (status != EXIT_DONE)
		return status;
	if (argc != 1)
		return command_misuse(&cmd_intents_test,
		    "expected one message in quotes");
	if (intents_guess(env->scope, sc.id,
		language == NULL ? "en" : language, argv[0], &guesses,
		&e) != RC_OK)
		return command_fail(&e);
	if (guesses.n == 0) {
		fputs("biwoco: the scenario has no intent model\n"
		      "hint: `biwoco intents import`, then "
		      "`biwoco intents train`\n", stderr);
		return EXIT_NOT_FOUND;
	}
	print_guesses(env, &guesses);
	return EXIT_DONE;
}

const struct command cmd_intents_import = {
	.noun = "intents",
	.verb = "import",
	.summary = "Import a folder of intents with their examples",
	.usage = "intents import DIR --scenario SLUG\n"
		 "\n"
		 "  biwoco intents import sql/seed/ecommerce/intents "
		 "--scenario ecommerce\n"
		 "\n"
		 "One file an intent; those whose files are gone are removed.",
	.run = import,
};
const struct command cmd_intents_train = {
	.noun = "intents",
	.verb = "train",
	.summary = "Train intent models whose examples have changed",
	.usage = "intents train [--scenario SLUG]\n"
		 "  Also done by seed and cron.",
	.run = train,
};
const struct command cmd_intents_list = {
	.noun = "intents",
	.verb = "list",
	.summary = "List intents, and how good the models are",
	.usage = "intents list --scenario SLUG",
	.run = list,
};
const struct command cmd_intents_test = {
	.noun = "intents",
	.verb = "test",
	.summary = "Show which intents a message is taken for",
	.usage = "intents test \"MESSAGE\" --scenario SLUG [--lang CODE]\n"
		 "\n"
		 "  biwoco intents test \"where is my parcel\" "
		 "--scenario ecommerce",
	.run = test,
};
