/*
 * HTML pages by ClearSilver, seen only here.  A page is a tree of named
 * values and a template; every value is escaped for HTML when it is printed.
 * Templates are parsed once a process and language: `_{Send message}` in a
 * template is replaced by its translation (escaped) while it is read.
 * What a template may hold, and how names are made: doc/templates.md.
 */
#ifndef IO_PAGE_H
#define IO_PAGE_H

#include "base/buf.h"
#include "base/rc.h"

struct page_set; /* process-lifetime: template folder and parsed cache */
struct page;	 /* one page being filled */

/* `check_changes`: look at the files' times before each use (development). */
struct page_set *page_set_new(const char *template_dir, bool check_changes);
void page_set_free(struct page_set *ps);

/*
 * `name` is a file under the template folder: "portal/chat.cs"; `language`
 * is "en", "vi" and so on, which the process speaks from here on
 * (i18n_language).  Lives as long as the arena.  INTERNAL, with file and
 * line in the log text, when the template is wrong.
 */
enum rc page_open(struct page_set *ps, struct arena *a, const char *name,
    const char *language, struct page **out, struct err *e) MUST_CHECK;

/*
 * Reads and parses it already, for a caller who has time while something
 * else is waited for.  What is wrong with it, page_open will say.
 */
void page_read_ahead(struct page_set *ps, const char *name,
    const char *language);

/*
 * Names are ours, never a user's text: "messages.3.author".  Letters, digits,
 * "_" and "."; anything else is an assertion.  NULL: "".
 */
void page_text(struct page *p, const char *name, const char *value);
void page_i64(struct page *p, const char *name, int64_t value);
void page_bool(struct page *p, const char *name, bool value); /* 1 or unset */
void page_textf(struct page *p, const char *value, const char *name_fmt, ...)
    PRINTF_LIKE(3, 4);

/* INTERNAL too when `out` overflows.  A page may be rendered again. */
enum rc page_render(struct page *p, struct buf *out, struct err *e)
    MUST_CHECK;

#endif
