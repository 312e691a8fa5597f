/* One request from its first byte to its log line. */
#ifndef WEB_DISPATCH_H
#define WEB_DISPATCH_H

#include "web/app.h"

void dispatch(struct app *app, struct fcgi *fcgi, struct arena *arena);

/* Between requests: makes an answer whose process was lost, if there is
 * one; nobody else would on a quiet site. */
void dispatch_owed(struct app *app, struct arena *arena);

#endif
