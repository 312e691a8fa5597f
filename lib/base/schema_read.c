/*
 * The reading half of schema.h: from JSON or from name/value pairs into a
 * struct.  Both come down to one value a field (struct input), so that all
 * rules stand once.
 */
#include "base/base.h"

#include "base/schema.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>

#define NUMBER_TEXT 32 /* "-9,223,372,036,854,775,808" and NUL */

/* A field's value as it came in. */
struct input {
	bool given;
	bool from_pairs; /* then `text` is set, and "" means "left empty" */
	const struct json *json;
	const char *text;
};

struct decode {
	const struct schema *schema;
	struct arena *arena;
	struct input *inputs; /* one for each field */
	char *out;
	struct err *e;
};

const struct schema_field *
schema_field(const struct schema *s, const char *name)
{
	for (size_t i = 0; i < s->n_fields; i++) {
		if (strcmp(s->fields[i].name, name) == 0)
			return &s->fields[i];
	}
	return NULL;
}

/* "4,000": how a number stands in a message. */
static const char *
grouped(int64_t v, char out[NUMBER_TEXT])
{
	char digits[NUMBER_TEXT];
	int n = snprintf(digits, sizeof(digits), "%" PRId64, v);
	int minus = v < 0 ? 1 : 0;
	size_t to = 0;

	for (int i = 0; i < n; i++) {
		if (i > minus && (n - i) % 3 == 0)
			out[to++] = ',';
		out[to++] = digits[i];
	}
	out[to] = '\0';
	return out;
}

static bool
has_max(const struct schema_field *f)
{
	return f->max != 0 || f->min < 0;
}

static void
put_text(struct decode *d, const struct schema_field *f, const char *text)
{
	memcpy(d->out + f->offset, &text, sizeof(text));
}

static const char *
json_type_words(const struct json *j)
{
	switch (json_type_of(j)) {
	case JSON_NULL:
		return "null";
	case JSON_BOOL:
		return "true or false";
	case JSON_I64:
	case JSON_F64:
		return "a number";
	case JSON_TEXT:
		return "text";
	case JSON_LIST:
		return "a list";
	case JSON_OBJECT:
		return "an object";
	}
	return "something else";
}

/* The text of the input; NULL, with an error said, if it is none. */
static const char *
input_text(struct decode *d, const struct schema_field *f,
    const struct input *in)
{
	if (in->from_pairs && text_is_valid(in->text, strlen(in->text)))
		return in->text;
	if (in->from_pairs)
		(void)err_field(d->e, f->name, "must be valid UTF-8");
	else if (json_type_of(in->json) == JSON_TEXT)
		return json_text(in->json);
	else
		(void)err_field(d->e, f->name, "must be text, not %s",
		    json_type_words(in->json));
	return NULL;
}

/* A copy with "\r\n" as "\n": how a browser's textarea sends line breaks. */
static char *
join_line_ends(struct arena *a, const char *s)
{
	char *copy = arena_strdup(a, s), *to = copy;

	for (const char *from = copy; *from != '\0'; from++) {
		if (from[0] != '\r' || from[1] != '\n')
			*to++ = *from;
	}
	*to = '\0';
	return copy;
}

/* The first character that may not stand there, 0 if all may. */
static uint32_t
find_control(const char *s, bool multiline)
{
	uint32_t cp;

	while ((cp = text_next(&s)) != 0) {
		if (cp == '\t' || (cp == '\n' && multiline))
			continue;
		if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
			return cp;
	}
	return 0;
}

static bool
is_blank(const char *s)
{
	uint32_t cp;

	while ((cp = text_next(&s)) != 0) {
		if (cp >= 0x80 ? cp != 0xA0 : !text_is_space((char)cp))
			return false;
	}
	return true;
}

static void
decode_text(struct decode *d, const struct schema_field *f, const char *raw)
{
	const char *s = join_line_ends(d->arena, raw);
	uint32_t control = find_control(s, f->multiline);
	int64_t length = (int64_t)text_length(s);
	char number[NUMBER_TEXT];

	if (control == '\n' || control == '\r')
		(void)err_field(d->e, f->name, "must not hold %s",
		    f->multiline ? "a carriage return" : "line breaks");
	else if (control != 0)
		(void)err_field(d->e, f->name,
		    "must not hold the control character U+%04X",
		    (unsigned)control);
	else if ((f->required || f->min > 0) && is_blank(s))
		(void)err_field(d->e, f->name, "must not be empty");
	else if (length < f->min)
		(void)err_field(d->e, f->name, "is shorter than %s characters",
		    grouped(f->min, number));
	else if (f->max > 0 && length > f->max)
		(void)err_field(d->e, f->name, "is longer than %s characters",
		    grouped(f->max, number));
	else
		put_text(d, f, s);
}

