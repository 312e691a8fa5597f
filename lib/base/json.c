#include "base/base.h"

#include "base/json.h"

#include "base/json_escape.h"
#include "base/json_scan.h"

/* json-c has types of these two names; here they get others. */
#define json_bool json_c_bool
#define json_type json_c_type
#include <json-c/json.h>
#undef json_bool
#undef json_type

/* Control characters and `<` grow sixfold; numbers and brackets do not. */
#define PRINT_MAX (6 * JSON_SIZE_MAX)

/* struct json is json-c's object under a name of ours. */
static struct json_object *
object_of(const struct json *j)
{
	return (struct json_object *)(uintptr_t)j;
}

static void
put_root(void *p)
{
	(void)json_object_put(p);
}

/* The scan has seen a whole value, so a failure here is a disagreement. */
static enum rc
parse(const char *s, size_t n, struct json_object **out, struct err *e)
{
	struct json_tokener *t = json_tokener_new_ex(JSON_DEPTH_MAX + 1);
	enum json_tokener_error why;

	if (t == NULL)
		return err_log(e, RC_INTERNAL, "json-c: out of memory");
	json_tokener_set_flags(t,
	    JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	*out = json_tokener_parse_ex(t, s, (int)n);
	/* A number at the end could go on: say that it does not. */
	if (json_tokener_get_error(t) == json_tokener_continue)
		*out = json_tokener_parse_ex(t, "", 1);
	why = json_tokener_get_error(t);
	json_tokener_free(t);
	if (why != json_tokener_success)
		return err_set(e, RC_INVALID, "This is not valid JSON: %s.",
		    json_tokener_error_desc(why));
	return RC_OK;
}

enum rc
json_read(struct arena *a, const char *s, size_t n, struct json **out,
    struct err *e)
{
	struct json_object *root = NULL;
	bool pairs;
	enum rc rc;

	*out = NULL;
	if (n > JSON_SIZE_MAX)
		return err_set(e, RC_TOO_LARGE,
		    "JSON of more than %zu bytes is not read.",
		    JSON_SIZE_MAX);
	rc = json_scan(a, s, n, &pairs, e);
	if (rc != RC_OK)
		return rc;
	/* json-c 0.16 makes U+FFFD of escaped pairs such as U+1D800, whose
	 * low 16 bits look like a surrogate; plain UTF-8 it leaves alone. */
	if (pairs)
		s = json_join_pairs(a, s, &n);
	rc = parse(s, n, &root, e);
	if (rc != RC_OK)
		return rc;
	arena_defer(a, put_root, root);
	*out = (struct json *)root;
	return RC_OK;
}

enum json_type
json_type_of(const struct json *j)
{
	switch (json_object_get_type(object_of(j))) {
	case json_type_boolean:
		return JSON_BOOL;
	case json_type_int:
		return JSON_I64;
	case json_type_double:
		return JSON_F64;
	case json_type_string:
		return JSON_TEXT;
	case json_type_array:
		return JSON_LIST;
	case json_type_object:
		return JSON_OBJECT;
	case json_type_null:
		break;
	}
	return JSON_NULL;
}

/* json-c's getters coerce ("12" is 12, null is "null"): ask the type first. */
const char *
json_text(const struct json *j)
{
	if (json_type_of(j) != JSON_TEXT)
		return "";
	return json_object_get_string(object_of(j));
}

int64_t
json_i64(const struct json *j)
{
	return json_type_of(j) == JSON_I64 ?
	    json_object_get_int64(object_of(j)) :
	    0;
}

double
json_f64(const struct json *j)
{
	enum json_type type = json_type_of(j);

	if (type != JSON_F64 && type != JSON_I64)
		return 0;
	return json_object_get_double(object_of(j));
}

bool
json_bool(const struct json *j)
{
	return json_type_of(j) == JSON_BOOL &&
	    json_object_get_boolean(object_of(j));
}

size_t
json_count(const struct json *j)
{
	switch (json_type_of(j)) {
	case JSON_LIST:
		return json_object_array_length(object_of(j));
	case JSON_OBJECT:
		return (size_t)json_object_object_length(object_of(j));
	default:
		return 0;
	}
}

struct json *
json_item(const struct json *list, size_t i)
{
	if (json_type_of(list) != JSON_LIST)
		return NULL;
	return (struct json *)json_object_array_get_idx(object_of(list), i);
}

struct json *
json_get(const struct json *object, const char *key)
{
	if (json_type_of(object) != JSON_OBJECT)
		return NULL;
	return (struct json *)json_object_object_get(object_of(object), key);
}

bool
json_has(const struct json *object, const char *key)
{
	return json_type_of(object) == JSON_OBJECT &&
	    json_object_object_get_ex(object_of(object), key, NULL);
}

void
json_each(const struct json *object,
    bool (*fn)(void *arg, const char *key, struct json *value), void *arg)
{
	struct json_object_iterator it, end;

	if (json_type_of(object) != JSON_OBJECT)
		return;
	it = json_object_iter_begin(object_of(object));
	end = json_object_iter_end(object_of(object));
	while (!json_object_iter_equal(&it, &end)) {
		struct json_object *value = json_object_iter_peek_value(&it);

		if (!fn(arg, json_object_iter_peek_name(&it),
			(struct json *)value))
			return;
		json_object_iter_next(&it);
	}
}

static void print_value(struct json_out *w, const struct json *j);

static bool
print_member(void *arg, const char *key, struct json *value)
{
	struct json_out *w = arg;

	jw_key(w, key);
	print_value(w, value);
	return true;
}

/* Not json-c's printer: what is printed here may stand in HTML too. */
static void
print_value(struct json_out *w, const struct json *j)
{
	switch (json_type_of(j)) {
	case JSON_NULL:
		jw_null(w);
		return;
	case JSON_BOOL:
		jw_bool(w, json_bool(j));
		return;
	case JSON_I64:
		jw_i64(w, json_i64(j));
		return;
	case JSON_F64: /* in the digits it was read in */
		jw_raw(w, json_object_get_string(object_of(j)));
		return;
	case JSON_TEXT:
		jw_text(w, json_text(j));
		return;
	case JSON_LIST:
		jw_list(w);
		for (size_t i = 0; i < json_count(j); i++)
			print_value(w, json_item(j, i));
		jw_list_end(w);
		return;
	case JSON_OBJECT:
		jw_object(w);
		json_each(j, print_member, w);
		jw_object_end(w);
		return;
	}
}

const char *
json_print(struct arena *a, const struct json *j)
{
	struct buf b;
	struct json_out w;

	buf_init(&b, a, PRINT_MAX);
	jw_init(&w, &b);
	print_value(&w, j);
	assert(!b.overflow);
	return b.data;
}
