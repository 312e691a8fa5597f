/* The visitors' pages, by FastCGI or plain CGI. */
#include "base/base.h"

#include "cgi/portal/portal.h"

int
main(int argc, char **argv)
{
	const struct app_program program = {
		.name = "portal",
		.routes = portal_routes,
		.error_page = view_error,
	};

	return app_main(&program, argc, argv);
}
