#include "base/base.h"

#include "core/kb.h"

#include "base/text.h"
#include "nlp/words.h"

#define DEPTH 6 /* of headings */
#define TEXT_MAX ((size_t)16 << 20) /* above any file that is read */

enum block_kind { BLOCK_TEXT, BLOCK_LIST, BLOCK_TABLE, BLOCK_CODE };

struct cutter {
	struct arena *arena;
	const char *slug;
	struct kb_parts *out;
	size_t cap;
	char *path[DEPTH]; /* open headings by level */
	struct buf passage;
	size_t n_words;
	struct buf block;
	enum block_kind kind;
	bool in_fence;
};

static bool
anchor_taken(const struct kb_parts *parts, const char *anchor)
{
	for (size_t i = 0; i < parts->n; i++) {
		if (strcmp(parts->items[i].anchor, anchor) == 0)
			return true;
	}
	return false;
}

/*
 * The article's slug stands in front, so that no heading can take an id that
 * the page around it uses.
 */
static const char *
new_anchor(struct cutter *c)
{
	const char *last = NULL, *anchor;

	for (int i = 0; i < DEPTH; i++) {
		if (c->path[i] != NULL)
			last = c->path[i];
	}
	anchor = arena_printf(c->arena, "%s-%s", c->slug,
	    last == NULL ? "start" : words_slug(c->arena, last));
	for (int n = 2; anchor_taken(c->out, anchor); n++)
		anchor = arena_printf(c->arena, "%s-%s-%d", c->slug,
		    last == NULL ? "start" : words_slug(c->arena, last), n);
	return anchor;
}

static const char *
heading_path(struct cutter *c)
{
	struct buf b;

	buf_init(&b, c->arena, 1024);
	for (int i = 0; i < DEPTH; i++) {
		if (c->path[i] == NULL)
			continue;
		if (b.len > 0)
			buf_puts(&b, " > ");
		buf_puts(&b, c->path[i]);
	}
	return b.len > 0 ? b.data : "";
}

static void
close_passage(struct cutter *c)
{
	struct kb_parts *parts = c->out;

	if (c->n_words > 0 && parts->n < KB_PARTS_MAX) {
		if (parts->n == c->cap) {
			size_t cap = c->cap * 2 + 16;
			struct kb_part *more = arena_array(c->arena, cap,
			    sizeof(*more));

			if (parts->n > 0)
				memcpy(more, parts->items,
				    parts->n * sizeof(*more));
			parts->items = more;
			c->cap = cap;
		}
		parts->items[parts->n] = (struct kb_part){
			.anchor = new_anchor(c),
			.heading = heading_path(c),
			.body = text_trim(c->arena, c->passage.data),
			.n_words = c->n_words,
		};
		parts->n++;
	}
	buf_init(&c->passage, c->arena, TEXT_MAX);
	c->n_words = 0;
}

/* Adds a piece that is not cut any further. */
static void
add_piece(struct cutter *c, const char *s, size_t n, const char *after)
{
	char *piece = arena_strndup(c->arena, s, n);
	size_t words = words_count(piece);

	if (c->n_words > 0 && c->n_words + words > KB_PASSAGE_WORDS)
		close_passage(c);
	buf_puts(&c->passage, piece);
	buf_puts(&c->passage, after);
	c->n_words += words;
}

/* Bytes up to the end of the sentence that starts at s. */
static size_t
sentence_length(const char *s)
{
	size_t n = 0;

	while (s[n] != '\0') {
		if (strchr(".!?", s[n]) != NULL && text_is_space(s[n + 1]))
			return n + 1;
		n++;
	}
	return n;
}

static void
add_long_text(struct cutter *c, const char *s)
{
	while (*s != '\0') {
		size_t n = sentence_length(s);

		add_piece(c, s, n, "");
		s += n;
		while (text_is_space(*s))
			buf_putc(&c->passage, *s++);
	}
	buf_puts(&c->passage, "\n");
}

static bool
is_item(const char *s)
{
	size_t n = 0;

	if (strchr("-*+", s[0]) != NULL && s[0] != '\0')
		return s[1] == ' ' || s[1] == '\t';
	while (n < 9 && text_is_digit(s[n]))
		n++;
	return n > 0 && (s[n] == '.' || s[n] == ')') && s[n + 1] == ' ';
}

/* Bytes of the list item or table row at s, with its line break. */
static size_t
row_length(const char *s, enum block_kind kind)
{
	size_t n = 0;

	do {
		n += strcspn(s + n, "\n");
		n += s[n] == '\n';
	} while (kind == BLOCK_LIST && s[n] != '\0' && !is_item(s + n));
	return n;
}