static void
decode_email(struct decode *d, const struct schema_field *f, const char *raw)
{
	const char *s = text_trim(d->arena, raw);

	if (text_is_email(s))
		put_text(d, f, s);
	else
		(void)err_field(d->e, f->name,
		    "must be a mail address such as name@example.com");
}

static void
decode_uuid(struct decode *d, const struct schema_field *f, const char *raw)
{
	char *s = arena_strdup(d->arena, raw);

	/* RFC 4122, 3: upper case is read, lower case is written. */
	for (char *c = s; *c != '\0'; c++)
		*c = text_lower(*c);
	if (text_is_uuid(s))
		put_text(d, f, s);
	else
		(void)err_field(d->e, f->name, "must be a UUID");
}

static void
decode_enum(struct decode *d, const struct schema_field *f, const char *raw)
{
	struct buf words;

	for (size_t i = 0; f->allowed[i] != NULL; i++) {
		if (text_equal_ci(raw, f->allowed[i])) {
			put_text(d, f, f->allowed[i]);
			return;
		}
	}
	buf_init(&words, d->arena, sizeof(d->e->fields[0].message));
	for (size_t i = 0; f->allowed[i] != NULL; i++)
		buf_printf(&words, "%s%s", i == 0 ? "" : ", ", f->allowed[i]);
	(void)err_field(d->e, f->name, "must be one of %s", words.data);
}

static bool
parse_i64(const char *s, int64_t *out)
{
	uint64_t v;
	bool minus = *s == '-';

	if (!text_to_u64(s + minus, &v) || v > (uint64_t)INT64_MAX + minus)
		return false;
	*out = minus ? (int64_t)(0 - v) : (int64_t)v;
	return true;
}

static void
decode_i64(struct decode *d, const struct schema_field *f,
    const struct input *in)
{
	char least[NUMBER_TEXT], most[NUMBER_TEXT];
	int64_t v = 0;
	bool ok = in->from_pairs ? parse_i64(in->text, &v) :
				   json_type_of(in->json) == JSON_I64;
	bool any = f->min == 0 && f->max == 0;

	if (!in->from_pairs && ok)
		v = json_i64(in->json);
	if (!ok && (in->from_pairs || json_type_of(in->json) == JSON_F64))
		(void)err_field(d->e, f->name, "must be a whole number");
	else if (!ok)
		(void)err_field(d->e, f->name,
		    "must be a whole number, not %s",
		    json_type_words(in->json));
	else if (any || (v >= f->min && (v <= f->max || !has_max(f))))
		memcpy(d->out + f->offset, &v, sizeof(v));
	else if (!has_max(f))
		(void)err_field(d->e, f->name, "must be %s or more",
		    grouped(f->min, least));
	else
		(void)err_field(d->e, f->name, "must be from %s to %s",
		    grouped(f->min, least), grouped(f->max, most));
}

/* A ticked check box sends "on"; links and scripts say true or 1. */
static bool
parse_bool(const char *s, bool *out)
{
	*out = strcmp(s, "true") == 0 || strcmp(s, "1") == 0 ||
	    strcmp(s, "on") == 0;
	return *out || strcmp(s, "false") == 0 || strcmp(s, "0") == 0 ||
	    strcmp(s, "off") == 0;
}

static void
decode_bool(struct decode *d, const struct schema_field *f,
    const struct input *in)
{
	bool v = json_bool(in->json);
	bool ok = json_type_of(in->json) == JSON_BOOL;

	if (in->from_pairs)
		ok = parse_bool(in->text, &v);
	if (ok)
		memcpy(d->out + f->offset, &v, sizeof(v));
	else if (in->from_pairs)
		(void)err_field(d->e, f->name, "must be true or false");
	else
		(void)err_field(d->e, f->name,
		    "must be true or false, not %s",
		    json_type_words(in->json));
}

static void
decode_missing(struct decode *d, const struct schema_field *f)
{
	bool flag = f->fallback != 0;

	if (f->required)
		(void)err_field(d->e, f->name, "is required");
	else if (f->type == FIELD_I64)
		memcpy(d->out + f->offset, &f->fallback,
		    sizeof(f->fallback));
	else if (f->type == FIELD_BOOL)
		memcpy(d->out + f->offset, &flag, sizeof(flag));
	else
		put_text(d, f, NULL);
}

