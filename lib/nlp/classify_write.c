#include "base/base.h"

#include "nlp/classify_work.h"

#include <math.h>
#include <stdlib.h>

#define WEIGHT_MAX 127 /* of 8 bits */
#define NET_POWER 12.7 /* a weight to a unit counts a tenth of another */
#define HASH_SPARE 4   /* the table is at most 3/4 full */

/* One feature's row, before it is written. */
struct row {
	const struct count_entry *entry;
	size_t n;     /* weights that are not 0 */
	double power; /* the greatest of them */
	float unit_scale; /* of its weights to the net's units, if it has */
};

struct writer {
	const struct weights *w;
	size_t n_classes;
	size_t units; /* of the nets */
	bool wide; /* class numbers of two bytes */
	struct classify_class *classes;
	struct row *rows; /* most powerful first, as many as there is room */
	size_t n_rows;
	size_t rows_size;
	unsigned char *bytes;
};

static void
find_scales(struct writer *wr)
{
	const struct weights *w = wr->w;
	size_t n = wr->n_classes, constant;

	for (size_t f = 0; f < w->counts->n_kept; f++) {
		for (size_t k = 0; k < n; k++)
			wr->classes[k].scale = fmaxf(wr->classes[k].scale,
			    fabsf(w->values[f * n + k]));
	}
	constant = w->counts->n_kept + w->part->in->n_extra;
	for (size_t k = 0; k < n; k++) {
		wr->classes[k].scale /= WEIGHT_MAX;
		wr->classes[k].bias = w->values[constant * n + k];
	}
}

static signed char
rounded(float v, float scale)
{
	return scale > 0 ? (signed char)lrintf(v / scale) : 0;
}

/* What 8 bits of these weights are multiplied with. */
static float
scale_of(const float *w, size_t n)
{
	float top = 0;

	for (size_t i = 0; i < n; i++)
		top = fmaxf(top, fabsf(w[i]));
	return top / WEIGHT_MAX;
}

static signed char
in_8_bits(const struct writer *wr, uint32_t id, size_t class)
{
	return rounded(wr->w->values[(size_t)id * wr->n_classes + class],
	    wr->classes[class].scale);
}

static size_t
units_of(const struct writer *wr, const struct row *r)
{
	return r->entry->id < wr->w->counts->n_net ? wr->units : 0;
}

static size_t
row_size(const struct writer *wr, const struct row *r)
{
	size_t size = sizeof(struct classify_row) +
	    r->n * (wr->wide ? 3 : 2) + units_of(wr, r);

	return (size + CLASSIFY_ROW_ALIGN - 1) / CLASSIFY_ROW_ALIGN *
	    CLASSIFY_ROW_ALIGN;
}

static int
more_powerful(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->power != y->power)
		return x->power < y->power ? 1 : -1;
	return (x->entry->id > y->entry->id) - (x->entry->id < y->entry->id);
}

static void
list_rows(struct writer *wr, struct arena *a)
{
	const struct counts *c = wr->w->counts;

	wr->rows = arena_array(a, c->n_kept + 1, sizeof(*wr->rows));
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct count_entry *s = &c->slots[i];
		struct row *r = &wr->rows[wr->n_rows];

		if (s->key == 0 || s->id == COUNT_RARE)
			continue;
		*r = (struct row){.entry = s};
		for (size_t k = 0; k < wr->n_classes; k++) {
			double v = fabs((double)wr->w->values[
			    (size_t)s->id * wr->n_classes + k]);

			r->n += in_8_bits(wr, s->id, k) != 0;
			r->power = fmax(r->power, v);
		}
		if (units_of(wr, r) > 0)
			r->unit_scale = scale_of(wr->w->net->in +
				(size_t)s->id * wr->units, wr->units);
		r->power += NET_POWER * (double)r->unit_scale;
		wr->n_rows++;
	}
	qsort(wr->rows, wr->n_rows, sizeof(*wr->rows), more_powerful);
}

static size_t
slots_for(size_t n_rows)
{
	size_t n = 1;

	while (n * (HASH_SPARE - 1) < n_rows * HASH_SPARE)
		n *= 2;
	return n;
}

/* Leaves out the weakest features when there are too many. */
static void
fit_rows(struct writer *wr, size_t room)
{
	size_t n = 0;

	wr->rows_size = 0;
	for (; n < wr->n_rows; n++) {
		size_t size = wr->rows_size + row_size(wr, &wr->rows[n]);

		if (size + slots_for(n + 1) * sizeof(struct classify_slot) >
		    room)
			break;
		wr->rows_size = size;
	}
	wr->n_rows = n;
}

static struct classify_section
section(uint64_t *at, uint64_t size)
{
	struct classify_section s = {*at, size};

	*at += (size + CLASSIFY_ALIGN - 1) / CLASSIFY_ALIGN * CLASSIFY_ALIGN;
	return s;
}

/* The sections' places; `size` comes last. */
static void
lay_out(struct writer *wr, struct classify_header *h)
{
	const struct classify_training *in = wr->w->part->in;
	size_t names = 0, max = in->bytes_max == 0 ? CLASSIFY_BYTES_DEFAULT :
						     in->bytes_max;
	uint64_t at = sizeof(*h);

	for (size_t k = 0; k < wr->n_classes; k++)
		names += strlen(in->names[k]) + 1;
	h->names = section(&at, names);
	h->classes = section(&at, wr->n_classes * sizeof(*wr->classes));
	h->extra = section(&at, in->n_extra *
		(sizeof(struct classify_extra) +
		    wr->n_classes * sizeof(float)));
	h->n_concepts = wr->w->part->reader->concepts.n_slots;
	h->concepts = section(&at,
	    h->n_concepts * sizeof(struct concept_slot));
	h->n_hidden = (uint32_t)wr->units;
	h->net = section(&at, wr->units == 0 ? 0 :
	    (in->n_extra + 1) * wr->units * sizeof(float) +
	    wr->n_classes * (sizeof(*wr->classes) + wr->units));
	fit_rows(wr, max > at ? max - at : 0);
	h->n_slots = (uint32_t)slots_for(wr->n_rows);
	h->slots = section(&at, h->n_slots * sizeof(struct classify_slot));
	h->rows = section(&at, wr->rows_size);
	h->size = at;
}