/* A list or table of more than one passage: between items or rows. */
static void
add_long_rows(struct cutter *c, const char *s)
{
	const char *head = "";
	bool started = false;

	if (c->kind == BLOCK_TABLE) {
		size_t n = row_length(s, BLOCK_TABLE);

		n += row_length(s + n, BLOCK_TABLE);
		head = arena_strndup(c->arena, s, n);
		s += n;
	}
	while (*s != '\0') {
		size_t n = row_length(s, c->kind);
		size_t words = words_count(arena_strndup(c->arena, s, n));

		if (c->n_words > 0 && c->n_words + words > KB_PASSAGE_WORDS) {
			close_passage(c);
			started = false;
		}
		if (!started)
			add_piece(c, head, strlen(head), "");
		started = true;
		buf_add(&c->passage, s, n);
		c->n_words += words;
		s += n;
	}
}

static void
close_block(struct cutter *c)
{
	size_t words = c->block.len > 0 ? words_count(c->block.data) : 0;

	if (words == 0)
		return;
	if (c->n_words > 0 && c->n_words + words > KB_PASSAGE_WORDS &&
	    words <= KB_PASSAGE_WORDS)
		close_passage(c);
	if (words <= KB_PASSAGE_WORDS || c->kind == BLOCK_CODE)
		add_piece(c, c->block.data, c->block.len, "\n");
	else if (c->kind == BLOCK_TEXT)
		add_long_text(c, c->block.data);
	else
		add_long_rows(c, c->block.data);
	buf_init(&c->block, c->arena, TEXT_MAX);
}

/* Level of an ATX heading, or 0; `text` gets its words. */
static int
heading_level(struct arena *a, const char *line, char **text)
{
	int level = 0;
	char *t;
	size_t n;

	while (line[level] == '#')
		level++;
	if (level == 0 || level > DEPTH || !text_is_space(line[level]))
		return 0;
	t = text_trim(a, line + level);
	n = strlen(t);
	while (n > 0 && t[n - 1] == '#')
		n--;
	t[n] = '\0';
	*text = text_trim(a, t);
	/* " > " joins headings: inside one it becomes a slash. */
	for (char *p = strstr(*text, " > "); p != NULL; p = strstr(p, " > "))
		p[1] = '/';
	return level;
}

static void
begin_section(struct cutter *c, int level, char *text)
{
	close_block(c);
	close_passage(c);
	c->path[level - 1] = text;
	for (int i = level; i < DEPTH; i++)
		c->path[i] = NULL;
}

static void
begin_block(struct cutter *c, enum block_kind kind)
{
	close_block(c);
	c->kind = kind;
}

static void
add_line(struct cutter *c, const char *line)
{
	const char *word = line + strspn(line, " \t");
	bool fence = text_starts(word, "```") || text_starts(word, "~~~");

	if (fence && !c->in_fence)
		begin_block(c, BLOCK_CODE);
	else if (c->in_fence)
		;
	else if (*word == '\0') {
		/* A blank line inside a list may be followed by its rest. */
		if (c->kind != BLOCK_LIST) {
			begin_block(c, BLOCK_TEXT);
			return;
		}
	} else if (*word == '|') {
		if (c->kind != BLOCK_TABLE)
			begin_block(c, BLOCK_TABLE);
	} else if (is_item(word)) {
		if (c->kind != BLOCK_LIST)
			begin_block(c, BLOCK_LIST);
	} else if (c->kind != BLOCK_TEXT && word == line) {
		begin_block(c, BLOCK_TEXT);
	}
	buf_puts(&c->block, line);
	buf_putc(&c->block, '\n');
	if (fence) {
		c->in_fence = !c->in_fence;
		if (!c->in_fence)
			begin_block(c, BLOCK_TEXT);
	}
}

void
kb_cut(struct arena *a, const char *slug, const char *body,
    struct kb_parts *out)
{
	struct cutter c = {.arena = a, .slug = slug, .out = out};

	*out = (struct kb_parts){0};
	buf_init(&c.passage, a, TEXT_MAX);
	buf_init(&c.block, a, TEXT_MAX);
	while (*body != '\0') {
		size_t n = strcspn(body, "\n");
		char *line = arena_strndup(a, body, n), *text;
		int level;

		if (n > 0 && line[n - 1] == '\r')
			line[n - 1] = '\0';
		level = c.in_fence ? 0 : heading_level(a, line, &text);
		if (level > 0)
			begin_section(&c, level, text);
		else
			add_line(&c, line);
		body += n + (body[n] == '\n');
	}
	close_block(&c);
	close_passage(&c);
}
