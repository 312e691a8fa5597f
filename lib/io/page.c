#include "base/base.h"

#include "io/page.h"

#include "base/log.h"
#include "base/text.h"
#include "io/i18n.h"
#include "io/page_load.h"

#include <ClearSilver.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * Pages times languages.  Were it passed, the cache would be emptied rather
 * than grow: correct still, only slower.
 */
#define TEMPLATES_MAX 512
#define TEMPLATE_BYTES_MAX ((size_t)32 << 20)

/* A parsed page in one language; it lives in its own arena. */
struct template {
	struct template *next;
	struct arena *life;
	const char *name;
	const char *language;
	struct page_source source;
	HDF *settings; /* what the parser was started with */
	CSPARSE *cs;
};

struct page_set {
	char *dir;
	bool check_changes;
	size_t n;
	struct template *first;
};

struct page {
	struct page_set *set;
	struct arena *arena;
	const char *name;
	const char *language;
	HDF *values;
};

static void
free_hdf(void *p)
{
	HDF *h = p;

	hdf_destroy(&h);
}

static void
free_parse(void *p)
{
	CSPARSE *cs = p;

	cs_destroy(&cs);
}

/* ClearSilver fails in these places only when memory ends. */
static void
must(NEOERR *err)
{
	if (err != STATUS_OK)
		log_die("out of memory in a page");
}

struct page_set *
page_set_new(const char *template_dir, bool check_changes)
{
	struct page_set *ps = calloc(1, sizeof(*ps));

	must(nerr_init());
	if (ps == NULL || (ps->dir = strdup(template_dir)) == NULL)
		log_die("out of memory for templates");
	ps->check_changes = check_changes;
	return ps;
}

/* Empties the cache; pages hold names only, no parsed templates. */
static void
forget_all(struct page_set *ps)
{
	while (ps->first != NULL) {
		struct template *t = ps->first;

		ps->first = t->next;
		arena_free(t->life);
	}
	ps->n = 0;
}

void
page_set_free(struct page_set *ps)
{
	if (ps == NULL)
		return;
	forget_all(ps);
	free(ps->dir);
	free(ps);
}

/* The number after ":~" in "ParseError: [portal/chat.cs:~12] …". */
static size_t
line_in_message(const char *message)
{
	const char *at = strstr(message, ":~");

	return at == NULL ? 0 : (size_t)strtoul(at + 2, NULL, 10);
}

/* Takes the error over.  ClearSilver's place is that of the joined text. */
static enum rc
template_failed(const struct template *t, NEOERR *err, struct err *e)
{
	STRING s;

	string_init(&s);
	nerr_error_string(err, &s);
	const char *text = s.buf == NULL ? "unknown" : s.buf;
	const char *end = strchr(text, ']');
	size_t line = line_in_message(text);
	enum rc rc = err_log(e, RC_INTERNAL, "template %s (page %s): %s",
	    page_source_where(t->life, &t->source, line), t->name,
	    line > 0 && end != NULL ? end + 1 : text);
	string_clear(&s);
	nerr_ignore(&err);
	return rc;
}

/* Whatever a template names that way, the loader has put in place already. */
static NEOERR *
refuse_file(void *ctx, HDF *hdf, const char *name, char **contents)
{
	(void)ctx;
	(void)hdf;
	*contents = NULL;
	return nerr_raise(NERR_ASSERT, "%s is not read at run time", name);
}

/*
 * The escaping mode is read by cs_init and by nothing later, so it has to
 * stand there before.  Of the escaping functions only the one that templates
 * need is registered: what is not there cannot be mixed up.
 */
static void
start_parser(struct template *t)
{
	must(hdf_init(&t->settings));
	arena_defer(t->life, free_hdf, t->settings);
	must(hdf_set_value(t->settings, "Config.VarEscapeMode", "html"));
	must(cs_init(&t->cs, t->settings));
	arena_defer(t->life, free_parse, t->cs);
	char url_validate[] = "url_validate"; /* copied */
	must(cs_register_esc_strfunc(t->cs, url_validate, neos_url_validate));
	cs_register_fileload(t->cs, NULL, refuse_file);
	t->cs->context = t->name; /* named in its messages */
}

static enum rc
parse(struct page_set *ps, struct template *t, struct err *e)
{
	i18n_language(t->language);
	enum rc rc = page_source_load(t->life, ps->dir, t->name, &t->source,
	    e);
	if (rc != RC_OK)
		return rc;
	start_parser(t);
	char *text = strdup(t->source.text.data); /* the parser frees it */
	if (text == NULL)
		log_die("out of memory for a template");
	NEOERR *err = cs_parse_string(t->cs, text, t->source.text.len);
	return err == STATUS_OK ? RC_OK : template_failed(t, err, e);
}

