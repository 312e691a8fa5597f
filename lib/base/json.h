/*
 * JSON (RFC 8259).  Reading is json-c behind stricter checks: depth <= 32,
 * valid UTF-8, no NUL, no duplicate keys, no NaN, no single quotes, integers
 * within 64 bits, no unpaired surrogates, nothing after the value.  Writing
 * is a plain stream into a buffer.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"
#include "base/rc.h"

#define JSON_DEPTH_MAX 32
#define JSON_SIZE_MAX ((size_t)256 << 10)

struct json; /* a value; lives as long as the arena it was read into */

enum json_type { JSON_NULL, JSON_BOOL, JSON_I64, JSON_F64, JSON_TEXT,
	JSON_LIST, JSON_OBJECT };

/* INVALID with a sentence that says what was expected and where; TOO_LARGE
 * past JSON_SIZE_MAX.  `null` alone is OK and *out NULL. */
enum rc json_read(struct arena *a, const char *s, size_t n,
    struct json **out, struct err *e) MUST_CHECK;

enum json_type json_type_of(const struct json *j); /* NULL j: JSON_NULL */
const char *json_text(const struct json *j);	   /* "" unless TEXT */
int64_t json_i64(const struct json *j);		   /* 0 unless I64 */
double json_f64(const struct json *j);		   /* I64 or F64, else 0 */
bool json_bool(const struct json *j);

size_t json_count(const struct json *j); /* of a list or object, else 0 */
/* NULL: not there, or null; json_has tells these two apart. */
struct json *json_item(const struct json *list, size_t i);
struct json *json_get(const struct json *object, const char *key);
bool json_has(const struct json *object, const char *key);

/* Calls fn for each member until it returns false. */
void json_each(const struct json *object,
    bool (*fn)(void *arg, const char *key, struct json *value), void *arg);

/* The value as compact JSON text. */
const char *json_print(struct arena *a, const struct json *j);

/* Writing: jw_* calls nest by themselves; commas are placed by the writer. */
struct json_out {
	struct buf *buf;
	uint32_t depth;
	bool first; /* no comma before the next value */
};

void jw_init(struct json_out *w, struct buf *b);
void jw_object(struct json_out *w);
void jw_object_end(struct json_out *w);
void jw_list(struct json_out *w);
void jw_list_end(struct json_out *w);
void jw_key(struct json_out *w, const char *key); /* then one value */
/* `<` and U+2028/9 are escaped too: the JSON may stand inside HTML. */
void jw_text(struct json_out *w, const char *s); /* NULL: null */
void jw_text_n(struct json_out *w, const char *s, size_t n);
void jw_i64(struct json_out *w, int64_t v);
void jw_f64(struct json_out *w, double v); /* at most 6 decimals */
void jw_bool(struct json_out *w, bool v);
void jw_null(struct json_out *w);
void jw_raw(struct json_out *w, const char *json); /* trusted JSON text */

/* Key and value at once. */
void jw_kv_text(struct json_out *w, const char *key, const char *s);
void jw_kv_i64(struct json_out *w, const char *key, int64_t v);
void jw_kv_f64(struct json_out *w, const char *key, double v);
void jw_kv_bool(struct json_out *w, const char *key, bool v);
void jw_kv_raw(struct json_out *w, const char *key, const char *json);

#endif
