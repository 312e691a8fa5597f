/*
 * Cross-origin calls (security C5): off, but for the configured origins of
 * embedding sites; never with credentials, never "*".
 */
#ifndef WEB_CORS_H
#define WEB_CORS_H

#include "web/res.h"

/* Adds the headers an allowed origin needs; true: an OPTIONS request, and
 * `r` is its whole answer. */
bool cors_answer(struct req *q, struct res *r);

#endif
