#include "base/base.h"

#include "nlp/classify.h"

#include "nlp/classify_file.h"

#include <math.h>
#include <stdlib.h>


uint64_t
classify_sum(const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (; n >= 8; n -= 8, p += 8) {
		uint64_t v;

		memcpy(&v, p, 8);
		h = (h ^ v) * UINT64_C(0x100000001b3);
		h ^= h >> 29;
	}
	for (; n > 0; n--, p++)
		h = (h ^ *p) * UINT64_C(0x100000001b3);
	return h;
}

#define HEAD_SUMMED offsetof(struct classify_header, kind)

static uint64_t
head_sum(const struct classify_header *h)
{
	return classify_sum((const char *)h + HEAD_SUMMED,
	    sizeof(*h) - HEAD_SUMMED);
}

void
classify_seal(void *bytes, size_t n)
{
	struct classify_header h;

	memcpy(&h, bytes, sizeof(h));
	h.head_check = head_sum(&h);
	h.check = classify_sum((char *)bytes + sizeof(h), n - sizeof(h));
	memcpy(bytes, &h, sizeof(h));
}

static bool
section_fits(const struct classify_header *h, struct classify_section s,
    uint64_t needed)
{
	return s.at % CLASSIFY_ALIGN == 0 && s.at >= sizeof(*h) &&
	    s.at <= h->size && s.size <= h->size - s.at && s.size >= needed;
}

static bool
are_finite(const struct classify_header *h)
{
	bool good = isfinite(h->idf_unknown) && isfinite(h->temperature) &&
	    isfinite(h->net_share) &&
	    h->temperature > 0 && isfinite(h->slope) && isfinite(h->shift) &&
	    isfinite(h->label_threshold) && isfinite(h->answer_at) &&
	    isfinite(h->ask_at);

	for (size_t i = 0; i < SURE_FIGURES; i++)
		good = good && isfinite(h->sure[i]);
	return good;
}

static uint64_t
net_size(const struct classify_header *h)
{
	uint64_t n = h->n_classes, units = h->n_hidden;

	return units == 0 ? 0 :
	    ((uint64_t)h->n_extra + 1) * units * sizeof(float) +
	    n * sizeof(struct classify_class) + n * units;
}

/* What the header says about the file, against the file. */
static const char *
find_fault(const struct classify_header *h, size_t size)
{
	uint64_t n = h->n_classes, slots = h->n_slots, extra = h->n_extra;
	uint64_t concepts = h->n_concepts;

	if (memcmp(h->magic, CLASSIFY_MAGIC, sizeof(h->magic)) != 0)
		return "it is no model file";
	if (h->order != CLASSIFY_ORDER || h->version != CLASSIFY_VERSION)
		return "it was made by another version or kind of machine";
	if (h->size != size || h->head_check != head_sum(h))
		return "it is damaged or cut off";
	if (h->kind > CLASSIFY_SEVERAL || n < 1 ||
	    n > CLASSIFY_CLASSES_MAX || extra > CLASSIFY_EXTRA_MAX ||
	    slots < 1 || slots > UINT32_MAX / 2 ||
	    (slots & (slots - 1)) != 0 ||
	    h->n_hidden > CLASSIFY_UNITS_MAX || h->n_hidden % NET_HIDDEN != 0 ||
	    concepts > UINT32_MAX / 2 || (concepts & (concepts - 1)) != 0 ||
	    memchr(h->language, '\0', sizeof(h->language)) == NULL ||
	    !are_finite(h))
		return "its header makes no sense";
	if (!section_fits(h, h->names, n) ||
	    !section_fits(h, h->classes,
		n * sizeof(struct classify_class)) ||
	    !section_fits(h, h->extra, extra *
		    (sizeof(struct classify_extra) + n * sizeof(float))) ||
	    !section_fits(h, h->concepts,
		concepts * sizeof(struct concept_slot)) ||
	    !section_fits(h, h->net, net_size(h)) ||
	    !section_fits(h, h->slots,
		slots * sizeof(struct classify_slot)) ||
	    !section_fits(h, h->rows, 0))
		return "its sections do not fit";
	return NULL;
}

bool
classify_is_whole(const void *bytes, size_t n)
{
	struct classify_header h;

	if (n < sizeof(h))
		return false;
	memcpy(&h, bytes, sizeof(h));
	return find_fault(&h, n) == NULL &&
	    h.check == classify_sum((const char *)bytes + sizeof(h),
			   n - sizeof(h));
}

