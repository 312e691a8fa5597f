#include "base/base.h"

#include "eval.h"

#include <math.h>
#include <stdlib.h>

#define WORST_SHOWN 10
#define PAIRS_SHOWN 10

void
eval_write(struct eval *ev, const char *fmt, ...)
{
	va_list ap;

	if (ev->out == NULL)
		return;
	va_start(ap, fmt);
	(void)vfprintf(ev->out, fmt, ap);
	va_end(ap);
}

void
eval_write_label(struct eval *ev, const char *gold, const char *predicted,
    double confidence, const char *text)
{
	eval_write(ev, "%s\t%s\t%.4f\t%s\n", gold, predicted, confidence,
	    text);
}

void
eval_put(struct eval *ev, const char *name, double value)
{
	jw_key(&ev->writer, name);
	if (isfinite(value))
		jw_f64(&ev->writer, value);
	else
		jw_null(&ev->writer);
	if (ev->json)
		return;
	if (isfinite(value))
		printf("%-18s %.4f\n", name, value);
	else
		printf("%-18s -\n", name);
}

void
eval_put_count(struct eval *ev, const char *name, int64_t value)
{
	jw_kv_i64(&ev->writer, name, value);
	if (!ev->json)
		printf("%-18s %lld\n", name, (long long)value);
}

void
eval_put_text(struct eval *ev, const char *name, const char *value)
{
	jw_kv_text(&ev->writer, name, value);
	if (!ev->json)
		printf("%-18s %s\n", name, value);
}

void
eval_put_result(struct eval *ev, const char *name, double value)
{
	ev->result = value;
	eval_put(ev, name, value);
}

struct worst {
	const struct measure_class *class;
	int label;
};

static int
worse_first(const void *a, const void *b)
{
	const struct worst *x = a, *y = b;

	if (x->class->f1 != y->class->f1)
		return x->class->f1 < y->class->f1 ? -1 : 1;
	return (x->label > y->label) - (x->label < y->label);
}

static void
put_class(struct eval *ev, const struct worst *w, const char *name)
{
	struct json_out *j = &ev->writer;

	jw_object(j);
	jw_kv_text(j, "label", name);
	jw_kv_i64(j, "items", (int64_t)w->class->items);
	jw_kv_f64(j, "precision", w->class->precision);
	jw_kv_f64(j, "recall", w->class->recall);
	jw_kv_f64(j, "f1", w->class->f1);
	jw_object_end(j);
	if (!ev->json && !ev->quiet)
		printf("  f1 %.3f  precision %.3f  recall %.3f  of %4zu  "
		       "%s\n", w->class->f1, w->class->precision,
		    w->class->recall, w->class->items, name);
}

static void
put_worst(struct eval *ev, const struct measure *m,
    const struct labels *names)
{
	struct worst *list = arena_array(ev->arena, m->n_classes + 1,
	    sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; i < m->n_classes; i++) {
		if (m->classes[i].items > 0)
			list[n++] = (struct worst){&m->classes[i], (int)i};
	}
	qsort(list, n, sizeof(*list), worse_first);
	if (!ev->json && !ev->quiet)
		puts("worst classes:");
	jw_key(&ev->writer, "worst");
	jw_list(&ev->writer);
	for (size_t i = 0; i < n && i < WORST_SHOWN; i++)
		put_class(ev, &list[i], names->names[list[i].label]);
	jw_list_end(&ev->writer);
}

static void
put_pairs(struct eval *ev, const struct measure *m,
    const struct labels *names)
{
	struct json_out *j = &ev->writer;

	if (!ev->json && !ev->quiet && m->n_pairs > 0)
		puts("most confused:");
	jw_key(j, "confused");
	jw_list(j);
	for (size_t i = 0; i < m->n_pairs && i < PAIRS_SHOWN; i++) {
		const struct measure_pair *p = &m->pairs[i];
		const char *gold = names->names[p->gold];
		const char *predicted = names->names[p->predicted];

		jw_object(j);
		jw_kv_text(j, "gold", gold);
		jw_kv_text(j, "predicted", predicted);
		jw_kv_i64(j, "items", (int64_t)p->n);
		jw_object_end(j);
		if (!ev->json && !ev->quiet)
			printf("  %4zu  %s taken for %s\n", p->n, gold,
			    predicted);
	}
	jw_list_end(j);
}

void
eval_put_measure(struct eval *ev, const struct measure *m,
    const struct labels *names)
{
	eval_put_count(ev, "items", (int64_t)m->n);
	eval_put(ev, "accuracy", m->accuracy);
	eval_put(ev, "macro_f1", m->macro_f1);
	eval_put(ev, "micro_f1", m->micro_f1);
	eval_put(ev, "calibration_error", m->calibration_error);
	put_worst(ev, m, names);
	put_pairs(ev, m, names);
}

void
eval_put_times(struct eval *ev, double *us, size_t n)
{
	eval_put(ev, "p50_us", measure_percentile(us, n, 0.5));
	eval_put(ev, "p99_us", measure_percentile(us, n, 0.99));
}
