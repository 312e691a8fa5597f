/*
 * The printing half of schema.h: JSON Schema 2020-12 as OpenAPI 3.1 uses it.
 */
#include "base/base.h"

#include "base/schema.h"

#include <stdio.h>

#define EMAIL_MAX 254 /* as text_is_email has it */

/*
 * What schema_from_json demands of text, as ECMA 262 patterns: no control
 * characters, and not only white space where a text is required.
 */
#define NOT_BLANK "(?=[\\s\\S]*\\S)"
#define ONE_LINE "[^\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f]*$"
#define LINES "[^\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]*$"

static const char *
pattern_of(const struct schema_field *f)
{
	if (f->required || f->min > 0)
		return f->multiline ? "^" NOT_BLANK LINES :
				      "^" NOT_BLANK ONE_LINE;
	return f->multiline ? "^" LINES : "^" ONE_LINE;
}

static void
print_type(const struct schema_field *f, const char *type,
    struct json_out *w)
{
	if (!f->nullable || f->list) {
		jw_kv_text(w, "type", type);
		return;
	}
	jw_key(w, "type");
	jw_list(w);
	jw_text(w, type);
	jw_text(w, "null");
	jw_list_end(w);
}

static void
print_text(const struct schema_field *f, bool input, struct json_out *w)
{
	int64_t min = f->min;

	print_type(f, "string", w);
	if (input && min == 0 && f->required)
		min = 1;
	if (min > 0)
		jw_kv_i64(w, "minLength", min);
	if (f->max > 0)
		jw_kv_i64(w, "maxLength", f->max);
	if (input)
		jw_kv_text(w, "pattern", pattern_of(f));
}

static void
print_format(const struct schema_field *f, const char *format,
    struct json_out *w)
{
	print_type(f, "string", w);
	jw_kv_text(w, "format", format);
	if (f->type == FIELD_EMAIL)
		jw_kv_i64(w, "maxLength", EMAIL_MAX);
}

static void
print_i64(const struct schema_field *f, struct json_out *w)
{
	print_type(f, "integer", w);
	jw_kv_text(w, "format", "int64");
	if (f->min == 0 && f->max == 0)
		return;
	jw_kv_i64(w, "minimum", f->min);
	if (f->max != 0 || f->min < 0)
		jw_kv_i64(w, "maximum", f->max);
}

static void
print_enum(const struct schema_field *f, struct json_out *w)
{
	print_type(f, "string", w);
	jw_key(w, "enum");
	jw_list(w);
	for (size_t i = 0; f->allowed[i] != NULL; i++)
		jw_text(w, f->allowed[i]);
	if (f->nullable && !f->list)
		jw_null(w);
	jw_list_end(w);
}

static void
print_ref(const struct schema *s, struct json_out *w)
{
	char ref[128];
	int n = snprintf(ref, sizeof(ref), "#/components/schemas/%s",
	    s->name);

	assert(n > 0 && (size_t)n < sizeof(ref));
	jw_kv_text(w, "$ref", ref);
}

static void
print_object(const struct schema_field *f, struct json_out *w)
{
	if (f->of == NULL) {
		print_type(f, "object", w);
		return;
	}
	if (!f->nullable || f->list) {
		print_ref(f->of, w);
		return;
	}
	jw_key(w, "anyOf");
	jw_list(w);
	jw_object(w);
	print_ref(f->of, w);
	jw_object_end(w);
	jw_object(w);
	jw_kv_text(w, "type", "null");
	jw_object_end(w);
	jw_list_end(w);
}

/* The keywords of one value, without the braces. */
static void
print_value(const struct schema_field *f, bool input, struct json_out *w)
{
	switch (f->type) {
	case FIELD_TEXT:
		print_text(f, input, w);
		return;
	case FIELD_EMAIL:
		print_format(f, "email", w);
		return;
	case FIELD_UUID:
		print_format(f, "uuid", w);
		return;
	case FIELD_TIME:
		print_format(f, "date-time", w);
		return;
	case FIELD_I64:
		print_i64(f, w);
		return;
	case FIELD_F64:
		print_type(f, "number", w);
		return;
	case FIELD_BOOL:
		print_type(f, "boolean", w);
		return;
	case FIELD_ENUM:
		print_enum(f, w);
		return;
	case FIELD_OBJECT:
		print_object(f, w);
		return;
	}
}

static void
print_list(const struct schema_field *f, bool input, struct json_out *w)
{
	struct schema_field list = {.nullable = f->nullable};

	print_type(&list, "array", w);
	jw_key(w, "items");
	jw_object(w);
	print_value(f, input, w);
	jw_object_end(w);
}

/* A fallback outside the limits means "not given" and is no default. */
static void
print_default(const struct schema_field *f, struct json_out *w)
{
	bool limited = f->min != 0 || f->max != 0;

	if (f->type == FIELD_BOOL)
		jw_kv_bool(w, "default", f->fallback != 0);
	else if (f->type == FIELD_I64 &&
	    (!limited || f->fallback >= f->min))
		jw_kv_i64(w, "default", f->fallback);
}

static void
print_field(const struct schema_field *f, bool input, struct json_out *w)
{
	jw_object(w);
	if (f->list)
		print_list(f, input, w);
	else
		print_value(f, input, w);
	if (input && !f->required)
		print_default(f, w);
	if (f->about != NULL)
		jw_kv_text(w, "description", f->about);
	if (f->example != NULL) {
		jw_key(w, "examples");
		jw_list(w);
		jw_raw(w, f->example);
		jw_list_end(w);
	}
	jw_object_end(w);
}

void
schema_print_field(const struct schema_field *f, struct json_out *w)
{
	print_field(f, true, w);
}

static void
print_required(const struct schema *s, struct json_out *w)
{
	bool any = false;

	for (size_t i = 0; i < s->n_fields && !any; i++)
		any = s->fields[i].required;
	if (!any)
		return;
	jw_key(w, "required");
	jw_list(w);
	for (size_t i = 0; i < s->n_fields; i++) {
		if (s->fields[i].required)
			jw_text(w, s->fields[i].name);
	}
	jw_list_end(w);
}

void
schema_print(const struct schema *s, struct json_out *w)
{
	bool input = s->size > 0;

	jw_object(w);
	jw_kv_text(w, "type", "object");
	if (s->about != NULL)
		jw_kv_text(w, "description", s->about);
	jw_key(w, "properties");
	jw_object(w);
	for (size_t i = 0; i < s->n_fields; i++) {
		jw_key(w, s->fields[i].name);
		print_field(&s->fields[i], input, w);
	}
	jw_object_end(w);
	print_required(s, w);
	/* Replies may grow a field within a version; requests may not. */
	if (input)
		jw_kv_bool(w, "additionalProperties", false);
	jw_object_end(w);
}
