#include "base/base.h"

#include "io/db_internal.h"

#include "base/buf.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>

struct db_arg
db_text(const char *s)
{
	return (struct db_arg){.type = DB_TYPE_TEXT, .null = s == NULL,
	    .text = s};
}

struct db_arg
db_json(const char *s)
{
	return (struct db_arg){.type = DB_TYPE_JSON, .null = s == NULL,
	    .text = s};
}

struct db_arg
db_i64(int64_t v)
{
	return (struct db_arg){.type = DB_TYPE_I64, .i64 = v};
}

struct db_arg
db_i64_or_null(int64_t v)
{
	return (struct db_arg){.type = DB_TYPE_I64, .null = v == 0, .i64 = v};
}

struct db_arg
db_f64(double v)
{
	return (struct db_arg){.type = DB_TYPE_F64, .f64 = v};
}

struct db_arg
db_bool(bool v)
{
	return (struct db_arg){.type = DB_TYPE_BOOL, .boolean = v};
}

struct db_arg
db_bytes(const void *p, size_t n)
{
	return (struct db_arg){.type = DB_TYPE_BYTES, .null = p == NULL,
	    .bytes = p, .n = n};
}

struct db_arg
db_texts(const char *const *v, size_t n)
{
	return (struct db_arg){.type = DB_TYPE_TEXTS, .texts = v, .n = n};
}

struct db_arg
db_i64s(const int64_t *v, size_t n)
{
	return (struct db_arg){.type = DB_TYPE_I64S, .i64s = v, .n = n};
}

static const char *
f64_text(struct arena *a, double v)
{
	if (isnan(v))
		return "NaN";
	if (isinf(v))
		return v > 0 ? "Infinity" : "-Infinity";
	return arena_printf(a, "%.17g", v);
}

/*
 * An array literal (manual, 8.15.6): every element quoted, so that commas,
 * braces, empty strings and the word NULL are themselves; a NULL element is
 * the bare word.
 */
static const char *
texts_text(struct arena *a, const struct db_arg *arg)
{
	struct buf b;

	buf_init(&b, a, DB_SCRATCH_MAX);
	buf_putc(&b, '{');
	for (size_t i = 0; i < arg->n; i++) {
		if (i > 0)
			buf_putc(&b, ',');
		if (arg->texts[i] == NULL) {
			buf_puts(&b, "NULL");
			continue;
		}
		buf_putc(&b, '"');
		for (const char *s = arg->texts[i]; *s != '\0'; s++) {
			if (*s == '"' || *s == '\\')
				buf_putc(&b, '\\');
			buf_putc(&b, *s);
		}
		buf_putc(&b, '"');
	}
	buf_putc(&b, '}');
	assert(!b.overflow);
	return b.data;
}

static const char *
i64s_text(struct arena *a, const struct db_arg *arg)
{
	struct buf b;

	buf_init(&b, a, DB_SCRATCH_MAX);
	buf_putc(&b, '{');
	for (size_t i = 0; i < arg->n; i++)
		buf_printf(&b, "%s%" PRId64, i > 0 ? "," : "", arg->i64s[i]);
	buf_putc(&b, '}');
	assert(!b.overflow);
	return b.data;
}

static void
encode_bytes(const struct db_arg *arg, struct db_wire *out, int i)
{
	assert(arg->n <= INT_MAX);
	out->values[i] = arg->bytes;
	out->lengths[i] = (int)arg->n;
	out->formats[i] = 1; /* as it is: hex would double it */
}

static void
encode_one(struct arena *a, const struct db_arg *arg, struct db_wire *out,
    int i)
{
	out->values[i] = NULL;
	out->lengths[i] = 0;
	out->formats[i] = 0;
	if (arg->null)
		return;
	switch (arg->type) {
	case DB_TYPE_TEXT:
	case DB_TYPE_JSON:
		out->values[i] = arg->text;
		return;
	case DB_TYPE_I64:
		out->values[i] = arena_printf(a, "%" PRId64, arg->i64);
		return;
	case DB_TYPE_F64:
		out->values[i] = f64_text(a, arg->f64);
		return;
	case DB_TYPE_BOOL:
		out->values[i] = arg->boolean ? "t" : "f";
		return;
	case DB_TYPE_BYTES:
		encode_bytes(arg, out, i);
		return;
	case DB_TYPE_TEXTS:
		out->values[i] = texts_text(a, arg);
		return;
	case DB_TYPE_I64S:
		out->values[i] = i64s_text(a, arg);
		return;
	}
	assert(false && "unknown argument type");
}

void
db_encode(struct arena *a, const struct db_query *q, struct db_args args,
    struct db_wire *out)
{
	assert(args.n == q->n_args);
	out->n = (int)args.n;
	for (size_t i = 0; i < args.n; i++) {
		assert(args.items[i].type == q->types[i]);
		encode_one(a, &args.items[i], out, (int)i);
	}
}