/* n_classes names, each with its NUL inside the section. */
static bool
read_names(struct classify_model *m)
{
	const char *at = (const char *)m->bytes + m->head.names.at;
	const char *end = at + m->head.names.size;

	for (size_t i = 0; i < m->head.n_classes; i++) {
		const char *nul = at == end ? NULL :
		    memchr(at, '\0', (size_t)(end - at));

		if (nul == NULL)
			return false;
		m->names[i] = at;
		at = nul + 1;
	}
	return true;
}

static enum rc
damaged(struct err *e, const char *what)
{
	return err_set(e, RC_INVALID,
	    "The model cannot be used: %s.", what);
}

/* `m` has room for its names behind it and knows its bytes. */
static enum rc
attach(struct classify_model *m, struct err *e)
{
	const struct classify_header *h = &m->head;
	const unsigned char *b = m->bytes;

	if (!read_names(m))
		return damaged(e, "its names do not fit");
	m->classes = (const void *)(b + h->classes.at);
	m->extra = (const void *)(b + h->extra.at);
	m->extra_weights = (const void *)(b + h->extra.at +
	    h->n_extra * sizeof(struct classify_extra));
	m->net_extra = (const void *)(b + h->net.at);
	m->net_classes = (const void *)(m->net_extra +
	    ((size_t)h->n_extra + 1) * h->n_hidden);
	m->net_out = (const void *)(m->net_classes + h->n_classes);
	m->reader = (struct feature_reader){h->language,
	    {(const void *)(b + h->concepts.at), h->n_concepts}, NULL};
	m->slots = (const void *)(b + h->slots.at);
	m->rows = b + h->rows.at;
	return RC_OK;
}

static enum rc
read_head(const void *bytes, size_t n, struct classify_header *h,
    struct err *e)
{
	const char *fault;

	if (n < sizeof(*h) || n > CLASSIFY_BYTES_MAX)
		return damaged(e, "it is too short or too long");
	memcpy(h, bytes, sizeof(*h));
	fault = find_fault(h, n);
	return fault == NULL ? RC_OK : damaged(e, fault);
}

enum rc
classify_load(struct arena *a, const void *bytes, size_t n,
    struct classify_model **out, struct err *e)
{
	struct classify_model *m = arena_alloc(a, sizeof(*m));
	enum rc rc = read_head(bytes, n, &m->head, e);

	assert((uintptr_t)bytes % CLASSIFY_ALIGN == 0);
	if (rc != RC_OK)
		return rc;
	m->bytes = bytes;
	m->size = n;
	m->names = arena_array(a, m->head.n_classes, sizeof(*m->names));
	*out = m;
	return attach(m, e);
}

enum rc
classify_open(const char *path, struct classify_model **out, struct err *e)
{
	struct classify_model *m;
	struct classify_header h;
	struct cache_file file;
	enum rc rc = cache_open(path, &file, e);

	if (rc == RC_NOT_FOUND)
		return rc;
	if (rc != RC_OK)
		return damaged(e, "it cannot be read");
	rc = read_head(file.data, file.n, &h, e);
	if (rc != RC_OK) {
		cache_close(&file);
		return rc;
	}
	m = calloc(1, sizeof(*m) + h.n_classes * sizeof(*m->names));
	if (m == NULL) {
		cache_close(&file);
		return err_log(e, RC_INTERNAL, "no memory for a model");
	}
	*m = (struct classify_model){.bytes = file.data, .size = file.n,
	    .file = file, .head = h, .names = (const char **)(m + 1)};
	rc = attach(m, e);
	if (rc == RC_OK)
		*out = m;
	else
		classify_close(m);
	return rc;
}

void
classify_close(struct classify_model *m)
{
	if (m == NULL)
		return;
	assert(m->file.data != NULL);
	cache_close(&m->file);
	free(m);
}

void
classify_rest(const struct classify_model *m)
{
	cache_rest(&m->file);
}

enum classify_kind
classify_kind_of(const struct classify_model *m)
{
	return (enum classify_kind)m->head.kind;
}

size_t
classify_n_classes(const struct classify_model *m)
{
	return m->head.n_classes;
}

const char *
classify_name(const struct classify_model *m, size_t class)
{
	assert(class < m->head.n_classes);
	return m->names[class];
}

const char *
classify_language(const struct classify_model *m)
{
	return m->head.language;
}

size_t
classify_n_extra(const struct classify_model *m)
{
	return m->head.n_extra;
}
