#include "base/base.h"

#include "io/page_load.h"

#include "base/text.h"
#include "io/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEXT_MAX ((size_t)4 << 10) /* one translated text */

/* One file being read. */
struct scan {
	struct page_source *out;
	struct arena *arena;
	const char *dir;
	const char *p; /* what comes next */
	uint32_t file;
	uint32_t line;
	uint32_t depth;
	struct err *e;
};

static enum rc load(struct scan *from, const char *name);

bool
page_name_is_valid(const char *name)
{
	char before = '/'; /* so it starts with none */

	for (const char *s = name; *s != '\0'; s++) {
		bool plain = (*s >= 'a' && *s <= 'z') || text_is_digit(*s) ||
		    *s == '_' || *s == '-';
		bool mark = *s == '/' || *s == '.';

		/* Two marks in a row are "//", "..", "/." or "./". */
		if (!plain && !(mark && before != '/' && before != '.'))
			return false;
		before = *s;
	}
	return strlen(name) < 128 && text_ends(name, ".cs");
}

static const char *
file_name(const struct scan *s)
{
	return s->out->files[s->file].name;
}

static enum rc
fail(const struct scan *s, const char *what, const char *hint)
{
	return err_log(s->e, RC_INTERNAL, "template %s:%u: %s; hint: %s",
	    file_name(s), (unsigned)s->line, what, hint);
}

static void
emit(struct scan *s, char c)
{
	struct page_source *o = s->out;
	size_t n = o->text.len;

	if (n == 0 || o->text.data[n - 1] == '\n') {
		struct page_line here = {s->file, s->line};

		buf_add(&o->lines, &here, sizeof(here));
	}
	buf_putc(&o->text, c);
}

static void
emit_text(struct scan *s, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		emit(s, text[i]);
}

static void
emit_html(struct scan *s, const char *text, size_t n)
{
	struct buf b;

	buf_init(&b, s->arena, 6 * TEXT_MAX);
	buf_html(&b, text, n);
	emit_text(s, b.data, b.len);
}

static char
next(struct scan *s)
{
	char c = *s->p++;

	if (c == '\n')
		s->line++;
	return c;
}

static void
copy(struct scan *s)
{
	emit(s, *s->p);
	next(s);
}

/* The end of "{name}" at p, or NULL when it is something else. */
static const char *
placeholder_end(const char *p)
{
	const char *q = p + 1;

	if (*p != '{')
		return NULL;
	while ((*q >= 'a' && *q <= 'z') || (*q >= 'A' && *q <= 'Z') ||
	    text_is_digit(*q) || *q == '_' || *q == '.')
		q++;
	return *q == '}' && q > p + 1 ? q + 1 : NULL;
}

static bool
holds(struct arena *a, const char *text, const char *part, size_t n)
{
	return strstr(text, arena_strndup(a, part, n)) != NULL;
}

/*
 * Escapes the translation and turns each {name} into the printing of that
 * value; a name that the original does not hold stays text, so that a wrong
 * catalogue can print nothing that was not meant to be there.
 */
static void
emit_translation(struct scan *s, const char *original)
{
	const char *p = gettext(original);

	while (*p != '\0') {
		const char *end = placeholder_end(p);
		size_t n = strcspn(p + 1, "{") + 1;

		if (end == NULL ||
		    !holds(s->arena, original, p, (size_t)(end - p))) {
			emit_html(s, p, n);
			p += n;
			continue;
		}
		emit_text(s, "<?cs var:", 9);
		emit_text(s, p + 1, (size_t)(end - p) - 2);
		emit_text(s, " ?>", 3);
		p = end;
	}
}

/*
 * Reads `_{Some text with {a.name}}`: white space runs count as one space, so
 * that long sentences can be broken into lines.
 */
static enum rc
read_original(struct scan *s, const char **out)
{
	struct buf b;
	int depth = 1;

	buf_init(&b, s->arena, TEXT_MAX);
	s->p += 2;
	while (*s->p != '\0') {
		char c = next(s);

		depth += (c == '{') - (c == '}');
		if (depth == 0)
			break;
		if (!text_is_space(c))
			buf_putc(&b, c);
		else if (b.len > 0 && b.data[b.len - 1] != ' ')
			buf_putc(&b, ' ');
	}
	*out = text_trim(s->arena, b.data);
	if (depth != 0 || b.overflow)
		return fail(s, "_{ without its }",
		    "close the text, or shorten it");
	if (**out == '\0')
		return fail(s, "_{} is empty", "write the English text in it");
	return RC_OK;
}

static enum rc
scan_translated(struct scan *s)
{
	const char *original;
	enum rc rc = read_original(s, &original);

	if (rc == RC_OK)
		emit_translation(s, original);
	return rc;
}

/* What can stand between the quotes of a command's string. */
static bool
is_plain(const char *text)
{
	return strpbrk(text, "\"{}") == NULL && strstr(text, "<?") == NULL &&
	    strstr(text, "?>") == NULL;
}

/*
 * "_{Text}" as an argument of a command: not escaped here, because `var:`
 * does it where the text is printed.  There is no way to write a quotation
 * mark in such a string; a translation with one is left out.
 */
static enum rc
scan_argument(struct scan *s)
{
	const char *original;

	copy(s);
	enum rc rc = read_original(s, &original);
	if (rc != RC_OK)
		return rc;
	if (*s->p != '"' || !is_plain(original))
		return fail(s, "_{ in a command that is no plain string",
		    "write \"_{Text}\" without names and quotation marks");
	const char *text = gettext(original);
	if (!is_plain(text))
		text = original;
	emit_text(s, text, strlen(text));
	copy(s);
	return RC_OK;
}

