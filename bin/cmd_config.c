#include "base/base.h"

#include "command.h"

#include "base/json.h"
#include "core/source_file.h"

#include <stdio.h>

#define SECRET_MIN 32 /* characters, as conf.h asks */

static void
print_key(void *arg, const char *key, const char *value, const char *source,
    const char *about)
{
	struct command_env *env = arg;
	struct json_out w;
	struct buf b;

	if (!env->json) {
		printf("%-20s = %-32s # %s; %s\n", key,
		    value == NULL ? "" : value, source, about);
		return;
	}
	buf_init(&b, env->scope->arena, (size_t)64 << 10);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_text(&w, "key", key);
	jw_kv_text(&w, "value", value);
	jw_kv_text(&w, "source", source);
	jw_object_end(&w);
	puts(b.data);
}

static int
show(struct command_env *env, int argc, char **argv)
{
	if (argc != 0)
		return command_misuse(&cmd_config_show, "unexpected \"%s\"",
		    argv[0]);
	conf_list(env->conf, print_key, env);
	return EXIT_DONE;
}

/* Reading the file has found wrong keys and values already. */
static int
check(struct command_env *env, int argc, char **argv)
{
	const struct conf *c = env->conf;
	int wrong = 0;

	if (argc != 0)
		return command_misuse(&cmd_config_check, "unexpected \"%s\"",
		    argv[0]);
	if (c->database_url == NULL || *c->database_url == '\0') {
		fputs("biwoco: database_url is not set\n"
		      "hint: database_url = postgresql:///biwoco\n", stderr);
		wrong++;
	}
	if (c->secret == NULL || strlen(c->secret) < SECRET_MIN) {
		fputs("biwoco: secret has fewer than 32 characters\n"
		      "hint: head -c 32 /dev/urandom | base64\n", stderr);
		wrong++;
	}
	if (c->data_dir == NULL || !source_exists(c->data_dir)) {
		fprintf(stderr, "biwoco: data_dir %s cannot be read\n",
		    c->data_dir == NULL ? "" : c->data_dir);
		wrong++;
	}
	if (wrong == 0 && !env->quiet)
		puts("the configuration is complete");
	return wrong == 0 ? EXIT_DONE : EXIT_FAILED;
}

const struct command cmd_config_show = {"config", "show",
    "Print the configuration with its sources, secrets masked",
    "config show", show};
const struct command cmd_config_check = {"config", "check",
    "Say what is wrong with the configuration", "config check", check};
