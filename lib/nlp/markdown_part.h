/* What the two readers of Markdown share: md4c's texts made ordinary. */
#ifndef NLP_MARKDOWN_PART_H
#define NLP_MARKDOWN_PART_H

#include "base/buf.h"

#include <md4c.h>

#define MARKDOWN_URL_MAX 2048 /* longer ones are not followed anywhere */

/* No raw HTML, no code by indentation (texts are pasted with spaces). */
#define MARKDOWN_FLAGS                                             \
	(MD_FLAG_TABLES | MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS)

/* "&amp;" and "&#39;" as the character; unknown names stay as written. */
void markdown_entity(struct buf *b, const char *s, size_t n);

/* A link's address with its entities resolved. */
char *markdown_attribute(struct arena *a, const MD_ATTRIBUTE *at);

/*
 * The address as it may stand in href, or NULL.  Allowed are http, https,
 * mailto, tel, "#part" and a path of our own, which gets `base` in front.
 */
const char *markdown_href(struct arena *a, const char *url, const char *base);
bool markdown_is_foreign(const char *href);

#endif
