/* The JSON API, by FastCGI or plain CGI. */
#include "base/base.h"

#include "cgi/api/api.h"

#include "web/app.h"

int
main(int argc, char **argv)
{
	const struct app_program program = {
		.name = "api",
		.routes = api_routes,
	};

	return app_main(&program, argc, argv);
}
