/*
 * Static files under names that carry a hash of their content, so that
 * browsers may keep them for ever: "/static/app.0123abcd.css".  The web
 * server takes the hash out again.
 */
#ifndef WEB_ASSET_H
#define WEB_ASSET_H

#include "web/app.h"

/* The path of static/NAME ("app.css"), base path included.  Read and hashed
 * once a process; a missing file keeps its plain name. */
const char *asset_path(struct req *q, const char *name);

/* Hash of any text in the form that names carry. */
#define ASSET_HASH 9 /* 8 hex digits and NUL */
void asset_hash(const void *p, size_t n, char out[ASSET_HASH]);

#endif
