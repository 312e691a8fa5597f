#include "base/base.h"

#include "core/kb.h"

#include "nlp/markdown.h"
#include "store/passage.h"

#define LEVELS_MAX 6

struct path {
	const char *parts[LEVELS_MAX];
	size_t n;
};

static struct path
split_path(struct arena *a, const char *heading)
{
	struct path p = {0};
	char *s = arena_strdup(a, heading);

	while (*s != '\0' && p.n < LEVELS_MAX) {
		char *next = strstr(s, " > ");

		p.parts[p.n++] = s;
		if (next == NULL)
			break;
		*next = '\0';
		s = next + strlen(" > ");
	}
	return p;
}

/* The headings that this passage has and the one before had not. */
static void
put_headings(struct buf *out, const struct path *before,
    const struct path *now)
{
	size_t same = 0;

	while (same < before->n && same < now->n &&
	    strcmp(before->parts[same], now->parts[same]) == 0)
		same++;
	for (size_t i = same; i < now->n; i++) {
		int level = (int)(i < 4 ? i + 2 : 6);

		buf_printf(out, "<h%d>", level);
		buf_html(out, now->parts[i], strlen(now->parts[i]));
		buf_printf(out, "</h%d>\n", level);
	}
}

enum rc
kb_page_html(struct scope *s, int64_t revision_id, const char *base,
    struct buf *out, struct err *e)
{
	const struct markdown_options o = {.heading_shift = 1, .base = base};
	struct path before = {0};
	struct passage_list list;
	enum rc rc = passage_of_revision(s, revision_id, &list, e);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < list.n; i++) {
		const struct passage *p = &list.items[i];
		struct path now = split_path(s->arena, p->heading);

		buf_puts(out, "<section class=\"passage\" id=\"");
		buf_html(out, p->anchor, strlen(p->anchor));
		buf_puts(out, "\">\n");
		put_headings(out, &before, &now);
		markdown_html(s->arena, p->body, &o, out);
		buf_puts(out, "</section>\n");
		before = now;
	}
	return RC_OK;
}
