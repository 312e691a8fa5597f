#include "base/base.h"

#include "command.h"

#include "base/json.h"
#include "base/text.h"
#include "store/trace.h"
#include "trace_print.h"

#include <stdio.h>

static int
trace_show(struct command_env *env, int argc, char **argv)
{
	struct err e = {0};
	struct trace t;
	struct json *j;

	if (argc != 1 || !text_is_uuid(argv[0]))
		return command_misuse(&cmd_trace,
		    "expected the id of an answer");
	if (trace_get(env->scope, argv[0], &t, &e) != RC_OK)
		return command_fail(&e);
	if (t.data == NULL) {
		err_set(&e, RC_NOT_FOUND,
		    "This message has no trace; only answers have one.");
		return command_fail(&e);
	}
	if (env->json) {
		puts(t.data);
		return EXIT_DONE;
	}
	if (json_read(env->scope->arena, t.data, strlen(t.data), &j, &e) !=
	    RC_OK)
		return command_fail(&e);
	printf("answer %s (%s, %s)\n\n%s\n\n", t.message_id, t.scenario,
	    t.created_at, t.content);
	trace_print(j);
	return EXIT_DONE;
}

const struct command cmd_trace = {"trace", "",
    "Show how an answer came to be",
    "trace MESSAGE_ID [--json]", trace_show};
