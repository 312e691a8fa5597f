/* The OpenAPI 3.1 document, made from the program's own route table. */
#ifndef WEB_OPENAPI_H
#define WEB_OPENAPI_H

#include "web/app.h"

/* Routes without an id are pages and stay out. */
void openapi_print(struct req *q, struct json_out *w);

/* Calls fn for each schema that the routes' bodies and replies mention,
 * nested ones included, once each. */
void openapi_schemas(const struct route_table *t,
    void (*fn)(void *arg, const struct schema *s), void *arg);

#endif
