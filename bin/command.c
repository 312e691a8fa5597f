#include "base/base.h"

#include "command.h"

#include "base/text.h"

#include <limits.h>
#include <stdio.h>
#include <unistd.h>

static const struct {
	enum rc rc;
	enum exit_status status;
	const char *hint; /* NULL: the message says it all */
} statuses[] = {
	{RC_NOT_FOUND, EXIT_NOT_FOUND, NULL},
	{RC_DENIED, EXIT_REFUSED, NULL},
	{RC_CONFLICT, EXIT_REFUSED, NULL},
	{RC_BUSY, EXIT_LATER,
	    "is the database running, and is database_url right? "
	    "`biwoco config show` prints it"},
	{RC_TIMEOUT, EXIT_LATER, NULL},
};

int
command_fail(const struct err *e)
{
	enum exit_status status = EXIT_FAILED;
	const char *hint = NULL;

	for (size_t i = 0; i < NELEM(statuses); i++) {
		if (statuses[i].rc == e->rc) {
			status = statuses[i].status;
			hint = statuses[i].hint;
		}
	}
	fprintf(stderr, "biwoco: %s\n", e->message);
	if (e->detail[0] != '\0')
		fprintf(stderr, "detail: %s\n", e->detail);
	if (hint != NULL)
		fprintf(stderr, "hint: %s\n", hint);
	return (int)status;
}

int
command_misuse(const struct command *c, const char *fmt, ...)
{
	va_list ap;

	fputs("biwoco: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "\nusage: biwoco %s\n", c->usage);
	return EXIT_USAGE;
}

static void
remove_args(int *argc, char **argv, int at, int n)
{
	for (int i = at; i + n < *argc; i++)
		argv[i] = argv[i + n];
	*argc -= n;
}

const char *
command_option(int *argc, char **argv, const char *name)
{
	size_t n = strlen(name);

	for (int i = 0; i < *argc && strcmp(argv[i], "--") != 0; i++) {
		const char *value;

		if (strncmp(argv[i], name, n) != 0)
			continue;
		if (argv[i][n] == '=') {
			value = argv[i] + n + 1;
			remove_args(argc, argv, i, 1);
			return value;
		}
		if (argv[i][n] == '\0' && i + 1 < *argc) {
			value = argv[i + 1];
			remove_args(argc, argv, i, 2);
			return value;
		}
	}
	return NULL;
}

bool
command_flag(int *argc, char **argv, const char *name)
{
	for (int i = 0; i < *argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], name) == 0) {
			remove_args(argc, argv, i, 1);
			return true;
		}
	}
	return false;
}

const char *
command_path(struct arena *a)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));

	return n > 0 && (size_t)n < sizeof(path) ?
	    arena_strndup(a, path, (size_t)n) : "biwoco";
}