static void
decode_field(struct decode *d, const struct schema_field *f,
    const struct input *in)
{
	const char *text;

	/* A form sends all its fields, filled in or not. */
	if (!in->given ||
	    (in->from_pairs && in->text[0] == '\0' &&
		!(f->required && f->type == FIELD_TEXT))) {
		decode_missing(d, f);
		return;
	}
	if (f->type == FIELD_I64) {
		decode_i64(d, f, in);
		return;
	}
	if (f->type == FIELD_BOOL) {
		decode_bool(d, f, in);
		return;
	}
	text = input_text(d, f, in);
	if (text == NULL)
		return;
	/* The other types stand in replies only. */
	assert(f->type == FIELD_TEXT || f->type == FIELD_EMAIL ||
	    f->type == FIELD_UUID || f->type == FIELD_ENUM);
	if (f->type == FIELD_TEXT)
		decode_text(d, f, text);
	else if (f->type == FIELD_EMAIL)
		decode_email(d, f, text);
	else if (f->type == FIELD_UUID)
		decode_uuid(d, f, text);
	else
		decode_enum(d, f, text);
}

/* Known fields first: they must find room in `e` before unknown ones. */
static void
decode_fields(struct decode *d)
{
	memset(d->out, 0, d->schema->size);
	d->e->n_fields = 0;
	d->e->rc = RC_OK;
	for (size_t i = 0; i < d->schema->n_fields; i++)
		decode_field(d, &d->schema->fields[i], &d->inputs[i]);
}

/* The input that belongs to a name, NULL if there is no such field. */
static struct input *
input_of(struct decode *d, const char *name)
{
	const struct schema_field *f = schema_field(d->schema, name);

	return f == NULL ? NULL : &d->inputs[f - d->schema->fields];
}

static bool
take_member(void *arg, const char *key, struct json *value)
{
	struct input *in = input_of(arg, key);

	if (in != NULL) {
		in->given = true;
		in->json = value;
	}
	return true;
}

static bool
refuse_unknown(void *arg, const char *key, struct json *value)
{
	struct decode *d = arg;

	(void)value;
	if (schema_field(d->schema, key) == NULL)
		(void)err_field(d->e, key, "is not a known field");
	return true;
}

enum rc
schema_from_json(const struct schema *s, struct arena *a,
    const struct json *j, void *out, struct err *e)
{
	struct err unwanted;
	struct decode d = {.schema = s,
	    .arena = a,
	    .inputs = arena_array(a, s->n_fields, sizeof(struct input)),
	    .out = out,
	    .e = e != NULL ? e : &unwanted};

	assert(s->size > 0);
	if (json_type_of(j) != JSON_OBJECT)
		return err_set(e, RC_INVALID,
		    "The body must be a JSON object, not %s.",
		    json_type_words(j));
	json_each(j, take_member, &d);
	decode_fields(&d);
	json_each(j, refuse_unknown, &d);
	return d.e->rc;
}

static bool
is_ignored(const struct schema_pairs *pairs, const char *name)
{
	const char *const *ignored = pairs->ignored;

	for (; ignored != NULL && *ignored != NULL; ignored++) {
		if (strcmp(*ignored, name) == 0)
			return true;
	}
	return false;
}

enum rc
schema_from_pairs(const struct schema *s, struct arena *a,
    const struct schema_pairs *pairs, void *out, struct err *e)
{
	struct err unwanted;
	struct decode d = {.schema = s,
	    .arena = a,
	    .inputs = arena_array(a, s->n_fields, sizeof(struct input)),
	    .out = out,
	    .e = e != NULL ? e : &unwanted};
	const char *twice = NULL;

	assert(s->size > 0);
	for (size_t i = 0; i < pairs->n; i++) {
		const struct schema_pair *p = &pairs->items[i];
		struct input *in = input_of(&d, p->name);

		if (in != NULL && in->given)
			twice = p->name;
		if (in != NULL)
			*in = (struct input){.given = true,
			    .from_pairs = true,
			    .text = p->value};
	}
	decode_fields(&d);
	if (twice != NULL)
		(void)err_field(d.e, twice, "is given more than once");
	for (size_t i = 0; i < pairs->n; i++) {
		const char *name = pairs->items[i].name;

		if (input_of(&d, name) == NULL && !is_ignored(pairs, name))
			(void)err_field(d.e, name, "is not a known field");
	}
	return d.e->rc;
}
