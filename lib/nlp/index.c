#include "base/base.h"

#include "nlp/index.h"

#include "base/text.h"

uint64_t
index_checksum(const uint8_t *p, size_t n)
{
	uint64_t h = 0x9e3779b97f4a7c15u ^ n;

	for (; n >= 8; p += 8, n -= 8) {
		uint64_t v;

		memcpy(&v, p, sizeof(v));
		h = (h ^ v) * 0xff51afd7ed558ccdu;
		h ^= h >> 32;
	}
	for (; n > 0; p++, n--)
		h = (h ^ *p) * 0x100000001b3u;
	return h;
}

uint32_t
index_hash(int language, const char *text)
{
	uint32_t h = 2166136261u + (uint32_t)language; /* FNV-1a */

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * 16777619u;
	return h ^ h >> 15;
}

uint32_t
index_letters(const char *text)
{
	uint32_t bits = 0;

	for (; *text != '\0'; text++)
		bits |= 1u << ((unsigned char)*text & 31);
	return bits;
}

size_t
index_grams(const char *word, uint32_t *out, size_t max)
{
	uint32_t last[INDEX_GRAM_WORD] = {0};
	const char *s = word;
	size_t n = 0;

	last[INDEX_GRAM_WORD - 1] = ' ';
	for (size_t seen = 1; n < max; seen++) {
		uint32_t cp = *s == '\0' ? ' ' : text_next(&s), h = 0;

		memmove(last, last + 1, sizeof(last) - sizeof(*last));
		last[INDEX_GRAM_WORD - 1] = cp;
		for (size_t i = 0; i < INDEX_GRAM_WORD; i++)
			h = (h ^ last[i]) * 2654435761u;
		if (seen + 1 >= INDEX_GRAM_WORD)
			out[n++] = h;
		if (cp == ' ')
			break;
	}
	return n;
}

/* One row of the table of sections: where its pointer and count go. */
struct row {
	enum index_section section;
	size_t size; /* of an element */
	size_t pointer, count;
};

#define ROW(section, member, n) {section, \
	sizeof(*((struct index *)NULL)->member), \
	offsetof(struct index, member), offsetof(struct index, n)}

static const struct row rows[] = {
	ROW(INDEX_LANGUAGES, languages, n_languages),
	ROW(INDEX_GROUPS, groups, n_groups),
	ROW(INDEX_ARTICLES, articles, n_articles),
	ROW(INDEX_PASSAGES, passages, n_passages),
	ROW(INDEX_QUICK, quick, n_quick),
	ROW(INDEX_WORDS, words, n_words),
	ROW(INDEX_STEMS, stems, n_stems),
	ROW(INDEX_STEM_WORDS, stem_words, n_stem_words),
	ROW(INDEX_WORD_SLOTS, word_slots, n_word_slots),
	ROW(INDEX_STEM_SLOTS, stem_slots, n_stem_slots),
	ROW(INDEX_GRAMS, grams, n_grams),
	ROW(INDEX_SYNONYMS, synonyms, n_synonyms),
	ROW(INDEX_STRINGS, strings, n_strings),
};

static enum rc
damaged(struct err *e, const char *what)
{
	return err_log(e, RC_INVALID, "the search index is damaged: %s",
	    what);
}

static bool
is_power_of_two(size_t n)
{
	return n > 0 && (n & (n - 1)) == 0;
}

static bool
is_length(float words)
{
	return words >= 0 && words < 1e9f;
}

static enum rc
take_sections(struct index *ix, size_t n, struct err *e)
{
	const struct index_head *h = ix->head;

	for (size_t i = 0; i < INDEX_SECTIONS; i++) {
		const struct index_part *p = &h->parts[i];

		if (p->at % 8 != 0 || p->at < sizeof(*h) || p->at > n ||
		    p->n > n - p->at)
			return damaged(e, "a section lies outside");
	}
	for (size_t i = 0; i < NELEM(rows); i++) {
		const struct index_part *p = &h->parts[rows[i].section];
		const void *at = ix->data + p->at;
		size_t count = p->n / rows[i].size;

		if (p->n % rows[i].size != 0)
			return damaged(e, "a section is cut");
		memcpy((char *)ix + rows[i].pointer, &at, sizeof(at));
		memcpy((char *)ix + rows[i].count, &count, sizeof(count));
	}
	ix->meta = (const void *)(ix->data + h->parts[INDEX_META].at);
	ix->gram_ends = (const void *)(ix->data +
	    h->parts[INDEX_GRAM_ENDS].at);
	if (h->parts[INDEX_META].n != sizeof(*ix->meta) ||
	    !is_length(ix->meta->title_words) ||
	    !is_length(ix->meta->body_words) ||
	    h->parts[INDEX_GRAM_ENDS].n != ix->n_grams * sizeof(uint32_t) ||
	    ix->n_quick != ix->n_passages ||
	    !is_power_of_two(ix->n_word_slots) ||
	    !is_power_of_two(ix->n_stem_slots) || ix->n_strings == 0 ||
	    ix->strings[ix->n_strings - 1] != '\0')
		return damaged(e, "its tables do not fit together");
	return RC_OK;
}

