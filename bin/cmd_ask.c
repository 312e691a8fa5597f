#include "base/base.h"

#include "command.h"

#include "core/answer.h"
#include "store/scenario.h"
#include "trace_print.h"

#include <stdio.h>
#include <stdlib.h>

#define OUTPUT_MAX ((size_t)1 << 20)

static const char *const kinds[] = {"small_talk", "evidence", "tool",
    "refusal", "clarify", "handoff"};

static void
put_citations(struct json_out *w, const struct answer *out)
{
	jw_key(w, "citations");
	jw_list(w);
	for (size_t i = 0; i < out->n_citations; i++) {
		const struct answer_citation *c = &out->citations[i];

		jw_object(w);
		jw_kv_i64(w, "number", c->number);
		jw_kv_text(w, "slug", c->slug);
		jw_kv_text(w, "anchor", c->anchor);
		jw_kv_i64(w, "revision", c->revision);
		jw_kv_text(w, "title", c->title);
		jw_kv_text(w, "heading", c->heading);
		jw_kv_text(w, "quote", c->quote);
		jw_kv_i64(w, "quote_start", c->quote_start);
		jw_kv_i64(w, "quote_end", c->quote_end);
		jw_object_end(w);
	}
	jw_list_end(w);
}

static void
print_json(struct arena *a, const struct answer *out)
{
	struct json_out w;
	struct buf b;

	buf_init(&b, a, OUTPUT_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_text(&w, "kind", kinds[out->kind]);
	jw_kv_text(&w, "text", out->text);
	jw_kv_f64(&w, "confidence", out->confidence);
	jw_kv_text(&w, "handoff", out->handoff);
	jw_kv_bool(&w, "gap", out->gap);
	put_citations(&w, out);
	jw_key(&w, "replies");
	jw_list(&w);
	for (size_t i = 0; i < out->n_replies; i++)
		jw_text(&w, out->replies[i]);
	jw_list_end(&w);
	jw_kv_raw(&w, "dialogue", out->dialogue);
	jw_kv_raw(&w, "trace", out->trace);
	jw_object_end(&w);
	puts(b.data);
}

static void
print_text(struct command_env *env, const struct answer *out)
{
	struct json *trace;
	struct err e = {0};

	printf("%s\n", out->text);
	for (size_t i = 0; i < out->n_citations; i++) {
		const struct answer_citation *c = &out->citations[i];

		printf("\n[%d] /help/%s?revision=%d#%s\n    \"%s\"\n",
		    (int)c->number, c->slug, (int)c->revision, c->anchor,
		    c->quote);
	}
	for (size_t i = 0; i < out->n_replies; i++)
		printf("%s( %s )", i == 0 ? "\n" : " ", out->replies[i]);
	printf("\n\n%s, confidence %.2f\n", kinds[out->kind],
	    out->confidence);
	if (!env->quiet && json_read(env->scope->arena, out->trace,
			       strlen(out->trace), &trace, &e) == RC_OK)
		trace_print(trace);
}

/* Each question is one turn; the dialogue goes on from one to the next. */
static int
ask(struct command_env *env, int argc, char **argv)
{
	const char *name = command_option(&argc, argv, "--scenario");
	struct scope *s = env->scope;
	struct answer_turn turns[2 * ANSWER_HISTORY_MAX];
	struct answer_request in = {.language = "en", .dialogue = "{}",
	    .history = turns, .rehearsal = true};
	struct err e = {0};
	struct scenario sc;
	struct json *definition;

	if (name == NULL || argc < 1 || argc > ANSWER_HISTORY_MAX)
		return command_misuse(&cmd_ask,
		    "expected --scenario SLUG and a question in quotes");
	if (scenario_get(s, name, &sc, &e) != RC_OK ||
	    json_read(s->arena, sc.definition, strlen(sc.definition),
		&definition, &e) != RC_OK)
		return command_fail(&e);
	in.scenario_id = sc.id;
	in.definition = definition;
	for (int i = 0; i < argc; i++) {
		struct answer out;

		in.question = argv[i];
		if (answer_builtin(s, &in, &out, &e) != RC_OK)
			return command_fail(&e);
		if (env->json)
			print_json(s->arena, &out);
		else
			print_text(env, &out);
		in.dialogue = out.dialogue;
		turns[in.n_history++] =
		    (struct answer_turn){true, argv[i]};
		turns[in.n_history++] =
		    (struct answer_turn){false, out.text};
	}
	return EXIT_DONE;
}

const struct command cmd_ask = {"ask", "",
    "Answer questions without storing anything",
    "ask --scenario SLUG \"QUESTION\" [\"NEXT QUESTION\" ...] [--json]\n"
    "\n"
    "  biwoco ask --scenario ecommerce \"What's your return policy?\" "
    "\"and for opened ones?\"\n"
    "\n"
    "Prints the text, its citations and the trace.",
    ask};
