/*
 * io/fcgi.h for this program: lib/web reads a request's variables and writes
 * its answer through that interface, and here these functions stand on a
 * parked request (or on plain CGI) in place of libfcgi, which is not linked.
 */
#ifndef CGI_EVENTS_GATEWAY_H
#define CGI_EVENTS_GATEWAY_H

#include "io/fcgi.h"
#include "io/park.h"

struct gateway_variable {
	const char *name, *value;
};

struct fcgi {
	struct park_request *request; /* NULL: plain CGI, or an answer */
	bool is_cgi;
	struct gateway_variable *variables;
	size_t n_variables;
	size_t body_len;
	bool too_large;
	struct buf out; /* what was written */
};

/* Memory of `a`; park_input's is copied. */
void gateway_init(struct fcgi *f, struct arena *a,
    struct park_request *request, const struct park_input *in);
void gateway_init_cgi(struct fcgi *f, struct arena *a);

/* For an answer to a request that was read long ago. */
void gateway_init_answer(struct fcgi *f, struct arena *a);

#endif
