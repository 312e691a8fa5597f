/* The language and theme of a page: cookie, then Accept-Language. */
#ifndef WEB_LANG_H
#define WEB_LANG_H

#include "web/res.h"

/* Languages with a catalogue; the first is the source's. */
extern const char *const lang_codes[]; /* NULL-terminated */
const char *lang_name(const char *code); /* in itself: "Deutsch" */
bool lang_is_known(const char *code);
bool lang_is_rtl(const char *code);

/* Sets q->language and q->theme and gettext's language. */
void lang_choose(struct req *q);

#endif
