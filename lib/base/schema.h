/*
 * A table of fields that does five jobs: it validates JSON bodies, forms and
 * query strings, decodes them into a struct, prints JSON Schema (2020-12)
 * for OpenAPI, describes replies there, and tells templates their maxlength.
 */
#ifndef BASE_SCHEMA_H
#define BASE_SCHEMA_H

#include "base/json.h"

enum field_type {
	FIELD_TEXT,  /* const char *; min and max in code points */
	FIELD_EMAIL, /* const char * */
	FIELD_UUID,  /* const char *, RFC 4122 */
	FIELD_TIME,  /* const char *, RFC 3339; replies only */
	FIELD_I64,   /* int64_t; min and max inclusive */
	FIELD_F64,   /* double; replies only */
	FIELD_BOOL,  /* bool */
	FIELD_ENUM,  /* const char *, one of `allowed`, case-insensitive */
	FIELD_OBJECT,/* described by `of`; replies only, NULL of: any object */
};

struct schema;

struct schema_field {
	const char *name;
	enum field_type type;
	bool required;
	bool list;	   /* a list of these; replies only */
	bool nullable;	   /* replies only */
	bool multiline;	   /* TEXT: may hold line breaks */
	size_t offset;	   /* offsetof in the decoded struct */
	int64_t min, max;  /* 0, 0: no limit but the type's own */
	int64_t fallback;  /* I64, BOOL: value when missing */
	const char *const *allowed; /* ENUM: NULL-terminated */
	const struct schema *of;
	const char *about;   /* one line for the API reference */
	const char *example; /* JSON text */
};

struct schema {
	const char *name;  /* "MessageCreate": the component's name */
	const char *about;
	const struct schema_field *fields;
	size_t n_fields;
	size_t size; /* sizeof the decoded struct; 0: replies only */
};

/* Missing text decodes to NULL.  `out` has schema->size bytes.  All wrong
 * fields are named in `e`; unknown ones are refused. */
enum rc schema_from_json(const struct schema *s, struct arena *a,
    const struct json *j, void *out, struct err *e) MUST_CHECK;

/* The same from decoded name/value pairs (form or query string); unknown
 * names in `ignored` (NULL-terminated, may be NULL) are passed over. */
struct schema_pair {
	const char *name, *value;
};
struct schema_pairs {
	const struct schema_pair *items;
	size_t n;
	const char *const *ignored;
};
enum rc schema_from_pairs(const struct schema *s, struct arena *a,
    const struct schema_pairs *pairs, void *out, struct err *e) MUST_CHECK;

/* The JSON Schema object of `s`; nested ones as {"$ref": …}. */
void schema_print(const struct schema *s, struct json_out *w);

/* One field's schema, also used for path and query parameters. */
void schema_print_field(const struct schema_field *f, struct json_out *w);

/* A field by its name; NULL: none. */
const struct schema_field *schema_field(const struct schema *s,
    const char *name);

#endif