static struct template **
find(struct page_set *ps, const char *name, const char *language)
{
	struct template **at = &ps->first;

	while (*at != NULL && (strcmp((*at)->name, name) != 0 ||
	    strcmp((*at)->language, language) != 0))
		at = &(*at)->next;
	return at;
}

static void
forget(struct page_set *ps, struct template **at)
{
	struct template *t = *at;

	*at = t->next;
	ps->n--;
	arena_free(t->life);
}

/* The parsed page, from the cache or from its files. */
static enum rc
get_template(struct page_set *ps, const char *name, const char *language,
    struct template **out, struct err *e)
{
	struct template **at = find(ps, name, language);

	if (*at != NULL && ps->check_changes &&
	    page_source_changed(ps->dir, &(*at)->source)) {
		forget(ps, at);
		at = find(ps, name, language);
	}
	*out = *at;
	if (*at != NULL)
		return RC_OK;
	if (ps->n >= TEMPLATES_MAX)
		forget_all(ps);
	struct arena *life = arena_new(TEMPLATE_BYTES_MAX);
	struct template *t = arena_alloc(life, sizeof(*t));
	t->life = life;
	t->name = arena_strdup(life, name);
	t->language = arena_strdup(life, language);
	enum rc rc = parse(ps, t, e);
	if (rc != RC_OK) {
		arena_free(life);
		return rc;
	}
	t->next = ps->first;
	ps->first = *out = t;
	ps->n++;
	return RC_OK;
}

enum rc
page_open(struct page_set *ps, struct arena *a, const char *name,
    const char *language, struct page **out, struct err *e)
{
	struct template *t;
	enum rc rc = get_template(ps, name, language, &t, e);

	i18n_language(language);
	if (rc != RC_OK)
		return rc;
	struct page *p = arena_alloc(a, sizeof(*p));
	p->set = ps;
	p->arena = a;
	p->name = arena_strdup(a, name);
	p->language = arena_strdup(a, language);
	must(hdf_init(&p->values));
	arena_defer(a, free_hdf, p->values);
	*out = p;
	return RC_OK;
}

void
page_read_ahead(struct page_set *ps, const char *name, const char *language)
{
	struct template *t;

	if (get_template(ps, name, language, &t, NULL) == RC_OK)
		i18n_language(language);
}

/* A name with anything else in it would be a user's text. */
static bool
is_value_name(const char *s)
{
	if (*s == '\0' || *s == '.')
		return false;
	for (; *s != '\0'; s++)
		if (!text_is_alpha(*s) && !text_is_digit(*s) && *s != '_' &&
		    *s != '.')
			return false;
	return true;
}

void
page_text(struct page *p, const char *name, const char *value)
{
	assert(is_value_name(name));
	must(hdf_set_value(p->values, name, value == NULL ? "" : value));
}

void
page_i64(struct page *p, const char *name, int64_t value)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, value);
	page_text(p, name, text);
}

void
page_bool(struct page *p, const char *name, bool value)
{
	assert(is_value_name(name));
	if (value)
		must(hdf_set_value(p->values, name, "1"));
	else
		must(hdf_remove_tree(p->values, name));
}

void
page_textf(struct page *p, const char *value, const char *name_fmt, ...)
{
	va_list ap;

	va_start(ap, name_fmt);
	const char *name = arena_vprintf(p->arena, name_fmt, ap);
	va_end(ap);
	page_text(p, name, value);
}

static NEOERR *
to_buf(void *ctx, char *text)
{
	buf_puts(ctx, text);
	return STATUS_OK;
}

/*
 * A parsed template looks names up in whatever tree it is given, and `set:`
 * writes there: so each page lends its own tree for one rendering, and
 * nothing of it can be left behind.  What state a failed rendering leaves is
 * nowhere promised: that template is forgotten.
 */
enum rc
page_render(struct page *p, struct buf *out, struct err *e)
{
	struct template *t;
	enum rc rc = get_template(p->set, p->name, p->language, &t, e);

	if (rc != RC_OK)
		return rc;
	t->cs->hdf = p->values;
	NEOERR *err = cs_render(t->cs, out, to_buf);
	t->cs->hdf = t->settings;
	if (err != STATUS_OK) {
		rc = template_failed(t, err, e);
		forget(p->set, find(p->set, p->name, p->language));
		return rc;
	}
	if (out->overflow)
		return err_log(e, RC_INTERNAL, "page %s is larger than %zu "
		    "bytes", p->name, out->max);
	return RC_OK;
}
