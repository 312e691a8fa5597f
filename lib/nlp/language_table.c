#include "base/base.h"

#include "nlp/language_table.h"

#define HEAD_BYTES 20
#define CODE_BYTES 4
#define ZERO 8 /* of a weight in 4 bits */

/* The assembler puts the file into the read-only data as it is. */
#define TABLE(name)                                                    \
	__asm__(".section .rodata\n"                                   \
		".balign 16\n"                                         \
		"language_table_" #name ":\n"                          \
		".incbin \"" NLP_TABLES "/" #name ".tbl\"\n"           \
		".byte 0\n"                                            \
		".previous\n");                                        \
	extern const unsigned char table_##name[] __asm__(             \
	    "language_table_" #name)

TABLE(latin);
TABLE(cyrillic);
TABLE(arabic);

static uint32_t
read_u16(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t
read_u32(const unsigned char *p)
{
	return read_u16(p) | read_u16(p + 2) << 16;
}

bool
language_table_open(enum language_script script, struct language_table *out)
{
	static const unsigned char *const tables[SCRIPT_COUNT_] = {
		[SCRIPT_LATIN] = table_latin,
		[SCRIPT_CYRILLIC] = table_cyrillic,
		[SCRIPT_ARABIC] = table_arabic,
	};
	const unsigned char *p = tables[script];
	uint32_t bits;
	float unit;

	if (p == NULL)
		return false;
	assert(memcmp(p, "BLT1", 4) == 0);
	bits = read_u32(p + 12);
	memcpy(&unit, &bits, sizeof(unit));
	*out = (struct language_table){
		.n = read_u32(p + 4),
		.n_buckets = read_u32(p + 8),
		.unit = (double)unit,
		.n_languages = read_u32(p + 16),
		.codes = (const char *)p + HEAD_BYTES,
	};
	assert(out->n_languages <= LANGUAGE_TABLE_MAX);
	out->starts = p + HEAD_BYTES + out->n_languages * CODE_BYTES;
	out->hashes = out->starts + ((size_t)out->n_buckets + 1) * 2;
	out->weights = out->hashes + (size_t)out->n * 2;
	return true;
}

const char *
language_table_code(const struct language_table *t, size_t i)
{
	return t->codes + i * CODE_BYTES;
}

bool
language_table_add(const struct language_table *t, uint64_t gram, int *sums)
{
	size_t bucket = (size_t)((gram >> 32) * t->n_buckets >> 32);
	uint32_t low = (uint32_t)(gram & 0xFFFF);
	uint32_t i = read_u16(t->starts + bucket * 2);
	uint32_t end = read_u16(t->starts + bucket * 2 + 2);
	size_t bytes = (t->n_languages + 1) / 2;
	const unsigned char *w;

	while (i < end && read_u16(t->hashes + (size_t)i * 2) != low)
		i++;
	if (i == end)
		return false;
	w = t->weights + i * bytes;
	for (size_t l = 0; l < bytes; l++) {
		sums[2 * l] += (w[l] & 15) - ZERO;
		sums[2 * l + 1] += (w[l] >> 4) - ZERO;
	}
	return true;
}
