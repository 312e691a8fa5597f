#include "base/base.h"

#include "nlp/entity_internal.h"

void
entity_add(struct entity_text *t, enum entity_kind kind, size_t first,
    size_t n_tokens, double confidence, const char *value)
{
	if (t->out->n == ENTITY_MAX || first + n_tokens > t->n ||
	    n_tokens == 0)
		return;
	t->out->items[t->out->n++] = (struct entity){
		.kind = kind,
		.from = t->items[first].from,
		.to = t->items[first + n_tokens - 1].to,
		.value = value,
		.confidence = confidence,
	};
}

bool
entity_taken(const struct entity_text *t, size_t i)
{
	for (size_t k = 0; k < t->out->n; k++) {
		const struct entity *f = &t->out->items[k];

		if (f->confidence >= ENTITY_SURE &&
		    t->items[i].from >= f->from && t->items[i].to <= f->to)
			return true;
	}
	return false;
}

int
entity_weekday(int64_t day)
{
	return (int)(((day + 3) % 7 + 7) % 7);
}

/* "Tomorrow evening at 7": the evening only tells which 7 is meant. */
static void
drop_covered(struct entity_list *list)
{
	const struct entity *best = entity_best(list, ENTITY_TIME,
	    ENTITY_SURE);
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct entity *f = &list->items[i];
		bool less = f->kind == ENTITY_TIME && best != NULL &&
		    f != best && f->confidence < best->confidence;

		if (!less) {
			if (best == f)
				best = &list->items[n];
			list->items[n++] = *f;
		}
	}
	list->n = n;
}

void
entity_find(struct arena *a, const char *text, struct entity_now now,
    struct entity_list *out)
{
	struct entity_text t;

	out->n = 0;
	entity_split(a, text, &t);
	t.now = now;
	t.out = out;
	entity_find_amounts(&t);
	entity_find_numbers(&t);
	entity_find_dates(&t);
	entity_find_times(&t);
	entity_find_quantities(&t);
	drop_covered(out);
}

const struct entity *
entity_best(const struct entity_list *list, enum entity_kind kind,
    double least)
{
	const struct entity *best = NULL;

	for (size_t i = 0; i < list->n; i++) {
		const struct entity *f = &list->items[i];

		if (f->kind == kind && f->confidence >= least &&
		    (best == NULL || f->confidence > best->confidence))
			best = f;
	}
	return best;
}

const char *
entity_kind_name(enum entity_kind kind)
{
	static const char *const names[ENTITY_KIND_COUNT_] = {"order",
	    "reference", "email", "phone", "zip", "date", "time", "quantity",
	    "size", "money"};

	return names[kind];
}