/* The command up to `end`, with its arguments translated. */
static enum rc
copy_command(struct scan *s, const char *end)
{
	while (s->p < end) {
		enum rc rc = RC_OK;

		if (strncmp(s->p, "\"_{", 3) == 0)
			rc = scan_argument(s);
		else if (strncmp(s->p, "_{", 2) == 0)
			rc = fail(s, "_{ in a command that is no plain string",
			    "write \"_{Text}\", alone between its quotes");
		else
			copy(s);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

/* include:"name": only a literal name, so that no value chooses a file. */
static enum rc
scan_include(struct scan *s, const char *command, size_t n)
{
	const char *prefix = "include:\"";
	char name[160];

	if (n >= sizeof(name))
		return fail(s, "include with a long name", "shorten it");
	text_copy(name, sizeof(name), arena_strndup(s->arena, command, n));
	char *quote = strrchr(name, '"');
	if (!text_starts(name, prefix) || quote[1] != '\0')
		return fail(s, "include of something else than a name",
		    "write include:\"folder/name.cs\"");
	*quote = '\0';
	return load(s, arena_strdup(s->arena, name + strlen(prefix)));
}

/*
 * A command up to "?>"; includes happen here, comments end here, the rest
 * goes on as it is.
 */
static enum rc
scan_command(struct scan *s)
{
	const char *end = strstr(s->p, "?>");

	if (end == NULL)
		return fail(s, "<?cs without ?>", "close the command");
	const char *command = s->p + strlen("<?cs");
	while (text_is_space(*command))
		command++;
	size_t n = (size_t)(end - command);
	while (n > 0 && text_is_space(command[n - 1]))
		n--;
	bool is_include = n > 7 && strncmp(command, "include", 7) == 0;
	if (is_include || *command == '#') {
		enum rc rc = is_include ? scan_include(s, command, n) : RC_OK;

		while (s->p < end + 2)
			next(s);
		return rc;
	}
	return copy_command(s, end + 2);
}

static enum rc
scan_all(struct scan *s)
{
	while (*s->p != '\0') {
		enum rc rc = RC_OK;

		if (strncmp(s->p, "<?cs", 4) == 0)
			rc = scan_command(s);
		else if (strncmp(s->p, "_{", 2) == 0)
			rc = scan_translated(s);
		else {
			copy(s);
		}
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static const char *
file_path(struct arena *a, const char *dir, const char *name)
{
	return arena_printf(a, "%s/%s", dir, name);
}

/* Reads the file whole, NUL-terminated; NULL: errno says why. */
static char *
read_file(struct arena *a, const char *path, struct page_file *f)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) != 0 || (size_t)st.st_size > PAGE_FILE_MAX) {
		close(fd);
		errno = EFBIG;
		return NULL;
	}
	f->changed = st.st_mtim;
	f->size = st.st_size;
	char *text = arena_alloc(a, (size_t)st.st_size + 1);
	ssize_t n = read(fd, text, (size_t)st.st_size);
	close(fd);
	if (n == st.st_size)
		return text;
	errno = EIO; /* being written just now */
	return NULL;
}

/* `from` is the including file; its place is named in errors. */
static enum rc
load(struct scan *from, const char *name)
{
	struct page_source *o = from->out;
	struct scan s = {.out = o, .arena = from->arena, .dir = from->dir,
	    .file = (uint32_t)o->n_files, .line = 1,
	    .depth = from->depth + 1, .e = from->e};

	if (!page_name_is_valid(name))
		return fail(from, arena_printf(s.arena,
		    "\"%s\" is no template name", name),
		    "write folder/name.cs, from the template folder");
	if (s.depth > PAGE_DEPTH_MAX || o->n_files == PAGE_FILES_MAX)
		return fail(from, "too many includes",
		    "a file may include itself, perhaps by others");
	struct page_file *f = &o->files[o->n_files];
	s.p = read_file(s.arena, file_path(s.arena, s.dir, name), f);
	if (s.p == NULL)
		return fail(from, arena_printf(s.arena,
		    "cannot read %s/%s: %s", s.dir, name, strerror(errno)),
		    "see data_dir in the configuration");
	f->name = name;
	o->n_files++;
	enum rc rc = scan_all(&s);
	if (rc == RC_OK && o->text.overflow)
		return fail(&s, "the page's templates are too large",
		    "split the page");
	return rc;
}

enum rc
page_source_load(struct arena *a, const char *dir, const char *name,
    struct page_source *out, struct err *e)
{
	buf_init(&out->text, a, PAGE_SOURCE_MAX);
	buf_init(&out->lines, a, PAGE_SOURCE_MAX);
	out->n_files = 0;
	/* The page itself stands in for the file that includes it. */
	out->files[0].name = name;
	struct scan root = {.out = out, .arena = a, .dir = dir, .e = e};
	return load(&root, name);
}

bool
page_source_changed(const char *dir, const struct page_source *s)
{
	struct arena *a = arena_new(ARENA_REQUEST_MAX);
	bool changed = false;

	for (size_t i = 0; i < s->n_files && !changed; i++) {
		const struct page_file *f = &s->files[i];
		struct stat st;

		changed = stat(file_path(a, dir, f->name), &st) != 0 ||
		    st.st_size != f->size ||
		    st.st_mtim.tv_sec != f->changed.tv_sec ||
		    st.st_mtim.tv_nsec != f->changed.tv_nsec;
	}
	arena_free(a);
	return changed;
}

const char *
page_source_where(struct arena *a, const struct page_source *s, size_t line)
{
	size_t n = s->lines.len / sizeof(struct page_line);
	struct page_line at = {0, 0};

	if (line > 0 && line <= n)
		memcpy(&at, s->lines.data + (line - 1) * sizeof(at),
		    sizeof(at));
	return arena_printf(a, "%s:%u", s->files[at.file].name,
	    (unsigned)at.line);
}