enum rc
index_open(const void *data, size_t n, struct index *out, struct err *e)
{
	const struct index_head *h = data;

	*out = (struct index){.data = data, .head = h};
	if (n < sizeof(*h) ||
	    memcmp(h->magic, INDEX_MAGIC, sizeof(h->magic)) != 0)
		return damaged(e, "it does not begin as one");
	if (h->version != INDEX_VERSION || h->byte_order != INDEX_BYTE_ORDER)
		return err_log(e, RC_INVALID, "the search index is of "
		    "another version or machine");
	if (h->size != n || h->head_checksum != index_checksum(data,
		offsetof(struct index_head, head_checksum)))
		return damaged(e, "its head is not what was written");
	return take_sections(out, n, e);
}

enum rc
index_verify(const struct index *ix, struct err *e)
{
	const struct index_head *h = ix->head;

	if (index_checksum(ix->data + sizeof(*h),
		(size_t)h->size - sizeof(*h)) != h->checksum)
		return damaged(e, "its bytes are not what was written");
	return RC_OK;
}

const char *
index_string(const struct index *ix, uint32_t at)
{
	return at < ix->n_strings ? ix->strings + at : "";
}

int
index_language(const struct index *ix, const char *code)
{
	for (size_t i = 0; i < ix->n_languages; i++) {
		if (strcmp(index_string(ix, ix->languages[i]), code) == 0)
			return (int)i;
	}
	return -1;
}

const struct index_word *
index_word(const struct index *ix, int language, const char *text)
{
	size_t mask = ix->n_word_slots - 1,
	       at = index_hash(language, text) & mask;

	/* A damaged table may have no free slot: look at each once. */
	for (size_t i = 0; i <= mask && ix->word_slots[at] != 0; i++) {
		uint32_t n = ix->word_slots[at] - 1;

		if (n < ix->n_words && ix->words[n].language == language &&
		    strcmp(index_string(ix, ix->words[n].text), text) == 0)
			return &ix->words[n];
		at = (at + 1) & mask;
	}
	return NULL;
}

const struct index_stem *
index_stem(const struct index *ix, int language, const char *text)
{
	size_t mask = ix->n_stem_slots - 1,
	       at = index_hash(language, text) & mask;

	for (size_t i = 0; i <= mask && ix->stem_slots[at] != 0; i++) {
		uint32_t n = ix->stem_slots[at] - 1;

		if (n < ix->n_stems &&
		    ix->stems[n].language == (uint32_t)language &&
		    strcmp(index_string(ix, ix->stems[n].text), text) == 0)
			return &ix->stems[n];
		at = (at + 1) & mask;
	}
	return NULL;
}

struct index_reader
index_read(const struct index *ix, enum index_section section, uint32_t at)
{
	const struct index_part *p = &ix->head->parts[section];
	const uint8_t *from = ix->data + p->at;

	return (struct index_reader){at < p->n ? from + at : from + p->n,
	    from + p->n};
}

uint32_t
index_next(struct index_reader *r)
{
	uint32_t v = 0;

	for (unsigned shift = 0; r->at < r->end && shift < 32; shift += 7) {
		uint8_t byte = *r->at++;

		v |= (uint32_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return v;
	}
	return 0;
}

struct index_postings
index_postings(const struct index *ix, const struct index_word *w)
{
	return (struct index_postings){.ix = ix, .left = w->n_passages,
	    .reader = index_read(ix, INDEX_POSTINGS, w->postings)};
}

/* A posting: the distance to the passage before; then the fields in the high
 * four bits and the times in the body in the low ones, 15 for more. */
bool
index_posting_next(struct index_postings *p, struct index_posting *out)
{
	uint32_t byte;

	if (p->left == 0 || p->reader.at >= p->reader.end)
		return false;
	p->left--;
	p->passage += index_next(&p->reader);
	byte = p->reader.at < p->reader.end ? *p->reader.at++ : 0;
	out->passage = p->passage;
	out->fields = byte >> 4;
	out->body = byte & 15;
	if (out->body == 15)
		out->body += index_next(&p->reader);
	return p->passage < p->ix->n_passages;
}