static void
write_names(struct writer *wr, unsigned char *at)
{
	const struct classify_training *in = wr->w->part->in;

	for (size_t k = 0; k < wr->n_classes; k++) {
		size_t n = strlen(in->names[k]) + 1;

		memcpy(at, in->names[k], n);
		at += n;
	}
}

static void
write_extra(struct writer *wr, unsigned char *at)
{
	const struct weights *w = wr->w;
	size_t n = w->part->in->n_extra;

	if (n == 0)
		return;
	memcpy(at, w->part->extra, n * sizeof(*w->part->extra));
	memcpy(at + n * sizeof(*w->part->extra),
	    w->values + w->counts->n_kept * wr->n_classes,
	    n * wr->n_classes * sizeof(float));
}

static void
write_net(struct writer *wr, unsigned char *at)
{
	const struct weights *w = wr->w;
	size_t n = wr->n_classes;
	size_t size = (w->part->in->n_extra + 1) * wr->units * sizeof(float);
	struct classify_class *classes = (void *)(at + size);
	signed char *out = (signed char *)(classes + n);

	memcpy(at, w->net->in + w->counts->n_net * wr->units, size);
	for (size_t k = 0; k < n; k++) {
		const float *from = w->net->out + k * wr->units;

		classes[k].scale = scale_of(from, wr->units);
		classes[k].bias = w->net->out_bias[k];
		for (size_t i = 0; i < wr->units; i++)
			out[k * wr->units + i] = rounded(from[i],
			    classes[k].scale);
	}
}

static size_t
write_row(struct writer *wr, const struct row *r, unsigned char *at)
{
	struct classify_row row = {
		.idf = (float)count_idf(wr->w->counts, r->entry->texts),
		.unit_scale = r->unit_scale,
		.n = (uint16_t)r->n,
		.n_units = (uint16_t)units_of(wr, r),
	};
	unsigned char *classes = at + sizeof(row);
	unsigned char *weights = classes + r->n * (wr->wide ? 2 : 1);
	size_t n = 0;

	memcpy(at, &row, sizeof(row));
	for (size_t k = 0; k < wr->n_classes; k++) {
		signed char v = in_8_bits(wr, r->entry->id, k);

		if (v == 0)
			continue;
		classes[wr->wide ? 2 * n : n] = (unsigned char)k;
		if (wr->wide)
			classes[2 * n + 1] = (unsigned char)(k >> 8);
		weights[n++] = (unsigned char)v;
	}
	for (size_t k = 0; k < units_of(wr, r); k++)
		weights[n + k] = (unsigned char)rounded(
		    wr->w->net->in[(size_t)r->entry->id * wr->units + k],
		    r->unit_scale);
	return row_size(wr, r);
}

static void
write_rows(struct writer *wr, const struct classify_header *h)
{
	struct classify_slot *slots = (void *)(wr->bytes + h->slots.at);
	unsigned char *rows = wr->bytes + h->rows.at;
	size_t at = 0, mask = h->n_slots - 1;

	for (size_t i = 0; i < wr->n_rows; i++) {
		uint64_t key = wr->rows[i].entry->key;
		size_t s = (size_t)key & mask;

		while (slots[s].row != 0)
			s = (s + 1) & mask;
		slots[s].print = (uint32_t)(key >> 32);
		slots[s].row = (uint32_t)(at / CLASSIFY_ROW_ALIGN) + 1;
		at += write_row(wr, &wr->rows[i], rows + at);
	}
}

void
classify_write(struct arena *a, const struct weights *w, void **bytes,
    size_t *n)
{
	struct classify_header h = w->head;
	struct writer wr = {.w = w, .n_classes = w->part->in->n_classes};

	wr.units = w->part->n_nets * NET_HIDDEN;
	wr.wide = wr.n_classes > CLASSIFY_NARROW_MAX;
	wr.classes = arena_array(a, wr.n_classes, sizeof(*wr.classes));
	find_scales(&wr);
	list_rows(&wr, a);
	memcpy(h.magic, CLASSIFY_MAGIC, sizeof(h.magic));
	h.order = CLASSIFY_ORDER;
	h.version = CLASSIFY_VERSION;
	h.kind = w->part->in->kind;
	h.n_classes = (uint32_t)wr.n_classes;
	h.n_extra = (uint32_t)w->part->in->n_extra;
	h.idf_unknown = count_idf(w->counts, 1);
	lay_out(&wr, &h);
	wr.bytes = arena_alloc(a, (size_t)h.size);
	write_names(&wr, wr.bytes + h.names.at);
	memcpy(wr.bytes + h.classes.at, wr.classes,
	    wr.n_classes * sizeof(*wr.classes));
	write_extra(&wr, wr.bytes + h.extra.at);
	memcpy(wr.bytes + h.concepts.at, w->part->reader->concepts.slots,
	    h.n_concepts * sizeof(struct concept_slot));
	if (wr.units > 0)
		write_net(&wr, wr.bytes + h.net.at);
	write_rows(&wr, &h);
	memcpy(wr.bytes, &h, sizeof(h));
	classify_seal(wr.bytes, (size_t)h.size);
	*bytes = wr.bytes;
	*n = (size_t)h.size;
}
