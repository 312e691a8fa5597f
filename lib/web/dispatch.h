/* One request from its first byte to its log line. */
#ifndef WEB_DISPATCH_H
#define WEB_DISPATCH_H

#include "web/app.h"

void dispatch(struct app *app, struct fcgi *fcgi, struct arena *arena);

#endif
